"""Dependencies of conditions: the application's fields that they read."""

from collections.abc import Iterable

from sociallan.rules.condition import Condition, Path, paths
from sociallan.rules.derived import DERIVED

FREE_TEXT_FIELD = "project.summary"
"""The field that represents all texts of an application, which are searched as a whole and not read by name."""


def fields_read(conditions: Iterable[Condition]) -> tuple[str, ...]:
    """Return the distinct fields that conditions read, as dotted paths without list indices."""
    read = (path for condition in conditions for path in paths(condition))
    return tuple(dict.fromkeys(name for path in read for name in input_fields(path)))


def input_fields(path: Path) -> tuple[str, ...]:
    """Return the field of a path, or the input fields if it is a derived value."""
    if path.root != "derived":
        return (path.field,)
    return tuple(map(unfolded, DERIVED[path.steps[0]].inputs))


def unfolded(path: str) -> str:
    """Return the dotted path, without ``[]``, of an input of a derived value."""
    return path.replace("[]", "")
