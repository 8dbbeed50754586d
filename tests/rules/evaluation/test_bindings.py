"""What the operands of conditions stand for in one period of a pack."""

from typing import Any

import pytest

from sociallan.rules.condition import Leaf, TableOperand
from sociallan.rules.doubts import Doubt, Signal
from sociallan.rules.evaluation.bindings import Bindings
from sociallan.rules.prose.prose import Prose, Substance
from tests.builders import condition, finders, table
from tests.defaults import other_defaults

ROWS = table("places", code=("0180",))
FINDERS = finders(words=["lön"])
PROSE = Prose()
BINDINGS = Bindings({"limit": 5, "nought": 0, "none": None}, FINDERS, ROWS, PROSE)


@pytest.mark.parametrize(
    ("asked", "bound"),
    [
        ("{field: investment.loan, at_most: 7}", 7),
        ("{field: project.area, one_of: [housing, safety]}", ("housing", "safety")),
        ("{field: investment.loan, at_most: {param: limit}}", 5),
        ("{field: investment.loan, at_most: {param: nought}}", 0),
        ("{field: investment.loan, at_most: {param: none}}", None),
        ("{field: investment.loan, at_most: 0}", 0),
        ("{field: investment.items, max_items: 0}", 0),
        ("{field: applicant.member.is_member, is: false}", False),
        ("{field: investment.loan, stated: false}", False),
        ("{field: project.summary, mentions_none: words}", FINDERS["words"]),
        ("{field: social.goals, unique: id}", "id"),
        ("{field: social.effects, unique: true}", True),
        ("{field: project.title, found_in: {table: places, column: code}}",
         ROWS["places"].column(TableOperand("places", "code"))),
        ("{field: project.summary, no_doubt: same_text}", Doubt(Signal.SAME_TEXT, PROSE)),
        ("{field: project.summary, says_something: 3}", Substance(3, PROSE)),
        ("{field: project.summary, says_something: {param: limit}}", Substance(5, PROSE)),
        ("{field: project.summary, says_something: {param: none}}", None),
    ],
)  # fmt: skip
def test_an_operand_is_bound_as_its_operator_takes_it(asked: str, bound: Any) -> None:
    leaf = condition(asked, params=BINDINGS.params, lists={"words": False}, tables=ROWS)

    assert isinstance(leaf, Leaf)
    assert BINDINGS.bound(leaf) == bound
    assert type(BINDINGS.bound(leaf)) is type(bound)


def test_no_name_stands_for_anything_unless_it_is_given() -> None:
    assert other_defaults(Bindings) == ["prose"]
