"""Notes on names with a period of years that was over before the day of the screening: ``Program 2010–2015``."""

import re
from collections.abc import Iterator

from sociallan.application.diagnostic import Diagnostic, Severity
from sociallan.application.document import Document, field_of
from sociallan.application.location import Location
from sociallan.application.node_positions import place_of, positions_in
from sociallan.pack.pack import Pack

PERIOD_OVER = "text.period-over"
_PERIOD = re.compile(r"(?<![\d–-])(?P<first>(?:19|20)\d\d)\s?[–-]\s?(?P<last>(?:(?:19|20)?\d\d))(?![\d–-])")


class PastPeriodsReader:
    """Reader of the names of one pack's form that are of what holds for a time."""

    def __init__(self, pack: Pack) -> None:
        self._answers = pack.answers
        self._with_period = frozenset(path for path, field in pack.form.fields.items() if field.may_have_period)

    def notes(self, document: Document, day: str) -> Iterator[Diagnostic[Location]]:
        """Yield a note on each name beside a year whose period was over before the year of the day."""
        for pointer, text in self._answers.found(document.value).names:
            if field_of(pointer) not in self._with_period:
                continue
            periods = [(each.group(), _last_year(each)) for each in _PERIOD.finditer(text)]
            if periods and max(last for _, last in periods) < int(day[:4]):
                place = place_of(document, pointer, positions_in(document))
                about = {"text": periods[-1][0]}
                yield Diagnostic(PERIOD_OVER, place, about, pointer=pointer, severity=Severity.NOTE)


def _last_year(period: re.Match[str]) -> int:
    """Return the last year of a period; one that ends before it begins is none, and so not over."""
    last = int(period["first"][:2] + period["last"] if len(period["last"]) == 2 else period["last"])
    return last if last > int(period["first"]) else 10_000
