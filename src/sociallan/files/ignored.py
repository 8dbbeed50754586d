"""Files that ``.gitignore`` and the user's own patterns exclude from a walk, by the rules of git.

The library pathspec implements these rules; it is imported only when there is a pattern.
"""

import os
import re
import stat
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from sociallan.application.lines import lines_of
from sociallan.application.passed_over import SkipReason

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

GITIGNORE = ".gitignore"
_MAX_BYTES = 256 * 1024
"""Size in bytes above which a .gitignore file is ignored."""

_MAX_ANY_FOLDERS = 2
"""Largest number of ``**`` in a pattern: the regular expression's time is exponential in it."""
_STARS = re.compile(r"(?:\[\^/\]\*)+")
"""The regular expression that pathspec generates for stars within a name, and for nothing else."""
_UP_TO_THE_NEXT = re.compile(r"\[\^/\]\*((?:\[\^/\](?!\*)|[^/])+?)(?=\[\^/\]\*)")
"""A star and the text up to the next star of the same name."""
_NO_FOLDER = "\0/"
"""Prefix that keeps anchored patterns from matching a path: no folder can have this name."""


class Exclude(NamedTuple):
    """The user's patterns and the folder that they are relative to."""

    folder: Path
    patterns: tuple[str, ...]


class _Layer(NamedTuple):
    """Patterns from one source, the absolute folder that they are relative to, and the reason for excluding matches.

    ``root`` is the start of the walk: to paths below it but outside the folder only unanchored patterns apply.
    """

    base: str
    spec: "GitIgnoreSpec"
    reason: SkipReason
    root: str = ""


class Ignored:
    """The exclusions for a folder and everything below it. ``layers`` are ordered from the root downwards."""

    def __init__(
        self, layers: tuple[_Layer, ...] = (), exclude: _Layer | None = None, *, use_gitignore: bool = True
    ) -> None:
        self._layers = layers
        self._exclude = exclude
        self._use_gitignore = use_gitignore

    def below(self, folder: str) -> "Ignored":
        """Return the exclusions below an absolute folder that has a .gitignore file."""
        layer = _gitignore(folder) if self._use_gitignore else None
        return self if layer is None else Ignored((*self._layers, layer), self._exclude)

    def reason(self, path: str, *, is_folder: bool) -> SkipReason | None:
        """Return why an absolute path is excluded, or ``None``; the nearest patterns win."""
        if self._exclude is not None and _is_excluded(self._exclude, path, is_folder=is_folder):
            return self._exclude.reason
        for layer in reversed(self._layers):
            is_excluded = _is_excluded(layer, path, is_folder=is_folder)
            if is_excluded is not None:
                return layer.reason if is_excluded else None
        return None


def ignored_at(root: str, exclude: Exclude | None, *, use_gitignore: bool) -> Ignored:
    """Return the exclusions for a walk that starts at a folder (absolute, links resolved).

    The .gitignore files between the top of the repository and the folder apply, unless they exclude the folder
    itself: a user who names it wants it searched.
    """
    own = None
    if exclude is not None and exclude.patterns:
        own = _Layer(os.path.realpath(exclude.folder), patterns_of(exclude.patterns), SkipReason.EXCLUDE, root)
        if Ignored((), own).reason(root, is_folder=True) is not None:
            own = own._replace(base=root)
    above = tuple(_above(root)) if use_gitignore else ()
    return Ignored(above, own, use_gitignore=use_gitignore)


def invalid_pattern(patterns: Iterable[str]) -> str | None:
    """Return the first pattern that git would reject or that has too many ``**``, if any."""
    return next((pattern for pattern in patterns if _is_costly(pattern) or not _is_pattern(pattern)), None)


def _above(root: str) -> Iterator[_Layer]:
    """Yield the layers from the top of the repository down to the parent of a folder."""
    folders = []
    for folder in (root, *map(str, Path(root).parents)):
        if folder != root:
            folders.append(folder)
        if os.path.lexists(Path(folder, ".git")):
            break
    else:
        return
    layers: tuple[_Layer, ...] = ()
    chain = [*reversed(folders), root]
    for folder, inner in pairwise(chain):
        layer = _gitignore(folder)
        layers = layers if layer is None else (*layers, layer)
        if layers and Ignored(layers).reason(inner, is_folder=True) is not None:
            return
    yield from layers


def _gitignore(folder: str) -> _Layer | None:
    path = Path(folder, GITIGNORE)
    try:
        found = path.lstat()
        # Git does not follow links here either, and reading a pipe could block.
        if not stat.S_ISREG(found.st_mode) or found.st_size > _MAX_BYTES:
            return None
        data = path.read_bytes()
    except (OSError, ValueError):
        return None
    # Decoded like file names, which are not always valid text.
    lines = lines_of(os.fsdecode(data.removeprefix(b"\xef\xbb\xbf")))
    # Dropping a line excludes nothing, which costs time but never hides an application.
    used = [line for line in lines if line and not line.startswith("#") and not _is_costly(line)]
    spec = patterns_of([line for line in used if _is_pattern(line)]) if used else None
    return None if spec is None else _Layer(folder, spec, SkipReason.GITIGNORE)


def _is_excluded(layer: _Layer, path: str, *, is_folder: bool) -> bool | None:
    """Return whether the last matching pattern excludes a path, or ``None`` if no pattern matches."""
    if path.startswith(within(layer.base)):
        inner = path[len(within(layer.base)) :]
    elif path.startswith(within(layer.root)):
        inner = _NO_FOLDER + path[len(within(layer.root)) :]
    else:
        return None
    inner = inner.replace(os.sep, "/")
    return layer.spec.check_file(inner + "/" * is_folder).include


def within(folder: str) -> str:
    """Return the prefix of every path in a folder."""
    return folder if folder.endswith(os.sep) else folder + os.sep


def patterns_of(patterns: Sequence[str]) -> "GitIgnoreSpec":
    """Compile patterns as git reads them, so that matching does not take exponential time."""
    # Imported late, since most folders have no patterns.
    from pathspec import GitIgnoreSpec, RegexPattern

    spec = GitIgnoreSpec.from_lines(patterns)
    for pattern in spec.patterns:
        if isinstance(pattern, RegexPattern) and pattern.regex is not None:
            pattern.regex = _without_backtracking(pattern.regex)
    return spec


def _without_backtracking(regex: re.Pattern[str]) -> re.Pattern[str]:
    """Return a regular expression of pathspec with each star made lazy and atomic, so that it cannot backtrack.

    It matches the same names: the text after a star has a fixed length, so its first match is as good as any other.
    """
    once = _STARS.sub("[^/]*", regex.pattern)
    changed = _UP_TO_THE_NEXT.sub(r"(?>[^/]*?\1)", once)
    return regex if changed == regex.pattern else re.compile(changed, regex.flags)


def _is_pattern(pattern: str) -> bool:
    try:
        patterns_of((pattern,))
    except (ValueError, re.error):
        return False
    return True


def _is_costly(pattern: str) -> bool:
    return pattern.split("/").count("**") > _MAX_ANY_FOLDERS
