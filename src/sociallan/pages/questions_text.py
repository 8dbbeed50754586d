"""The questions that an application raises as text, for a terminal or a file."""

from sociallan.formats import text_questions
from sociallan.pages.question_sheet import NOTE_LINES, QuestionSheet, SheetQuestion
from sociallan.report.page import Page, in_ascii
from sociallan.report.page_for import page_for
from sociallan.report.view import View

_INDENT = 4
_LINE = "_" * 60


def render(sheet: QuestionSheet, view: View) -> str:
    """Return the questions as text."""
    page, words = page_for(view), view.words
    page.line((f"{words.say('report.questions')} ({sheet.total})", "bold"))
    page.line(f"{sheet.application.removesuffix('.')}. {sheet.verdict}")
    page.line()
    page.line(words.say("questions.intro" if sheet.parts else "questions.none"))
    for part in sheet.parts:
        text_questions.heading(page, part.heading)
        for question in part.questions:
            _question(page, question, view)
    page.line()
    page.line(words.say("report.decides"))
    text = page.text()
    return in_ascii(text) if view.style.ascii_only else text


def _question(page: Page, question: SheetQuestion, view: View) -> None:
    words = view.words
    page.line()
    page.line((f"{question.number}. ", "asks"), (question.line.question, "bold"), indent=2, hanging=2)
    if question.own_words:
        page.line((f"{words.say('questions.own_words')}:", "soft"), indent=_INDENT)
        for answer in question.own_words:
            page.line((f"{answer.label}: ", "soft"), answer.text, indent=_INDENT + 2, hanging=2)
    text_questions.strong_answer(page, question.line, view)
    for point in question.line.named:
        page.line((point.text, "good" if point.found else "open"), indent=_INDENT + 2, hanging=2)
    page.line((f"{words.say('questions.notes')}:", "soft"), indent=_INDENT)
    for _ in range(NOTE_LINES // 2):
        page.line((_LINE, "soft"), indent=_INDENT)
