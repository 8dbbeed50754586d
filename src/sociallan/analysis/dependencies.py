"""Dependencies of rules: the application's fields that they read, and the parts of the pack that they use."""

from collections.abc import Iterable

from sociallan.application.field import Catalogue, contact_fields, is_within, single_texts
from sociallan.pack.pack import Pack
from sociallan.rules.condition import Condition, ListOperand, ParamOperand, TableOperand, input_fields, paths
from sociallan.rules.rule import PLACEHOLDER, Rule


def free_text_field(fields: Catalogue, but: str | None = None) -> str | None:
    """Return the field that stands for all texts of an application, which are searched as a whole.

    It is the first text of the form outside of lists and of contacts, ``but`` for one: the one with sentences, if any.
    ``None`` where the form has no text.
    """
    contacts = contact_fields(fields)
    searched = (path for path in single_texts(fields) if not any(is_within(path, part) for part in contacts))
    texts = [path for path in searched if path != but]
    return next((path for path in texts if fields[path].type.name == "text"), next(iter(texts), None))


def fields_read(conditions: Iterable[Condition]) -> tuple[str, ...]:
    """Return the distinct fields that conditions read, as dotted paths without list indices."""
    read = (path for condition in conditions for path in paths(condition))
    return tuple(dict.fromkeys(name for path in read for name in input_fields(path)))


PackOperand = type[ParamOperand | ListOperand | TableOperand]


def operands(rule: Rule, kind: PackOperand) -> tuple[str, ...]:
    """Return the distinct ids of the parameters, word lists or tables that a rule compares with."""
    return tuple(dict.fromkeys(leaf.operand.id for leaf in rule.leaves() if isinstance(leaf.operand, kind)))


def has_its_tables(rule: Rule, pack: Pack) -> bool:
    """Return whether the pack has every table that a rule looks something up in: one with faults is not there."""
    return all(table in pack.tables for table in operands(rule, TableOperand))


def params_used(rule: Rule) -> tuple[str, ...]:
    """Return the distinct parameters that a rule compares with or names in a text."""
    named = (name for text in rule.texts() for wording in text.values() for name in PLACEHOLDER.findall(wording))
    of_params = (name for name in named if name not in rule.quotes)
    return tuple(dict.fromkeys((*operands(rule, ParamOperand), *of_params)))
