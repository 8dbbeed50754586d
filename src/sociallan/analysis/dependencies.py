"""Dependencies of conditions: the application's fields that they read."""

from collections.abc import Iterable

from sociallan.application.field import Catalogue, first_long_text
from sociallan.rules.condition import Condition, input_fields, paths


def free_text_field(fields: Catalogue) -> str | None:
    """Return the field that represents all texts of an application; ``None`` if the form asks for no text.

    The texts are searched as a whole and not read by name.
    """
    return first_long_text(fields)


def fields_read(conditions: Iterable[Condition]) -> tuple[str, ...]:
    """Return the distinct fields that conditions read, as dotted paths without list indices."""
    read = (path for condition in conditions for path in paths(condition))
    return tuple(dict.fromkeys(name for path in read for name in input_fields(path)))
