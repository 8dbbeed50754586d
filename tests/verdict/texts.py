"""Figures on texts: whether gaps, operating costs, groups of everyone and identifiers of persons are seen."""

from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from sociallan.application.personal_data import identifiers
from sociallan.rules.truth import OutcomeKind
from sociallan.screening.reading import UNANSWERED
from sociallan.screening.report import Screening
from tests.builders import outcome
from tests.verdict.applications import changed, prose
from tests.verdict.figures import Figure, counted, entries

BASE = "housing-norrbykoping-varsam-renovering.yaml"
"""The example whose texts are replaced."""
_NOTHING = "None"
GROUP, ITEM = "/social/target_group/description", "/investment/items/0/description"


def gaps(path: Path) -> Iterator[Figure]:
    """Yield how many texts that say nothing are told as missing, and how many answers are not.

    Each is put in every answer in sentences of an application: a gap must be told in all of them, an answer in none.
    """
    known = entries(path)
    everywhere = prose(BASE)
    seen = {text: told_as_missing(changed(BASE, dict.fromkeys(everywhere, text))) for text in chain(*known.values())}
    yield counted("gap texts seen", ((text, seen[text].issuperset(everywhere)) for text in known["gap"]), 0.97)
    yield counted(
        "answers not taken for gaps", ((text, seen[text].isdisjoint(everywhere)) for text in known["text"]), 1
    )


def told_as_missing(screening: Screening) -> frozenset[str]:
    """Return the pointers of all texts of which the report says that they are missing."""
    missing = (each for each in screening.outcomes if each.kind is OutcomeKind.MISSING)
    by_rules = (pointer for each in missing for reason in each.reasons for pointer in reason.pointers)
    return frozenset((*by_rules, *(each.pointer for each in screening.findings if each.code == UNANSWERED)))


def operating(path: Path) -> Iterator[Figure]:
    """Yield how many descriptions of running costs are found, and how many of investments are left alone."""
    yield from _sides(path, "operating costs", ITEM, "financing-operating-words")


def everyone(path: Path) -> Iterator[Figure]:
    """Yield how many groups of everyone are found, and how many narrower ones are left alone."""
    yield from _sides(path, "everyone", GROUP, "G3-not-everyone")


def _sides(path: Path, name: str, pointer: str, rule: str) -> Iterator[Figure]:
    found = [
        (each["text"], each["is"], outcome(changed(BASE, {pointer: each["text"]}), rule).kind is OutcomeKind.JUDGEMENT)
        for each in entries(path)
    ]
    yield counted(f"{name} found", ((text, told) for text, right, told in found if right), 0.95)
    yield counted(f"{name} not found in others", ((text, not told) for text, right, told in found if not right), 0.95)


def identifiers_of_persons(path: Path) -> Iterator[Figure]:
    """Yield how many strings with and without identifiers are told right; those that are open to judgement are not."""
    answers = ((each["text"], str(each["kind"] or _NOTHING)) for each in entries(path))
    clear = ((text, kind) for text, kind in answers if not kind.endswith("?"))
    yield counted("identifiers told right", ((text, _kind(text) == kind) for text, kind in clear), 0.97)


def _kind(text: str) -> str:
    return next((str(kind) for kind, _, _ in identifiers.find(text)), _NOTHING)
