"""``sociallan replay``: reproduce a report and compare it with the original."""

import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import partial
from hashlib import sha256
from itertools import tee
from pathlib import Path
from typing import Annotated

import typer

from sociallan import __version__
from sociallan.application.source import LOST, UNREAD, Source
from sociallan.batch.limit import limited
from sociallan.batch.resources import Resources
from sociallan.cli import applications, completers
from sociallan.cli.check_options import of_check
from sociallan.cli.exits import CannotRun, Exit
from sociallan.cli.loading import is_shipped, view_of
from sociallan.cli.outputs import ensure_apart, ensure_reachable, input_paths
from sociallan.cli.report_pack import load_pack_of
from sociallan.cli.rule_options import language
from sociallan.cli.streams import put, warn
from sociallan.files import rereading, resources
from sociallan.files.languages import Language
from sociallan.files.spool import Spool
from sociallan.pack.pack import Pack
from sociallan.report import values
from sociallan.report.provenance import foreign
from sociallan.report.renderer import ReplayableRenderer
from sociallan.report.runner_commands import Notation, unheeded
from sociallan.report.view import Detail, View
from sociallan.report.words import Words
from sociallan.screening.report import ReportHeader, Screening
from sociallan.screening.stored.replayed import Flaw, ReportForm, StoredApplication, StoredReport


def register(app: typer.Typer, words: Words) -> None:
    """Add the command to the application."""

    def option(name: str) -> str:
        return words.say(f"help.replay.{name}")

    folder = words.say("help.check.folder_metavar")

    @app.command("replay", help=option("about"))
    def replay(
        context: typer.Context,
        report: Annotated[str, typer.Argument(metavar=words.say("help.check.file_metavar"), help=option("report"))],
        rules: Annotated[
            Path | None,
            typer.Option(
                metavar=folder, help=option("rules"), envvar="SOCIALLAN_RULES", autocompletion=completers.pack_names
            ),
        ] = None,
        root: Annotated[Path, typer.Option(metavar=folder, help=option("root"))] = Path(),
        trusted_rules: Annotated[list[str] | None, of_check("trusted-rules", words)] = None,
        lang: Annotated[Language | None, language(words)] = None,
    ) -> None:
        ensure_reachable(None, words)
        ensure_apart((None,), words, read=input_paths(context.obj, (rules,), (report,)))
        if not root.is_dir():
            raise CannotRun(words.say("replay.no_root", folder=root))
        with rereading.opened(report) as chunks:
            stored = _stored(report, chunks, words)
            loaded = load_pack_of(stored.head["pack"], rules, words, trusted_rules or ())
            shipped = is_shipped(loaded, rules)
            if note := foreign(loaded.pack, words, shipped=shipped):
                warn(note)
            raise typer.Exit(_replayed(stored, chunks, loaded, root, shipped=shipped))


def _stored(name: str, chunks: rereading.Chunks, words: Words) -> StoredReport:
    """Read a report.

    Raises:
        CannotRun: if it is not a report that can be replayed.

    """
    from sociallan.screening.stored.stored_report import stored_report  # Imported late, since `check` does not need it.

    try:
        found = stored_report(chunks, resources.schema("report"))
    except OSError:
        found = Flaw("unreadable", {})
    if isinstance(found, Flaw):
        parameters = {key: values.shortened(values.visible(str(value))) for key, value in found.parameters.items()}
        raise CannotRun(words.say(f"replay.flaw.{found.code}", file=name, **parameters))
    return found


