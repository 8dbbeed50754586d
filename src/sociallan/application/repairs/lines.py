"""Likely repairs of one line of YAML: what a person who does not know YAML probably meant."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from sociallan.application.notation.suggestions import quoted
from sociallan.application.repairs.indents import STEP, widths_around

_NEAR = 40
"""Lines around an item among which the others of its list are looked for."""
_CURLY = str.maketrans({"”": '"', "“": '"', "„": '"', "«": '"', "»": '"', "’": "'", "‘": "'", "´": "'"})
_NO_WIDTH = "\u200b\u200c\u200d\u2060\ufeff\u00ad"
_INVISIBLE = re.compile(f"[{_NO_WIDTH}\u00a0\u2000-\u200a\u202f\u205f\u3000]")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f]")
BULLETS = "–—−‐‑•·*"
ODD_LINE = re.compile(
    rf"^[ \t]*(?:[{_NO_WIDTH}\u00a0\u2000-\u200a\u202f\u205f\u3000]|[{BULLETS}]\s|[^\W\d]\w*:[^\S \t\n\r])"
    r"|^[ \t]*(?:-[ \t]+)*[^\W\d]\w*:[^\s:/][^\n\r]*:[ \t]"
    r"|^[^#\n\r\"'{]*\{[ \t]*[^\W\d]\w*(?:[= \t]|:\S)[^{}\n\r]*\}[ \t]*$"
    r"|^[^#\n\r\"'{]*\{[^#\n\r\"']{0,200}?:[ \t]+\d+,\d{1,2}[ \t]*[,%}]",
    re.MULTILINE,
)
"""Line with a sign that YAML takes for a letter where a blank or a hyphen may be meant, or braces without colons.

