"""Reader of an application in any of its formats."""

from collections.abc import Mapping

from sociallan.application.document import Document
from sociallan.application.field import Form
from sociallan.application.read import read
from sociallan.application.source import Limits, Source


def read_application(
    source: Source, form: Form, *, gaps: Mapping[str, str] | None = None, limits: Limits = Limits()
) -> Document:
    """Read one application, as ``read`` does one in YAML or JSON."""
    if not source.is_workbook:
        return read(source, gaps=gaps, limits=limits)
    from sociallan.application.workbook import read_workbook  # Imported late: few applications are workbooks.

    return read_workbook(source, form, gaps=gaps, limits=limits)
