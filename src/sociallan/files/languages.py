"""The languages that there are words for: one for each file in ``words/``."""

from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path

from sociallan.application.field import DEFAULT_LANGUAGE

_ENDING = ".yaml"


def _names() -> Iterable[str]:
    """Return the names of the files in ``words/``."""
    try:
        return [path.name for path in (Path(__file__).parents[1] / "words").iterdir()]
    except OSError:
        # In a zip file there are no folders; importing this takes longer than all the rest here.
        from importlib.resources import files

        return [entry.name for entry in files("sociallan").joinpath("words").iterdir()]


_CODES = {name.removesuffix(_ENDING) for name in _names() if name.endswith(_ENDING)}
LANGUAGES = (DEFAULT_LANGUAGE, *sorted(_CODES - {DEFAULT_LANGUAGE}))
"""The languages by their codes of two letters (ISO 639-1), the default first."""


class Language(StrEnum):
    """The languages as the choices of an option."""

    _ignore_ = "_code"
    for _code in LANGUAGES:
        vars()[_code.upper()] = _code
