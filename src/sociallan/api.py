"""Python API: load a rule pack and screen applications by it.

The clock is read only if no day is given, and the disk only for the given paths. The same application, pack and
day give the same screening.
"""

import json
from collections.abc import Generator, Iterable, Mapping
from contextlib import closing
from dataclasses import dataclass, field, fields
from datetime import date
from pathlib import Path
from typing import Any

from sociallan import __version__
from sociallan.application.field import DEFAULT_LANGUAGE
from sociallan.application.form_check.shape import Shape
from sociallan.application.form_check.string_formats import is_day
from sociallan.application.source import Source
from sociallan.batch.lazy_screenings import screenings_of, source_of
from sociallan.batch.resources import loaded_pack
from sociallan.batch.shipped import is_shipped
from sociallan.files import clock, find, packs, resources
from sociallan.files.languages import LANGUAGES
from sociallan.formats import RENDERERS
from sociallan.formats import json as json_format
from sociallan.formats import render as rendered
from sociallan.pack.faults import PackError
from sociallan.pack.pack import Pack
from sociallan.report.json_text import serialised
from sociallan.report.messages import Message
from sociallan.report.messages import messages as messages_of
from sociallan.report.view import View
from sociallan.report.words import Words
from sociallan.rules.truth import OPEN
from sociallan.screening import report
from sociallan.screening.listed import LISTED
from sociallan.screening.report import ReportHeader, Verdict
from sociallan.screening.screen import Screener
from sociallan.screening.totals import whole_report

__all__ = ["Message", "Pack", "PackError", "Screening", "Verdict", "load_pack", "render", "screen", "screen_many"]

_UNNAMED = "application.yaml"


@dataclass(frozen=True, slots=True)
class Screening(report.Screening):
    """The screening of one application, with the pack that it was screened by."""

    pack: Pack = field(kw_only=True, repr=False, compare=False)

    def to_dict(self, lang: str = DEFAULT_LANGUAGE, *, whole: bool = False) -> dict[str, Any]:
        """Return the screening as JSON values: an application of the JSON report, by the schema ``report``.

        Rules that are met, do not apply or wait for other facts are left out, unless ``whole``, and so are remarks for
        which there is nothing to remark on yet, which no report lists.

        Raises:
            ValueError: if ``lang`` is not a language of the program.

        """
        written = serialised(json_format.application(self, self.pack, _view(self.pack, lang)), 2, None)
        values: dict[str, Any] = json.loads(written)
        if not whole:
            values["outcomes"] = [each for each in values["outcomes"] if _is_listed(each)]
        return values

    def messages(self, lang: str = DEFAULT_LANGUAGE) -> tuple[Message, ...]:
        """Return the messages: corrections, weaknesses and texts to read with care, the most severe first.

        Raises:
            ValueError: if ``lang`` is not a language of the program.

        """
        return messages_of(self, ReportHeader(__version__, self.pack, self.as_of), _view(self.pack, lang))


def load_pack(folder: str | Path | None = None) -> Pack:
    """Load and check the rule pack in a folder, by default the one that comes with the package.

    Raises:
        PackError: if the pack has faults; ``faults`` holds all of them with their locations.
        OSError: if the folder or a file in it cannot be read.

    """
    of = resources.pack_folder(None if folder is None else Path(folder))
    return packs.stored_pack(of) or loaded_pack(packs.pack_files(of))


def screen(
    source: str | bytes | Path | Mapping[str, Any],
    pack: Pack,
    *,
    as_of: date | str | None = None,
    today: date | str | None = None,
) -> Screening:
    """Screen one application, given as text, bytes, a path or a mapping of its values.

    Faults of the application, such as a file that cannot be read, are findings in the screening and never raised.
    Lines and columns in a mapping are those of its values written as JSON.

    ``today`` chooses the rules for an application without a date of its own; the default is the current day.
    ``as_of`` takes precedence over the application's own date. Both are dates or text (``YYYY-MM-DD``).

    Raises:
        ValueError: if ``as_of`` or ``today`` is not a day, or ``as_of`` is before the pack's first day.

    """
    return _with_pack(_screener(pack, _day(as_of), _day(today)).screen(_source(source)), pack)


