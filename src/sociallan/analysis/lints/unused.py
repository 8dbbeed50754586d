"""Lint of unused parts: parts of a pack and fields of the application that no rule uses."""

from collections.abc import Iterator

from sociallan.analysis.dependencies import fields_read, operands, params_used
from sociallan.analysis.lints.lint_context import LintContext
from sociallan.application.diagnostic import Diagnostic
from sociallan.application.document import pointer_to
from sociallan.application.field import is_within
from sociallan.application.location import PackLocation
from sociallan.application.walking import texts
from sociallan.pack.form import form_pointer
from sociallan.pack.schema_check import FORM, PACK, PARAMS, SOURCES, SPECIMENS, TABLES, VALUES
from sociallan.rules.condition import ListOperand, TableOperand, paths, values_behind


def unused_params(context: LintContext) -> Iterator[Diagnostic[PackLocation]]:
    """Report parameters that no rule compares with or names in a text."""
    used = {name for rule in context.pack.rules for name in params_used(rule)}
    for key in context.pack.params:
        if key not in used and not context.possibly_used.uses(key, "rule.unknown-param", "rule.unknown-placeholder"):
            at = context.place(PARAMS, pointer_to(key), of_key=True)
            yield Diagnostic("check.unused-param", at, {"param": key})


def unused_passages(context: LintContext) -> Iterator[Diagnostic[PackLocation]]:
    """Report passages that no rule, no parameter and not the pack itself cites."""
    used = set(texts(context.documents[PACK].value))
    used.update(citation for rule in context.pack.rules for citation in rule.cites)
    used.update(citation for param in context.pack.params.values() for citation in param.cites)
    used.update(project.source for project in context.pack.precedents.projects)
    used.update(row.source for table in context.pack.tables.values() for row in table.rows)
    for citation in context.pack.passages:
        if citation not in used and not context.possibly_used.uses(citation, "rule.unknown-passage"):
            source, _, name = citation.partition("#")
            at = context.place(SOURCES, pointer_to(source, "passages", name), of_key=True)
            yield Diagnostic("check.unused-passage", at, {"citation": citation})


def unused_lists(context: LintContext) -> Iterator[Diagnostic[PackLocation]]:
    """Report word lists that no rule searches for."""
    used = {name for rule in context.pack.rules for name in operands(rule, ListOperand)}
    for key in context.pack.lists:
        if key not in used and not context.possibly_used.uses(key, "rule.unknown-list"):
            at = context.place(PACK, pointer_to("lists", key), of_key=True)
            yield Diagnostic("check.unused-list", at, {"list": key})


def unused_tables(context: LintContext) -> Iterator[Diagnostic[PackLocation]]:
    """Report tables that no rule looks values up in."""
    used = {name for rule in context.pack.rules for name in operands(rule, TableOperand)}
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


def unused_specimens(context: LintContext) -> Iterator[Diagnostic[PackLocation]]:
    """Report specimens that the tests of no rule start from."""
    used = {rule.specimen for rule in context.pack.rules}
    may_be_default = bool(context.possibly_used.names)
    for name in context.pack.specimens:
        possibly = context.possibly_used.uses(name, "rule.unknown-specimen")
        if name not in used and not possibly and not (name == context.pack.first_specimen and may_be_default):
            at = PackLocation(f"{SPECIMENS}{name}.yaml", 1, 1)
            yield Diagnostic("check.unused-specimen", at, {"specimen": name})


def unread_fields(context: LintContext) -> Iterator[Diagnostic[PackLocation]]:
    """Report fields that no rule reads or names as evidence, and that ``read_by_people`` does not list.

    A part of the application that is evidence as a whole does not name the fields in it. If a whole part is unread,
    only the part is reported.
    """
    rules = context.pack.rules
    named = {path for rule in rules for path in fields_read(rule.conditions())}
    named |= {path.field for rule in rules if rule.judge is not None for path in rule.judge.evidence}
    listed = context.pack.read_by_people
    reported: set[str] = set()
    for path, field in context.fields.items():
        if not path or any(is_within(path, part) for part in (*listed, *reported)) or context.possibly_used.reads(path):
            continue
        is_named = path in named if not field.children else any(is_within(name, path) for name in named)
        if not is_named and not any(is_within(part, path) for part in listed):
            reported.add(path)
            at = context.place(FORM, form_pointer(path, context.fields), of_key=True)
            yield Diagnostic("check.unread-field", at, {"path": path})
