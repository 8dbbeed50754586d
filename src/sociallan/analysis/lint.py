"""Lint of a rule pack: problems that do not prevent loading, found without an application."""

from collections.abc import Callable, Iterable, Iterator

from sociallan.analysis import lint_conditions, lint_dates, lint_unused
from sociallan.analysis.lint_context import LintContext, lint_context
from sociallan.application.diagnostic import Diagnostic
from sociallan.application.location import PackLocation
from sociallan.application.node_positions import pack_location
from sociallan.application.read import read
from sociallan.application.shape import Shape
from sociallan.pack.load import PackDraft, in_order
from sociallan.pack.pack import Pack
from sociallan.pack.rule_files import texts_of
from sociallan.pack.schema_check import SPECIMENS
from sociallan.rules.rule import PLACEHOLDER, Rule


def differing_placeholders(context: LintContext) -> Iterator[Diagnostic[PackLocation]]:
    """Report texts whose placeholders differ between the languages."""
    for rule in context.pack.rules:
        for pointer, text in texts_of(context.documents[rule.at.file].value):
            first, *others = text
            wanted = set(PLACEHOLDER.findall(text[first]))
            for lang in others:
                differing = sorted(wanted ^ set(PLACEHOLDER.findall(text[lang])))
                if differing:
                    names = ", ".join(f"{{{name}}}" for name in differing)
                    at = context.place(rule.at.file, f"{pointer}/{lang}", of_key=True)
                    yield Diagnostic("check.placeholders-differ", at, {"names": names})


_LINTS: tuple[Callable[[LintContext], Iterator[Diagnostic[PackLocation]]], ...] = (
    lint_conditions.outside_bounds,
    lint_conditions.prose_in_when,
    lint_conditions.each_without_count,
    lint_dates.repeated_rules,
    lint_dates.overlaps,
    lint_dates.breaks,
    lint_dates.groups_without_requirements,
    lint_dates.params_out_of_order,
    lint_dates.params_without_value,
    lint_unused.unused_params,
    lint_unused.unused_passages,
    lint_unused.unused_lists,
    lint_unused.unused_tables,
    lint_unused.unused_values,
    lint_unused.unread_fields,
    differing_placeholders,
)
"""All lints; the codes of their diagnostics begin with ``check.``."""


def lint(draft: PackDraft, shape: Shape) -> tuple[Diagnostic[PackLocation], ...]:
    """Return the faults of a pack and the diagnostics of all lints, in order of location.

    Invalid rules are not linted, and names that they may use are not reported as unused.
    """
    found = [*draft.faults, *_of_specimens(draft, shape)]
    if draft.pack is not None:
        context = lint_context(draft.pack, draft, shape.fields)
        found += [fault for check in _LINTS for fault in check(context)]
    return in_order(found)


def without_findings(pack: Pack, faults: Iterable[Diagnostic[PackLocation]]) -> tuple[Rule, ...]:
    """Return the rules without faults in their files."""
    files = {fault.place.file for fault in faults}
    return tuple(rule for rule in pack.rules if rule.at.file not in files)


def _of_specimens(draft: PackDraft, shape: Shape) -> Iterator[Diagnostic[PackLocation]]:
    """Yield the schema faults of the pack's specimens, which are checked as applications."""
    gaps = {} if draft.pack is None else draft.pack.gaps
    for name, document in draft.documents.items():
        if name.startswith(SPECIMENS) and document.readable:
            as_read = read(document.source, gaps=gaps)
            # The reader's findings are already among the draft's faults.
            for finding in shape.check(as_read).findings[len(as_read.findings) :]:
                at = pack_location(as_read, name, finding.pointer, of_key=True)
                yield Diagnostic(finding.code, at, finding.parameters, finding.suggestion, finding.pointer)
