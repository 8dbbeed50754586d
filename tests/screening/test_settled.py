"""What a screening shows of a rule, and whether it stays the same after the rule's conditions have changed."""

from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from sociallan.application.source import Source
from sociallan.screening.screen import Screener
from sociallan.screening.settled import Settled, is_still_settled, settled
from tests.builders import TODAY, example, examples, loaded, lsh, rule_requiring, screener, shape, small_pack, source

ASKED = """\
id: Q-why
group: applicant
level: question
valid_from: 2020-08-24
title: {sv: Titel, en: Title}
why: {sv: Varför, en: Why}
cites: [SOURCE#one]
when: {field: applicant.name, stated: true}
question: {sv: "Varför {applicant.name}?", en: "Why {applicant.name}?"}
weight: 50
ask: {sv: Skriv, en: Write}
tests:
  - {name: {sv: Ställs, en: Asked}, expect: judgement}
"""
NAMED = source("applicant: {name: Exempelkommun}\n")
NAMELESS = source("project: {title: Badhus}\n")


def of_pack(condition: str, **more: str) -> Screener:
    """Return the screener by a rule with a condition and a question."""
    pack = loaded(small_pack(**{"rules__applicant-named": rule_requiring(condition), "rules__Q-why": ASKED, **more}))
    return Screener(pack, shape(), today=TODAY)


STATED = "{field: applicant.name, stated: true}"
WHEN = f"{STATED}\nwhen: {STATED}"


def known_of(given: Source, screener: Screener) -> Settled:
    return settled(screener.screen(given, traced=False), screener.pack)


@pytest.mark.parametrize(
    ("condition", "given", "kinds"),
    [
        (STATED, NAMED, "m!"),
        (STATED, NAMELESS, "!n"),
        (WHEN, NAMED, "m!"),
        (WHEN, NAMELESS, "nn"),
        (STATED, source("- no application\n"), "--"),
    ],
)
def test_each_rule_is_met_not_applicable_open_or_not_in_force(condition: str, given: Source, kinds: str) -> None:
    assert known_of(given, of_pack(condition)).kinds == kinds


def test_a_rule_of_another_day_is_not_in_force() -> None:
    later = {key: text.replace("2020-08-24", "2030-01-01") for key, text in {"rules__Q-why": ASKED}.items()}

    assert known_of(NAMED, of_pack(STATED, **later)).kinds == "m-"


def test_the_pointers_of_answers_that_say_nothing_are_known() -> None:
    given = source("social: {change: Se bilaga.}\n")
    screening = screener().screen(given, traced=False)

    assert screening.unanswered == ("/social/change",)
    assert settled(screening, lsh()).unanswered == screening.unanswered


@pytest.fixture
def decided(monkeypatch: pytest.MonkeyPatch) -> list[frozenset[str]]:
    """Return the rules that are decided again, for each application that is read again."""
    asked: list[frozenset[str]] = []
    kinds = Screener.kinds

    def noted(self: Screener, given: Source, rules: Any, unanswered: Any) -> Mapping[str, Any]:
        asked.append(frozenset(rules))
        return kinds(self, given, rules, unanswered)

    monkeypatch.setattr(Screener, "kinds", noted)
    return asked


NEVER = "{field: applicant.name, stated: false}"


@pytest.mark.parametrize(
    ("kinds", "changed", "condition", "stays", "read"),
    [
        ("m!", {0: False}, STATED, True, True),
        ("m!", {0: False}, NEVER, False, True),
        ("n!", {0: False}, STATED, True, False),
        ("n!", {0: True}, STATED, False, True),
        ("m!", {1: True}, STATED, False, False),
        ("m!", {0: False, 1: True}, STATED, False, False),
        ("mn", {1: True}, STATED, False, True),
        ("!-", {1: True}, STATED, True, False),
    ],
)
def test_an_application_is_read_again_only_if_a_changed_rule_can_decide_otherwise(
    kinds: str, changed: Mapping[int, bool], condition: str, stays: bool, read: bool, decided: list[frozenset[str]]
) -> None:
    assert is_still_settled(Settled(kinds, ()), changed, NAMED, of_pack(condition)) is stays
    assert bool(decided) is read


def of_examples() -> Iterator[tuple[str, Source]]:
    yield from ((name, example(name)) for name in examples())
    yield "gaps", source('applicant: {name: "vet ej"}\nsocial: {change: "TBD", need: {description: "Se bilaga."}}\n')
    yield "malformed", source("applicant: {nme: A}\ninvestment: {loan: tolv miljoner}\nsocial: {change: Se bilaga.}\n")


@pytest.mark.parametrize("name", [name for name, _ in of_examples()])
def test_all_rules_decided_again_are_as_they_were(name: str) -> None:
    """As if each of them had changed: those that show something are left out, by which no result stays the same."""
    given = dict(of_examples())[name]
    known = known_of(given, screener())
    quiet = {place: True for place, kind in enumerate(known.kinds) if kind != "!"}

    assert is_still_settled(known, quiet, given, screener())
