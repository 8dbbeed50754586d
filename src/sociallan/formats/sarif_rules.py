"""The descriptions of rules and diagnostics in a SARIF report."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from sociallan.pack.pack import Pack, Passage
from sociallan.report import markdown_text, rule_texts, sentences, values
from sociallan.report.notices import VERDICT, Weight
from sociallan.report.view import View
from sociallan.rules.rule import Level, Rule

_LEVELS = {Level.REQUIREMENT: Weight.ERROR, Level.EXPECTATION: Weight.WARNING, Level.REMARK: Weight.NOTE}
YAML = "https://yaml.org/spec/1.2.2/"
"""The help page for syntax errors. No public page describes the fields of an application."""


def descriptor(name: str, pack: Pack, view: View) -> Mapping[str, Any]:
    """Return the descriptor of a rule by its id, of a finding on form by its code, or of a verdict."""
    rule = pack.rule(name)
    if rule is not None:
        return _of_rule(rule, pack, view)
    if name.startswith(VERDICT):
        verdict = name.removeprefix(VERDICT)
        words = view.words
        meaning = words.say(f"verdict_means.{verdict}")
        return _described(name, words.say(f"verdict.{verdict}"), meaning, {"text": meaning}, Weight.ERROR)
    return _of_finding(name, view)


def _of_rule(rule: Rule, pack: Pack, view: View) -> Mapping[str, Any]:
    words = view.words
    title, why, ask = (
        values.visible(rule_texts.latest(text, rule, pack, words)) for text in (rule.title, rule.why, rule.ask)
    )
    passages = [pack.passages[citation] for citation in rule.cites]
    sources = [words.say("report.cite", **_cited(passage, view)) for passage in passages]
    plain = [f"{words.say('manual.write')}: {ask}", f"{words.say('manual.sources')}:", *sources]
    help_ = {"text": "\n".join(plain), "markdown": "\n\n".join(_markdown(why, ask, passages, view))}
    return {
        **_described(rule.id, title, why, help_, _LEVELS[rule.level]),
        **({"helpUri": passages[0].url} if passages else {}),
        "properties": {"tags": [rule.group, str(rule.level)]},
    }


def _cited(passage: Passage, view: View) -> Mapping[str, str]:
    return {
        "summary": view.words.pick(passage.summary),
        "mark": view.words.say(f"mark.{passage.mark}"),
        "citation": passage.citation,
    }


def _markdown(why: str, ask: str, passages: list[Passage], view: View) -> Iterator[str]:
    words, escaped = view.words, markdown_text.escaped
    yield escaped(why)
    yield f"**{words.say('manual.write')}:** {escaped(ask)}"
    yield f"**{words.say('manual.sources')}:**"
    for passage in passages:
        date = passage.date or words.say("report.source_undated")
        citation = words.say("report.cite", **_cited(passage, view))
        source = words.say(
            "report.source", title=passage.title, publisher=passage.publisher, date=date, url=passage.url
        )
        yield f"- {escaped(citation)} {escaped(source)}"


def _of_finding(code: str, view: View) -> Mapping[str, Any]:
    message, cure = (sentences.finding_meaning(code, view.words, part) for part in ("says", "cure"))
    about = view.words.coded("findings", code, "about") or ""
    text = f"{about} {view.words.say('manual.cure')}: {cure}".strip()
    help_ = {"text": text, "markdown": markdown_text.escaped(text)}
    described = _described(code, message, about or message, help_, Weight.ERROR)
    return {**described, "helpUri": YAML} if code.startswith("yaml.") else described


def _friendly(name: str) -> str:
    """Return the id of a rule as the name that viewers show: ``G5-effect-plan`` as ``G5EffectPlan``."""
    return "".join(part[:1].upper() + part[1:] for part in re.split(r"[^A-Za-z0-9]+", name))


def _described(name: str, short: str, full: str, help_: Mapping[str, str], level: Weight) -> Mapping[str, Any]:
    return {
        "id": name,
        "name": _friendly(name),
        "shortDescription": {"text": short if short.endswith((".", "!", "?")) else f"{short}."},
        "fullDescription": {"text": full},
        "help": help_,
        "defaultConfiguration": {"level": str(level)},
    }
