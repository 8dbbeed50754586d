"""Mutants of pack.yaml and params.yaml: the verdict's formula, parameters and their days, words and placeholders."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from sociallan.analysis.mutation.pack_mutant import PackMutant, PackPart, PackPlace
from sociallan.application import dates
from sociallan.application.document import gap_key, pointer_to
from sociallan.application.walking import texts, values_at
from sociallan.pack import metadata
from sociallan.pack.pack import GroupAll, GroupAny, GroupLeaf, Pack, Param, VerdictFormula
from sociallan.pack.schema_check import PACK, PARAMS
from sociallan.rules.condition import FREE_TEXT, Leaf, ListOperand, ParamOperand, input_fields
from sociallan.rules.evaluation.derived import Facts
from sociallan.rules.operators import OPERATORS
from sociallan.rules.prose.word_search import Finder, WordList

_WORD = re.compile(r"\w{4,}")
"""A word of a text that can be put into a list."""


def pack_mutants(pack: Pack, head: Mapping[str, Any]) -> Iterator[PackMutant]:
    """Yield the mutants of a pack outside its rules and its form; ``head`` is the content of pack.yaml."""
    yield from _of_verdict(pack)
    for param in pack.params.values():
        yield from _of_param(pack, param)
    for words in pack.lists.values():
        yield from _of_list(pack, words)
    yield from _of_placeholders(pack, head)


def _of_verdict(pack: Pack) -> Iterator[PackMutant]:
    for change, pointer, before, after, formula in _formulas(pack, pack.verdict, "/verdict"):
        yield PackMutant(
            PackPart.VERDICT, change, PackPlace(PACK, pointer), replace(pack, verdict=formula), "", before, after
        )


def _formulas(pack: Pack, formula: VerdictFormula, pointer: str) -> Iterator[tuple[str, str, Any, Any, VerdictFormula]]:
    """Yield every small change of a formula: its code, its place, the group that it concerns, and the formula."""
    match formula:
        case GroupLeaf():
            return
        case GroupAll(parts) | GroupAny(parts):
            is_all = isinstance(formula, GroupAll)
            key = "all" if is_all else "any"
            other: VerdictFormula = GroupAny(parts) if is_all else GroupAll(parts)
            if len(parts) > 1:
                yield f"verdict_{key}_turned", pointer, _groups_of(formula), None, other
            for index, part in enumerate(parts):
                at = f"{pointer}/{key}/{index}"
                rest = (*parts[:index], *parts[index + 1 :])
                if rest:
                    yield "verdict_part_dropped", at, _groups_of(part), None, replace(formula, parts=rest)
                for change, place, before, after, changed in _formulas(pack, part, at):
                    whole = (*parts[:index], changed, *parts[index + 1 :])
                    yield change, place, before, after, replace(formula, parts=whole)
            named = set(_groups_of(pack.verdict))
            for group in pack.groups:
                if group.id not in named:
                    grown = replace(formula, parts=(*parts, GroupLeaf(group.id)))
                    yield f"verdict_{key}_grown", pointer, None, (group.id,), grown


def _groups_of(formula: VerdictFormula) -> tuple[str, ...]:
    match formula:
        case GroupLeaf(group):
            return (group,)
        case GroupAll(parts) | GroupAny(parts):
            return tuple(group for part in parts for group in _groups_of(part))


def _of_param(pack: Pack, param: Param) -> Iterator[PackMutant]:
    def mutant(change: str, index: int, before: Any, after: Any, values: Iterable[tuple[str, Any]]) -> PackMutant:
        in_order = tuple(sorted(values, key=lambda dated: dated[0]))
        params = {**pack.params, param.id: param._replace(values=in_order)}
        at = PackPlace(PARAMS, pointer_to(param.id, "values", index))
        return PackMutant(PackPart.PARAMETER, change, at, replace(pack, params=params), param.id, before, after)

    values = param.values
    for index, (day, value) in enumerate(values):
        rest = (*values[:index], *values[index + 1 :])
        for shift in (-1, 1):
            moved = dates.days_later(day, shift)
            if moved not in {other for other, _ in rest}:
                yield mutant("param_day", index, day, moved, (*rest, (moved, value)))
        if rest:
            yield mutant("param_value_dropped", index, value, None, rest)
        # The mutants of each rule that reads the parameter change a limit that there is: each is to notice it.
        for other in _other_values(pack, param, value) if value is None else ():
            yield mutant("param_value", index, value, other, (*rest, (day, other)))
    last, value = values[-1]
    later = max(dates.days_later(last, 1), *(dates.days_later(rule.valid_from, 1) for rule in pack.rules))
    for other in (*_other_values(pack, param, value), *(() if value is None else (None,))):
        yield mutant("param_later", len(values) - 1, later, other, (*values, (later, other)))


def _other_values(pack: Pack, param: Param, value: Any) -> Iterator[Any]:
    """Yield values of a parameter that are easily taken for its own; where it sets no limit, limits that bite."""
    found = []
    for leaf in (leaf for rule in pack.rules for leaf in rule.leaves() if leaf.operand == ParamOperand(param.id)):
        if value is not None:
            found += list(OPERATORS[leaf.operator].near_operands(value, leaf.path.kind))
        else:
            for stated in _stated(pack, leaf):
                found += [stated, *OPERATORS[leaf.operator].near_operands(stated, leaf.path.kind)]
    yield from dict.fromkeys(each for each in found if each != value)


def _stated(pack: Pack, leaf: Leaf) -> Iterator[Any]:
    """Yield the values in the specimens that a condition tests."""
    for specimen in pack.specimens.values():
        facts = Facts(specimen, (), pack.day_of(specimen) or pack.valid_from)
        found = facts.get(leaf.path.value) if leaf.path.value is not None else facts.at(pointer_to(*leaf.path.steps))
        if isinstance(found, int | float) and found >= 0:
            yield int(found)


def _of_list(pack: Pack, words: WordList) -> Iterator[PackMutant]:
    def mutant(change: str, pointer: str, before: Any, after: Any, changed: Sequence[str]) -> PackMutant:
        lists = {**pack.lists, words.id: words._replace(words=tuple(changed))}
        at = PackPlace(PACK, pointer_to("lists", words.id, "words") + pointer)
        return PackMutant(PackPart.WORD, change, at, replace(pack, lists=lists), words.id, before, after)

    if words.detect is not None:
        return
    for index, word in enumerate(words.words):
        rest = [other for other in words.words if other is not word]
        yield mutant("word_dropped", f"/{index}", word, None, rest)
    finder = Finder(words)
    found = [_new_word(text, finder) for text in _searched(pack, words.id)]
    for added in dict.fromkeys(word.casefold() for word in found if word is not None):
        yield mutant("word_added", "", None, added, (*words.words, added))


def _new_word(text: str, finder: Finder) -> str | None:
    return next((word for word in _WORD.findall(text) if finder.first(word) is None), None)


def _searched(pack: Pack, name: str) -> Iterator[str]:
    """Yield the texts of the specimens that are searched for the words of a list."""
    leaves = [leaf for rule in pack.rules for leaf in rule.leaves() if leaf.operand == ListOperand(name)]
    for specimen in pack.specimens.values():
        for leaf in leaves:
            if leaf.path.steps == (FREE_TEXT,):
                yield from texts(specimen)
            else:
                steps = leaf.path.field.split(".")
                yield from (text for text in values_at(specimen, steps) if isinstance(text, str))


def _of_placeholders(pack: Pack, head: Mapping[str, Any]) -> Iterator[PackMutant]:
    for key in ("placeholders", "unknown"):
        listed = head.get(key, ())
        for index, text in enumerate(listed):
            gaps = metadata.gaps({**head, key: [*listed[:index], *listed[index + 1 :]]})
            at = PackPlace(PACK, f"/{key}/{index}")
            changed = pack if gaps == pack.gaps else replace(pack, gaps=gaps)
            yield PackMutant(PackPart.PLACEHOLDER, "placeholder_dropped", at, changed, key, text, None)
    for text in dict.fromkeys(_answers(pack)):
        gaps = {**pack.gaps, gap_key(text): "placeholder"}
        at = PackPlace(PACK, "/placeholders" if "placeholders" in head else "/id")
        yield PackMutant(
            PackPart.PLACEHOLDER, "placeholder_added", at, replace(pack, gaps=gaps), "placeholders", None, text
        )


def _answers(pack: Pack) -> Iterator[str]:
    """Yield, of each specimen, the shortest text that a rule reads and that is not a choice."""
    fields = pack.form.fields
    read = dict.fromkeys(
        path for rule in pack.rules for leaf in rule.leaves() for path in input_fields(leaf.path) if path in fields
    )
    free = [path.split(".") for path in read if not fields[path].values]
    for specimen in pack.specimens.values():
        stated = [text for steps in free for text in values_at(specimen, steps) if isinstance(text, str)]
        if stated:
            yield min(stated, key=len)
