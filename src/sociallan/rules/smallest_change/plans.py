"""Plans of changes to an application: the places to fill in, what each value must satisfy, and how plans are combined.

A new item of a list has a number from ``NEW`` on in the pointers of a plan, until ``numbered`` gives it its index.
"""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from sociallan.application.document import pointers_above
from sociallan.rules.evaluation.derived import Facts
from sociallan.rules.outcome import ValueConstraint

NEW = 1_000_000
"""The number of the first new item: greater than any index."""
MOST_ITEMS = 50
"""Maximum number of items to change, and of steps in a plan; a longer list is of no use to a reader."""

_NEW_ITEM = re.compile(r"/[0-9]{7,}(?=/|$)")


class Step(NamedTuple):
    """One place to fill in or change, and what its value must satisfy.

    ``weight`` is 0 if nothing is stated there or a text that counts as nothing, 1 if a choice is, 2 if another fact is.
    """

    pointer: str
    wanted: tuple[ValueConstraint, ...] = ()
    weight: int = 0


Plan = tuple[Step, ...]
"""Steps of one change, at most one for each pointer."""


def is_item(pointer: str) -> bool:
    """Return whether a pointer is that of an item of a list."""
    return pointer.rpartition("/")[2].isdecimal()


def joined(plans: Iterable[Plan]) -> Plan:
    """Return the plan with the steps of all plans; those for one place become one, without repetition."""
    steps: dict[str, Step] = {}
    for step in (step for plan in plans for step in plan):
        known = steps.get(step.pointer)
        if known is not None:
            step = Step(step.pointer, _distinct((*known.wanted, *step.wanted)), min(known.weight, step.weight))
        steps[step.pointer] = step
    return tuple(steps.values())


def _distinct(wanted: Sequence[ValueConstraint]) -> tuple[ValueConstraint, ...]:
    """Return the conditions without those that differ only in the place in the rule."""
    return tuple({_key(each): each for each in reversed(wanted)}.values())[::-1]


def _key(wanted: ValueConstraint) -> object:
    leaf = wanted.leaf
    return (leaf.path, leaf.operator, wanted.subject, wanted.other, repr(wanted.operand), wanted.negated)


def cost(plan: Plan) -> tuple[int, int, int, int]:
    """Return the cost of a plan: its places, then the facts and the choices that it changes, then its steps."""
    places = len({new_item(step.pointer) or step.pointer for step in plan})
    weights = [step.weight for step in plan]
    return places, weights.count(2), weights.count(1), len(plan)


def new_item(pointer: str) -> str:
    """Return the pointer of the outermost new item on the way to a place, ``""`` if there is none."""
    found = _NEW_ITEM.search(pointer)
    return "" if found is None else pointer[: found.end()]


def sharing_items(first: Plan, second: Plan) -> Plan | None:
    """Return the second plan with new items of the first for its own; ``None`` if they share no list.

    An item of both plans stays as it is.
    """
    of_first, of_second = _new_items(first), _new_items(second)
    free = [item for item in of_first if item not in of_second]
    shared = second
    for item in of_second:
        same = next((other for other in free if _list_of(other) == _list_of(item)), None)
        if same is not None and item not in of_first:
            free.remove(same)
            shared = _renamed(shared, item, same)
    return None if shared is second else shared


def _new_items(plan: Plan) -> Sequence[str]:
    return tuple(dict.fromkeys(item for step in plan if (item := new_item(step.pointer))))


def _list_of(item: str) -> str:
    return item.rpartition("/")[0]


def _renamed(plan: Plan, old: str, new: str) -> Plan:
    def rename(pointer: str) -> str:
        return new + pointer.removeprefix(old) if pointer == old or pointer.startswith(f"{old}/") else pointer

    return tuple(
        step._replace(
            pointer=rename(step.pointer),
            wanted=tuple(each._replace(subject=rename(each.subject), other=rename(each.other)) for each in step.wanted),
        )
        for step in plan
    )


def numbered(plan: Plan, facts: Facts) -> tuple[Plan, tuple[str, ...]]:
    """Return a plan with an index for each new item, and the pointers of the outermost of them."""
    filled_in = {holder for step in plan for holder in pointers_above(step.pointer)}
    # Whatever is put into a place fills it in. A place of which more is wanted comes first: it would replace that.
    holders = (step for step in plan if step.wanted and step.pointer in filled_in)
    others = (step for step in plan if step.pointer not in filled_in)
    plan = (*sorted(holders, key=lambda step: step.pointer.count("/")), *others)
    outermost: list[str] = []
    lengths: dict[str, int] = {}
    while item := next((found for step in plan if (found := new_item(step.pointer))), ""):
        holder = _list_of(item)
        if holder not in lengths:
            lengths[holder] = len(facts.at(holder) or ())
        at = f"{holder}/{lengths[holder]}"
        lengths[holder] += 1
        plan = _renamed(plan, item, at)
        if not any(item.startswith(f"{other}/") for other in outermost):
            outermost.append(at)
    return plan, tuple(outermost)


def with_relations(plan: Plan) -> Plan:
    """Return a plan in which what is compared with another place of the plan is compared with its new value."""
    pointers = {step.pointer for step in plan}
    return tuple(
        step._replace(
            wanted=tuple(each._replace(operand=None) if each.other in pointers else each for each in step.wanted)
        )
        for step in plan
    )
