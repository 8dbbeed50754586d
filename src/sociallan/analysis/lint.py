"""Lint of a rule pack: problems beyond faults that keep it from loading, found without any application."""

from collections.abc import Callable, Iterable, Iterator

from sociallan.analysis import lint_conditions, lint_dates, lint_texts, lint_unused
from sociallan.analysis.lint_context import LintContext, lint_context
from sociallan.application.diagnostic import Diagnostic
from sociallan.application.location import PackLocation
from sociallan.application.node_positions import pack_location
from sociallan.application.read import read
from sociallan.application.shape import Shape
from sociallan.pack.load import PackDraft, in_order
from sociallan.pack.pack import Pack
from sociallan.pack.schema_check import SPECIMENS
from sociallan.rules.rule import Rule

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
    lint_unused.unused_values,
    lint_unused.unread_fields,
    lint_texts.differing_placeholders,
)
"""Every lint; the codes of its faults begin with ``check.``."""


def lint(survey: PackDraft, shape: Shape) -> tuple[Diagnostic[PackLocation], ...]:
    """Return all that is wrong with a pack, in order of place: the faults that it was surveyed with, and what is found.

    A rule at fault is not looked into further, and nothing is called unused that it might have used.
    """
    found = [*survey.faults, *_of_specimens(survey, shape)]
    if survey.pack is not None:
        ground = lint_context(survey.pack, survey, shape.fields)
        found += [fault for look in _LINTS for fault in look(ground)]
    return in_order(found)


def without_findings(pack: Pack, faults: Iterable[Diagnostic[PackLocation]]) -> tuple[Rule, ...]:
    """Return the rules in whose files nothing was found."""
    files = {fault.place.file for fault in faults}
    return tuple(rule for rule in pack.rules if rule.at.file not in files)


def _of_specimens(survey: PackDraft, shape: Shape) -> Iterator[Diagnostic[PackLocation]]:
    """Yield the faults of form of the pack's specimens, read as applications are."""
    gaps = {} if survey.pack is None else survey.pack.gaps
    for name, document in survey.documents.items():
        if name.startswith(SPECIMENS) and document.readable:
            as_read = read(document.source, gaps=gaps)
            # What the reader said stands among the survey's faults already.
            for finding in shape.check(as_read).findings[len(as_read.findings) :]:
                at = pack_location(as_read, name, finding.pointer, of_key=True)
                yield Diagnostic(finding.code, at, finding.parameters, finding.suggestion, finding.pointer)
