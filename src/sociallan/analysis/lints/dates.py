"""Lint of dates: overlaps, gaps and wrong order in the validity of rules and parameter values."""

from collections.abc import Iterator
from itertools import combinations

from sociallan.analysis.dependencies import operands, params_used
from sociallan.analysis.lints.lint_context import LintContext
from sociallan.analysis.lints.texts import is_unfinished
from sociallan.application.dates import days_later
from sociallan.application.diagnostic import Diagnostic
from sociallan.application.document import pointer_to
from sociallan.application.location import PackLocation
from sociallan.pack.pack import Pack
from sociallan.pack.schema_check import PARAMS
from sociallan.rules.condition import Condition, ParamOperand
from sociallan.rules.normalise import normalised
from sociallan.rules.rule import Rule


def repeated_rules(context: LintContext) -> Iterator[Diagnostic[PackLocation]]:
    """Report rules with the same conditions as another rule on some of the same days.

    The condition of a rule whose texts are still to be written is a placeholder.
    """
    reported: set[str] = set()
    finished = (rule for rule in context.pack.rules if not any(map(is_unfinished, rule.title.values())))
    rules = sorted(finished, key=lambda rule: rule.at.file)
    asking = [(rule, _asked(rule)) for rule in rules]
    for (first, asked), (second, other) in combinations(asking, 2):
        if asked == other and second.id not in reported and _share_days(first, second):
            reported.add(second.id)
            yield Diagnostic("check.repeats-rule", second.at, {"other": first.id, "file": first.at.file})


def overlaps(context: LintContext) -> Iterator[Diagnostic[PackLocation]]:
    """Report rules that start while their predecessor is still in force."""
    for old, new in _successions(context.pack):
        if _overlap(old, new) and not (_share_days(old, new) and _asked(old) == _asked(new)):
            at = context.place(new.at.file, "/valid_from")
            parameters = {"other": old.id, "first": new.valid_from, "last": days_later(new.valid_from, -1)}
            yield Diagnostic("check.dates-overlap", at, parameters)


def breaks(context: LintContext) -> Iterator[Diagnostic[PackLocation]]:
    """Report rules that start later than the day after the rule that they replace has ended."""
    for old, new in _successions(context.pack):
        if new.replaces == old.id and old.valid_to is not None and days_later(old.valid_to, 1) < new.valid_from:
            at = context.place(new.at.file, "/valid_from")
            parameters = {
                "other": old.id,
                "first": days_later(old.valid_to, 1),
                "last": days_later(new.valid_from, -1),
                "ended": old.valid_to,
            }
            yield Diagnostic("check.dates-gap", at, parameters)


def params_out_of_order(context: LintContext) -> Iterator[Diagnostic[PackLocation]]:
    """Report parameter values that do not start later than the value before."""
    for key, spec in context.documents[PARAMS].value.items():
        days = [dated["from"] for dated in spec["values"]]
        for index in range(1, len(days)):
            if days[index] <= days[index - 1]:
                at = context.place(PARAMS, pointer_to(key, "values", index, "from"))
                yield Diagnostic(
                    "check.param-order", at, {"param": key, "first": days[index], "other": days[index - 1]}
                )


def params_without_value(context: LintContext) -> Iterator[Diagnostic[PackLocation]]:
    """Report parameters without a value on the first day of a rule that compares with them, each with the earliest."""
    reported: set[str] = set()
    for rule in sorted(context.pack.rules, key=lambda rule: (rule.valid_from, rule.id)):
        for name in operands(rule, ParamOperand):
            first = min(day for day, _ in context.pack.params[name].values)
            if rule.valid_from < first and name not in reported:
                reported.add(name)
                at = context.place(PARAMS, pointer_to(name, "values", 0, "from"))
                parameters = {"param": name, "rule": rule.id, "first": rule.valid_from, "last": days_later(first, -1)}
                yield Diagnostic("check.param-gap", at, parameters)


def params_without_rule(context: LintContext) -> Iterator[Diagnostic[PackLocation]]:
    """Report parameter values that begin after every rule that uses the parameter has ended."""
    for key, param in context.pack.params.items():
        using = [rule for rule in context.pack.rules if key in params_used(rule)]
        ends = [rule.valid_to for rule in using]
        if not using or None in ends or context.possibly_used.uses(key, "rule.unknown-param"):
            continue
        last = max(end for end in ends if end is not None)
        for index, (first, _) in enumerate(param.values):
            if first > last:
                at = context.place(PARAMS, pointer_to(key, "values", index, "from"))
                yield Diagnostic("check.param-unused-day", at, {"param": key, "first": first, "last": last})


def _successions(pack: Pack) -> Iterator[tuple[Rule, Rule]]:
    """Yield pairs of a rule and its successor, which replaces it explicitly or differs only in figures."""
    for new in pack.rules:
        for old in pack.rules:
            if new.replaces == old.id or (new.replaces is None and _follows(old, new)):
                yield old, new


def _follows(old: Rule, new: Rule) -> bool:
    return (
        (old.group, old.level) == (new.group, new.level)
        and old.valid_from < new.valid_from
        and _when(old) == _when(new)
        and normalised(old.require, figures=False) == normalised(new.require, figures=False)
    )


def _share_days(first: Rule, second: Rule) -> bool:
    """Return whether two rules are in force on some of the same days, and neither replaces the other.

    Between a rule and the one that it replaces, only the overlap of days is reported.
    """
    return _overlap(first, second) and first.id != second.replaces and second.id != first.replaces


def _overlap(first: Rule, second: Rule) -> bool:
    def begins_in(one: Rule, other: Rule) -> bool:
        return one.valid_to is None or other.valid_from <= one.valid_to

    return begins_in(first, second) and begins_in(second, first)


def _when(rule: Rule) -> Condition | None:
    return None if rule.when is None else normalised(rule.when)


def _asked(rule: Rule) -> tuple[Condition | None, Condition]:
    """Return the conditions of a rule in the form that is the same for all that ask the same."""
    return _when(rule), normalised(rule.require)
