"""Lint of a rule pack: problems that do not prevent loading, found without an application."""

from collections.abc import Callable, Iterable, Iterator

from sociallan.analysis.lints import (
    conditions,
    dates,
    form,
    groups,
    languages,
    partners,
    questions,
    sources,
    tables,
    tests,
    texts,
    unused,
    words,
)
from sociallan.analysis.lints.lint_context import LintContext, lint_context
from sociallan.application.diagnostic import Diagnostic
from sociallan.application.form_check.shape import Shape
from sociallan.application.location import PackLocation
from sociallan.application.node_positions import pack_location
from sociallan.application.read import read
from sociallan.pack.faults import in_order
from sociallan.pack.load import PackDraft
from sociallan.pack.pack import Pack
from sociallan.pack.schema_check import SPECIMENS
from sociallan.rules.rule import Rule

_LINTS: tuple[Callable[[LintContext], Iterator[Diagnostic[PackLocation]]], ...] = (
    conditions.outside_bounds,
    conditions.shares_for_percent,
    conditions.prose_in_when,
    conditions.each_without_count,
    dates.repeated_rules,
    dates.overlaps,
    dates.breaks,
    dates.params_out_of_order,
    dates.params_without_value,
    dates.params_without_rule,
    groups.groups_without_requirements,
    groups.empty_groups,
    groups.groups_left_out,
    groups.groups_named_twice,
    languages.wrong_languages,
    partners.missing_partners,
    questions.repeated_questions,
    questions.idle_sharpening,
    sources.future_sources,
    sources.younger_sources,
    sources.requirements_without_basis,
    sources.unstated_requirements,
    form.repeated_labels,
    form.misfit_examples,
    tables.unnamed_tables,
    tests.repeated_tests,
    tests.tests_outside_days,
    tests.idle_changes,
    tests.misshapen_values,
    tests.unexplained_tests,
    tests.untranslated_names,
    texts.unfinished_texts,
    texts.differing_placeholders,
    texts.typed_figures,
    texts.unknown_fields_in_texts,
    unused.unused_params,
    unused.unused_passages,
    unused.unused_lists,
    unused.unused_tables,
    unused.unused_values,
    unused.unused_specimens,
    unused.unread_fields,
    words.superfluous_words,
    words.repeated_marks,
    words.other_words,
)
"""All lints; the codes of their diagnostics begin with ``check.``."""


def lint(draft: PackDraft, shape: Shape, today: str) -> tuple[Diagnostic[PackLocation], ...]:
    """Return the faults of a pack and the diagnostics of all lints on a day (``YYYY-MM-DD``), in order of location.

    Invalid rules are not linted, and names that they may use are not reported as unused.
    """
    found = [*draft.faults, *_of_specimens(draft, shape)]
    if draft.pack is not None:
        context = lint_context(draft.pack, draft, shape.fields, today)
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
