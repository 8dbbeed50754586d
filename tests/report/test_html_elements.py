"""HTML elements: whatever is text is escaped, wherever it stands."""

from sociallan.report.html_elements import element, joined


def test_texts_are_escaped_and_elements_are_not() -> None:
    assert joined(("<a>", element("b", "&"), '"')) == "&lt;a&gt;<b>&amp;</b>&quot;"


def test_what_stands_between_the_parts_is_a_text() -> None:
    assert joined(("a", element("b")), " & ") == "a &amp; <b></b>"


def test_an_attribute_is_escaped_written_alone_or_left_out() -> None:
    assert element("a", class_="x", aria_label='<"&', hidden=True, href=None, open=False) == (
        '<a class="x" aria-label="&lt;&quot;&amp;" hidden></a>'
    )
