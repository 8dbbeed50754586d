"""From outcomes to groups and to the verdict."""

from dataclasses import replace

import pytest

from sociallan.pack.pack import Group, GroupAll, GroupAny, GroupLeaf, Pack, VerdictFormula
from sociallan.rules.decision import Decision
from sociallan.rules.rule import Level
from sociallan.rules.truth import OutcomeKind
from sociallan.screening.report import Verdict
from sociallan.screening.verdict import DecidedRule, deciding, group_kinds, group_outcomes, verdict
from tests.builders import loaded, small_pack

MET, NOT_MET, TO_MEND, MISSING, JUDGEMENT, NOT_APPLICABLE = OutcomeKind
REQUIREMENT, EXPECTATION, REMARK, _ = Level
GROUPS = ("a", "b", "c")


def pack(formula: VerdictFormula) -> Pack:
    groups = tuple(Group(name, {"sv": name, "en": name}) for name in GROUPS)
    return replace(loaded(small_pack()), groups=groups, verdict=formula)


def decided(group: str, kind: OutcomeKind, level: Level = REQUIREMENT) -> DecidedRule:
    return loaded(small_pack()).rules[0]._replace(group=group, level=level), kind


A, B, C = map(GroupLeaf, GROUPS)
ALL = GroupAll((A, B))


@pytest.mark.parametrize(
    ("kinds", "group"),
    [
        ((MET, MET), MET),
        ((MET, JUDGEMENT), JUDGEMENT),
        ((JUDGEMENT, MISSING), MISSING),
        ((MISSING, TO_MEND), TO_MEND),
        ((TO_MEND, NOT_MET), NOT_MET),
        ((NOT_APPLICABLE, MET), MET),
        ((NOT_APPLICABLE, NOT_MET), NOT_MET),
    ],
)
def test_a_group_fares_as_its_worst_requirement(kinds: tuple[OutcomeKind, OutcomeKind], group: OutcomeKind) -> None:
    for order in (kinds, kinds[::-1]):
        assert group_kinds(decided("a", kind) for kind in order) == {"a": group}


@pytest.mark.parametrize("level", [EXPECTATION, REMARK])
@pytest.mark.parametrize("kind", list(OutcomeKind))
def test_only_requirements_decide(level: Level, kind: OutcomeKind) -> None:
    outcomes = [decided("a", MET), decided("b", MET), decided("a", kind, level), decided("c", kind, level)]

    assert verdict(pack(ALL), outcomes) is Verdict.READY
    assert group_kinds(outcomes) == {"a": MET, "b": MET}
    groups = group_outcomes(pack(ALL), [(rule, Decision(kind)) for rule, kind in outcomes])
    assert [(group.group.id, group.requirements, group.met) for group in groups] == [("a", 1, 1), ("b", 1, 1)]


def test_a_group_of_which_nothing_applies_is_not_applicable_and_has_nothing_met() -> None:
    outcomes = [decided("a", NOT_APPLICABLE), decided("a", NOT_APPLICABLE), decided("b", MET)]

    groups = group_outcomes(pack(ALL), [(rule, Decision(kind)) for rule, kind in outcomes])

    assert [(group.group.id, group.kind, group.requirements, group.met) for group in groups] == [
        ("a", NOT_APPLICABLE, 0, 0),
        ("b", MET, 1, 1),
    ]


def test_a_part_of_which_no_group_applies_asks_for_nothing() -> None:
    outcomes = [decided("a", NOT_APPLICABLE), decided("b", NOT_APPLICABLE), decided("c", MET)]

    assert verdict(pack(GroupAll((ALL, C))), outcomes) is Verdict.READY
    assert verdict(pack(ALL), outcomes) is Verdict.INCOMPLETE


def test_what_is_for_the_committee_counts_as_met_by_the_rules() -> None:
    outcomes = [decided("a", kind) for kind in (MET, JUDGEMENT, MISSING, NOT_MET, NOT_APPLICABLE)]

    (group,) = group_outcomes(pack(ALL), [(rule, Decision(kind)) for rule, kind in outcomes])

    assert (group.kind, group.requirements, group.met) == (NOT_MET, 4, 2)


