"""The zip archive and the XML of a workbook, a stranger's file: unpacked in memory and within limits.

A document type, which entities need, is refused, and so is an archive that is slow to list.
"""

import zlib
from collections.abc import Mapping
from io import BytesIO
from posixpath import dirname, join, normpath
from xml.parsers import expat
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from sociallan.application.source import ARCHIVE_START, Limits

DAMAGED, UNSAFE, TOO_LARGE, OTHER_FORMAT = (
    "workbook.damaged",
    "workbook.unsafe",
    "workbook.too-large",
    "workbook.other-format",
)

_END, _END_SIZE, _LONGEST_COMMENT = b"PK\x05\x06", 22, 1 << 16
_LOCATOR, _LOCATOR_SIZE = b"PK\x06\x07", 20
"""Of the end of a very large archive (Zip64), which no workbook within the limits has."""
_LARGEST_DIRECTORY = 1 << 18
"""Most bytes of an archive's directory: some thousand entries, of which a workbook has some fifty."""
_ENCRYPTED = 0x1


class Unreadable(Exception):
    """A workbook that cannot be read: the code of the diagnostic and its parameters."""

    def __init__(self, code: str, **parameters: object) -> None:
        super().__init__(code)
        self.code = code
        self.parameters = parameters


class Handler:
    """Handler of the elements of one part, by their names without namespaces."""

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """Take the start of an element."""

    def end(self, name: str) -> None:
        """Take the end of an element."""

    def text(self, text: str) -> None:
        """Take text between two tags."""


class Archive:
    """The archive of a workbook, of which no more is unpacked than the limits allow."""

    def __init__(self, data: bytes, limits: Limits) -> None:
        _check_directory(data)
        try:
            self._archive = ZipFile(BytesIO(data))
        except (BadZipFile, NotImplementedError, OSError, ValueError) as error:
            raise Unreadable(DAMAGED) from error
        self._infos = {info.filename: info for info in self._archive.infolist()}
        self._bytes_left = self._most = limits.unpacked
        self._elements_left = limits.elements

    def targets(self, part: str, kind: str) -> Mapping[str, str]:
        """Return the parts that a part is related to in a way, by the identifiers of the relations."""
        relations = join(dirname(part), "_rels", f"{part.rpartition('/')[2]}.rels")
        found = _Relations(kind)
        if relations in self._infos:
            self.parse(relations, found)
        folder = dirname(part)
        named = {key: normpath(join("/", folder, target)).lstrip("/") for key, target in found.targets}
        return {key: name for key, name in named.items() if name in self._infos}

    def read(self, part: str) -> bytes:
        """Return the bytes of a part."""
        info = self._infos[part]
        if info.flag_bits & _ENCRYPTED or info.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
            raise Unreadable(DAMAGED)
        data = self._unpacked(info)
        self._bytes_left -= len(data)
        if self._bytes_left < 0:
            raise Unreadable(TOO_LARGE, limit=self._most)
        return data

    def _unpacked(self, info: ZipInfo) -> bytes:
        try:
            with self._archive.open(info) as stream:
                # With a bound, since the directory may tell of fewer bytes than there are.
                return stream.read(self._bytes_left + 1)
        except (BadZipFile, EOFError, NotImplementedError, OSError, RuntimeError, ValueError, zlib.error) as error:
            raise Unreadable(DAMAGED) from error

    def parse(self, part: str, handler: Handler) -> None:
        """Hand the elements of a part to a handler."""
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = _refuse

        def start(name: str, attributes: Mapping[str, str]) -> None:
            self._elements_left -= 1
            if self._elements_left < 0:
                raise Unreadable(TOO_LARGE, limit=self._most)
            handler.start(name[name.rfind(" ") + 1 :], attributes)

        parser.StartElementHandler = start
        parser.EndElementHandler = lambda name: handler.end(name[name.rfind(" ") + 1 :])
        parser.CharacterDataHandler = handler.text
        try:
            parser.Parse(self.read(part), True)  # noqa: FBT003
        except (expat.ExpatError, ValueError, LookupError) as error:
            raise Unreadable(DAMAGED) from error


def _refuse(*_: object) -> None:
    raise Unreadable(UNSAFE)


def _check_directory(data: bytes) -> None:
    """Check that bytes are an archive with a directory that is quick to read, as the archive's last bytes tell."""
    if not data.startswith(ARCHIVE_START):
        raise Unreadable(OTHER_FORMAT)
    end = data.rfind(_END, max(0, len(data) - _END_SIZE - _LONGEST_COMMENT))
    record = data[end : end + _END_SIZE]
    if end < 0 or len(record) < _END_SIZE:
        raise Unreadable(DAMAGED)
    if int.from_bytes(record[12:16], "little") > _LARGEST_DIRECTORY:
        raise Unreadable(UNSAFE)
    if data[max(0, end - _LOCATOR_SIZE) : end].startswith(_LOCATOR):
        raise Unreadable(UNSAFE)


class _Relations(Handler):
    def __init__(self, kind: str) -> None:
        self._kind = f"/{kind}"
        self.targets: list[tuple[str, str]] = []

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        is_within = name == "Relationship" and attributes.get("TargetMode") != "External"
        if is_within and attributes.get("Type", "").endswith(self._kind):
            self.targets.append((attributes.get("Id", ""), attributes.get("Target", "")))
