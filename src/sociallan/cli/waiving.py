"""The waivers of sociallan.toml: checked against the pack before a run, with warnings after it."""

from collections.abc import Iterable
from pathlib import Path

from sociallan.cli.settings import Settings, cannot_run
from sociallan.cli.streams import warn
from sociallan.pack.pack import Pack
from sociallan.report.waivers import findings
from sociallan.report.words import Words
from sociallan.screening import waivers
from sociallan.screening.settings import WaiverUse


def ensure_allowed(settings: Settings, pack: Pack, words: Words) -> None:
    """Check that the pack allows every waiver.

    Raises:
        CannotRun: if it does not; the message lists every such waiver.

    """
    file = _file(settings)
    faults = tuple(waivers.waiver_faults(settings.config.waivers, pack, file))
    if faults:
        raise cannot_run(faults, Path(file), words)


def warn_of_waivers(uses: Iterable[WaiverUse], settings: Settings, words: Words) -> None:
    """Warn on standard error of waivers that have expired or are not used."""
    for line in findings(tuple(uses), _file(settings), words):
        warn(line)


def _file(settings: Settings) -> str:
    return "" if settings.file is None else settings.file.as_posix()
