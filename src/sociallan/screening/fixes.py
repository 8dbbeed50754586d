"""Corrections of an application's form that are certain: they change how a fact is written, never a fact."""

from collections.abc import Iterable
from typing import NamedTuple

from sociallan.application.decode import OTHER_ENCODINGS, decode, guessed
from sociallan.application.diagnostic import UNCERTAIN, Diagnostic, Severity, rewritten
from sociallan.application.lines import end_of, with_ends, without_end
from sociallan.application.location import Location
from sociallan.application.other_format import other_format
from sociallan.application.source import Limits, Source
from sociallan.screening.screen import Screener

CERTAIN = frozenset(
    (
        "file.control-character",
        "schema.amount",
        "schema.code",
        "schema.date",
        "schema.label-key",
        "schema.list",
        "schema.number",
        "schema.org-number-form",
        "schema.single-value",
        "schema.text",
        "schema.yes-no",
        "value.leading-zero",
    )
)
"""Codes whose suggestion writes the same fact; a misspelt word or an impossible date is for a person to decide."""
_MOST_ROUNDS = 5
"""Most times that a file is screened anew: a line may have a fault behind another."""


class LineChange(NamedTuple):
    """Change of one line (1-based), without its line break."""

    line: int
    before: str
    after: str


class Fixed(NamedTuple):
    """Corrected text of an application, and the errors of form that are left for people.

    ``text`` is as it stood if nothing is certain. ``reencoded`` is true if the encoding of the file is not one that
    is read.
    """

    before: str
    text: str
    reencoded: bool
    left: tuple[Diagnostic[Location], ...]

    @property
    def changes(self) -> tuple[LineChange, ...]:
        """The changed lines, in order."""
        pairs = zip(with_ends(self.before), with_ends(self.text), strict=True)
        return tuple(
            LineChange(number, without_end(before), without_end(after))
            for number, (before, after) in enumerate(pairs, start=1)
            if before != after
        )


def fixed(source: Source, screener: Screener) -> Fixed:
    """Return an application with all that is certain corrected; a file that cannot be read as text is left alone."""
    decoded = other_format(source) or decode(source, Limits())
    if isinstance(decoded, Diagnostic) and decoded.code not in OTHER_ENCODINGS:
        return Fixed("", "", reencoded=False, left=(decoded,))
    reencoded = isinstance(decoded, Diagnostic)
    before = text = guessed(source.data) if isinstance(decoded, Diagnostic) else decoded
    errors = _errors(source, text, screener)
    for _ in range(_MOST_ROUNDS):
        corrected = _corrected(text, errors)
        if corrected == text:
            break
        text, errors = corrected, _errors(source, corrected, screener)
    return Fixed(before, text, reencoded, tuple(errors))


def _errors(source: Source, text: str, screener: Screener) -> list[Diagnostic[Location]]:
    written = Source(source.path, text.encode("utf-8", "surrogatepass"))
    return [finding for finding in screener.faults_of_form(written) if finding.severity is Severity.ERROR]


def _corrected(text: str, errors: Iterable[Diagnostic[Location]]) -> str:
    """Return a text with the suggestions that are certain, one a line: the others come in the next round."""
    lines = with_ends(text)
    changed: set[int] = set()
    for finding in filter(is_certain, errors):
        index = finding.place.span.line - 1
        after = None if index in changed else rewritten(finding, without_end(lines[index]))
        if after is not None:
            changed.add(index)
            lines[index] = after + end_of(lines[index])
    return "".join(lines)


def is_certain(finding: Diagnostic[Location]) -> bool:
    """Return whether the suggestion of a finding writes the same fact, and is no more than form."""
    if finding.suggestion is None or UNCERTAIN in finding.parameters:
        return False
    return finding.code in CERTAIN or finding.code.startswith("yaml.")
