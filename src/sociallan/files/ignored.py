"""Files that .gitignore and the user's own patterns leave out of a walk, by the rules of git.

The library pathspec, which knows these rules, is loaded where there is such a pattern and not before.
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
_LARGEST = 256 * 1024
"""Bytes of a .gitignore file: a larger one is not heeded."""

_MOST_ANY_FOLDERS = 2
"""Times ``**`` stands in a pattern: the time of the regular expression grows with a power of their number."""
_STARS = re.compile(r"(?:\[\^/\]\*)+")
"""What pathspec makes of stars within a name: it makes this of nothing else."""
_UP_TO_THE_NEXT = re.compile(r"\[\^/\]\*((?:\[\^/\](?!\*)|[^/])+?)(?=\[\^/\]\*)")
"""A star, and what stands between it and the next one of the same name."""
_NO_FOLDER = "\0/"
"""Stands before a path so that no pattern that starts from a folder fits it: no folder can have this name."""


class Exclude(NamedTuple):
    """The user's patterns, and the folder that they start from."""

    folder: Path
    patterns: tuple[str, ...]


class _Layer(NamedTuple):
    """Patterns, the folder that they start from (absolute), and why what fits them is left out.

    ``root`` is where the walk starts: to what lies outside the folder only patterns apply that start anywhere.
    """

    base: str
    spec: "GitIgnoreSpec"
    reason: SkipReason
    root: str = ""


class Ignored:
    """What is left out in a folder and below it. ``layers`` stand with the folder nearest to the root first."""

    def __init__(
        self, layers: tuple[_Layer, ...] = (), exclude: _Layer | None = None, *, heed_ignore_files: bool = True
    ) -> None:
        self._layers = layers
        self._exclude = exclude
        self._heed_ignore_files = heed_ignore_files

    def below(self, folder: str) -> "Ignored":
        """Return what is left out below a folder (absolute) that holds a .gitignore file."""
        layer = _gitignore(folder) if self._heed_ignore_files else None
        return self if layer is None else Ignored((*self._layers, layer), self._exclude)

    def reason(self, path: str, *, is_folder: bool) -> SkipReason | None:
        """Return why a file or folder (absolute) is left out, ``None`` where it is not: the nearest patterns decide."""
        if self._exclude is not None and _fits(self._exclude, path, is_folder=is_folder):
            return self._exclude.reason
        for layer in reversed(self._layers):
            fits = _fits(layer, path, is_folder=is_folder)
            if fits is not None:
                return layer.reason if fits else None
        return None


def ignored_at(root: str, exclude: Exclude | None, *, heed_ignore_files: bool) -> Ignored:
    """Return what is left out of a walk from a folder (absolute, links resolved) on.

    The .gitignore files above the folder are heeded as far as the top of the repository that it lies in,
    unless they leave the folder itself out: whoever names it wants it searched.
    """
    own = None
    if exclude is not None and exclude.patterns:
        own = _Layer(os.path.realpath(exclude.folder), patterns_of(exclude.patterns), SkipReason.EXCLUDE, root)
        if Ignored((), own).reason(root, is_folder=True) is not None:
            own = own._replace(base=root)
    above = tuple(_above(root)) if heed_ignore_files else ()
    return Ignored(above, own, heed_ignore_files=heed_ignore_files)


def unusable(patterns: Iterable[str]) -> str | None:
    """Return the first pattern that cannot be used: no pattern of git, or one with too many ``**``."""
    return next((pattern for pattern in patterns if _is_costly(pattern) or not _is_pattern(pattern)), None)


def _above(root: str) -> Iterator[_Layer]:
    """Yield the layers between the top of the repository and a folder, without those of the folder itself."""
    folders = []
    for folder in (root, *map(str, Path(root).parents)):
        if folder != root:
            folders.append(folder)
        if os.path.lexists(Path(folder, ".git")):
            break
    else:
        return
    layers: tuple[_Layer, ...] = ()
    way = [*reversed(folders), root]
    for folder, inner in pairwise(way):
        layer = _gitignore(folder)
        layers = layers if layer is None else (*layers, layer)
        if layers and Ignored(layers).reason(inner, is_folder=True) is not None:
            return
    yield from layers


def _gitignore(folder: str) -> _Layer | None:
    path = Path(folder, GITIGNORE)
    try:
        found = path.lstat()
        # Git follows no link here either, and a pipe would make the whole run wait.
        if not stat.S_ISREG(found.st_mode) or found.st_size > _LARGEST:
            return None
        data = path.read_bytes()
    except (OSError, ValueError):
        return None
    # As the names of files are: not every one is text.
    lines = lines_of(os.fsdecode(data.removeprefix(b"\xef\xbb\xbf")))
    # A line that is not heeded leaves nothing out, which costs time and never an application.
    heeded = [line for line in lines if line and not line.startswith("#") and not _is_costly(line)]
    spec = patterns_of([line for line in heeded if _is_pattern(line)]) if heeded else None
    return None if spec is None else _Layer(folder, spec, SkipReason.GITIGNORE)


def _fits(layer: _Layer, path: str, *, is_folder: bool) -> bool | None:
    """Return whether the last pattern that fits a path leaves it out; ``None`` where none fits."""
    if path.startswith(within(layer.base)):
        inner = path[len(within(layer.base)) :]
    elif path.startswith(within(layer.root)):
        inner = _NO_FOLDER + path[len(within(layer.root)) :]
    else:
        return None
    inner = inner.replace(os.sep, "/")
    return layer.spec.check_file(inner + "/" * is_folder).include


def within(folder: str) -> str:
    """Return what the paths in a folder begin with."""
    return folder if folder.endswith(os.sep) else folder + os.sep


def patterns_of(patterns: Sequence[str]) -> "GitIgnoreSpec":
    """Return what fits patterns as git understands them, without steps that grow with a power of their stars."""
    # Most folders have no patterns.
    from pathspec import GitIgnoreSpec, RegexPattern

    spec = GitIgnoreSpec.from_lines(patterns)
    for pattern in spec.patterns:
        if isinstance(pattern, RegexPattern) and pattern.regex is not None:
            pattern.regex = _in_few_steps(pattern.regex)
    return spec


def _in_few_steps(regex: re.Pattern[str]) -> re.Pattern[str]:
    """Return a regular expression of pathspec in which each star takes as little as it can, once and for all.

    It fits the same names: what follows a star is of one length, so that the first place it fits is as good as any.
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
    return pattern.split("/").count("**") > _MOST_ANY_FOLDERS
