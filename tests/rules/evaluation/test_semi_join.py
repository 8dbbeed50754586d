"""Semi-joins give what a comparison of every item gives, and take no longer for many items than their number."""

from collections.abc import Callable
from itertools import product
from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sociallan.analysis.reachability import RecordingCompiler
from sociallan.application.location import PackLocation
from sociallan.rules.condition import Path, Quantified, nodes
from sociallan.rules.evaluation.bindings import Bindings
from sociallan.rules.evaluation.derived import Facts
from sociallan.rules.evaluation.scope import Scope, getter
from sociallan.rules.evaluation.semi_join import semi_join_of
from sociallan.rules.truth import Truth
from tests.builders import decided, same_three_ways
from tests.generated import bound, tree

EFFORTS = "{some: social.interventions, as: effort, must: %s}"
LINKED = EFFORTS % "{some: effort.linked_to, as: link, must: %s}"
SAME = "{field: link, equals: {field: part.id}}"
OWN = "{field: effort.id, equals: {field: part.id}}"
NAMED = "{field: effort.name, stated: true}"
UNDOUBTED = "{field: effort.name, no_doubt: denial}"
JOINS = (
    LINKED % SAME,
    LINKED % "{field: part.id, equals: {field: link}}",
    LINKED % f"{{all: [{{field: link, stated: true}}, {SAME}]}}",
    EFFORTS % f"{{all: [{UNDOUBTED}, {{some: effort.linked_to, as: link, must: {SAME}}}]}}",
    EFFORTS.replace("some", "none") % OWN,
    EFFORTS % f"{{all: [{NAMED}, {OWN}]}}",
    EFFORTS % f"{{all: [{OWN}, {UNDOUBTED}]}}",
    EFFORTS % f"{{all: [{{some: effort.linked_to, as: link, must: {{field: link, equals: I1}}}}, {OWN}]}}",
    EFFORTS % f"{{all: [{{field: derived.screening_date, stated: true}}, {OWN}]}}",
)
OTHERS = (
    EFFORTS.replace("some", "each") % OWN,
    EFFORTS.replace("must", "count_at_least: 2, must") % OWN,
    EFFORTS.replace("must", "count_at_most: 2, must") % OWN,
    EFFORTS % f"{{not: {OWN}}}",
    EFFORTS % "{field: part.id, equals: I1}",
    EFFORTS % f"{{any: [{OWN}, {NAMED}]}}",
    EFFORTS % f"{{all: [{OWN}, {{field: effort.name, equals: {{field: part.description}}}}]}}",
    EFFORTS % "{field: effort.start, equals: {field: project.start}}",
    LINKED.replace("{some: effort", "{none: effort") % SAME,
    EFFORTS.replace("must: %s", "count_at_least: 1"),
)

ids = st.sampled_from([None, "I1", "I2", "I3"])
names = st.sampled_from([None, "Inget behov", "Ett torg"])


