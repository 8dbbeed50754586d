"""Mapping of libyaml's syntax errors to the codes and locations of diagnostics."""

import re
from collections.abc import Callable, Iterator
from typing import Any

from yaml import MarkedYAMLError, YAMLError
from yaml._yaml import CParser
from yaml.events import ScalarEvent, StreamEndEvent
from yaml.tokens import ScalarToken

from sociallan.application.diagnostic import Diagnostic
from sociallan.application.location import START, Location, Span
from sociallan.application.node_positions import NodePositions

_BY_PROBLEM = {
    # libyaml 0.2.6 has its own limit of a thousand levels, which it may reach while it reads ahead.
    "exceeded maximum nesting depth": "yaml.too-deep",
    "found character that cannot start any token": "yaml.odd-character",
    "mapping values are not allowed in this context": "yaml.colon",
    "did not find expected key": "yaml.indentation",
    "did not find expected '-' indicator": "yaml.indentation",
    "block sequence entries are not allowed in this context": "yaml.dash",
    "could not find expected ':'": "yaml.missing-colon",
    "did not find expected ',' or ']'": "yaml.open-bracket",
    "did not find expected ',' or '}'": "yaml.open-bracket",
    "did not find expected node content": "yaml.open-bracket",
    "found unexpected end of stream": "yaml.open-quote",
    "found unexpected document indicator": "yaml.open-quote",
    "found unknown escape character": "yaml.escape",
    "did not find expected hexdecimal number": "yaml.escape",
    "found invalid Unicode character escape code": "yaml.escape",
    "did not find expected <document start>": "yaml.syntax",
    "did not find URI escaped octet": "yaml.tag",
    "found undefined tag handle": "yaml.tag",
    "did not find expected tag URI": "yaml.tag",
    "did not find expected '!'": "yaml.tag",
    "found a tab character that violates indentation": "yaml.tab",
    "found a tab character where an indentation space is expected": "yaml.tab",
    "while scanning an anchor": "yaml.anchor",
    "did not find expected alphabetic or numeric character": "yaml.alias",
}
_AFTER_A_VALUE = (
    "did not find expected key",
    "did not find expected '-' indicator",
    "did not find expected <document start>",
)
"""Errors that mean, in the middle of a line, that a quotation mark or bracket closed the value too early."""

_REPORTED_LATE = frozenset(("yaml.missing-colon", "yaml.open-quote"))
"""Codes of errors that libyaml detects only on a later line or at the end of the file."""

_NEW_ENTRY = re.compile(r"""\s*(?:-\s|[\w"'][^:]*:(?:\s|$)|["'\]}])""")
_QUOTED_KEY = re.compile(r"""\s*(?:"[^"]*"|'[^']*')\s*:""")
_MAY_GO_ON_BELOW = re.compile(r"""(?<!\w)(?:"(?:[^"\\\n]|\\.)*\\?$|'(?:[^'\n]|'')*$)""", re.MULTILINE)
"""Quotation mark that may open a text and does not close it on its line; it may also close one that began above."""
_FORBIDDEN = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_KEY_WORD = re.compile(r"[a-z][a-z0-9_]*\b")
_COLON = re.compile(r":(?:\s|$)")
_DASHES = re.compile(r"\s*(?:-\s+)*")


def classify(error: MarkedYAMLError, places: NodePositions, given: bytes | str) -> tuple[str, Location, int]:
    """Return the code of a parser's error, the location to show, and the line on which the construct began.

    ``given`` is the text as given to the parser.
    """
    mark: Any = error.problem_mark or error.context_mark
    unclosed = _unclosed_quote(error, mark, places, given)
    if unclosed is not None:
        line = unclosed.line + 1
        return "yaml.open-quote", places.at_character(line, unclosed.column + 1), line
    opened: Any = error.context_mark or mark
    line, column = mark.line + 1, mark.column + 1
    code = _code(error.problem or "", places.line(line), mark.column)
    if code in ("yaml.colon", "yaml.syntax"):
        without_colon = _line_without_colon(places, line, column)
        if without_colon is not None:
            return "yaml.missing-colon", places.at(without_colon), without_colon.line
    if code == "yaml.syntax" and any(places.line(above).startswith("...") for above in range(1, line)):
        code = "yaml.several-documents"
    if code in _REPORTED_LATE or (code == "yaml.open-bracket" and not places.line(line)):
        line, column = opened.line + 1, opened.column + 1
    if code == "yaml.missing-colon" and re.match(r"-\S", places.line(line)[column - 1 :]):
        code = "yaml.space-after-dash"
    return code, places.at_character(line, column), opened.line + 1


