"""The sources that an HTML page cites, with their passages."""

import re
from collections.abc import Iterable, Iterator

from sociallan.formats.html_citations import anchor
from sociallan.pack.pack import Pack
from sociallan.report import sourced_texts
from sociallan.report.html_elements import Markup, element, joined
from sociallan.report.parts import SourceLine
from sociallan.report.view import View

_ADDRESS = re.compile(r"(https?://\S+)")


def sources(cited: Iterable[str], pack: Pack, view: View) -> Iterator[Markup]:
    """Yield the section with each source cited on the page; nothing without any."""
    listed = tuple(sourced_texts.sources((pack.passages[citation] for citation in cited), view))
    if not listed:
        return
    yield element("h2", view.words.say("report.sources"))
    yield element("div", *(_source(source) for source in listed), class_="sources")


def _source(source: SourceLine) -> Markup:
    passages = element("ul", *(element("li", passage) for passage in source.passages))
    text = joined(_linked(source.text))
    return element("div", element("p", element("strong", f"{source.key}: "), text), passages, id=anchor(source.key))


def _linked(text: str) -> Iterator[str]:
    """Yield a text of the pack with its URLs as links; texts of an application never become links."""
    for number, piece in enumerate(_ADDRESS.split(text)):
        yield element("a", piece, href=piece) if number % 2 else piece
