"""The whole report into the summary of a step in GitHub's workflows, beside the commands of ``github``."""

from collections.abc import Iterable
from pathlib import Path

from sociallan.cli.reasons import reason
from sociallan.cli.streams import warn
from sociallan.files import step_summary
from sociallan.formats import RENDERERS
from sociallan.report.words import Words

FORMAT = "markdown"
"""The format of the summary."""


def wanted(formats: Iterable[str]) -> Path | None:
    """Return the file to add to: ``None`` outside GitHub, without the format ``github``, or without Markdown."""
    return step_summary.path() if "github" in formats and FORMAT in RENDERERS else None


def add(path: Path, pieces: Iterable[str], words: Words) -> None:
    """Add the report, in pieces of which none is cut in two; where that cannot be done, standard error says so.

    The summary stands beside the report that was asked for, and the exit code is that of the report.
    """
    try:
        step_summary.add(path, pieces, words.say("formats.github_cut") + "\n")
    except OSError as error:
        warn(words.say("usage.no_summary", file=path, why=reason(error, words)))
