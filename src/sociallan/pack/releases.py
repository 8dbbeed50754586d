"""The lock file of a rule pack: parsing, comparison with the pack, and addition of a release."""

import re
from collections.abc import Iterable, Iterator, Sequence

from sociallan.application.decode import decode
from sociallan.application.diagnostic import Diagnostic
from sociallan.application.form_check.string_formats import is_partial_date
from sociallan.application.lines import lines_of
from sociallan.application.location import PackLocation
from sociallan.application.source import Limits, Source
from sociallan.pack.faults import PackError
from sociallan.pack.pack import Pack
from sociallan.pack.release import Release, ReleaseState

LOCK = "pack.lock"
"""Name of the lock file in the pack's folder."""

_DIGEST = "sha256:[0-9a-f]{64}"
_LINE = re.compile(
    r'- \{version: "([0-9A-Za-z][0-9A-Za-z._+-]*)", date: ([0-9]{4}-[0-9]{2}-[0-9]{2}), '
    rf'logic: "({_DIGEST})", texts: "({_DIGEST})"(?:, archive: "({_DIGEST})")?\}}\s*'
)
"""Form of a line: stricter than YAML, so that manual changes are detected, and a version is the name of a file."""


def releases(lock: Source) -> tuple[Release, ...]:
    """Parse the releases of a lock file, oldest first.

    Raises:
        PackError: if a line has another form, a version is repeated, or the days are out of order.

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
        faults += _release_faults(release, found, PackLocation(LOCK, number, 1))
        found.append((number, release))
    if faults:
        raise PackError(faults)
    return tuple(release for _, release in found)


def _release_faults(
    release: Release, earlier: Sequence[tuple[int, Release]], at: PackLocation
) -> Iterator[Diagnostic[PackLocation]]:
    """Yield the faults of a release in relation to the earlier ones."""
    for number, other in earlier:
        if other.version == release.version:
            yield Diagnostic("pack.lock-repeated", at, {"version": release.version, "first_line": number})
    if earlier and release.date < (above := earlier[-1][1].date):
        yield Diagnostic("pack.lock-order", at, {"date": release.date, "above": above})
    if earlier and release.archive is None and earlier[-1][1].archive is not None:
        yield Diagnostic("pack.lock-archive", at, {"version": release.version})


def release_of(pack: Pack, day: str, archive: str | None = None) -> Release:
    """Return the release of a pack on a day (``YYYY-MM-DD``), with the digest of its archive."""
    return Release(pack.version, day, pack.logic_digest, pack.text_digest, archive)


def is_released(pack: Pack, earlier: Iterable[Release]) -> bool:
    """Return whether a pack has the digests of an earlier release, regardless of its version."""
    return (pack.logic_digest, pack.text_digest) in ((release.logic, release.texts) for release in earlier)


def compared(release: Release, earlier: Sequence[Release]) -> tuple[ReleaseState, Release | None]:
    """Return the state of a new release, and the earlier release that it was compared with, if any."""
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
    """Return the text of a lock file with one release added; ``head`` is the initial comment of a new lock file.

    Existing lines are unchanged. The lock file must be valid for ``releases``.
    """
    before = f"{head}\n" if lock is None else decode(lock, Limits())
    assert isinstance(before, str), before
    digests = {"logic": release.logic, "texts": release.texts, "archive": release.archive}
    quoted = "".join(f', {name}: "{digest}"' for name, digest in digests.items() if digest is not None)
    line = f'- {{version: "{release.version}", date: {release.date}{quoted}}}'
    return f"{before}{line}\n" if before.endswith("\n") or not before else f"{before}\n{line}\n"
