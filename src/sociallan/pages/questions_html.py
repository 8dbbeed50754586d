"""The questions that an application raises as a page to print, with lines for notes."""

from collections.abc import Iterator

from sociallan.formats import html_questions
from sociallan.formats.html_page import page
from sociallan.formats.html_sources import sources
from sociallan.pack.pack import Pack
from sociallan.pages.question_sheet import NOTE_LINES, QuestionSheet, SheetQuestion
from sociallan.report.html_elements import Markup, element
from sociallan.report.view import View


def render(sheet: QuestionSheet, pack: Pack, view: View) -> str:
    """Return the questions as a page that loads no other resources."""
    words = view.words
    title = f"{sheet.application}: {words.say('report.questions')}"
    heading = f"{words.say('report.questions')} · {words.pick(pack.title)}"
    return "".join(page(title, heading, _blocks(sheet, pack, view), view))


def _blocks(sheet: QuestionSheet, pack: Pack, view: View) -> Iterator[Markup]:
    say = view.words.say
    yield element("h2", sheet.application)
    yield element("p", sheet.verdict)
    yield element("dl", *(element("div", element("dt", name), element("dd", value)) for name, value in sheet.facts))
    yield element("p", say("questions.intro" if sheet.parts else "questions.none"))
    for part in sheet.parts:
        yield element("h3", f"{part.heading} ({len(part.questions)})")
        questions = (element("li", *_question(each, view), value=each.number) for each in part.questions)
        yield element("ol", *questions, class_="sheet")
    cited = (passage.citation for part in sheet.parts for each in part.questions for passage in each.line.cites)
    yield from sources(dict.fromkeys(cited), pack, view)
    yield element("p", say("report.decides"), class_="note")


def _question(question: SheetQuestion, view: View) -> Iterator[Markup]:
    yield element("h4", question.line.question)
    if question.own_words:
        yield element("p", view.words.say("questions.own_words"), class_="note")
        answers = (
            element("div", element("dt", answer.label), element("dd", answer.text)) for answer in question.own_words
        )
        yield element("dl", *answers, class_="quoted")
    yield from html_questions.strong_answer(question.line, view)
    lines = (element("div") for _ in range(NOTE_LINES))
    yield element("div", element("p", view.words.say("questions.notes"), class_="note"), *lines, class_="notes")
