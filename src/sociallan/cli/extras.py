"""Formats that need what not every installation has: refused before anything is screened."""

from importlib.util import find_spec

from sociallan.cli.exits import CannotRun
from sociallan.formats import RENDERERS
from sociallan.report.words import Words


def ensure_installed(name: str, words: Words) -> None:
    """Refuse a format whose package is not there.

    Raises:
        CannotRun: it tells what to install.

    """
    form = RENDERERS[name]
    if form.needs is not None and find_spec(form.needs) is None:
        raise CannotRun(words.say("usage.no_extra", name=name, package=form.needs))
