"""Suggested tests and cases, each once, with all mutants that it notices."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from sociallan.analysis.mutation.pack_mutant import SuggestedCase
from sociallan.report.words import Words
from sociallan.report.yaml_flow import flow
from sociallan.rules.rule import RuleTest


class Suggestion(NamedTuple):
    """A test to add to the rule with an id, or a case to add to the pack, whose ``rule`` is empty."""

    rule: str
    content: RuleTest | SuggestedCase


class Unnoticed(NamedTuple):
    """A mutant that nothing notices: its place and its change, as displayed, and what would notice it, if known."""

    place: str
    change: str
    suggestion: Suggestion | None


def grouped(unnoticed: Iterable[Unnoticed]) -> tuple[tuple[Unnoticed, ...], ...]:
    """Return mutants in groups of those that the same suggestion notices, in the order of the first of each group."""
    groups: list[list[Unnoticed]] = []
    for mutant in unnoticed:
        # What is suggested holds mappings, which have no hash.
        same = (group for group in groups if mutant.suggestion is not None and group[0].suggestion == mutant.suggestion)
        group = next(same, None)
        if group is None:
            groups.append([mutant])
        else:
            group.append(mutant)
    return tuple(map(tuple, groups))


def name_of(group: tuple[Unnoticed, ...], words: Words) -> str:
    """Return the name of what notices the mutants of a group, in the language in which they are displayed."""
    return words.say(f"mutants.name{_of_several(group)}", change=group[0].change, count=len(group))


def group_lines(group: tuple[Unnoticed, ...], words: Words, titles: Mapping[str, str]) -> Iterator[str]:
    """Yield the lines of the mutants of a group, and of what notices them, ready to paste.

    ``titles`` are the names of a suggested test or case by language.
    """
    for mutant in group:
        yield f"  {mutant.place}: {mutant.change}"
    first = group[0]
    if first.suggestion is None:
        return
    of_several = _of_several(group)
    match first.suggestion:
        case Suggestion(rule, RuleTest() as test):
            yield f"    {words.say(f'mutants.test{of_several}', rule=rule, count=len(group))}"
            yield from ready_test(test, titles)
        case Suggestion(_, SuggestedCase(content)):
            yield f"    {words.say(f'mutants.case{of_several}', count=len(group))}"
            # In the notation of a case file.
            yield f"  title: {flow(titles)}"
            for key, value in content.items():
                yield f"  {key}: {flow(value)}"


def _of_several(group: tuple[Unnoticed, ...]) -> str:
    return "" if len(group) == 1 else "_several"


def ready_test(test: RuleTest, names: Mapping[str, str]) -> Iterator[str]:
    """Yield the lines of a test in the notation of a rule file; ``names`` are its names by language."""
    yield "  - name:"
    yield from (f"      {lang}: {flow(name)}" for lang, name in names.items())
    if test.change:
        yield f"    change: {flow(test.change)}"
    if test.remove:
        yield f"    remove: {flow(test.remove)}"
    if test.as_of:
        yield f"    as_of: {test.as_of}"
    yield f"    expect: {test.expect}"
    if test.because:
        yield f"    because: {flow(test.because)}"
