"""Tests made ready to be put into a rule: what of the specimen to change to come to a small application."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from sociallan.analysis.dependencies import FREE_TEXT_FIELD, fields_read
from sociallan.analysis.rule_tests import RuleTester
from sociallan.analysis.trial import Example, without_indices
from sociallan.application.field import Catalogue, FieldKind
from sociallan.pack.pack import Pack
from sociallan.rules.rule import Rule, RuleTest
from sociallan.rules.truth import OutcomeKind

Shows = Callable[[RuleTest], bool]
"""Whether a test shows what it is to show."""


class TestMaker:
    """Makes tests for the rules of one pack."""

    def __init__(self, pack: Pack, fields: Catalogue) -> None:
        self._pack = pack
        self._fields = fields
        self._tester = RuleTester(pack)

    def made(self, rule: Rule, case: Example, expect: OutcomeKind, shows: Shows) -> RuleTest | None:
        """Make a test of a case, with no change that it can do without; ``None`` where it does not show it.

        It has no name yet: that is for who words it.
        """
        specimen = self._pack.specimens[rule.specimen]
        change, remove = self._differences(rule, specimen, case.value)
        bare = RuleTest("", change, remove, None, expect, None, rule.at)
        test = next((test for test in (bare, replace(bare, as_of=case.day)) if shows(test)), None)
        if test is None:
            return None
        for path in change:
            shorter = replace(test, change={name: value for name, value in test.change.items() if name != path})
            test = shorter if shows(shorter) else test
        for path in remove:
            shorter = replace(test, remove=tuple(name for name in test.remove if name != path))
            test = shorter if shows(shorter) else test
        tried = self._tester.run(rule, test)
        because = sorted(map(without_indices, tried.fields or tried.evidence))
        return replace(test, because=tuple(dict.fromkeys(because)) or None)

    def _differences(
        self, rule: Rule, specimen: Mapping[str, Any], case: Mapping[str, Any]
    ) -> tuple[Mapping[str, Any], tuple[str, ...]]:
        """Return what to change in a specimen, and what to remove, so that a rule sees what it sees in a case."""
        of_all_texts = () if _at(case, FREE_TEXT_FIELD) is None else (FREE_TEXT_FIELD,)
        read = (*fields_read(rule.conditions()), *of_all_texts)
        whole = tuple(dict.fromkeys(map(self._whole, read)))
        pairs = [(path, _at(specimen, path), _at(case, path)) for path in whole]
        change = {path: wanted for path, found, wanted in pairs if wanted is not None and wanted != found}
        return change, tuple(path for path, found, wanted in pairs if wanted is None and found is not None)

    def _whole(self, path: str) -> str:
        """Return the outermost list that a field stands in, or the field itself: what a test changes as a whole."""
        steps = path.split(".")
        above = (".".join(steps[:count]) for count in range(1, len(steps)))
        return next((prefix for prefix in above if self._fields[prefix].kind is FieldKind.LIST), path)


def _at(value: Any, path: str) -> Any:
    for step in path.split("."):
        value = value.get(step) if value is not None else None
    return value
