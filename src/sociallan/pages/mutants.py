"""The changes of rules that no test notices, in words, each with a test to paste that would."""

from collections.abc import Iterator, Sequence

from sociallan.analysis.trial import Mutant, MutationResult, Survivor
from sociallan.pack.pack import Pack
from sociallan.pages.rule_sentences import ConditionSentences
from sociallan.report.view import View
from sociallan.report.yaml_flow import flow
from sociallan.rules.rule import RuleTest


def mutation_results(mutations: Sequence[MutationResult], pack: Pack, folder: str, view: View) -> str:
    """Return each change that no test notices with a test that would, then the sums.

    ``folder`` is where the pack lies, as it is to be shown before the names of its files.
    """
    words, reading = view.words, ConditionSentences(pack, view)
    survivors = [survivor for mutation in mutations for survivor in mutation.survivors]
    lines = ["", words.say("mutants.unnoticed")] if survivors else []
    for survivor in survivors:
        lines += _survivor(survivor, reading, folder, view)
    noticed, alike = sum(len(m.killed) for m in mutations), sum(m.equivalent for m in mutations)
    lines += ["", words.say("mutants.sum", noticed=noticed, alike=alike, survived=len(survivors))]
    return "\n".join(lines) + "\n"


def _survivor(survivor: Survivor, reading: ConditionSentences, folder: str, view: View) -> Iterator[str]:
    mutant = survivor.mutant
    said = _change(mutant, reading, view)
    yield f"  {folder}/{mutant.at.file}:{mutant.at.line}: {said}"
    if survivor.test is not None:
        yield f"    {view.words.say('mutants.test')}"
        yield from ready_test(survivor.test, view.words.say("mutants.name", change=said))


def ready_test(test: RuleTest, name: str) -> Iterator[str]:
    """Write a test as it can stand in a rule."""
    yield f"  - name: {flow(name)}"
    if test.change:
        yield f"    change: {flow(test.change)}"
    if test.remove:
        yield f"    remove: {flow(test.remove)}"
    if test.as_of:
        yield f"    as_of: {test.as_of}"
    yield f"    expect: {test.expect}"
    if test.because:
        yield f"    because: {flow(test.because)}"


def _change(mutant: Mutant, reading: ConditionSentences, view: View) -> str:
    say = view.words.say
    before, after = mutant.before, mutant.after
    match mutant.change:
        case "strictness":
            return say("mutants.strictness", before=reading.line(before), after=reading.line(after))
        case "part_dropped" | "turned":
            return say(f"mutants.{mutant.change}", node=reading.line(before).rstrip(":"))
        case "member_dropped":
            (member,) = (value for value in before if value not in after)
            return say("mutants.member_dropped", member=member)
        case "let_through":
            return say("mutants.let_through", field=reading.line(before))
        case "threshold" | "count":
            return say(f"mutants.{mutant.change}", before=before, after=after)
        case _:
            return say(f"mutants.{mutant.change}")
