"""The examples: the folder is the verdict, and what is made false in one of them is pointed out where it stands."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cache
from typing import Any

import pytest

from sociallan.formats import RENDERERS, render
from sociallan.rules.outcome import Outcome
from sociallan.rules.truth import UNMET, OutcomeKind
from sociallan.screening.report import Screening
from tests.builders import EXAMPLES, example, examples, report, screen, source, view
from tests.mutants import Spot, at, keys, spots, value_of
from tests.sampling import sampled

READY = examples("ready")

ANOTHER = "an effect that the application does not aim at"
FALSE = [
    # pattern of pointer, what is written instead, the finding or the rule that says so
    ("/format", "2", "schema.enum"),
    ("/applicant/kind", "kommunägt bolag", "schema.enum"),
    ("/applicant/org_number", '"212000-9920"', "schema.org-number-digits"),
    ("/applicant/org_number", '"969600-0001"', "applicant-org-number-series"),
    ("/applicant/member/is_member", "false", "applicant-member"),
    ("/applicant/member/is_member", "ibland", "schema.yes-no"),
    ("/applicant/member/code", "114", "schema.code"),
    ("/applicant/influence", "none", "applicant-influence"),
    ("/project/area", "boendet", "schema.enum"),
    ("/project/area", "[housing]", "schema.single-value"),
    ("/project/other_areas", "[health]", "area-other"),
    ("/project/location/municipality_code", '"99"', "schema.code"),
    ("/project/start", "2099-01", "financing-dates-in-order"),
    ("/project/start", "2024-13", "schema.date"),
    ("/project/end", "i höst", "schema.date"),
    ("/investment/link", "with_interventions", "schema.enum"),
    ("/investment/items/*/type", "vindkraftverk", "schema.enum"),
    ("/investment/items/*/cost", "-5", "schema.too-small"),
    ("/investment/total_cost", "ca 25 Mkr", "schema.amount"),
    ("/investment/loan", "999000000000", "financing-loan-within-cost"),
    ("/investment/loan", "1_000", "schema.amount"),
    ("/social/need/evidence/*/year", "i fjol", "schema.number"),
    ("/social/target_group/size", "4", "privacy-small-group"),
    ("/social/effects", "[]", "social-effect-stated"),
    ("/social/interventions/*/permanent", "alltid", "schema.yes-no"),
    ("/social/goals/*/effect", ANOTHER, "social-effect-goals-belong-to-effects"),
    ("/social/goals/*/indicators/*/target/year", "1999", "G5-target-after-baseline"),
    ("/social/goals/*/indicators/*/target/value", "en hel del", "schema.number"),
    ("/social/goals/*/indicators/*/follow_up", "less_often", "G5-indicators-yearly"),
    ("/contribution/routes", "[]", "G1-contribution-route"),
    ("/contribution/objects", "[]", "G1-contribution-object"),
    ("/long_term/until", "2001", "G4-minimum-years"),
    ("/evaluation/plan", "none", "G5-effect-plan"),
    ("/evaluation/frequency", "less_often", "G5-followed-up-yearly"),
    ("/agenda_2030", "[18]", "schema.too-large"),
    ("/decision/date", "2024-02-30", "schema.date-impossible"),
    ("/submitted", "2019-12-31", "date.before-pack"),
]

TWO_SIDED = [
    # what is false only against another value: either of the two may be the one to mend
    ("/project/end", "2001-01", "financing-dates-in-order"),
    ("/investment/items/*/cost", "1", "financing-items-add-up"),
    ("/investment/items/*/nature", "operating", "financing-no-operating-costs"),
    ("/investment/total_cost", "1", "financing-loan-within-cost"),
    ("/investment/green_loan", "999000000000", "financing-sources-within-cost"),
    ("/investment/grants/*/amount", "999000000000", "financing-sources-within-cost"),
    ("/social/effects", ANOTHER, "social-effect-goals-belong-to-effects"),
    ("/social/goals/*/indicators/*/baseline/year", "2098", "G5-target-after-baseline"),
]

NOT_FALSE = {
    # It is so already, and stands among the weaknesses of a ready application.
    ("ready/housing-sjohamra-tryggare-tvattstugor.yaml", "/social/goals/1/indicators/0/follow_up"),
    # The figure that is cited is published every other year.
    ("ready/safety-klintabro-stationsparken-gront-och-socialt.yaml", "/social/goals/0/indicators/2/follow_up"),
    # The baseline has no year to compare with.
    ("ready/safety-tallfjarden-trygga-vardboenden.yaml", "/social/goals/1/indicators/1/target/year"),
    # From before 2024, when the plan was not asked for.
    ("ready/housing-sjohamra-tryggare-tvattstugor.yaml", "/evaluation/plan"),
    ("ready/safety-ekersberga-centrum-for-alla.yaml", "/evaluation/plan"),
}


@dataclass(frozen=True)
class Problem:
    """Something that a screening says: which finding or rule, on which lines, of which fields."""

    name: str
    kind: str
    lines: frozenset[int]
    pointers: frozenset[str]

    def names(self, pointer: str) -> bool:
        """Return whether a field, or something in it, is named."""
        return any(named == pointer or named.startswith(f"{pointer}/") for named in self.pointers)


def problems(screening: Screening) -> set[Problem]:
    found = {
        Problem(finding.code, "form", frozenset((finding.place.span.line,)), frozenset((finding.pointer,)))
        for finding in screening.findings
    }
    return found | {of_outcome(outcome) for outcome in screening.outcomes if outcome.kind in UNMET}


def of_outcome(outcome: Outcome) -> Problem:
    lines = frozenset(place.span.line for reason in outcome.reasons for place in reason.places)
    return Problem(
        outcome.rule.id, outcome.kind, lines, frozenset(p for reason in outcome.reasons for p in reason.pointers)
    )


def text_of(name: str) -> str:
    return example(name).data.decode()


@cache
def spots_of(name: str) -> list[Spot]:
    return spots(text_of(name))


@cache
def problems_of(name: str) -> set[Problem]:
    """Return what is said of an example as it stands."""
    return problems(screen(example(name)))


def rows(table: list[tuple[str, str, str]]) -> Iterator[tuple[str, str, str, str]]:
    """Yield every way to make a value of a ready example false: example, pointer, new text and who says so."""
    for name in READY:
        value = value_of(name)
        for spot in spots_of(name):
            for pattern, new, expected in table:
                fits = fnmatchcase(spot.pointer, pattern) and spot.pointer.count("/") == pattern.count("/")
                if (
                    fits
                    and (name, spot.pointer) not in NOT_FALSE
                    and not (new == "operating" and enough_without(value, spot))
                ):
                    yield name, spot.pointer, another_effect(value, spot) if new == ANOTHER else new, expected


def enough_without(value: Any, spot: Spot) -> bool:
    """Return whether the loan is covered even if the item of a spot were operating costs."""
    cost: int = at(value, spot.pointer.replace("/nature", "/cost"))
    investment = value["investment"]
    return bool(investment["loan"] <= investment["total_cost"] - cost)


def another_effect(value: Any, spot: Spot) -> str:
    taken = value["social"]["effects"]
    other = next(
        effect for effect in ("education", "equality", "accessibility", "create_employment") if effect not in taken
    )
    return f"[{other}]" if spot.pointer.endswith("effects") else other


@pytest.mark.parametrize("name", examples())
def test_the_folder_is_the_verdict(name: str) -> None:
    assert screen(example(name)).verdict == name.partition("/")[0]


def test_there_are_as_many_examples_as_are_promised() -> None:
    counts = {folder: len(examples(folder)) for folder in ("ready", "incomplete", "not_met", "invalid")}
    areas = [screen(example(name)).summary.classification for name in READY]

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


@pytest.mark.law
@pytest.mark.parametrize(("name", "pointer", "new", "expected"), sampled(list(rows(FALSE)), 40))
def test_what_is_made_false_is_told_on_its_line(name: str, pointer: str, new: str, expected: str) -> None:
    spot, told = made_false(name, pointer, new)

    named = [problem for problem in told if fnmatchcase(problem.name, expected)]
    assert named, told
    assert any(spot.line + 1 in problem.lines for problem in named), named


@pytest.mark.law
@pytest.mark.parametrize(("name", "pointer", "new", "expected"), sampled(list(rows(TWO_SIDED)), 30))
def test_what_is_false_against_another_value_is_told_with_both_fields(
    name: str, pointer: str, new: str, expected: str
) -> None:
    spot, told = made_false(name, pointer, new)

    named = [problem for problem in told if problem.name == expected]
    assert named, told
    assert any(problem.names(pointer) for problem in named), named
    assert any(spot.line + 1 in problem.lines for problem in named), named


def made_false(name: str, pointer: str, new: str) -> tuple[Spot, set[Problem]]:
    """Write another value in an example, and give what is said of it that was not said before."""
    text = text_of(name)
    spot = next(spot for spot in spots_of(name) if spot.pointer == pointer)
    return spot, problems(screen(spot.replaced(text, new))) - problems_of(name)


CHANCE = 20
COUNT = 200


@dataclass(frozen=True)
class Mutant:
    """An example with one thing wrong: what was done, where, and what ought to be said of it."""

    what: str
    text: str
    line: int
    pointer: str
    suggestion: str | None = None


def removed(name: str, chance: random.Random) -> Mutant:
    """Take a value away that a requirement rests on."""
    while True:
        spot = chance.choice(spots_of(name))
        text = spot.replaced(text_of(name), "null")
        if any(problem.names(spot.pointer) for problem in problems(screen(text))):
            return Mutant("removed", text, spot.line + 1, spot.pointer)


def misspelt(name: str, chance: random.Random) -> Mutant:
    """Swap two letters of a key."""
    while True:
        spot = chance.choice(keys(text_of(name)))
        key = spot.pointer.rpartition("/")[2]
        place = chance.randrange(len(key) - 1)
        wrong = key[:place] + key[place + 1] + key[place] + key[place + 2 :]
        if len(key) > 4 and wrong != key:
            pointer = f"{spot.pointer.rpartition('/')[0]}/{wrong}"
            return Mutant("misspelt", spot.replaced(text_of(name), wrong), spot.line + 1, pointer, key)


def of_another_type(name: str, chance: random.Random) -> Mutant:
    """Write a value as another type: a list for one value, a record for a list."""
    spot = chance.choice(spots_of(name))
    is_list = isinstance(at(value_of(name), spot.pointer), list)
    return Mutant("type", spot.replaced(text_of(name), "17" if is_list else "[1, 2]"), spot.line + 1, spot.pointer)


def contradicted(name: str, chance: random.Random) -> Mutant:
    """Write something that cannot be so."""
    _, pointer, new, _ = chance.choice([row for row in rows(FALSE) if row[0] == name])
    spot = next(spot for spot in spots_of(name) if spot.pointer == pointer)
    return Mutant("contradicted", spot.replaced(text_of(name), new), spot.line + 1, pointer)


@cache
def mutant_of(number: int) -> tuple[str, Mutant]:
    """Return a mutant and the example that it is made of; each has a chance of its own, so that it is made alone."""
    chance = random.Random(f"{CHANCE} {number}")
    name = chance.choice(READY)
    return name, (removed, misspelt, of_another_type, contradicted)[number % 4](name, chance)


@pytest.mark.law
@pytest.mark.parametrize("number", sampled(range(COUNT), 33))
def test_one_thing_wrong_is_told_on_its_line_without_a_traceback(number: int) -> None:
    name, mutant = mutant_of(number)
    screening = screen(source(mutant.text, f"examples/{name}"))

    shown = render(list(RENDERERS)[number % len(RENDERERS)], report(screening), view("sv"))

    told = [problem for problem in problems(screening) - problems_of(name) if mutant.line in problem.lines]
    assert told, mutant
    assert any(problem.names(mutant.pointer) for problem in told), mutant
    assert shown


@pytest.mark.law
@pytest.mark.parametrize("number", sampled(range(COUNT), 33))
def test_a_misspelt_key_gets_the_right_one_suggested(number: int) -> None:
    _, mutant = mutant_of(number)
    if mutant.what != "misspelt":
        return

    findings = [finding for finding in screen(mutant.text).findings if finding.pointer == mutant.pointer]

    assert [finding.suggestion for finding in findings] == [mutant.suggestion]
