"""Text in Markdown: read by someone else's parser, it shows what it says."""

import html

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from sociallan.report.markdown_text import escaped, inert, inert_html

SIGNS = "*_`#-+=>|[]()<>!&;~$\\ 1.)\"'abå"


def shown(markdown: str) -> str:
    return str(MarkdownIt("gfm-like", {"linkify": False}).render(markdown))


def as_html(text: str) -> str:
    return html.escape(text, quote=False).replace('"', "&quot;")


@given(st.text(SIGNS, min_size=1, max_size=20))
def test_no_sign_means_anything(text: str) -> None:
    said = as_html(" ".join(text.split()))

    assert shown(escaped(text)) == (f"<p>{said}</p>\n" if said else "")


@given(st.text(SIGNS.replace(" ", ""), min_size=1, max_size=12))
def test_no_sign_means_anything_in_a_table(text: str) -> None:
    table = shown(f"| a | b |\n| --- | --- |\n| {escaped(text)} | c |\n")

    assert f"<td>{as_html(text)}</td>\n<td>c</td>" in table


@pytest.mark.parametrize(
    ("text", "markdown"),
    [
        ("Ett belopp (kr) på 25 000", "Ett belopp (kr) på 25 000"),
        ("field_name", r"field\_name"),
        ("2. Andra", r"2\. Andra"),
        ("2026", "2026"),
        ("- streck", r"\- streck"),
        ("år 2020-2024", "år 2020-2024"),
        ("  två\n  rader ", "två rader"),
        ("\x1b[31mrött", "\N{REPLACEMENT CHARACTER}\\[31mrött"),
        ("", ""),
    ],
)
def test_only_what_would_mean_something_is_escaped(text: str, markdown: str) -> None:
    assert escaped(text) == markdown


@pytest.mark.parametrize(
    ("text", "address", "after"),
    [
        ("Läs https://example.org/a_b*c_d. Sedan", "https://example.org/a_b*c_d", ". Sedan"),
        ("(se https://example.org/a)", "https://example.org/a", ")"),
    ],
)
def test_an_address_is_a_link_and_nothing_else_in_it_means_anything(text: str, address: str, after: str) -> None:
    assert f'<a href="{address}">{address}</a>{after}' in shown(escaped(text))


@pytest.mark.parametrize("text", ["@kommunen", "fråga @kommunen eller @regionen", "namn@example.org"])
def test_nobody_is_notified(text: str) -> None:
    names = [part for part in text.split() if part.startswith("@")]

    for written in (inert(text), inert_html(text)):
        assert not any(name in written for name in names)
        assert text in shown(written).replace("<!-- -->", "")
