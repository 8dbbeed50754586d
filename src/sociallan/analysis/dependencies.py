"""The fields of the application that a condition reads."""

from collections.abc import Iterable

from sociallan.rules.condition import Condition, fields_behind, paths

FREE_TEXT_FIELD = "project.summary"
"""The field that stands for all texts of an application, where one is needed: none of them is read by name."""


def fields_read(conditions: Iterable[Condition]) -> tuple[str, ...]:
    """Return the fields that conditions read, each once, as paths of the application's schema with lists unfolded."""
    read = (path for condition in conditions for path in paths(condition))
    return tuple(dict.fromkeys(name for path in read for name in fields_behind(path)))
