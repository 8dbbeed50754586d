"""Parser from the YAML of a rule to conditions; it collects all faults, with locations and suggestions."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Any

from sociallan.application import spelling
from sociallan.application.diagnostic import Diagnostic
from sociallan.application.document import Document, pointer_to
from sociallan.application.field import FieldKind
from sociallan.application.location import PackLocation
from sociallan.application.node_positions import pack_location
from sociallan.rules.condition import (
    FREE_TEXT,
    All,
    AnyOf,
    AtLeastOf,
    Condition,
    Leaf,
    ListOperand,
    Not,
    Operand,
    Path,
    Quantified,
    Quantifier,
)
from sociallan.rules.operand_reader import OperandReader
from sociallan.rules.operators import OPERATORS, Operator
from sociallan.rules.vocabulary import ListItem, Names, Vocabulary

_QUANTIFIERS = tuple(quantifier.value for quantifier in Quantifier)
_OPERATORS = tuple(OPERATORS)
_STRUCTURE = ("all", "any", "at_least_of", "not", "if", *_QUANTIFIERS, "field")


@dataclass(slots=True)
class ConditionReader:
    """Parser of the conditions of one rule file. Faults are collected; an invalid condition is ``None``."""

    document: Document
    file: str
    vocabulary: Vocabulary
    faults: list[Diagnostic[PackLocation]] = field(default_factory=list)

    def read(self, node: Any, pointer: str, names: Names | None = None) -> Condition | None:
        """Parse the condition at a pointer; ``node`` is valid under the rule schema."""
        names = names or {}
        at = self.place(pointer)
        operator = next(key for key in _STRUCTURE if key in node)
        match operator:
            case "all" | "any":
                self._check_keys(node, pointer, (operator,))
                below = f"{pointer}/{operator}"
                parts = _all_valid([self.read(part, f"{below}/{i}", names) for i, part in enumerate(node[operator])])
                return None if parts is None else All(parts, at) if operator == "all" else AnyOf(parts, at)
            case "at_least_of":
                self._check_keys(node, pointer, (operator,))
                return self._at_least_of(node[operator], f"{pointer}/{operator}", names, at)
            case "not":
                self._check_keys(node, pointer, (operator,))
                part = self.read(node["not"], f"{pointer}/not", names)
                return None if part is None else Not(part, at)
            case "if":
                self._check_keys(node, pointer, ("if", "then"))
                given, then = (self.read(node[key], f"{pointer}/{key}", names) for key in ("if", "then"))
                # A node of a condition is known by its place, so what is not written is known by the place of a key.
                negated_at = pack_location(self.document, self.file, f"{pointer}/then", of_key=True)
                both = None if given is None or then is None else (Not(given, negated_at), then)
                return None if both is None else AnyOf(both, at, is_implication=True)
            case "field":
                return self._leaf(node, pointer, names, at)
            case _:
                return self._quantified(Quantifier(operator), node, pointer, names, at)

    def path(self, text: str, pointer: str, names: Names) -> Path | None:
        """Parse a path; ``pointer`` is its position in the rule."""
        root, *rest = text.split(".")
        if root == "derived":
            return self._derived_path(text, rest, pointer)
        field_path, kind = "", FieldKind.RECORD
        if root in names:
            field_path, kind = names[root]
        own_root, steps = (root, tuple(rest)) if root in names else ("", (root, *rest))
        for index, step in enumerate(steps):
            if kind is FieldKind.LIST:
                self._fault("rule.path-through-list", pointer, path=text, list=field_path)
                return None
            child = f"{field_path}.{step}" if field_path else step
            known = self.vocabulary.fields.get(child)
            if known is None:
                near = self._near(step, field_path, names)
                written = text.split(".")
                at = index + len(written) - len(steps)
                repaired = ".".join((*written[:at], near or step, *written[at + 1 :]))
                suggestion = self.vocabulary.whole_path(text) if near is None else repaired
                self._fault("rule.unknown-field", pointer, suggestion, path=text)
                return None
            field_path, kind = child, known.kind
        return Path(own_root, steps, kind, field_path)

    def _near(self, step: str, field_path: str, names: Names) -> str | None:
        """Return the name that a step of a path is nearest to, among those that may stand there."""
        siblings = self.vocabulary.fields[field_path].children
        return spelling.nearest(step, siblings if field_path else [*siblings, *names])

    def place(self, pointer: str) -> PackLocation:
        """Return the location of a node in the rule file."""
        return pack_location(self.document, self.file, pointer)

    def _derived_path(self, text: str, steps: list[str], pointer: str) -> Path | None:
        known = self.vocabulary.values
        name = ".".join(steps)
        if name not in known:
            near = spelling.nearest_name(name, known)
            names = ", ".join(f"derived.{each}" for each in known)
            self._fault("rule.unknown-derived", pointer, f"derived.{near}" if near else None, path=text, allowed=names)
            return None
        value = known[name]
        return None if value is None else Path("derived", (name,), value.kind, text, value)

    def _at_least_of(self, node: Any, pointer: str, names: Names, at: PackLocation) -> Condition | None:
        parts = _all_valid([self.read(part, f"{pointer}/of/{i}", names) for i, part in enumerate(node["of"])])
        count, most = node["count"], len(node["of"])
        if count > most:
            self._fault("rule.too-few-parts", f"{pointer}/count", count=count, parts=most)
            return None
        return None if parts is None else AtLeastOf(count, parts, at)

    def _quantified(
        self, quantifier: Quantifier, node: Any, pointer: str, names: Names, at: PackLocation
    ) -> Condition | None:
        bounds = () if quantifier is Quantifier.NONE else ("count_at_least", "count_at_most")
        self._check_keys(node, pointer, (quantifier, "as", "must", *bounds))
        at_least, at_most = node.get("count_at_least"), node.get("count_at_most")
        if "must" not in node and at_least is None and at_most is None:
            self._fault("rule.nothing-asked", pointer, operator=quantifier.value)
            return None
        if at_least is not None and at_most is not None and at_least > at_most:
            self._fault("rule.bounds-crossed", f"{pointer}/count_at_least")
        path = self.path(node[quantifier], f"{pointer}/{quantifier}", names)
        if path is None:
            return None
        # The items of a derived list have no place of their own in the application.
        if path.kind is not FieldKind.LIST or path.value is not None:
            self._fault("rule.not-a-list", f"{pointer}/{quantifier}", path=str(path))
            return None
        name = node["as"]
        if name in names or name in self.vocabulary.fields or name == "derived":
            self._fault("rule.name-taken", f"{pointer}/as", name=name)
            return None
        items = self.vocabulary.fields[path.field].single_type.kind
        must = None
        if "must" in node:
            must = self.read(node["must"], f"{pointer}/must", {**names, name: ListItem(path.field, items)})
            if must is None:
                return None
        return Quantified(quantifier, path, name, must, at_least, at_most, at)

    def _leaf(self, node: Any, pointer: str, names: Names, at: PackLocation) -> Condition | None:
        self._check_keys(node, pointer, ("field", *_OPERATORS))
        path = self.path(node["field"], f"{pointer}/field", names)
        given = [key for key in node if key in _OPERATORS]
        if len(given) != 1:
            self._fault("rule.one-test", pointer, tests=", ".join(given) or "–")
            return None
        if path is None:
            return None
        (name,) = map(Operator, given)
        if path.kind not in OPERATORS[name].kinds:
            fitting = [other.value for other, known in OPERATORS.items() if path.kind in known.kinds]
            self._fault(
                "rule.test-does-not-fit", f"{pointer}/{name}", test=name.value, path=str(path), tests=", ".join(fitting)
            )
            return None
        operand = self._operands().read(name, node[name], f"{pointer}/{name}", path, names)
        if operand is None:
            return None
        if (path.field == f"derived.{FREE_TEXT}") is not self._detects(operand):
            self._fault("rule.free-text", pointer, path=str(path))
            return None
        return Leaf(path, name, operand, at)

    def _operands(self) -> OperandReader:
        return OperandReader(self.vocabulary, self.path, self._fault)

    def _detects(self, operand: Operand) -> bool:
        return isinstance(operand, ListOperand) and self.vocabulary.lists[operand.id]

    def _check_keys(self, node: Any, pointer: str, allowed: Collection[str]) -> None:
        for key in node:
            if key not in allowed:
                operator = next(name for name in _STRUCTURE if name in node)
                self._fault("rule.stray-key", pointer + pointer_to(key), key=key, operator=operator)

    def _fault(self, code: str, pointer: str, suggestion: str | None = None, /, **parameters: Any) -> None:
        self.faults.append(Diagnostic(code, self.place(pointer), parameters, suggestion))


def _all_valid(parts: Sequence[Condition | None]) -> tuple[Condition, ...] | None:
    valid = tuple(part for part in parts if part is not None)
    return valid if len(valid) == len(parts) else None
