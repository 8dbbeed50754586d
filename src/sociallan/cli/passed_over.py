"""Messages on files that a search passed over, and the list of files that a run would screen."""

import sys
from collections.abc import Sequence

from sociallan.application.documents import documents
from sociallan.application.field import Catalogue
from sociallan.application.passed_over import PassedOver, SkipReason
from sociallan.application.read import read
from sociallan.application.recognition import report_kind, skip_reason, workbook_kind
from sociallan.application.source import Source, Walked
from sociallan.cli.exits import Exit
from sociallan.cli.streams import put, warn
from sociallan.files import sources
from sociallan.files.find import Found
from sociallan.report import values
from sociallan.report.words import Words


def warn_of_skipped(files: int, passed_over: Sequence[PassedOver], words: Words) -> None:
    """Warn of files that are passed over, if any, with the number of files that are read."""
    if passed_over:
        from sociallan.report.passed_over import line  # Imported late, since most runs skip nothing.

        warn(line(files, passed_over, words))


def warn_of_empty(found: Found, passed_over: Sequence[PassedOver], words: Words) -> bool:
    """Warn of every folder and pattern without any application, and return whether there is one."""
    empty = found.empty(passed_over)
    for given in empty:
        warn(words.say("passed_over.nothing", path=values.visible(given)))
    return bool(empty)


def list_files(found: Found, fields: Catalogue, words: Words) -> Exit:
    """Write the files that would be screened, one per line, and warn of files that are passed over."""
    walked = (sources.source(file, stdin_name=file) for file in found.files if isinstance(file, Walked))
    reasons = ((source.path, _reason(source, fields)) for source in walked)
    left = found.without([PassedOver(path, reason) for path, reason in reasons if reason is not None])
    put(sys.stdout, "".join(f"{values.visible(file)}\n" for file in left.files))
    if left.passed_over:
        from sociallan.report.passed_over import line  # Imported late, since most runs skip nothing.

        warn(line(len(left.files), left.passed_over, words, most=len(left.passed_over)))
    warn_of_empty(found, left.passed_over, words)
    return Exit.READY if left.files else Exit.NOTHING_TO_SCREEN


def earlier_report_reason(file: str) -> SkipReason | None:
    """Return the reason to skip an output file that holds an earlier report or is empty, or ``None``.

    The shell has already emptied a file to which standard output is redirected.
    """
    source = sources.source(file, stdin_name=file)
    # ``[]`` is a report without findings in the format of GitLab Code Quality.
    if source.problem is None and source.data.strip() in (b"", b"[]"):
        return SkipReason.OWN_REPORT
    if source.is_workbook:
        return workbook_kind(source)
    reasons = [report_kind(read(each)) for each in documents(source)]
    return None if None in reasons else reasons[0]


def _reason(source: Source, fields: Catalogue) -> SkipReason | None:
    if source.is_workbook:
        return workbook_kind(source)
    reasons = [skip_reason(read(each), fields) for each in documents(source)]
    return None if None in reasons else reasons[0]
