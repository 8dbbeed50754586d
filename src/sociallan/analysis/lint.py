"""Lint of a rule pack: problems that do not prevent loading, found without an application."""

from collections.abc import Callable, Iterable, Iterator

from sociallan.analysis import (
    lint_conditions,
    lint_dates,
    lint_form,
    lint_groups,
    lint_languages,
    lint_partners,
    lint_questions,
    lint_sources,
    lint_tables,
    lint_tests,
    lint_texts,
    lint_unused,
    lint_words,
)
from sociallan.analysis.lint_context import LintContext, lint_context
from sociallan.application.diagnostic import Diagnostic
from sociallan.application.location import PackLocation
from sociallan.application.node_positions import pack_location
from sociallan.application.read import read
from sociallan.application.shape import Shape
from sociallan.pack.faults import in_order
from sociallan.pack.load import PackDraft
from sociallan.pack.pack import Pack
from sociallan.pack.schema_check import SPECIMENS
from sociallan.rules.rule import Rule

_LINTS: tuple[Callable[[LintContext], Iterator[Diagnostic[PackLocation]]], ...] = (
    lint_conditions.outside_bounds,
    lint_conditions.shares_for_percent,
    lint_conditions.prose_in_when,
    lint_conditions.each_without_count,
    lint_dates.repeated_rules,
    lint_dates.overlaps,
    lint_dates.breaks,
    lint_dates.params_out_of_order,
    lint_dates.params_without_value,
    lint_dates.params_without_rule,
    lint_groups.groups_without_requirements,
    lint_groups.empty_groups,
    lint_groups.groups_left_out,
    lint_groups.groups_named_twice,
    lint_languages.wrong_languages,
    lint_partners.missing_partners,
    lint_questions.repeated_questions,
    lint_questions.idle_sharpening,
    lint_sources.future_sources,
    lint_sources.younger_sources,
    lint_sources.requirements_without_basis,
    lint_sources.unstated_requirements,
    lint_form.repeated_labels,
    lint_form.misfit_examples,
    lint_tables.unnamed_tables,
    lint_tests.repeated_tests,
    lint_tests.tests_outside_days,
    lint_tests.idle_changes,
    lint_tests.misshapen_values,
    lint_tests.unexplained_tests,
    lint_tests.untranslated_names,
    lint_texts.unfinished_texts,
    lint_texts.differing_placeholders,
    lint_texts.typed_figures,
    lint_texts.unknown_fields_in_texts,
    lint_unused.unused_params,
    lint_unused.unused_passages,
    lint_unused.unused_lists,
    lint_unused.unused_tables,
    lint_unused.unused_values,
    lint_unused.unused_specimens,
    lint_unused.unread_fields,
    lint_words.superfluous_words,
    lint_words.repeated_marks,
    lint_words.other_words,
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
