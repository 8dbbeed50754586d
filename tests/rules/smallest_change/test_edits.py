"""The smallest change that would meet a rule: what to add, what would have to change, and nothing made up."""

import pickle
from collections.abc import Iterable, Iterator
from typing import Any

import pytest

from sociallan.application.document import Document, field_of
from sociallan.application.field import FieldKind
from sociallan.application.read import read
from sociallan.report.edit_sentences import edit_message
from sociallan.rules.condition import Condition, Leaf, Literal, Not, Quantified
from sociallan.rules.evaluation.derived import Facts
from sociallan.rules.operators import Operator
from sociallan.rules.outcome import Edit, EditKind, Outcome, ValueConstraint
from sociallan.rules.prose.answers import emptied
from sociallan.rules.smallest_change.plans import MOST_ITEMS
from sociallan.rules.truth import UNMET, OutcomeKind
from sociallan.screening.report import Screening
from sociallan.screening.screen import Screener
from tests.builders import (
    TODAY,
    as_json,
    computed,
    example,
    examples,
    loaded,
    lsh,
    rule_requiring,
    screen,
    shape,
    small_pack,
    source,
    values_text,
    view,
)
from tests.mutants import mutated, value_of
from tests.rules.smallest_change.steps import names_its_places
from tests.sampling import sampled

ADD, CHANGE = EditKind.ADD, EditKind.CHANGE


TWO_OF_THREE = """{at_least_of: {count: 2, of: [
    {field: project.title, not_placeholder: true},
    {field: project.summary, not_placeholder: true},
    {field: investment.loan, at_most: 5}]}}"""


CODE = "{field: project.location.municipality_code, found_in: {table: places, column: code}}"
CODE_OF = (
    "{field: project.location.municipality_code, "
    "found_in: {table: places, column: code, where: {name: {field: project.location.place}}}}"
)
SAYS_SOMETHING = "{field: social.change, says_something: 4}"


def outcome_of(require: str, given: str) -> Outcome:
    """Screen an application by one rule."""
    text = rule_requiring(require)
    files = small_pack(**{"rules__applicant-named": text, "values": values_text()})
    rows = ("0180,Storstad", "0269,Mellanby", "0270,Mellanby")
    lines = ("code,name,from,to,source", *(f"{row},2020-01-01,,SOURCE#one" for row in rows), "")
    files["tables/places.csv"] = "\n".join(lines)
    files["pack.yaml"] += "prose: {referring: [se bilaga], denying: [inget behov]}\n"
    outcome = Screener(loaded(files), shape(), today=TODAY).screen(source(given)).outcomes[0]
    assert names_its_places(outcome.edits or ())
    return outcome


def edits(require: str, given: str) -> list[tuple[EditKind, str]] | None:
    """Return kind and pointer of each step that would meet a rule."""
    found = outcome_of(require, given).edits
    return None if found is None else [(edit.kind, edit.pointer) for edit in found]


