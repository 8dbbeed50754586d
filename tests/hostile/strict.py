"""Readers that are strict about a report: what is wrong with it as its format, or unsafe to show."""

import csv
import io
import json
import re
import zipfile
from collections.abc import Callable, Iterator
from typing import Any, NoReturn
from xml.etree import ElementTree as ET

from sociallan.formats import RENDERERS

_UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufdd0-\ufdef"
    "\ufffe\uffff\U000e0000-\U000e007f]"
)
"""Characters that steer what shows a text, or are none."""
_RUNNER_COMMAND = re.compile(r"##[^\s\[#]{0,60}\[|^[ \t]*::[a-z]", re.MULTILINE | re.IGNORECASE)
"""Texts that Azure's, TeamCity's and GitHub's runners may take for a command, anywhere in a line or first on it."""
_OWN_COMMAND = re.compile(r"::(?:error|warning|notice) [^\r\n]*\n")


def faults(form: str, data: bytes) -> Iterator[str]:
    """Yield what is wrong with a report in a format of the registry."""
    try:
        if RENDERERS[form].binary:
            _workbook(data)
            return
        text = data.decode("utf-8").removeprefix("\ufeff")
        yield from unsafe(text.replace("\r\n", "\n") if form == "csv" else text, own_commands=form == "github")
        _READERS.get(form, _any_text)(text)
    except (ValueError, csv.Error, ET.ParseError, zipfile.BadZipFile, RecursionError) as error:
        yield f"{form} cannot be read: {type(error).__name__} {str(error)[:80]}"


def unsafe(text: str, *, own_commands: bool = False) -> Iterator[str]:
    """Yield what in a text would steer a terminal or a runner that shows it."""
    found = _UNSEEN.search(text)
    if found:
        yield f"holds U+{ord(found.group()):04X}: {_around(text, found)}"
    rest = _OWN_COMMAND.sub("", text) if own_commands else text
    command = _RUNNER_COMMAND.search(rest.replace("\r", "\n"))
    if command:
        yield f"is a command to a runner: {_around(rest, command)}"


def _around(text: str, found: re.Match[str]) -> str:
    return ascii(text[max(0, found.start() - 30) : found.end() + 30])


def strict_json(text: str) -> Any:
    """Return a value of JSON (RFC 8259) whose texts can all be written as UTF-8.

    Raises:
        ValueError: where the text is not such.

    """
    value = json.loads(text, parse_constant=_refuse)
    json.dumps(value, ensure_ascii=False).encode("utf-8")
    return value


def _refuse(constant: str) -> NoReturn:
    raise ValueError(constant)


def _json_lines(text: str) -> None:
    for line in filter(None, text.split("\n")):
        strict_json(line)


def _table(text: str) -> None:
    head = text.partition("\n")[0]
    separator = ";" if ";" in head else ","
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True))
    if len({len(row) for row in rows}) != 1:
        raise ValueError("rows of unequal length")
    for cell in (cell for row in rows for cell in row):
        if re.match(r"[=+@\t\r＝]|-(?!\d+$)", cell):
            raise ValueError(f"a formula: {cell[:40]!a}")


def _workbook(data: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        for name in parts.namelist():
            if name.endswith((".xml", ".rels")):
                root = ET.fromstring(parts.read(name))
                if any(element.tag.endswith(("}f", "}hyperlink")) for element in root.iter()):
                    raise ValueError(f"a formula or a link in {name}")


def _any_text(_text: str) -> None:
    """Accept: what people read has no form of its own."""


def _page(text: str) -> None:
    if "<script>alert" in text or re.search(r"<(?:img|iframe|object|embed|base|form)\b", text):
        raise ValueError("a foreign element")


_READERS: dict[str, Callable[[str], object]] = {
    "json": strict_json,
    "sarif": strict_json,
    "gitlab": strict_json,
    "ndjson": _json_lines,
    "junit": lambda text: ET.fromstring(text.encode()),
    "csv": _table,
    "html": _page,
}