def test_what_people_must_judge_because_it_is_contradicted_does_not_count_as_met() -> None:
    rule, _ = decided("a", JUDGEMENT)
    decisions = [Decision(JUDGEMENT, contradicted=True), Decision(JUDGEMENT, undetermined=True), Decision(JUDGEMENT)]

    (group,) = group_outcomes(pack(ALL), [(rule, decision) for decision in decisions])

    assert (group.kind, group.requirements, group.met) == (JUDGEMENT, 3, 1)


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (MET, MET, Verdict.READY),
        (MET, JUDGEMENT, Verdict.READY),
        (MET, MISSING, Verdict.INCOMPLETE),
        (JUDGEMENT, MISSING, Verdict.INCOMPLETE),
        (MET, TO_MEND, Verdict.INCOMPLETE),
        (TO_MEND, NOT_MET, Verdict.NOT_MET),
        (MET, NOT_MET, Verdict.NOT_MET),
        (MISSING, NOT_MET, Verdict.NOT_MET),
        (JUDGEMENT, NOT_MET, Verdict.NOT_MET),
    ],
)
def test_of_all_groups_the_worst_gives_the_verdict(first: OutcomeKind, second: OutcomeKind, expected: Verdict) -> None:
    assert verdict(pack(ALL), [decided("a", first), decided("b", second)]) is expected
    assert verdict(pack(ALL), [decided("a", second), decided("b", first)]) is expected


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (MET, NOT_MET, Verdict.READY),
        (MISSING, NOT_MET, Verdict.INCOMPLETE),
        (NOT_MET, NOT_MET, Verdict.NOT_MET),
        (NOT_APPLICABLE, NOT_MET, Verdict.NOT_MET),
        (NOT_APPLICABLE, MISSING, Verdict.INCOMPLETE),
        (NOT_APPLICABLE, MET, Verdict.READY),
    ],
)
def test_of_any_group_the_best_that_applies_gives_the_verdict(
    first: OutcomeKind, second: OutcomeKind, expected: Verdict
) -> None:
    assert verdict(pack(GroupAny((A, B))), [decided("a", first), decided("b", second)]) is expected


@pytest.mark.parametrize("formula", [A, ALL, GroupAny((A, B)), GroupAll((A, GroupAny((B,))))])
def test_what_does_not_apply_is_never_counted_as_met(formula: VerdictFormula) -> None:
    outcomes = [decided("a", NOT_APPLICABLE), decided("b", NOT_APPLICABLE)]

    assert verdict(pack(formula), outcomes) is Verdict.INCOMPLETE


def test_nothing_decided_is_never_ready() -> None:
    assert verdict(pack(ALL), []) is Verdict.INCOMPLETE


def test_a_formula_within_a_formula_counts_as_a_group() -> None:
    formula = GroupAll((A, GroupAny((B, C))))

    assert verdict(pack(formula), [decided("a", MET), decided("b", NOT_MET), decided("c", MET)]) is Verdict.READY
    assert (
        verdict(pack(formula), [decided("a", MET), decided("b", NOT_MET), decided("c", MISSING)]) is Verdict.INCOMPLETE
    )
    assert verdict(pack(formula), [decided("a", MISSING), decided("b", NOT_MET)]) is Verdict.NOT_MET


def test_alternatives_of_which_none_applies_are_missing_beside_what_is_met() -> None:
    formula = GroupAll((A, GroupAny((B, C))))
    outcomes = [decided("a", MET), decided("b", NOT_APPLICABLE), decided("c", NOT_APPLICABLE)]

    assert verdict(pack(formula), outcomes) is Verdict.INCOMPLETE


@pytest.mark.parametrize(
    ("formula", "kinds", "deciders"),
    [
        (ALL, {"a": NOT_MET, "b": MISSING}, ["a"]),
        (ALL, {"a": MISSING, "b": TO_MEND}, ["a", "b"]),
        (ALL, {"a": NOT_MET, "b": NOT_MET}, ["a", "b"]),
        (ALL, {"a": MET, "b": JUDGEMENT}, []),
        (ALL, {"a": NOT_MET, "b": MET, "c": NOT_MET}, ["a"]),
        (GroupAll((A, GroupAny((B, C)))), {"a": MET, "b": MISSING, "c": NOT_MET}, ["b"]),
        (GroupAll((A, GroupAny((B, C)))), {"a": MET, "b": MET, "c": NOT_MET}, []),
        (GroupAll((A, GroupAny((B, C)))), {"a": MISSING, "b": MISSING, "c": MET}, ["a"]),
        (GroupAny((A, B)), {"a": NOT_APPLICABLE, "b": NOT_APPLICABLE}, []),
        (A, {"b": NOT_MET}, []),
    ],
)
def test_the_requirements_that_decide_are_those_of_the_worst_groups_that_count(
    formula: VerdictFormula, kinds: dict[str, OutcomeKind], deciders: list[str]
) -> None:
    outcomes = [decided(group, kind) for group, kind in kinds.items()]
    outcomes += [decided(group, kind, EXPECTATION) for group, kind in kinds.items()]

    assert [(rule.group, rule.level) for rule in deciding(pack(formula), outcomes)] == [
        (group, REQUIREMENT) for group in deciders
    ]


@pytest.mark.parametrize(
    ("kinds", "deciders"),
    [
        ((NOT_MET, MISSING, JUDGEMENT, MET, NOT_APPLICABLE, NOT_MET), [0, 5]),
        ((TO_MEND, JUDGEMENT, MISSING, MET), [0, 2]),
        ((JUDGEMENT, MET), []),
        ((NOT_APPLICABLE, NOT_APPLICABLE), []),
    ],
)
def test_within_a_group_only_the_requirements_decide_that_give_its_truth(
    kinds: tuple[OutcomeKind, ...], deciders: list[int]
) -> None:
    outcomes = [decided("a", kind) for kind in kinds]
    numbered = [(rule._replace(id=str(number)), kind) for number, (rule, kind) in enumerate(outcomes)]

    assert [int(rule.id) for rule in deciding(pack(A), numbered)] == deciders
