"""Google's implementation of CEL, and an application as it gets to see it."""

from collections.abc import Callable, Mapping, Sequence
from importlib import metadata
from typing import Any, NamedTuple

from packaging.requirements import Requirement

from sociallan.rules.truth import Truth

_REQUIREMENTS = map(Requirement, metadata.requires("sociallan") or ())
_NEEDED = next(asked for asked in _REQUIREMENTS if asked.name == "cel-expr-python")
HERE = _NEEDED.marker is None or _NEEDED.marker.evaluate({"extra": "test"})
"""Whether Google's implementation is built for this Python and this machine. If so, not having it is a fault."""

if HERE:
    from cel_expr_python import cel
    from cel_expr_python.ext.ext_strings import ExtStrings

Evaluate = Callable[[Mapping[str, Any]], Truth | None]
"""From a context to true, false, or ``None`` for unknown."""

_UNKNOWN = ("Key not found in map", 'No value with name "unknown"')
"""The only errors that say unknown. Any other is a fault in the translation."""


class Seen(NamedTuple):
    """Properties of an application's texts that our own program finds, since CEL has no words for them.

    ``detected`` says for each detector whether it finds something. ``empty`` has for each number of words the texts
    that say nothing by it, and ``doubted`` for each signal of doubt the texts that raise it.
    """

    detected: Mapping[str, bool]
    empty: Mapping[str, Sequence[str]]
    doubted: Mapping[str, Sequence[str]]


def context(application: Any, day: str, seen: Seen) -> dict[str, Any]:
    """Return an application as CEL gets to see it.

    Each item of a list stands as ``it`` in a record of its own, which is there also where the item is missing, and
    ``at`` is its number.
    """
    plain = {name: dict(several) for name, several in seen._asdict().items()}
    return {"app": _stated_only(application), "day": day, **plain}


def _stated_only(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _stated_only(part) for name, part in value.items() if part is not None}
    if isinstance(value, list):
        items = ({} if item is None else {"it": _stated_only(item)} for item in value)
        return [{"at": number, **item} for number, item in enumerate(items)]
    return value


def evaluator(expression: str) -> Evaluate:
    """Compile an expression once, to be evaluated on many contexts."""
    types = {"app": cel.Type.DYN, "day": cel.Type.STRING, "unknown": cel.Type.BOOL}
    types |= dict.fromkeys(Seen._fields, cel.Type.DYN)
    compiled = cel.NewEnv(variables=types, extensions=[ExtStrings()]).compile(expression)

    def evaluate(given: Mapping[str, Any]) -> Truth | None:
        result = compiled.eval(data=given)
        found = result.value()
        if result.type() == cel.Type.ERROR:
            assert any(reason in str(found) for reason in _UNKNOWN), (found, expression, given)
            return None
        assert isinstance(found, bool), (found, expression, given)
        return Truth.TRUE if found else Truth.FALSE

    return evaluate