def _replayed(stored: StoredReport, chunks: rereading.Chunks, loaded: Resources, root: Path, *, shipped: bool) -> Exit:
    """Screen the applications named in a report, write the differences and return the exit code."""
    # Imported late, since `check` does not need them.
    from sociallan.pages.replay import render as replay_text
    from sociallan.screening.selection import only
    from sociallan.screening.stored.replay import Replayer, input_of
    from sociallan.screening.stored.stored_report import stored_applications, written_application, written_head
    from sociallan.screening.totals import TotalsBuilder
    from sociallan.screening.waivers import waive

    screener = applications.screener(loaded, stored.as_of, today=stored.day)
    shown_rules = _shown_rules(stored, loaded.pack)
    renderer, head, view = _renderer(stored.form), _head(stored, loaded.pack, shipped=shipped), _view(stored, loaded)

    def report_pieces(parts: Iterable[str]) -> Iterator[str]:
        pieces = renderer.replayed(parts, head, totals_builder.totals(), view, stored.head)
        return (unheeded(piece, Notation.JSON) for piece in pieces)

    def screen(old: StoredApplication, source: Source) -> tuple[Source, Screening, str]:
        screening = waive(only(screener.screen(source, traced=stored.traced), shown_rules), old.waived)
        screening = replace(screening, since=old.since)
        return source, screening, renderer.part(screening, head, view)

    guard = applications.ErrorGuard()
    totals_builder = TotalsBuilder()
    replaying = Replayer(stored, written_head("".join(report_pieces(()))))
    problems: set[str | None] = set()
    originals, for_paths = tee(stored_applications(chunks, stored))
    files = applications.read((old.given.path for old in for_paths if old.given.problem not in LOST), root=root)
    with Spool() as spool, limited():
        for old in originals:
            # An application that may have killed its worker process is not screened in this process.
            is_lost = old.given.problem in LOST
            given = Source(old.given.path, b"", old.given.problem) if is_lost else next(files)
            source, screening, part = guard(given, partial(screen, old))
            totals_builder.add(screening)
            spool.put(part)
            problems.add(source.problem)
            replaying.add(old, input_of(source), written_application(stored.form, part))
        if problems and problems <= LOST:
            raise CannotRun(loaded.words.say("replay.all_lost"), Exit.NOTHING_TO_SCREEN)
        if problems <= UNREAD | LOST:
            raise CannotRun(loaded.words.say("replay.no_input", folder=root), Exit.NOTHING_TO_SCREEN)
        same_bytes = _digest(piece.encode() for piece in report_pieces(spool)) == _digest(chunks())
    found = replaying.end(written_head("".join(report_pieces(()))), same_bytes=same_bytes)
    put(sys.stdout, replay_text(found, view_of(loaded)))
    guard.raise_failures()
    return Exit.READY if found.same_bytes and not found.lost else Exit.NOT_READY


def _head(stored: StoredReport, pack: Pack, *, shipped: bool) -> ReportHeader:
    """Return the head of the report that is written anew, as that of the stored one."""
    return ReportHeader(
        __version__,
        pack,
        stored.day,
        shipped if "shipped" in stored.head["pack"] else None,
        settings=(),
        earlier=stored.head["since"]["earlier"] if "since" in stored.head else None,
    )


def _view(stored: StoredReport, loaded: Resources) -> View:
    """Return the view in the language and detail of the stored report."""
    words = Words(stored.lang, resources.words(stored.lang)).of_pack(loaded.pack.texts)
    return View(words, loaded.shape.fields, loaded.pack.tables, detail=Detail(explain=stored.traced))


def _renderer(form: ReportForm) -> ReplayableRenderer:
    match form:
        case ReportForm.WHOLE:
            from sociallan.formats import json

            return json
        case ReportForm.LINES:
            from sociallan.formats import ndjson

            return ndjson
        case ReportForm.FORMER_LINES:
            from sociallan.formats import ndjson1

            return ndjson1


def _shown_rules(stored: StoredReport, pack: Pack) -> frozenset[str]:
    """Return the ids of the rules shown in a report, according to the settings stored in it."""
    from sociallan.screening.selection import shown

    settings = stored.head.get("settings", ())
    chosen = {each["name"]: each["value"] for each in settings if isinstance(each["value"], list)}
    return shown(pack, chosen.get("select", ()), chosen.get("ignore", ()))


def _digest(pieces: Iterable[bytes]) -> bytes:
    digest = sha256()
    for piece in pieces:
        digest.update(piece)
    return digest.digest()
