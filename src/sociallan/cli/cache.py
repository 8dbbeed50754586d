"""``sociallan cache``: show or delete the results that ``check --cache`` has kept."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from sociallan.cli.cache_folder import ensure_database, unusable
from sociallan.cli.check_options import of_check
from sociallan.cli.exits import CannotRun
from sociallan.cli.streams import put
from sociallan.files.languages import Language
from sociallan.report import values
from sociallan.report.words import Words

_MIB = 1024**2


def register(app: typer.Typer, words: Words) -> None:
    """Add the command to the application."""

    @app.command("cache", help=words.say("help.cache.about"))
    def cache(
        cache: Annotated[Path | None, of_check("cache", words, "help.cache.folder")] = None,
        lang: Annotated[Language | None, of_check("lang", words)] = None,
        *,
        clear: Annotated[bool, typer.Option("--clear", help=words.say("help.cache.clear"))] = False,
    ) -> None:
        if cache is None:
            raise CannotRun(words.say("usage.no_cache"))
        ensure_database(words)
        try:
            lines = _cleared(cache, words) if clear else _shown(cache, words)
            put(sys.stdout, "".join(f"{line}\n" for line in lines))
        except OSError as error:
            raise unusable(cache, error, words) from error


def _cleared(folder: Path, words: Words) -> Iterator[str]:
    from sociallan.files import cache

    found = cache.contents(folder)
    cache.clear(folder)
    yield words.say("cache.empty" if found is None else "cache.cleared", folder=_visible(folder))


def _shown(folder: Path, words: Words) -> Iterator[str]:
    from sociallan.files import cache

    found = cache.contents(folder)
    if found is None:
        yield words.say("cache.empty", folder=_visible(folder))
        return
    yield words.say("cache.folder", folder=_visible(folder))
    yield words.say("cache.results", count=sum(found.entries.values()))
    for version, count in found.entries.items():
        yield "  " + words.say("cache.version", version=values.visible(version), count=count)
    size, most = (values.number(round(each / _MIB, 1), words) for each in (found.size, cache.MAX_BYTES))
    yield words.say("cache.size", size=size, most=most)


def _visible(folder: Path) -> str:
    return values.visible(str(folder))
