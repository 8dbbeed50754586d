"""Parts of a workbook that its cells refer to: the list of sheets, the formats of numbers and the shared texts."""

import re
from collections.abc import Mapping, Sequence

from sociallan.application.workbook.archive import OTHER_FORMAT, Handler, Unreadable

_ESCAPED = re.compile(r"_x(?![Dd][89A-Fa-f])([0-9A-Fa-f]{4})_")
_BUILT_IN = {
    1: "0",
    9: "0%",
    10: "0.00%",
    14: "yyyy-mm-dd",
    15: "d-mmm-yy",
    16: "d-mmm",
    17: "mmm-yy",
    22: "yyyy-mm-dd h:mm",
    49: "@",
}
"""Formats of numbers that a workbook names by a number alone; of the others only the value matters here."""
GENERAL = "General"


class Book(Handler):
    """Handler of the list of sheets: the name of each, and the identifier of its part."""

    def __init__(self) -> None:
        self.sheets: list[tuple[str, str]] = []
        self.from_1904 = False
        self._is_workbook = False

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """Take the start of an element, of which a workbook's is the first.

        Raises:
            Unreadable: if it is not, as in a document of Word.

        """
        if name == "workbook":
            self._is_workbook = True
        elif not self._is_workbook:
            raise Unreadable(OTHER_FORMAT)
        elif name == "sheet":
            identifier = next((value for key, value in attributes.items() if key.endswith(" id")), "")
            self.sheets.append((attributes.get("name", ""), identifier))
        elif name == "workbookPr":
            self.from_1904 = attributes.get("date1904") in ("1", "true")


class FormatHandler(Handler):
    """Handler of the formats of cells."""

    def __init__(self) -> None:
        self._named: dict[str, str] = {}
        self._used: list[str] = []
        self._is_of_cells = False

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """Take the start of an element."""
        if name == "numFmt":
            self._named[attributes.get("numFmtId", "")] = attributes.get("formatCode", GENERAL)
        elif name == "cellXfs":
            self._is_of_cells = True
        elif name == "xf" and self._is_of_cells:
            self._used.append(attributes.get("numFmtId", "0"))

    def end(self, name: str) -> None:
        """Take the end of an element."""
        if name == "cellXfs":
            self._is_of_cells = False

    def codes(self) -> Sequence[str]:
        """Return the code of the number format of each style of a cell."""
        known = {str(number): code for number, code in _BUILT_IN.items()} | self._named
        return [known.get(number, GENERAL) for number in self._used]


class TextHandler(Handler):
    """Handler of texts, with their formatted parts joined and without the readings that stand beside them."""

    def __init__(self) -> None:
        self.found: list[str] = []
        self._parts: list[str] = []
        self._is_text = self._is_reading = False

    def start(self, name: str, _attributes: Mapping[str, str]) -> None:
        """Take the start of an element."""
        if name == "si":
            self._parts = []
        elif name == "rPh":
            self._is_reading = True
        self._is_text = name == "t" and not self._is_reading

    def end(self, name: str) -> None:
        """Take the end of an element."""
        self._is_text = False
        if name == "rPh":
            self._is_reading = False
        elif name == "si":
            self.found.append(unescaped("".join(self._parts)))

    def text(self, text: str) -> None:
        """Take text between two tags."""
        if self._is_text:
            self._parts.append(text)


def unescaped(text: str) -> str:
    """Return a text with the characters that XML cannot hold, and with line breaks as everywhere."""
    if "_x" in text:
        text = _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)
    return text.replace("\r\n", "\n")
