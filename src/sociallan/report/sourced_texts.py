"""Texts of a pack that name their sources, at a verdict and before anything is written, and the sources themselves."""

from collections.abc import Iterable, Iterator

from sociallan.application.field import Translations
from sociallan.pack.pack import Pack, Passage
from sociallan.report.parts import SourcedLine, SourceLine
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


def sources(passages: Iterable[Passage], view: View) -> Iterable[SourceLine]:
    """Yield each source once with its cited passages, in the order of first citation."""
    words = view.words
    cited: dict[str, dict[str, Passage]] = {}
    for passage in passages:
        key, _, name = passage.citation.partition("#")
        cited.setdefault(key, {})[name] = passage
    for key, named in cited.items():
        first = next(iter(named.values()))
        date = first.date or words.say("report.source_undated")
        text = words.say("report.source", title=first.title, publisher=first.publisher, date=date, url=first.url)
        texts = (
            words.say("report.passage", id=name, summary=words.pick(p.summary), mark=words.say(f"mark.{p.mark}"))
            for name, p in named.items()
        )
        yield SourceLine(key, text, tuple(texts))


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
