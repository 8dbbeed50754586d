"""Dependencies of rules: the application's fields that they read, and the parameters that they use."""

from collections.abc import Iterable

from sociallan.application.field import Catalogue, FieldKind
from sociallan.rules.condition import Condition, ParamOperand, input_fields, paths
from sociallan.rules.rule import PLACEHOLDER, Rule


def free_text_field(fields: Catalogue, but: str | None = None) -> str | None:
    """Return the field that stands for all texts of an application, which are searched as a whole.

    It is the first text of the form outside of lists, ``but`` for one: the one with sentences, if there is any.
    ``None`` where the form has no text.
    """
    texts = [
        path
        for path, known in fields.items()
        if known.kind is FieldKind.TEXT and not known.values and path != but and not lists_around(path, fields)
    ]
    return next((path for path in texts if fields[path].type.name == "text"), next(iter(texts), None))


def lists_around(path: str, fields: Catalogue) -> tuple[str, ...]:
    """Return the paths of the lists that contain a field, the outermost first."""
    steps = path.split(".")
    above = (".".join(steps[:count]) for count in range(1, len(steps)))
    return tuple(prefix for prefix in above if fields[prefix].kind is FieldKind.LIST)


def fields_read(conditions: Iterable[Condition]) -> tuple[str, ...]:
    """Return the distinct fields that conditions read, as dotted paths without list indices."""
    read = (path for condition in conditions for path in paths(condition))
    return tuple(dict.fromkeys(name for path in read for name in input_fields(path)))


def params_used(rule: Rule) -> tuple[str, ...]:
    """Return the distinct parameters that a rule compares with or names in a text."""
    compared = (leaf.operand.id for leaf in rule.leaves() if isinstance(leaf.operand, ParamOperand))
    named = (name for text in rule.texts() for wording in text.values() for name in PLACEHOLDER.findall(wording))
    return tuple(dict.fromkeys((*compared, *named)))
