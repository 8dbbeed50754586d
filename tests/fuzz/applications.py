"""Changed applications: two screeners, the quick and the full screening and every renderer must agree on each."""

from collections.abc import Iterator
from random import Random
from typing import Any

from sociallan.application.source import Source
from sociallan.formats import RENDERERS
from sociallan.report.renderer import CollectedFormat, StreamedFormat
from sociallan.rules.rule import Level
from sociallan.rules.truth import OutcomeKind
from sociallan.screening.report import ReportHeader, Screening
from sociallan.screening.screen import Screener
from sociallan.screening.totals import whole_report
from tests.builders import EXAMPLES, TODAY, lsh, shape, view
from tests.fuzz.changes import changed_bytes, changed_text, changed_value, load, written
from tests.hostile.strict import faults

_TEXTS = tuple(path.read_text("utf-8") for path in sorted(EXAMPLES.glob("*/*.yaml")))
_VALUES = tuple(value for value in map(load, _TEXTS) if isinstance(value, dict))
_NAMES = ("x.yaml", "x.json", "=1.yaml", "a\nb.yaml", "##vso[x].yaml", "bost\udc84der.yaml", "\ufffe.yaml")
_SHOWN = 0.35
"""Each format is tried on so many of the applications."""


def cases(seed: int) -> Iterator[Source]:
    """Yield changed applications without end."""
    chance = Random(seed)
    while True:
        text = chance.choice(_TEXTS)
        match chance.randrange(10):
            case 0 | 1 | 2 | 3:
                data = written(changed_value(chance.choice(_VALUES), _VALUES, chance), chance).encode(
                    "utf-8", "surrogatepass"
                )
            case 4 | 5 | 6 | 7:
                data = changed_text(text, _TEXTS, chance).encode("utf-8", "surrogatepass")
            case 8:
                data = changed_bytes(text.encode(), chance)
            case _:
                encoding = chance.choice(("utf-16", "utf-16-be", "utf-32", "utf-8-sig", "latin-1"))
                data = changed_text(text, _TEXTS, chance).encode(encoding, "replace")
        yield Source(f"folder/{chance.choice(_NAMES)}", data)


class Checker:
    """Holds what must be true of every application."""

    def __init__(self) -> None:
        self._first = Screener(lsh(), shape(), today=TODAY)
        self._second = Screener(lsh(), shape(), today=TODAY)

    def wrong(self, source: Source, chance: Random) -> Iterator[str]:
        """Yield what is wrong with the screening of an application and the reports of it."""
        screening = self._first.screen(source)
        if repr(self._second.screen(source)) != repr(screening):
            yield "two screeners differ"
        untraced = self._first.screen(source, traced=False)
        if (untraced.verdict, _outcomes(untraced)) != (screening.verdict, _outcomes(screening)):
            yield "the screening differs without traces"
        assessed = self._first.assess(source)
        decided = {rule.id: kind for rule, kind in assessed.decided if rule.level is not Level.QUESTION}
        if assessed.verdict is not screening.verdict or (screening.outcomes and decided != _outcomes(screening)):
            yield "the quick screening differs"
        asked = {
            rule.id for rule, kind in assessed.decided if rule.level is Level.QUESTION and kind is OutcomeKind.JUDGEMENT
        }
        if screening.outcomes and asked != {each.rule.id for each in screening.questions}:
            yield "the quick screening asks other questions"
        yield from _wrong_reports(screening, chance)


def _outcomes(screening: Screening) -> dict[str, Any]:
    return {outcome.rule.id: outcome.kind for outcome in screening.outcomes}


def _wrong_reports(screening: Screening, chance: Random) -> Iterator[str]:
    report = whole_report(ReportHeader("0", lsh(), TODAY), (screening,))
    looks = view(chance.choice(("sv", "en")), explain=chance.random() < 0.3, ascii_only=chance.random() < 0.2, width=80)
    for form, renderer in RENDERERS.items():
        if chance.random() > _SHOWN / (8 if renderer.binary else 1):
            continue
        parts = [renderer.part(screening, report.head, looks)]
        pieces: list[str | bytes]
        match renderer:
            case CollectedFormat():
                pieces = list(renderer.whole(parts, report.head, report.totals, looks))
            case StreamedFormat():
                pieces = [renderer.start(report.head, looks), *parts, renderer.end(report.head, report.totals, looks)]
        data = b"".join(piece if isinstance(piece, bytes) else piece.encode("utf-8") for piece in pieces)
        yield from (f"{form}: {fault}" for fault in faults(form, data))
