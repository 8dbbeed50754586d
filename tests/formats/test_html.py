"""The report as a page: whole, in one file, and nothing of an application is anything but text in it."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from itertools import pairwise

import pytest

from sociallan.formats import html as page_of
from sociallan.formats import render
from sociallan.formats.html_page import SCRIPT
from sociallan.formats.html_style import STYLE
from sociallan.report.content import report_content
from sociallan.report.html_elements import Markup, element
from sociallan.rules.rule import Level
from sociallan.rules.truth import OutcomeKind
from sociallan.screening.report import Report
from tests.builders import report, view, words
from tests.conftest import Golden
from tests.formats.hostile import every_trick, hostile
from tests.formats.samples import LANGS, SAMPLES, rendered, sample

EMPTY = {"meta", "input"}
ELEMENTS = set(
    re.findall(
        r"\w+",
        "html head meta title style body main h1 h2 h3 h4 p strong span dl div dt dd table thead tbody tr th td ol ul "
        "li a code pre mark details summary label input select option button script svg desc rect path text tspan "
        "section",
    )
)
"""All that a page is made of."""


class Page(HTMLParser):
    """A page as the standard library's parser reads it: its elements, in order, and its text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text: list[str] = []
        self._open: list[str] = []
        self.feed(text)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in EMPTY:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self._open and self._open[-1] not in ("style", "script"):
            self.text.append(data)

    def all(self, *tags: str) -> Iterator[dict[str, str | None]]:
        return (attributes for tag, attributes in self.elements if tag in tags)


def shown(given: Report, lang: str = "sv", **looks: bool) -> Page:
    return Page(render("html", given, view(lang, **looks)))


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", ["not_met", "several"])
def test_a_page_reads_as_it_did(name: str, lang: str, golden: Golden) -> None:
    # A page of several applications is light, as `check` writes it for a folder.
    golden(f"html/{name}.{lang}.html", rendered("html", name, lang, full=name != "several"))


@pytest.mark.slow
@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", SAMPLES)
def test_headings_are_in_order_below_one(name: str, lang: str) -> None:
    page = shown(sample(name), lang)

    levels = [int(tag[1]) for tag, _ in page.elements if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(below - above <= 1 for above, below in pairwise(levels))
    assert next(page.all("html")) == {"lang": lang}


@pytest.mark.slow
@pytest.mark.parametrize("name", SAMPLES)
def test_every_heading_of_a_table_says_what_it_heads(name: str) -> None:
    assert {attributes.get("scope") for attributes in shown(sample(name)).all("th")} <= {"col", "row", "rowgroup"}


@pytest.mark.slow
@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", SAMPLES)
def test_all_that_a_report_says_is_on_the_page(name: str, lang: str) -> None:
    text = "".join(shown(sample(name), lang).text)

    for screening in sample(name).screenings:
        said = report_content(screening, sample(name).head, view(lang))
        items = (*said.actions, *said.weaknesses, *said.remarks)
        assert said.verdict_meaning in text
        assert all(item.title in text and item.instruction in text for item in items)
        assert all(sentence in text for item in items for sentence in item.sentences)
        assert all(question.question in text for question in said.questions)
        assert all(source.text in text for source in said.sources)
        assert all(sentence in text for sentence in said.about[:-2])


FIGURE = "Projektet i en bild"


def test_a_full_page_has_the_own_words_the_figure_and_each_requirement_and_a_light_one_has_not() -> None:
    full, light = (shown(sample("ready"), full=full) for full in (True, False))

    (screening,) = sample("ready").screenings
    for page, wanted in ((full, True), (light, False)):
        text = "".join(page.text)
        assert (FIGURE in text) is (words().say("report.own_words") in text) is wanted
        assert (len(list(page.all("svg"))) == 2) is wanted
        assert (words().say("table.rests_on") in text) is wanted
    text = "".join(full.text)
    applying = [each for each in screening.outcomes if each.rule.level is Level.REQUIREMENT]
    assert all(
        words().pick(each.rule.title) in text for each in applying if each.kind is not OutcomeKind.NOT_APPLICABLE
    )


@pytest.mark.slow
def test_every_link_within_the_page_leads_somewhere() -> None:
    page = shown(sample("several"))

    names = [attributes["id"] for _, attributes in page.elements if "id" in attributes]
    links = {str(attributes["href"]) for attributes in page.all("a")}
    assert len(names) == len(set(names))
    assert {link[1:] for link in links if link.startswith("#")} <= set(names)


@pytest.mark.slow
def test_the_worst_application_stands_first_and_has_its_report() -> None:
    rows = [
        attributes["data-verdict"] for attributes in shown(sample("several")).all("tr") if "data-verdict" in attributes
    ]

    assert rows == ["invalid", "not_met", "incomplete", "ready"]


@pytest.mark.slow
@pytest.mark.parametrize("lang", LANGS)
def test_nothing_of_an_application_is_an_element_or_a_link(lang: str) -> None:
    for given in (every_trick(), hostile()):
        page = shown(given, lang, explain=True)

        assert {tag for tag, _ in page.elements} <= ELEMENTS
        assert not [
            name for _, attributes in page.elements for name in attributes if name.startswith(("on", "style", "src"))
        ]
        links = {str(attributes["href"]) for attributes in page.all("a")}
        assert all(link.startswith(("#", "https://")) and "example.org" not in link for link in links)
        assert len(list(page.all("script", "style"))) == 2


@pytest.mark.slow
def test_no_sign_on_the_page_steers_or_hides() -> None:
    text = render("html", every_trick(), view())

    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e]", text)
    assert "19811218" not in text


@pytest.mark.slow
def test_only_the_page_s_own_script_may_run_and_nothing_is_fetched() -> None:
    page = shown(sample("several"))

    (policy,) = (a["content"] for a in page.all("meta") if a.get("http-equiv") == "Content-Security-Policy")
    assert str(policy).startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in str(policy)
    assert "http" not in STYLE + SCRIPT
    assert "</" not in STYLE + SCRIPT


@pytest.mark.slow
def test_a_page_says_the_same_without_its_script() -> None:
    hidden = [attributes["id"] for _, attributes in shown(sample("several")).elements if "hidden" in attributes]

    assert hidden == ["controls", "folding"]


@pytest.mark.parametrize("lang", LANGS)
def test_what_there_is_no_room_for_is_told(lang: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page_of, "MOST_ROWS", 3)
    monkeypatch.setattr(page_of, "MOST_REPORTS", 2)

    page = shown(sample("several"), lang)

    text = "".join(page.text)
    assert words(lang).say("html.more_rows", shown=3, more=1) in text
    assert words(lang).say("html.more_reports", shown=2) in text
    assert len(list(page.all("details"))) == 2
    assert len([row for row in page.all("tr") if "data-verdict" in row]) == 3


def test_no_application_is_a_page_too() -> None:
    assert words().counted("screened", 0) in "".join(shown(report()).text)


def test_texts_are_escaped_and_elements_are_not() -> None:
    made = element("p", "<b>", element("b", 'a & "b"'), class_='"', hidden=True, id=None, data_x=1)

    assert made == '<p class="&quot;" hidden data-x="1">&lt;b&gt;<b>a &amp; &quot;b&quot;</b></p>'
    assert isinstance(made, Markup)
