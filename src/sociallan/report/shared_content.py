"""The text of an application's report, made once for all formats in which the application is rendered."""

from collections.abc import Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from sociallan.report.content import report_content
from sociallan.report.parts import Content
from sociallan.report.view import View
from sociallan.screening.report import ReportHeader, Screening

_made: ContextVar[dict[Hashable, Content] | None] = ContextVar("_made", default=None)


@contextmanager
def one_application() -> Iterator[None]:
    """Make the text of the one application that is rendered meanwhile only once, and forget it at the end."""
    token = _made.set({})
    try:
        yield
    finally:
        _made.reset(token)


def shared_content(screening: Screening, head: ReportHeader, view: View) -> Content:
    """Return the text of one application's report, which formats must not change."""
    made = _made.get()
    if made is None:
        return report_content(screening, head, view)
    # For other programs, the application has another path: all else of it is the same.
    same = (id(head), id(view.words), id(view.fields), id(view.tables), view.partial, view.detail.explain)
    key = (screening.path, screening.document, *same)
    if key not in made:
        made[key] = report_content(screening, head, view)
    return made[key]
