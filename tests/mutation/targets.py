"""The modules that are mutated, each with the tests that must notice: its own, and the fast laws that guard it."""

import hashlib
from pathlib import Path
from typing import NamedTuple

PACKAGE = Path("src/sociallan")


class Target(NamedTuple):
    """A module below the package, and the test files that are run against each of its mutants."""

    module: str
    tests: tuple[str, ...]

    @property
    def source(self) -> Path:
        """Return the module's path in a checkout."""
        return PACKAGE / self.module

    @property
    def name(self) -> str:
        """Return the name by which the module is imported."""
        return ".".join((PACKAGE.name, *Path(self.module).with_suffix("").parts))


_CLOSURES = ("rules/evaluation/test_explain.py", "rules/evaluation/test_compile_equals_explain.py")
_GENERATED = ("rules/evaluation/test_generated_source.py", "rules/evaluation/test_generated_rules.py")
_DERIVED = (
    "rules/evaluation/test_derived.py",
    "rules/evaluation/test_values_behind.py",
    "rules/test_operations.py",
)
_FORM_FAULTS = (
    "application/form_check/test_form_fault.py",
    "application/form_check/test_shape.py",
    "application/workbook/test_read.py",
)
_OPERATORS = ("rules/test_operators.py", "rules/test_operations.py")
_PLANS = ("rules/smallest_change/test_plans.py", "rules/smallest_change/test_leaf_plans.py")
_VERIFICATION = ("rules/smallest_change/test_verification.py", "rules/smallest_change/test_moved_values.py")
_SEARCH = (
    "rules/smallest_change/test_edit_search.py",
    "rules/smallest_change/test_edits.py",
    "rules/smallest_change/test_edit_changes.py",
)
_PROSE = ("rules/prose/test_prose.py", "rules/prose/test_noise.py", "rules/test_doubts.py")

DECIDING = (
    # The longest first, so that the sessions that run side by side end at about the same time.
    Target("rules/smallest_change/leaf_plans.py", ("rules/smallest_change/test_leaf_plans.py", *_SEARCH)),
    Target("rules/smallest_change/verification.py", _VERIFICATION),
    Target("rules/smallest_change/edits.py", _SEARCH),
    Target("rules/smallest_change/plans.py", _PLANS),
    Target("rules/smallest_change/trial_values.py", ("rules/smallest_change/test_trial_values.py",)),
    Target("rules/evaluation/sides.py", ("rules/evaluation/test_sides.py",)),
    Target("application/form_check/shape.py", ("application/form_check/test_shape.py",)),
    Target("application/form_check/form_fault.py", _FORM_FAULTS),
    Target(
        "application/form_check/choices_in_text.py", ("application/form_check/test_choices_in_text.py", *_FORM_FAULTS)
    ),
    Target("rules/operators.py", _OPERATORS),
    Target("rules/predicates.py", _OPERATORS),
    Target("rules/operations.py", ("rules/test_operations.py",)),
    Target("rules/evaluation/comparison.py", (*_OPERATORS, "rules/evaluation/test_compile_equals_explain.py")),
    Target("rules/evaluation/compile.py", (*_CLOSURES, "rules/evaluation/test_semi_join.py")),
    Target("rules/evaluation/leaf_closures.py", _CLOSURES),
    Target("rules/evaluation/derived.py", _DERIVED),
    Target("rules/evaluation/generate.py", (*_GENERATED, "rules/evaluation/test_compile_equals_explain.py")),
    Target("rules/evaluation/generated_source.py", _GENERATED),
    Target("rules/evaluation/generated_rules.py", _GENERATED),
    Target("rules/evaluation/period_decider.py", _GENERATED),
    Target("rules/evaluation/semi_join.py", ("rules/evaluation/test_semi_join.py",)),
    Target("rules/evaluation/linked_items.py", ("rules/evaluation/test_linked_items.py",)),
    Target("rules/evaluation/scope.py", _CLOSURES),
    Target("rules/evaluation/asking.py", ("rules/evaluation/test_asking.py",)),
    Target("rules/evaluation/truth_tables.py", ("rules/evaluation/test_truth_tables.py",)),
    Target("screening/totals.py", ("screening/test_totals.py",)),
    Target("screening/verdict.py", ("screening/test_verdict.py",)),
    Target(
        "screening/explained_outcome.py", ("screening/test_explained_outcome.py", "rules/evaluation/test_explain.py")
    ),
    Target("rules/decision.py", ("rules/test_decision.py",)),
    Target("rules/evaluation/explain.py", ("rules/evaluation/test_explain.py",)),
    Target("rules/evaluation/reasons.py", ("rules/evaluation/test_reasons.py", "rules/evaluation/test_explain.py")),
    Target("rules/outcome.py", ("rules/test_outcome.py", "rules/evaluation/test_explain.py")),
    Target("rules/evaluation/compiled_rule.py", ("rules/evaluation/test_compiled_rule.py",)),
    Target("rules/truth.py", ("rules/test_truth.py",)),
    Target("rules/exact.py", ("rules/test_exact.py",)),
    Target("rules/candidates.py", ("rules/test_candidates.py",)),
    Target("rules/boundaries.py", ("rules/test_boundaries.py",)),
    Target("rules/evaluation/bindings.py", ("rules/evaluation/test_bindings.py",)),
    Target("rules/smallest_change/limit_search.py", ("rules/smallest_change/test_limit_search.py",)),
    Target("rules/smallest_change/witnesses.py", ("rules/smallest_change/test_witnesses.py",)),
    Target("application/form_check/canonical.py", ("application/form_check/test_canonical.py",)),
    Target("application/form_check/unanswered.py", ("application/form_check/test_unanswered.py",)),
    Target("application/form_check/withheld.py", ("application/form_check/test_withheld.py",)),
    Target("application/form_check/links.py", ("application/form_check/test_links.py",)),
    Target("application/form_check/label_keys.py", ("application/form_check/test_label_keys.py",)),
    Target("application/form_check/string_formats.py", ("application/form_check/test_string_formats.py",)),
    Target("application/form_check/schema_errors.py", ("application/form_check/test_schema_errors.py",)),
    Target("application/form_check/referred_items.py", ("application/form_check/test_referred_items.py",)),
    Target("rules/evaluation/shared_outcomes.py", ("rules/evaluation/test_shared_outcomes.py",)),
)
"""What the form says, what a rule comes to, the verdict, the smallest changes and the totals."""

