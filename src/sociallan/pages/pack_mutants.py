"""The text of the mutants of a pack around its conditions: what each changes, and how many are noticed."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sociallan.analysis.mutation.pack_mutant import PackMutant, PackPart, PackSurvivor, PartResult
from sociallan.analysis.mutation.pack_mutation import survivors
from sociallan.application.document import Document
from sociallan.application.node_positions import pack_location
from sociallan.pack.pack import Pack
from sociallan.pages.rule_sentences import ConditionSentences
from sociallan.pages.suggestions import Suggestion, Unnoticed
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

    def unnoticed(self, parts: Sequence[PartResult]) -> Iterator[Unnoticed]:
        """Yield each surviving mutant, as displayed."""
        for survivor in survivors(parts):
            file, pointer = survivor.mutant.at
            line = pack_location(self._documents[file], file, pointer).line
            yield Unnoticed(f"{self._folder}/{file}:{line}", self.sentence(survivor.mutant), _suggestion(survivor))

    def totals(self, result: PartResult) -> str:
        """Return the numbers of mutants of a part by what becomes of them."""
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

    def sentence(self, mutant: PackMutant) -> str:
        """Return the change of a mutant, as a sentence without a full stop."""
        before, after = (self._shown(mutant, value) for value in (mutant.before, mutant.after))
        subject = self._subject(mutant)
        return self._words.say(f"pack_mutants.{mutant.change}", subject=subject, before=before, after=after)

    def _subject(self, mutant: PackMutant) -> str:
        pick, name = self._words.pick, mutant.subject
        match mutant.part:
            case PackPart.PARAMETER:
                return self._quoted(pick(self._pack.params[name].title))
            case PackPart.WORD:
                return self._quoted(pick(self._pack.lists[name].title))
            case PackPart.VALUE:
                return self._quoted(pick(self._pack.values[name].label))
            case PackPart.CHOICE:
                return self._quoted(pick(self._pack.form.fields[name].title))
            case _:
                return name

    def _shown(self, mutant: PackMutant, value: Any) -> str:
        """Return the text of the value before or after a change."""
        match mutant.part:
            case PackPart.LEVEL:
                return self._words.say(f"level.{value}")
            case PackPart.GROUP:
                return self._groups((value,))
            case PackPart.VERDICT:
                return "" if value is None else self._groups(value)
            case PackPart.NARROWING:
                return "" if value is None else self._sentences.line(value).rstrip(":")
            case PackPart.EVIDENCE:
                return "" if value is None else self._quoted(", ".join(self._sentences.evidence((value,))))
            case PackPart.WORD | PackPart.PLACEHOLDER | PackPart.CHOICE:
                return self._quoted(str(value))
            case PackPart.PARAMETER if value is None:
                return self._words.say("unit.no_limit")
            case _:
                return values.visible(flow(value))

    def _groups(self, ids: Sequence[str]) -> str:
        titles = {group.id: self._words.pick(group.title) for group in self._pack.groups}
        return values.joined([self._quoted(titles[group]) for group in ids], self._words, "and")

    def _quoted(self, text: str) -> str:
        return values.quoted(values.visible(text), self._words)


def _suggestion(survivor: PackSurvivor) -> Suggestion | None:
    if survivor.test is not None:
        rule, test = survivor.test
        return Suggestion(rule.id, test)
    return None if survivor.case is None else Suggestion("", survivor.case)
