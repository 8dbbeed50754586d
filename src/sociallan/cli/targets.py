"""Pairing of output formats and files, in order or by the endings of the files."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

import typer

from sociallan.cli.exits import CannotRun
from sociallan.files.find import STANDARD_INPUT
from sociallan.files.write import is_stream
from sociallan.formats import RENDERERS, formats_of, may_have
from sociallan.report import values
from sociallan.report.words import Words

_STANDARD_OUTPUT = STANDARD_INPUT
_PLAIN_TEXT = "text"
_SOURCES = ("DEFAULT", "DEFAULT_MAP", "ENVIRONMENT", "PROMPT", "COMMANDLINE")
"""The parser's names for the source of an option's value, in increasing precedence."""


class OutputTarget(NamedTuple):
    """The name of a format and the path of its report, ``None`` for standard output."""

    name: str
    path: Path | None


def output_path(path: Path | None) -> Path | None:
    """Return the path of an output, or ``None`` for standard output, which may be given as ``-``."""
    return None if path is None or str(path) == _STANDARD_OUTPUT else path


def is_default(context: typer.Context, option: str, beside: str) -> bool:
    """Return whether an option's value comes from a source of lower precedence than the option ``beside`` it."""
    first, second = (_SOURCES.index(_source(context, name)) for name in (option, beside))
    return first < second


def pairs(
    formats: Sequence[str],
    outputs: Sequence[Path],
    words: Words,
    *,
    among: Sequence[str] = tuple(RENDERERS),
    default: str | None = None,
) -> list[OutputTarget]:
    """Pair formats with files in order; the last format may be without a file and goes to standard output.

    Without formats, each file's format follows from its ending. ``default`` is the format of standard output and
    of a file whose ending belongs to no format.

    Raises:
        CannotRun: if the numbers do not match, or a format contradicts the ending of its file.

    """
    places: list[Path | None] = [output_path(path) for path in outputs]
    if not formats:
        paired = [OutputTarget(_by_ending(path, words, among, default), path) for path in places or [None]]
    else:
        if len(formats) - len(places) not in (0, 1):
            raise CannotRun(words.say("usage.pairs"))
        places += [None] * (len(formats) - len(places))
        paired = [OutputTarget(*each) for each in zip(formats, places, strict=True)]
    if [pair.path for pair in paired].count(None) > 1:
        raise CannotRun(words.say("usage.pairs"))
    wrong = next((pair for pair in paired if not _is_consistent(pair)), None)
    if wrong is not None:
        raise CannotRun(_contradiction(wrong, paired, words, among))
    return paired


def _source(context: typer.Context, option: str) -> str:
    found = context.get_parameter_source(option)
    return _SOURCES[0] if found is None else found.name


def _by_ending(path: Path | None, words: Words, among: Sequence[str], default: str | None) -> str:
    if path is None:
        return default or _PLAIN_TEXT
    meant = [name for name in formats_of(path.suffix) if name in among]
    if meant:
        return meant[0]
    if is_stream(path):
        return default or _PLAIN_TEXT
    if default is not None and not formats_of(path.suffix):
        return default
    endings = dict.fromkeys(ending for name in among for ending in RENDERERS[name].endings)
    raise CannotRun(words.say("usage.unknown_ending", file=path, endings=" ".join(endings)))


def _is_consistent(pair: OutputTarget) -> bool:
    return pair.path is None or may_have(pair.name, pair.path.suffix)


def _contradiction(wrong: OutputTarget, paired: Sequence[OutputTarget], words: Words, among: Sequence[str]) -> str:
    """Return the message that a format contradicts an ending, with the options to use instead."""
    changed = (tuple(change(pair, among) for pair in paired) for change in (_other_format, _other_name))
    consistent = [pairs_ for pairs_ in changed if all(map(_is_consistent, pairs_)) and _has_distinct_paths(pairs_)]
    shown = values.joined(map(_options, consistent), words, "or")
    return words.say("usage.other_ending", name=wrong.name, file=wrong.path, cure=shown)


def _has_distinct_paths(paired: Sequence[OutputTarget]) -> bool:
    return len({pair.path for pair in paired}) == len(paired)


def _other_format(pair: OutputTarget, among: Sequence[str]) -> OutputTarget:
    if pair.path is None or _is_consistent(pair):
        return pair
    return pair._replace(name=next((name for name in formats_of(pair.path.suffix) if name in among), pair.name))


def _other_name(pair: OutputTarget, _: Sequence[str]) -> OutputTarget:
    if pair.path is None or _is_consistent(pair):
        return pair
    return pair._replace(path=pair.path.with_suffix(RENDERERS[pair.name].endings[0]))


def _options(paired: Iterable[OutputTarget]) -> str:
    import shlex  # Imported late: needed for an error message only.

    return " ".join(
        f"--format {pair.name}" + ("" if pair.path is None else f" --output {shlex.quote(str(pair.path))}")
        for pair in paired
    )
