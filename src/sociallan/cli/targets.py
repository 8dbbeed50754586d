"""Reports to write: formats paired with files, in order or by their endings, and checked before any work."""

from collections.abc import Iterable, Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

import typer

from sociallan.application import spelling
from sociallan.application.source import STANDARD_INPUT
from sociallan.cli.check_options import CheckOptions
from sociallan.cli.exits import CannotRun
from sociallan.cli.nearest import with_nearest
from sociallan.cli.outputs import ensure_reachable, ensure_readable
from sociallan.files import step_summary
from sociallan.files.write import is_stream
from sociallan.formats import RENDERERS, formats_of, may_have
from sociallan.report import values
from sociallan.report.words import Words, as_argument

_STANDARD_OUTPUT = STANDARD_INPUT
_PLAIN_TEXT = "text"
_SUMMARY_FORMAT = "markdown"
_SOURCES = ("DEFAULT", "DEFAULT_MAP", "ENVIRONMENT", "PROMPT", "COMMANDLINE")
"""The parser's names for the source of an option's value, in increasing precedence."""
_SERVES_AS: Mapping[str, str] = {
    **dict.fromkeys((".pdf", ".doc", ".docx", ".odt"), ".html"),
    **dict.fromkeys((".xls", ".xlsm", ".ods"), ".xlsx"),
}
"""The ending of the report that serves for one of another kind: a page is printed as PDF."""
_LIKE_AN_ENDING = 0.7
"""The least likeness of endings of which one is meant for the other."""


class Target(NamedTuple):
    """The name of a format and the path of its report, ``None`` for standard output.

    ``is_step_summary`` is true for the step summary of a GitHub workflow, which is appended to.
    """

    name: str
    path: Path | None
    is_step_summary: bool = False


def output_path(path: Path | None) -> Path | None:
    """Return the path of an output, or ``None`` for standard output, which may be given as ``-``."""
    return None if path is None or str(path) == _STANDARD_OUTPUT else path


def resolved(context: typer.Context, options: CheckOptions, words: Words) -> list[Target]:
    """Return the format and file of every report that ``check`` writes.

    Raises:
        CannotRun: if formats and files do not match, a package is missing, or a file cannot be written.
        NoOutput: if standard output is closed.

    """
    by_default = _is_default(context)
    targets = _paired(options.format, options.output, words, by_default=by_default, plain=options.plain)
    targets = [target for target in targets if target.path is not None or not options.quiet]
    for target in targets:
        ensure_reachable(target.path, words)
        if target.path is None:
            ensure_readable(target.name, words)
    summary = step_summary.path() if "github" in (target.name for target in targets) else None
    if summary is not None:
        targets.append(Target(_SUMMARY_FORMAT, summary, is_step_summary=True))
    return targets


def pairs(
    formats: Sequence[str],
    outputs: Sequence[Path],
    words: Words,
    *,
    among: Sequence[str] = tuple(RENDERERS),
    default: str | None = None,
) -> list[Target]:
    """Pair formats with files in order; the last format may be without a file and goes to standard output.

    Without formats, each file's format follows from its ending. ``default`` is the format of standard output and
    of a file whose ending belongs to no format.

    Raises:
        CannotRun: if the numbers do not match, or a format contradicts the ending of its file.

    """
    places: list[Path | None] = [output_path(path) for path in outputs]
    if not formats:
        paired = [Target(_by_ending(path, words, among, default), path) for path in places or [None]]
    else:
        if len(formats) - len(places) not in (0, 1):
            raise CannotRun(words.say("usage.pairs"))
        places += [None] * (len(formats) - len(places))
        paired = [Target(*each) for each in zip(formats, places, strict=True)]
    if [pair.path for pair in paired].count(None) > 1:
        raise CannotRun(words.say("usage.pairs"))
    wrong = next((pair for pair in paired if not _is_consistent(pair)), None)
    if wrong is not None:
        raise CannotRun(_contradiction(wrong, paired, words, among))
    return paired


def _paired(
    formats: Sequence[str], outputs: Sequence[Path], words: Words, *, by_default: bool, plain: bool
) -> list[Target]:
    """Pair formats with files; formats chosen ``by_default`` apply to standard output only.

    Raises:
        CannotRun: if there is no such format, or formats and files do not match.

    """
    for name in formats:
        if name not in RENDERERS:
            message = words.say("usage.no_format", name=name, formats=", ".join(RENDERERS))
            raise CannotRun(with_nearest(message, name, RENDERERS, words))
    default = formats[0] if by_default and len(formats) == 1 else None
    paired = pairs([] if by_default else formats, outputs, words, default=default)
    for target in paired:
        _ensure_installed(target.name, words)
    return [target._replace(name="plain") if target.name == _PLAIN_TEXT and plain else target for target in paired]


def _ensure_installed(name: str, words: Words) -> None:
    """Check that the package that a format needs is installed.

    Raises:
        CannotRun: if it is not; the message says what to install.

    """
    form = RENDERERS[name]
    if form.needs is not None and find_spec(form.needs) is None:
        raise CannotRun(words.say("usage.no_extra", name=name, package=form.needs))


def _is_default(context: typer.Context) -> bool:
    """Return whether ``--format`` comes from a source of lower precedence than ``--output``."""
    return _SOURCES.index(_source(context, "format")) < _SOURCES.index(_source(context, "output"))


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
    message = words.say("usage.unknown_ending", file=path, endings=" ".join(endings))
    near = _SERVES_AS.get(path.suffix.lower()) or spelling.nearest(path.suffix, endings, cutoff=_LIKE_AN_ENDING)
    if near is not None and near in endings:
        message = f"{message} {words.say('usage.near', near=path.with_suffix(near))}"
    raise CannotRun(message)


def _is_consistent(pair: Target) -> bool:
    return pair.path is None or may_have(pair.name, pair.path.suffix)


def _contradiction(wrong: Target, paired: Sequence[Target], words: Words, among: Sequence[str]) -> str:
    """Return the message that a format contradicts an ending, with the options to use instead."""
    changed = (tuple(change(pair, among) for pair in paired) for change in (_other_format, _other_name))
    consistent = [pairs_ for pairs_ in changed if all(map(_is_consistent, pairs_)) and _has_distinct_paths(pairs_)]
    shown = values.joined(map(_options, consistent), words, "or")
    return words.say("usage.other_ending", name=wrong.name, file=wrong.path, cure=shown)


def _has_distinct_paths(paired: Sequence[Target]) -> bool:
    return len({pair.path for pair in paired}) == len(paired)


def _other_format(pair: Target, among: Sequence[str]) -> Target:
    if pair.path is None or _is_consistent(pair):
        return pair
    return pair._replace(name=next((name for name in formats_of(pair.path.suffix) if name in among), pair.name))


def _other_name(pair: Target, _: Sequence[str]) -> Target:
    if pair.path is None or _is_consistent(pair):
        return pair
    return pair._replace(path=pair.path.with_suffix(RENDERERS[pair.name].endings[0]))


def _options(paired: Iterable[Target]) -> str:
    return " ".join(
        f"--format {pair.name}" + ("" if pair.path is None else f" --output {as_argument(str(pair.path))}")
        for pair in paired
    )
