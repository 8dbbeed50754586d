"""Repair of faults of syntax by trial, so that one reading tells all of them and what they hide can be screened.

A repair changes one line. It is judged by what reading and the check of the form make of the text with it: the one
that leads furthest wins, then the one with the fewest findings, then the one that changes least.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from sociallan.application.diagnostic import Diagnostic
from sociallan.application.document import Document
from sociallan.application.line_repairs import ODD_LINE, STEP, has_content, line_repairs, width
from sociallan.application.lines import end_of, with_ends, without_end
from sociallan.application.location import Location, Span
from sociallan.application.node_positions import NodePositions
from sociallan.application.read import read
from sociallan.application.shape import Shape
from sociallan.application.source import Limits, Source

_MOST_REPAIRS = 40
_MOST_READ = 4_000_000
"""Most characters that are read to judge the repairs of one file: some forty repairs of an ordinary one."""
_NEAR = 3
"""Lines on each side of a repaired one whose indents are compared."""
_NOT_OF_A_LINE = frozenset(("yaml.empty", "yaml.several-documents", "yaml.too-deep", "yaml.too-many-values"))
_OF_SIGNS = frozenset(("yaml.bullet", "yaml.invisible"))
_END = 1 << 30
"""Line of the fault of a text without one."""

_Rank = tuple[int, ...]


class _Trial(NamedTuple):
    """A repaired text with its document, the index of the changed line, the code of the repair, and its rank."""

    rank: _Rank
    lines: tuple[str, ...]
    document: Document
    changed: int
    code: str


class Repairer:
    """Repairer of the applications of a form."""

    def __init__(self, shape: Shape, gaps: Mapping[str, str], limits: Limits = Limits()) -> None:
        self._shape = shape
        self._gaps = gaps
        self._limits = limits
        parts = "|".join(map(re.escape, filter(None, shape.fields[""].children)))
        self._part = re.compile(rf"^\W*(?:{parts})\b", re.MULTILINE)

    def repaired(self, document: Document) -> Document:
        """Return the document of the repaired text, with a finding on each repaired line; itself if nothing helps.

        The line to write is the suggestion of the finding, which takes the place of the whole line. A text without
        the name of a part of the form is none of an application, and not repaired.
        """
        if not (_has_fault(document) or self._may_be_odd(document)) or self._part.search(document.text) is None:
            return document
        lines, codes, found = tuple(with_ends(document.text)), dict[int, str](), document
        left = _MOST_READ
        while _has_fault(found) and len(codes) < _MOST_REPAIRS and left > 0:
            best = None
            # Only the best is kept: the documents of all would take hundreds of megabytes.
            for trial in self._trials(lines, found, left):
                left -= len(trial.document.text)
                if best is None or trial.rank < best.rank:
                    best = trial
            if best is None or best.rank[0] >= 0:
                break
            lines, found = best.lines, best.document
            codes.setdefault(best.changed, best.code)
        for index, line in enumerate(lines):
            if found.value is None or len(codes) == _MOST_REPAIRS or left < 0:
                break
            if ODD_LINE.match(line):
                best = min(self._readings(lines, found, index), key=lambda trial: trial.rank)
                left -= 2 * len(found.text)
                if best.code:
                    lines, found = best.lines, best.document
                    codes.setdefault(index, best.code)
        if not codes:
            return document
        findings = _findings(document.text, lines, codes)
        return found._replace(source=document.source, findings=(*findings, *found.findings))

    def _may_be_odd(self, document: Document) -> bool:
        """Return whether a document that can be read may have a line with another sign than was meant."""
        if document.value is None or not document.source.is_yaml or self._shape.is_sound(document):
            return False
        return ODD_LINE.search(document.text) is not None

    def _trials(self, lines: tuple[str, ...], document: Document, left: int) -> Iterator[_Trial]:
        """Yield what comes of each likely repair of the first fault, of those that a limit of characters allows."""
        at = _line_of_fault(document)
        bare = list(map(without_end, lines))
        suspects = _suspects(bare, document)
        region = slice(max(min(suspects) - _NEAR, 0), max(suspects) + 1 + _NEAR)
        for index in suspects:
            for order, (code, after) in enumerate(line_repairs(bare, index)):
                changed = _with_line(lines, index, after)
                text = "".join(changed)
                left -= len(text)
                if left < 0:
                    return
                found = self._read(document.source, text)
                rank = (*self._rank(found, changed, at), _irregular(changed[region]), abs(index - at), order)
                yield _Trial(rank, changed, found, index, code)

    def _readings(self, lines: tuple[str, ...], document: Document, index: int) -> Iterator[_Trial]:
        """Yield a text that can be read as it is, without a code, and with another sign in one line."""
        yield _Trial((len(self._shape.check(document).findings), 0), lines, document, index, "")
        bare = list(map(without_end, lines))
        for code, after in line_repairs(bare, index):
            if code in _OF_SIGNS:
                changed = _with_line(lines, index, after)
                found = self._read(document.source, "".join(changed))
                if found.value is not None:
                    yield _Trial((len(self._shape.check(found).findings), 1), changed, found, index, code)

    def _rank(self, document: Document, lines: Sequence[str], at: int) -> _Rank:
        """Return the rank of a text: by how far it can be read, below 0 if further than a fault; then by findings."""
        reached = _line_of_fault(document) if _has_fault(document) else _END
        if reached <= at:
            return 0, 0
        whole = document if reached == _END else self._read(document.source, "".join(lines[:reached]))
        return -reached, len(self._shape.check(whole).findings)

    def _read(self, source: Source, text: str) -> Document:
        return read(Source(source.path, text.encode("utf-8", "surrogatepass")), gaps=self._gaps, limits=self._limits)


def _with_line(lines: tuple[str, ...], index: int, after: str) -> tuple[str, ...]:
    """Return lines with another one at an index, which keeps its line break."""
    return (*lines[:index], after + end_of(lines[index]), *lines[index + 1 :])


def _has_fault(document: Document) -> bool:
    """Return whether a fault of syntax, in a line that can be repaired, ended the reading of a file."""
    if document.value is not None or not document.findings or not document.source.is_yaml:
        return False
    code = document.findings[-1].code
    return code == "file.control-character" or (code.startswith("yaml.") and code not in _NOT_OF_A_LINE)


def _line_of_fault(document: Document) -> int:
    """Return the index of the line of the fault that ended the reading."""
    return document.findings[-1].place.span.line - 1


def _suspects(lines: Sequence[str], document: Document) -> tuple[int, ...]:
    """Return the indexes of the lines that may cause a fault, the likeliest first.

    They are the line that is told, the one above, the one that it would belong to by its indent and the one below
    that, and the one where something was opened that is not closed.
    """
    at = min(_line_of_fault(document), len(lines) - 1)
    above = [index for index in range(at - 1, -1, -1) if has_content(lines[index])]
    found = [at, *above[:1]]
    for place, index in enumerate(above):
        if width(lines[index]) < width(lines[at]):
            found += [index, *above[max(place - 1, 0) : place]]
            break
    opened = document.findings[-1].parameters.get("opened_line")
    if isinstance(opened, int) and 0 < opened <= len(lines):
        found.append(opened - 1)
    return tuple(dict.fromkeys(found))


def _irregular(lines: Sequence[str]) -> int:
    """Return the number of lines that are further in than the one above by anything but one step.

    The items of a list count as irregular if they are no further in than its name.
    """
    content = [line.rstrip() for line in lines if has_content(line)]
    return sum(_is_irregular(one, other) for one, other in pairwise(content))


def _is_irregular(above: str, line: str) -> bool:
    step = width(line) - width(above)
    return step not in (0, STEP) if step >= 0 and not above.endswith(":") else step >= 0 and step != STEP


def _findings(text: str, lines: Sequence[str], codes: Mapping[int, str]) -> Iterator[Diagnostic[Location]]:
    places = NodePositions(text)
    for index, code in sorted(codes.items()):
        written = places.line(index + 1)
        span = Span(index + 1, 1, index + 1, len(written) + 1)
        after = without_end(lines[index])
        parameters = {"indent": width(after), "opened_line": index + 1, **_signs(written, after)}
        yield Diagnostic(code, places.at(span), parameters, after)


def _signs(before: str, after: str) -> Mapping[str, object]:
    """Return the first sign of a line that is not in its repair, with its column."""
    kept = frozenset(after)
    found = next(((column, sign) for column, sign in enumerate(before, start=1) if sign not in kept), None)
    return {} if found is None else {"column": found[0], "character": f"U+{ord(found[1]):04X}"}
