"""The examples: the folder is the verdict, and what is made false in one of them is pointed out where it stands."""

from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase

import pytest

from sociallan.model.outcome import Outcome, OutcomeKind
from sociallan.model.report import Screening
from tests.builders import EXAMPLES, example, examples, screen
from tests.mutants import spots

READY = examples("ready")
OPEN = (OutcomeKind.NOT_MET, OutcomeKind.MISSING)

FALSE = [
    # pattern of pointer, what is written instead, the finding or the rule that says so
    ("/format", "2", "schema.const"),
    ("/applicant/kind", "other", "applicant-kind"),
    ("/applicant/kind", "kommunalt bolag", "schema.enum"),
    ("/applicant/org_number", '"212000-9920"', "schema.org-number-digits"),
    ("/applicant/org_number", '"969600-0001"', "applicant-org-number-series"),
    ("/applicant/member/is_member", "false", "applicant-member"),
    ("/applicant/member/is_member", "ja", "schema.yes-no"),
    ("/applicant/member/code", "0114", "value.leading-zero"),
    ("/applicant/influence", "none", "applicant-influence"),
    ("/project/area", "boende", "schema.enum"),
    ("/project/area", "[housing]", "schema.single-value"),
    ("/project/other_areas", "[health]", "area-other"),
    ("/project/location/municipality_code", '"99"', "schema.code"),
    ("/project/start", "2099-01", "financing-dates-in-order"),
    ("/project/start", "2024-13", "schema.date-impossible"),
    ("/project/end", "2001-01", "financing-dates-in-order"),
    ("/project/end", "i höst", "schema.date"),
    ("/investment/link", "with_interventions", "schema.enum"),
    ("/investment/items/*/type", "vindkraftverk", "schema.enum"),
    ("/investment/items/*/nature", "operating", "financing-no-operating-costs"),
    ("/investment/items/*/cost", "1", "financing-items-add-up"),
    ("/investment/items/*/cost", "-5", "schema.too-small"),
    ("/investment/total_cost", "1", "financing-loan-within-cost"),
    ("/investment/total_cost", "25 Mkr", "schema.amount"),
    ("/investment/loan", "999000000000", "financing-loan-within-cost"),
    ("/investment/loan", "1_000", "schema.amount"),
    ("/investment/green_loan", "999000000000", "financing-sources-within-cost"),
    ("/social/need/evidence/*/year", "i fjol", "schema.number"),
    ("/social/target_group/size", "4", "privacy-small-group"),
    ("/social/target_group/size", "0", "G3-target-group-sized"),
    ("/social/effects", "[]", "social-effect-stated"),
    ("/social/effects", "[education]", "social-effect-goals-belong-to-effects"),
    ("/social/interventions/*/permanent", "alltid", "schema.yes-no"),
    ("/social/goals/*/effect", "education", "social-effect-goals-belong-to-effects"),
    ("/social/goals/*/indicators/*/baseline/year", "2098", "G5-target-after-baseline"),
    ("/social/goals/*/indicators/*/target/year", "1999", "G5-target-after-baseline"),
    ("/social/goals/*/indicators/*/target/value", "många", "schema.number"),
    ("/social/goals/*/indicators/*/follow_up", "less_often", "G5-indicators-yearly"),
    ("/contribution/routes", "[]", "G1-contribution-route"),
    ("/contribution/objects", "[]", "G1-contribution-object"),
    ("/long_term/until", "2001", "G4-minimum-years"),
    ("/evaluation/plan", "none", "G5-effect-plan"),
    ("/evaluation/frequency", "less_often", "G5-followed-up-yearly"),
    ("/agenda_2030", "[14]", "agenda-*"),
    ("/agenda_2030", "[18]", "schema.too-large"),
    ("/decision/date", "2024-02-30", "schema.date-impossible"),
    ("/submitted", "2019-12-31", "date.before-pack"),
]


@dataclass(frozen=True)
class Problem:
    """Something that a screening says: which finding or rule, on which lines, of which fields."""

    name: str
    lines: frozenset[int]
    pointers: frozenset[str]


def problems(screening: Screening) -> set[Problem]:
    found = {
        Problem(finding.code, frozenset((finding.place.span.line,)), frozenset((finding.pointer,)))
        for finding in screening.findings
    }
    return found | {of_outcome(outcome) for outcome in screening.outcomes if outcome.kind in OPEN}


def of_outcome(outcome: Outcome) -> Problem:
    lines = frozenset(reason.place.span.line for reason in outcome.reasons)
    return Problem(outcome.rule.id, lines, frozenset(p for reason in outcome.reasons for p in reason.pointers))


def text_of(name: str) -> str:
    return example(name).data.decode()


def rows() -> Iterator[tuple[str, str, str, str]]:
    for name in READY:
        for spot in spots(text_of(name)):
            for pattern, new, expected in FALSE:
                if fnmatchcase(spot.pointer, pattern) and spot.pointer.count("/") == pattern.count("/"):
                    yield name, spot.pointer, new, expected


@pytest.mark.parametrize("name", examples())
def test_the_folder_is_the_verdict(name: str) -> None:
    assert screen(example(name)).verdict == name.partition("/")[0]


def test_there_are_as_many_examples_as_are_promised() -> None:
    counts = {folder: len(examples(folder)) for folder in ("ready", "incomplete", "not_met", "invalid")}
    areas = [screen(example(name)).summary.area for name in READY]

    assert min(counts["incomplete"], counts["not_met"], counts["invalid"]) >= 6
    assert all(areas.count(area) >= 2 for area in ("housing", "safety", "health"))


def test_the_applications_that_are_not_ready_are_so_for_different_reasons() -> None:
    reasons = [
        tuple(sorted(o.rule.id for o in screen(example(name)).outcomes if o.kind is OutcomeKind.NOT_MET))
        for name in examples("not_met")
    ]

    assert len(set(reasons)) == len(reasons)


def test_the_faults_of_form_are_different_ones() -> None:
    codes = [screen(example(name)).findings[0].code for name in examples("invalid")]

    assert len(set(codes)) == len(codes)


def test_every_example_says_in_a_comment_what_it_shows() -> None:
    silent = [name for name in examples() if not (EXAMPLES / name).read_text("utf-8").splitlines()[1].startswith("# ")]

    assert silent == []


@pytest.mark.parametrize(("name", "pointer", "new", "expected"), list(rows()))
def test_what_is_made_false_is_told_on_its_line(name: str, pointer: str, new: str, expected: str) -> None:
    text = text_of(name)
    spot = next(spot for spot in spots(text) if spot.pointer == pointer)

    told = problems(screen(spot.replaced(text, new))) - problems(screen(text))

    named = [problem for problem in told if fnmatchcase(problem.name, expected)]
    assert named, told
    assert any(spot.line + 1 in problem.lines for problem in named), named