def records(**fields: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.none() | st.fixed_dictionaries({}, optional=fields)


applications = st.fixed_dictionaries(
    {
        "investment": records(items=st.none() | st.lists(records(id=ids, description=names), max_size=3)),
        "social": records(
            interventions=st.none()
            | st.lists(records(id=ids, name=names, linked_to=st.none() | st.lists(ids, max_size=3)), max_size=3)
        ),
    }
)


def of_parts(quantifier: str, join: str) -> Any:
    return tree(f"{{{quantifier}: investment.items, as: part, must: {join}}}")


def inner(join: str) -> Quantified:
    """Return the condition on the interventions, within one on the parts."""
    _, found, *_ = (each for each in nodes(of_parts("each", join)) if isinstance(each, Quantified))
    return found


@given(st.sampled_from(["each", "some", "none"]), st.sampled_from(JOINS), applications)
def test_it_has_the_truth_of_comparing_every_item(quantifier: str, join: str, application: Any) -> None:
    asked = of_parts(quantifier, join)
    facts = {name: value for name, value in application.items() if value is not None}

    looked_up = same_three_ways(asked, facts, bound())

    with patch("sociallan.rules.evaluation.compile.semi_join_of", return_value=None):
        assert decided(asked, facts, bindings=bound()) is looked_up


@pytest.mark.parametrize("asked_of_each", [NAMED, UNDOUBTED])
def test_it_has_the_truth_of_comparing_two_items_whatever_they_state(asked_of_each: str) -> None:
    asked = of_parts("each", EFFORTS % f"{{all: [{asked_of_each}, {OWN}]}}")
    efforts = [{"id": id_, "name": name} for id_ in (None, "I1", "I2") for name in (None, "Inget behov", "Ett torg")]

    for part, *several in product((None, "I1"), efforts, efforts):
        facts = {"investment": {"items": [{"id": part}]}, "social": {"interventions": several}}
        same_three_ways(asked, facts, bound())


@pytest.mark.parametrize("join", JOINS)
def test_it_is_known_by_its_only_test_of_what_stands_outside(join: str) -> None:
    found = semi_join_of(inner(join))

    assert found is not None
    assert str(found.outer) == "part.id"
    assert found.is_negated is join.startswith("{none")


@pytest.mark.parametrize("join", OTHERS)
def test_other_conditions_are_compared(join: str) -> None:
    assert semi_join_of(inner(join)) is None


def test_a_list_of_the_item_outside_is_read_anew_for_each() -> None:
    own = tree(
        "{each: social.interventions, as: effort, must: {some: investment.items, as: part, must:"
        " {some: effort.linked_to, as: link, must: {field: link, equals: {field: part.id}}}}}"
    )
    *_, last = (each for each in nodes(own) if isinstance(each, Quantified))

    assert semi_join_of(last) is None


@pytest.mark.parametrize(
    ("ids", "links", "truth"),
    [
        (["I1"], [["I1"]], Truth.TRUE),
        (["I1", "I2"], [["I1"], ["I2"]], Truth.TRUE),
        (["I2"], [["I1"], ["I3", "I2"]], Truth.TRUE),
        (["I2"], [["I1"]], Truth.FALSE),
        (["I2"], [["I1"], None], Truth.MISSING),
        (["I2"], [["I1", None]], Truth.MISSING),
        (["I1"], [["I1", None], None], Truth.TRUE),
        ([None], [["I1"]], Truth.MISSING),
        ([None], [[]], Truth.FALSE),
        ([None], [], Truth.FALSE),
        (["I1"], None, Truth.MISSING),
    ],
)
def test_what_is_missing_may_be_the_text(ids: list[Any], links: Any, truth: Truth) -> None:
    efforts = None if links is None else [{"linked_to": each} for each in links]
    application = {"investment": {"items": [{"id": each} for each in ids]}, "social": {"interventions": efforts}}

    assert decided(of_parts("each", LINKED % SAME), application, bindings=bound()) is truth


@pytest.mark.parametrize(
    ("join", "efforts", "truth"),
    [
        (f"{{all: [{NAMED}, {OWN}]}}", [{"id": "I1", "name": "Ett torg"}], Truth.TRUE),
        (f"{{all: [{NAMED}, {OWN}]}}", [{"id": "I1"}], Truth.FALSE),
        (f"{{all: [{NAMED}, {OWN}]}}", [{"id": None}], Truth.FALSE),
        (f"{{all: [{NAMED}, {OWN}]}}", [{"name": "Ett torg"}], Truth.MISSING),
        (f"{{all: [{UNDOUBTED}, {OWN}]}}", [{"id": "I1", "name": "Inget behov"}], Truth.JUDGEMENT),
        (f"{{all: [{UNDOUBTED}, {OWN}]}}", [{"id": "I2", "name": "Inget behov"}], Truth.FALSE),
        (f"{{all: [{UNDOUBTED}, {OWN}]}}", [{"id": "I1"}, {"id": "I1", "name": "Ett torg"}], Truth.TRUE),
    ],
)
def test_an_item_must_meet_what_else_is_asked_of_it(join: str, efforts: Any, truth: Truth) -> None:
    application = {"investment": {"items": [{"id": "I1"}]}, "social": {"interventions": efforts}}
    negated = {Truth.TRUE: Truth.FALSE, Truth.FALSE: Truth.TRUE}

    assert decided(of_parts("each", EFFORTS % join), application, bindings=bound()) is truth
    of_none = of_parts("each", EFFORTS.replace("some", "none") % join)
    assert decided(of_none, application, bindings=bound()) is negated.get(truth, truth)


def test_each_item_is_read_once() -> None:
    """By the reads of the closure that looks up what the innermost item states."""
    parts = [{"id": f"I{number}"} for number in range(100)]
    application = {"investment": {"items": parts}, "social": {"interventions": [{"linked_to": ["I0"] * 50}] * 10}}
    reads: list[Any] = []

    def counting(path: Path) -> Callable[[Scope], Any]:
        read = getter(path)

        def counted(scope: Scope) -> Any:
            reads.append(path)
            return read(scope)

        return counted if str(path) == "link" else read

    with patch("sociallan.rules.evaluation.semi_join.getter", counting):
        assert decided(of_parts("each", LINKED % SAME), application, bindings=Bindings()) is Truth.FALSE

    assert len(reads) == 500


def test_what_notes_the_truth_of_each_part_compares_every_item() -> None:
    application = {
        "investment": {"items": [{"id": "I1"}]},
        "social": {"interventions": [{"linked_to": ["I2"]}, {"linked_to": ["I1"]}]},
    }
    asked = of_parts("each", LINKED % SAME)
    *_, last = nodes(asked)
    noted: dict[PackLocation, set[Truth]] = {}

    assert RecordingCompiler(bound(), noted).compile(asked)(Facts(application, [], "2024-01-01").scope()) is Truth.TRUE
    assert noted[last.at] == {Truth.TRUE, Truth.FALSE}


def test_another_application_is_read_anew() -> None:
    asked = of_parts("each", LINKED % SAME)
    found = [
        decided(
            asked,
            {"investment": {"items": [{"id": "I1"}]}, "social": {"interventions": [{"linked_to": [link]}]}},
            bindings=bound(),
        )
        for link in ("I1", "I2")
    ]

    assert found == [Truth.TRUE, Truth.FALSE]


def test_the_result_is_kept_for_an_application() -> None:
    facts = Facts({}, [], "2024-01-01")
    given: list[int] = []

    assert facts.once("a", lambda: given.append(1)) is facts.once("a", lambda: given.append(2))
    assert given == [1]
