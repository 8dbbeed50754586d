"""The keys of an outcome that depend on the application, as reports for programs have them."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple


class ExplanationKeys(NamedTuple):
    """The keys of an outcome that depend on the application, with the values of an outcome without reasons."""

    waits: bool = False
    follows_from: str | None = None
    message: str = ""
    left_out: int = 0
    fields: Sequence[str] = ()
    line: int | None = None
    column: int | None = None
    exact: bool | None = None
    places: Sequence[Mapping[str, Any]] = ()
    edits: Sequence[Mapping[str, Any]] | None = None
    trace: Mapping[str, Any] = {}
