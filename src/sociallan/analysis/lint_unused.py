"""Lint: parts of a pack, and fields of the application, that no rule uses."""

from collections.abc import Iterable, Iterator

from sociallan.analysis.dependencies import fields_read
from sociallan.analysis.lint_context import LintContext
from sociallan.application.diagnostic import Diagnostic
from sociallan.application.document import pointer_to
from sociallan.application.location import PackLocation
from sociallan.pack.pack import Pack
from sociallan.pack.schema_check import PACK, PARAMS, SOURCES, VALUES
from sociallan.rules.condition import ListOperand, Operand, ParamOperand, paths, values_behind
from sociallan.rules.rule import PLACEHOLDER, Rule
from sociallan.rules.walking import strings


def unused_params(ground: LintContext) -> Iterator[Diagnostic[PackLocation]]:
    """Find parameters that no rule compares with or names in a text."""
    used = {operand.id for operand in _operands(ground.pack) if isinstance(operand, ParamOperand)}
    used |= {name for rule in ground.pack.rules for name in _named_in_texts(rule)}
    for key in ground.pack.params:
        if key not in used and not ground.doubt.uses(key, "rule.unknown-param", "rule.unknown-placeholder"):
            at = ground.place(PARAMS, pointer_to(key), of_key=True)
            yield Diagnostic("check.unused-param", at, {"param": key})


def unused_passages(ground: LintContext) -> Iterator[Diagnostic[PackLocation]]:
    """Find passages that neither a rule, nor a parameter, nor the pack itself cites."""
    used = {text for _, text in strings(ground.documents[PACK].value)}
    used.update(citation for rule in ground.pack.rules for citation in rule.cites)
    used.update(citation for param in ground.pack.params.values() for citation in param.cites)
    for citation in ground.pack.passages:
        if citation not in used and not ground.doubt.uses(citation, "rule.unknown-passage"):
            source, _, name = citation.partition("#")
            at = ground.place(SOURCES, pointer_to(source, "passages", name), of_key=True)
            yield Diagnostic("check.unused-passage", at, {"citation": citation})


def unused_lists(ground: LintContext) -> Iterator[Diagnostic[PackLocation]]:
    """Find word lists that no rule looks for."""
    used = {operand.id for operand in _operands(ground.pack) if isinstance(operand, ListOperand)}
    for key in ground.pack.lists:
        if key not in used and not ground.doubt.uses(key, "rule.unknown-list"):
            at = ground.place(PACK, pointer_to("lists", key), of_key=True)
            yield Diagnostic("check.unused-list", at, {"list": key})


def unused_values(ground: LintContext) -> Iterator[Diagnostic[PackLocation]]:
    """Find computed values that no rule names, nor another value that a rule names."""
    named = (path.value for rule in ground.pack.rules for each in rule.conditions() for path in paths(each))
    used = {one.name for value in named if value is not None for one in values_behind(value)}
    for key in ground.pack.values:
        if key not in used and not ground.doubt.uses(f"derived.{key}", "rule.unknown-derived"):
            at = ground.place(VALUES, pointer_to(key), of_key=True)
            yield Diagnostic("check.unused-value", at, {"value": f"derived.{key}"})


def unread_fields(ground: LintContext) -> Iterator[Diagnostic[PackLocation]]:
    """Find fields that no rule reads and that are not said to be for people, and those said to be that a rule reads.

    Of a part of the application that is unreadable as a whole, only the part is told.
    """
    read = frozenset(path for rule in ground.pack.rules for path in fields_read(rule.conditions()))
    shown = frozenset(path.field for rule in ground.pack.rules if rule.judge for path in rule.judge.evidence)
    at = ground.place(PACK, "/read_by_people", of_key=True)
    told: set[str] = set()
    for path in filter(None, ground.fields):
        known = _within(path, {*shown, *ground.pack.read_by_people, *told}) or _leads_to(path, {*read, *shown})
        # Below a part that people read, nothing else need be known of the part itself.
        if not known and not _leads_to(path, ground.pack.read_by_people) and not ground.doubt.reads(path):
            told.add(path)
            yield Diagnostic("check.unreadable-field", at, {"path": path})
    for index, path in enumerate(ground.pack.read_by_people):
        if _leads_to(path, {*read, *shown}):
            yield Diagnostic("check.field-is-read", ground.place(PACK, f"/read_by_people/{index}"), {"path": path})


def _operands(pack: Pack) -> Iterator[Operand]:
    for rule in pack.rules:
        yield from (leaf.operand for leaf in rule.leaves())


def _named_in_texts(rule: Rule) -> Iterator[str]:
    for text in rule.texts():
        for said in text.values():
            yield from PLACEHOLDER.findall(said)


def _within(path: str, parts: Iterable[str]) -> bool:
    return any(path == part or path.startswith(f"{part}.") for part in parts)


def _leads_to(path: str, below: Iterable[str]) -> bool:
    return any(other == path or other.startswith(f"{path}.") for other in below)
