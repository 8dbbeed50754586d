"""The text of the results of a pack's cases."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from sociallan.analysis.case import ListedRules
from sociallan.analysis.case_tests import CaseResult
from sociallan.report import values
from sociallan.report.view import View
from sociallan.report.words import Words
from sociallan.report.yaml_flow import flow

_MOST_RUNS = 3
"""Maximum number of failed applications of one case that are shown."""


def case_results(results: Iterable[CaseResult], folder: str, view: View) -> str:
    """Return the text of each case, with what failed in it, and the totals.

    ``folder`` is the folder of the pack, as displayed before its file names.
    """
    runs = tuple(results)
    by_case = [(case, tuple(group)) for case, group in groupby(runs, key=lambda result: result.case)]
    lines = [line for _, group in by_case for line in _case(group, folder, view)]
    failed = sum(not all(result.passed for result in group) for _, group in by_case)
    lines.append(view.words.say("cases.sum", cases=len(by_case), runs=len(runs), failed=failed))
    return "\n".join(lines) + "\n"


def _case(results: tuple[CaseResult, ...], folder: str, view: View) -> Iterator[str]:
    words = view.words
    failed = [result for result in results if not result.passed]
    shown = (failed or results)[0]
    case, verdict = shown.case, shown.received.verdict
    key = "passed" if not failed else "wrong_rules" if verdict is case.verdict else "wrong_verdict"
    title = values.visible(words.pick(case.title))
    line = words.say(f"cases.{key}", case=case.name, title=title, verdict=words.say(f"verdict.{verdict}"))
    yield line.replace("→", "->") if view.style.ascii_only else line
    for result in failed[:_MOST_RUNS]:
        yield from (f"    {line}" for line in _failed(result, words))
    if len(failed) > _MOST_RUNS:
        yield f"    {words.say('cases.more', runs=len(failed) - _MOST_RUNS)}"
    if failed:
        yield f"    {folder}/{case.at.file}:{case.at.line}"


def _failed(result: CaseResult, words: Words) -> Iterator[str]:
    """Yield how what an application got differs from what its case states."""
    case, run, got = result.case, result.run, result.received
    facts = [words.say("cases.day", day=result.day)]
    if run.specimen is not None:
        facts.append(words.say("cases.specimen", specimen=run.specimen))
    if run.path is not None:
        facts.append(words.say("cases.each", path=run.path, value=values.visible(flow(run.each))))
    yield words.say("cases.run", facts=", ".join(facts))
    if got.verdict is not case.verdict:
        expected, came = (words.say(f"verdict.{verdict}") for verdict in (case.verdict, got.verdict))
        yield words.say("cases.verdict", expected=expected, came=came)
    for section, stated in case.rules.items():
        concerned = case.concerned(section, got)
        for key, rules in (("came", concerned - stated), ("lacks", stated - concerned)):
            if rules:
                yield words.say(f"cases.{key}", section=section, rules=_listed(rules, words))
    for key, fields in (("came", got.faults - case.faults), ("lack", case.faults - got.faults)):
        if fields:
            yield words.say(f"cases.faults_{key}", fields=", ".join(sorted(map(values.visible, fields))))


def _listed(rules: ListedRules, words: Words) -> str:
    return ", ".join(words.say("cases.rule", rule=rule, group=group) for group, rule in sorted(rules))
