"""The waivers of sociallan.toml in a run: held against the pack, tried on each screening, told of at the end."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from sociallan.cli.settings import Settings, cannot_run
from sociallan.cli.streams import warn
from sociallan.cli.workbench import Workbench
from sociallan.core import waivers
from sociallan.core.waivers import Tried
from sociallan.files.config import seen_from
from sociallan.model.config import WaiverState, WaiverUse
from sociallan.model.report import Screening
from sociallan.render.waivers import findings


class Waiving(NamedTuple):
    """What a run needs to know of waivers. ``day`` (``YYYY-MM-DD``) is the day of screening."""

    settings: Settings
    day: str

    def tried(self, screening: Screening) -> Tried:
        """Give a screening with its waivers, and what it showed of each."""
        given = self.settings.config.waivers
        if not given:
            return Tried(screening, ())
        return waivers.try_waivers(screening, given, seen_from(self.settings.folder, screening.path), self.day)

    def uses(self, states: Iterable[Sequence[WaiverState]]) -> tuple[WaiverUse, ...]:
        """Give every waiver with what the whole run showed of it."""
        return waivers.uses(self.settings.config.waivers, states, self.day)

    def tell(self, uses: Sequence[WaiverUse], bench: Workbench) -> None:
        """Tell, on standard error, of waivers that have expired or have nothing to waive."""
        for line in findings(uses, str(self.settings.file), bench.words):
            warn(line)


def waiving(settings: Settings, bench: Workbench, day: str) -> Waiving:
    """Give the waivers for a run by a pack.

    Raises:
        CannotRun: where there are some that the pack does not allow; it tells every one.

    """
    file, given = settings.file, settings.config.waivers
    faults = tuple(waivers.waiver_faults(given, bench.pack, file.as_posix())) if file is not None and given else ()
    if faults:
        raise cannot_run(faults, file, bench.words)
    return Waiving(settings, day)
