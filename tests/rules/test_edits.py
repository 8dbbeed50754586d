"""The smallest change that would meet a rule: what to add, what would have to change, and nothing made up."""

from collections.abc import Iterator
from typing import Any

import pytest

from sociallan.application.document import Document
from sociallan.application.read import read
from sociallan.rules.condition import Condition, Leaf, Literal, Not, Quantified
from sociallan.rules.derived import Facts
from sociallan.rules.outcome import EditKind, Outcome
from sociallan.rules.truth import OutcomeKind
from sociallan.screening.report import Screening
from sociallan.screening.screen import Screener
from tests.builders import (
    RULE,
    TODAY,
    as_json,
    computed,
    example,
    examples,
    loaded,
    lsh,
    screen,
    shape,
    small_pack,
    source,
    values_text,
)
from tests.mutants import mutated, value_of

ADD, CHANGE = EditKind.ADD, EditKind.CHANGE

WITHOUT_EDITS = {
    # The sum of the parts and the total are missing together, and no figure may be made up to join them.
    "financing-items-add-up",
}
"""Rules for which it happens that no smallest change is found."""


TWO_OF_THREE = """{at_least_of: {count: 2, of: [
    {field: project.title, not_placeholder: true},
    {field: project.summary, not_placeholder: true},
    {field: investment.loan, at_most: 5}]}}"""


def outcome_of(require: str, given: str) -> Outcome:
    """Screen an application by one rule."""
    text = RULE.format(id="applicant-named").replace("{field: applicant.name, not_placeholder: true}", require)
    pack = loaded(small_pack(**{"rules__applicant-named": text, "values": values_text()}))
    return Screener(pack, shape(), today=TODAY).screen(source(given)).outcomes[0]


def edits(require: str, given: str) -> list[tuple[EditKind, str]] | None:
    """Return kind and pointer of each step that would meet a rule."""
    found = outcome_of(require, given).edits
    return None if found is None else [(edit.kind, edit.pointer) for edit in found]


