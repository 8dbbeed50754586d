"""Texts of rules that do not say the same in both languages."""

from collections.abc import Iterator

from sociallan.analysis.lint_context import LintContext
from sociallan.application.diagnostic import Diagnostic
from sociallan.application.location import PackLocation
from sociallan.pack.rule_files import texts_of
from sociallan.rules.rule import PLACEHOLDER


def differing_placeholders(ground: LintContext) -> Iterator[Diagnostic[PackLocation]]:
    """Find texts whose languages do not hold the same placeholders."""
    for rule in ground.pack.rules:
        for pointer, text in texts_of(ground.documents[rule.at.file].value):
            first, *others = text
            wanted = set(PLACEHOLDER.findall(text[first]))
            for lang in others:
                differing = sorted(wanted ^ set(PLACEHOLDER.findall(text[lang])))
                if differing:
                    names = ", ".join(f"{{{name}}}" for name in differing)
                    at = ground.place(rule.at.file, f"{pointer}/{lang}", of_key=True)
                    yield Diagnostic("check.placeholders-differ", at, {"names": names})
