"""The text of rule test results and coverage."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby

from sociallan.analysis.results import Coverage, NodeCoverage, Reachability, RuleTestResult
from sociallan.pack.pack import Pack
from sociallan.pages.rule_sentences import ConditionSentences
from sociallan.report import values
from sociallan.report.view import View


def results(
    test_results: Iterable[RuleTestResult],
    coverage: Coverage,
    reaches: Mapping[str, Reachability],
    pack: Pack,
    folder: str,
    view: View,
) -> str:
    """Return the text of each test result, the uncovered nodes and the totals.

    ``folder`` is the folder of the pack, as displayed before its file names.
    """
    words, trials = view.words, tuple(test_results)
    failed = sum(not trial.passed for trial in trials)
    lines = [line for trial in trials for line in _trial(trial, folder, view)]
    uncovered = [node for node in coverage.nodes if node.absent]
    if uncovered:
        lines += [
            "",
            words.say("reading.results.uncovered"),
            *_uncovered(uncovered, ConditionSentences(pack, view), folder, view),
        ]
    lines += ["", words.say("reading.results.sum", tests=len(trials), failed=failed)]
    lines.append(
        words.say(
            "reading.results.coverage",
            percent=_percent(coverage.percent, view),
            reached=coverage.reached,
            possible=coverage.possible,
        )
    )
    sampled = [rule for rule, reach in reaches.items() if reach.sampled]
    if sampled:
        lines.append(words.say("mutants.sampled", rules=", ".join(sampled)))
    return "\n".join(lines) + "\n"


def below(coverage: Coverage, threshold: float, view: View) -> str:
    """Return the sentence on a coverage below the required threshold."""
    percent = _percent(coverage.percent, view)
    return view.words.say("reading.results.below", percent=percent, threshold=values.number(threshold, view.words))


def _trial(trial: RuleTestResult, folder: str, view: View) -> Iterator[str]:
    words, test, rule = view.words, trial.test, trial.rule
    name = values.visible(words.pick(test.name))
    if trial.kind is None:
        said = words.say("reading.results.not_in_force", rule=rule.id, name=name, day=trial.day)
        yield _plain(said, view)
        key = "days_from" if rule.valid_to is None else "days"
        yield f"    {words.say(f'reading.results.{key}', first=rule.valid_from, last=rule.valid_to)}"
        yield f"    {_at(folder, test.at.file, test.at.line)}"
        return
    actual, expected = words.say(f"outcome.{trial.kind}"), words.say(f"outcome.{test.expect}")
    if trial.passed:
        yield _plain(words.say("reading.results.passed", rule=rule.id, name=name, outcome=actual), view)
        return
    key = "wrong_outcome" if trial.kind is not test.expect else "wrong_reason"
    yield _plain(words.say(f"reading.results.{key}", rule=rule.id, name=name, outcome=actual), view)
    yield f"    {words.say('reading.results.expected', outcome=_because(expected, test.because, view))}"
    deciding = trial.fields or trial.evidence
    yield f"    {words.say('reading.results.came', outcome=_because(actual, sorted(deciding), view))}"
    yield f"    {_at(folder, test.at.file, test.at.line)}"


def _because(outcome: str, fields: Iterable[str] | None, view: View) -> str:
    named = ", ".join(fields or ())
    return view.words.say("reading.results.because", outcome=outcome, fields=named) if named else outcome


def _uncovered(nodes: Iterable[NodeCoverage], sentences: ConditionSentences, folder: str, view: View) -> Iterator[str]:
    words = view.words
    for rule, rule_nodes in groupby(nodes, key=lambda node: node.rule.id):
        yield f"  {rule}"
        for node in rule_nodes:
            truths = [words.say(f"reading.truth.{truth.name.lower()}") for truth in node.absent]
            at = _at(folder, node.condition.at.file, node.condition.at.line)
            condition = sentences.line(node.condition).rstrip(":")
            never = words.say("reading.results.never", node=condition, truths=values.joined(truths, words, "or"))
            yield f"    {at}: {never}"


def _at(folder: str, file: str, line: int) -> str:
    return f"{folder}/{file}:{line}"


def _percent(percent: float, view: View) -> str:
    # Rounded down, so that 100 means full coverage.
    return values.number(int(percent * 10) / 10, view.words)


def _plain(text: str, view: View) -> str:
    return text.replace("→", "->") if view.style.ascii_only else text
