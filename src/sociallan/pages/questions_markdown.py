"""The questions that an application raises as Markdown."""

from collections.abc import Iterator

from sociallan.pages.question_sheet import QuestionSheet, SheetQuestion
from sociallan.report.items import citations
from sociallan.report.markdown_text import inert
from sociallan.report.view import View


def render(sheet: QuestionSheet, view: View) -> str:
    """Return the questions as Markdown."""
    return "\n\n".join(_blocks(sheet, view)) + "\n"


def _blocks(sheet: QuestionSheet, view: View) -> Iterator[str]:
    say = view.words.say
    yield f"# {inert(say('report.questions'))} ({sheet.total})"
    yield f"**{inert(sheet.application.removesuffix('.'))}.** {inert(sheet.verdict)}"
    yield inert(say("questions.intro" if sheet.parts else "questions.none"))
    for part in sheet.parts:
        yield f"## {inert(part.heading)}"
        for question in part.questions:
            yield from _question(question, view)
    yield inert(say("report.decides"))


def _question(question: SheetQuestion, view: View) -> Iterator[str]:
    say, line = view.words.say, question.line
    yield f"### {question.number}. {inert(line.question)}"
    if question.own_words:
        yield f"{inert(say('questions.own_words'))}:"
        yield "\n>\n".join(f"> {inert(answer.label)}: {inert(answer.text)}" for answer in question.own_words)
    if line.answer:
        yield f"**{inert(say('report.strong_answer'))}:** {inert(line.answer)}"
    if line.named:
        yield "\n".join(f"- {inert(point.text)}" for point in line.named)
    if line.answer:
        sources = f"{say('report.sources_label')}: {citations(line, view)}"
        yield f"{inert(sources)} · {inert(say('report.rule', id=line.rule))}"
    yield f"**{inert(say('questions.notes'))}:**"