@pytest.mark.parametrize(
    ("require", "given", "expected"),
    [
        ("{field: applicant.name, not_placeholder: true}", "{}", [(ADD, "/applicant/name")]),
        ("{field: applicant.name, not_placeholder: true}", "{applicant: {name: }}", [(ADD, "/applicant/name")]),
        ("{field: project.area, equals: health}", "{project: {area: safety}}", [(CHANGE, "/project/area")]),
        (
            "{field: social.goals, unique: id}",
            "{social: {goals: [{id: x}, {id: M2}, {id: x}, {id: x}]}}",
            [(CHANGE, "/social/goals/2/id"), (CHANGE, "/social/goals/3/id")],
        ),
        ("{field: social.goals, unique: id}", "{social: {goals: [{id: x}, {}]}}", [(ADD, "/social/goals/1/id")]),
        (
            "{field: derived.item_ids, unique: true}",
            "{investment: {items: [{id: xx}, {id: xx}, {id: x}]}}",
            [(CHANGE, "/investment/items/1/id")],
        ),
        ("{not: {field: social.goals, unique: id}}", "{social: {goals: [{id: x}, {id: M2}]}}", None),
        (
            "{some: social.need.evidence, as: it, must: {field: it.year, more_than: {field: derived.screening_year}}}",
            "{social: {need: {evidence: [{year: 2020}]}}}",
            [(CHANGE, "/social/need/evidence/0/year")],
        ),
        (TWO_OF_THREE, "{}", [(ADD, "/project/title"), (ADD, "/project/summary")]),
        (TWO_OF_THREE, "{project: {summary: x}, investment: {loan: 9}}", [(ADD, "/project/title")]),
        (TWO_OF_THREE, "{project: {title: x, summary: x}}", None),
        (f"{{not: {TWO_OF_THREE}}}", "{investment: {loan: 9}, project: {title: x}}", None),
        (
            """{not: {at_least_of: {count: 2, of: [
                {field: investment.loan, at_most: 5}, {field: project.area, equals: health}]}}}""",
            "{investment: {loan: 1}, project: {area: health}}",
            [(CHANGE, "/investment/loan")],
        ),
        ("{not: {field: project.area, equals: health}}", "{project: {area: health}}", [(CHANGE, "/project/area")]),
        ("{field: project.area, not_one_of: [health]}", "{project: {area: health}}", [(CHANGE, "/project/area")]),
        (
            "{field: project.area, not_one_of: {field: project.other_areas}}",
            "{project: {area: health}}",
            [(ADD, "/project/other_areas")],
        ),
        (
            "{not: {field: project.other_areas, max_items: 1}}",
            "{project: {other_areas: [health]}}",
            [(CHANGE, "/project/other_areas")],
        ),
        (
            "{field: applicant.member.is_member, is: true}",
            "{applicant: {member: {is_member: false}}}",
            [(CHANGE, "/applicant/member/is_member")],
        ),
        ("{field: investment.loan, at_most: 10}", "{investment: {loan: 11}}", [(CHANGE, "/investment/loan")]),
        ("{field: investment.loan, more_than: 10}", "{investment: {loan: 10}}", [(CHANGE, "/investment/loan")]),
        (
            "{field: project.end, more_than: {field: project.start}}",
            "{project: {start: 2020-03, end: 2019-01}}",
            [(CHANGE, "/project/end")],
        ),
        (
            "{field: project.end, more_than: {field: project.start}}",
            "{project: {start: 2020-03}}",
            [(ADD, "/project/end")],
        ),
        (
            "{field: project.end, more_than: {field: project.start}}",
            "{project: {end: 2020-03}}",
            [(ADD, "/project/start")],
        ),
        (
            "{field: project.end, more_than: {field: project.start}}",
            "{}",
            [(ADD, "/project/end"), (ADD, "/project/start")],
        ),
        ("{field: agenda_2030, min_items: 2}", "{agenda_2030: [1]}", [(CHANGE, "/agenda_2030")]),
        ("{field: social.goals, stated: true}", "{}", [(CHANGE, "/social/goals")]),
        ("{not: {field: social.goals, stated: false}}", "{}", [(CHANGE, "/social/goals")]),
        # Only taking it away would do, and nobody is told to do that.
        ("{field: social.goals, stated: false}", "{social: {goals: [{}]}}", None),
        # A list of records that is filled in holds a record, so that what is asked of its items can be tried.
        (
            (
                "{all: [{field: social.goals, not_placeholder: true}, "
                "{some: social.goals, as: goal, must: {field: goal.level, equals: outcome}}]}"
            ),
            "{}",
            [(ADD, "/social/goals"), (ADD, "/social/goals")],
        ),
        (
            "{field: project.other_areas, max_items: 0}",
            "{project: {other_areas: [health]}}",
            [(CHANGE, "/project/other_areas")],
        ),
        (
            "{field: derived.loan_share, at_most: 50}",
            "{investment: {loan: 60, total_cost: 100}}",
            [(CHANGE, "/investment/loan")],
        ),
        ("{field: derived.loan_share, at_most: 50}", "{investment: {loan: 60}}", [(ADD, "/investment/total_cost")]),
        ("{field: derived.horizon_years, at_least: 3}", "{project: {end: 2020-06}}", [(ADD, "/long_term/until")]),
        (
            "{field: derived.horizon_years, at_least: 3}",
            "{project: {end: 2020-06}, long_term: {until: 2022}}",
            [(CHANGE, "/long_term/until")],
        ),
        (
            "{each: social.goals, as: goal, count_at_least: 1, must: {field: goal.level, equals: outcome}}",
            "{social: {goals: []}}",
            [(CHANGE, "/social/goals")],
        ),
        (
            "{each: social.goals, as: goal, count_at_least: 1, must: {field: goal.level, equals: outcome}}",
            "{}",
            [(ADD, "/social/goals")],
        ),
        (
            "{each: social.goals, as: goal, must: {field: goal.level, equals: outcome}}",
            "{social: {goals: [{level: output}, {level: outcome}, {}]}}",
            [(CHANGE, "/social/goals/0/level"), (ADD, "/social/goals/2/level")],
        ),
        (
            "{some: social.goals, as: goal, must: {field: goal.level, equals: outcome}}",
            "{social: {goals: [{level: output}, {}]}}",
            [(ADD, "/social/goals/1/level")],
        ),
        (
            "{none: social.goals, as: goal, must: {field: goal.level, equals: output}}",
            "{social: {goals: [{level: output}, {level: outcome}, {level: output}]}}",
            [(CHANGE, "/social/goals/0/level"), (CHANGE, "/social/goals/2/level")],
        ),
        (
            (
                "{any: [{all: [{field: format, stated: true}, {field: social, stated: true}]}, "
                "{field: format, stated: true}]}"
            ),
            "{}",
            [(CHANGE, "/format")],
        ),
        (
            "{field: derived.org_number_series, one_of: {field: social.effects}}",
            '{applicant: {org_number: "212000-0142"}}',
            [(ADD, "/social/effects")],
        ),
        (
            "{field: derived.org_number_series, one_of: {field: social.effects}}",
            "{}",
            [(ADD, "/applicant/org_number"), (ADD, "/social/effects")],
        ),
        (
            "{any: [{field: project.area, equals: health}, {field: project.title, not_placeholder: true}]}",
            "{project: {area: housing}}",
            [(ADD, "/project/title")],
        ),
        (
            "{all: [{field: project.title, not_placeholder: true}, {field: project.area, equals: health}]}",
            "{project: {area: housing}}",
            [(ADD, "/project/title"), (CHANGE, "/project/area")],
        ),
        # Of comparisons within an item both sides are its own.
        (
            "{each: social.interventions, as: step, must: {field: step.end, more_than: {field: step.start}}}",
            "{social: {interventions: [{end: 2020}]}}",
            [(ADD, "/social/interventions/0/start")],
        ),
        (
            "{each: investment.items, as: part, must: {field: derived.financing_total, at_most: {field: part.cost}}}",
            "{investment: {loan: 5, green_loan: 0, items: [{}]}}",
            [(ADD, "/investment/grants"), (ADD, "/investment/items/0/cost")],
        ),
        # What is filled in first brings up that the end is too early.
        (
            (
                "{some: social.interventions, as: step, must: {all: [{field: step.start, equals: 2024-01}, "
                "{field: step.end, more_than: {field: step.start}}]}}"
            ),
            "{}",
            [(ADD, "/social/interventions")],
        ),
        # An item that only counts is of the list's own kind, so that what else is asked of it can be tried.
        (
            (
                "{all: [{each: project.other_areas, as: area, count_at_least: 1}, "
                "{each: project.other_areas, as: area, must: {field: area, one_of: [housing, health, safety]}}]}"
            ),
            "{}",
            [(ADD, "/project/other_areas"), (ADD, "/project/other_areas")],
        ),
        (
            (
                "{all: [{each: agenda_2030, as: number, count_at_least: 1}, "
                "{each: agenda_2030, as: number, must: {field: number, at_most: 17}}]}"
            ),
            "{}",
            [(ADD, "/agenda_2030"), (ADD, "/agenda_2030")],
        ),
        # The shortest way to an item that would do needs nothing of the project.
        (
            (
                "{some: social.goals, as: goal, must: {any: [{field: goal.level, equals: outcome}, "
                "{all: [{field: goal.id, not_placeholder: true}, {field: project.area, equals: health}]}]}}"
            ),
            "{}",
            [(ADD, "/social/goals")],
        ),
        # Of two items that would do, the first may not be changed.
        (
            (
                "{all: [{some: social.goals, as: goal, must: {field: goal.level, equals: outcome}}, "
                "{none: social.goals, as: goal, must: "
                "{all: [{field: goal.id, equals: M1}, {field: goal.level, equals: outcome}]}}]}"
            ),
            "{social: {goals: [{id: M1, level: output}, {id: M2, level: output}]}}",
            [(CHANGE, "/social/goals/1/level")],
        ),
        # An item that cannot be changed so that it would do is passed over.
        (
            (
                "{some: social.goals, as: goal, must: "
                "{all: [{field: goal.level, equals: outcome}, {field: goal.effect, stated: false}]}}"
            ),
            "{social: {goals: [{level: output, effect: education}, {level: output}]}}",
            [(CHANGE, "/social/goals/1/level")],
        ),
        # What holds already is counted.
        (
            "{some: social.goals, as: goal, count_at_least: 2, must: {field: goal.level, equals: outcome}}",
            "{social: {goals: [{level: outcome}, {level: output}]}}",
            [(CHANGE, "/social/goals/1/level")],
        ),
        (
            "{field: format, one_of: {field: agenda_2030}}",
            "{}",
            [(ADD, "/format"), (ADD, "/agenda_2030")],
        ),
        # Items are weighed by their cheapest change, not by the dearest.
        (
            (
                "{some: social.goals, as: goal, count_at_least: 2, must: {all: [{field: project.area, equals: health}, "
                "{any: [{field: goal.level, equals: outcome}, {all: [{field: goal.id, stated: true}, "
                "{field: goal.effect, stated: true}, {field: goal.description, stated: true}]}]}]}}"
            ),
            "{project: {area: safety}, social: {goals: [{}, {id: M1, description: d}, {id: M2, description: d}]}}",
            [(CHANGE, "/project/area"), (ADD, "/social/goals/0/level"), (ADD, "/social/goals/1/level")],
        ),
        # New items cannot fulfil what is asked of the project, so that those that are there are changed.
        (
            (
                "{some: social.goals, as: goal, count_at_least: 2, must: {all: "
                "[{field: goal.level, equals: outcome}, {field: project.area, equals: health}]}}"
            ),
            "{project: {area: safety}, social: {goals: [{level: output}, {level: output}]}}",
            [(CHANGE, "/social/goals/0/level"), (CHANGE, "/project/area"), (CHANGE, "/social/goals/1/level")],
        ),
        (
            "{each: social.goals, as: goal, count_at_least: 1, must: {field: goal.level, equals: outcome}}",
            "{social: {goals: [{level: output}]}}",
            [(CHANGE, "/social/goals/0/level")],
        ),
    ],
)
def test_the_smallest_change_is(require: str, given: str, expected: list[tuple[EditKind, str]]) -> None:
    assert edits(require, given) == expected


