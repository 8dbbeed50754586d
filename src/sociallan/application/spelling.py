"""Search for the known word that is nearest to a misspelt one."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

_IN_PARENTHESES = re.compile(r"\s*\([^()]*\)\s*$")
"""What a label says of the unit, which people leave out."""
_SHORTEST_BEGINNING = 5
"""Fewest letters of the beginning of a label by which it is known."""
_SHORT_WORD, CLOSE = 3, 0.8
"""Most letters of a word of which one letter makes another word, and how near one with other letters must be to it."""
_LIKE_A_PART = 0.5
"""How near each of several words must be to its counterpart: all that ``vårt lån`` and ``grönt lån`` share is *lån*."""


def nearest(
    word: str, allowed: Iterable[str], names: Mapping[str, Iterable[str]] | None = None, *, cutoff: float = 0.65
) -> str | None:
    """Return the allowed word most similar to a word, compared by spelling and by names; ``None`` if none is close."""
    words = tuple(allowed)
    known = names or {}
    least = max(cutoff, CLOSE) if len(word.strip()) <= _SHORT_WORD else cutoff
    return _nearest(folded(word[:60]), words, tuple(tuple(known.get(candidate, ())) for candidate in words), least)


@lru_cache(256)
def _nearest(word: str, words: tuple[str, ...], names: tuple[tuple[str, ...], ...], cutoff: float) -> str | None:
    # Kept, since each repair of a file that is tried is asked for the same words again.
    from difflib import get_close_matches  # Imported late: only misspelt words need it.

    spellings = _spellings(words, names)
    match = [each for each in spellings if _has_swapped_letters(word, each)][:1]
    match = match or get_close_matches(word, [each for each in spellings if _may_be(word, each)], n=1, cutoff=cutoff)
    if match:
        return spellings[match[0]]
    begun = {spellings[each] for each in spellings if len(word) >= _SHORTEST_BEGINNING and each.startswith(word)}
    return begun.pop() if len(begun) == 1 else None


def _has_swapped_letters(word: str, spelling: str) -> bool:
    """Return whether two letters beside each other are swapped, and nothing else differs."""
    if len(word) != len(spelling):
        return False
    wrong = [index for index, (one, other) in enumerate(zip(word, spelling, strict=True)) if one != other]
    if len(wrong) != 2 or wrong[1] - wrong[0] != 1:
        return False
    first, second = wrong
    return word[first] == spelling[second] and word[second] == spelling[first]


def _may_be(word: str, spelling: str) -> bool:
    """Return whether each of several words is near to its counterpart, where there are as many."""
    from difflib import SequenceMatcher

    parts, meant = word.split("_"), spelling.split("_")
    if len(parts) == 1 or len(parts) != len(meant):
        return True
    return all(
        SequenceMatcher(None, each, other).ratio() >= _LIKE_A_PART for each, other in zip(parts, meant, strict=True)
    )


def nearest_name(word: str, allowed: Iterable[str]) -> str | None:
    """Return the allowed compound name of which a word is a misspelling; ``None`` if there is none.

    Each part must be similar: ``grants_total`` is no misspelling of ``items_total``.
    """
    name = nearest(word, allowed)
    if name is None:
        return None
    parts, meant = (re.split("[_.]", folded(each)) for each in (word, name))
    pairs = zip(parts, meant, strict=True) if len(parts) == len(meant) else ()
    return name if all(resembles(part, (other,), 0.75) for part, other in pairs) else None


@lru_cache(256)
def _spellings(allowed: tuple[str, ...], names: tuple[tuple[str, ...], ...]) -> Mapping[str, str]:
    """Return the allowed word by spelling, including names and their words; cached for all faults of a field."""
    spellings: dict[str, str] = {}
    for candidate, several in zip(allowed, names, strict=True):
        for name in several:
            spellings.setdefault(folded(name), candidate)
    for candidate, several in zip(allowed, names, strict=True):
        for name in several:
            for piece in re.split(r"[\s,/()]+", name):
                if len(piece) > 3:
                    spellings.setdefault(folded(piece), candidate)
    spellings.update({folded(candidate): candidate for candidate in allowed})
    return spellings


def resembles(word: str, names: Iterable[str], cutoff: float = 0.8) -> bool:
    """Return whether a word differs from one of the names by at most a letter or two, case, blanks and hyphens.

    Stricter than ``nearest``, which accepts nearly every word.
    """
    from difflib import get_close_matches

    return bool(get_close_matches(folded(word[:60]), map(folded, names), n=1, cutoff=cutoff))


def folded(word: str) -> str:
    """Return a name as names are compared: in lower case, with one sign for blanks and hyphens."""
    return re.sub(r"[\s_-]+", "_", word.strip().casefold())


def without_unit(label: str) -> str:
    """Return a label without the unit in parentheses at its end."""
    return _IN_PARENTHESES.sub("", label)


def without_marks(word: str) -> str:
    """Return a word without the marks of its letters, as people write it on another keyboard: *hjalp* for *hjälp*."""
    return "".join(letter for letter in unicodedata.normalize("NFKD", word) if not unicodedata.combining(letter))


def spellings_of(label: str) -> Iterator[str]:
    """Yield a label as names are compared, and without the unit in parentheses at its end if it has one."""
    yield folded(label)
    bare = without_unit(label)
    if bare != label:
        yield folded(bare)
