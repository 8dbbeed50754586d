"""The application form as a Markdown page."""

import re

import pytest
from markdown_it import MarkdownIt

from sociallan.pages.form_document import form_blocks
from sociallan.report.field_texts import example
from tests.builders import changed_file, form, loaded, small_pack, view

LANGS = ("sv", "en")


def page(lang: str) -> str:
    return "\n\n".join(form_blocks(form(), view(lang)))


def row(path: str, lang: str) -> str:
    """Return the row of a field, as it stands in the file."""
    (found,) = re.findall(rf"^\| `{re.escape(path)}` \|.*$", page(lang), re.MULTILINE)
    return str(found)


@pytest.mark.slow
@pytest.mark.parametrize("lang", LANGS)
def test_every_field_has_a_row_or_a_heading_with_its_texts(lang: str) -> None:
    parts = form().fields[""].children

    for path, field in form().fields.items():
        told = page(lang) if path in parts or not path else row(path, lang)
        assert MarkdownIt().renderInline(field.title[lang]) in MarkdownIt().render(told), path
        assert field.description[lang][:40] in told.replace("\\", ""), path


@pytest.mark.slow
@pytest.mark.parametrize("lang", LANGS)
def test_every_choice_stands_with_what_it_means_and_every_example_as_it_is_written(lang: str) -> None:
    for path, field in form().fields.items():
        told = row(path, lang).replace("\\", "") if "." in path else ""
        for code, labels in field.labels.items():
            assert f"{code} = {labels[lang]}" in told, path
        if told and field.example is not None:
            assert example(field.example[lang]) in told, path


def test_no_text_of_a_form_gets_out_of_its_cell() -> None:
    hostile = 'label: {sv: "a | b <script> [x](y)", en: "# *en* `kod`"}'
    files = changed_file(small_pack(), "form.yaml", "label: {sv: Låntagarens namn, en: Name of the borrower}", hostile)
    parser = MarkdownIt("gfm-like", {"linkify": False})

    shown = {lang: parser.render("\n\n".join(form_blocks(loaded(files).form, view(lang)))) for lang in LANGS}

    assert "<td>a | b &lt;script&gt; [x](y)</td>" in shown["sv"]
    assert "<td># *en* `kod`</td>" in shown["en"]
