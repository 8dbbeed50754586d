"""The application's own words as HTML: lists of labels and values, under the headings of the form."""

from collections.abc import Iterable, Iterator
from typing import assert_never

from sociallan.report.html_elements import Markup, element
from sociallan.report.own_words import OwnAnswer, OwnList, OwnPart, OwnRecord
from sociallan.report.view import View

_SHORT = 60
"""Longest text that stands beside its label and others, in characters."""


def own_words(parts: Iterable[OwnPart], view: View) -> Iterator[Markup]:
    """Yield the section; nothing for an application that states nothing."""
    stated = tuple(parts)
    if not stated:
        return
    yield element("h3", view.words.say("report.own_words"))
    yield element("p", view.words.say("report.own_words_intro"))
    yield _list(stated, view, "own")


def _list(parts: Iterable[OwnPart], view: View, css_class: str | None = None) -> Markup:
    return element("dl", *(_entry(part, view) for part in parts), class_=css_class)


def _entry(part: OwnPart, view: View) -> Markup:
    match part:
        case OwnAnswer():
            note = element("span", f" ({view.words.say('report.no_answer')})", class_="note")
            said = element("dd", part.text, "" if part.counts else note)
            return element(
                "div", element("dt", part.label), said, class_="short" if len(part.text) <= _SHORT else "prose"
            )
        case OwnRecord():
            # A record of a few short answers is read on one line.
            css_class = "record row" if all(map(_is_short, part.parts)) else "record"
            return element("div", element("dt", part.label), element("dd", _list(part.parts, view)), class_=css_class)
        case OwnList():
            items = element("ol", *(element("li", _list(item, view)) for item in part.items))
            return element("div", element("dt", part.label), element("dd", items), class_="record")
        case _:
            assert_never(part)


def _is_short(part: OwnPart) -> bool:
    return isinstance(part, OwnAnswer) and len(part.text) <= _SHORT
