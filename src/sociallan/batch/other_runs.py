"""Runs whose results may be used again although conditions of rules have changed since."""

from collections.abc import Mapping
from typing import NamedTuple

from sociallan.batch.cache_key import RunKey

_MOST_KNOWN = 8
"""Runs with other conditions that are remembered."""
_DIGEST_BYTES = 32


class OtherRun(NamedTuple):
    """An earlier run that differs in conditions of rules alone.

    ``whole`` is the digest of its key. ``changed`` has the places in the pack of the rules whose conditions differ,
    each with whether the condition differs by which the rule applies.
    """

    whole: bytes
    changed: Mapping[int, bool]


def with_run(run: RunKey, known: bytes) -> bytes:
    """Return the conditions of some runs, the latest first, with those of a run before them."""
    own = b"".join(map(b"".join, run.conditions))
    others = [each for each in _conditions(run, known) if each != own]
    return b"".join((own, *others[: _MOST_KNOWN - 1]))


def other_runs(run: RunKey, known: bytes) -> tuple[OtherRun, ...]:
    """Return the runs whose conditions are ``known`` and differ from those of a run, the fewest changes first."""
    found = (_other_run(run, each) for each in _conditions(run, known))
    return tuple(sorted((each for each in found if each.changed), key=lambda each: len(each.changed)))


def _other_run(run: RunKey, conditions: bytes) -> OtherRun:
    digests = [conditions[at : at + _DIGEST_BYTES] for at in range(0, len(conditions), _DIGEST_BYTES)]
    other = RunKey(run.rest, tuple(zip(digests[::2], digests[1::2], strict=True)))
    pairs = enumerate(zip(run.conditions, other.conditions, strict=True))
    return OtherRun(other.whole, {place: own[0] != its[0] for place, (own, its) in pairs if own != its})


def _conditions(run: RunKey, known: bytes) -> list[bytes]:
    """Return the conditions of each run, which has as many rules as this one; none if the data are of another form."""
    size = len(run.conditions) * 2 * _DIGEST_BYTES
    return [known[at : at + size] for at in range(0, len(known), size)] if len(known) % size == 0 else []
