"""Mutants of a rule that its tests notice, and a test for each that they do not."""

import pytest

from sociallan.analysis.mutation.mutation_testing import Mutator
from sociallan.analysis.reachability import Explorer
from sociallan.analysis.results import MutationResult
from sociallan.analysis.rule_tests import RuleTester
from sociallan.pack.pack import Pack
from tests.builders import (
    computed,
    draft_of,
    loaded,
    lsh,
    rule_requiring,
    shape,
    small_pack,
    values_text,
)
from tests.sampling import sampled

LOAN = "{field: investment.loan, at_most: 5}"


def mutation(require: str, *tests: str, specimen: str = "investment: {loan: 5}\n") -> MutationResult:
    """Try the mutants of a small rule on its tests."""
    text = rule_requiring(require)
    text = text[: text.index("  - {name: {sv: Namngiven")] + "".join(f"  - {test}\n" for test in tests)
    pack = loaded(small_pack(**{"rules__applicant-named": text, "specimens__housing": specimen}))
    return mutator(pack).run(pack.rules[0])


def mutator(pack: Pack) -> Mutator:
    return Mutator(Explorer(pack, shape()), shape().fields)


def survivors(found: MutationResult) -> list[str]:
    return [f"{one.mutant.change} {one.mutant.after or ''}".strip() for one in found.survivors]


FIELDS = (
    *("applicant.kind", "applicant.member", "applicant.member.is_member", "project.title", "project.start"),
    *("investment.loan", "social.effects", "social.goals", *(f"derived.{name}" for name in computed())),
)
OPERANDS = (
    *(
        "equals: 1",
        "equals: a",
        "equals: health",
        "equals: 2024-02",
        "not_one_of: [1, 2]",
        "one_of: [a, b]",
        "is: false",
    ),
    *("at_least: 0.1", "at_most: -3", "more_than: 9999-12-31", "less_than: 0001-01-01", "at_least: {param: limit}"),
    *("min_chars: 0", "min_chars: 20000", "max_chars: 3", "min_items: 3", "max_items: 0"),
    *("mentions_none: words", "mentions_none: emails", "stated: false", "not_placeholder: true"),
    *("one_of: {field: derived.item_ids}", "one_of: {field: agenda_2030}"),
    *(f"less_than: {{field: derived.{name}}}" for name in computed()),
)
"""Whatever a test can be held against, more than fits any one field: what does not is left out of the pack."""


@pytest.mark.law
@pytest.mark.parametrize("field", sampled(FIELDS, 4))
def test_whatever_may_be_asked_of_a_field_can_be_tried(field: str) -> None:
    asked = [f"{{field: {field}, {operand}}}" for operand in OPERANDS]
    files = {f"rules__r{n}": rule_requiring(one, f"r{n}") for n, one in enumerate(asked)}

    pack = draft_of(small_pack(**files, values=values_text())).pack

    assert pack is not None
    assert len(pack.rules) > 1
    assert [mutator(pack).run(rule).rule for rule in pack.rules] == list(pack.rules)


def test_tests_on_both_sides_of_a_limit_and_one_without_the_value_notice_everything() -> None:
    found = mutation(
        LOAN,
        "{name: At the limit, expect: met}",
        "{name: Above the limit, change: {investment.loan: 6}, expect: not_met}",
        "{name: Not stated, remove: [investment.loan], expect: missing}",
    )

    assert survivors(found) == []
    assert [(one.mutant.change, [test.name[""] for test in one.tests]) for one in found.killed] == [
        ("let_through", ["Not stated"]),
        ("strictness", ["At the limit"]),
        ("threshold", ["At the limit"]),
        ("threshold", ["Above the limit"]),
    ]


def test_tests_far_from_the_limit_leave_it_to_be_changed() -> None:
    found = mutation(
        LOAN,
        "{name: Far below, change: {investment.loan: 1}, expect: met}",
        "{name: Far above, change: {investment.loan: 99}, expect: not_met}",
        "{name: Not stated, remove: [investment.loan], expect: missing}",
    )

    assert [one.mutant.change for one in found.survivors] == ["strictness", "threshold", "threshold"]
    assert [one.mutant.change for one in found.killed] == ["let_through"]


def test_a_change_that_makes_no_difference_is_counted_apart() -> None:
    """Of two parts that say the same, each can go."""
    both = f"{{all: [{LOAN}, {{field: investment.loan, less_than: 6}}]}}"

    found = mutation(both, "{name: At the limit, expect: met}")

    assert found.equivalent >= 2
    assert "part_dropped" not in survivors(found)


def test_what_a_test_notices_it_notices_by_the_outcome() -> None:
    """That a field beside it would be named as well is no other outcome."""
    found = mutation(
        "{all: [{field: project.title, not_placeholder: true}, {field: project.summary, not_placeholder: true}]}",
        "{name: Neither is stated, expect: missing, because: [project.title, project.summary]}",
        specimen="{}\n",
    )

    assert survivors(found).count("part_dropped") == 2


def test_the_value_of_a_parameter_is_noticed_on_the_days_that_it_applies() -> None:
    at = "{{name: On {0}, change: {{investment.loan: {1}}}, as_of: {0}, expect: {2}}}"
    asked = "{field: investment.loan, at_most: {param: limit}}"
    early = (at.format("2021-01-01", 10, "met"), at.format("2021-01-01", 11, "not_met"))
    late = (at.format("2024-01-01", 20, "met"), at.format("2024-01-01", 21, "not_met"))
    gap = "{name: Not stated, remove: [investment.loan], expect: missing}"

    assert survivors(mutation(asked, *early, *late, gap)) == []
    assert survivors(mutation(asked, *early, gap)) == ["threshold 19", "threshold 21"]
    assert survivors(mutation(asked, *late, gap)) == ["threshold 9", "threshold 11"]


def test_a_ready_test_for_a_later_value_of_a_parameter_says_its_day() -> None:
    asked = "{field: investment.loan, at_most: {param: limit}}"

    found = mutation(asked, "{name: Not stated, remove: [investment.loan], expect: missing}")

    days = {one.mutant.swap.before: one.test.as_of for one in found.survivors if one.mutant.swap and one.test}
    assert days == {10: None, 20: "2024-01-01"}


@pytest.mark.law
@pytest.mark.parametrize("name", sampled([rule.id for rule in lsh().rules], 5))
def test_a_ready_test_passes_and_its_mutant_does_not_pass_it(name: str) -> None:
    rule, tester = lsh().rule(name), RuleTester(lsh())
    assert rule is not None

    found = mutator(lsh()).run(rule._replace(tests=()))

    assert found.survivors
    assert found.killed == ()
    for mutant, test in ((one.mutant, one.test) for one in found.survivors):
        assert test is not None, mutant.change
        assert tester.run(rule, test).passed
        assert not tester.run(mutant.rule, test, mutant.swap).passed


@pytest.mark.law
@pytest.mark.parametrize("name", sampled([rule.id for rule in lsh().rules], 5))
def test_ready_tests_notice_every_change_that_makes_a_difference(name: str) -> None:
    rule = lsh().rule(name)
    assert rule is not None
    ready = [one.test for one in mutator(lsh()).run(rule._replace(tests=())).survivors]

    found = mutator(lsh()).run(rule._replace(tests=tuple(test for test in ready if test is not None)))

    assert found.survivors == ()
