"""The text of surviving mutants of a whole pack, each with a test or a case that notices it, ready to paste."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sociallan.analysis.pack_mutant import PackMutant, PackSurvivor, Part, PartResult, SuggestedCase
from sociallan.analysis.pack_mutation import survivors
from sociallan.application.document import Document
from sociallan.application.node_positions import pack_location
from sociallan.pack.pack import Pack
from sociallan.pages.mutants import ready_test
from sociallan.pages.rule_sentences import ConditionSentences
from sociallan.report import values
from sociallan.report.view import View
from sociallan.report.yaml_flow import flow


class MutantPages:
    """A renderer of the mutants of a pack; ``documents`` are its files, and ``folder`` its displayed folder."""

    def __init__(self, pack: Pack, documents: Mapping[str, Document], folder: str, view: View) -> None:
        self._pack = pack
        self._documents = documents
        self._folder = folder
        self._view = view
        self._words = view.words
        self._sentences = ConditionSentences(pack, view)

    def results(self, parts: Sequence[PartResult]) -> str:
        """Return the text of each survivor, and the totals of each part."""
        say = self._words.say
        found = survivors(parts)
        lines = ["", say("pack_mutants.unnoticed")] if found else []
        for survivor in found:
            lines += self._survivor(survivor)
        lines += ["", say("pack_mutants.sums")]
        lines += (f"  {self._sum(result)}" for result in parts)
        return "\n".join(lines) + "\n"

    def _sum(self, result: PartResult) -> str:
        name = self._words.say(f"pack_mutants.parts.{result.part}")
        return self._words.say(
            "pack_mutants.sum",
            part=values.capitalised(name),
            made=result.made,
            tests=result.by_tests,
            cases=result.by_cases,
            unloaded=result.not_loaded,
            alike=result.equivalent,
            survived=len(result.survivors),
        )

    def _survivor(self, survivor: PackSurvivor) -> Iterator[str]:
        mutant = survivor.mutant
        file, pointer = mutant.at
        at = pack_location(self._documents[file], file, pointer)
        change = self.sentence(mutant)
        yield f"  {self._folder}/{file}:{at.line}: {change}"
        name = self._words.say("mutants.name", change=change)
        if survivor.test is not None:
            rule, test = survivor.test
            yield f"    {self._words.say('pack_mutants.test', rule=rule.id)}"
            yield from ready_test(test, name)
        elif survivor.case is not None:
            yield f"    {self._words.say('pack_mutants.case')}"
            yield from _ready_case(survivor.case, name)

    def sentence(self, mutant: PackMutant) -> str:
        """Return what a mutant changes, as a sentence without a full stop."""
        before, after = (self._told(mutant, value) for value in (mutant.before, mutant.after))
        subject = self._subject(mutant)
        return self._words.say(f"pack_mutants.{mutant.change}", subject=subject, before=before, after=after)

    def _subject(self, mutant: PackMutant) -> str:
        pick, name = self._words.pick, mutant.subject
        match mutant.part:
            case Part.PARAMETER:
                return self._quoted(pick(self._pack.params[name].title))
            case Part.WORD:
                return self._quoted(pick(self._pack.lists[name].title))
            case Part.VALUE:
                return self._quoted(pick(self._pack.values[name].label))
            case Part.CHOICE:
                return self._quoted(pick(self._pack.form.fields[name].title))
            case _:
                return name

    def _told(self, mutant: PackMutant, value: Any) -> str:
        """Return the text of the value before or after a change."""
        match mutant.part:
            case Part.LEVEL:
                return self._words.say(f"level.{value}")
            case Part.GROUP:
                return self._groups((value,))
            case Part.VERDICT:
                return "" if value is None else self._groups(value)
            case Part.NARROWING:
                return "" if value is None else self._sentences.line(value).rstrip(":")
            case Part.EVIDENCE:
                return "" if value is None else self._quoted(", ".join(self._sentences.evidence((value,))))
            case Part.WORD | Part.PLACEHOLDER | Part.CHOICE:
                return self._quoted(str(value))
            case Part.PARAMETER if value is None:
                return self._words.say("unit.no_limit")
            case _:
                return values.visible(flow(value))

    def _groups(self, ids: Sequence[str]) -> str:
        titles = {group.id: self._words.pick(group.title) for group in self._pack.groups}
        return values.joined([self._quoted(titles[group]) for group in ids], self._words, "and")

    def _quoted(self, text: str) -> str:
        return values.quoted(values.visible(text), self._words)


def _ready_case(case: SuggestedCase, name: str) -> Iterator[str]:
    """Yield the lines of a case in the notation of a case file."""
    yield f"  title: {flow({'sv': name, 'en': name})}"
    for key, value in case.content.items():
        yield f"  {key}: {flow(value)}"
