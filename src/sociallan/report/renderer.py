"""The interface of an output format, and the facts by which a format is chosen."""

from collections.abc import Callable, Iterable, Iterator
from typing import Generic, NamedTuple, Protocol, TypeVar

from sociallan.report.runner_commands import Notation, unheeded
from sociallan.report.view import View
from sociallan.screening.report import ReportHeader, Screening, Totals


class Renderer(Protocol):
    """Renders one application at a time, in the process that screened it.

    The modules of the formats implement it, or rather one of the two protocols that extend it.
    """

    def part(self, screening: Screening, head: ReportHeader, view: View, /) -> str:
        """Return the part of one application."""


class StreamedRenderer(Renderer, Protocol):
    """A format that is written while applications are screened: what stands first does not depend on them."""

    BETWEEN: str
    """The separator of two parts."""

    def start(self, head: ReportHeader, view: View, /) -> str:
        """Return what stands before the first part."""

    def end(self, head: ReportHeader, totals: Totals, view: View, /) -> str:
        """Return what stands after the last part."""


class CollectedRenderer(Renderer, Protocol):
    """A format that is written when everything is screened; its parts are kept on disk until then."""

    def whole(self, parts: Iterable[str], head: ReportHeader, totals: Totals, view: View, /) -> Iterator[str | bytes]:
        """Yield the report piece by piece; bytes where the notation is binary. Parts can be iterated repeatedly."""


R_co = TypeVar("R_co", bound=Renderer, covariant=True)


class _Facts(NamedTuple, Generic[R_co]):
    """The fields of a format. Only ``load`` imports the renderer's module: a run starts without the other formats.

    ``endings`` are those that the name of its file may have, the most common one first; without any it
    goes into every file. ``needs`` is a package that not every installation has. A ``headless`` format has
    no place for the notes on rules and settings, which are then written to standard error.
    """

    load: Callable[[], R_co]
    notation: Notation
    endings: tuple[str, ...] = ()
    needs: str | None = None
    headless: bool = False

    @property
    def binary(self) -> bool:
        """Whether the report is bytes that are not text."""
        return self.notation is Notation.BINARY


class StreamedFormat(_Facts[StreamedRenderer]):
    """A format whose parts are written as they come. No text that it returns is a command to a CI runner."""

    __slots__ = ()

    def part(self, screening: Screening, head: ReportHeader, view: View) -> str:
        """Return the part of one application."""
        return unheeded(self.load().part(screening, head, view), self.notation)

    def start(self, head: ReportHeader, view: View) -> str:
        """Return what stands before the first part."""
        return unheeded(self.load().start(head, view), self.notation)

    @property
    def between(self) -> str:
        """The separator of two parts."""
        return self.load().BETWEEN

    def end(self, head: ReportHeader, totals: Totals, view: View) -> str:
        """Return what stands after the last part."""
        return unheeded(self.load().end(head, totals, view), self.notation)


class CollectedFormat(_Facts[CollectedRenderer]):
    """A format that needs every part before it writes anything. No text of its report is a command to a CI runner."""

    __slots__ = ()

    def part(self, screening: Screening, head: ReportHeader, view: View) -> str:
        """Return the part of one application; its form is the renderer's own, since only ``whole`` reads it."""
        return self.load().part(screening, head, view)

    def whole(self, parts: Iterable[str], head: ReportHeader, totals: Totals, view: View) -> Iterator[str | bytes]:
        """Yield the report piece by piece; bytes where the notation is binary."""
        for piece in self.load().whole(parts, head, totals, view):
            yield piece if isinstance(piece, bytes) else unheeded(piece, self.notation)


Format = StreamedFormat | CollectedFormat