def _unclosed_quote(error: MarkedYAMLError, at: Any, places: NodePositions, given: bytes | str) -> Any:
    """Return the mark of an unclosed quotation mark if it is the cause of an error, else ``None``.

    The next quotation mark further down closes the quoted text, which then spans a line that begins a new entry, and
    the error is right after its end. If two quotation marks are adjacent there, the second opens another such text.
    """
    opened: Any = error.context_mark
    is_open = error.context == "while scanning a quoted scalar" and opened is not None
    # The tokens of a whole file take as long as reading it, and it is read anew for each repair that is tried.
    if not is_open and _MAY_GO_ON_BELOW.search(places.lines_to(at.line + 1)) is None:
        return None
    quoted: list[tuple[Any, Any]] = []
    for token in _tokens(given):
        if (token.start_mark.line, token.start_mark.column) > (at.line, at.column):
            break
        if isinstance(token, ScalarToken) and token.style in ("'", '"'):
            quoted.append((token.start_mark, token.end_mark))
    if is_open:
        quoted.append((opened, None))
    found = None
    for start, end in reversed(quoted):
        is_next_to_it = end is None or (at.line - end.line <= 1 if found is None else end.line == found.line)
        if not is_next_to_it or (end is not None and end.line == start.line):
            break
        if not _new_entry_below(places, start.line + 1):
            break
        found = start
    return found


def _tokens(given: bytes | str) -> Iterator[Any]:
    """Yield the tokens of a text up to its first error."""
    parser = CParser(given)
    try:
        while (token := parser.get_token()) is not None:
            yield token
    except (YAMLError, UnicodeError):
        return
    finally:
        parser.dispose()


def _new_entry_below(places: NodePositions, number: int) -> bool:
    """Return whether the next line with content begins a new entry rather than continues a text."""
    depth = _depth(places.line(number))
    below = number + 1
    while (line := places.line(below)).lstrip().startswith("#") or (not line.strip() and places.has(below)):
        below += 1
    if _QUOTED_KEY.match(line):
        return True
    return _depth(line) <= depth and _NEW_ENTRY.match(line) is not None


def _code(problem: str, line: str, column: int) -> str:
    """Return the code of a problem at a column (0-based) of a line."""
    code = _BY_PROBLEM.get(problem, "yaml.syntax")
    before = line[:column]
    if "\t" in line[: len(line) - len(line.lstrip())]:
        return "yaml.tab"
    if code == "yaml.odd-character" and line[column : column + 1] in "%@`":
        return "yaml.reserved-character"
    if problem in _AFTER_A_VALUE and before.strip(" -"):
        return "yaml.after-value"
    return code


def _line_without_colon(places: NodePositions, number: int, column: int) -> Span | None:
    """Return the span of a key without a colon, for an error that libyaml reports at a colon on a later line.

    ``None`` if it is ambiguous: the colon may belong to a text of several lines.
    """
    line = places.line(number)
    if not _looks_like_key(line) or _COLON.search(line[: column - 1]):
        return None
    depth = _depth(line)
    suspect: int | None = None
    for above in range(number - 1, 0, -1):
        text = places.line(above)
        if not text.strip() or text.lstrip().startswith("#"):
            continue
        if _COLON.search(text) or not _looks_like_key(text) or _depth(text) > depth:
            # A line begins with a key only directly below a key whose value is still missing.
            expects_value = text.split(" #")[0].rstrip().endswith(":") and _depth(text) < depth
            suspect = suspect if expects_value else None
            break
        if _depth(text) < depth:
            suspect = above if suspect is None and len(text.split("#")[0].split()) == 1 else None
            break
        suspect = above
        if text.lstrip().startswith("- "):
            break
    if suspect is None:
        return None
    written = places.line(suspect)
    return Span(suspect, _depth(written) + 1, suspect, len(written.rstrip()) + 1)


def _depth(line: str) -> int:
    """Return the indentation of a line in characters, including the dashes of list items."""
    match = _DASHES.match(line)
    return match.end() if match else 0


def _looks_like_key(line: str) -> bool:
    return _KEY_WORD.match(line, _depth(line)) is not None


def forbidden_character(text: str, places: NodePositions) -> Diagnostic[Location]:
    """Return the diagnostic of the first character that YAML forbids, in a text that libyaml rejects."""
    match = _FORBIDDEN.search(text)
    if match is None:
        return Diagnostic("yaml.syntax", places.at(START))
    parameters = {"character": f"U+{ord(match.group()):04X}"}
    return Diagnostic("file.control-character", places.at_offset(match.start()), parameters)


def only_comments_follow(next_event: Callable[[], Any]) -> bool:
    """Return whether only comments follow the start marker (``---``) of another document."""
    try:
        while True:
            event = next_event()
            if event.__class__ is not ScalarEvent or event.value or not event.implicit[0] or event.anchor is not None:
                return False
            next_event()  # the document's end
            if next_event().__class__ is StreamEndEvent:
                return True
    except YAMLError:
        return False