@pytest.mark.parametrize(
    ("require", "given"),
    [
        (
            "{all: [{field: project.area, equals: health}, {field: project.area, equals: safety}]}",
            "{project: {area: health}}",
        ),
        ("{not: {field: project.title, not_placeholder: true}}", "{project: {title: Torget}}"),
        (
            "{each: social.goals, as: goal, count_at_most: 1, must: {field: goal.id, stated: true}}",
            "{social: {goals: [{id: a}, {id: b}]}}",
        ),
        ("{field: derived.months_since_completion, less_than: -99999}", "{project: {end: 2020}}"),
        ("{field: derived.item_ids, min_items: 2}", "{investment: {items: [{id: I1}]}}"),
    ],
)
def test_where_no_change_would_hold_none_is_told(require: str, given: str) -> None:
    assert outcome_of(require, given).kind is OutcomeKind.NOT_MET
    assert edits(require, given) is None


@pytest.mark.parametrize(
    "require",
    [
        "{field: derived.items_total, less_than: {field: derived.operating_total}}",
        "{field: derived.org_number_series, mentions_none: words}",
    ],
)
def test_where_nothing_is_stated_that_a_derived_value_is_held_against_no_change_is_told(require: str) -> None:
    assert outcome_of(require, "{}").kind is OutcomeKind.MISSING
    assert edits(require, "{}") is None


