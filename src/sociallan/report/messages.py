"""The messages of an application as values, for programs that show them in a layout of their own."""

from typing import NamedTuple

from sociallan.report.notices import Weight, notices
from sociallan.report.view import View
from sociallan.screening.report import ReportHeader, Screening


class Message(NamedTuple):
    """One problem of an application, in words.

    ``level`` is ``error``, ``warning`` or ``note``: only an error prevents the verdict ``ready``. ``id`` is that of a
    rule, or the code of a finding. ``reasons`` say what was found, ``cure`` what to write, and ``rewritten`` is the
    line as it should be written, ``""`` if that is not known. ``pointer`` is a JSON pointer, ``""`` for the whole
    application; ``line`` and ``column`` count from 1. ``sources`` are the addresses of what the rule rests on.
    """

    level: Weight
    id: str
    heading: str
    title: str
    reasons: tuple[str, ...]
    cure: str
    rewritten: str
    pointer: str
    line: int
    column: int
    sources: tuple[str, ...]


def messages(screening: Screening, head: ReportHeader, view: View) -> tuple[Message, ...]:
    """Return the messages of an application, the most severe first: all of a report but the questions to people."""
    return tuple(
        Message(
            level=notice.weight,
            id=notice.item.id,
            heading=notice.item.label,
            title=notice.item.title,
            reasons=notice.item.sentences,
            cure=notice.item.instruction,
            rewritten=notice.item.rewritten,
            pointer=notice.item.pointer,
            line=notice.place.span.line,
            column=notice.place.span.column,
            sources=tuple(dict.fromkeys(passage.url for passage in notice.item.cites)),
        )
        for notice in notices(screening, head, view)
    )