In braces a decimal comma begins another name. A name right before its value, where a colon of the value ends what YAML
takes for the name, is such a line as well.
"""
_TAB_WIDTHS = (2, 4, 8, 1)
_KEY = r"(?P<head>\s*(?:-\s+)*[^\W\d]\w*"
_ENTRY = re.compile(r"(?P<head>\s*(?:-\s+)*[^\W\d][^:#]{0,100}:\s+)(?P<value>\S.*)$")
"""A name, which may be a label of several words, with its value."""
_TIGHT_COLON = re.compile(_KEY + r"):(?P<value>[^\s:/].*)$")
_ITEM = re.compile(r"(?P<head>\s*(?:-\s+)+)(?P<value>\S.*)$")
_TIGHT_DASH = re.compile(r"(?P<head>\s*)-(?P<rest>[^\s-].*)$")
_NO_COLON = re.compile(_KEY + r")(?:\s*(?:={1,2}|[;：\s])\s*|\s+[-–]\s+|\.\s+)(?P<value>\S.*)$")
_KEY_ALONE = re.compile(_KEY + r")\s*$")
COMMENT = re.compile(r"\s+#.*$")
_NO_COMMA = re.compile(r"(?<=[^\s,{\[:]) +(?=[^\W\d]\w*:\s)")
_PAIR = r"[^\W\d]\w*:\s+[^\s,:;{}()][^,:;{}()]*"
_PAIRS = re.compile(rf"\(?\s*(?P<pairs>{_PAIR}(?:[,;]\s*{_PAIR})*)\)?$")
_NO_PAIR = r"[^\W\d]\w*(?:\s*=\s*|\s+|:)[^\s,:;{}=][^,:;{}=]*"
_NO_PAIRS = re.compile(rf"\{{\s*(?P<pairs>{_NO_PAIR}(?:[,;]\s*{_NO_PAIR})*)\}}")
_NAME_AND_VALUE = re.compile(r"\s*(?P<name>[^\W\d]\w*)(?:\s*[=:]\s*|\s+)(?P<value>.*\S)\s*$")
_DECIMAL_COMMA = re.compile(r"(?<=:\s)(\d+),(\d{1,2})(?:\s*%)?(?=\s*[,}])")
_BETWEEN_PAIRS = re.compile(r"\s*[,;]\s*")
_STRAY_DASH = re.compile(r"(?P<lead>\s*)-\s+(?P<rest>[^\W\d]\w*:(?:\s.*)?)$")
_WORD_ITEM = re.compile(r"(?P<lead>\s*)(?P<dash>-\s+)?(?P<word>(?(dash)[\w.-]+|[^\W\d]+\d+:))\s*$")
_FIRST_NAME = re.compile(r"(?P<lead>\s*)-\s+(?P<name>[^\W\d]\w*):\s")
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


class BlockRepair(NamedTuple):
    """Repair of several lines: what is wrong, and lines to write by index, of which some may be as they were."""

    code: str
    after: Mapping[int, str]


def line_repairs(lines: Sequence[str], index: int) -> Iterator[LineRepair]:
    """Yield the likely repairs of the line at an index, the surest first, each different from the line."""
    seen = {lines[index]}
    for repair in _repairs(lines, index):
        if repair.after not in seen:
            seen.add(repair.after)
            yield repair


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
    if body[:1] in BULLETS and body[1:2] == " ":
        yield LineRepair("yaml.bullet", f"{lead}-{body[1:]}")
        for blanks in widths_around(lines, index, len(lead)):
            yield LineRepair("yaml.bullet", f"{' ' * blanks}-{body[1:]}")
    if match := _STRAY_DASH.match(line):
        yield LineRepair("yaml.stray-dash", match["lead"] + match["rest"])
        yield LineRepair("yaml.stray-dash", match["lead"] + " " * STEP + match["rest"])
    for blanks in widths_around(lines, index, len(lead)):
        yield LineRepair("yaml.tab" if "\t" in lead else "yaml.indentation", " " * blanks + body)
    if match := _TIGHT_COLON.match(line):
        value = match["value"].rstrip()
        yield LineRepair("yaml.missing-colon", f"{match['head']}: {value}")
        yield LineRepair("yaml.missing-colon", f"{match['head']}: {quoted(value)}")
    if match := _TIGHT_DASH.match(line):
        yield LineRepair("yaml.space-after-dash", f"{match['head']}- {match['rest']}")
    if match := _WORD_ITEM.match(line):
        for name in _names_of_items(lines, index, len(match["lead"])):
            code = "yaml.missing-colon" if match["dash"] else "yaml.missing-dash"
            yield LineRepair(code, f"{match['lead']}- {name}: {match['word'].rstrip(':')}")
    if match := _ENTRY.match(line) or _ITEM.match(line):
        yield from _of_text(match["head"], match["value"])
    if (match := _ENTRY.match(line)) and (pairs := _PAIRS.match(match["value"].rstrip())):
        yield LineRepair("yaml.missing-braces", match["head"] + _in_braces(pairs["pairs"]))
    if "{" in line:
        yield LineRepair("yaml.decimal-comma", _DECIMAL_COMMA.sub(r"\1.\2", line))
    if "{" in line or "[" in line:
        yield from _of_brackets(line.rstrip())
    if match := _NO_PAIRS.search(line):
        yield LineRepair("yaml.missing-colon", line[: match.start()] + _in_braces(match["pairs"]) + line[match.end() :])
    if match := _NO_COLON.match(line):
        yield LineRepair("yaml.missing-colon", f"{match['head']}: {match['value']}")
    if match := _KEY_ALONE.match(line):
        yield LineRepair("yaml.missing-colon", f"{match['head']}:")


def _of_text(head: str, value: str) -> Iterator[LineRepair]:
    """Yield the repairs of a text that needs other quotation marks; a comment after it stays one, if it can."""
    straight = value.translate(_CURLY)
    if straight.strip() == "-":
        yield LineRepair("yaml.lone-dash", head.rstrip())
        return
    yield LineRepair("yaml.curly-quotes", head + straight)
    comment = COMMENT.search(straight)
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
    if code == "yaml.dash":
        yield LineRepair(code, f"{head}{inside[1:].lstrip()}{rest}")
    yield LineRepair(code, f"{head}{quoted(inside + rest)}")


def _of_brackets(line: str) -> Iterator[LineRepair]:
    yield LineRepair("yaml.open-bracket", _NO_COMMA.sub(", ", line))
    for closing, other in ("}]", "]}"):
        yield LineRepair("yaml.open-bracket", line + closing)
        if line.endswith(other):
            yield LineRepair("yaml.open-bracket", line[:-1] + closing)


def _in_braces(pairs: str) -> str:
    """Return names and values, with any sign between each two, in braces."""
    written = (_NAME_AND_VALUE.sub(r"\g<name>: \g<value>", each) for each in _BETWEEN_PAIRS.split(pairs))
    return "{" + ", ".join(written) + "}"


def _names_of_items(lines: Sequence[str], index: int, column: int) -> Sequence[str]:
    """Return the first names of the items around one in the same column, each once."""
    around = (*lines[max(index - _NEAR, 0) : index], *lines[index + 1 : index + 1 + _NEAR])
    matches = filter(None, map(_FIRST_NAME.match, around))
    return tuple(dict.fromkeys(match["name"] for match in matches if len(match["lead"]) == column))
