"""Likely repairs of one line of YAML: what a person who does not know YAML probably meant."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from sociallan.application.suggestions import quoted

STEP = 2
"""Blanks by which a line is further in than the one that it belongs to."""
_ABOVE, _BELOW = 40, 12
"""Lines around one whose indents are tried for it."""
_CURLY = str.maketrans({"”": '"', "“": '"', "„": '"', "«": '"', "»": '"', "’": "'", "‘": "'", "´": "'"})
_NO_WIDTH = "\u200b\u200c\u200d\u2060\ufeff\u00ad"
_INVISIBLE = re.compile(f"[{_NO_WIDTH}\u00a0\u2000-\u200a\u202f\u205f\u3000]")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f]")
_BULLETS = "–—−‐‑•·*"
ODD_LINE = re.compile(
    rf"^[ \t]*(?:[{_NO_WIDTH}\u00a0\u2000-\u200a\u202f\u205f\u3000]|[{_BULLETS}]\s|[^\W\d]\w*:[^\S \t\n\r])",
    re.MULTILINE,
)
"""Line with a sign that YAML takes for a letter where a blank or a hyphen may be meant."""
_TAB_WIDTHS = (2, 4, 8, 1)
_KEY = r"(?P<head>\s*(?:-\s+)*[^\W\d]\w*"
_ENTRY = re.compile(_KEY + r"\s*:\s+)(?P<value>\S.*)$")
_TIGHT_COLON = re.compile(_KEY + r"):(?P<value>[^\s:/].*)$")
_ITEM = re.compile(r"(?P<head>\s*(?:-\s+)+)(?P<value>\S.*)$")
_TIGHT_DASH = re.compile(r"(?P<head>\s*)-(?P<rest>[^\s-].*)$")
_NO_COLON = re.compile(_KEY + r")\s*[=;：\s]\s*(?P<value>\S.*)$")
_KEY_ALONE = re.compile(_KEY + r")\s*$")
_COMMENT = re.compile(r"\s+#.*$")
_NO_COMMA = re.compile(r"(?<=[^\s,{\[:]) +(?=[^\W\d]\w*:\s)")
_SIGNS = {
    "&": "yaml.anchor",
    "*": "yaml.alias",
    "!": "yaml.tag",
    "-": "yaml.dash",
    **dict.fromkeys("%@`", "yaml.reserved-character"),
    **dict.fromkeys("|>?", "yaml.odd-character"),
}
"""Code of a text that begins with a sign of YAML's own."""


class LineRepair(NamedTuple):
    """Repair of one line: the code of what is wrong, and the line to write."""

    code: str
    after: str


def line_repairs(lines: Sequence[str], index: int) -> Iterator[LineRepair]:
    """Yield the likely repairs of the line at an index, the surest first, each different from the line."""
    seen = {lines[index]}
    for repair in _repairs(lines, index):
        if repair.after not in seen:
            seen.add(repair.after)
            yield repair


def width(line: str) -> int:
    """Return the number of blanks before a line."""
    return len(line) - len(line.lstrip(" "))


def has_content(line: str) -> bool:
    """Return whether a line is neither blank nor a comment."""
    plain = line.lstrip()
    return plain != "" and not plain.startswith("#")


def _repairs(lines: Sequence[str], index: int) -> Iterator[LineRepair]:
    written = lines[index]
    yield LineRepair("file.control-character", _CONTROL.sub("", written))
    line = _INVISIBLE.sub(lambda sign: "" if sign.group() in _NO_WIDTH else " ", written)
    yield LineRepair("yaml.invisible", line)
    body = line.lstrip(" \t")
    lead = line[: len(line) - len(body)]
    if "\t" in lead:
        for blanks in _TAB_WIDTHS:
            yield LineRepair("yaml.tab", lead.replace("\t", " " * blanks) + body)
    if body[:1] in _BULLETS and body[1:2] == " ":
        yield LineRepair("yaml.bullet", f"{lead}-{body[1:]}")
    for blanks in _widths_around(lines, index, len(lead)):
        yield LineRepair("yaml.tab" if "\t" in lead else "yaml.indentation", " " * blanks + body)
    if match := _TIGHT_COLON.match(line):
        yield LineRepair("yaml.missing-colon", f"{match['head']}: {match['value']}")
    if match := _TIGHT_DASH.match(line):
        yield LineRepair("yaml.space-after-dash", f"{match['head']}- {match['rest']}")
    if match := _ENTRY.match(line) or _ITEM.match(line):
        yield from _of_text(match["head"], match["value"])
    if "{" in line or "[" in line:
        yield from _of_brackets(line.rstrip())
    if match := _NO_COLON.match(line):
        yield LineRepair("yaml.missing-colon", f"{match['head']}: {match['value']}")
    if match := _KEY_ALONE.match(line):
        yield LineRepair("yaml.missing-colon", f"{match['head']}:")


def _of_text(head: str, value: str) -> Iterator[LineRepair]:
    """Yield the repairs of a text that needs other quotation marks; a comment after it stays one, if it can."""
    straight = value.translate(_CURLY)
    yield LineRepair("yaml.curly-quotes", head + straight)
    comment = _COMMENT.search(straight)
    text, rest = (straight[: comment.start()], comment.group()) if comment else (straight.rstrip(), "")
    for mark in "\"'":
        if text.startswith(mark) is not text.endswith(mark):
            whole = f"{text}{mark}" if text.startswith(mark) else f"{mark}{text}"
            yield LineRepair("yaml.open-quote", f"{head}{whole}{rest}")
    is_quoted = len(text) > 1 and text[0] == text[-1] and text[0] in "\"'"
    inside = text[1:-1] if is_quoted else text
    if is_quoted:
        code = "yaml.escape" if "\\" in inside else "yaml.after-value"
    else:
        code = _SIGNS.get(text[:1], "yaml.colon")
    yield LineRepair(code, f"{head}{quoted(inside)}{rest}")
    yield LineRepair(code, f"{head}{quoted(inside + rest)}")


def _of_brackets(line: str) -> Iterator[LineRepair]:
    yield LineRepair("yaml.open-bracket", _NO_COMMA.sub(", ", line))
    for closing, other in ("}]", "]}"):
        yield LineRepair("yaml.open-bracket", line + closing)
        if line.endswith(other):
            yield LineRepair("yaml.open-bracket", line[:-1] + closing)


def _widths_around(lines: Sequence[str], index: int, now: int) -> list[int]:
    """Return the indents of the lines around one, and those a step further in, the nearest first."""
    around = (*lines[max(index - _ABOVE, 0) : index], *lines[index + 1 : index + 1 + _BELOW])
    widths = {width(line) for line in around if has_content(line)}
    found = widths | {each + STEP for each in widths}
    return sorted(found - {now}, key=lambda each: (abs(each - now), each))
