"""The earlier version that ``check --against`` names: an application, or a report in JSON."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path

from sociallan.application.documents import documents
from sociallan.application.recognition import own_form
from sociallan.application.source import NOT_A_FILE, STANDARD_INPUT, UNREAD, Source
from sociallan.batch.limit import limited
from sociallan.batch.resources import Resources
from sociallan.cli import applications
from sociallan.cli.check_options import CheckOptions
from sociallan.cli.exits import CannotRun
from sociallan.cli.streams import warn
from sociallan.files import rereading, resources, sources
from sociallan.report import values
from sociallan.report.words import Words
from sociallan.screening.against import version_of
from sociallan.screening.screen import Screener
from sociallan.screening.since import Earlier, EarlierVersions, path_key
from sociallan.screening.stored.replayed import Flaw
from sociallan.screening.stored.stored_findings import StoredFindings, stored_findings

_NUMBER = re.compile(r"#[0-9]+$")
"""The number of an application among several in one file, at the end of its path."""
_MOST_NAMED = 5
"""The most applications of an earlier report that are named where they are gone."""


def earlier_versions(options: CheckOptions, files: Sequence[str], loaded: Resources, today: str) -> EarlierVersions:
    """Return the earlier versions of the applications of a run, from the file that ``--against`` names.

    Raises:
        CannotRun: if the file cannot be read, or holds neither an application nor a report that can be used.

    """
    name, words = options.against or "", loaded.words
    shown = values.visible(name)
    if name == STANDARD_INPUT:
        raise CannotRun(words.say("against.standard_input"))
    source = sources.source(name, stdin_name="")
    if source.problem == NOT_A_FILE and Path(name).is_dir():
        raise CannotRun(words.say("against.folder", file=shown))
    if source.problem in UNREAD:
        raise CannotRun(words.say("against.no_file", file=shown))
    only = (options.stdin_filename if files[0] == STANDARD_INPUT else files[0]) if len(files) == 1 else None
    if own_form(source.data) is not None:
        stored = _stored(name, words)
        _ensure_same_rules(stored, loaded, shown)
        # The only application of a run may have another name in the report.
        if only is not None and len(stored.by_path) == 1:
            return EarlierVersions(name, {path_key(only): earlier for earlier in stored.by_path.values()})
        if only is None:
            _warn_of_gone(stored.by_path, files, shown, words)
        return EarlierVersions(name, stored.by_path)
    if only is None:
        raise CannotRun(words.say("against.several", file=shown))
    screener = applications.screener(loaded, options.as_of, today=today)
    parts = tuple(documents(source)) if options.multi else (source,)
    if screener.skip_reason(parts) is not None:
        raise CannotRun(words.say("against.no_application", file=shown))
    return EarlierVersions(name, dict(_screened(parts, name, only, screener, words)))


def _stored(name: str, words: Words) -> StoredFindings:
    """Return the findings of a report, with those of codes that this program knows.

    Raises:
        CannotRun: if it is no report that can be used.

    """
    with rereading.opened(name) as chunks:
        try:
            stored = stored_findings(chunks, resources.schema("report"), codes=frozenset(words.codes("findings")))
        except OSError:
            stored = Flaw("unreadable", {})
    if isinstance(stored, Flaw):
        parameters = {key: values.shortened(values.visible(str(value))) for key, value in stored.parameters.items()}
        raise CannotRun(words.say(f"replay.flaw.{stored.code}", file=values.visible(name), **parameters))
    return stored


def _warn_of_gone(earlier: Iterable[str], files: Iterable[str], shown: str, words: Words) -> None:
    """Warn of the applications of a report whose files are not among those of the run."""
    present = {path_key(file) for file in files}
    gone = [path for path in earlier if path not in present and _NUMBER.sub("", path) not in present]
    if gone:
        named = ", ".join(values.visible(path) for path in gone[:_MOST_NAMED])
        more = [words.say("passed_over.more", count=len(gone) - _MOST_NAMED)] if len(gone) > _MOST_NAMED else []
        warn(words.say("against.gone", file=shown, count=len(gone), list=" ".join((named, *more))))


def _ensure_same_rules(stored: StoredFindings, loaded: Resources, shown: str) -> None:
    """Check that a report was made by the same pack, and warn if that has changed since.

    Raises:
        CannotRun: if it was another one.

    """
    words, pack = loaded.words, loaded.pack
    if stored.pack["id"] != pack.id:
        of_report = values.shortened(values.visible(stored.pack["id"]))
        raise CannotRun(words.say("against.other_pack", file=shown, of_report=of_report, pack=pack.id))
    if stored.pack["logic_digest"] != pack.logic_digest:
        warn(words.say("against.other_rules", file=shown))


def _screened(
    parts: Sequence[Source], name: str, only: str, screener: Screener, words: Words
) -> Iterator[tuple[str, Earlier]]:
    """Yield the earlier version of each application of a file by the path of the present one.

    Raises:
        CannotRun: if one cannot be read, so that it is not known what was wrong with it.

    """
    guard = applications.ErrorGuard()
    with limited():
        for part in parts:
            screening = guard(part, partial(screener.screen, traced=False))
            if not screening.outcomes:
                raise CannotRun(words.say("against.not_read", file=values.visible(name)))
            number = part.path.removeprefix(name) if part.document else ""
            yield path_key(f"{only}{number}"), version_of(screening, part, screener.pack)
    guard.raise_failures()
