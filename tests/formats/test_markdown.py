"""The report as Markdown: read by someone else's parser, nothing in it is anything but text."""

import re
from itertools import pairwise
from urllib.parse import unquote

import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token

from sociallan.formats import markdown, markdown_application, render
from sociallan.report import chain
from sociallan.report.content import report_content
from sociallan.report.markdown_text import inert
from sociallan.screening.report import Report
from tests.builders import lsh, report, screen, view, words
from tests.conftest import Golden
from tests.formats.hostile import every_trick, hostile
from tests.formats.samples import LANGS, SAMPLES, rendered, sample
from tests.report.test_chain import TEXT

OWN_HTML = re.compile(r"</?details>|<summary>[^<>]*(?:<!-- -->[^<>]*)*</summary>|<!-- -->")


def tokens(text: str) -> list[Token]:
    top = MarkdownIt("gfm-like", {"linkify": False}).parse(text)
    return [*top, *(child for token in top for child in token.children or ())]


def read(given: Report, lang: str = "sv") -> list[Token]:
    return tokens(render("markdown", given, view(lang, explain=True)))


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", ["not_met", "several", "hostile"])
def test_a_report_reads_as_it_did(name: str, lang: str, golden: Golden) -> None:
    golden(f"markdown/{name}.{lang}.md", rendered("markdown", name, lang))


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", SAMPLES)
def test_the_heading_tells_how_it_went(name: str, lang: str) -> None:
    first = rendered("markdown", name, lang).partition("\n")[0]

    verdict = words(lang).say(f"verdict.{sample(name).screenings[0].verdict}")
    count = words(lang).counted("screened", len(sample(name).screenings))
    assert (count if name == "several" else verdict) in first


@pytest.mark.parametrize("name", SAMPLES)
def test_everything_to_mend_is_there_with_its_place(name: str) -> None:
    text = rendered("markdown", name)

    for screening in sample(name).screenings:
        for item in report_content(screening, sample(name).head, view()).actions:
            span = item.places[0].span
            assert inert(f"{item.label}: {item.title}") in text
            assert inert(f"{item.path}:{span.line}:{span.column}") in text


@pytest.mark.slow
@pytest.mark.parametrize("lang", LANGS)
def test_nothing_of_an_application_is_html_or_a_link(lang: str) -> None:
    for given in (every_trick(), hostile()):
        found = read(given, lang)

        written = [token.content for token in found if token.type in ("html_block", "html_inline")]
        assert [text for text in written if OWN_HTML.sub("", text).strip()] == []
        # Where an address stands it shows where it leads, as hosts of repositories would have it anyway.
        links = [(token.attrGet("href"), text.content) for token, text in pairwise(found) if token.type == "link_open"]
        assert all(str(address).startswith("https://") for address, _ in links)
        assert [unquote(str(address)) for address, _ in links] == [unquote(text) for _, text in links]
        assert [token for token in found if token.type in ("image", "code_inline", "fence", "code_block")] == []


@pytest.mark.slow
def test_tables_keep_their_columns() -> None:
    found = read(every_trick())

    cells = [token.type for token in found if token.type in ("tr_open", "td_open", "th_open")]
    rows = "".join("|" if kind == "tr_open" else "x" for kind in cells).split("|")[1:]
    assert {len(row) for row in rows} == {2, 3, 7, 9}


@pytest.mark.slow
def test_nobody_is_told_of_it() -> None:
    text = render("markdown", every_trick(), view())

    assert not re.search(r"@(?!<!-- -->)", text)
    assert "19811218" not in text


def test_an_address_with_an_at_sign_in_it_is_still_one() -> None:
    assert inert("Se https://example.org/@a och @b") == "Se <https://example.org/@a> och @<!-- -->b"


def test_what_folds_together_also_ends() -> None:
    text = rendered("markdown", "several")

    assert text.count("<details>") == text.count("</details>") == 8


@pytest.mark.slow
@pytest.mark.parametrize("lang", LANGS)
def test_a_page_is_no_larger_than_there_is_room_for(lang: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(markdown, "MOST_BYTES", 12_000)

    text = render("markdown", every_trick(), view(lang))

    left_out = len(every_trick().screenings) - text.count("<details>\n<summary>") // 2
    assert len(text.encode()) <= 12_000
    assert inert(words(lang).say("markdown.more_reports", count=left_out)) in text
    assert text.count("<details>") == text.count("</details>")


@pytest.mark.slow
def test_a_report_of_very_many_faults_has_room() -> None:
    many = screen("\n".join(f"nyckel{number}: {'x' * 300}" for number in range(3000)) + "\n")

    assert len(render("markdown", report(many), view()).encode()) < markdown.MOST_BYTES / 2


def test_no_application_is_a_page_too() -> None:
    assert words().counted("screened", 0) in render("markdown", report(), view())


@pytest.mark.parametrize(("lines", "shown"), [(50, 50), (51, 50)])
def test_a_chain_has_so_many_rows_and_tells_how_many_more_there_are(lines: int, shown: int) -> None:
    found = chain.table(screen(TEXT), lsh(), view())
    assert found is not None
    long = found._replace(lines=found.lines[:1] * lines)

    _, _, table, *rest = markdown_application._chain(long, view())

    assert len(table.splitlines()) == 2 + shown
    assert rest == ([inert(words().say("report.more", count=lines - shown))] if lines > shown else [])
