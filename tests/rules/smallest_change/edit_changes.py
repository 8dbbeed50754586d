"""Values for the smallest changes, chosen from what is told and the form alone, by code of its own."""

import copy
import itertools
import random
from collections.abc import Iterator
from typing import Any

from sociallan.application.field import Field, FieldKind
from sociallan.rules.condition import FieldOperand
from sociallan.rules.outcome import Edit, ValueConstraint
from tests.builders import shape
from tests.cel.derived import FORMS

_TEXTS = (
    "Fler barn får plats i förskolan när huset byggs ut, och föräldrarna kan arbeta.",
    "Lotsar",
    (
        "Unga som varken arbetar eller studerar möter en vägledare i biblioteket varje vecka. Vägledaren hjälper dem "
        "att söka utbildning, och skolan berättar om sina kurser. Efter ett år har de flesta börjat studera."
    ),
)
_NUMBERS = (0, 1, 3, 12, 999, 2024, 45_000_000, 10**11)
_DATES = ("1950", "2019-03", "2023-11-30", "2026", "2031-05", "2090-01-01")
_ORG_NUMBERS = ("212000-1355", "232100-0016", "222000-0315", "556000-4615", "802000-0007", "769600-0001", "969600-0000")
_MOST_TRIED = 4_000


def steps_in(pointer: str) -> list[str]:
    return pointer.split("/")[1:]


def at(value: Any, pointer: str) -> Any:
    """Return the value at a pointer, ``None`` if there is none."""
    for step in steps_in(pointer):
        if isinstance(value, list):
            value = value[int(step)] if int(step) < len(value) else None
        else:
            value = value.get(step) if isinstance(value, dict) else None
    return value


def put(holder: Any, pointer: str, value: Any) -> None:
    """Set the value at a pointer, with the records and lists on the way to it."""
    *way, last = steps_in(pointer)
    for step, following in itertools.pairwise((*way, last)):
        new: Any = [] if following.isdecimal() else {}
        if isinstance(holder, list):
            if int(step) == len(holder):
                holder.append(new)
            elif holder[int(step)] is None:
                holder[int(step)] = new
            holder = holder[int(step)]
        else:
            if not isinstance(holder.get(step), dict | list):
                holder[step] = new
            holder = holder[step]
    if isinstance(holder, list) and int(last) == len(holder):
        holder.append(value)
    elif isinstance(holder, list):
        holder[int(last)] = value
    else:
        holder[last] = value


def places(edits: tuple[Edit, ...]) -> list[Edit]:
    """Return every place of a change, a new item before its parts; of an item with parts the parts alone."""
    return [place for edit in edits for place in (places(edit.parts) if edit.parts else [edit])]


def fillings(given: Any, edits: tuple[Edit, ...], day: str, seed: int, count: int) -> Iterator[Any]:
    """Yield copies of an application in which a change is filled in, with different values each time."""
    chance = random.Random(seed)
    found = 0
    told = places(edits)
    for attempt in range(_MOST_TRIED):
        changed = copy.deepcopy(given)
        # What depends on others is chosen last.
        for place in sorted(told, key=lambda each: any(_depends(wanted, each) for wanted in each.wanted)):
            several = list(_values(place, changed, day))
            if not several:
                break
            # Small values leave room for what is compared with a sum.
            index = chance.randrange(len(several) if attempt % 2 else min(2, len(several)))
            put(changed, place.pointer, copy.deepcopy(several[index]))
        if several and all(
            _holds(wanted, at(changed, wanted.subject), changed, day) for place in told for wanted in place.wanted
        ):
            found += 1
            yield changed
        if found == count:
            return


def _depends(wanted: ValueConstraint, place: Edit) -> bool:
    return wanted.operand is None or wanted.subject != place.pointer


def _values(place: Edit, changed: Any, day: str) -> Iterator[Any]:
    """Yield values that the form allows at a place and that satisfy what is told of it alone."""
    known = shape().fields[".".join(step for step in steps_in(place.pointer) if not step.isdecimal())]
    is_item = steps_in(place.pointer)[-1].isdecimal()
    others: list[Any] = []
    if is_item and known.unique:
        holder, _, index = place.pointer.rpartition("/")
        others = [item for where, item in enumerate(at(changed, holder) or []) if where != int(index)]
    alone = [wanted for wanted in place.wanted if wanted.subject == place.pointer]
    rests = [_rest(wanted, place, changed, day) for wanted in place.wanted]
    for value in (*_allowed(known, is_item, place.wanted, changed, day), *rests):
        if (
            isinstance(value, str | int | list | dict)
            and value not in others
            and all(_holds(wanted, value, changed, day) for wanted in alone)
        ):
            yield value


def _rest(wanted: ValueConstraint, place: Edit, changed: Any, day: str) -> Any:
    """Return what is left for a place of a sum that has to come to a value, ``None`` if that is not so."""
    operand = wanted.leaf.operand
    if wanted.operand is not None or not isinstance(operand, FieldOperand) or operand.path.value is None:
        return None
    without = copy.deepcopy(changed)
    put(without, place.pointer, 0)
    total, others = at(changed, wanted.subject), _computed(operand.path.value.name, without, day)
    is_sum = isinstance(total, int) and isinstance(others, int)
    return total - others if is_sum and total >= others else None


