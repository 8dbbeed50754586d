"""The interface of an output format, and its properties in the registry."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Generic, NamedTuple, Protocol, TypeVar

from sociallan.report.runner_commands import Notation, unheeded
from sociallan.report.view import View
from sociallan.screening.report import ReportHeader, Screening, Totals


class Renderer(Protocol):
    """Renders one application at a time, in the process that screened it.

    A format module implements one of the two protocols that extend it.
    """

    def part(self, screening: Screening, head: ReportHeader, view: View, /) -> str:
        """Return the part of one application."""


class StreamedRenderer(Renderer, Protocol):
    """A format written while applications are screened; its start does not depend on them."""

    BETWEEN: str
    """The separator of two parts."""

    def start(self, head: ReportHeader, view: View, /) -> str:
        """Return the text before the first part."""

    def end(self, head: ReportHeader, totals: Totals, view: View, /) -> str:
        """Return the text after the last part."""


class CollectedRenderer(Renderer, Protocol):
    """A format written after all applications are screened; its parts are kept on disk until then."""

    def whole(self, parts: Iterable[str], head: ReportHeader, totals: Totals, view: View, /) -> Iterator[str | bytes]:
        """Yield the report in pieces; bytes if the notation is binary. ``parts`` can be iterated repeatedly."""


class ReplayableRenderer(Renderer, Protocol):
    """A format whose reports can be read back and made again."""

    def replayed(
        self, parts: Iterable[str], head: ReportHeader, totals: Totals, view: View, recorded: Mapping[str, Any], /
    ) -> Iterator[str]:
        """Yield a replayed report in pieces; what only the old run knew is copied from ``recorded``, its values."""


R_co = TypeVar("R_co", bound=Renderer, covariant=True)


class _Properties(NamedTuple, Generic[R_co]):
    """The properties of a format. ``load`` imports the renderer's module, so that a run loads only its formats.

    ``endings`` are the allowed file name extensions, the most common first; without any, every
    extension is allowed. ``needs`` is an optional package. A ``headless`` format cannot hold the notes on
    rules, settings and repeated projects, which are then written to standard error. ``tells_run`` is true if the
    part of an application tells what in other formats only the whole report does: the pack's digests, whether it is
    shipped, or the settings. With ``only_full`` the part is ``""`` unless the view is ``full``.
    """

    load: Callable[[], R_co]
    notation: Notation
    endings: tuple[str, ...] = ()
    needs: str | None = None
    headless: bool = False
    tells_run: bool = False
    only_full: bool = False

    @property
    def binary(self) -> bool:
        """Whether the report is bytes rather than text."""
        return self.notation is Notation.BINARY


class StreamedFormat(_Properties[StreamedRenderer]):
    """A format whose parts are written one by one. Its text contains no commands to a CI runner."""

    __slots__ = ()

    def part(self, screening: Screening, head: ReportHeader, view: View) -> str:
        """Return the part of one application."""
        return unheeded(self.load().part(screening, head, view), self.notation)

    def start(self, head: ReportHeader, view: View) -> str:
        """Return the text before the first part."""
        return unheeded(self.load().start(head, view), self.notation)

    @property
    def between(self) -> str:
        """The separator of two parts."""
        return self.load().BETWEEN

    def end(self, head: ReportHeader, totals: Totals, view: View) -> str:
        """Return the text after the last part."""
        return unheeded(self.load().end(head, totals, view), self.notation)


class CollectedFormat(_Properties[CollectedRenderer]):
    """A format that needs every part before it is written. Its report contains no commands to a CI runner."""

    __slots__ = ()

    def part(self, screening: Screening, head: ReportHeader, view: View) -> str:
        """Return the part of one application, in a notation that only ``whole`` of the same renderer reads."""
        return self.load().part(screening, head, view)

    def whole(self, parts: Iterable[str], head: ReportHeader, totals: Totals, view: View) -> Iterator[str | bytes]:
        """Yield the report in pieces; bytes if the notation is binary."""
        for piece in self.load().whole(parts, head, totals, view):
            yield piece if isinstance(piece, bytes) else unheeded(piece, self.notation)


Format = StreamedFormat | CollectedFormat
