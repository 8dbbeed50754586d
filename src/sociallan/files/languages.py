"""The supported languages: one for each file in ``words/``."""

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
        # The package is in a zip file, which has no folders. Imported late because it is slow.
        from importlib.resources import files

        return [entry.name for entry in files("sociallan").joinpath("words").iterdir()]


_CODES = {name.removesuffix(_ENDING) for name in _names() if name.endswith(_ENDING)}
LANGUAGES = (DEFAULT_LANGUAGE, *sorted(_CODES - {DEFAULT_LANGUAGE}))
"""Two-letter language codes (ISO 639-1), the default first."""


class Language(StrEnum):
    """The supported languages as the values of an option."""

    _ignore_ = "_code"
    for _code in LANGUAGES:
        vars()[_code.upper()] = _code
