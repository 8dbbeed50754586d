"""Lint of unused parts: parts of a pack and fields of the application that no rule uses."""

from collections.abc import Iterable, Iterator

from sociallan.analysis.dependencies import fields_read
from sociallan.analysis.lint_context import LintContext
from sociallan.application.diagnostic import Diagnostic
from sociallan.application.document import pointer_to
from sociallan.application.location import PackLocation
from sociallan.pack.pack import Pack
from sociallan.pack.schema_check import PACK, PARAMS, SOURCES, TABLES, VALUES
from sociallan.rules.condition import ListOperand, Operand, ParamOperand, TableOperand, paths, values_behind
from sociallan.rules.rule import PLACEHOLDER, Rule
from sociallan.rules.walking import strings


def unused_params(context: LintContext) -> Iterator[Diagnostic[PackLocation]]:
    """Report parameters that no rule compares with or names in a text."""
    used = {operand.id for operand in _operands(context.pack) if isinstance(operand, ParamOperand)}
    used |= {name for rule in context.pack.rules for name in _named_in_texts(rule)}
    for key in context.pack.params:
        if key not in used and not context.possibly_used.uses(key, "rule.unknown-param", "rule.unknown-placeholder"):
            at = context.place(PARAMS, pointer_to(key), of_key=True)
            yield Diagnostic("check.unused-param", at, {"param": key})


def unused_passages(context: LintContext) -> Iterator[Diagnostic[PackLocation]]:
    """Report passages that no rule, no parameter and not the pack itself cites."""
    used = {text for _, text in strings(context.documents[PACK].value)}
    used.update(citation for rule in context.pack.rules for citation in rule.cites)
    used.update(citation for param in context.pack.params.values() for citation in param.cites)
    used.update(row.source for table in context.pack.tables.values() for row in table.rows)
    for citation in context.pack.passages:
        if citation not in used and not context.possibly_used.uses(citation, "rule.unknown-passage"):
            source, _, name = citation.partition("#")
            at = context.place(SOURCES, pointer_to(source, "passages", name), of_key=True)
            yield Diagnostic("check.unused-passage", at, {"citation": citation})


def unused_lists(context: LintContext) -> Iterator[Diagnostic[PackLocation]]:
    """Report word lists that no rule searches for."""
    used = {operand.id for operand in _operands(context.pack) if isinstance(operand, ListOperand)}
    for key in context.pack.lists:
        if key not in used and not context.possibly_used.uses(key, "rule.unknown-list"):
            at = context.place(PACK, pointer_to("lists", key), of_key=True)
            yield Diagnostic("check.unused-list", at, {"list": key})


def unused_tables(context: LintContext) -> Iterator[Diagnostic[PackLocation]]:
    """Report tables that no rule looks values up in."""
    used = {operand.id for operand in _operands(context.pack) if isinstance(operand, TableOperand)}
    for key in context.pack.tables:
        if key not in used and not context.possibly_used.uses(key, "rule.unknown-table"):
            yield Diagnostic("check.unused-table", PackLocation(f"{TABLES}{key}.csv", 1, 1), {"table": key})


def unused_values(context: LintContext) -> Iterator[Diagnostic[PackLocation]]:
    """Report computed values that no rule uses, directly or by way of another value."""
    named = (path.value for rule in context.pack.rules for each in rule.conditions() for path in paths(each))
    used = {one.name for value in named if value is not None for one in values_behind(value)}
    for key in context.pack.values:
        if key not in used and not context.possibly_used.uses(f"derived.{key}", "rule.unknown-derived"):
            at = context.place(VALUES, pointer_to(key), of_key=True)
            yield Diagnostic("check.unused-value", at, {"value": f"derived.{key}"})


def unread_fields(context: LintContext) -> Iterator[Diagnostic[PackLocation]]:
    """Report fields that no rule reads and ``read_by_people`` does not list, and listed fields that a rule reads.

    If a whole part of the application is unread, only the part is reported.
    """
    read = frozenset(path for rule in context.pack.rules for path in fields_read(rule.conditions()))
    shown = frozenset(path.field for rule in context.pack.rules if rule.judge for path in rule.judge.evidence)
    at = context.place(PACK, "/read_by_people", of_key=True)
    reported: set[str] = set()
    for path in filter(None, context.fields):
        known = _within(path, {*shown, *context.pack.read_by_people, *reported}) or _is_around(path, {*read, *shown})
        # A part is read if people read something below it.
        if not known and not _is_around(path, context.pack.read_by_people) and not context.possibly_used.reads(path):
            reported.add(path)
            yield Diagnostic("check.unread-field", at, {"path": path})
    for index, path in enumerate(context.pack.read_by_people):
        if _is_around(path, {*read, *shown}):
            yield Diagnostic("check.field-is-read", context.place(PACK, f"/read_by_people/{index}"), {"path": path})


def _operands(pack: Pack) -> Iterator[Operand]:
    for rule in pack.rules:
        yield from (leaf.operand for leaf in rule.leaves())


def _named_in_texts(rule: Rule) -> Iterator[str]:
    for text in rule.texts():
        for wording in text.values():
            yield from PLACEHOLDER.findall(wording)


def _within(path: str, parts: Iterable[str]) -> bool:
    return any(path == part or path.startswith(f"{part}.") for part in parts)


def _is_around(path: str, below: Iterable[str]) -> bool:
    return any(other == path or other.startswith(f"{path}.") for other in below)
