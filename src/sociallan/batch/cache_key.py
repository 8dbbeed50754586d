"""Keys of the cache: digests of everything that decides what a worker yields for a file."""

import hashlib
from dataclasses import fields, is_dataclass
from enum import Enum
from typing import Any, NamedTuple

from sociallan.application.source import Source
from sociallan.batch.resources import Resources
from sociallan.batch.run_options import RunOptions
from sociallan.formats import RENDERERS
from sociallan.pack.pack import Pack


class RunKey(NamedTuple):
    """Key of what is the same for every file of a run.

    ``rest`` is the digest of all of it but the conditions of rules. ``conditions`` has two digests for each rule of the
    pack, in its order, as ``PartDigests`` does. Where reports show conditions it is empty, and they are in ``rest``.
    """

    rest: bytes
    conditions: tuple[tuple[bytes, bytes], ...] = ()

    @property
    def whole(self) -> bytes:
        """The digest of everything."""
        return hashlib.sha256(self.rest + b"".join(map(b"".join, self.conditions))).digest()


def run_key(options: RunOptions, resources: Resources, program: str) -> RunKey:
    """Return the key of a run.

    A worker has nothing else to go by than its options and resources and the program, by its identity. So each field
    of the options is in the key, whatever fields there are; one that is added to the resources must be added here.

    Raises:
        TypeError: if an option has a type whose values cannot be told apart here.

    """
    # The shape is made of the pack's form. The words are the program's, in a language, with texts of the pack.
    pack, _shape, words = resources
    detail, forms = options.chosen.detail, [RENDERERS[output.format] for output in options.outputs]
    conditions: tuple[tuple[bytes, bytes], ...] = ()
    decides: tuple[object, ...] = (options, pack)
    if not detail.explain:
        # Without a trace a report shows no place in the file of a rule, and none of its conditions.
        of_parts = pack.part_digests
        conditions = tuple(of_parts.conditions[rule.id] for rule in pack.rules)
        decides = (options, of_parts.rest, pack.digest)
        if not any(form.tells_run and (detail.full or not form.only_full) for form in forms):
            decides = (options._replace(shipped=False, settings=()), of_parts.rest)
    return RunKey(hashlib.sha256(_canonical_text((program, decides, words.lang)).encode()).digest(), conditions)


def file_key(run: bytes, source: Source) -> bytes:
    """Return the digest of a run and of a file: its bytes, the path that is shown, and how it was found."""
    key = hashlib.sha256(run)
    key.update(_canonical_text(source._replace(data=b"")).encode())
    key.update(source.data)
    return key.digest()


def _canonical_text(value: Any) -> str:
    """Return a text that is the same for equal values, in every process, and for no others."""
    match value:
        case Pack():
            # The digest of its bytes tells it from every other; the other one is that which reports show.
            return f"Pack({value.digest},{value.content_digest.hex()})"
        case Enum():
            return f"{type(value).__name__}.{value.name}"
        case None | bool() | int() | float() | str() | bytes():
            return ascii(value)
        case frozenset():
            return f"{{{','.join(sorted(map(_canonical_text, value)))}}}"
        case tuple() if hasattr(value, "_fields"):
            return f"{type(value).__name__}({','.join(map(_canonical_text, value))})"
        case tuple():
            return f"({''.join(f'{_canonical_text(each)},' for each in value)})"
        case _ if is_dataclass(value):
            of_fields = ",".join(_canonical_text(getattr(value, each.name)) for each in fields(value))
            return f"{type(value).__name__}({of_fields})"
        case _:
            raise TypeError(type(value).__name__)
