"""Cache of results by the identity of their argument, since comparing packs or outcomes would take longer."""

from collections.abc import Callable
from typing import TypeVar, TypeVarTuple

T = TypeVar("T")
Ts = TypeVarTuple("Ts")


def kept_by_identity(most: int) -> Callable[[Callable[[*Ts], T]], Callable[[*Ts], T]]:
    """Return a decorator that keeps the results of a function for the same objects, ``most`` of them at a time."""

    def decorated(function: Callable[[*Ts], T]) -> Callable[[*Ts], T]:
        # The objects are kept too, so that no other one gets the identity of one that is gone.
        kept: dict[tuple[int, ...], tuple[tuple[*Ts], T]] = {}

        def keeping(*given: *Ts) -> T:
            key = tuple(map(id, given))
            found = kept.get(key)
            if found is None:
                if len(kept) >= most:
                    kept.clear()
                found = kept[key] = (given, function(*given))
            return found[1]

        return keeping

    return decorated
