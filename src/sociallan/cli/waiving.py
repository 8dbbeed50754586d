"""The waivers of sociallan.toml in a run: held against the pack, tried on each screening, told of at the end."""

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from sociallan.cli.settings import Settings, cannot_run
from sociallan.cli.streams import warn
from sociallan.cli.workbench import Workbench
from sociallan.core import waivers
from sociallan.core.waivers import Tried
from sociallan.files.config import seen_from
from sociallan.model.config import Waiver, WaiverUse
from sociallan.model.report import Screening
from sociallan.render.waivers import findings
from sociallan.render.words import Words


class Accepted(NamedTuple):
    """The waivers that hold where a command is run, and the file that they stand in: plain enough to be sent."""

    waivers: tuple[Waiver, ...] = ()
    file: str = ""

    @classmethod
    def of(cls, settings: Settings) -> "Accepted":
        """Give those of the settings."""
        return cls(settings.config.waivers, "" if settings.file is None else settings.file.as_posix())

    def ensure_allowed(self, bench: Workbench) -> None:
        """Refuse waivers of what cannot be waived.

        Raises:
            CannotRun: where there are some that the pack does not allow; it tells every one.

        """
        faults = tuple(waivers.waiver_faults(self.waivers, bench.pack, self.file))
        if faults:
            raise cannot_run(faults, Path(self.file), bench.words)

    def tried(self, screening: Screening, day: str) -> Tried:
        """Give a screening with its waivers of a day (``YYYY-MM-DD``), and what it shows of each."""
        if not self.waivers:
            return Tried(screening, ())
        path = seen_from(Path(self.file).parent, screening.path)
        return waivers.try_waivers(screening, self.waivers, path, day)

    def tell(self, uses: Iterable[WaiverUse], words: Words) -> None:
        """Tell, on standard error, of waivers that have expired or have nothing to waive."""
        for line in findings(tuple(uses), self.file, words):
            warn(line)
