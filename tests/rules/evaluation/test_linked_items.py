"""Items that share nothing with what stands outside are passed over, and the truth is that of trying every item."""

from collections.abc import Callable
from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sociallan.analysis.reachability import RecordingCompiler
from sociallan.application.location import PackLocation
from sociallan.rules.condition import Path, Quantified, nodes
from sociallan.rules.evaluation.compile import Compiler
from sociallan.rules.evaluation.derived import Facts
from sociallan.rules.evaluation.linked_items import shared_text_of
from sociallan.rules.evaluation.scope import Scope, getter
from sociallan.rules.truth import Truth
from tests.builders import decided, same_three_ways
from tests.generated import bound, tree

GOALS = "{some: social.goals, as: goal, must: %s}"
EACH = GOALS.replace("some", "each")
SAME = "{field: goal.id, equals: {field: effort.id}}"
TURNED = "{field: effort.id, equals: {field: goal.id}}"
AMONG = "{field: goal.effect, one_of: {field: effort.aims_at}}"
DIFFERENT = "{not: {field: goal.description, equals: {field: effort.name}}}"
UNDOUBTED = "{field: goal.description, no_doubt: denial}"
LINKS = (
    GOALS % f"{{all: [{SAME}, {DIFFERENT}]}}",
    GOALS % f"{{all: [{DIFFERENT}, {TURNED}]}}",
    GOALS % f"{{all: [{UNDOUBTED}, {AMONG}, {DIFFERENT}]}}",
    GOALS % AMONG,
    GOALS.replace("some", "none") % f"{{all: [{AMONG}, {DIFFERENT}]}}",
    GOALS.replace("must", "count_at_least: 2, must") % SAME,
    GOALS.replace("must", "count_at_most: 1, must") % AMONG,
    EACH % f"{{if: {SAME}, then: {DIFFERENT}}}",
    EACH % f"{{if: {{all: [{UNDOUBTED}, {AMONG}]}}, then: {DIFFERENT}}}",
    EACH % f"{{any: [{UNDOUBTED}, {{not: {TURNED}}}]}}",
    EACH % f"{{not: {AMONG}}}",
)
OTHERS = (
    EACH % SAME,
    EACH % f"{{any: [{SAME}, {UNDOUBTED}]}}",
    EACH % f"{{all: [{{not: {SAME}}}, {UNDOUBTED}]}}",
    EACH.replace("must", "count_at_least: 1, must") % f"{{not: {SAME}}}",
    EACH.replace("must", "count_at_most: 1, must") % f"{{not: {SAME}}}",
    GOALS % f"{{not: {SAME}}}",
    GOALS % DIFFERENT,
    GOALS % f"{{any: [{SAME}, {UNDOUBTED}]}}",
    GOALS % "{field: goal.id, equals: I1}",
    GOALS % "{field: goal.id, equals: {field: goal.effect}}",
    GOALS % "{field: effort.id, equals: {field: effort.name}}",
    GOALS % "{field: effort.name, one_of: {field: effort.aims_at}}",
    GOALS % UNDOUBTED,
    GOALS.replace("social.goals", "investment.items") % "{field: goal.cost, equals: {field: investment.loan}}",
    "{some: social.goals, as: goal, count_at_least: 1}",
)

ids = st.sampled_from([None, "I1", "I2", "Inget behov"])
effects = st.sampled_from([None, "equality", "accessibility"])