def screen_many(
    paths: Iterable[str | Path],
    pack: Pack,
    *,
    jobs: int = 1,
    as_of: date | str | None = None,
    today: date | str | None = None,
) -> Generator[Screening, None, None]:
    """Return a generator that screens the applications at some paths, lazily and in order.

    A path is a file, a folder (recursive) or a pattern, as for ``sociallan check``. Paths without a file come last,
    as screenings with that finding. Files in folders that are not applications are skipped. ``jobs`` processes
    share the work; their number does not affect the order. A file that causes an exception yields a screening
    with that finding; with several processes, so does a file that kills its process or takes too long. Days are
    as for ``screen``.

    Raises:
        ValueError: if ``as_of`` or ``today`` is not a day, or ``as_of`` is before the pack's first day.
        RuntimeError: during iteration, if no process can start.

    """
    screener = _screener(pack, _day(as_of), _day(today))
    found = find.find([str(path) for path in paths])
    files = (*found.files, *found.absent)
    return _with_packs(screenings_of(screener, files, jobs), pack)


def render(
    screenings: Iterable[report.Screening],
    pack: Pack,
    format: str = "text",  # noqa: A002 - the name of the option
    *,
    lang: str = DEFAULT_LANGUAGE,
    today: date | str | None = None,
) -> str:
    """Return the report of some screenings by a pack in a format of ``sociallan check``, other than ``xlsx``.

    ``today`` is the day of the report; the default is the current day.

    Raises:
        ValueError: if ``format`` is not a text format, ``lang`` not a language, or ``today`` not a day.

    """
    texts = [name for name, each in RENDERERS.items() if not each.binary]
    if format not in texts:
        raise ValueError(f"{format!r} is none of the formats {', '.join(texts)}")
    view = _view(pack, lang)
    head = ReportHeader(__version__, pack, _day(today) or clock.today(), is_shipped(pack))
    return rendered(format, whole_report(head, screenings), view)


def _is_listed(outcome: Mapping[str, Any]) -> bool:
    """Return whether a report lists an outcome, given as JSON values, or asks people about it."""
    return outcome["outcome"] in LISTED.get(outcome["level"], OPEN) and not outcome["waits"]


def _view(pack: Pack, lang: str) -> View:
    if lang not in LANGUAGES:
        raise ValueError(f"{lang!r} is none of the languages {', '.join(LANGUAGES)}")
    return View(Words(lang, resources.words(lang)).of_pack(pack.texts), pack.form.fields, pack.tables)


def _with_pack(screening: report.Screening, pack: Pack) -> Screening:
    known = {each.name: getattr(screening, each.name) for each in fields(screening)}
    return Screening(**known, pack=pack)


def _with_packs(screenings: Generator[report.Screening, None, None], pack: Pack) -> Generator[Screening, None, None]:
    """Yield screenings with their pack; closing this generator ends the processes that the screenings come from."""
    with closing(screenings):
        for screening in screenings:
            yield _with_pack(screening, pack)


def _screener(pack: Pack, as_of: str | None, today: str | None) -> Screener:
    if as_of is not None and as_of < pack.valid_from:
        raise ValueError(f"the rules are in force from {pack.valid_from}, and {as_of} is earlier")
    return Screener(pack, Shape(pack.form), today=today or clock.today(), as_of=as_of)


def _day(value: date | str | None) -> str | None:
    day = value if value is None or isinstance(value, str) else value.strftime("%Y-%m-%d")
    if day is not None and not is_day(day):
        raise ValueError(f"{day!r} is no day: YYYY-MM-DD")
    return day


def _source(application: str | bytes | Path | Mapping[str, Any]) -> Source:
    match application:
        case Path():
            return source_of(application.as_posix())
        case bytes():
            return Source(_UNNAMED, application)
        case str():
            text = application
        case _:
            # JSON is valid YAML. Values that JSON has no type for, such as dates, are written as text.
            text = json.dumps(application, ensure_ascii=False, indent=2, default=str)
    return Source(_UNNAMED, text.encode("utf-8", "surrogatepass"))
