"""Lint of rules' tests: tests that show nothing, that are there twice, or that do not say why."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from typing import Any, NamedTuple

from sociallan.analysis.lints.lint_context import LintContext
from sociallan.analysis.lints.texts import is_unfinished
from sociallan.analysis.results import without_indices
from sociallan.analysis.rule_tests import RuleTestInput
from sociallan.application.diagnostic import Diagnostic
from sociallan.application.document import pointer_to
from sociallan.application.field import Catalogue, FieldKind, is_within
from sociallan.application.location import PackLocation
from sociallan.application.walking import values_at
from sociallan.pack.calendar import in_force
from sociallan.pack.pack import Param
from sociallan.rules.condition import (
    FREE_TEXT,
    OWN_VALUES,
    Condition,
    Leaf,
    ParamOperand,
    Quantified,
    input_fields,
    nodes,
    own_paths,
)
from sociallan.rules.operators import OPERATORS, Measure
from sociallan.rules.outcome import Trace
from sociallan.rules.rule import Rule, RuleTest
from sociallan.rules.truth import OutcomeKind, Truth


def repeated_tests(context: LintContext) -> Iterator[Diagnostic[PackLocation]]:
    """Report tests with the same application on the same day, and tests with the same name, as an earlier one."""
    for rule in context.pack.rules:
        first_of_input: dict[tuple[str, str], RuleTest] = {}
        first_of_name: dict[tuple[str, str], RuleTest] = {}
        for index, test in _finished(rule):
            given = context.input_of(rule, index)
            key = json.dumps(given.facts.root, sort_keys=True), given.day
            names = {(lang, " ".join(name.casefold().split())): name for lang, name in test.name.items()}
            if key in first_of_input:
                at = context.place(rule.at.file, f"/tests/{index}")
                yield Diagnostic("check.test-repeated", at, {"line": first_of_input[key].at.line})
            else:
                for (lang, folded), name in names.items():
                    first = first_of_name.get((lang, folded))
                    if first is not None:
                        at = context.place(rule.at.file, f"/tests/{index}/name{pointer_to(lang) if lang else ''}")
                        yield Diagnostic("check.test-name-taken", at, {"name": name, "line": first.at.line})
            first_of_input.setdefault(key, test)
            first_of_name = dict.fromkeys(names, test) | first_of_name


def misshapen_values(context: LintContext) -> Iterator[Diagnostic[PackLocation]]:
    """Report values in the changes of tests that are not of the form of their fields: an application has none such."""
    for rule in context.pack.rules:
        for index, test in enumerate(rule.tests):
            changed = {pointer_to(*path.split(".")): path for path in test.change}
            for fault in context.tester.faults(rule, test):
                for pointer, path in changed.items():
                    if f"{fault.pointer}/".startswith(f"{pointer}/"):
                        at = context.place(rule.at.file, f"/tests/{index}/change{pointer_to(path)}")
                        yield Diagnostic(fault.code, at, fault.parameters, fault.suggestion, fault.pointer)


def untranslated_names(context: LintContext) -> Iterator[Diagnostic[PackLocation]]:
    """Report tests whose name is not written in each language."""
    for rule in context.pack.rules:
        for index, test in _finished(rule):
            if not test.name.keys() >= context.pack.title.keys():
                at = context.place(rule.at.file, f"/tests/{index}/name")
                yield Diagnostic("check.test-name-untranslated", at)


def tests_outside_days(context: LintContext) -> Iterator[Diagnostic[PackLocation]]:
    """Report tests on a day on which their rule is not in force."""
    for rule in context.pack.rules:
        for index, test in enumerate(rule.tests):
            day = context.input_of(rule, index).day
            if in_force(rule, day):
                continue
            steps: Sequence[str | int] = ("tests", index, "as_of")
            if test.as_of is None:
                dating = (path for path in test.change if _dates(rule, index, path, context))
                if (path := next(dating, None)) is None:
                    # The specimen is younger than the rule, whose tests then run on its first day.
                    continue
                steps = ("tests", index, "change", path)
            parameters = {"day": day, "first": rule.valid_from, "last": rule.valid_to or ""}
            code = "check.test-before-rule" if day < rule.valid_from else "check.test-after-rule"
            yield Diagnostic(code, context.place(rule.at.file, pointer_to(*steps)), parameters)


def idle_changes(context: LintContext) -> Iterator[Diagnostic[PackLocation]]:
    """Report changes in tests of what the rule does not read, or compares with parameters without value only."""
    for rule in context.pack.rules:
        if any(leaf.path.value is OWN_VALUES[FREE_TEXT] for leaf in rule.leaves()):
            # It reads all text.
            continue
        for index, test in enumerate(rule.tests):
            if not in_force(rule, context.input_of(rule, index).day):
                continue
            for path, pointer in _changed(test):
                code = _idle(rule, index, path, context)
                if code is not None:
                    at = context.place(rule.at.file, f"/tests/{index}{pointer}", of_key=True)
                    yield Diagnostic(code, at, {"path": path})


def unexplained_tests(context: LintContext) -> Iterator[Diagnostic[PackLocation]]:
    """Report tests that expect ``not_met`` without the fields that decide it."""
    for rule in context.pack.rules:
        for index, test in _finished(rule):
            if test.expect is OutcomeKind.NOT_MET and test.because is None:
                result = context.tester.run(rule, test)
                deciding = ", ".join(sorted(set(map(without_indices, result.fields))))
                line = f"because: [{deciding}]" if result.kind is OutcomeKind.NOT_MET else None
                at = context.place(rule.at.file, f"/tests/{index}/expect", of_key=True)
                yield Diagnostic("check.test-without-because", at, suggestion=line)


def _finished(rule: Rule) -> Iterator[tuple[int, RuleTest]]:
    """Yield the tests of a rule with their indexes, but for those that are still to be written."""
    yield from (
        (index, test) for index, test in enumerate(rule.tests) if not any(map(is_unfinished, test.name.values()))
    )


def _changed(test: RuleTest) -> Iterator[tuple[str, str]]:
    """Yield each path that a test changes or removes, with its pointer in the test."""
    yield from ((path, f"/change{pointer_to(path)}") for path in test.change)
    yield from ((path, f"/remove/{index}") for index, path in enumerate(test.remove))


def _without_change(test: RuleTest, path: str) -> RuleTest:
    change = {name: value for name, value in test.change.items() if name != path}
    return test._replace(change=change, remove=tuple(name for name in test.remove if name != path))


def _dates(rule: Rule, index: int, path: str, context: LintContext) -> bool:
    """Return whether a change decides the day on which a test is screened."""
    without = _without_change(rule.tests[index], path)
    return context.input_of(rule, index).day != context.tester.input_of(rule, without).day


class _Reading(NamedTuple):
    """A field that a node of a condition reads, and what the node has to do with its value."""

    field: str
    use: "_Use"


class _Use(StrEnum):
    """Use of a value by a node: whether it is there, that it has no limit, or what it is."""

    PRESENCE = "presence"
    UNLIMITED = "unlimited"
    VALUE = "value"


def _idle(rule: Rule, index: int, path: str, context: LintContext) -> str | None:
    """Return the code of a change that cannot make a difference, ``None`` if it can."""
    test, tester = rule.tests[index], context.tester
    plain = without_indices(path)
    if rule.judge is not None and any(
        is_within(plain, shown.field) or is_within(shown.field, plain) for shown in rule.judge.evidence
    ):
        return None
    given, without = context.input_of(rule, index), _without_change(test, path)
    before = tester.input_of(rule, without).facts.root
    looked_up = () if rule.judge is None else (named.found for named in rule.judge.named)
    uses = {
        reading.use
        for condition in (*rule.conditions(), *looked_up)
        for reading in _readings(condition, given, context.pack.params)
        if _reads(reading.field, plain, context.fields) or _items(before, reading) != _items(given.facts.root, reading)
    }
    if not uses:
        return None if _dates(rule, index, path, context) else "check.test-of-unread-field"
    if _Use.UNLIMITED in uses and _Use.VALUE not in uses:
        same = _truths(tester.run(rule, test).traces) == _truths(tester.run(rule, without).traces)
        return "check.test-without-limit" if same else None
    return None


def _readings(condition: Condition, given: RuleTestInput, params: Mapping[str, Param]) -> Iterator[_Reading]:
    for node in nodes(condition):
        if isinstance(node, Leaf | Quantified):
            subject, *others = own_paths(node)
            use = _use(node, given, params) if isinstance(node, Leaf) else _Use.VALUE
            yield from (_Reading(name, use) for name in input_fields(subject))
            yield from (_Reading(name, _Use.VALUE) for path in others for name in input_fields(path))


def _use(leaf: Leaf, given: RuleTestInput, params: Mapping[str, Param]) -> _Use:
    """Return whether a leaf uses its value, its presence, or nothing, as a parameter that begins too late does."""
    if isinstance(leaf.operand, ParamOperand) and given.period.bindings.params.get(leaf.operand.id) is None:
        first, _ = params[leaf.operand.id].values[0]
        # That a parameter begins too late is reported where it begins.
        return _Use.UNLIMITED if first <= given.day else _Use.VALUE
    return _Use.PRESENCE if OPERATORS[leaf.operator].measure is Measure.PRESENCE else _Use.VALUE


def _truths(traces: Iterable[Trace]) -> list[Truth]:
    """Return the truth of each evaluated condition, in order."""
    return [truth for trace in traces for truth in (trace.truth, *_truths(trace.children))]


def _reads(read: str, changed: str, fields: Catalogue) -> bool:
    """Return whether a change of one field may change what is read of another, but for the number of its items."""
    is_inside = is_within(changed, read) and len(changed) > len(read)
    return is_within(read, changed) or (is_inside and fields[read].kind is not FieldKind.LIST)


def _items(root: Any, reading: _Reading) -> int:
    found = values_at(root, reading.field.split("."))
    return sum(len(value) for value in found if isinstance(value, list))
