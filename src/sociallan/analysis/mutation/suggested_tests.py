"""Suggested tests for a rule: minimal changes of its specimen that reproduce a case."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from sociallan.analysis.dependencies import fields_read, free_text_field
from sociallan.analysis.results import Example, without_indices
from sociallan.analysis.rule_tests import RuleTester
from sociallan.application.field import Catalogue, outermost
from sociallan.application.walking import value_at
from sociallan.pack.pack import Pack
from sociallan.rules.condition import Condition
from sociallan.rules.rule import Rule, RuleTest
from sociallan.rules.truth import OutcomeKind

Reproduces = Callable[[RuleTest], bool]
"""Whether a test reproduces the case."""


MAX_CASES = 12
"""Maximum number of cases, the smallest first, to make a test from."""


class TestMaker:
    """Maker of suggested tests for the rules of one pack."""

    def __init__(self, pack: Pack, fields: Catalogue) -> None:
        self._pack = pack
        self._fields = fields
        self._tester = RuleTester(pack)

    def make(
        self, rule: Rule, case: Example, expect: OutcomeKind, reproduces: Reproduces, changed: Rule | None = None
    ) -> RuleTest | None:
        """Return a minimal test that reproduces a case, ``None`` if it does not reproduce.

        Its name is empty: the caller names it in the user's language. ``changed`` is a mutant of the rule that reads
        other fields.
        """
        specimen = self._pack.specimens[rule.specimen]
        conditions = [condition for each in (rule, changed or rule) for condition in each.conditions()]
        change, remove = self._differences(conditions, specimen, case.value)
        undated = RuleTest({}, change, remove, None, expect, None, rule.at)
        test = next((test for test in (undated, undated._replace(as_of=case.day)) if reproduces(test)), None)
        if test is None:
            return None
        for path in change:
            shorter = test._replace(change={name: value for name, value in test.change.items() if name != path})
            test = shorter if reproduces(shorter) else test
        for path in remove:
            shorter = test._replace(remove=tuple(name for name in test.remove if name != path))
            test = shorter if reproduces(shorter) else test
        result = self._tester.run(rule, test)
        because = sorted(map(without_indices, result.fields or result.evidence))
        return test._replace(because=tuple(dict.fromkeys(because)) or None)

    def _differences(
        self, conditions: Iterable[Condition], specimen: Mapping[str, Any], case: Mapping[str, Any]
    ) -> tuple[Mapping[str, Any], tuple[str, ...]]:
        """Return the changes and removals that give the fields that conditions read their values in a case."""
        read = [*fields_read(conditions)]
        stand_in = free_text_field(self._fields)
        if stand_in is not None and value_at(case, stand_in.split(".")) is not None:
            read.append(stand_in)
        # Tests replace lists as a whole.
        changeable = tuple(dict.fromkeys(outermost(path, self._fields) for path in read))
        pairs = [(path, value_at(specimen, path.split(".")), value_at(case, path.split("."))) for path in changeable]
        change = {path: wanted for path, found, wanted in pairs if wanted is not None and wanted != found}
        return change, tuple(path for path, found, wanted in pairs if wanted is None and found is not None)
