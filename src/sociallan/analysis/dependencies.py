"""Dependencies of conditions: the application's fields that they read."""

from collections.abc import Iterable

from sociallan.rules.condition import Condition, input_fields, paths

FREE_TEXT_FIELD = "project.summary"
"""The field that represents all texts of an application, which are searched as a whole and not read by name."""


def fields_read(conditions: Iterable[Condition]) -> tuple[str, ...]:
    """Return the distinct fields that conditions read, as dotted paths without list indices."""
    read = (path for condition in conditions for path in paths(condition))
    return tuple(dict.fromkeys(name for path in read for name in input_fields(path)))
