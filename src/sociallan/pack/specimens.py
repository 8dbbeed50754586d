"""The application of a rule's test: a specimen with the test's changes, each of which must change something."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sociallan.application.document import pointer_to
from sociallan.application.field import Catalogue, FieldKind
from sociallan.rules.rule import RuleTest
from sociallan.rules.walking import with_value

InVain = tuple[str, str, str]
"""Of a change or a removal: the code of its fault, its pointer from the test, and the path that it names."""

_LONGEST_INDEX = 6
"""Digits; no application has lists as long as that."""


def application(specimen: Any, test: RuleTest, gaps: Mapping[str, str]) -> dict[str, Any]:
    """Return the application of a test. Nothing is copied but what is on the way to a change."""
    root = specimen
    for path, value in test.change.items():
        root = with_value(root, _steps(path), value)
    for path in test.remove:
        root = _without(root, _steps(path))
    emptied: dict[str, Any] = _emptied(root, gaps)
    return emptied


def in_vain(specimen: Any, test: RuleTest, gaps: Mapping[str, str], fields: Catalogue) -> Iterator[InVain]:
    """Yield each change and removal of a test that cannot be made or leaves the application as it was."""
    root = specimen
    sound = 0
    for path, value in test.change.items():
        pointer = f"/change{pointer_to(path)}"
        if not _leads_to_a_place(root, _steps(path), fields):
            yield "rule.no-such-place", pointer, path
            continue
        before, root = root, with_value(root, _steps(path), value)
        # What is removed after it has been changed might as well have stayed as it was.
        is_removed = any(path == gone or path.startswith(f"{gone}.") for gone in test.remove)
        if is_removed or _alike(before, root, path, gaps):
            yield "rule.nothing-changed", pointer, path
        else:
            sound += 1
    for index, path in enumerate(test.remove):
        before, root = root, _without(root, _steps(path))
        if _alike(before, root, path, gaps):
            yield "rule.nothing-removed", f"/remove/{index}", path
        else:
            sound += 1
    if sound > 1 and sound == len(test.change) + len(test.remove) and root == specimen:
        # What one of them does, another undoes.
        yield "rule.nothing-changed", "", next(iter((*test.change, *test.remove)))


def _steps(path: str) -> list[str]:
    return path.split(".")


def _without(holder: Any, steps: Sequence[str]) -> Any:
    """Return a copy without what the steps lead to; what is not on the way is shared, not copied."""
    step, *rest = steps
    if isinstance(holder, dict) and step in holder:
        if rest:
            return {**holder, step: _without(holder[step], rest)}
        return {key: value for key, value in holder.items() if key != step}
    if isinstance(holder, list) and _is_index(step) and int(step) < len(holder):
        index = int(step)
        return [*holder[:index], *([_without(holder[index], rest)] if rest else ()), *holder[index + 1 :]]
    return holder


def _leads_to_a_place(root: Any, steps: Sequence[str], fields: Catalogue) -> bool:
    """Return whether a value can stand where steps lead: in a list at an index up to its length, else at a name."""
    kind: FieldKind | None = FieldKind.RECORD
    holder, path = root, ""
    for step in steps:
        if step.isdecimal() is not (kind is FieldKind.LIST):
            return False
        if kind is FieldKind.LIST:
            items = [] if holder is None else holder
            if not isinstance(items, list) or not _is_index(step) or int(step) > len(items):
                return False
            holder = items[int(step)] if int(step) < len(items) else None
            kind = fields[path].items
        else:
            if not isinstance(holder, dict | None):
                return False
            holder = None if holder is None else holder.get(step)
            path = f"{path}.{step}" if path else step
            kind = fields[path].kind
    return True


def _is_index(step: str) -> bool:
    return step.isdecimal() and len(step) <= _LONGEST_INDEX


def _alike(before: Any, after: Any, path: str, gaps: Mapping[str, str]) -> bool:
    """Return whether two applications say the same where a path leads, and in the list that it leads into."""
    steps = _steps(path)
    held, holds = (_stated(_at(root, steps), gaps) for root in (before, after))
    # Python holds 1 and true for equal; their texts differ.
    if held != holds or json.dumps(held, sort_keys=True) != json.dumps(holds, sort_keys=True):
        return False
    around, surrounds = (_at(root, steps[:-1]) for root in (before, after))
    return not isinstance(around, list) or len(around) == len(surrounds)


def _at(root: Any, steps: Sequence[str]) -> Any:
    value = root
    for step in steps:
        if isinstance(value, list):
            value = value[int(step)] if _is_index(step) and int(step) < len(value) else None
        else:
            value = value.get(step) if isinstance(value, dict) else None
    return value


def _stated(value: Any, gaps: Mapping[str, str]) -> Any:
    """Return what is stated of a value: a field without a value is as good as none."""
    return _named(_emptied(value, gaps))


def _named(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _named(part) for key, part in value.items() if part is not None}
    return [_named(part) for part in value] if isinstance(value, list) else value


def _emptied(value: Any, gaps: Mapping[str, str]) -> Any:
    """Make missing what says nothing, as the reader does."""
    if isinstance(value, dict):
        return {key: _emptied(part, gaps) for key, part in value.items()}
    if isinstance(value, list):
        return [_emptied(part, gaps) for part in value]
    if isinstance(value, str) and (not value.strip() or value.strip().rstrip(".").casefold() in gaps):
        return None
    return value