def test_what_is_met_needs_no_change() -> None:
    assert edits("{field: project.title, not_placeholder: true}", "{project: {title: Torget}}") is None


def open_outcomes(screening: Screening) -> Iterator[Outcome]:
    """Yield the outcomes of rules that apply and are not met, or miss something."""
    for outcome in screening.outcomes:
        if outcome.kind in (OutcomeKind.NOT_MET, OutcomeKind.MISSING) and not outcome.undetermined:
            yield outcome


@pytest.mark.parametrize("name", examples())
def test_every_open_rule_of_an_example_has_a_change_that_would_meet_it(name: str) -> None:
    without = {outcome.rule.id for outcome in open_outcomes(screen(example(name))) if not outcome.edits}

    assert without <= WITHOUT_EDITS


def test_the_rules_without_a_change_are_still_without_one() -> None:
    found = {o.rule.id for name in examples() for o in open_outcomes(screen(example(name))) if not o.edits}

    assert found == WITHOUT_EDITS


def test_a_rule_that_waits_has_no_change_of_its_own() -> None:
    screening = screen("{}")

    waiting = [outcome for outcome in screening.outcomes if outcome.undetermined]
    assert waiting
    assert all(outcome.edits is None for outcome in waiting)


@pytest.mark.parametrize("name", examples())
def test_what_is_to_be_added_is_missing_and_what_is_to_be_changed_is_stated(name: str) -> None:
    document = read(example(name), gaps=lsh().gaps)

    check_kinds(document, screen(example(name)))