def _allowed(known: Field, is_item: bool, wanted: tuple[ValueConstraint, ...], changed: Any, day: str) -> Iterator[Any]:
    kind = known.items if is_item else known.kind
    limits = [limit for each in wanted if (limit := _operand(each, changed, day)) is not None]
    match kind:
        case FieldKind.TRUTH:
            yield from (False, True)
        case FieldKind.TEXT if known.values:
            yield from known.values
        case FieldKind.TEXT if known.single_type.name == "organisation_number":
            yield from _ORG_NUMBERS
        case FieldKind.TEXT if known.single_type.name == "authority_code":
            yield from ("0269", "0180")
        case FieldKind.TEXT:
            yield from (part for limit in limits for part in (limit if isinstance(limit, tuple | list) else (limit,)))
            yield from _TEXTS
        case FieldKind.NUMBER:
            low, high = known.minimum, known.maximum
            limits = [part for limit in limits for part in (limit if isinstance(limit, tuple) else (limit,))]
            near = [limit + far for limit in limits if isinstance(limit, int) for far in (0, -1, 1, -1000, 1000)]
            for value in sorted({*near, *_NUMBERS, *(limit for limit in (low, high) if limit is not None)}):
                if (low is None or value >= low) and (high is None or value <= high) and (value or known.may_be_zero):
                    yield value
        case FieldKind.DATE:
            for limit in (limit for limit in limits if isinstance(limit, str)):
                year = int(limit[:4])
                yield from (limit, limit[:4], limit[:7], str(year - 1), f"{year + 1}-06", f"{year + 5}-01-31")
            yield from _DATES
        case FieldKind.LIST:
            if known.may_be_empty:
                yield []
            if known.items is FieldKind.TEXT:
                yield [(known.values or _TEXTS)[0]]
        case _:
            yield {}


def _operand(wanted: ValueConstraint, changed: Any, day: str) -> Any:
    """Return what a value is told to be compared with."""
    if wanted.operand is not None:
        return wanted.operand
    operand = wanted.leaf.operand
    assert isinstance(operand, FieldOperand)
    return at(changed, wanted.other) if operand.path.value is None else _computed(operand.path.value.name, changed, day)


def _holds(wanted: ValueConstraint, value: Any, changed: Any, day: str) -> bool:
    """Return whether a value satisfies what is told."""
    if wanted.leaf.path.value is not None:
        value = _computed(wanted.leaf.path.value.name, changed, day)
    limit = _operand(wanted, changed, day)
    if value is None or limit is None:
        return False
    return _compared(str(wanted.leaf.operator), value, limit, is_date=wanted.leaf.path.kind is FieldKind.DATE) is not (
        wanted.negated
    )


def _compared(operator: str, value: Any, limit: Any, *, is_date: bool) -> bool:
    if is_date and isinstance(limit, str | int):
        shortest = min(len(str(value)), len(str(limit)))
        value, limit = str(value)[:shortest], str(limit)[:shortest]
    match operator:
        case "equals" | "is":
            return bool(value == limit)
        case "one_of":
            return value in limit
        case "not_one_of":
            return value not in limit
        case "at_least":
            return bool(value >= limit)
        case "at_most":
            return bool(value <= limit)
        case "more_than":
            return bool(value > limit)
        case "less_than":
            return bool(value < limit)
        case "min_chars":
            return isinstance(value, str) and bool(len(value.strip()) >= limit)
        case "max_chars":
            return isinstance(value, str) and bool(len(value.strip()) <= limit)
        case "says_something":
            return isinstance(value, str) and len(set(value.split())) >= limit
        case "min_items":
            return len(value) >= int(limit)
        case "max_items":
            return len(value) <= int(limit)
    raise AssertionError(operator)


def _months(date: str) -> tuple[int, int]:
    """Return a date as months and days; a year without a month counts to its last."""
    parts = [int(part) for part in date.split("-")]
    month = parts[1] if len(parts) > 1 else 12
    return parts[0] * 12 + month, parts[2] if len(parts) > 2 else 0


def _computed(name: str, given: Any, day: str) -> Any:
    """Compute a value of the pack as its page tells it."""
    loan, cost = at(given, "/investment/loan"), at(given, "/investment/total_cost")
    items = at(given, "/investment/items")
    start, until = at(given, "/project/end"), at(given, "/long_term/until")
    green, grants = at(given, "/investment/green_loan"), at(given, "/investment/grants")
    granted = [None] if grants is None else [(grant or {}).get("amount") for grant in grants]
    match name:
        case "financing_total":
            return _sum([loan, green, *granted])
        case "loan_and_grants":
            return _sum([loan, *granted])
        case "loans":
            return _sum([loan, green])
        case "paid_by_social" | "paid_by_green":
            payers = [None] if items is None else [(item or {}).get("paid_by") for item in items]
            paying = (name.removeprefix("paid_by_"), "both")
            return None if None in payers else _sum([item.get("cost") for item in items if item["paid_by"] in paying])
        case "items_total":
            costs = [None] if items is None else [(item or {}).get("cost") for item in items]
            return _sum(costs)
        case "cost_without_operating":
            if items is None or cost is None or any((item or {}).get("nature") is None for item in items):
                return None
            running = [item.get("cost") for item in items if item["nature"] == "operating"]
            return None if None in running else cost - sum(running)
        case "loan_share":
            return None if loan is None or not cost else 100 * loan / cost
        case "horizon_years":
            return None if start is None or until is None else _years(str(start), str(until))
        case "months_since_completion":
            return None if start is None else _months(day)[0] - _months(str(start))[0]
        case "screening_date":
            return day
        case "item_ids":
            return None if items is None else [(item or {}).get("id") for item in items]
        case "org_number_series":
            return _series(at(given, "/applicant/org_number"))
    raise AssertionError(name)


def _sum(parts: list[Any]) -> Any:
    return None if None in parts else sum(parts)


def _years(first: str, last: str) -> int:
    shortest = min(len(first), len(last))
    whole = int(last[:4]) - int(first[:4])
    return whole - (last[4:shortest] < first[4:shortest])


def _series(number: str | None) -> str | None:
    if number is None:
        return None
    return next((name for start, name in FORMS.items() if number.startswith(start)), "other")
