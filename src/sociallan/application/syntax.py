"""libyaml's complaints, sorted into the few that a person can act on."""

import re
from collections.abc import Iterator
from typing import Any

from yaml import MarkedYAMLError, YAMLError
from yaml._yaml import CParser
from yaml.tokens import ScalarToken

from sociallan.application.diagnostic import Diagnostic
from sociallan.application.location import START, Location, Span
from sociallan.application.node_positions import NodePositions

_BY_PROBLEM = {
    # libyaml 0.2.6 has a limit of its own, a thousand deep, which it may reach while it looks ahead.
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
"""In the middle of a line these mean that a quotation mark or a bracket has ended the value too early."""

_OPENED_EARLIER = frozenset(("yaml.missing-colon", "yaml.open-quote"))
"""What libyaml only notices further down: a line later, or at the end of the file."""

_BEGINS_ANEW = re.compile(r"""\s*(?:-\s|[\w"'][^:]*:(?:\s|$)|["'\]}])""")
_QUOTED_KEY = re.compile(r"""\s*(?:"[^"]*"|'[^']*')\s*:""")
_FORBIDDEN = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_KEY_WORD = re.compile(r"[a-z][a-z0-9_]*\b")
_COLON = re.compile(r":(?:\s|$)")
_DASHES = re.compile(r"\s*(?:-\s+)*")


def complaint(error: MarkedYAMLError, places: NodePositions, given: bytes | str) -> tuple[str, Location, int]:
    """Return the finding code of a parser's error, where a person should look, and the line it began on.

    ``given`` is the text as the parser has it.
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
    if code in _OPENED_EARLIER or (code == "yaml.open-bracket" and not places.line(line)):
        line, column = opened.line + 1, opened.column + 1
    if code == "yaml.missing-colon" and re.match(r"-\S", places.line(line)[column - 1 :]):
        code = "yaml.space-after-dash"
    return code, places.at_character(line, column), opened.line + 1


def _unclosed_quote(error: MarkedYAMLError, at: Any, places: NodePositions, given: bytes | str) -> Any:
    """Return where a quotation mark stands that only the next one further down has closed, if an error is due to that.

    Such a text goes on over a line that begins something of its own, and the error comes right after its end. Where
    two quotation marks stand together further down, the second opens another such text.
    """
    quoted: list[tuple[Any, Any]] = []
    for token in _tokens(given):
        if (token.start_mark.line, token.start_mark.column) > (at.line, at.column):
            break
        if isinstance(token, ScalarToken) and token.style in ("'", '"'):
            quoted.append((token.start_mark, token.end_mark))
    opened: Any = error.context_mark
    if error.context == "while scanning a quoted scalar" and opened is not None:
        quoted.append((opened, None))
    found = None
    for start, end in reversed(quoted):
        is_next_to_it = end is None or (at.line - end.line <= 1 if found is None else end.line == found.line)
        if not is_next_to_it or (end is not None and end.line == start.line):
            break
        if not _begins_anew_below(places, start.line + 1):
            break
        found = start
    return found


def _tokens(given: bytes | str) -> Iterator[Any]:
    """Yield the tokens of a text up to the first error."""
    parser = CParser(given)
    try:
        while (token := parser.get_token()) is not None:
            yield token
    except (YAMLError, UnicodeError):
        return
    finally:
        parser.dispose()


def _begins_anew_below(places: NodePositions, number: int) -> bool:
    """Return whether the text under a line begins something of its own, rather than going on with a text."""
    depth = _depth(places.line(number))
    below = number + 1
    while (line := places.line(below)).lstrip().startswith("#") or (not line.strip() and places.has(below)):
        below += 1
    if _QUOTED_KEY.match(line):
        return True
    return _depth(line) <= depth and _BEGINS_ANEW.match(line) is not None


def _code(problem: str, line: str, column: int) -> str:
    """Return the finding code for a problem at a column (0-based) of a line."""
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
    """Return the line where a key lacks its colon, where libyaml stumbles on the colon of the line after.

    ``None`` where that cannot be told: the colon may as well stand in a text of several lines.
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
            # Only right under a key that waits for its value does a new line begin with a key.
            waits = text.split(" #")[0].rstrip().endswith(":") and _depth(text) < depth
            suspect = suspect if waits else None
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
    """Count the characters before the text of a line; the dash of a list counts as indentation."""
    match = _DASHES.match(line)
    return match.end() if match else 0


def _looks_like_key(line: str) -> bool:
    return _KEY_WORD.match(line, _depth(line)) is not None


def forbidden_character(text: str, places: NodePositions) -> Diagnostic[Location]:
    """Return the finding of a text that libyaml does not take: the first character that YAML forbids."""
    match = _FORBIDDEN.search(text)
    if match is None:
        return Diagnostic("yaml.syntax", places.at(START))
    parameters = {"character": f"U+{ord(match.group()):04X}"}
    return Diagnostic("file.control-character", places.at_offset(match.start()), parameters)
