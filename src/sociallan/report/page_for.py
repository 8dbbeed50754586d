"""The choice of a page: broken and coloured by rich on a terminal, plain elsewhere."""

from sociallan.report.page import Page, PipedPage
from sociallan.report.view import View


def page_for(view: View) -> Page:
    """Return an empty page that suits a view."""
    if view.width is None and not view.colour:
        return PipedPage()
    from sociallan.report.terminal import TerminalPage  # rich takes a while to load.

    return TerminalPage(view)
