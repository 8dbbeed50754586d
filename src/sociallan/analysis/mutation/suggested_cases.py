"""Suggested cases for a pack: applications whose results differ between a changed pack and the original."""

from collections.abc import Iterator, Mapping
from itertools import product
from typing import Any

from sociallan.analysis.case import CaseRun, CaseSection, Received
from sociallan.analysis.mutation.case_book import CaseBook
from sociallan.analysis.mutation.pack_mutant import PackMutant, PackPart, SuggestedCase
from sociallan.analysis.mutation.pack_variant import PackVariant
from sociallan.application.field import FieldKind, first_place
from sociallan.pack.pack import Pack
from sociallan.pack.specimens import changed as with_changes
from sociallan.pack.specimens import stated_changes
from sociallan.rules.rule import RuleTest
from sociallan.rules.truth import OutcomeKind
from sociallan.screening.report import Verdict

_Start = Mapping[str, Any]
"""The keys of a case that make its application: specimen, change, remove and as_of."""


class CaseMaker:
    """Maker of suggested cases, from the tests of the rules and from the specimens."""

    def __init__(self, pack: Pack, book: CaseBook) -> None:
        self._pack = pack
        self._book = book

    def case(self, mutant: PackMutant, changed: PackVariant) -> SuggestedCase | None:
        """Return a case that the original passes and a changed pack fails, ``None`` if none was found."""
        for start in self._starts(mutant):
            content = self._content(start, changed)
            if content is not None:
                return SuggestedCase(content)
        return None

    def _content(self, start: _Start, changed: PackVariant) -> Mapping[str, Any] | None:
        run = CaseRun(with_changes(self._pack.specimens[start["specimen"]], stated_changes(start)), start.get("as_of"))
        if run.as_of is None and self._pack.date_of(run.value) is None:
            return None
        before, after = self._book.received(run, self._book.original), self._book.received(run, changed)
        if before == after:
            return None
        stated = [section for section in CaseSection if before.rules[section] != after.rules[section]]
        return {**start, **_expected(before, after, stated)}

    def _starts(self, mutant: PackMutant) -> Iterator[_Start]:
        specimens = self._pack.specimens
        if mutant.part is PackPart.CHOICE:
            choice = mutant.before or mutant.after
            for name in specimens:
                path = first_place(mutant.subject, self._pack.form.fields)
                yield {"specimen": name, "change": {path: self._of_list(mutant.subject, choice)}}
            return
        if mutant.part is PackPart.PLACEHOLDER:
            fields = [path for path, field in self._pack.form.fields.items() if field.kind is FieldKind.TEXT]
            for name, path in product(specimens, fields if mutant.before is not None else ()):
                if not self._pack.form.fields[path].values:
                    yield {"specimen": name, "change": {first_place(path, self._pack.form.fields): mutant.before}}
        if mutant.part in (PackPart.VERDICT, PackPart.PLACEHOLDER, PackPart.LEVEL, PackPart.GROUP, PackPart.DAY):
            yield from self._from_tests(mutant, mutant.days())

    def _from_tests(self, mutant: PackMutant, days: tuple[str, ...]) -> Iterator[_Start]:
        for rule in self._pack.rules:
            if mutant.subject not in (rule.id, "", "placeholders", "unknown"):
                continue
            for test in sorted(rule.tests, key=lambda test: test.expect is OutcomeKind.MET):
                for day in days or (test.as_of,):
                    yield _start(rule.specimen, test, day)

    def _of_list(self, path: str, choice: str) -> Any:
        return [choice] if self._pack.form.fields[path].kind is FieldKind.LIST else choice


def _start(specimen: str, test: RuleTest, day: str | None) -> _Start:
    start = {"specimen": specimen, "change": dict(test.change), "remove": list(test.remove), "as_of": day}
    return {key: part for key, part in start.items() if part}


def _expected(before: Received, after: Received, stated: list[CaseSection]) -> Mapping[str, Any]:
    """Return the keys of a case that state what an application gets, where it would get something else."""
    found: dict[str, Any] = {"verdict": str(before.verdict)}
    for section in CaseSection:
        rules = before.rules[section]
        if section in stated or (section is CaseSection.DECIDED_BY and rules):
            groups = dict.fromkeys(group for group, _ in (*sorted(rules), *sorted(after.rules[section])))
            found[section] = {group: sorted(name for other, name in rules if other == group) for group in groups}
    if before.verdict is Verdict.INVALID:
        found["faults"] = sorted(before.faults)
    return found
