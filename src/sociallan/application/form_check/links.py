"""References from one part of an application to another, however they are spelt."""

from collections.abc import Iterator, Sequence
from typing import Any

from sociallan.application.field import Catalogue, Form
from sociallan.application.form_check.schema_errors import Steps
from sociallan.application.form_check.withheld import replaced


class Links:
    """Spells each reference as the field that it refers to, where they differ in case or blanks alone."""

    def __init__(self, form: Form) -> None:
        known = ((path.split("."), field.refers_to) for path, field in form.fields.items())
        self._links = tuple((steps, target.split(".")) for steps, target in known if target is not None)

    def spelt(self, value: Any) -> Any:
        """Return an application with its references as what they refer to; the same object where nothing differs."""
        changes = {}
        for steps, target in self._links:
            texts = {text for _, text in _texts(value, target)}
            references = [(path, text) for path, text in _texts(value, steps) if text not in texts]
            if references:
                meant = _by_key(texts)
                changes.update(
                    {path: to for path, text in references if (to := meant.get(reference_key(text))) is not None}
                )
        return replaced(value, changes)


def referred(fields: Catalogue) -> frozenset[str]:
    """Return the paths of the fields that others refer to."""
    return frozenset(field.refers_to for field in fields.values() if field.refers_to is not None)


def _by_key(texts: set[str]) -> dict[str, str | None]:
    """Return each text by its folded form, ``None`` where several have the same."""
    meant: dict[str, str | None] = {}
    for text in texts:
        key = reference_key(text)
        meant[key] = None if key in meant else text
    return meant


def reference_key(text: str) -> str:
    """Return a key that is equal for references that differ only in capitals and blanks."""
    return "".join(text.casefold().split())


def _texts(value: Any, steps: Sequence[str], path: Steps = ()) -> Iterator[tuple[Steps, str]]:
    """Yield the texts at the end of a path through lists."""
    if value.__class__ is list:
        for index, item in enumerate(value):
            yield from _texts(item, steps, (*path, index))
    elif not steps:
        if value.__class__ is str:
            yield path, value
    elif value.__class__ is dict and steps[0] in value:
        yield from _texts(value[steps[0]], steps[1:], (*path, steps[0]))