def check_kinds(document: Document, screening: Screening) -> None:
    facts = Facts(shape().check(document).value, (), TODAY)
    for outcome in open_outcomes(screening):
        for edit in outcome.edits or ():
            assert (facts.at(edit.pointer) is None) is (edit.kind is ADD), (outcome.rule.id, edit.pointer)


@pytest.mark.slow
@pytest.mark.parametrize("name", examples("ready", "not_met"))
def test_the_same_holds_of_mutated_examples(name: str) -> None:
    for value in mutated(value_of(name), 4, seed=7):
        given = source(as_json(value))

        check_kinds(read(given, gaps=lsh().gaps), screen(given))


def literals(condition: Condition | None) -> Iterator[Any]:
    """Yield every value that stands in a condition."""
    match condition:
        case Leaf(operand=Literal(value)):
            yield from value if isinstance(value, tuple) else (value,)
        case Not(part):
            yield from literals(part)
        case Quantified():
            yield condition.at_least
            yield from literals(condition.must)
        case Leaf() | None:
            return
        case _:
            for part in condition.parts:
                yield from literals(part)


def everything_in(value: Any) -> Iterator[Any]:
    if isinstance(value, dict):
        for part in value.values():
            yield from everything_in(part)
    elif isinstance(value, list):
        for part in value:
            yield from everything_in(part)
    else:
        yield value


def known_values(outcome: Outcome, facts: Facts) -> list[Any]:
    """Return every value that a rule, its parameters and the application hold."""
    params = [value for param in lsh().params.values() for _, value in param.values]
    flat = [part for value in params for part in (value if isinstance(value, tuple) else (value,))]
    derived = [facts.get(value) for value in computed().values()]
    return [*literals(outcome.rule.require), *flat, *everything_in(facts.root), *derived]


@pytest.mark.parametrize("name", examples("ready", "incomplete", "not_met"))
def test_nothing_is_made_up(name: str) -> None:
    """What a step names comes from the rule, its parameters or the application itself."""
    screening = screen(example(name))
    facts = Facts(read(example(name), gaps=lsh().gaps).value, (), screening.as_of)

    for outcome in open_outcomes(screening):
        known = known_values(outcome, facts)
        for edit in outcome.edits or ():
            named = edit.operand if isinstance(edit.operand, tuple) else (edit.operand,)
            assert all(value is None or value in known for value in named), (outcome.rule.id, edit.operand)


def test_a_list_that_is_too_short_says_how_many_items_are_wanted() -> None:
    (step,) = (
        outcome_of("{each: social.goals, as: goal, count_at_least: 3}", "{social: {goals: [{id: M1}]}}").edits or ()
    )

    assert (step.items, step.kind) == (2, CHANGE)


@pytest.mark.parametrize(
    ("require", "given", "count"),
    [
        ("{some: social.goals, as: goal, must: {field: goal.level, equals: outcome}}", "{}", 1),
        ("{each: social.goals, as: goal, count_at_least: 3}", "{}", 3),
        ("{none: social.goals, as: goal, must: {field: goal.level, equals: outcome}}", "{}", 0),
    ],
)
def test_a_list_that_is_missing_is_added_with_as_many_items_as_are_wanted(require: str, given: str, count: int) -> None:
    (step,) = outcome_of(require, given).edits or ()

    assert (step.kind, step.pointer, step.items) == (ADD, "/social/goals", count)


