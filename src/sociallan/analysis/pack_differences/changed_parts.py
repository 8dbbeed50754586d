"""The parts of rules and packs that differ, by their keys: those that decide, and those that only people read."""

from collections.abc import Callable, Container, Mapping
from typing import Any

from sociallan.analysis.dependencies import PackOperand, operands
from sociallan.application.field import Field
from sociallan.pack.chain import Chain
from sociallan.pack.pack import Pack
from sociallan.pack.table import Table
from sociallan.rules.normalise import normalised
from sociallan.rules.prose.word_search import WordList
from sociallan.rules.rule import Rule


def differing(old: Mapping[str, Any], new: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the keys whose values differ."""
    return tuple(key for key in old if old[key] != new[key])


def conditions(rule: Rule) -> Mapping[str, Any]:
    """Return the conditions of a rule by their keys, without their places."""
    judge = rule.judge
    return {
        "when": None if rule.when is None else normalised(rule.when),
        "require": normalised(rule.require),
        "judge": judge is not None and (None if judge.when is None else normalised(judge.when)),
    }


def logic(rule: Rule) -> Mapping[str, Any]:
    """Return the parts of a rule that affect what an application gets, by their keys."""
    dates = {"valid_from": rule.valid_from, "valid_to": rule.valid_to}
    judge = rule.judge
    return {
        "group": rule.group,
        "level": rule.level,
        "basis": rule.basis,
        "otherwise": rule.otherwise,
        **dates,
        **conditions(rule),
        "weight": None if judge is None else judge.weight,
        "sharpens": () if judge is None else judge.sharpens,
    }


def texts(rule: Rule) -> Mapping[str, Any]:
    """Return the parts of a rule that only people read, by their keys."""
    judge = rule.judge
    question = None if judge is None else {"question": judge.question, "evidence": tuple(map(str, judge.evidence))}
    named = () if judge is None else tuple((each.what, normalised(each.found)) for each in judge.named)
    return {
        "title": rule.title,
        # A rule without a text of its own for it is named by its title.
        "unmet": None if rule.unmet == rule.title else rule.unmet,
        "why": rule.why,
        "ask": rule.ask,
        "cites": rule.cites,
        "follows": rule.follows,
        "judge": question,
        "names": named,
    }


def logic_of_pack(pack: Pack, excluded: Container[str] = ()) -> Mapping[str, Any]:
    """Return the parts of a pack outside its rules that affect what an application gets, by their keys.

    Parameters, word lists and tables whose ids are ``excluded`` are left out.
    """
    return {
        "valid_from": pack.valid_from,
        "dated_by": pack.dated_by,
        "groups": [group.id for group in pack.groups],
        "verdict": pack.verdict,
        "placeholders": pack.gaps,
        # But for what an interview begins with.
        "form": pack.form._replace(
            fields={path: form_logic(field) for path, field in pack.form.fields.items()}, asked_first=()
        ),
        "values": pack.values,
        "prose": pack.prose,
        "params": {param.id: param.values for param in pack.params.values() if param.id not in excluded},
        "lists": {words.id: logic_of_list(words) for words in pack.lists.values() if words.id not in excluded},
        "tables": {
            table.id: logic_of_table(table) for table in pack.tables.values() if table.id not in excluded
        },
    }  # fmt: skip


def logic_of_list(words: WordList) -> Any:
    """Return the parts of a word list that decide what it finds."""
    return words.search


def logic_of_table(table: Table) -> Any:
    """Return the parts of a table that decide what is found in it: the cells of its rows, and their days."""
    return [(row.cells, row.first, row.last) for row in table.rows]


def form_logic(field: Field) -> Field:
    """Return a field of the form without its texts; labels of choices are logic, since applicants may write them."""
    return field._replace(title={}, description={}, item_title={}, item_description={}, example=None)


def texts_of_pack(pack: Pack) -> Mapping[str, Any]:
    """Return the parts of a pack outside its rules that only people read, by their keys."""
    return {
        "title": pack.title,
        "notice": pack.notice,
        "summary": {field.name: field for field in pack.summary},
        "chain": None if pack.chain is None else texts_of_chain(pack.chain),
        "texts": pack.texts,
        "before_writing": pack.reader_texts.before_writing,
        "beside_verdict": pack.reader_texts.beside_verdict,
        "terms": pack.reader_texts.terms,
        "phases": {phase.first: phase for phase in pack.phases},
        "groups": {group.id: group.title for group in pack.groups},
        "form": {
            path: {
                "label": field.title,
                "help": field.description,
                "item_label": field.item_title,
                "item_help": field.item_description,
                "example": field.example,
            }
            for path, field in pack.form.fields.items()
        },
        "params": {
            param.id: {"title": param.title, "unit": param.unit, "cites": param.cites, "note": param.note}
            for param in pack.params.values()
        },
        "values": {value.name: {"label": value.label, "choices": value.labels} for value in pack.values.values()},
        "lists": {words.id: words.title for words in pack.lists.values()},
        "sources": pack.passages,
        "precedents": pack.precedents,
    }


def texts_of_chain(chain: Chain) -> Mapping[str, Any]:
    """Return the parts of a chain by their keys in pack.yaml, its columns by id."""
    return {
        "title": chain.title,
        "rows": {"field": chain.row, "label": chain.row_label},
        "columns": {
            column.id: {
                "label": column.label,
                "shows": [shown.path for shown in column.shows],
                "linked": column.links,
                "where": column.where,
                "instead": column.stand_in,
            }
            for column in chain.columns
        },
    }


def changed_operands(
    kind: PackOperand, old: Rule, new: Rule, before: Callable[[str], Any], after: Callable[[str], Any]
) -> tuple[str, ...]:
    """Return the ids of the parameters, word lists or tables of a rule whose values differ."""
    names = {*operands(old, kind), *operands(new, kind)}
    return tuple(sorted(name for name in names if before(name) != after(name)))


def changed_prose(*sides: tuple[Rule, Pack]) -> tuple[str, ...]:
    """Return the key of what packs say of texts, if a rule reads it and it differs between the sides."""
    (_, before), (_, after) = sides
    return ("prose",) if before.prose != after.prose and any(rule.reads_prose() for rule, _ in sides) else ()
