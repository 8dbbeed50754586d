"""Shared by the tests of the reader: documents read from text, and where things stand in them."""

from sociallan.application.diagnostic import Diagnostic
from sociallan.application.document import Document
from sociallan.application.location import Location
from sociallan.application.node_positions import NodePositions, key_place, place_of
from sociallan.application.read import read
from sociallan.application.source import Limits
from tests.builders import at, source

GAPS = {"tbd": "placeholder", "-": "placeholder", "fylls i senare": "placeholder", "okänt": "unknown"}


def document(text: str | bytes, *, limits: Limits | None = None) -> Document:
    """Read an application with a few gaps known."""
    return read(source(text), gaps=GAPS, limits=limits or Limits())


def faults_of(given: Document) -> list[tuple[str, str, str]]:
    """List code, pointer and ``line:column`` of every finding."""
    return [(finding.code, finding.pointer, at(finding.place)) for finding in given.findings]


def only_finding(given: Document) -> Diagnostic[Location]:
    """Return the finding of a document that has exactly one."""
    (finding,) = given.findings
    return finding


def marked(given: Document, finding: Diagnostic[Location]) -> str:
    """Return the text that a finding's span covers."""
    span = finding.place.span
    return NodePositions(given.text).line(span.line)[span.column - 1 : span.end_column - 1]


def where(given: Document, pointer: str) -> str:
    """Write where the value at a pointer stands as ``line:column``."""
    return at(place_of(given, pointer, NodePositions(given.text)))


def where_key(given: Document, pointer: str) -> str:
    """Write where the key at a pointer stands as ``line:column``."""
    return at(key_place(given, pointer, NodePositions(given.text)))
