"""Lint of sources: dates that cannot be, and what rests on too little."""

import re
from collections.abc import Iterator

from sociallan.analysis.lints.lint_context import LintContext
from sociallan.application.diagnostic import Diagnostic
from sociallan.application.document import pointer_to
from sociallan.application.location import PackLocation
from sociallan.pack.schema_check import SOURCES
from sociallan.rules.rule import Basis, Level, Rule

_STATED = "stated"
_DATE = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")


def future_sources(context: LintContext) -> Iterator[Diagnostic[PackLocation]]:
    """Report sources that are dated after the day of the check."""
    for key, source in context.documents[SOURCES].value.items():
        date = source["date"]
        if date is not None and _first_day(date) > context.today:
            at = context.place(SOURCES, pointer_to(key, "date"))
            yield Diagnostic("check.source-in-future", at, {"date": date, "today": context.today})


def younger_sources(context: LintContext) -> Iterator[Diagnostic[PackLocation]]:
    """Report sources that were published after a requirement or an expectation that rests on them alone began.

    One rule is reported where it cites the source, several once at the date of the source. A remark or a question
    weighs nothing, and may begin before what it rests on.
    """
    early: dict[str, list[Rule]] = {}
    for rule in context.pack.rules:
        (source, *others) = dict.fromkeys(citation.partition("#")[0] for citation in rule.cites)
        date = context.pack.passages[rule.cites[0]].date
        # A date after the day of the check is a slip, and reported as such.
        is_younger = date is not None and rule.valid_from < _first_day(date) <= context.today
        if is_younger and not others and rule.level in (Level.REQUIREMENT, Level.EXPECTATION):
            early.setdefault(source, []).append(rule)
    for source, rules in early.items():
        at = context.place(SOURCES, pointer_to(source, "date"))
        if len(rules) == 1:
            at = context.place(rules[0].at.file, "/cites/0")
        parameters = {
            "rules": ", ".join(rule.id for rule in rules),
            "first": min(rule.valid_from for rule in rules),
            "date": _first_day(str(context.documents[SOURCES].value[source]["date"])),
        }
        yield Diagnostic("check.source-younger", at, parameters)


def requirements_without_basis(context: LintContext) -> Iterator[Diagnostic[PackLocation]]:
    """Report requirements that do not say what they rest on: reports count them by it."""
    for rule in context.pack.rules:
        if rule.level is Level.REQUIREMENT and rule.basis is None:
            yield Diagnostic("check.no-basis", context.place(rule.at.file, "/level"))


def unstated_requirements(context: LintContext) -> Iterator[Diagnostic[PackLocation]]:
    """Report requirements that a source is to state, and that rest only on what is inferred from sources."""
    for rule in context.pack.rules:
        if rule.level is not Level.REQUIREMENT or rule.basis is not Basis.STATED:
            continue
        if all(context.pack.passages[citation].mark != _STATED for citation in rule.cites):
            at = context.place(rule.at.file, "/cites/0")
            yield Diagnostic("check.only-inferred", at, {"citations": ", ".join(rule.cites)})


def _first_day(date: str) -> str:
    """Return the first day of a year, a month, a day or a span of them, as ``YYYY-MM-DD``."""
    match = _DATE.match(date)
    return date if match is None else "-".join(match.groups(default="01"))
