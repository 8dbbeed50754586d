"""The texts of rules and packs that differ, each with what it was and what it is, in each language by itself."""

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import Any, NamedTuple

from sociallan.analysis.pack_differences import changed_parts
from sociallan.pack.pack import Pack
from sociallan.rules.rule import Rule

_LANGUAGE_CODE = 2
"""Number of letters of the code of a language."""

_Place = tuple[tuple[str, ...], str | None]


class TextChange(NamedTuple):
    """A text that differs: its dotted place, its language if it has one, and the text on each side.

    A text is ``None`` on the side that has none.
    """

    part: str
    lang: str | None
    before: str | None
    after: str | None


def of_rule(old: Rule, new: Rule) -> tuple[TextChange, ...]:
    """Return the texts that differ between two versions of a rule."""
    return _changes(changed_parts.texts(old), changed_parts.texts(new))


def of_pack(old: Pack, new: Pack) -> tuple[TextChange, ...]:
    """Return the texts that differ between two packs outside their rules."""
    return _changes(changed_parts.texts_of_pack(old), changed_parts.texts_of_pack(new))


def _changes(old: Mapping[str, Any], new: Mapping[str, Any]) -> tuple[TextChange, ...]:
    before, after = dict(_texts(old, ())), dict(_texts(new, ()))
    return tuple(
        TextChange(".".join(steps), lang, before.get((steps, lang)), after.get((steps, lang)))
        for steps, lang in {**before, **after}
        if before.get((steps, lang)) != after.get((steps, lang))
    )


def _texts(value: Any, steps: tuple[str, ...]) -> Iterator[tuple[_Place, str]]:
    """Yield each text within a value with its place and language; a list of words is one text."""
    if value is None:
        return
    if isinstance(value, Mapping):
        for key, part in value.items():
            if isinstance(part, str) and len(key) == _LANGUAGE_CODE:
                yield (steps, key), part
            else:
                yield from _texts(part, (*steps, key))
    elif is_dataclass(value):
        for field in fields(value):
            yield from _texts(getattr(value, field.name), (*steps, field.name))
    elif isinstance(value, tuple) and hasattr(value, "_asdict"):
        yield from _texts(value._asdict(), steps)
    elif isinstance(value, tuple | list) and not all(isinstance(part, str) for part in value):
        for number, part in enumerate(value, 1):
            yield from _texts(part, (*steps, str(number)))
    else:
        yield (steps, None), ", ".join(value) if isinstance(value, tuple | list) else str(value)
