"""The pack lsh: every test in every rule, what those tests cover, the sources, the texts and the catalogue."""

import re
from collections.abc import Mapping
from functools import cache
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

import pytest

from sociallan.analysis.coverage import coverage
from sociallan.analysis.mutation.mutation_testing import Mutator
from sociallan.analysis.reachability import Explorer
from sociallan.analysis.results import MutationResult, Reachability, RuleTestResult
from sociallan.application import spelling
from sociallan.application.form_check.canonical import choices_by_spelling
from sociallan.application.location import PackLocation
from sociallan.application.notation.value_words import folded
from sociallan.application.read import read
from sociallan.files import packs
from sociallan.pack import releases
from sociallan.pack.release import ReleaseState
from sociallan.rules.rule import Basis, Level, Rule, RuleTest
from sociallan.rules.truth import OutcomeKind, Truth
from tests.builders import RULES, TODAY, as_json, lsh, outcome, rule_tester, screen, shape, source
from tests.rules.test_named_points import found_in_test
from tests.sampling import sampled

MET, NOT_MET, TO_MEND, MISSING, JUDGEMENT, NOT_APPLICABLE = OutcomeKind
T, F, J, M = Truth.TRUE, Truth.FALSE, Truth.JUDGEMENT, Truth.MISSING
RULE_IDS = [rule.id for rule in lsh().rules]
DECIDING = [rule.id for rule in lsh().rules if rule.level is not Level.QUESTION]
"""The rules that are more than a question: a question has no other title when it is not met, and no reasons."""
GROUPS = {
    group: [rule.id for rule in of_it]
    for group, of_it in groupby(sorted(lsh().rules, key=attrgetter("group")), attrgetter("group"))
}
group_by_group = pytest.mark.parametrize("names", GROUPS.values(), ids=GROUPS)
"""One test for a group: hundreds of tests of a millisecond would take longer to begin than to run."""

CATALOGUE = {
    "applicant": [
        "applicant-kind",
        "applicant-member",
        "applicant-influence",
        "applicant-org-number-series",
        "applicant-both-functions",
        "applicant-pilot-customer",
    ],
    "financing": [
        "financing-physical-investment",
        "financing-no-operating-costs",
        "financing-operating-words",
        "financing-loan-within-cost",
        "financing-sources-within-cost",
        "financing-items-add-up",
        "financing-dates-in-order",
        "financing-status-fits-dates",
        "financing-look-back",
        "financing-intervention-linked",
        "financing-investment-is-intervention",
        "financing-intervention-for-group",
        "financing-loan-limits",
    ],
    "area": ["area-one", "area-other"],
    "housing": ["housing-item-type", "housing-affordability", "housing-tenant-dialogue"],
    "safety": ["safety-item-type", "safety-local-measurement"],
    "health": ["health-item-type", "health-access"],
    "social_effect": [
        "social-effect-stated",
        "social-effect-other-in-words",
        "social-effect-need-described",
        "social-effect-need-evidence",
        "social-effect-change-described",
        "social-effect-future-state",
        "social-effect-every-effect-has-goal",
        "social-effect-goals-belong-to-effects",
        "social-effect-beyond-outputs",
        "social-effect-local-figures",
    ],
    "G1": ["G1-contribution-route", "G1-contribution-object", "G1-contribution-described"],
    "G2": ["G2-systematic-work", "G2-part-of-document", "G2-development-described"],
    "G3": ["G3-target-group-described", "G3-target-group-sized", "G3-not-everyone"],
    "G4": ["G4-horizon", "G4-carried-on", "G4-minimum-years"],
    "G5": [
        "G5-goals-stated",
        "G5-goals-followed-up",
        "G5-evaluation-method",
        "G5-evaluation-responsible",
        "G5-evaluation-frequency",
        "G5-baseline",
        "G5-target",
        "G5-target-after-baseline",
        "G5-followed-up-yearly",
        "G5-indicators-yearly",
        "G5-effect-plan",
    ],
    "privacy": ["privacy-personal-numbers", "privacy-email", "privacy-phone", "privacy-small-group"],
    "agenda_2030": ["agenda-housing", "agenda-safety", "agenda-health"],
}
"""The rules that the catalogue of the design asks for, by group."""


