"""Declaration, in a form, of the table whose names may stand in a text beside a code."""

from collections.abc import Mapping
from typing import NamedTuple


class MayName(NamedTuple):
    """Names of a table that a text may have, each with a code, of which one is stated beside the text.

    ``name`` and ``code`` are columns of the table, ``where`` what its rows have in others, and ``code_in`` the name of
    the field with the code. A name counts alone in a part of the text or beside the words ``before`` and ``after``;
    those ``unless`` are names of something else too.
    """

    table: str
    name: str
    code: str
    code_in: str
    where: Mapping[str, str] = {}
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
