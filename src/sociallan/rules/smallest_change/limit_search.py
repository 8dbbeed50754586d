"""Search for the limit that a number or a date must keep to for a test to hold, other values staying as they are."""

from collections.abc import Iterable, Iterator
from typing import Any

from sociallan.application.document import field_of
from sociallan.application.field import Catalogue, FieldKind
from sociallan.rules import candidates
from sociallan.rules.condition import FieldOperand, Leaf, Literal, Path, Value
from sociallan.rules.evaluation.derived import Facts
from sociallan.rules.operators import Operator
from sociallan.rules.outcome import ValueConstraint
from sociallan.rules.smallest_change import witnesses
from sociallan.rules.smallest_change.plans import Step, numbered
from sociallan.rules.smallest_change.verification import Verifier


class LimitSearch:
    """Finds limits for the tests of one rule on one application."""

    def __init__(self, facts: Facts, fields: Catalogue, verifier: Verifier) -> None:
        self._facts = facts
        self._fields = fields
        self._verifier = verifier

    def limit(self, constraint: ValueConstraint, pointer: str) -> tuple[ValueConstraint, ...] | None:
        """Return the constraint on a number or date for a leaf to hold, other values staying as they are.

        Return nothing where any value does, ``None`` if no limit is found.
        """
        known = self._fields[field_of(pointer)]
        if known.kind not in (FieldKind.NUMBER, FieldKind.DATE):
            return None
        allows = self._verifier.allowing(Step(pointer))
        (place,), _ = numbered((Step(pointer),), self._facts)

        asked = constraint._replace(operand=None) if isinstance(constraint.leaf.operand, FieldOperand) else constraint

        def holds(value: Any) -> bool | None:
            if not allows(value):
                return None
            return self._verifier.holds(asked, self._facts.changed([(place.pointer, value)]))

        near = tuple(self._near(constraint, place.pointer))
        # A test that leaves out its own limit begins to hold beside it.
        beside = (value for limit in near for value in candidates.neighbours(limit))
        for limit in dict.fromkeys((*near, *beside)):
            if not holds(limit):
                continue
            below, above = map(holds, candidates.neighbours(limit))
            if below and above:
                continue
            if below is not False and above is not False:
                return ()
            operator = Operator.AT_MOST if above is False else Operator.AT_LEAST
            operator = Operator.EQUALS if below is False and above is False else operator
            leaf = Leaf(Path.to_field(known.path, known.kind), operator, Literal(limit), constraint.leaf.at)
            return (ValueConstraint(leaf, pointer, limit),)
        return None

    def _near(self, constraint: ValueConstraint, pointer: str) -> Iterator[Any]:
        """Yield values at which a number or date may begin or cease to make a leaf hold."""
        leaf = constraint.leaf
        value, operand = leaf.path.value, constraint.operand
        if value is not None and operand is not None:
            target = witnesses.witness(leaf, operand, self._fields, wanted=not constraint.negated)
            yield from self._moved(value, pointer, (operand, target))
        if isinstance(leaf.operand, FieldOperand):
            found = self._facts.at(constraint.subject) if value is None else self._facts.get(value)
            if found is None:
                return
            targets = (found, witnesses.operand_for(leaf, found, self._fields))
            if leaf.operand.path.value is None:
                yield from (target for target in targets if pointer == constraint.other)
            else:
                yield from self._moved(leaf.operand.path.value, pointer, targets)

    def _moved(self, value: Value, pointer: str, targets: Iterable[Any]) -> Iterator[Any]:
        # What is stated there, which may be nothing, makes no difference to where it is moved.
        stated, *_ = witnesses.candidates_for(pointer, value, self._fields)
        facts = self._facts.changed([(pointer, stated)])
        for target in targets:
            yield from witnesses.moved(facts.gathered, value, pointer, target, self._fields)
