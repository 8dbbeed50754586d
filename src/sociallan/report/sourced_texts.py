"""Texts of a pack that name their sources: what is good to know at a verdict, and before anything is written."""

from collections.abc import Iterable, Iterator

from sociallan.application.field import Translations
from sociallan.pack.pack import Pack
from sociallan.report.parts import SourcedLine
from sociallan.report.view import View
from sociallan.screening.report import Verdict


def beside_verdict(verdict: Verdict, pack: Pack, view: View) -> Iterator[SourcedLine]:
    """Yield the texts of a pack that are shown beside a verdict."""
    yield from (
        _sourced(each.text, each.cites, pack, view)
        for each in pack.reader_texts.beside_verdict
        if verdict in each.verdicts
    )


def before_writing(pack: Pack, view: View) -> str:
    """Return the texts for an applicant before anything is written, ``""`` if the pack says nothing of it."""
    given = pack.reader_texts.before_writing
    return "" if given is None else _sourced(given.text, given.cites, pack, view).text


def _sourced(text: Translations, cites: Iterable[str], pack: Pack, view: View) -> SourcedLine:
    words, passages = view.words, tuple(pack.passages[citation] for citation in cites)
    named = dict.fromkeys(
        words.say(
            "report.source_named",
            publisher=p.publisher,
            title=p.title,
            date=p.date or words.say("report.source_undated"),
        )
        for p in passages
    )
    return SourcedLine(words.say("report.sourced", text=words.pick(text), sources="; ".join(named)), passages)
