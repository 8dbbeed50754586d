"""Lint of the form: labels that two fields share, and examples that their own fields do not take."""

from collections.abc import Iterator
from typing import Any

from sociallan.analysis.lints.lint_context import LintContext
from sociallan.analysis.rule_tests import unchecked
from sociallan.application.diagnostic import Diagnostic
from sociallan.application.document import pointer_to
from sociallan.application.field import Catalogue, FieldKind
from sociallan.application.form_check.shape import Shape
from sociallan.application.location import PackLocation
from sociallan.pack.form import form_pointer
from sociallan.pack.schema_check import FORM


def repeated_labels(context: LintContext) -> Iterator[Diagnostic[PackLocation]]:
    """Report fields with the label of an earlier one: reports name a field by its label alone."""
    first: dict[tuple[str, str], str] = {}
    for path, field in context.fields.items():
        shared = [
            lang
            for lang, label in field.title.items()
            if path and first.setdefault((lang, label.casefold()), path) != path
        ]
        for lang in shared:
            at = context.place(FORM, form_pointer(path, context.fields) + pointer_to("label", lang))
            label = field.title[lang]
            yield Diagnostic("check.label-taken", at, {"label": label, "path": first[lang, label.casefold()]})


def misfit_examples(context: LintContext) -> Iterator[Diagnostic[PackLocation]]:
    """Report examples that their own fields do not take, since applicants copy them."""
    shape = Shape(context.pack.form)
    for path, field in context.fields.items():
        documents = (unchecked(_application(path, each, context.fields)) for each in (field.example or {}).values())
        fault = next((fault for document in documents for fault in shape.check(document).findings), None)
        if fault is not None:
            at = context.place(FORM, form_pointer(path, context.fields) + pointer_to("example"))
            yield Diagnostic(fault.code, at, fault.parameters, fault.suggestion, fault.pointer)


def _application(path: str, value: Any, fields: Catalogue) -> Any:
    """Return an application that states one field alone."""
    while path:
        parent, _, name = path.rpartition(".")
        value = {name: value}
        if parent and fields[parent].kind is FieldKind.LIST:
            value = [value]
        path = parent
    return value
