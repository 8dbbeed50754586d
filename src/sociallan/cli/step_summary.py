"""The report in the step summary of a GitHub workflow, written in addition to the format ``github``."""

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
    """Return the step summary file, or ``None`` outside GitHub, without the format ``github`` or without Markdown."""
    return step_summary.path() if "github" in formats and FORMAT in RENDERERS else None


def add(path: Path, pieces: Iterable[str], words: Words) -> None:
    """Append the report in pieces, none of which is cut; on an error, warn on standard error.

    The exit code does not depend on the summary.
    """
    try:
        step_summary.add(path, pieces, words.say("formats.github_cut") + "\n")
    except OSError as error:
        warn(words.say("usage.no_summary", file=path, why=reason(error, words)))
