"""Parts of a pack that rules refer to, built from pack.yaml, sources.yaml and params.yaml."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sociallan.application.document import gap_key
from sociallan.application.field import Catalogue, Unit
from sociallan.pack.pack import Group, Param, Passage
from sociallan.pack.table import Table
from sociallan.rules.condition import Value
from sociallan.rules.prose.prose import WORDS_OF_A_COPY, is_sentence
from sociallan.rules.prose.prose_words import ProseWords
from sociallan.rules.prose.text_words import words_of
from sociallan.rules.prose.word_search import Where, WordList
from sociallan.rules.rule import Level, Rule
from sociallan.rules.vocabulary import Vocabulary

_QUOTED = re.compile(r'["“”]([^"“”]+)["“”]')


def groups(head: Mapping[str, Any]) -> tuple[Group, ...]:
    """Return the groups of rules in the order of reports."""
    return tuple(Group(group["id"], group["title"]) for group in head["groups"])


def lists(head: Mapping[str, Any]) -> Mapping[str, WordList]:
    """Return the word lists by id."""
    given = head.get("prose", {})
    ends, leading = (tuple(given.get(name, ())) for name in ("ending_heads", "leading_on"))
    return {key: _list(key, spec, ends, leading) for key, spec in head.get("lists", {}).items()}


def _list(key: str, spec: Mapping[str, Any], ends: tuple[str, ...], leading: tuple[str, ...]) -> WordList:
    where = Where(spec["where"]) if "where" in spec else None
    words, elsewhere, guards = (tuple(spec.get(name, ())) for name in ("words", "elsewhere", "guards"))
    of_heads = (ends, leading) if where is not None else ()
    return WordList(key, spec["title"], words, spec.get("detect"), where, elsewhere, guards, *of_heads)


def gaps(head: Mapping[str, Any]) -> Mapping[str, str]:
    """Return the kind, ``placeholder`` or ``unknown``, by text without content, folded as the reader does."""
    placeholders = dict.fromkeys(filter(None, map(gap_key, head.get("placeholders", ()))), "placeholder")
    return placeholders | dict.fromkeys(map(gap_key, head.get("unknown", ())), "unknown")


_NO_PHRASES = frozenset(("counted", "numerals", "short", "ending_heads", "leading_on"))
"""The keys of ``prose`` that hold something else than words and phrases."""


def prose(head: Mapping[str, Any], fields: Catalogue, rules: Iterable[Rule]) -> ProseWords:
    """Return the phrases and words of the pack for texts, and its own texts, which may be copied as answers."""
    given = head.get("prose")
    if given is None:
        return ProseWords()
    phrases = {key: tuple(several) for key, several in given.items() if key not in _NO_PHRASES}
    counted = {Unit(unit): tuple(several) for unit, several in given.get("counted", {}).items()}
    labels = tuple(text for known in fields.values() for text in (*known.title.values(), *known.item_title.values()))
    own_texts = tuple(dict.fromkeys((*labels, *_own_texts(fields), *_examples(rules))))
    return ProseWords(
        **phrases,
        counted=counted,
        numerals=given.get("numerals", {}),
        short=given.get("short"),
        own_texts=own_texts,
        labels=labels,
    )


def _own_texts(fields: Catalogue) -> Iterator[str]:
    for known in fields.values():
        yield from (*known.description.values(), *known.item_description.values())
        examples = (known.example or {}).values()
        yield from (each for each in examples if isinstance(each, str) and _is_long(each))


def _examples(rules: Iterable[Rule]) -> Iterator[str]:
    """Yield the answers that rules show as examples, in quotation marks."""
    for rule in rules:
        for text in rule.ask.values():
            yield from filter(_is_long, _QUOTED.findall(text))


def _is_long(text: str) -> bool:
    return is_sentence(words_of(text), WORDS_OF_A_COPY)


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


def vocabulary(
    head: Mapping[str, Any],
    fields: Catalogue,
    values: Mapping[str, Value | None],
    known_params: Mapping[str, Param],
    known_lists: Mapping[str, WordList],
    tables: Mapping[str, Table | None],
) -> Vocabulary:
    """Return the names that conditions of a pack may refer to; ``head`` is the content of pack.yaml."""
    return Vocabulary(
        fields=fields,
        params={
            name: None if param.is_misread else tuple(value for _, value in param.values)
            for name, param in known_params.items()
        },
        lists={name: words.detect is not None for name, words in known_lists.items()},
        values=values,
        units={name: param.unit for name, param in known_params.items()},
        tables={name: None if table is None else table.columns for name, table in tables.items()},
        prose=head.get("prose", {}),
    )
