"""The text of surviving mutants, each with a test that kills it, ready to paste."""

from collections.abc import Iterator, Sequence

from sociallan.analysis.trial import Mutant, MutationResult, Survivor
from sociallan.pack.pack import Pack
from sociallan.pages.rule_sentences import ConditionSentences
from sociallan.report.view import View
from sociallan.report.yaml_flow import flow
from sociallan.rules.rule import RuleTest


def mutation_results(mutations: Sequence[MutationResult], pack: Pack, folder: str, view: View) -> str:
    """Return the text of each surviving mutant, with a test that kills it, and the totals.

    ``folder`` is the folder of the pack, as displayed before its file names.
    """
    words, sentences = view.words, ConditionSentences(pack, view)
    survivors = [survivor for mutation in mutations for survivor in mutation.survivors]
    lines = ["", words.say("mutants.unnoticed")] if survivors else []
    for survivor in survivors:
        lines += _survivor(survivor, sentences, folder, view)
    killed, equivalent = sum(len(m.killed) for m in mutations), sum(m.equivalent for m in mutations)
    lines += ["", words.say("mutants.sum", noticed=killed, alike=equivalent, survived=len(survivors))]
    return "\n".join(lines) + "\n"


def _survivor(survivor: Survivor, sentences: ConditionSentences, folder: str, view: View) -> Iterator[str]:
    mutant = survivor.mutant
    change = _change(mutant, sentences, view)
    yield f"  {folder}/{mutant.at.file}:{mutant.at.line}: {change}"
    if survivor.test is not None:
        yield f"    {view.words.say('mutants.test')}"
        yield from ready_test(survivor.test, view.words.say("mutants.name", change=change))


def ready_test(test: RuleTest, name: str) -> Iterator[str]:
    """Yield the lines of a test in the notation of a rule file."""
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


def _change(mutant: Mutant, sentences: ConditionSentences, view: View) -> str:
    say = view.words.say
    before, after = mutant.before, mutant.after
    match mutant.change:
        case "strictness":
            return say("mutants.strictness", before=sentences.line(before), after=sentences.line(after))
        case "part_dropped" | "turned":
            return say(f"mutants.{mutant.change}", node=sentences.line(before).rstrip(":"))
        case "member_dropped":
            (member,) = (value for value in before if value not in after)
            return say("mutants.member_dropped", member=member)
        case "row_choice_dropped":
            return say("mutants.row_choice_dropped", column=before)
        case "member_added":
            return say("mutants.member_added", member=after[-1])
        case "let_through":
            return say("mutants.let_through", field=sentences.line(before))
        case "threshold" | "count":
            return say(f"mutants.{mutant.change}", before=before, after=after)
        case _:
            return say(f"mutants.{mutant.change}")
