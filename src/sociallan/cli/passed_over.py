"""Messages on files that a search passed over, and the list of files that a run would screen."""

import sys
from collections.abc import Sequence

from sociallan.application.documents import documents
from sociallan.application.field import Catalogue
from sociallan.application.passed_over import PassedOver, SkipReason
from sociallan.application.read import read
from sociallan.application.recognition import no_application, report_kind
from sociallan.application.source import Source, Walked
from sociallan.cli.exits import Exit
from sociallan.cli.streams import put, warn
from sociallan.files import sources
from sociallan.files.find import Found
from sociallan.report import values
from sociallan.report.words import Words


def tell(files: int, passed_over: Sequence[PassedOver], words: Words) -> None:
    """Warn of how many files are read and what is passed over, if anything is."""
    if passed_over:
        from sociallan.report.passed_over import line  # Most runs pass over nothing.

        warn(line(files, passed_over, words))


def tell_empty(found: Found, passed_over: Sequence[PassedOver], words: Words) -> bool:
    """Warn of every folder and pattern that led to no application, and return whether one did."""
    empty = found.empty(passed_over)
    for given in empty:
        warn(words.say("passed_over.nothing", path=values.visible(given)))
    return bool(empty)


def list_files(found: Found, fields: Catalogue, words: Words) -> Exit:
    """Write the files that would be screened, one a line, and tell what is passed over."""
    walked = (sources.source(file, stdin_name=file) for file in found.files if isinstance(file, Walked))
    reasons = ((source.path, _reason(source, fields)) for source in walked)
    left = found.without([PassedOver(path, reason) for path, reason in reasons if reason is not None])
    put(sys.stdout, "".join(f"{values.visible(file)}\n" for file in left.files))
    tell(len(left.files), left.passed_over, words)
    tell_empty(found, left.passed_over, words)
    return Exit.READY if left.files else Exit.NOTHING_TO_SCREEN


def of_run_before(file: str) -> SkipReason | None:
    """Return why a file that this run is to write anew is a report; ``None`` where it is something else.

    A shell has emptied the file that standard output leads to.
    """
    source = sources.source(file, stdin_name=file)
    # So the format of Code Quality says that there is nothing to mend.
    if source.problem is None and source.data.strip() in (b"", b"[]"):
        return SkipReason.OWN_REPORT
    reasons = [report_kind(read(each)) for each in documents(source)]
    return None if None in reasons else reasons[0]


def _reason(source: Source, fields: Catalogue) -> SkipReason | None:
    reasons = [no_application(read(each), fields) for each in documents(source)]
    return None if None in reasons else reasons[0]
