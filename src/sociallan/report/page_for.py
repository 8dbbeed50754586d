"""The choice of a page: wrapped and coloured by rich on a terminal, plain elsewhere."""

from sociallan.report.page import Page, PipedPage
from sociallan.report.view import View


def page_for(view: View) -> Page:
    """Return an empty page for the width and colour of a view."""
    if view.style.width is None and not view.style.colour:
        return PipedPage()
    from sociallan.report.terminal import TerminalPage  # rich is slow to import.

    return TerminalPage(view)
