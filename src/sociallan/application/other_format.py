"""Recognition of files in formats that hold no application, by how they begin."""

import codecs
import re

from sociallan.application.diagnostic import Diagnostic
from sociallan.application.location import START, Location
from sociallan.application.node_positions import NodePositions
from sociallan.application.source import UTF_16_MARKS, Source

_HEAD = 4096
_HEADER = "(?:from|to|subject|date|received|return-path|delivered-to|message-id|mime-version|x-[a-z-]+)"
_BEGINNINGS = (
    ("PDF", r"%PDF-"),
    ("RTF", r"\{\\rtf"),
    ("HTML", r"(?i)<!doctype html|<html\b"),
    ("XML", r"(?i)<\?xml\b"),
    ("PNG", r"\x89PNG"),
    ("JPEG", r"\xff\xd8\xff"),
    ("GIF", r"GIF8[79]a"),
    ("TIFF", r"II\*\x00|MM\x00\*"),
    ("EML", rf"(?ims){_HEADER}: .*?\n(?:message-id|mime-version|received): "),
)
_CSV = re.compile(r"(?![#-])[^\n:;\t{}]*([;\t])(?:[^\n:]|:\S)*\n[^\n]*\1")
"""Two lines with a sign between columns, the first without the colon that a key has."""
_PLAIN = re.compile(r"(?![#-])(?:[^\n:{}\[\]]|:\S)*")
_CONTROL = re.compile("[\x00-\x08\x0b\x0e-\x1f]")
"""Signs that no table has: a file of any bytes may have a line that looks like a row."""
_FEWEST_COMMAS = 2
_FEWEST_LINES = 3
"""Commas in each line of a table whose name does not tell it, and lines: a sentence has one of either."""


def other_format(source: Source) -> Diagnostic[Location] | None:
    """Return the finding on the format that a file is in; ``None`` for text that may be an application."""
    name = _name(source)
    return None if name is None else Diagnostic("file.other-format", NodePositions("").at(START), {"format": name})


def _name(source: Source) -> str | None:
    head = _beginning(source.data)
    known = next((name for name, beginning in _BEGINNINGS if re.match(beginning, head)), None)
    return known or ("CSV" if _is_table(head, named=source.path.lower().endswith((".csv", ".tsv"))) else None)


def _is_table(head: str, *, named: bool) -> bool:
    if _CONTROL.search(head):
        return False
    if re.match(_CSV, head):
        return True
    lines = [line for line in head.split("\n", 3)[:3] if line.strip()]
    if not lines or re.fullmatch(_PLAIN, lines[0]) is None:
        return False
    commas, *other = {line.count(",") for line in lines}
    if other:
        return False
    return commas >= 1 if named else commas >= _FEWEST_COMMAS and len(lines) >= _FEWEST_LINES


def _beginning(data: bytes) -> str:
    head = data[:_HEAD]
    encoding = "utf-16" if head.startswith(UTF_16_MARKS) else "latin-1"
    return head.removeprefix(codecs.BOM_UTF8).decode(encoding, "replace").replace("\r\n", "\n").lstrip()
