"""The releases of a rule pack: read from its lock, compared with the pack, and written as a line each."""

import re
from collections.abc import Iterable, Iterator, Sequence

from sociallan.application.decode import decode
from sociallan.application.diagnostic import Diagnostic
from sociallan.application.lines import lines_of
from sociallan.application.location import PackLocation
from sociallan.application.source import Limits, Source
from sociallan.application.string_formats import is_partial_date
from sociallan.pack.load import PackError
from sociallan.pack.pack import Pack
from sociallan.pack.release import Release, ReleaseState

LOCK = "pack.lock"
"""The file of the releases, in the pack's folder."""

_DIGEST = "sha256:[0-9a-f]{64}"
_LINE = re.compile(
    r'- \{version: "([^"\\]+)", date: ([0-9]{4}-[0-9]{2}-[0-9]{2}), '
    rf'logic: "({_DIGEST})", texts: "({_DIGEST})"\}}\s*'
)
"""The one form of a line: narrower than YAML, so that a line that someone has touched is seen."""


def releases(lock: Source) -> tuple[Release, ...]:
    """Read the releases of a lock, oldest first.

    Raises:
        PackError: where a line is not as it was written: another form, a version twice, days out of order.

    """
    text = decode(lock, Limits())
    if isinstance(text, Diagnostic):
        span = text.place.span
        raise PackError([Diagnostic(text.code, PackLocation(LOCK, span.line, span.column), text.parameters)])
    found: list[tuple[int, Release]] = []
    faults: list[Diagnostic[PackLocation]] = []
    for number, line in enumerate(lines_of(text), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        match = _LINE.fullmatch(line)
        if match is None or not is_partial_date(match[2]):
            faults.append(Diagnostic("pack.lock-form", PackLocation(LOCK, number, 1)))
            continue
        release = Release(*match.groups())
        faults += _against(release, found, PackLocation(LOCK, number, 1))
        found.append((number, release))
    if faults:
        raise PackError(faults)
    return tuple(release for _, release in found)


def _against(
    release: Release, earlier: Sequence[tuple[int, Release]], at: PackLocation
) -> Iterator[Diagnostic[PackLocation]]:
    """Yield what is wrong with a release after those that stand above it."""
    for number, other in earlier:
        if other.version == release.version:
            yield Diagnostic("pack.lock-repeated", at, {"version": release.version, "first_line": number})
    if earlier and release.date < (above := earlier[-1][1].date):
        yield Diagnostic("pack.lock-order", at, {"date": release.date, "above": above})


def release_of(pack: Pack, day: str) -> Release:
    """Return a pack as released on a day (``YYYY-MM-DD``)."""
    return Release(pack.version, day, pack.logic_digest, pack.text_digest)


def is_released(pack: Pack, earlier: Iterable[Release]) -> bool:
    """Return whether a pack has the digests of a release, whatever it calls itself."""
    return (pack.logic_digest, pack.text_digest) in ((release.logic, release.texts) for release in earlier)


def compared(release: Release, earlier: Sequence[Release]) -> tuple[ReleaseState, Release | None]:
    """Compare what would be released with what has been; give also the release that it was compared with."""
    same = next((other for other in earlier if other.version == release.version), None)
    latest = earlier[-1] if earlier else None
    if same is not None:
        if same.logic != release.logic:
            return ReleaseState.LOGIC_CHANGED, same
        return ReleaseState.RELEASED if same.texts == release.texts else ReleaseState.TEXTS_CHANGED, same
    if latest is not None and (latest.logic, latest.texts) == (release.logic, release.texts):
        return ReleaseState.UNCHANGED, latest
    return ReleaseState.NEW, latest


def extended(lock: Source | None, release: Release, head: str) -> str:
    """Return the text of a lock with the line of one more release; ``head`` is a comment that opens a new lock.

    The lines that stand there are kept as they are. The lock must be one that ``releases`` reads.
    """
    before = f"{head}\n" if lock is None else decode(lock, Limits())
    assert isinstance(before, str), before
    line = (
        f'- {{version: "{release.version}", date: {release.date}, logic: "{release.logic}", texts: "{release.texts}"}}'
    )
    return f"{before}{line}\n" if before.endswith("\n") or not before else f"{before}\n{line}\n"
