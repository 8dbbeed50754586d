"""Texts of a form that tell a number or an amount too, as form.yaml names them."""

from collections.abc import Mapping
from typing import Any

from sociallan.application.amount_phrases import AmountPhrases
from sociallan.application.field import Field


def with_texts_around(field: Field, fields: Mapping[str, Field]) -> Field:
    """Return the field with the nearest texts of the names that tell it and its unit, beside it or further out."""
    return field._replace(told_in=_nearest(field.told_in, fields), unit_in=_nearest(field.unit_in, fields))


def _nearest(path: str | None, fields: Mapping[str, Field]) -> str | None:
    if path is None:
        return None
    parts = path.split(".")
    around = (".".join((*parts[:count], parts[-1])) for count in range(len(parts) - 1, -1, -1))
    return next((each for each in around if each in fields), path)


def told_as(spec: Mapping[str, Any]) -> AmountPhrases:
    """Return the phrases of an amount as form.yaml has them."""
    return AmountPhrases(tuple(spec["phrases"]), tuple(spec.get("unless", ())), tuple(spec.get("with", ())))


def last_name(steps: str) -> str:
    """Return the name of the key at the end of steps, which may lead to an item of its list."""
    return next(step for step in reversed(steps.split("/")) if not step.isdigit())
