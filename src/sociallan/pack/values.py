"""The computed values of a pack, read from values.yaml and checked."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

from sociallan.application import spelling
from sociallan.application.diagnostic import Diagnostic
from sociallan.application.document import Document, pointer_to
from sociallan.application.field import Catalogue, FieldKind, Unit
from sociallan.application.location import PackLocation
from sociallan.pack.choice_of_items import choice_of_items
from sociallan.pack.references import References
from sociallan.rules.condition import OWN_VALUES, Condition, Input, Path, Value
from sociallan.rules.operations import OPERATIONS, Operation, Takes

_Placed = tuple[Any, str]
"""A value of the file, and its pointer."""


def values_of(
    document: Document, file: str, fields: Catalogue, faults: list[Diagnostic[PackLocation]]
) -> Mapping[str, Value | None]:
    """Read the computed values of a file that has passed its schema, with the engine's own.

    Faults are noted; a value at fault, or computed from one that is, is ``None``.
    """
    reader = _ValueReader(document, file, fields, faults)
    return {**OWN_VALUES, **{name: reader.value(name) for name in document.value if name not in OWN_VALUES}}


class _ValueReader:
    def __init__(
        self, document: Document, file: str, fields: Catalogue, faults: list[Diagnostic[PackLocation]]
    ) -> None:
        self._document = document
        self._file = file
        self._fields = fields
        self._faults = faults
        self._references = References(document, file, faults)
        self._specs: Mapping[str, Any] = document.value
        self._read: dict[str, Value | None] = dict(OWN_VALUES)
        self._reading: list[str] = []
        for name in self._specs:
            if name in OWN_VALUES:
                self._references.key_fault("values.name-taken", pointer_to(name), name=name)

    def value(self, name: str) -> Value | None:
        """Return a value by name, after reading the values that it depends on."""
        if name not in self._read:
            self._reading.append(name)
            before = len(self._faults)
            value = self._value(name, self._specs[name], pointer_to(name))
            self._reading.pop()
            self._read[name] = value if len(self._faults) == before else None
        return self._read[name]

    def _value(self, name: str, spec: Mapping[str, Any], at: str) -> Value | None:
        given = [operation for operation in Operation if operation in spec]
        if len(given) != 1:
            self._references.key_fault("values.one-operation", at, operations=", ".join(given) or "–")
            return None
        operation, rules = given[0], OPERATIONS[given[0]]
        placed = list(_placed(spec[operation], f"{at}/{operation}"))
        read = [self._input(text, pointer, operation) for text, pointer in placed]
        inputs = tuple(each for each in read if each is not None)
        if len(inputs) < len(read):
            return None
        if rules.takes is Takes.PARTS:
            # In the order that reports tell them, whatever the order in the file.
            order = list(spec[operation])
            inputs = tuple(inputs[order.index(part)] for part in rules.parts)
        unit, kinds = Unit(spec["unit"]), [_kind(each, self._fields) for each in inputs]
        if not self._agree(inputs, placed, operation):
            return None
        computed = rules.unit if rules.unit is not None else self._unit(inputs[0])
        if unit is not computed:
            self._references.fault(
                "unit.not-the-result", f"{at}/unit", unit=unit, computed=computed, operation=operation
            )
        where = None
        if "where" in spec:
            where = self._where(spec["where"], f"{at}/where", inputs, operation)
        beginnings = self._beginnings(spec, at, operation)
        kind = rules.kind or kinds[0]
        return Value(
            name=name,
            kind=kind,
            unit=unit,
            operation=operation,
            inputs=inputs,
            where=where,
            beginnings=beginnings,
            items=kinds[0] if kind is FieldKind.LIST else None,
            samples=tuple(rules.samples(beginnings, self._type(inputs[0]))),
            label=spec["label"],
            labels={code: choice["label"] for code, choice in spec.get("choices", {}).items()},
        )

    def _input(self, text: str, pointer: str, operation: Operation) -> Input | None:
        """Read the path of an input."""
        root, _, rest = text.partition(".")
        found = self._other(rest, text, pointer) if root == "derived" else self._field(text, pointer)
        if found is None:
            return None
        rules = OPERATIONS[operation]
        single = rules.takes in (Takes.PATH, Takes.PARTS)
        if single and found.items:
            self._references.fault("values.through-list", pointer, path=text, operation=operation)
        elif rules.takes is Takes.LIST and found.path.kind is not FieldKind.LIST:
            self._references.fault("values.needs-list", pointer, path=text, operation=operation)
        elif (kind := _kind(found, self._fields)) not in rules.kinds:
            self._references.fault("values.kind", pointer, path=text, kind=kind.value, operation=operation)
        else:
            return found
        return None

    def _other(self, name: str, text: str, pointer: str) -> Input | None:
        if name in self._reading:
            way = " → ".join((*self._reading[self._reading.index(name) :], name))
            self._references.fault("values.cycle", pointer, name=name, way=way)
            return None
        if name not in self._specs and name not in OWN_VALUES:
            known = [*self._specs, *OWN_VALUES]
            near = spelling.nearest_name(name, known)
            names = ", ".join(f"derived.{each}" for each in known)
            self._references.fault(
                "rule.unknown-derived", pointer, f"derived.{near}" if near else None, path=text, allowed=names
            )
            return None
        value = self.value(name)
        # What is wrong with the other value is reported there, and this one cannot be computed either.
        return None if value is None else Input(Path("derived", (name,), value.kind, text, value))

    def _field(self, text: str, pointer: str) -> Input | None:
        known = self._fields.get(text)
        if known is None or not text:
            self._references.fault("rule.unknown-field", pointer, spelling.nearest(text, self._fields), path=text)
            return None
        steps, walk, items = text.split("."), "", ""
        for count, step in enumerate(steps, start=1):
            walk = f"{walk}.{step}" if walk else step
            if self._fields[".".join(steps[:count])].kind is FieldKind.LIST:
                items = walk
                walk += "[]" if count < len(steps) else ""
        return Input(Path.to_field(text, known.kind), walk, items)

    def _agree(self, inputs: Sequence[Input], placed: Sequence[_Placed], operation: Operation) -> bool:
        """Note inputs whose kinds or units differ."""
        places = dict(placed)
        for first, other in pairwise(inputs):
            one, two = self._unit(first), self._unit(other)
            about = {"path": str(other.path), "other": str(first.path)}
            if _kind(first, self._fields) is not _kind(other, self._fields):
                self._references.fault("rule.kinds-differ", places[str(other.path)], **about)
                return False
            if one is not two:
                units = {"unit": two, "other_unit": one, "operation": operation}
                self._references.fault("unit.inputs-differ", places[str(other.path)], **about, **units)
                return False
        return True

    def _where(self, node: Any, pointer: str, inputs: Sequence[Input], operation: Operation) -> Condition | None:
        """Return the condition that selects list items."""
        if len(inputs) != 1 or not inputs[0].items:
            self._references.key_fault("values.where-not-here", pointer, operation=operation)
            return None
        path = inputs[0].items.replace("[]", "")
        return choice_of_items(node, pointer, path, self._fields, self._document, self._file, self._faults)

    def _beginnings(self, spec: Mapping[str, Any], at: str, operation: Operation) -> Mapping[str, str]:
        """Return the results by the beginning of a text."""
        choices = spec.get("choices", {})
        if (operation is Operation.BEGINNING) is not bool(choices):
            if choices:
                self._references.key_fault("values.choices-not-here", f"{at}/choices", operation=operation)
            else:
                self._references.key_fault("values.choices-needed", at, operation=operation)
        found: dict[str, str] = {}
        for code, choice in choices.items():
            begins = choice.get("begins", "")
            if begins in found:
                self._references.key_fault(
                    "values.beginning-taken", f"{at}/choices{pointer_to(code)}", other=found[begins]
                )
            found.setdefault(begins, code)
        if choices and "" not in found:
            self._references.key_fault("values.no-other-choice", f"{at}/choices")
        return found

    def _unit(self, each: Input) -> Unit:
        value = each.path.value
        return self._fields[each.path.field].unit if value is None else value.unit

    def _type(self, each: Input) -> str:
        return "" if each.path.value is not None else self._fields[each.path.field].single_type.name


def _placed(node: Any, pointer: str) -> Iterator[_Placed]:
    """Yield the input paths of an operation."""
    match node:
        case list():
            yield from ((text, f"{pointer}/{index}") for index, text in enumerate(node))
        case dict():
            yield from ((text, pointer + pointer_to(part)) for part, text in node.items())
        case _:
            yield node, pointer


def _kind(each: Input, fields: Catalogue) -> FieldKind:
    """Return the kind of an input; for a list, that of its items."""
    path = each.path
    if path.kind is not FieldKind.LIST:
        return path.kind
    items = fields[path.field].items if path.value is None else None
    return items or FieldKind.LIST