def rule(name: str) -> Rule:
    found = lsh().rule(name)
    assert found is not None
    return found


@cache
def results(name: str) -> tuple[RuleTestResult, ...]:
    return tuple(rule_tester().run(rule(name), test) for test in rule(name).tests)


@group_by_group
def test_each_test_in_a_rule_holds(names: list[str]) -> None:
    for each in (result for name in names for result in results(name)):
        assert each.kind is each.test.expect, each.test.name["en"]
        because = f"decided by {sorted(each.fields or each.evidence)}, not {each.test.because}"
        assert each.has_expected_reason, (each.test.name["en"], because)


@cache
def reach(name: str) -> Reachability:
    return Explorer(lsh(), shape()).reachability(rule(name))


@group_by_group
def test_every_outcome_that_a_rule_can_have_has_a_test(names: list[str]) -> None:
    for name in names:
        possible, tested = set(reach(name).cases), {test.expect for test in rule(name).tests}

        # Of a domain that is a sample, the tests may well reach what the sample leaves out.
        assert possible <= tested if reach(name).sampled else possible == tested, name


@cache
def mutation(name: str) -> MutationResult:
    return Mutator(Explorer(lsh(), shape()), shape().fields).run(rule(name))


@group_by_group
def test_every_truth_of_every_condition_has_a_test(names: list[str]) -> None:
    nodes = [node for name in names for node in coverage(results(name), {name: reach(name)}).nodes]

    assert [(node.rule.id, node.condition.at.line, node.absent) for node in nodes if node.absent] == []


KEPT = {
    # They look up other rows of tables, and no mutant changes a table.
    "applicant-member-code": {"The code of Gotland is that of a region too"},
    "financing-place-in-member": {"The location lies in another region"},
    "financing-place-named-by-code": {"The place is a municipality that does not have the code of an example"},
    "G5-cited-unit": {"The unit is a word of its own"},
    "G5-values-within-catalogue": {
        "The baseline is outside the lowest value of a number", "The target is outside the lowest value of a number",
    },
    "G5-values-within-unit": {
        "The baseline is outside the lowest value of a number", "The target is outside the lowest value of a number",
    },
    # Readers look for the plain case beside that on the boundary.
    "G5-target-improves": {"It is to rise and falls"},
    # They show which of two sums counts, and that stands in values.yaml.
    "financing-no-operating-costs": {
        "The total cost never held the operations", "The total cost is more than the parts",
    },
    # They show that no length is demanded, and no mutant adds a demand.
    "financing-investment-is-intervention": {"The reasons are short"},
}  # fmt: skip
"""Tests that notice no more than another does, by the rules that have them."""


class Noticed(NamedTuple):
    """Everything about a rule that one of its tests holds."""

    killed: frozenset[int]
    """Numbers of the mutants that it kills."""
    truths: frozenset[tuple[PackLocation, Truth]]
    """Truths of conditions that it reaches."""
    points: frozenset[tuple[int, bool]]
    """Points of a strong answer that it finds, and those that it does not."""
    told: tuple[object, ...]
    """The outcome with its fields, the day, and how the changed fields are filled in."""

    def is_within(self, other: "Noticed") -> bool:
        """Return whether another test holds all of it."""
        return (
            self.told == other.told
            and self.killed <= other.killed
            and self.truths <= other.truths
            and self.points <= other.points
        )


def noticed(name: str, test: RuleTest) -> Noticed:
    tried = rule_tester().run(rule(name), test)
    return Noticed(
        frozenset(number for number, killed in enumerate(mutation(name).killed) if test in killed.tests),
        frozenset(
            (node.condition.at, truth)
            for node in coverage([tried], {name: reach(name)}).nodes
            for truth in node.reached
        ),
        frozenset(enumerate(found_in_test(rule(name), test))),
        (tried.kind, tried.fields, tried.evidence, test.as_of, test.remove, filled_in(test.change)),
    )


def filled_in(value: object) -> object:
    """Return which parts of a value are stated: an empty list, one that is missing and a null are three things."""
    if isinstance(value, Mapping):
        return tuple((key, filled_in(part)) for key, part in sorted(value.items()))
    if isinstance(value, list):
        return tuple(map(filled_in, value))
    return value is not None


