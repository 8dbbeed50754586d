"""Floor 2, the views: pure functions from a report to text, one module a format."""

from importlib import import_module

from sociallan.model.report import Report
from sociallan.render.view import View

RENDERERS = {
    "text": "sociallan.render.text",
    "plain": "sociallan.render.plain",
    "json": "sociallan.render.json",
}
"""Every format, and the module whose ``render`` makes it. A module is loaded when its format is asked for."""


def render(name: str, report: Report, view: View) -> str:
    """Render a report in a format of the registry."""
    rendered: str = import_module(RENDERERS[name]).render(report, view)
    return rendered
