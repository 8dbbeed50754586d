"""Parser of conditions outside rules: on the items of a list (``where``), or on the application alone."""

from collections.abc import Iterator
from typing import Any

from sociallan.application.diagnostic import Diagnostic
from sociallan.application.document import Document, pointer_to
from sociallan.application.field import Catalogue
from sociallan.application.location import PackLocation
from sociallan.pack.references import References
from sociallan.rules.condition import ITEM, Condition, nodes
from sociallan.rules.normalise import normalised
from sociallan.rules.operators import OPERATORS
from sociallan.rules.parse import ConditionReader
from sociallan.rules.vocabulary import ListItem, Names, Vocabulary


def choice_of_items(
    node: Any,
    pointer: str,
    path: str,
    fields: Catalogue,
    document: Document,
    file: str,
    faults: list[Diagnostic[PackLocation]],
) -> Condition | None:
    """Return the condition at a pointer on the items of a list; ``None`` if a fault was noted."""
    item = ListItem(path, fields[path].single_type.kind)
    condition = _condition(node, pointer, {ITEM: item}, fields, document, file, faults)
    if condition is not None and not any(_names_item(each) for each in nodes(condition)):
        References(document, file, faults).key_fault("values.where-no-item", pointer)
    return condition


def condition_on_application(
    node: Any, pointer: str, fields: Catalogue, document: Document, file: str, faults: list[Diagnostic[PackLocation]]
) -> Condition | None:
    """Return the condition at a pointer on the application; ``None`` if a fault was noted."""
    return _condition(node, pointer, {}, fields, document, file, faults)


def _condition(
    node: Any,
    pointer: str,
    names: Names,
    fields: Catalogue,
    document: Document,
    file: str,
    faults: list[Diagnostic[PackLocation]],
) -> Condition | None:
    """Return a condition that is the same on every day and whatever a text says; ``None`` if a fault was noted."""
    references = References(document, file, faults)
    refused = list(_too_much(node, pointer))
    for where, what in refused:
        references.key_fault("values.where-too-much", where, what=what)
    if refused:
        return None
    condition = ConditionReader(document, file, Vocabulary(fields, {}, {}, {}), faults).read(node, pointer, names)
    return None if condition is None else normalised(condition)


def _too_much(node: Any, pointer: str) -> Iterator[tuple[str, str]]:
    """Yield the parts that no such condition may have: parameters, which depend on the day, and judgements."""
    if isinstance(node, list):
        for index, part in enumerate(node):
            yield from _too_much(part, f"{pointer}/{index}")
    elif isinstance(node, dict):
        for key, part in node.items():
            where = pointer + pointer_to(key)
            if key == "param" or (key in OPERATORS and (OPERATORS[key].is_prose or OPERATORS[key].needs_pack)):
                yield where, key
            elif isinstance(part, str) and part.startswith("derived."):
                yield where, part
            else:
                yield from _too_much(part, where)


def _names_item(condition: Condition) -> bool:
    path = getattr(condition, "path", None)
    return path is not None and path.root == ITEM
