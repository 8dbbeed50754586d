"""Parts of a pack that rules refer to, built from pack.yaml, sources.yaml and params.yaml."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sociallan.application.document import gap_key
from sociallan.application.field import Catalogue, Unit
from sociallan.pack.pack import Group, Param, Passage
from sociallan.rules.prose import ProseWords, is_sentence, words_of
from sociallan.rules.rule import Level, Rule, WordList


def groups(head: Mapping[str, Any]) -> tuple[Group, ...]:
    """Return the groups of rules in the order of reports."""
    return tuple(Group(group["id"], group["title"]) for group in head["groups"])


def lists(head: Mapping[str, Any]) -> Mapping[str, WordList]:
    """Return the word lists by id."""
    return {
        key: WordList(key, spec["title"], tuple(spec.get("words", ())), spec.get("detect"))
        for key, spec in head.get("lists", {}).items()
    }


def gaps(head: Mapping[str, Any]) -> Mapping[str, str]:
    """Return the kind, ``placeholder`` or ``unknown``, by text without content, folded as the reader does."""
    placeholders = dict.fromkeys(filter(None, map(gap_key, head.get("placeholders", ()))), "placeholder")
    return placeholders | dict.fromkeys(map(gap_key, head.get("unknown", ())), "unknown")


def prose(head: Mapping[str, Any], fields: Catalogue, rules: Iterable[Rule]) -> ProseWords:
    """Return what the pack says of texts, and if a rule looks for them the texts of its form that may be copied."""
    given = head.get("prose", {})
    reads = any(rule.reads_prose() for rule in rules)
    copied = frozenset(filter(None, map(words_of, _own_texts(fields)))) if reads else frozenset()
    phrases = {key: tuple(several) for key, several in given.items() if key != "counted"}
    counted = {Unit(unit): tuple(several) for unit, several in given.get("counted", {}).items()}
    return ProseWords(**phrases, counted=counted, copied=copied)


def _own_texts(fields: Catalogue) -> Iterator[str]:
    for known in fields.values():
        for text in (known.title, known.description, known.item_title, known.item_description):
            yield from text.values()
        # A short example may be a right answer too.
        examples = (known.example or {}).values()
        yield from (each for each in examples if isinstance(each, str) and is_sentence(words_of(each)))


def passages(sources: Mapping[str, Any]) -> Mapping[str, Passage]:
    """Return the passages of all sources by citation."""
    return {passage.citation: passage for passage in _passages(sources)}


def _passages(sources: Mapping[str, Any]) -> Iterator[Passage]:
    for key, source in sources.items():
        for name, passage in source["passages"].items():
            yield Passage(
                citation=f"{key}#{name}",
                title=source["title"],
                publisher=source["publisher"],
                date=source["date"],
                url=source["url"],
                summary=passage["summary"],
                mark=passage["mark"],
            )


def params(specs: Mapping[str, Any]) -> Mapping[str, Param]:
    """Return the parameters by id."""
    return {key: _param(key, spec) for key, spec in specs.items()}


def _param(key: str, spec: Mapping[str, Any]) -> Param:
    values = ((value["from"], _frozen(value["value"])) for value in spec["values"])
    return Param(
        id=key,
        title=spec["title"],
        unit=Unit(spec["unit"]),
        values=tuple(sorted(values, key=lambda dated: dated[0])),
        cites=tuple(spec["cites"]),
        note=spec.get("note", {}),
    )


def _frozen(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def in_report_order(rules: Iterable[Rule], groups: Iterable[Group]) -> tuple[Rule, ...]:
    """Return rules in the order of reports: by group, then level, those that always apply first."""
    rank = {group.id: index for index, group in enumerate(groups)}
    levels = list(Level)
    return tuple(
        sorted(rules, key=lambda rule: (rank[rule.group], levels.index(rule.level), rule.when is not None, rule.id))
    )
