"""``sociallan convert``: write an application in its other form, a text or a workbook."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from sociallan.application.any_format import read_application
from sociallan.application.diagnostic import Diagnostic, Severity
from sociallan.application.document import Document
from sociallan.application.form_check.canonical import Canonical
from sociallan.application.location import Location
from sociallan.application.source import NOT_FOUND, Source, is_workbook_name
from sociallan.application.stated import differences, stated
from sociallan.batch.resources import Resources
from sociallan.cli.applications import nothing_to_screen
from sociallan.cli.check_options import of_check
from sociallan.cli.exits import CannotRun, Exit
from sociallan.cli.loading import load_resources, view_of
from sociallan.cli.outputs import deliver, ensure_apart, ensure_reachable
from sociallan.cli.streams import warn
from sociallan.cli.workbooks import WORKBOOK, write_workbook
from sociallan.files import sources
from sociallan.files.languages import Language
from sociallan.report import sentences, values
from sociallan.report.words import Words

_MOST_NAMED = 12
_LOSING = (
    "yaml.",
    "json.",
    "workbook.no-",
    "workbook.error-value",
    "workbook.repeated",
    "workbook.stray",
    "workbook.unmarked",
)
"""Codes of findings on what was not read, such as a second document or a key that stands twice."""


def register(app: typer.Typer, words: Words) -> None:
    """Add the command to the application."""

    def argument(name: str) -> Any:
        return typer.Argument(metavar=words.say(f"help.convert.{name}_metavar"), help=words.say(f"help.convert.{name}"))

    @app.command("convert", help=words.say("help.convert.about"))
    def convert(
        file: Annotated[Path, argument("file")],
        to: Annotated[Path, argument("to")],
        rules: Annotated[Path | None, of_check("rules", words)] = None,
        lang: Annotated[Language | None, of_check("lang", words)] = None,
        *,
        overwrite: Annotated[bool, typer.Option("--overwrite", help=words.say("help.convert.overwrite"))] = False,
    ) -> None:
        raise typer.Exit(_convert(file, to, load_resources(words, rules), overwrite=overwrite))


def _convert(file: Path, to: Path, loaded: Resources, *, overwrite: bool) -> Exit:
    words = loaded.words
    source = sources.source(str(file), stdin_name="")
    if source.problem == NOT_FOUND:
        raise nothing_to_screen([str(file)], words, Exit.CANNOT_RUN, command="convert", after=(str(to),))
    _ensure_may_write(source, file, to, words, overwrite=overwrite)
    document = _read(source, loaded)
    _ensure_read(document, file, loaded)
    canonical = Canonical(loaded.pack.form).document(document).value
    written = _written(to, stated(_as_people_write(document.value, canonical), loaded.pack.form) or {}, loaded)
    warn(words.say("convert.written", file=to))
    after = Canonical(loaded.pack.form).document(_read(Source(to.name, written), loaded)).value
    lost = differences(*(stated(each, loaded.pack.form) or {} for each in (canonical, after)))
    _warn_of_losses(file, document, lost, loaded)
    return Exit.READY


def _ensure_may_write(source: Source, file: Path, to: Path, words: Words, *, overwrite: bool) -> None:
    """Check that a file can be written, and is another than the one that is read.

    Raises:
        CannotRun: if it cannot, or there is one that is not to be overwritten.

    """
    ensure_reachable(to, words)
    ensure_apart([to], words, read=[file])
    if to.suffix.lower() not in (WORKBOOK, ".yaml", ".yml"):
        raise CannotRun(words.say("convert.ending", file=to))
    if is_workbook_name(to.name) == source.is_workbook:
        raise CannotRun(words.say("convert.same_form", file=file, to=to))
    if to.exists() and not overwrite:
        raise CannotRun(words.say("convert.exists", file=to))


def _read(source: Source, loaded: Resources) -> Document:
    return read_application(source, loaded.pack.form)


def _ensure_read(document: Document, file: Path, loaded: Resources) -> None:
    """Check that all of an application was read.

    Raises:
        CannotRun: if it was not.

    """
    losing = [found for found in document.findings if found.code.startswith(_LOSING)]
    if losing or not document.readable:
        key = "losing" if document.readable else "unreadable"
        why = _why(losing or document.findings, loaded)
        raise CannotRun(loaded.words.say(f"convert.{key}", file=file, why=why))


def _why(findings: Sequence[Diagnostic[Location]], loaded: Resources) -> str:
    return sentences.diagnostic_message(findings[0], loaded.words, loaded.shape.fields) if findings else ""


def _as_people_write(value: Any, canonical: Any) -> Any:
    """Return a value with the codes of choices, and with everything else as it is written: an estimate stays one."""
    match value, canonical:
        case dict(), dict():
            return {name: _as_people_write(part, canonical.get(name)) for name, part in value.items()}
        case list(), list():
            return [_as_people_write(part, other) for part, other in zip(value, canonical, strict=True)]
        case str(), str() | bool():
            return canonical
        case _:
            return value


def _written(to: Path, application: dict[str, Any], loaded: Resources) -> bytes:
    """Write the application and return what was written."""
    if is_workbook_name(to.name):
        return write_workbook(to, loaded, application)
    from sociallan.pages.application_text import application_text  # Imported late: few runs need it.

    text = application_text(application, view_of(loaded))
    deliver(to, text, loaded.words)
    return text.encode()


def _warn_of_losses(file: Path, before: Document, lost: Sequence[str], loaded: Resources) -> None:
    """Warn of what the new file does not hold: values, and what is not of the application, such as comments."""
    words = loaded.words
    if lost:
        names = [values.field_name(pointer, loaded.shape.fields, words) for pointer in lost[:_MOST_NAMED]]
        more = (words.say("report.more", count=len(lost) - len(names)),) if len(lost) > len(names) else ()
        warn(words.say("convert.lost", fields=values.joined((*names, *more), words, "and")))
    if before.source.is_workbook:
        warn(words.say("convert.own_sheets"))
    elif "#" in before.text:
        warn(words.say("convert.comments"))
    faults = sum(found.severity is Severity.ERROR for found in before.findings)
    if faults:
        warn(words.say("convert.findings", count=faults, file=file))
