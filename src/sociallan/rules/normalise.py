"""Normalisation of conditions: removal of source locations, for comparison."""

from dataclasses import replace

from sociallan.application.location import PackLocation
from sociallan.rules.condition import All, AnyOf, AtLeastOf, Condition, Leaf, Literal, Not, ParamOperand, Quantified

_NOWHERE = PackLocation("", 0, 0)
_ANY_FIGURE = Literal("")


def normalised(condition: Condition, *, figures: bool = True) -> Condition:
    """Return a condition without source locations, so that equivalent ones compare equal.

    With ``figures=False``, also remove the values and parameters that it compares with.
    """
    match condition:
        case All(parts) | AnyOf(parts) | AtLeastOf(parts=parts):
            return replace(condition, parts=tuple(normalised(part, figures=figures) for part in parts), at=_NOWHERE)
        case Not(part):
            return Not(normalised(part, figures=figures), _NOWHERE)
        case Quantified(must=must):
            return replace(condition, must=None if must is None else normalised(must, figures=figures), at=_NOWHERE)
        case Leaf(operand=Literal(bool())):
            # A boolean is not a figure: the opposite value makes another condition.
            return replace(condition, at=_NOWHERE)
        case Leaf(operand=Literal() | ParamOperand()) if not figures:
            return replace(condition, operand=_ANY_FIGURE, at=_NOWHERE)
        case Leaf():
            return replace(condition, at=_NOWHERE)
