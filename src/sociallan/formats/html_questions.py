"""The questions of a report as HTML."""

from collections.abc import Iterator

from sociallan.formats.html_citations import citations
from sociallan.report.html_elements import Markup, element, joined
from sociallan.report.parts import Content, QuestionLine
from sociallan.report.view import View


def section(content: Content, view: View) -> Iterator[Markup]:
    """Yield the section of a report with the questions that it shows; nothing without any."""
    if not content.questions:
        return
    words = view.words
    yield element("h3", f"{words.say('report.questions')} ({len(content.questions)})")
    yield element("p", words.say("report.questions_intro"))
    yield element("ol", *(element("li", *_question(each, view), class_="item") for each in content.questions))
    if content.more_questions:
        yield element("p", words.say("report.more_questions", count=content.more_questions))


def strong_answer(question: QuestionLine, view: View) -> Iterator[Markup]:
    """Yield the points of a strong answer, with sources and rule; nothing where the question stands in a rule."""
    if not question.answer:
        return
    words = view.words
    yield element("p", element("strong", f"{words.say('report.strong_answer')}: "), question.answer)
    if question.named:
        yield element("ul", *(element("li", point.text) for point in question.named), class_="points")
    rule = words.say("report.rule", id=question.rule)
    yield element("p", joined((citations(question.cites, view), rule), " · "), class_="note")


def _question(question: QuestionLine, view: View) -> Iterator[Markup]:
    yield element("p", question.question)
    if question.evidence:
        yield element("p", view.words.say("report.evidence", fields=", ".join(question.evidence)), class_="note")
    yield from strong_answer(question, view)