@pytest.mark.parametrize(
    ("require", "negated"),
    [("{field: project.area, equals: health}", False), ("{not: {field: project.area, equals: safety}}", True)],
)
def test_a_step_says_whether_its_condition_must_hold_or_must_not(require: str, negated: bool) -> None:
    (step,) = outcome_of(require, "{project: {area: safety}}").edits or ()

    assert step.negated is negated


def listed(**lengths: int) -> str:
    """Return an application with lists of records that are empty."""
    return as_json({"social": {name: [{"id": "x"}] * length for name, length in lengths.items()}})


def test_of_a_list_that_is_too_long_to_look_at_no_change_is_told() -> None:
    counted = "{each: social.goals, as: goal, count_at_least: 99}"
    (step,) = outcome_of(counted, listed(goals=50)).edits or ()

    assert step.items == 49
    assert edits(counted, listed(goals=51)) is None
    assert edits("{some: social.goals, as: goal, must: {field: goal.level, equals: outcome}}", listed(goals=51)) is None


def test_no_change_of_more_steps_than_anyone_takes_is_told() -> None:
    both = (
        "{all: [{each: social.goals, as: goal, must: {field: goal.level, equals: outcome}}, "
        "{each: social.interventions, as: step, must: {field: step.name, not_placeholder: true}}]}"
    )

    assert len(edits(both, listed(goals=25, interventions=50 - 25)) or ()) == 50
    assert edits(both, listed(goals=25, interventions=51 - 25)) is None


def test_only_so_many_values_are_tried_for_one_place() -> None:
    def rising(count: int) -> str:
        return f"{{all: [{', '.join(f'{{field: investment.loan, at_least: {n}}}' for n in range(1, count + 1))}]}}"

    assert edits(rising(16), "{investment: {loan: 0}}") == [(CHANGE, "/investment/loan")] * 16
    assert edits(rising(17), "{investment: {loan: 0}}") is None


def test_only_so_many_ways_are_tried() -> None:
    impossible = "{all: [{field: project.title, equals: a}, {field: project.title, equals: b}]}"
    possible = "{all: [{field: project.title, equals: c}, {field: project.title, equals: c}]}"

    def ways(count: int) -> str:
        return f"{{any: [{', '.join([impossible] * (count - 1))}, {possible}]}}"

    given = "{project: {title: d}}"
    assert edits(ways(8), given) == [(CHANGE, "/project/title")] * 2
    assert edits(ways(9), given) is None


def test_a_derived_value_that_is_missing_is_no_value_to_bring_another_to() -> None:
    require, given = "{field: investment.green_loan, at_most: {field: derived.items_total}}", "{green_loan: 5, loan: 5}"

    assert outcome_of(require, f"{{investment: {given}}}").kind is OutcomeKind.MISSING
    assert edits(require, f"{{investment: {given}}}") is None


def test_an_item_is_built_in_three_rounds_or_not_at_all() -> None:
    later = (
        "{field: mark.baseline.year, equals: 2020}",
        "{field: mark.target.year, more_than: {field: mark.baseline.year}}",
        "{field: mark.target.value, more_than: {field: mark.target.year}}",
    )

    def built(conditions: int) -> list[tuple[EditKind, str]] | None:
        inner = f"{{some: goal.indicators, as: mark, must: {{all: [{', '.join(later[:conditions])}]}}}}"
        return edits(f"{{some: social.goals, as: goal, must: {inner}}}", "{}")

    assert built(2) == [(ADD, "/social/goals")]
    assert built(3) is None


def test_of_lists_that_are_not_explained_to_their_ends_no_change_is_told() -> None:
    asked = (
        "{each: social.goals, as: goal, must: "
        "{some: goal.indicators, as: mark, must: {field: mark.unit, equals: personer}}}"
    )

    def given(indicators: int) -> str:
        return as_json({"social": {"goals": [{"indicators": [{"unit": "antal"}] * indicators}] * 12}})

    assert len(edits(asked, given(30)) or ()) == 12
    assert edits(asked, given(49)) is None