BESIDE = (
    Target("rules/prose/prose.py", _PROSE),
    Target("rules/prose/counted_numbers.py", ("rules/prose/test_counted_numbers.py",)),
    Target("rules/prose/other_figures.py", ("rules/prose/test_other_figures.py",)),
    Target("rules/prose/answers.py", ("rules/prose/test_answers.py",)),
    Target("rules/operand_reader.py", ("rules/test_operand_reader.py",)),
    Target("rules/doubts.py", ("rules/test_doubts.py",)),
    Target("rules/prose/noise.py", ("rules/prose/test_noise.py",)),
    Target("rules/prose/phrases.py", ("rules/prose/test_phrases.py",)),
    Target("rules/prose/phrase_patterns.py", ("rules/prose/test_phrase_patterns.py",)),
    Target("rules/prose/word_search.py", ("rules/prose/test_word_search.py",)),
    Target("rules/prose/identified.py", ("rules/prose/test_identified.py",)),
    Target("rules/names_in_text.py", ("rules/test_names_in_text.py",)),
    Target("rules/quotes.py", ("rules/test_quotes.py",)),
    Target("rules/operand_fit.py", ("rules/test_operand_reader.py",)),
    Target("rules/rows.py", ("rules/test_rows.py",)),
    Target("rules/condition.py", ("rules/test_condition.py",)),
    Target("rules/rule.py", ("rules/test_rule.py",)),
    Target("rules/rewriting.py", ("rules/test_rewriting.py",)),
    Target("rules/normalise.py", ("rules/test_normalise.py",)),
    Target("rules/parse.py", ("rules/test_parse.py",)),
    # Notations that are read as values. Noise in texts is told by measures that were taken on lists, and `make verdict`
    # takes them again: here a test holds each of its limits.
    Target("application/notation/suggestions.py", ("application/notation/test_suggestions.py",)),
    Target("application/notation/written_dates.py", ("application/notation/test_written_dates.py",)),
    Target("application/workbook/cell_values.py", ("application/workbook/test_read.py",)),
    Target("application/dates.py", ("application/test_dates.py",)),
    Target("application/personal_data/identifiers.py", ("application/personal_data/test_identifiers.py",)),
    Target("application/personal_data/spelt_identifiers.py", ("application/personal_data/test_identifiers.py",)),
    Target("application/personal_data/check_digits.py", ("application/personal_data/test_check_digits.py",)),
    # Beside the verdict: what is told once, again, as mended, or not at all.
    Target("screening/reading.py", ("screening/test_reading.py",)),
    Target("screening/fixes.py", ("screening/test_fixes.py",)),
    Target("screening/against.py", ("screening/test_against.py",)),
    Target("screening/since.py", ("screening/test_against.py",)),
    Target("screening/causes.py", ("screening/test_causes.py",)),
    Target("screening/repeats.py", ("screening/test_repeats.py",)),
    Target("screening/waivers.py", ("screening/test_waivers.py",)),
    Target("screening/basis_counts.py", ("screening/test_basis_counts.py",)),
    Target("screening/repeated_figures.py", ("screening/test_repeated_figures.py",)),
    Target("pack/calendar.py", ("pack/test_calendar.py",)),
)
"""What is read in texts and notations, how rules are read, and what is told beside the verdict."""

TARGETS = (*DECIDING, *BESIDE)


DECISIVE = (
    "sampling.py",
    "mutation/operators.py",
    "mutation/own_operators.py",
    "mutation/runner.py",
    "mutation/session.py",
)
"""What decides every session."""


def digest(root: Path, target: Target) -> str:
    """Return a digest of what decides a session: the module, its tests, and how mutants are made and tried."""
    files = [target.source, *(Path("tests") / test for test in target.tests)]
    files += [Path("tests") / name for name in DECISIVE]
    joined = b"\0".join((root / file).read_bytes() for file in files)
    return hashlib.sha256(joined).hexdigest()[:12]
