"""Texts of a pack that name their sources: beside each verdict in every format with a foot, and above the form."""

import pytest

from sociallan.formats import RENDERERS, render
from sociallan.pack.pack import Pack
from sociallan.pages.template import template
from sociallan.report.sourced_texts import before_writing, beside_verdict
from sociallan.screening.report import Verdict
from tests.builders import example, loaded, lsh, report, screen, small_pack, view
from tests.formats.samples import small_screening

NOTICE = """\
before_writing: {text: {sv: Skriv inga namn., en: Write no names.}, cites: [SOURCE#one]}
beside_verdict:
  - {verdicts: [ready, incomplete], text: {sv: Fråga oss., en: Ask us.}, cites: [SOURCE#one]}
"""
HUMAN = ("text", "plain", "markdown", "html")
ORDINARY = "vanliga lån"
CREDIT = "särskild kreditprövning"


def telling() -> Pack:
    """Return a small pack that says something beside a verdict and before the form."""
    files = small_pack()
    return loaded({**files, "pack.yaml": files["pack.yaml"] + NOTICE})


@pytest.mark.parametrize("verdict", Verdict)
def test_a_text_is_told_at_its_verdicts_alone_with_its_source(verdict: Verdict) -> None:
    pack = telling()
    passage = pack.passages["SOURCE#one"]

    lines = list(beside_verdict(verdict, pack, view("en")))

    assert [line.cites for line in lines] == ([(passage,)] if verdict in ("ready", "incomplete") else [])
    for line in lines:
        assert line.text.startswith("Ask us. (Source: ")
        assert passage.publisher in line.text
        assert passage.title in line.text


def test_several_passages_of_a_source_name_it_once() -> None:
    (ordinary,) = (line for line in beside_verdict(Verdict.NOT_MET, lsh(), view()) if ORDINARY in line.text)

    assert len(ordinary.cites) == 2
    assert ordinary.text.count("så funkar det") == 1


def test_a_source_without_a_date_is_said_to_have_none() -> None:
    (credit,) = (line for line in beside_verdict(Verdict.READY, lsh(), view()) if CREDIT in line.text)

    assert credit.text.endswith("utan datum.)")


@pytest.mark.parametrize("name", HUMAN)
@pytest.mark.parametrize(
    "file",
    [
        "ready/health-hallonfors-kulturhuset-sagen.yaml",
        "incomplete/no-evaluation.yaml",
        "not_met/private-landlord.yaml",
    ],
)
def test_reports_for_people_show_what_is_good_to_know_with_each_verdict(file: str, name: str) -> None:
    text = render(name, report(screen(example(file))), view(full=True))

    assert CREDIT in text
    assert ORDINARY in text
    assert "lanforsocialhallbarhet" in text, "the address of the source"


@pytest.mark.parametrize("name", [name for name in RENDERERS if name in HUMAN])
def test_a_pack_that_says_nothing_beside_a_verdict_has_no_heading_for_it(name: str) -> None:
    pack = loaded(small_pack())

    text = render(name, report(small_screening(pack, "applicant: {name: Exempelby}\n"), pack=pack), view(full=True))

    assert "Bra att veta" not in text


def test_the_text_before_the_form_stands_above_the_first_field_of_the_template() -> None:
    head, _, _ = template("a.yaml", lsh(), view()).partition("\nformat:")

    assert "offentlig" in head
    assert "telefonnummer" in head
    assert all(line.startswith("#") for line in head.splitlines() if line)


def test_a_pack_without_such_a_text_has_a_template_without_it() -> None:
    assert before_writing(loaded(small_pack()), view()) == ""
    assert "#\n\n" not in template("a.yaml", loaded(small_pack()), view())
