"""The questions that an application raises, with its own words: as text, as a page and as Markdown."""

import json
import re

import pytest

from sociallan.pages import question_sheet, questions_html, questions_markdown, questions_text
from sociallan.pages.question_sheet import QuestionSheet
from sociallan.report.questions import questions
from sociallan.screening.report import MOST_QUESTIONS, Screening
from tests.builders import example, lsh, screen, screener, source, view, words
from tests.formats.hostile import TRICKS
from tests.formats.test_html import ELEMENTS, Page

READY = "ready/housing-sjohamra-tryggare-tvattstugor.yaml"


def sheet_of(screening: Screening, lang: str = "sv") -> QuestionSheet:
    assert screening.own_words is not None
    return question_sheet.question_sheet(screening, screening.own_words, lsh(), view(lang))


def every_form(sheet: QuestionSheet, lang: str = "sv") -> tuple[str, str, str]:
    """Return the text of each form; Markdown has plain blanks and signs that escape others."""
    return (
        questions_text.render(sheet, view(lang)),
        "".join(Page(questions_html.render(sheet, lsh(), view(lang))).text),
        re.sub(r"\\(.)", r"\1", questions_markdown.render(sheet, view(lang))),
    )


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_each_question_is_there_with_its_answer_its_points_and_the_own_words(lang: str) -> None:
    screening = screen(example(READY))
    sheet = sheet_of(screening, lang)

    asked = questions(screening, lsh(), view(lang, explain=True)).shown
    assert [each.line.question for part in sheet.parts for each in part.questions] == [each.question for each in asked]
    assert [len(part.questions) for part in sheet.parts] == [MOST_QUESTIONS, len(asked) - MOST_QUESTIONS]
    for text in every_form(sheet, lang):
        for part in sheet.parts:
            assert part.heading in text
            for each in part.questions:
                said = (each.line.question, each.line.answer, *(point.text for point in each.line.named))
                said += tuple(answer.text for answer in each.own_words)
                assert all(piece.replace("\xa0", " ") in text.replace("\xa0", " ") for piece in said)
        assert text.count(words(lang).say("questions.notes")) == sheet.total


def test_long_texts_are_quoted_whole_and_each_only_once() -> None:
    sheet = sheet_of(screen(example(READY)))

    (innovation,) = (
        each for part in sheet.parts for each in part.questions if each.line.rule == "Q-innovation-where-tried"
    )
    assert innovation.own_words[0].text.endswith("så att fler kan ta efter.")
    assert all(len(set(each.own_words)) == len(each.own_words) for part in sheet.parts for each in part.questions)


def test_what_is_found_and_what_is_not_have_different_marks_in_words() -> None:
    points = [point for part in sheet_of(screen(example(READY))).parts for each in part.questions
              for point in each.line.named]  # fmt: skip

    assert {point.found for point in points} == {True, False}
    assert all(point.text.startswith("✓ finns: " if point.found else "✗ finns inte: ") for point in points)


def test_an_application_that_raises_no_questions_is_told_so() -> None:
    sheet = sheet_of(screen(source("investment: {loan: 1}\n")))

    assert sheet.parts == ()
    assert all(words().say("questions.none") in text for text in every_form(sheet))


def test_a_title_that_ends_in_a_full_stop_has_no_second_one() -> None:
    screening = screener().screen(source("project: {title: Parken.}"), traced=False)

    text, _, page = (form.replace("**", "") for form in every_form(sheet_of(screening)))

    assert "Parken. Omdöme" in page
    assert "Parken. Omdöme" in text


def test_a_terminal_of_80_columns_is_enough() -> None:
    sheet = sheet_of(screen(example(READY)))

    text = questions_text.render(sheet, view(width=80))
    assert all(len(line) <= 80 for line in text.splitlines())
    assert questions_text.render(sheet, view(ascii_only=True)).count("✓") == 0


@pytest.mark.parametrize("trick", TRICKS)
def test_no_text_is_more_than_text(trick: str) -> None:
    given = {
        "applicant": {"name": trick, "influence": "joint", "member": {"name": trick}},
        "project": {"title": trick},
        "evaluation": {"responsible": trick, "reports_to": trick, "frequency": "yearly"},
    }
    sheet = sheet_of(screen(source(json.dumps(given))))

    assert sheet.total > 0
    text = questions_html.render(sheet, lsh(), view())
    page = Page(text)
    assert {tag for tag, _ in page.elements} <= ELEMENTS
    assert not [name for _, given in page.elements for name in given if name.startswith(("on", "style", "src"))]
    for each in (text, questions_text.render(sheet, view()), questions_markdown.render(sheet, view())):
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e]", each)
        assert "19811218" not in each
    assert not re.search(r"(?<!\\)<script", questions_markdown.render(sheet, view()))