@pytest.mark.law
@pytest.mark.parametrize("name", sampled(RULE_IDS, 5))
def test_no_test_notices_only_what_another_does(name: str) -> None:
    """Of two tests that are alike one is spare: it kills no other mutant and reaches no other truth.

    That is so even if their values differ. They are not alike if other fields decide, if other fields are filled in, or
    if something is absent in another way.
    """
    tests = [(test.name["en"], noticed(name, test)) for test in rule(name).tests]

    spare = {
        one
        for number, (one, its) in enumerate(tests)
        for other_number, (_, others) in enumerate(tests)
        if number != other_number and its.is_within(others) and (its != others or other_number < number)
    }

    assert spare == KEPT.get(name, set())


@pytest.mark.law
@pytest.mark.parametrize("name", sampled(RULE_IDS, 5))
def test_what_a_test_tells_apart_the_boundary_domain_does_too(name: str) -> None:
    """So a change that only one test notices is not taken for one that makes no difference once that test is gone."""
    mutator = Mutator(Explorer(lsh(), shape()), shape().fields)

    assert mutator.run(rule(name)._replace(tests=())).equivalent == mutation(name).equivalent


def test_tests_say_which_fields_decide() -> None:
    tests = [(name, test) for name in DECIDING for test in rule(name).tests]

    assert [(name, test.name) for name, test in tests if test.expect in (NOT_MET, MISSING) and not test.because] == []


@pytest.mark.parametrize("lang", ["sv", "en"])
@pytest.mark.parametrize("name", GROUPS)
def test_tests_are_named_once_and_as_sentences(name: str, lang: str) -> None:
    for each in GROUPS[name]:
        titles = [test.name[lang] for test in rule(each).tests]

        assert len(set(titles)) == len(titles), each
        assert [title for title in titles if " " not in title or title[0].islower() or title.endswith(".")] == []


@pytest.mark.parametrize("name", [rule.id for rule in lsh().rules if rule.basis is Basis.STATED])
def test_a_requirement_stands_in_a_source(name: str) -> None:
    marks = {lsh().passages[citation].mark for citation in rule(name).cites}

    assert "stated" in marks


@group_by_group
def test_every_text_of_a_rule_stands_in_both_languages(names: list[str]) -> None:
    for asked in map(rule, names):
        for text in [asked.title, asked.unmet, asked.why, asked.ask, *([asked.judge.question] if asked.judge else [])]:
            assert set(text) == {"sv", "en"}, asked.id
            assert all(said.strip() == said and said for said in text.values()), asked.id
            assert text["sv"] != text["en"], asked.id


@pytest.mark.parametrize(("lang", "negation"), [("sv", r"\binte\b"), ("en", r"\bnot\b")])
def test_a_rule_says_what_is_wanted_and_what_is_so_when_it_is_not_met(lang: str, negation: str) -> None:
    for asked in map(rule, DECIDING):
        assert asked.title[lang] != asked.unmet[lang]
        assert all(len(re.findall(negation, text[lang])) < 2 for text in (asked.title, asked.unmet)), asked.id


def test_no_text_promises_a_decision() -> None:
    """The committee decides; the tool never says so of itself."""
    forbidden = ("godkän", "bevilja", "avslag", "avslå", "approved", "granted", "rejected")
    texts = [text for rule in lsh().rules for text in (*rule.title.values(), *rule.ask.values())]

    assert [text for text in texts if any(word in text.lower() for word in forbidden)] == []


def test_the_id_of_an_indicator_in_other_letters_is_told_with_the_one_that_is_meant() -> None:
    ids = sorted(row.cells["id"] for row in lsh().tables["indicators"].rows)
    spellings = (str.lower, str.title, lambda known: f"{known[0]} {known[1:]}".lower())

    assert [known for known in ids for spelt in spellings if spelling.nearest(spelt(known), ids) != known] == []


