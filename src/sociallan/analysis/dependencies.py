"""Dependencies of conditions: the application's fields that they read."""

from collections.abc import Iterable

from sociallan.application.field import Catalogue, FieldKind
from sociallan.rules.condition import Condition, input_fields, paths


def free_text_field(fields: Catalogue) -> str:
    """Return the field that stands for all texts of an application, which are searched as a whole.

    It is the first text of the form outside of lists: the one with sentences, if there is any.
    """
    lists = [path for path, known in fields.items() if known.kind is FieldKind.LIST]
    texts = [
        path
        for path, known in fields.items()
        if known.kind is FieldKind.TEXT and not known.values and not any(path.startswith(f"{each}.") for each in lists)
    ]
    return next((path for path in texts if fields[path].type.name == "text"), texts[0])


def fields_read(conditions: Iterable[Condition]) -> tuple[str, ...]:
    """Return the distinct fields that conditions read, as dotted paths without list indices."""
    read = (path for condition in conditions for path in paths(condition))
    return tuple(dict.fromkeys(name for path in read for name in input_fields(path)))
