"""Messages for errors of the operating system."""

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
"""Message keys by the symbolic name of the error, since not every system defines every number."""
_SHARING_VIOLATIONS = (32, 33)
"""Windows error codes for a file that another program has open or has partly locked."""
_OUT_OF_RESOURCES = frozenset(("full", "too_large", "too_many_open", "no_memory", "broken"))


def reason(error: BaseException | None, words: Words) -> str:
    """Return why something cannot be read or written, and a remedy; ``None`` stands for a closed stream."""
    if not isinstance(error, OSError):
        return words.say("system.unusable" if error is not None else "system.closed")
    key = _key(error)
    if key is not None:
        return words.say(f"system.{key}")
    return words.say("system.other", message=error.strerror or type(error).__name__)


def is_out_of_resources(error: BaseException) -> bool:
    """Return whether the system ran out of a resource (disk, memory, open files), which is not a bug in the program."""
    return isinstance(error, OSError) and _key(error) in _OUT_OF_RESOURCES


def _key(error: OSError) -> str | None:
    if getattr(error, "winerror", None) in _SHARING_VIOLATIONS:
        return "busy"
    return _REASONS.get(errno.errorcode.get(error.errno or 0, ""))
