"""Errors of the operating system in words, by their number."""

import errno
from collections.abc import Mapping

from sociallan.report.words import Words

_REASONS: Mapping[str, str] = {
    "ENOSPC": "full",
    "EDQUOT": "full",
    "EFBIG": "too_large",
    "EMFILE": "too_many_open",
    "ENFILE": "too_many_open",
    "ENOMEM": "no_memory",
    "EACCES": "denied",
    "EPERM": "denied",
    "EROFS": "protected",
    "EISDIR": "folder",
    "ENOTDIR": "no_folder",
    "ENOENT": "missing",
    "ENAMETOOLONG": "long_name",
    "ELOOP": "loop",
    "EBUSY": "busy",
    "ETXTBSY": "busy",
    "EIO": "broken",
}
"""The key of the words for each error of the system, by its name: not every system has every number."""
_SHARED = (32, 33)
"""How Windows numbers a file that another program has open, or has locked a part of."""
_OUT_OF_MEANS = frozenset(("full", "too_large", "too_many_open", "no_memory", "broken"))


def reason(error: BaseException | None, words: Words) -> str:
    """Return why something cannot be read or written, and what to do; ``None`` where the place is closed."""
    if not isinstance(error, OSError):
        return words.say("system.unusable" if error is not None else "system.closed")
    key = _key(error)
    if key is not None:
        return words.say(f"system.{key}")
    return words.say("system.other", message=error.strerror or type(error).__name__)


def is_out_of_means(error: BaseException) -> bool:
    """Return whether the system has run out of something: no fault of the program, wherever it comes."""
    return isinstance(error, OSError) and _key(error) in _OUT_OF_MEANS


def _key(error: OSError) -> str | None:
    if getattr(error, "winerror", None) in _SHARED:
        return "busy"
    return _REASONS.get(errno.errorcode.get(error.errno or 0, ""))
