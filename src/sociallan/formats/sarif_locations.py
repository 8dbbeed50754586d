"""Places in SARIF: files as URIs, and regions of texts or cells of workbooks."""

from collections.abc import Mapping
from typing import Any

from sociallan.application.file_name import encoded
from sociallan.application.location import Location
from sociallan.report.paths import WINDOWS_DRIVE

ROOT = "%SRCROOT%"
"""The base of relative paths, to be resolved by the reader of the report."""


def location(path: str, place: Location) -> Mapping[str, Any]:
    """Return a place in a file."""
    physical = {"artifactLocation": artifact(path)}
    if place.cell is not None:
        # A region is one of a text or of bytes: the cell of a workbook is a place by its name.
        logical = [{"fullyQualifiedName": str(place.cell), "kind": "cell"}] if place.cell.reference else []
        return {"physicalLocation": physical, **({"logicalLocations": logical} if logical else {})}
    span = place.span
    region = {
        "startLine": span.line,
        "startColumn": span.column,
        "endLine": span.end_line,
        "endColumn": span.end_column,
    }
    return {"physicalLocation": {**physical, "region": region}}


def artifact(path: str) -> Mapping[str, str]:
    """Return a path, with ``/``, as a URI, relative to ``ROOT`` unless it is absolute."""
    uri = encoded(path)
    if path.startswith("//"):
        return {"uri": f"file:{uri}"}
    if path.startswith("/"):
        return {"uri": f"file://{uri}"}
    if WINDOWS_DRIVE.match(path):
        return {"uri": f"file:///{path[:2]}{encoded(path[2:])}"}
    return {"uri": uri, "uriBaseId": ROOT}
