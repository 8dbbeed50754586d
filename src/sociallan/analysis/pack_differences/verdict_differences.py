"""Search for applications that two packs judge differently as a whole, by each kind of change."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from sociallan.analysis.pack_differences.application_variants import (
    Specimens,
    differing_fields,
    variant,
    with_case,
    with_field,
    with_word,
)
from sociallan.analysis.pack_differences.difference import (
    ApplicationVariant,
    Cause,
    PackResult,
    RuleDifference,
    VerdictDifference,
)
from sociallan.analysis.pack_differences.side import Side
from sociallan.analysis.reachability import size
from sociallan.pack.specimens import application
from sociallan.rules.rule import Rule
from sociallan.screening.report import Verdict

_Key = tuple[Cause, str, Verdict, Verdict]


class _Candidate(NamedTuple):
    cause: Cause
    part: str
    variant: ApplicationVariant
    day: str


def verdict_differences(
    before: Side, after: Side, rules: Iterable[RuleDifference], logic: Iterable[str], days: tuple[str, ...]
) -> tuple[VerdictDifference, ...]:
    """Return the smallest application found for each cause and each pair of different verdicts.

    Where a change outside the rules changes results of rules and no verdict, an application that shows that.
    """
    search = _Search(before, after, days)
    for candidate in search.candidates(tuple(rules), frozenset(logic)):
        search.screen(candidate)
    return search.found()


class _Search:
    def __init__(self, before: Side, after: Side, days: tuple[str, ...]) -> None:
        self._before = before
        self._after = after
        self._days = days
        self._specimens: Specimens = {**before.pack.specimens, **after.pack.specimens}
        self._fields = {**before.pack.form.fields, **after.pack.form.fields}
        self._found: dict[_Key, VerdictDifference] = {}

    def found(self) -> tuple[VerdictDifference, ...]:
        """Return the results: the smallest application of each key, first those of rules."""
        causes = [*Cause]
        verdict_changes = {(cause, part) for cause, part, old, new in self._found if old is not new}
        kept = [
            found
            for (cause, part, old, new), found in self._found.items()
            if old is not new or (cause is not Cause.RULES and (cause, part) not in verdict_changes)
        ]
        kept.sort(key=lambda each: (causes.index(each.cause), each.part, each.before.verdict.rank))
        return tuple(map(self._smaller, kept))

    def candidates(self, rules: tuple[RuleDifference, ...], logic: frozenset[str]) -> Iterator[_Candidate]:
        """Yield applications in which the packs may differ: by rules, the verdict, placeholders and the form."""
        for rule in rules:
            both = [each for each in (rule.old, rule.new) if each is not None]
            for outcome in rule.outcomes:
                for made in with_case(outcome.case.value, both, self._specimens, self._fields):
                    yield _Candidate(Cause.RULES, "", made, outcome.case.day)
        changed = {rule.id for rule in rules if rule.changes_logic}
        for tested in (*self._after.rules.values(), *self._before.rules.values()):
            if tested.id in changed or "verdict" in logic:
                cause = Cause.RULES if tested.id in changed else Cause.VERDICT
                yield from (_Candidate(cause, "", made, day) for made, day in self._of_tests(tested))
        if "placeholders" in logic:
            for word in sorted({*self._before.pack.gaps} ^ {*self._after.pack.gaps}):
                for made in with_word(word, self._specimens):
                    if self._shows_verdicts(Cause.PLACEHOLDERS, word):
                        break
                    yield from (_Candidate(Cause.PLACEHOLDERS, word, made, day) for day in self._ends)
        if "form" in logic:
            for path, old, new in differing_fields(self._before.pack.form.fields, self._after.pack.form.fields):
                for made in with_field(path, old, new, self._specimens, self._fields):
                    yield from (_Candidate(Cause.FORM, path, made, day) for day in self._ends)

    def _shows_verdicts(self, cause: Cause, part: str) -> bool:
        """Return whether an application is found that is valid on both sides and gets different verdicts."""
        pairs = ((old, new) for of, name, old, new in self._found if (of, name) == (cause, part))
        return any(old is not new and Verdict.INVALID not in (old, new) for old, new in pairs)

    def screen(self, candidate: _Candidate) -> None:
        """Screen an application with both sides, and keep it if it is the smallest that shows a difference."""
        before, after = self._results(candidate.variant.value, candidate.day)
        if before == after:
            return
        found = VerdictDifference(candidate.cause, candidate.part, before, after, candidate.variant, candidate.day)
        if candidate.cause is Cause.VERDICT and found.rules:
            # What rules change is found by their own applications.
            return
        key = (candidate.cause, candidate.part, before.verdict, after.verdict)
        known = self._found.get(key)
        if known is None or (candidate.day, _weight(candidate.variant)) < (known.day, _weight(known.variant)):
            self._found[key] = found

    def _results(self, value: Mapping[str, Any], day: str) -> tuple[PackResult, PackResult]:
        return self._before.screened(value, day), self._after.screened(value, day)

    @property
    def _ends(self) -> tuple[str, ...]:
        """The first and the last of the days: a rule may be in force on one of them only."""
        return tuple(dict.fromkeys((self._days[0], self._days[-1])))

    def _of_tests(self, rule: Rule) -> Iterator[tuple[ApplicationVariant, str]]:
        """Yield the application of each test of a rule, with a day among those to compare."""
        specimen, gaps = self._specimens.get(rule.specimen, {}), self._after.pack.gaps
        for test in rule.tests:
            value = self._after.pack.answers.answered(application(specimen, test, gaps))
            change = {**test.change, **dict.fromkeys(test.remove)}
            # A removed item moves those behind it, which no change of values says.
            is_change = variant(rule.specimen, specimen, change).value == value
            made = ApplicationVariant(value, rule.specimen, change) if is_change else ApplicationVariant(value)
            wanted = test.as_of or rule.valid_from
            yield made, max((day for day in self._days if day <= wanted), default=self._days[0])

    def _smaller(self, found: VerdictDifference) -> VerdictDifference:
        """Return the difference without changes of the specimen that it does without."""
        specimen = self._specimens.get(found.variant.specimen)
        if specimen is None:
            return found
        for path in found.variant.change:
            rest = {name: value for name, value in found.variant.change.items() if name != path}
            made = variant(found.variant.specimen, specimen, rest)
            before, after = self._results(made.value, found.day)
            if (before.verdict, after.verdict) == (found.before.verdict, found.after.verdict) and before != after:
                found = found._replace(before=before, after=after, variant=made)
        return found


def _weight(made: ApplicationVariant) -> tuple[bool, int, int]:
    """Return a sort key by what is shown of an application: the changes of its specimen, or the whole."""
    return size(made.change) if made.specimen else size(made.value)
