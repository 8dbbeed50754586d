"""The text of the differences of two packs: changed verdicts, changed outcomes and changed texts."""

from collections.abc import Iterable, Iterator, Mapping
from difflib import ndiff
from typing import Any

from sociallan.analysis.pack_differences import changed_texts
from sociallan.analysis.pack_differences.changed_texts import TextChange
from sociallan.analysis.pack_differences.difference import (
    Exactness,
    OutcomeDifference,
    PackDifference,
    PackEdition,
    RuleDifference,
    RuleResult,
    VerdictDifference,
)
from sociallan.pack.pack import Pack
from sociallan.pages.rule_sentences import ConditionSentences
from sociallan.report import rule_texts, values
from sociallan.report.view import View
from sociallan.report.yaml_flow import flow
from sociallan.rules.rule import Rule


def differences(found: PackDifference, view: View) -> str:
    """Return the text of the two editions, what applications get, the changed rules and parts, and the totals."""
    say = view.words.say
    lines = [say(f"differences.{side}", edition=edition_name(edition, view)) for side, edition in _sides(found)]
    lines += ["", *_verdicts(found, view)]
    for rule in found.rules:
        lines += ["", *_rule(rule, found, view)]
    parts = [
        say(f"differences.pack_{kind}", parts=_keys(keys, view))
        for kind, keys in (("logic", found.logic), ("texts", found.texts))
        if keys
    ]
    lines += ["", *parts] if parts else []
    lines += _text_changes(changed_texts.of_pack(found.old.pack, found.new.pack), view)
    logic_count = sum(rule.changes_logic for rule in found.rules)
    lines += ["", say("differences.sum", logic=logic_count, texts=len(found.rules) - logic_count)]
    sampled = [rule.id for rule in found.rules if rule.sampled]
    if sampled:
        lines.append(say("mutants.sampled", rules=", ".join(sampled)))
    if found.exact is not None:
        lines += _exactness(found.exact, view)
    return "\n".join(lines) + "\n"


def edition_name(edition: PackEdition, view: View) -> str:
    """Return the name of an edition: its id, version, folder, digests and day."""
    pack, say = edition.pack, view.words.say
    logic, texts = (values.short_digest(digest) for digest in (pack.logic_digest, pack.text_digest))
    name = say(
        "differences.edition",
        id=pack.id,
        version=values.visible(pack.version),
        folder=values.visible(edition.folder),
        digests=say("report.digests", logic=logic, texts=texts),
    )
    return name if edition.day is None else say("differences.on_day", edition=name, day=edition.day)


def _sides(found: PackDifference) -> Iterable[tuple[str, PackEdition]]:
    return ("old", found.old), ("new", found.new)


def _verdicts(found: PackDifference, view: View) -> Iterator[str]:
    """Yield the changes of verdicts, each with the smallest change of an application that shows it."""
    say = view.words.say
    if all(each.before.verdict is each.after.verdict for each in found.verdicts):
        is_decided = found.exact is not None and found.exact.verdicts
        yield say("differences.no_verdicts_at_all" if is_decided else "differences.no_verdicts")
    for each in found.verdicts:
        yield f"- {_cause(each, view)}"
        verdicts = (say(f"verdict.{result.verdict}") for result in (each.before, each.after))
        yield f"  {say('differences.becomes_from', **_pair(verdicts), day=each.day)}"
        made = each.variant
        if made.specimen:
            key = "differences.specimen" if made.change else "differences.specimen_as_it_is"
            yield f"  {say(key, specimen=made.specimen)}"
        if made.change or not made.specimen:
            yield from (f"    {line}" for line in _values(made.change if made.specimen else made.value, view))
        for name in each.rules:
            before, after = each.before.rules.get(name), each.after.rules.get(name)
            yield f"  {name}: {_became(before, after, view)}"


