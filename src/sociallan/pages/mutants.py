"""The text of the mutants of rules: what each changes, and how many are noticed."""

from collections.abc import Iterable, Iterator, Sequence

from sociallan.analysis.results import Mutant, MutationResult
from sociallan.pack.pack import Pack
from sociallan.pages.rule_sentences import ConditionSentences
from sociallan.pages.suggestions import Suggestion, Unnoticed
from sociallan.report.view import View
from sociallan.report.words import Words


def unnoticed_of_rules(mutations: Iterable[MutationResult], pack: Pack, folder: str, view: View) -> Iterator[Unnoticed]:
    """Yield each surviving mutant of rules, as displayed; ``folder`` stands before the names of the pack's files."""
    sentences = ConditionSentences(pack, view)
    for mutation in mutations:
        for survivor in mutation.survivors:
            at, test = survivor.mutant.at, survivor.test
            suggestion = None if test is None else Suggestion(mutation.rule.id, test)
            yield Unnoticed(f"{folder}/{at.file}:{at.line}", _change(survivor.mutant, sentences, view), suggestion)


def totals_of_rules(mutations: Sequence[MutationResult], words: Words) -> str:
    """Return the numbers of mutants of rules that are noticed, are not, and make no difference."""
    return words.say(
        "mutants.sum",
        noticed=sum(len(mutation.killed) for mutation in mutations),
        alike=sum(mutation.equivalent for mutation in mutations),
        survived=sum(len(mutation.survivors) for mutation in mutations),
    )


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