def lists_of(**fields: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.none() | st.lists(st.none() | st.fixed_dictionaries({}, optional=fields), max_size=4)


applications = st.fixed_dictionaries(
    {},
    optional={
        "social": st.fixed_dictionaries(
            {
                "interventions": lists_of(id=ids, name=ids, aims_at=st.none() | st.lists(effects, max_size=3)),
                "goals": lists_of(id=ids, effect=effects, description=ids),
            }
        )
    },
)


def of_efforts(quantifier: str, link: str) -> Any:
    return tree(f"{{{quantifier}: social.interventions, as: effort, must: {link}}}")


def inner(link: str) -> Quantified:
    """Return the condition on the goals, within one on the interventions."""
    _, found, *_ = (each for each in nodes(of_efforts("each", link)) if isinstance(each, Quantified))
    return found


@given(st.sampled_from(["each", "some", "none"]), st.sampled_from(LINKS), applications)
def test_it_has_the_truth_of_trying_every_item(quantifier: str, link: str, application: Any) -> None:
    asked = of_efforts(quantifier, link)

    found = same_three_ways(asked, application, bound())

    with patch.object(Compiler, "passes_over", new=False):
        assert decided(asked, application, bindings=bound()) is found


@pytest.mark.parametrize("link", LINKS)
def test_it_is_known_by_a_text_that_each_item_must_share(link: str) -> None:
    found = shared_text_of(inner(link))

    assert found is not None
    of_list = AMONG in link
    assert (str(found.inner), str(found.outer), found.outer_is_list) == (
        ("goal.effect", "effort.aims_at", True) if of_list else ("goal.id", "effort.id", False)
    )


@pytest.mark.parametrize("other", OTHERS)
def test_of_other_conditions_every_item_is_tried(other: str) -> None:
    assert shared_text_of(inner(other)) is None


def test_of_a_list_of_the_item_outside_every_item_is_tried() -> None:
    own = "{some: effort.linked_to, as: link, must: {field: link, equals: {field: effort.id}}}"

    assert shared_text_of(inner(own)) is None


@pytest.mark.parametrize(
    ("goals", "aims", "truth"),
    [
        ([{"effect": "equality"}], ["equality"], Truth.TRUE),
        ([{"effect": "equality"}], ["accessibility", "equality"], Truth.TRUE),
        ([{"effect": "equality"}, {"effect": "other"}], ["accessibility"], Truth.FALSE),
        ([{"effect": "equality"}, {}], ["accessibility"], Truth.MISSING),
        ([{"effect": "equality"}, None], ["accessibility"], Truth.MISSING),
        ([{"effect": "equality"}, {}], ["equality"], Truth.TRUE),
        ([{"effect": "equality"}], ["accessibility", None], Truth.MISSING),
        ([{"effect": "equality"}], ["equality", None], Truth.TRUE),
        ([{"effect": "equality"}], None, Truth.MISSING),
        ([{"effect": "equality"}], [], Truth.FALSE),
        ([], None, Truth.FALSE),
        (None, ["equality"], Truth.MISSING),
    ],
)
def test_what_is_missing_may_be_the_text(goals: Any, aims: Any, truth: Truth) -> None:
    application = {"social": {"goals": goals, "interventions": [{"aims_at": aims}]}}

    assert decided(of_efforts("each", GOALS % AMONG), application, bindings=bound()) is truth


def test_an_item_that_is_named_twice_counts_once() -> None:
    application = {
        "social": {"goals": [{"effect": "equality"}], "interventions": [{"aims_at": ["equality", "equality"]}]}
    }
    two = GOALS.replace("must", "count_at_least: 2, must") % AMONG

    assert decided(of_efforts("each", two), application, bindings=bound()) is Truth.FALSE


def reads_of(asked: Any, application: Any, path: str, module: str) -> int:
    """Return how often a path is read as a condition is decided."""
    reads: list[Path] = []

    def counting(read_path: Path) -> Callable[[Scope], Any]:
        read = getter(read_path)

        def counted(scope: Scope) -> Any:
            reads.append(read_path)
            return read(scope)

        return counted if str(read_path) == path else read

    with patch(f"sociallan.rules.evaluation.{module}.getter", counting):
        assert decided(asked, application, bindings=bound()) is Truth.FALSE
    return len(reads)


def test_each_item_is_read_once_and_only_those_that_share_the_text_are_tried() -> None:
    goals = [{"id": f"I{number}", "description": "Ett torg"} for number in range(100)]
    efforts = [{"id": f"I{number}", "name": "En park"} for number in range(100)]
    application = {"social": {"goals": goals, "interventions": [*efforts, {"id": "none", "name": "En park"}]}}
    asked = of_efforts("each", GOALS % f"{{all: [{SAME}, {DIFFERENT}]}}")

    assert reads_of(asked, application, "goal.id", "linked_items") == 100
    assert reads_of(asked, application, "goal.description", "compile") == 100


def test_an_item_that_decides_is_the_last_that_is_tried() -> None:
    goals = [{"level": "outcome"}, {"description": "Ett torg"}, *[{"description": "En park"}] * 98]
    some = tree(GOALS.replace("some", "none") % "{field: goal.description, stated: true}")
    each = tree(GOALS.replace("some", "each") % "{field: goal.description, stated: true}")

    assert reads_of(some, {"social": {"goals": goals}}, "goal.description", "compile") == 2
    assert reads_of(each, {"social": {"goals": goals}}, "goal.description", "compile") == 1


def test_what_notes_the_truth_of_each_part_tries_every_item() -> None:
    application = {
        "social": {
            "interventions": [{"aims_at": ["equality"]}],
            "goals": [{"effect": "accessibility"}, {"effect": "equality"}, {}],
        }
    }
    asked = of_efforts("each", GOALS % AMONG)
    *_, last = nodes(asked)
    noted: dict[PackLocation, set[Truth]] = {}

    assert RecordingCompiler(bound(), noted).compile(asked)(Facts(application, [], "2024-01-01").scope()) is Truth.TRUE
    assert noted[last.at] == {Truth.TRUE, Truth.FALSE, Truth.MISSING}
