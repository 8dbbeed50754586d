"""Reader of an application in any of its formats."""

import re
from collections.abc import Mapping

from sociallan.application.document import Document
from sociallan.application.field import Form
from sociallan.application.read import read
from sociallan.application.source import Limits, Source

_USUAL = re.compile(rb"(?:\s|#[^\n]*\n)*+(?:[a-z_]+:\s|\{\s*\")")
"""How nearly all applications begin: with a name of the form, or as JSON."""


def read_application(
    source: Source, form: Form, *, gaps: Mapping[str, str] | None = None, limits: Limits = Limits()
) -> Document:
    """Read one application, as ``read`` does one in YAML or JSON."""
    if not source.is_workbook:
        if not _USUAL.match(source.data):
            from sociallan.application.other_format import other_format  # Imported late: nearly all begin as usual.

            if (found := other_format(source)) is not None:
                return Document(source, "", None, None, (), (found,))
        return read(source, gaps=gaps, limits=limits)
    from sociallan.application.workbook.read import read_workbook  # Imported late: few applications are workbooks.

    return read_workbook(source, form, gaps=gaps, limits=limits)