def _exactness(exact: Exactness, view: View) -> Iterator[str]:
    """Yield the lines on what is proved for all applications, and what is not."""
    say = view.words.say
    if exact.verdicts or not exact.undecided:
        yield say("differences.decided", longest=exact.longest)
    if not exact.verdicts:
        yield say("differences.verdicts_undecided")
    if exact.undecided:
        yield say("differences.rules_undecided", rules=", ".join(exact.undecided))


def _cause(each: VerdictDifference, view: View) -> str:
    return view.words.say(f"differences.causes.{each.cause}", part=values.visible(each.part))


def _rule(rule: RuleDifference, found: PackDifference, view: View) -> Iterator[str]:
    say = view.words.say
    pack = found.new.pack if rule.new is not None else found.old.pack
    yield say("differences.rule", rule=rule.id, kind=say(f"differences.kinds.{kind(rule)}"))
    yield f"  {values.visible(rule_texts.latest(rule.rule.title, rule.rule, pack, view.words))}"
    if rule.old is not None and rule.new is not None:
        yield from _changed_keys(rule, view)
        yield from _text_changes(changed_texts.of_rule(rule.old, rule.new), view)
        yield from (f"    {line}" for line in _conditions(rule.old, rule.new, found, view))
    if rule.outcomes:
        yield f"  {say('differences.outcomes')}"
        yield from (line for change in rule.outcomes for line in _outcome(change, view))
    elif rule.changes_logic:
        is_decided = found.exact is not None and rule.id not in found.exact.undecided
        yield f"  {say('differences.no_outcomes_at_all' if is_decided else 'differences.no_outcomes')}"


def kind(rule: RuleDifference) -> str:
    """Return the kind of a rule's difference: added, removed, logic or texts."""
    if rule.old is None:
        return "added"
    if rule.new is None:
        return "removed"
    return "logic" if rule.changes_logic else "texts"


def _changed_keys(rule: RuleDifference, view: View) -> Iterator[str]:
    """Yield the lines on the changed parts of a rule that exists on both sides."""
    for name in ("logic", "params", "lists", "texts"):
        keys: tuple[str, ...] = getattr(rule, name)
        if keys:
            yield f"  {view.words.say(f'differences.of_{name}', parts=_keys(keys, view))}"


def _text_changes(changes: Iterable[TextChange], view: View) -> Iterator[str]:
    """Yield each text that differs, below its place and language: ``-`` old, ``+`` new."""
    for part, lang, *sides in changes:
        place = values.visible(part)
        yield f"    {place if lang is None else view.words.say('differences.text', part=place, lang=lang)}:"
        yield from (f"      {sign} {values.visible(text)}" for sign, text in zip("-+", sides, strict=True) if text)


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


def _outcome(change: OutcomeDifference, view: View) -> Iterator[str]:
    key = "differences.becomes_from" if change.until is None else "differences.becomes_until"
    pair = _pair(_result(result, (change.before, change.after), view) for result in (change.before, change.after))
    yield f"  - {view.words.say(key, **pair, day=change.case.day, until=change.until)}"
    yield from (f"      {line}" for line in _values(change.case.value, view))


def _became(before: RuleResult | None, after: RuleResult | None, view: View) -> str:
    pair = _pair(_result(result, (before, after), view) for result in (before, after))
    return view.words.say("differences.becomes", **pair)


def _pair(texts: Iterable[str]) -> dict[str, str]:
    return dict(zip(("before", "after"), texts, strict=True))


def _result(result: RuleResult | None, both: tuple[RuleResult | None, RuleResult | None], view: View) -> str:
    """Return the outcome of a rule, with its level and group where those differ between the sides."""
    say = view.words.say
    if result is None:
        return say("differences.absent")
    stated = [each for each in both if each is not None]
    parts = [say(f"outcome.{result.kind}")]
    if len({each.level for each in stated}) > 1:
        parts.append(say(f"level.{result.level}"))
    if len({each.group for each in stated}) > 1:
        parts.append(result.group)
    return ", ".join(parts)


def _values(application: Mapping[str, Any], view: View) -> Iterator[str]:
    lines = tuple(f"{key}: {flow(value)}" for key, value in application.items())
    yield from lines or (view.words.say("reading.empty"),)