def test_the_catalogue_of_the_design_is_covered() -> None:
    """A rule that is not of the design may be added, but none of the design is lost or put into another group."""
    groups = {rule.id: rule.group for rule in lsh().rules}

    assert {rule: groups.get(rule) for rules in CATALOGUE.values() for rule in rules} == {
        rule: group for group, rules in CATALOGUE.items() for rule in rules
    }


def test_the_groups_come_in_the_order_of_the_catalogue() -> None:
    assert [group.id for group in lsh().groups] == list(CATALOGUE)


def test_only_what_is_published_is_required() -> None:
    """A demand of no source is an expectation, a remark or a parameter without a value.

    That an application does not contradict itself needs no source.
    """
    required = {rule.id for rule in lsh().rules if rule.level is Level.REQUIREMENT and rule.basis is not Basis.LOGIC}

    assert required == {
        "applicant-kind",
        "applicant-member",
        "applicant-influence",
        "financing-physical-investment",
        "financing-no-operating-costs",
        "financing-intervention-linked",
        "financing-investment-is-intervention",
        "area-one",
        "housing-item-type",
        "safety-item-type",
        "health-item-type",
        "social-effect-stated",
        "social-effect-need-described",
        "social-effect-change-described",
        "social-effect-future-state",
        "G1-contribution-route",
        "G1-contribution-object",
        "G1-contribution-described",
        "G2-systematic-work",
        "G2-part-of-document",
        "G2-development-described",
        "G3-target-group-described",
        "G4-horizon",
        "G5-goals-stated",
        "G5-goals-followed-up",
        "G5-evaluation-method",
    }


@pytest.mark.parametrize("name", sorted(lsh().specimens))
def test_a_specimen_has_the_right_shape_and_meets_every_rule(name: str) -> None:
    path = RULES / "specimens" / f"{name}.yaml"
    document = shape().check(read(source(path.read_bytes()), gaps=lsh().gaps))

    assert document.findings == ()
    assert name in ("housing", "safety", "health")


@group_by_group
def test_the_specimen_of_a_rule_neither_contradicts_it_nor_misses_anything(names: list[str]) -> None:
    for asked in map(rule, names):
        untouched = type(asked.tests[0])({}, {}, (), None, MET, None, asked.at)

        assert rule_tester().run(asked, untouched).kind in (MET, JUDGEMENT, NOT_APPLICABLE), asked.id


def test_the_version_of_the_pack_is_released_as_it_stands_or_is_a_later_one() -> None:
    """Whoever changes a released rule or text raises the version; ``sociallan rules release`` then adds it."""
    lock = packs.pack_file(RULES, releases.LOCK)
    assert lock is not None
    known = releases.releases(lock)

    standing, _ = releases.compared(releases.release_of(lsh(), TODAY), known)

    assert standing in (ReleaseState.RELEASED, ReleaseState.NEW)
    assert numbers(lsh().version) >= max(numbers(release.version) for release in known)


def test_each_thing_that_the_label_of_a_choice_enumerates_may_be_written_for_it() -> None:
    unknown = [
        (field.path, code, part)
        for field in shape().fields.values()
        for code in field.values
        for label in field.labels.get(code, {}).values()
        for part in re.split(r", | och | eller | and | or ", label)
        if choices_by_spelling(field).get(folded(part)) != code
    ]

    assert unknown == []


@pytest.mark.parametrize(
    ("rule", "given", "pointers"),
    [
        (
            "applicant-members-named-by-code",
            {"applicant": {"members": [{"name": "Malmö kommun", "kind": "municipality", "code": "1281"}]}},
            ["/applicant/members/0/code"],
        ),
        (
            "social-effect-evidence-effects-chosen",
            {"social": {"effects": ["equality"], "need": {"evidence": [{"effects": ["equality", "better_health"]}]}}},
            ["/social/need/evidence/0/effects", "/social/need/evidence/0/effects/1"],
        ),
    ],
)
def test_when_a_rule_does_not_ask_is_not_told_as_a_way_to_mend(
    rule: str, given: Mapping[str, object], pointers: list[str]
) -> None:
    found = outcome(screen(as_json(given)), rule)

    assert [reason.pointers[0] for reason in found.reasons] == pointers


def numbers(version: str) -> list[int]:
    return [int(number) for number in version.split(".")]
