"""Checks that the days, passages, groups and fields named in a pack's files exist."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from sociallan.application import spelling
from sociallan.application.diagnostic import Diagnostic
from sociallan.application.document import Document, field_path, pointer_to
from sociallan.application.field import Unit
from sociallan.application.form_check import string_formats
from sociallan.application.location import PackLocation
from sociallan.application.node_positions import pack_location
from sociallan.application.notation import suggestions
from sociallan.pack.pack import Group, GroupAll, GroupAny, GroupLeaf, Param, VerdictFormula


class References:
    """Checker of the references in one file of a pack; it appends a fault for each that does not exist."""

    def __init__(self, document: Document, file: str, faults: list[Diagnostic[PackLocation]]) -> None:
        self._document = document
        self._file = file
        self._faults = faults

    def days(self, *paths: tuple[str | int, ...]) -> None:
        """Check that the days at the given paths exist; the schema has checked their form."""
        for path in paths:
            value = self._at(path)
            if value is not None and not string_formats.is_partial_date(value):
                self.fault("pack.date", pointer_to(*path), value=value)

    def passages(self, path: tuple[str | int, ...], known: Collection[str]) -> None:
        """Check the citations in the list at a path."""
        for index, citation in enumerate(self._at(path) or ()):
            if citation not in known:
                near = spelling.nearest(citation, known)
                self.fault("rule.unknown-passage", pointer_to(*path, index), near, citation=citation)

    def fields(self, path: tuple[str | int, ...], known: Collection[str]) -> None:
        """Check the names of application fields in the list at a path."""
        for index, name in enumerate(self._at(path) or ()):
            if name not in known:
                self.fault("rule.unknown-field", pointer_to(*path, index), spelling.nearest(name, known), path=name)

    def places(self, places: Iterable[tuple[str, str]], known: Collection[str]) -> None:
        """Check paths into an application, in which items have numbers; each is given with its pointer."""
        for path, pointer in places:
            plain = field_path(path.split("."))
            if plain not in known:
                at = pack_location(self._document, self._file, pointer, of_key=True)
                about = {"path": path}
                self._faults.append(Diagnostic("rule.unknown-field", at, about, spelling.nearest(plain, known)))

    def params(self, params: Iterable[Param], passages: Collection[str]) -> None:
        """Check the days, the citations and the units of parameters."""
        for param in params:
            self.days(*((param.id, "values", index, "from") for index in range(len(param.values))))
            self.passages((param.id, "cites"), passages)
            self._units(param)

    def _units(self, param: Param) -> None:
        """Check that a parameter that is no number counts nothing, and that what has no parts is whole."""
        for number, dated in enumerate(self._at((param.id, "values"))):
            whole, value = pointer_to(param.id, "values", number, "value"), dated["value"]
            several = isinstance(value, list)
            for index, part in enumerate(value if several else (value,)):
                at = f"{whole}/{index}" if several else whole
                if param.unit is not Unit.NONE and isinstance(part, str):
                    meant = suggestions.quantity(part, param.unit)
                    about = {"name": param.id, "unit": param.unit, "value": part}
                    self.fault("unit.of-no-number", at, None if meant is None else str(meant), **about)
                elif param.unit.whole and isinstance(part, float) and part != int(part):
                    self.fault("unit.not-whole", at, path=param.id, unit=param.unit, value=str(part))

    def distinct_groups(self, groups: Sequence[Group]) -> None:
        """Check that each group has an id of its own."""
        for index, group in enumerate(groups):
            if group.id in {earlier.id for earlier in groups[:index]}:
                self.fault("rule.id-taken", f"/groups/{index}", id=group.id, file=self._file)

    def group(self, pointer: str, group: str, known: Iterable[str]) -> bool:
        """Check that a group exists, and return whether it does."""
        if group in (groups := tuple(known)):
            return True
        self.fault("rule.unknown-group", pointer, spelling.nearest(group, groups), group=group)
        return False

    def replaced_rule(self, own: str, rules: Collection[str]) -> None:
        """Check that the rule that the rule ``own`` replaces is another of the rules."""
        replaced = self._at(("replaces",))
        if replaced is not None:
            self._another_rule("replaces", "/replaces", replaced, own, rules)

    def named_rules(self, key: str, own: str, rules: Collection[str]) -> None:
        """Check that those in the list at a key of the rule ``own`` are others of the rules."""
        for index, name in enumerate(self._at((key,)) or ()):
            self._another_rule(key, f"/{key}/{index}", name, own, rules)

    def _another_rule(self, key: str, pointer: str, name: str, own: str, rules: Collection[str]) -> None:
        if name == own or name not in rules:
            others = sorted(rule for rule in rules if rule != own)
            self.fault("rule.unknown-rule", pointer, spelling.nearest(name, others), key=key, id=name)

    def specimen(self, pointer: str, name: str | None, known: Collection[str]) -> None:
        """Check that a specimen exists, if one is named."""
        if name is not None and name not in known:
            self.fault("rule.unknown-specimen", pointer, spelling.nearest(name, known), specimen=name)

    def formula(self, node: Mapping[str, Any], pointer: str, groups: Collection[str]) -> VerdictFormula | None:
        """Parse a formula over groups without its invalid parts; ``None`` if no part is valid."""
        if "group" in node:
            known = self.group(f"{pointer}/group", node["group"], groups)
            return GroupLeaf(node["group"]) if known else None
        operator = "all" if "all" in node else "any"
        parts = [self.formula(part, f"{pointer}/{operator}/{i}", groups) for i, part in enumerate(node[operator])]
        valid = tuple(part for part in parts if part is not None)
        return (GroupAll(valid) if operator == "all" else GroupAny(valid)) if valid else None

    def fault(self, code: str, pointer: str, suggestion: str | None = None, **parameters: Any) -> None:
        """Add a fault at a pointer of the file."""
        at = pack_location(self._document, self._file, pointer)
        self._faults.append(Diagnostic(code, at, parameters, suggestion))

    def key_fault(self, code: str, pointer: str, **parameters: Any) -> None:
        """Add a fault at the key of a pointer of the file."""
        at = pack_location(self._document, self._file, pointer, of_key=True)
        self._faults.append(Diagnostic(code, at, parameters))

    def _at(self, path: Iterable[str | int]) -> Any:
        value: Any = self._document.value
        for step in path:
            value = value.get(step) if isinstance(value, dict) else value[int(step)]
        return value


def reading_faults(document: Document, file: str) -> list[Diagnostic[PackLocation]]:
    """Return the faults that the reading of a file of the pack found."""
    spans = [(finding, finding.place.span) for finding in document.findings]
    return [
        Diagnostic(found.code, PackLocation(file, span.line, span.column), found.parameters, found.suggestion)
        for found, span in spans
    ]
