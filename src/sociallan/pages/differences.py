"""The text of the differences of two packs: changed outcomes and changed texts."""

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
    """Return the text of the two editions, the changed rules, the changed parts of the pack and the totals."""
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
    logic_count = sum(rule.changes_logic for rule in found.rules)
    lines += ["", say("differences.sum", logic=logic_count, texts=len(found.rules) - logic_count)]
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
    rule_side, pack = (rule.new, found.new.pack) if rule.new is not None else (rule.old, found.old.pack)
    assert rule_side is not None
    yield say("differences.rule", rule=rule.id, kind=say(f"differences.kinds.{_kind(rule)}"))
    yield f"  {values.visible(rule_texts.latest(rule_side.title, rule_side, pack, view.words))}"
    if rule.old is not None and rule.new is not None:
        yield from _changed_keys(rule, view)
        yield from (f"    {line}" for line in _conditions(rule.old, rule.new, found, view))
    if rule.outcomes:
        yield f"  {say('differences.outcomes')}"
        yield from (line for change in rule.outcomes for line in _outcome(change, rule_side, view))
    elif rule.changes_logic:
        yield f"  {say('differences.no_outcomes')}"


def _kind(rule: RuleDifference) -> str:
    if rule.old is None:
        return "added"
    if rule.new is None:
        return "removed"
    return "logic" if rule.changes_logic else "texts"


def _changed_keys(rule: RuleDifference, view: View) -> Iterator[str]:
    """Yield the lines on the changed parts of a rule that exists on both sides."""
    for kind in ("logic", "params", "lists", "texts"):
        keys: tuple[str, ...] = getattr(rule, kind)
        if keys:
            yield f"  {view.words.say(f'differences.of_{kind}', parts=_keys(keys, view))}"


def _keys(keys: Iterable[str], view: View) -> str:
    return values.joined(keys, view.words, "and")


def _conditions(old: Rule, new: Rule, found: PackDifference, view: View) -> Iterator[str]:
    """Yield the sentences of the conditions that differ, as a diff: ``-`` old, ``+`` new."""
    before, after = list(_sentences(old, found.old.pack, view)), list(_sentences(new, found.new.pack, view))
    yield from (line.rstrip() for line in ndiff(before, after) if line.startswith(("- ", "+ ")))


def _sentences(rule: Rule, pack: Pack, view: View) -> Iterator[str]:
    sentences = ConditionSentences(pack, view)
    for condition in rule.conditions():
        yield from (f"{'  ' * line.depth}{line.text}" for line in sentences.lines(condition))


def _outcome(change: OutcomeDifference, rule: Rule, view: View) -> Iterator[str]:
    say, day = view.words.say, change.case.day
    before, after = (_outcome_name(kind, view) for kind in (change.before, change.after))
    key = "differences.becomes_from" if day > rule.valid_from else "differences.becomes"
    yield f"  - {say(key, before=before, after=after, day=day)}"
    lines = tuple(f"{key}: {flow(value)}" for key, value in change.case.value.items())
    yield from (f"      {line}" for line in lines or (say("reading.empty"),))


def _outcome_name(kind: OutcomeKind | None, view: View) -> str:
    return view.words.say("differences.absent" if kind is None else f"outcome.{kind}")
