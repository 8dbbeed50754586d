"""The styles of a terminal's text: what each looks like with many colours, and with few.

Only a few of the 256 colours contrast with both white and black (4.5 : 1). How the 16 basic colours look depends on the
terminal's theme, so none of them is used: there a text is bold or plain.
"""

from collections.abc import Mapping
from typing import Literal, NamedTuple

Style = Literal["bold", "soft", "place", "good", "best", "wrong", "open", "asks"]
"""Role of a piece of text: ``soft`` is less weighty, ``open`` is missing or to be mended, ``asks`` is for people."""


class Look(NamedTuple):
    """Look of a style; ``colour`` is one of the 256, ``None`` for that of other text."""

    colour: int | None = None
    bold: bool = False


_GREEN, _BLUE, _RED, _GREY = 29, 63, 131, 243

LOOKS: Mapping[Style, Look] = {
    "bold": Look(bold=True),
    "soft": Look(_GREY),
    "place": Look(_BLUE),
    "good": Look(_GREEN),
    "best": Look(_GREEN, bold=True),
    "wrong": Look(_RED, bold=True),
    "open": Look(bold=True),
    "asks": Look(_BLUE),
}
"""Every style. Words and symbols say the same, so that no meaning depends on colour alone."""

OF_STATUS: Mapping[str, Style] = {
    "met": "good",
    "not_met": "wrong",
    "to_mend": "open",
    "missing": "open",
    "judgement": "asks",
    "not_applicable": "soft",
    "waits": "soft",
    "form": "wrong",
    "note": "asks",
    "ready": "best",
    "incomplete": "open",
    "invalid": "wrong",
}
"""The style of each outcome, of each verdict and of findings."""
