"""Lint of questions: those that are asked twice, and those that sharpen no question."""

from collections.abc import Iterator

from sociallan.analysis.lints.lint_context import LintContext
from sociallan.analysis.lints.texts import is_unfinished
from sociallan.application.diagnostic import Diagnostic
from sociallan.application.location import PackLocation
from sociallan.rules.rule import Level


def repeated_questions(context: LintContext) -> Iterator[Diagnostic[PackLocation]]:
    """Report questions of the catalogue with the same text as the question of another rule, in any language."""
    first: dict[tuple[str, str], str] = {}
    of_rules = [rule for rule in context.pack.rules if rule.judge is not None]
    for rule in sorted(of_rules, key=lambda rule: rule.level is Level.QUESTION):
        assert rule.judge is not None
        for lang, text in rule.judge.question.items():
            earlier = first.setdefault((lang, " ".join(text.split()).casefold()), rule.id)
            # Rules of different areas may have the same question: only one of them applies.
            if earlier != rule.id and rule.level is Level.QUESTION and not is_unfinished(text):
                at = context.place(rule.at.file, f"/question/{lang}", of_key=True)
                yield Diagnostic("check.question-repeated", at, {"id": earlier})


def idle_sharpening(context: LintContext) -> Iterator[Diagnostic[PackLocation]]:
    """Report rules that a question sharpens and that have no question of their own."""
    for rule in context.pack.rules:
        for index, name in enumerate(() if rule.judge is None else rule.judge.sharpens):
            sharpened = context.pack.rule(name)
            if sharpened is not None and (sharpened.judge is None or sharpened.level is Level.QUESTION):
                yield Diagnostic(
                    "check.sharpens-nothing", context.place(rule.at.file, f"/sharpens/{index}"), {"id": name}
                )
