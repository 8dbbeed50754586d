"""The questions, the public projects and the waivers of a report in the text format."""

from sociallan.report.items import citations
from sociallan.report.page import Page
from sociallan.report.parts import Content, QuestionLine
from sociallan.report.view import View

INDENT = 4


def heading(page: Page, title: str) -> None:
    """Write the heading of a section."""
    page.line()
    page.line((title, "bold"))


def questions(page: Page, content: Content, view: View) -> None:
    """Write the questions that a report shows, and how many there are beyond; nothing without any."""
    if not content.questions:
        return
    words = view.words
    heading(page, f"{words.say('report.questions')} ({len(content.questions)})")
    page.line(words.say("report.questions_intro"), indent=2)
    for question in content.questions:
        page.line()
        page.line(("? ", "asks"), question.question, indent=2, hanging=2)
        if question.evidence:
            page.line((words.say("report.evidence", fields=", ".join(question.evidence)), "soft"), indent=INDENT)
        strong_answer(page, question, view)
    if content.more_questions:
        page.line()
        page.line(words.say("report.more_questions", count=content.more_questions), indent=2)


def strong_answer(page: Page, question: QuestionLine, view: View) -> None:
    """Write the points of a strong answer, with sources and rule; nothing where the question stands in a rule."""
    if not question.answer:
        return
    words = view.words
    page.line((f"{words.say('report.strong_answer')}: ", "bold"), question.answer, indent=INDENT)
    sources = f"{words.say('report.sources_label')}: "
    page.line((sources, "bold"), citations(question, view), indent=INDENT, hanging=2)
    page.line((words.say("report.rule", id=question.rule), "soft"), indent=INDENT)


def precedents(page: Page, content: Content, view: View) -> None:
    """Write the public projects that are nearest to the application; nothing without any."""
    if not content.precedents:
        return
    heading(page, view.words.say("report.precedents"))
    page.line(content.precedents_note, indent=2)
    for line in content.precedents:
        page.line()
        page.line((line.text, "bold"), indent=2, hanging=2)
        page.line(line.alike, indent=INDENT, hanging=2)
        page.line((line.url, "place"), indent=INDENT)


def waived(page: Page, content: Content, view: View) -> None:
    """Write the waived items; nothing without any."""
    if not content.waived:
        return
    heading(page, f"{view.words.say('waivers.heading')} ({len(content.waived)})")
    for line in content.waived:
        page.line(line.sentence, (f" ({line.item.id})", "soft"), indent=2, hanging=2)