@pytest.mark.parametrize(
    ("require", "given", "expected"),
    [
        ("{field: applicant.name, not_placeholder: true}", "{}", [(ADD, "/applicant/name")]),
        (
            "{if: {field: project.area, equals: health}, then: {field: project.status, equals: ongoing}}",
            "{project: {area: health, status: planned}}",
            [(CHANGE, "/project/status")],
        ),
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
            [(ADD, "/social/need/evidence/1")],
        ),
        (CODE, "{}", [(ADD, "/project/location/municipality_code")]),
        (CODE, "{project: {location: {municipality_code: '1480'}}}", [(CHANGE, "/project/location/municipality_code")]),
        (
            f"{{not: {CODE}}}",
            "{project: {location: {municipality_code: '0180'}}}",
            [(CHANGE, "/project/location/municipality_code")],
        ),
        (
            CODE_OF,
            "{project: {location: {place: Storstad, municipality_code: '0269'}}}",
            [(CHANGE, "/project/location/municipality_code")],
        ),
        (CODE_OF, "{project: {location: {place: Storstad}}}", [(ADD, "/project/location/municipality_code")]),
        (CODE_OF, "{project: {location: {municipality_code: '0180'}}}", [(ADD, "/project/location/place")]),
        # No code belongs to the place: the place is what can be changed.
        (
            CODE_OF,
            "{project: {location: {place: Lillby, municipality_code: '0180'}}}",
            [(CHANGE, "/project/location/place")],
        ),
        (CODE_OF, "{project: {location: {place: Lillby, municipality_code: '0999'}}}", None),
        (CODE_OF, "{}", None),
        (SAYS_SOMETHING, "{}", [(ADD, "/social/change")]),
        # A text that says nothing is a gap.
        (SAYS_SOMETHING, "{social: {change: Se bilaga 3}}", [(ADD, "/social/change")]),
        (
            f"{{all: [{SAYS_SOMETHING}, {{field: social.change, no_doubt: denial}}]}}",
            "{social: {change: Bra}}",
            [(ADD, "/social/change")],
        ),
        ("{field: social.change, no_doubt: denial}", "{}", [(ADD, "/social/change")]),
        (TWO_OF_THREE, "{}", [(ADD, "/project/title"), (ADD, "/project/summary")]),
        (TWO_OF_THREE, "{project: {summary: Torget}, investment: {loan: 9}}", [(ADD, "/project/title")]),
        (TWO_OF_THREE, "{project: {title: Torget, summary: Torget}}", None),
        (f"{{not: {TWO_OF_THREE}}}", "{investment: {loan: 9}, project: {title: Torget}}", None),
        (
            """{not: {at_least_of: {count: 2, of: [
                {field: investment.loan, at_most: 5}, {field: project.area, equals: health}]}}}""",
            "{investment: {loan: 1}, project: {area: health}}",
            [(CHANGE, "/project/area")],
        ),
        ("{not: {field: project.area, equals: health}}", "{project: {area: health}}", [(CHANGE, "/project/area")]),
        (
            "{not: {some: investment.items, as: part, must: {field: part.cost, at_least: 5}}}",
            "{investment: {items: [{cost: 7}, {cost: 2}, {cost: 9}]}}",
            [(CHANGE, "/investment/items/0/cost"), (CHANGE, "/investment/items/2/cost")],
        ),
        (
            "{not: {some: investment.items, as: part, count_at_least: 2, must: {field: part.cost, at_least: 5}}}",
            "{investment: {items: [{cost: 7}, {cost: 8}, {cost: 9}]}}",
            [(CHANGE, "/investment/items/0/cost"), (CHANGE, "/investment/items/1/cost")],
        ),
        ("{field: project.area, not_one_of: [health]}", "{project: {area: health}}", [(CHANGE, "/project/area")]),
        (
            "{field: project.area, not_one_of: {field: project.other_areas}}",
            "{project: {area: health}}",
            [(ADD, "/project/other_areas")],
        ),
        (
            "{not: {field: project.other_areas, max_items: 1}}",
            "{project: {other_areas: [health]}}",
            [(ADD, "/project/other_areas/1")],
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
            [(ADD, "/project/start"), (ADD, "/project/end")],
        ),
        ("{field: agenda_2030, min_items: 2}", "{agenda_2030: [1]}", [(ADD, "/agenda_2030/1")]),
        ("{field: social.goals, stated: true}", "{}", [(ADD, "/social/goals")]),
        ("{not: {field: social.goals, stated: false}}", "{}", [(ADD, "/social/goals")]),
        # Only taking it away would do, and nobody is told to do that.
        ("{field: social.goals, stated: false}", "{social: {goals: [{}]}}", None),
        # A list with the item that is asked for is filled in.
        (
            (
                "{all: [{field: social.goals, not_placeholder: true}, "
                "{some: social.goals, as: goal, must: {field: goal.level, equals: outcome}}]}"
            ),
            "{}",
            [(ADD, "/social/goals/0")],
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
            [(ADD, "/social/goals/0")],
        ),
        (
            "{each: social.goals, as: goal, count_at_least: 1, must: {field: goal.level, equals: outcome}}",
            "{}",
            [(ADD, "/social/goals/0")],
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
            [(ADD, "/format")],
        ),
        (
            "{field: derived.org_number_series, one_of: {field: social.effects}}",
            '{applicant: {org_number: "212000-0142"}}',
            None,
        ),
        (
            "{field: derived.org_number_series, one_of: {field: social.effects}}",
            "{}",
            None,
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
        # A new item is told as one step.
        (
            (
                "{some: social.interventions, as: step, must: {all: [{field: step.start, equals: 2024-01}, "
                "{field: step.end, more_than: {field: step.start}}]}}"
            ),
            "{}",
            [(ADD, "/social/interventions/0")],
        ),
        # An item that only counts serves what else is asked of the list.
        (
            (
                "{all: [{each: project.other_areas, as: area, count_at_least: 1}, "
                "{each: project.other_areas, as: area, must: {field: area, one_of: [housing, health, safety]}}]}"
            ),
            "{}",
            [(ADD, "/project/other_areas/0")],
        ),
        (
            (
                "{all: [{each: agenda_2030, as: number, count_at_least: 1}, "
                "{each: agenda_2030, as: number, must: {field: number, at_most: 17}}]}"
            ),
            "{}",
            [(ADD, "/agenda_2030/0")],
        ),
        # The shortest way to an item that would do needs nothing of the project.
        (
            (
                "{some: social.goals, as: goal, must: {any: [{field: goal.level, equals: outcome}, "
                "{all: [{field: goal.id, not_placeholder: true}, {field: project.area, equals: health}]}]}}"
            ),
            "{}",
            [(ADD, "/social/goals/0")],
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
        # A new item goes before one that would have to change.
        (
            (
                "{some: social.goals, as: goal, must: "
                "{all: [{field: goal.level, equals: outcome}, {field: goal.effect, stated: false}]}}"
            ),
            "{social: {goals: [{level: output, effect: education}, {level: output}]}}",
            [(ADD, "/social/goals/2")],
        ),
        # What holds already is counted.
        (
            "{some: social.goals, as: goal, count_at_least: 2, must: {field: goal.level, equals: outcome}}",
            "{social: {goals: [{level: outcome}, {level: output}]}}",
            [(ADD, "/social/goals/2")],
        ),
        (
            "{field: format, one_of: {field: agenda_2030}}",
            "{}",
            [(ADD, "/format"), (ADD, "/agenda_2030/0")],
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
        # What is asked of the project as well is told beside the new items.
        (
            (
                "{some: social.goals, as: goal, count_at_least: 2, must: {all: "
                "[{field: goal.level, equals: outcome}, {field: project.area, equals: health}]}}"
            ),
            "{project: {area: safety}, social: {goals: [{level: output}, {level: output}]}}",
            [(CHANGE, "/project/area"), (ADD, "/social/goals/2"), (ADD, "/social/goals/3")],
        ),
        (
            "{each: social.goals, as: goal, count_at_least: 1, must: {field: goal.level, equals: outcome}}",
            "{social: {goals: [{level: output}]}}",
            [(CHANGE, "/social/goals/0/level")],
        ),
    ],
)
def test_the_smallest_change_names_each_place_and_what_to_do_there(
    require: str, given: str, expected: list[tuple[EditKind, str]] | None
) -> None:
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
        if outcome.kind in UNMET and not outcome.undetermined:
            yield outcome


@pytest.mark.parametrize("name", examples())
def test_every_open_rule_of_an_example_has_a_change_that_would_meet_it(name: str) -> None:
    assert [outcome.rule.id for outcome in open_outcomes(screen(example(name))) if not outcome.edits] == []


def test_a_rule_that_waits_has_no_change_of_its_own() -> None:
    screening = screen("{}")

    waiting = [outcome for outcome in screening.outcomes if outcome.undetermined]
    assert waiting
    assert all(outcome.edits is None for outcome in waiting)


@pytest.mark.law
@pytest.mark.parametrize("name", sampled(examples(), 8))
def test_what_is_to_be_added_is_missing_and_what_is_to_be_changed_is_stated(name: str) -> None:
    document = read(example(name), gaps=lsh().gaps)

    check_kinds(document, screen(example(name)))


def check_kinds(document: Document, screening: Screening) -> None:
    facts = Facts(emptied(shape().check(document).value, screening.unanswered), (), TODAY)
    for outcome in open_outcomes(screening):
        for edit in outcome.edits or ():
            assert (facts.at(edit.pointer) is None) is (edit.kind is ADD), (outcome.rule.id, edit.pointer)


@pytest.mark.law
@pytest.mark.parametrize("name", sampled(examples("ready", "not_met"), 8))
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


def wanted(edits: Iterable[Edit]) -> Iterator[tuple[Edit, ValueConstraint]]:
    """Yield all that is told of each place."""
    for edit in edits:
        yield from ((edit, each) for each in edit.wanted)
        yield from wanted(edit.parts)


@pytest.mark.parametrize("name", examples("ready", "incomplete", "not_met"))
def test_nothing_is_made_up(name: str) -> None:
    """All that a step names comes from the rule, its parameters, the form's choices or the application itself."""
    screening = screen(example(name))
    facts = Facts(read(example(name), gaps=lsh().gaps).value, (), screening.as_of)

    for outcome in open_outcomes(screening):
        known = known_values(outcome, facts)
        rule_leaves = set(map(id, outcome.rule.leaves()))
        for edit, each in wanted(outcome.edits or ()):
            field = shape().fields[field_of(edit.pointer)]
            if id(each.leaf) not in rule_leaves and field.kind in (FieldKind.NUMBER, FieldKind.DATE):
                # The limit of a computed value, told for one of the fields that it is computed from.
                continue
            choices = field.values
            named = each.operand if isinstance(each.operand, tuple | list) else (each.operand,)
            assert all(value in (None, 0, *known, *choices) for value in named), (outcome.rule.id, each)


@pytest.mark.parametrize(
    "require",
    [
        SAYS_SOMETHING,
        "{some: social.goals, as: goal, must: {field: goal.description, says_something: 4}}",
        CODE_OF,
    ],
)
def test_a_change_is_the_same_after_it_went_to_another_process(require: str) -> None:
    outcome = outcome_of(require, "{social: {change: Se bilaga 3}, project: {location: {place: Storstad}}}")

    assert outcome.edits
    assert pickle.loads(pickle.dumps(outcome.edits)) == outcome.edits


def test_of_a_list_that_is_too_short_each_item_that_is_wanted_is_told() -> None:
    assert edits("{each: social.goals, as: goal, count_at_least: 3}", "{social: {goals: [{id: M1}]}}") == [
        (ADD, "/social/goals/1"),
        (ADD, "/social/goals/2"),
    ]


@pytest.mark.parametrize(
    ("require", "given", "count"),
    [
        ("{some: social.goals, as: goal, must: {field: goal.level, equals: outcome}}", "{}", 1),
        ("{each: social.goals, as: goal, count_at_least: 3}", "{}", 3),
        ("{field: social.goals, min_items: 2}", "{social: {goals: []}}", 2),
    ],
)
def test_a_list_that_is_missing_is_added_with_as_many_items_as_are_wanted(require: str, given: str, count: int) -> None:
    found = outcome_of(require, given).edits or ()

    assert [(step.pointer, step.is_item) for step in found] == [(f"/social/goals/{at}", True) for at in range(count)]


def test_a_list_of_which_no_item_may_be_so_is_added_without_items() -> None:
    require = "{none: investment.grants, as: grant, must: {field: grant.amount, equals: 5}}"
    (step,) = outcome_of(require, "{}").edits or ()

    ((_, told),) = wanted((step,))
    assert (step.pointer, told.leaf.operator, told.operand) == ("/investment/grants", Operator.MAX_ITEMS, 0)
    assert told.leaf.operand == Literal(0)


def test_a_list_of_which_no_item_may_be_so_gets_another_item_where_it_may_not_be_empty() -> None:
    (step,) = outcome_of("{none: social.goals, as: goal, must: {field: goal.level, equals: outcome}}", "{}").edits or ()

    assert (step.pointer, step.is_item) == ("/social/goals/0", True)
    assert [each.negated for part in step.parts for each in part.wanted] == [True]


@pytest.mark.parametrize(
    ("require", "negated"),
    [("{field: project.area, equals: health}", False), ("{not: {field: project.area, equals: safety}}", True)],
)
def test_a_step_says_whether_its_condition_must_hold_or_must_not(require: str, negated: bool) -> None:
    (step,) = outcome_of(require, "{project: {area: safety}}").edits or ()

    assert [each.negated for each in step.wanted] == [negated]


def listed(**lengths: int) -> str:
    """Return an application with lists of records that are empty."""
    return as_json({"social": {name: [{"id": "x"}] * length for name, length in lengths.items()}})


def test_of_a_list_that_is_too_long_to_look_at_no_change_is_told() -> None:
    counted = "{each: social.goals, as: goal, count_at_least: 99}"

    assert len(edits(counted, listed(goals=50)) or ()) == 49
    assert edits(counted, listed(goals=48)) is None
    assert edits(counted, listed(goals=51)) is None
    assert edits("{some: social.goals, as: goal, must: {field: goal.level, equals: outcome}}", listed(goals=51)) is None


def test_no_change_of_more_steps_than_anyone_takes_is_told() -> None:
    both = (
        "{all: [{each: social.goals, as: goal, must: {field: goal.level, equals: outcome}}, "
        "{each: social.interventions, as: step, must: {field: step.name, not_placeholder: true}}]}"
    )

    assert len(edits(both, listed(goals=25, interventions=50 - 25)) or ()) == 50
    assert edits(both, listed(goals=25, interventions=51 - 25)) is None


def wanted_by(require: str, given: str) -> list[tuple[str, list[tuple[str, Any, str]]]]:
    """Return each place of a change with what is told of it: the test, its operand, and the place of that."""
    return [
        (place.pointer, [(str(each.leaf.operator), each.operand, each.other) for each in place.wanted])
        for edit in outcome_of(require, given).edits or ()
        for place in (edit.parts or (edit,))
    ]


@pytest.mark.parametrize(
    ("require", "given", "expected"),
    [
        # Of one place all is told at once.
        (
            "{all: [{field: investment.loan, at_least: 3}, {field: investment.loan, at_most: 9}]}",
            "{investment: {loan: 0}}",
            [("/investment/loan", [("at_least", 3, ""), ("at_most", 9, "")])],
        ),
        # Of a choice the choices that do, where several tests ask for it.
        (
            "{all: [{field: project.area, not_one_of: [health]}, {field: project.area, not_one_of: [housing]}]}",
            "{}",
            [("/project/area", [("equals", "safety", "")])],
        ),
        # A list that holds each value once leaves those that it does not hold.
        (
            "{some: social.effects, as: effect, must: {field: effect, one_of: [education, equality]}}",
            "{social: {effects: [null]}}",
            [("/social/effects/0", [("one_of", ("education", "equality"), "")])],
        ),
        # Of equal values the first stays, and each of the others stands nowhere else.
        (
            "{field: social.goals, unique: id}",
            "{social: {goals: [{id: x1}, {}, {id: x1}, {id: x2}, {id: x1}]}}",
            [(f"/social/goals/{at}/id", [("unique", "id", "")]) for at in (1, 2, 4)],
        ),
        # So many as are told at once, and no more.
        (
            "{field: social.goals, unique: id}",
            f"{{social: {{goals: [{', '.join(['{id: x}'] * (MOST_ITEMS + 1))}]}}}}",
            [(f"/social/goals/{at}/id", [("unique", "id", "")]) for at in range(1, MOST_ITEMS + 1)],
        ),
        # Two fields that are missing are told by what joins them.
        (
            "{field: investment.loan, at_most: {field: investment.total_cost}}",
            "{}",
            [("/investment/total_cost", []), ("/investment/loan", [("at_most", None, "/investment/total_cost")])],
        ),
        # What is compared with a field that changes as well is compared with its new value.
        (
            (
                "{all: [{field: project.start, at_least: 2024}, "
                "{field: project.end, more_than: {field: project.start}}]}"
            ),
            "{project: {start: 2020, end: 2019}}",
            [
                ("/project/start", [("at_least", 2024, "")]),
                ("/project/end", [("more_than", None, "/project/start")]),
            ],
        ),
        # The limit of a computed value is told for the field.
        (
            "{field: derived.financing_total, at_most: {field: investment.total_cost}}",
            "{investment: {loan: 7, green_loan: 0, total_cost: 7, grants: [{}]}}",
            [("/investment/grants/0/amount", [("at_most", 0, "")])],
        ),
        (
            "{field: derived.horizon_years, at_least: 3}",
            "{project: {end: 2027-05}}",
            [("/long_term/until", [("at_least", "2030-05", "")])],
        ),
        (
            "{field: derived.cost_without_operating, at_least: {field: investment.loan}}",
            "{investment: {loan: 7, total_cost: 9, items: [{nature: operating}]}}",
            [("/investment/items/0/cost", [("at_most", 2, "")])],
        ),
        # Of several fields it is told of what they come to.
        (
            "{field: derived.horizon_years, at_least: 3}",
            "{}",
            [("/long_term/until", []), ("/project/end", [("at_least", 3, "")])],
        ),
        # Where what is stated leaves no room it changes too.
        (
            "{field: derived.financing_total, at_most: 5}",
            "{investment: {loan: 7, grants: []}}",
            [("/investment/green_loan", []), ("/investment/loan", [("at_most", 5, "")])],
        ),
    ],
)
def test_of_each_place_is_told_all_that_its_value_must_satisfy(
    require: str, given: str, expected: list[tuple[str, list[tuple[str, Any, str]]]]
) -> None:
    assert wanted_by(require, given) == expected


@pytest.mark.parametrize(
    ("require", "given", "message"),
    [
        (
            "{field: social.goals, unique: id}",
            "{social: {goals: [{id: x}, {id: x}]}}",
            (
                "Om uppgiften är felskriven: ändra ”Beteckning på målet” (Mål nr 2) till ett värde som inte står på "
                "något annat ställe"
            ),
        ),
        (
            CODE,
            "{}",
            "Fyll i ”Kommunkod för platsen”: ett värde ur tabellen ”places” (kolumnen code)",
        ),
        (SAYS_SOMETHING, "{social: {change: Se bilaga 3}}", "Fyll i ”Förändring för målgruppen”: minst 4 olika ord"),
        # Of several limits the tightest is told, and where it leaves one value alone that value.
        (
            "{all: [{field: investment.loan, at_most: 9}, {field: investment.loan, at_most: 5}]}",
            "{}",
            "Fyll i ”Lånebelopp (kr)”: högst 5 kr",
        ),
        (
            "{all: [{field: investment.loan, at_least: 9}, {field: investment.loan, at_least: 5}]}",
            "{}",
            "Fyll i ”Lånebelopp (kr)”: minst 9 kr",
        ),
        (
            "{all: [{field: investment.loan, at_least: 5}, {field: investment.loan, at_most: 9}]}",
            "{}",
            "Fyll i ”Lånebelopp (kr)”: minst 5 kr och högst 9 kr",
        ),
        ("{field: investment.green_loan, at_most: 0}", "{}", "Fyll i ”Grönt lån för samma investering (kr)”: 0 kr"),
        (
            "{some: social.need.evidence, as: one, must: {field: one.value, at_most: 0}}",
            "{social: {need: {evidence: [{value: 3}]}}}",
            "Lägg till en post i ”Underlag för behovet” (nr 2) med ”Underlagets värde”: högst 0",
        ),
    ],
)
def test_a_step_tells_what_the_operator_wants_in_words(require: str, given: str, message: str) -> None:
    (step,) = outcome_of(require, given).edits or ()

    assert edit_message(step, view()) == message


def test_one_new_item_serves_several_conditions_if_it_can() -> None:
    def both(first: str, second: str) -> list[tuple[EditKind, str]] | None:
        some = "{{some: social.goals, as: goal, must: {{field: goal.{}}}}}"
        return edits(f"{{all: [{some.format(first)}, {some.format(second)}]}}", "{social: {goals: []}}")

    assert both("level, equals: outcome", "effect, equals: education") == [(ADD, "/social/goals/0")]
    assert both("effect, equals: equality", "effect, equals: education") == [
        (ADD, "/social/goals/0"),
        (ADD, "/social/goals/1"),
    ]


@pytest.mark.slow
def test_of_as_many_places_additions_go_before_changed_choices_and_those_before_other_facts() -> None:
    some = "{field: project.title, not_placeholder: true}"
    choice = "{field: project.area, equals: health}"
    fact = "{field: investment.loan, at_most: 5}"
    given = "{project: {area: safety}, investment: {loan: 7}}"

    assert edits(f"{{any: [{fact}, {choice}, {some}]}}", given) == [(ADD, "/project/title")]
    assert edits(f"{{any: [{fact}, {choice}]}}", given) == [(CHANGE, "/project/area")]
    assert edits(f"{{any: [{{all: [{some}, {choice}]}}, {fact}]}}", given) == [(CHANGE, "/investment/loan")]


def test_only_so_many_ways_are_tried() -> None:
    start, end = "{field: project.start, equals: 2024-01}", "{field: project.end, equals: 2023-01}"
    impossible = f"{{all: [{start}, {end}, {{field: project.end, more_than: {{field: project.start}}}}]}}"
    possible = "{all: [{field: project.title, stated: true}, {field: project.summary, stated: true}]}"

    def ways(count: int) -> str:
        return f"{{any: [{', '.join([impossible] * (count - 1))}, {possible}]}}"

    assert edits(ways(8), "{}") == [(ADD, "/project/title"), (ADD, "/project/summary")]
    assert edits(ways(9), "{}") is None


def test_what_a_value_is_computed_from_is_added_as_an_item_if_there_is_nothing_else() -> None:
    require, given = "{field: investment.green_loan, at_most: {field: derived.items_total}}", "{green_loan: 5, loan: 5}"

    assert wanted_by(require, f"{{investment: {given}}}") == [("/investment/items/0/cost", [("at_least", 5, "")])]


def test_an_item_is_built_of_all_that_is_asked_of_it() -> None:
    later = (
        "{field: mark.baseline.year, equals: 2020}, "
        "{field: mark.target.year, more_than: {field: mark.baseline.year}}, "
        "{field: mark.target.value, more_than: {field: mark.target.year}}"
    )
    inner = f"{{some: goal.indicators, as: mark, must: {{all: [{later}]}}}}"
    mark = "/social/goals/0/indicators/0"

    assert wanted_by(f"{{some: social.goals, as: goal, must: {inner}}}", "{}") == [
        (f"{mark}/baseline/year", [("equals", 2020, "")]),
        (f"{mark}/target/year", [("more_than", None, f"{mark}/baseline/year")]),
        (f"{mark}/target/value", [("more_than", None, f"{mark}/target/year")]),
    ]


def test_of_lists_that_are_not_explained_to_their_ends_no_change_is_told() -> None:
    asked = (
        "{each: social.goals, as: goal, must: "
        "{some: goal.indicators, as: mark, must: {field: mark.unit, equals: personer}}}"
    )

    def given(indicators: int) -> str:
        return as_json({"social": {"goals": [{"indicators": [{"unit": "antal"}] * indicators}] * 12}})

    assert len(edits(asked, given(30)) or ()) == 12
    assert edits(asked, given(49)) is None


BETWEEN = (
    "{all: [{field: investment.loan, more_than: {field: investment.green_loan}}, "
    "{field: investment.loan, at_most: {field: investment.total_cost}}]}"
)


@pytest.mark.parametrize(
    ("require", "given", "expected"),
    [
        (
            "{all: [{field: investment.loan, at_least: 5}, {field: investment.loan, at_most: 8}]}",
            "investment: {loan: 3}",
            [("at_least", 5, ""), ("at_most", 8, "")],
        ),
        (
            BETWEEN,
            "investment: {loan: 3, green_loan: 5, total_cost: 9}",
            [("more_than", 5, "/investment/green_loan"), ("at_most", 9, "/investment/total_cost")],
        ),
        (
            "{all: [{field: derived.loan_share, at_most: 50}, {not: {field: investment.loan, less_than: 5}}]}",
            "investment: {loan: 9, total_cost: 10}",
            [("at_most", 5, ""), ("less_than", 5, "")],
        ),
    ],
)
def test_of_a_changed_value_it_is_told_what_must_go_on_holding(require: str, given: str, expected: Any) -> None:
    """Without that the change would meet one part of the rule and break another."""
    assert wanted_by(require, given) == [("/investment/loan", expected)]
