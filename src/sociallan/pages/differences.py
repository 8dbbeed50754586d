"""The differences of two packs in words: outcomes that change, and texts that are only worded otherwise."""

from collections.abc import Iterable, Iterator
from difflib import ndiff

from sociallan.analysis.difference import OutcomeDifference, PackDifference, PackEdition, RuleDifference
from sociallan.pack.pack import Pack
from sociallan.pages.rule_sentences import ConditionSentences
from sociallan.report import rule_texts, values
from sociallan.report.view import View
from sociallan.report.yaml_flow import flow
from sociallan.rules.rule import Rule
from sociallan.rules.truth import OutcomeKind


def differences(found: PackDifference, view: View) -> str:
    """Return the two editions, each rule that differs, the parts of the pack that do, and the sums."""
    say = view.words.say
    lines = [say(f"differences.{side}", edition=_edition(edition, view)) for side, edition in _sides(found)]
    for rule in found.rules:
        lines += ["", *_rule(rule, found, view)]
    parts = [
        say(f"differences.pack_{kind}", parts=_keys(keys, view))
        for kind, keys in (("logic", found.logic), ("texts", found.texts))
        if keys
    ]
    lines += ["", *parts] if parts else []
    of_logic = sum(rule.changes_logic for rule in found.rules)
    lines += ["", say("differences.sum", logic=of_logic, texts=len(found.rules) - of_logic)]
    sampled = [rule.id for rule in found.rules if rule.sampled]
    if sampled:
        lines.append(say("mutants.sampled", rules=", ".join(sampled)))
    return "\n".join(lines) + "\n"


def _sides(found: PackDifference) -> Iterable[tuple[str, PackEdition]]:
    return ("old", found.old), ("new", found.new)


def _edition(edition: PackEdition, view: View) -> str:
    pack = edition.pack
    name = view.words.say("differences.edition", id=pack.id, version=values.visible(pack.version))
    return name if edition.day is None else view.words.say("differences.on_day", edition=name, day=edition.day)


def _rule(rule: RuleDifference, found: PackDifference, view: View) -> Iterator[str]:
    say = view.words.say
    known, pack = (rule.new, found.new.pack) if rule.new is not None else (rule.old, found.old.pack)
    assert known is not None
    yield say("differences.rule", rule=rule.id, kind=say(f"differences.kinds.{_kind(rule)}"))
    yield f"  {values.visible(rule_texts.latest(known.title, known, pack, view.words))}"
    if rule.old is not None and rule.new is not None:
        yield from _keys_of(rule, view)
        yield from (f"    {line}" for line in _conditions(rule.old, rule.new, found, view))
    if rule.outcomes:
        yield f"  {say('differences.outcomes')}"
        yield from (line for change in rule.outcomes for line in _outcome(change, known, view))
    elif rule.changes_logic:
        yield f"  {say('differences.no_outcomes')}"


def _kind(rule: RuleDifference) -> str:
    if rule.old is None:
        return "added"
    if rule.new is None:
        return "removed"
    return "logic" if rule.changes_logic else "texts"


def _keys_of(rule: RuleDifference, view: View) -> Iterator[str]:
    """Name what differs in a rule that stands on both sides."""
    for kind in ("logic", "params", "lists", "texts"):
        keys: tuple[str, ...] = getattr(rule, kind)
        if keys:
            yield f"  {view.words.say(f'differences.of_{kind}', parts=_keys(keys, view))}"


def _keys(keys: Iterable[str], view: View) -> str:
    return values.joined(keys, view.words, "and")


def _conditions(old: Rule, new: Rule, found: PackDifference, view: View) -> Iterator[str]:
    """Yield the lines of the conditions, read back, that stand on one side only: ``-`` the old, ``+`` the new."""
    before, after = list(_read_back(old, found.old.pack, view)), list(_read_back(new, found.new.pack, view))
    yield from (line.rstrip() for line in ndiff(before, after) if line.startswith(("- ", "+ ")))


def _read_back(rule: Rule, pack: Pack, view: View) -> Iterator[str]:
    reading = ConditionSentences(pack, view)
    for condition in rule.conditions():
        yield from (f"{'  ' * said.depth}{said.text}" for said in reading.lines(condition))


def _outcome(change: OutcomeDifference, rule: Rule, view: View) -> Iterator[str]:
    say, day = view.words.say, change.case.day
    before, after = (_named(kind, view) for kind in (change.before, change.after))
    key = "differences.becomes_from" if day > rule.valid_from else "differences.becomes"
    yield f"  - {say(key, before=before, after=after, day=day)}"
    shown = tuple(f"{key}: {flow(value)}" for key, value in change.case.value.items())
    yield from (f"      {line}" for line in shown or (say("reading.empty"),))


def _named(kind: OutcomeKind | None, view: View) -> str:
    return view.words.say("differences.absent" if kind is None else f"outcome.{kind}")
