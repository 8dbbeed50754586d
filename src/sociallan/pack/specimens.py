"""Application of a test or a case: a specimen with its changes, each of which must have an effect."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple, Protocol

from sociallan.application.diagnostic import Diagnostic
from sociallan.application.document import Document, gap_key, pointer_to
from sociallan.application.field import Catalogue, FieldKind, is_within
from sociallan.application.location import PackLocation
from sociallan.application.node_positions import pack_location
from sociallan.application.walking import is_index, value_at, with_value, without_value
from sociallan.pack.example_texts import PublishedExample, example_of
from sociallan.pack.pack import Pack
from sociallan.rules.rule import Rule

IneffectiveChange = tuple[str, str, str]
"""Fault of a change or removal: its code, pointer relative to the test, and the path in the application."""


class Changes(Protocol):
    """Changes of a test or a case to its specimen: new values, and what is removed."""

    @property
    def change(self) -> Mapping[str, Any]:
        """Return the new values by path."""

    @property
    def remove(self) -> Sequence[str]:
        """Return the paths of what is removed after the changes."""


class StatedChanges(NamedTuple):
    """Changes as a case states them."""

    change: Mapping[str, Any]
    remove: tuple[str, ...]


def stated_changes(node: Mapping[str, Any]) -> StatedChanges:
    """Return the changes that the keys ``change`` and ``remove`` of a case state."""
    return StatedChanges(node.get("change", {}), tuple(node.get("remove", ())))


def application(specimen: Any, changes: Changes, gaps: Mapping[str, str]) -> dict[str, Any]:
    """Return a specimen with changes, and without the texts that say nothing, as the rules see it."""
    result: dict[str, Any] = with_gaps_as_none(changed(specimen, changes), gaps)
    return result


def without_gaps(changes: Changes, gaps: Mapping[str, str]) -> StatedChanges:
    """Return changes whose texts that say nothing are ``None``."""
    return StatedChanges(with_gaps_as_none(changes.change, gaps), tuple(changes.remove))


def as_examples(pack: Pack) -> Iterator[PublishedExample]:
    """Yield the specimens of a pack as examples of applications, as which they come with the program too."""
    for specimen in pack.specimens.values():
        found, is_long = pack.answers.of(specimen), pack.answers.is_long
        long_texts = (text for pointer, text in found if is_long(pointer))
        yield example_of(*pack.identity_of(specimen), (text for _, text in found), long_texts)


def changed(specimen: Any, changes: Changes) -> Any:
    """Return a specimen with changes. Parts that are not on the path of a change are shared, not copied."""
    root = specimen
    for path, value in changes.change.items():
        root = with_value(root, _steps(path), value)
    for path in changes.remove:
        root = without_value(root, _steps(path))
    return root


def idle_changes(
    rule: Rule, document: Document, specimen: Any, gaps: Mapping[str, str], fields: Catalogue
) -> Iterator[Diagnostic[PackLocation]]:
    """Yield a fault for each change in a rule's tests that has no effect, since the test is then misleading."""
    for index, test in enumerate(rule.tests if isinstance(specimen, dict) else ()):
        for code, pointer, path in ineffective_changes(specimen, test, gaps, fields):
            at = pack_location(document, rule.at.file, f"/tests/{index}{pointer}", of_key=True)
            yield Diagnostic(code, at, {"path": path, "specimen": rule.specimen})


def ineffective_changes(
    specimen: Any, changes: Changes, gaps: Mapping[str, str], fields: Catalogue
) -> Iterator[IneffectiveChange]:
    """Yield each change and removal that is impossible or has no effect."""
    root = specimen
    effective = 0
    for path, value in changes.change.items():
        pointer = f"/change{pointer_to(path)}"
        if not _is_valid_path(root, _steps(path), fields):
            yield "rule.no-such-place", pointer, path
            continue
        before, root = root, with_value(root, _steps(path), value)
        # A change is without effect if its value is removed afterwards.
        is_removed = any(is_within(path, removed) for removed in changes.remove)
        if is_removed or _unchanged(before, root, path, gaps):
            yield "rule.nothing-changed", pointer, path
        else:
            effective += 1
    for index, path in enumerate(changes.remove):
        before, root = root, without_value(root, _steps(path))
        if _unchanged(before, root, path, gaps):
            yield "rule.nothing-removed", f"/remove/{index}", path
        else:
            effective += 1
    if effective > 1 and effective == len(changes.change) + len(changes.remove) and root == specimen:
        # The changes cancel each other.
        yield "rule.nothing-changed", "", next(iter((*changes.change, *changes.remove)))


def _steps(path: str) -> list[str]:
    return path.split(".")


def _is_valid_path(root: Any, steps: Sequence[str], fields: Catalogue) -> bool:
    """Return whether a value can be set at the steps: an index of a list, up to its length, or a name in a record."""
    kind: FieldKind | None = FieldKind.RECORD
    holder, path = root, ""
    for step in steps:
        if step.isdecimal() is not (kind is FieldKind.LIST):
            return False
        if kind is FieldKind.LIST:
            items = [] if holder is None else holder
            if not isinstance(items, list) or not is_index(step) or int(step) > len(items):
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


def _unchanged(before: Any, after: Any, path: str, gaps: Mapping[str, str]) -> bool:
    """Return whether two applications have the same value at a path, and the same length of the list around it."""
    steps = _steps(path)
    if not _are_alike(value_at(before, steps), value_at(after, steps), gaps):
        return False
    old_parent, new_parent = (value_at(root, steps[:-1]) for root in (before, after))
    return not isinstance(old_parent, list) or len(old_parent) == len(new_parent)


def _are_alike(one: Any, other: Any, gaps: Mapping[str, str]) -> bool:
    """Return whether two values are equal without their missing fields. 1 and True, which Python equates, are not."""
    if isinstance(one, dict) and isinstance(other, dict):
        return all(_are_alike(one.get(key), other.get(key), gaps) for key in one.keys() | other.keys())
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(_are_alike(*pair, gaps) for pair in zip(one, other, strict=True))
    one, other = with_gaps_as_none(one, gaps), with_gaps_as_none(other, gaps)
    return type(one) is type(other) and bool(one == other)


def with_gaps_as_none(value: Any, gaps: Mapping[str, str]) -> Any:
    """Return a copy with blank texts and gap texts replaced by ``None``, as the reader does."""
    if isinstance(value, dict):
        return {key: with_gaps_as_none(part, gaps) for key, part in value.items()}
    if isinstance(value, list):
        return [with_gaps_as_none(part, gaps) for part in value]
    if isinstance(value, str) and (not (key := gap_key(value)) or key in gaps):
        return None
    return value
