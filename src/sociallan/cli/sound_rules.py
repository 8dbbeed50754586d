"""Loading the rules of a pack that have no faults, so that a fault in one rule does not stop work on the others."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from sociallan.application.diagnostic import Diagnostic
from sociallan.application.location import PackLocation
from sociallan.batch.resources import Resources, pack_resources
from sociallan.cli.exits import CannotRun, Exit
from sociallan.cli.faults import all_faults, fault_lines
from sociallan.cli.loading import cases_of_pack, load_draft
from sociallan.cli.streams import warn
from sociallan.files import packs
from sociallan.pack.load import PackDraft
from sociallan.pack.rule_files import stated_id
from sociallan.pack.schema_check import RULES
from sociallan.report.words import Words

if TYPE_CHECKING:
    from sociallan.analysis.case import Case

_Faults = tuple[Diagnostic[PackLocation], ...]


@dataclass(frozen=True, slots=True)
class SoundRules:
    """A pack with the rules that have no faults; ``faults`` are those of the other rules, by rule id."""

    resources: Resources
    folder: Path
    draft: PackDraft
    faults: Mapping[str, _Faults]

    def without(self, rules: Iterable[str]) -> Resources:
        """Return the pack without the rules with these ids."""
        pack, left_out = self.resources.pack, frozenset(rules)
        if not left_out:
            return self.resources
        kept = tuple(rule for rule in pack.rules if rule.id not in left_out)
        return self.resources._replace(pack=replace(pack, rules=kept))

    def cases(self) -> "tuple[Case, ...]":
        """Return the cases of the pack that name no rule at fault.

        Raises:
            CannotRun: if cases have faults; the message lists every fault.

        """
        cases = cases_of_pack(self.draft, self.resources.pack, self.folder, self.resources.words)
        return tuple(case for case in cases if not case.names(self.faults))

    def ensure_sound(self, rule: str) -> None:
        """Check that a rule has no faults.

        Raises:
            CannotRun: if it has; the message lists them.

        """
        if rule in self.faults:
            raise CannotRun("\n".join(self._lines("usage.rule_faults", {rule: self.faults[rule]})))

    def ended(self, code: Exit) -> Exit:
        """Warn of the faults of the other rules, if any, and return the exit code of the command."""
        if not self.faults:
            return code
        warn("\n".join(self._lines("usage.rules_left_out", self.faults)))
        return Exit.CANNOT_RUN

    def _lines(self, key: str, faults: Mapping[str, _Faults]) -> Iterable[str]:
        words = self.resources.words
        yield words.say(key, rules=", ".join(faults), folder=self.folder)
        for several in faults.values():
            yield from fault_lines(several, self.folder, words)


def load_sound_rules(words: Words, rules: Path | None) -> SoundRules:
    """Load a pack without the rules at fault.

    Raises:
        CannotRun: if the pack cannot be read, no rule is without faults, or anything but rules has faults; the message
            lists them all.

    """
    folder = packs.named_pack(rules)
    draft = load_draft(words, folder)
    if draft.pack is None or any(not fault.place.file.startswith(RULES) for fault in draft.faults):
        raise CannotRun(all_faults(draft.faults, folder, words))
    faults = _by_rule(draft)
    sound = SoundRules(pack_resources(draft.pack, words), folder, draft, faults)
    left = sound.without(faults)
    if not left.pack.rules:
        raise CannotRun(all_faults(draft.faults, folder, words))
    return replace(sound, resources=left)


def _by_rule(draft: PackDraft) -> Mapping[str, _Faults]:
    """Return the faults of the rules by id, or by the name of the file if it has no id."""
    found: dict[str, _Faults] = {}
    for fault in draft.faults:
        rule = stated_id(fault.place.file, draft.documents[fault.place.file])
        found[rule] = (*found.get(rule, ()), fault)
    return found
