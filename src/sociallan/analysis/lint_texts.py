"""Lint of texts: placeholders that differ between the languages."""

from collections.abc import Iterator

from sociallan.analysis.lint_context import LintContext
from sociallan.application.diagnostic import Diagnostic
from sociallan.application.location import PackLocation
from sociallan.pack.rule_files import texts_of
from sociallan.rules.rule import PLACEHOLDER


def differing_placeholders(context: LintContext) -> Iterator[Diagnostic[PackLocation]]:
    """Report texts whose placeholders differ between the languages."""
    for rule in context.pack.rules:
        for pointer, text in texts_of(context.documents[rule.at.file].value):
            first, *others = text
            wanted = set(PLACEHOLDER.findall(text[first]))
            for lang in others:
                differing = sorted(wanted ^ set(PLACEHOLDER.findall(text[lang])))
                if differing:
                    names = ", ".join(f"{{{name}}}" for name in differing)
                    at = context.place(rule.at.file, f"{pointer}/{lang}", of_key=True)
                    yield Diagnostic("check.placeholders-differ", at, {"names": names})
