"""The cases of lsh: they pass, and each part of the pack has one.

What must have a case is computed from the pack, so that a new group, day, word list or placeholder needs one.
"""

from collections.abc import Iterator
from functools import cache

import pytest

from sociallan.analysis.case import Case, CaseSection
from sociallan.analysis.case_tests import CaseResult
from sociallan.application import dates
from sociallan.application.document import gap_key
from sociallan.application.walking import strings
from sociallan.files import packs
from sociallan.rules.condition import ListOperand
from sociallan.rules.prose.word_search import Finder
from sociallan.rules.rule import Level
from sociallan.rules.truth import OPEN, OutcomeKind
from tests.builders import RULES, cases_in, cases_of_lsh, lsh, run_of_lsh


@cache
def cases() -> tuple[Case, ...]:
    return cases_in(packs.pack_files(RULES), lsh())


def results() -> tuple[CaseResult, ...]:
    return run_of_lsh().cases


def test_every_case_passes() -> None:
    """All in one test: split over the processes of a run, each of them would decide all cases."""
    assert {result.case.name for result in results()} == {case.name for case in cases()}
    assert [(result.case.name, result.run) for result in results() if not result.passed] == []


def can_have(group: str, kind: OutcomeKind) -> bool:
    """Return whether a group can have an outcome.

    Of a group with requirements these decide; what other rules of it can be is no outcome of the group.
    """
    rules = [rule for rule in lsh().rules if rule.group == group]
    required = [rule for rule in rules if rule.level is Level.REQUIREMENT]
    return any(kind in cases_of_lsh()[rule.id] for rule in required or rules)


@pytest.mark.parametrize("kind", OPEN)
@pytest.mark.parametrize("group", [group.id for group in lsh().groups])
def test_a_group_has_a_case_in_each_outcome_that_it_can_have(group: str, kind: OutcomeKind) -> None:
    if not can_have(group, kind):
        return
    wanted = {rule.id for rule in lsh().rules if rule.group == group and kind in cases_of_lsh()[rule.id]}
    section = {OutcomeKind.JUDGEMENT: CaseSection.QUESTIONS}.get(kind, CaseSection.DECIDED_BY)
    if not any(rule.level is Level.REQUIREMENT for rule in lsh().rules if rule.group == group):
        section = CaseSection.REMARKS

    stated = {(of, name) for case in cases() for of, name in case.rules.get(section, ())}

    assert {(group, name) for name in wanted} & stated


def test_a_group_that_concerns_some_applications_has_a_case_in_which_it_does_not() -> None:
    areas = {specimen["project"]["area"] for specimen in lsh().specimens.values()}
    for area in areas & {group.id for group in lsh().groups}:
        assert any(result.run.value.get("project", {}).get("area") not in (None, area) for result in results())


def days() -> Iterator[tuple[str, str]]:
    """Yield each day on which a phase or a rule begins, or a rule has ended, with what does so."""
    for phase in lsh().phases:
        yield phase.first, phase.id
    for rule in lsh().rules:
        if rule.valid_from != lsh().valid_from:
            yield rule.valid_from, rule.id
        if rule.valid_to is not None:
            yield dates.days_later(rule.valid_to, 1), rule.id


@pytest.mark.parametrize(("day", "name"), list(days()))
def test_a_phase_and_a_dated_rule_have_a_case_on_each_side_of_their_days(day: str, name: str) -> None:
    tried = {result.day for result in results()}

    # The pack has no day before its first.
    assert {day, max(dates.days_later(day, -1), lsh().valid_from)} <= tried, name


@pytest.mark.parametrize("name", sorted(lsh().lists))
def test_a_word_list_has_a_case_that_states_a_rule_which_searches_for_its_words(name: str) -> None:
    readers = {rule.id for rule in lsh().rules for leaf in rule.leaves() if leaf.operand == ListOperand(name)}

    named = [case for case in cases() if case.names(readers)]

    assert named
    written = {text for case in named for run in case.runs for _, text in strings(run.value)}
    known = lsh().lists[name]
    alone = {word: Finder(known._replace(words=(word,), elsewhere=())) for word in known.words}
    alone |= {f"{word} elsewhere": Finder(known._replace(words=(), elsewhere=(word,))) for word in known.elsewhere}
    assert [word for word, finder in alone.items() if not any(map(finder.first, written))] == []


def test_each_text_that_says_nothing_has_a_case() -> None:
    written = {gap_key(text) for case in cases() for run in case.runs for _, text in strings(run.value)}

    assert lsh().gaps.keys() <= written
    assert set(lsh().gaps.values()) == {"placeholder", "unknown"}
