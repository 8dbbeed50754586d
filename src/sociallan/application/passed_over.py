"""Files skipped by the search for applications, and the reasons."""

from enum import StrEnum
from typing import NamedTuple


class SkipReason(StrEnum):
    """Reasons for skipping a file or folder. Paths named in the command are never skipped."""

    OWN_REPORT = "own-report"
    """A report written by this program."""
    SARIF = "sarif"
    CODE_QUALITY = "code-quality"
    """A GitLab Code Quality report."""
    NO_APPLICATION = "no-application"
    """A mapping without a key that equals or resembles a field's name."""
    ENDING = "ending"
    """An extension added by the system after that of an application: ``a.yaml.txt``."""
    TOOL_FOLDER = "tool-folder"
    HIDDEN = "hidden"
    """A file or a folder whose name begins with a full stop."""
    GITIGNORE = "gitignore"
    EXCLUDE = "exclude"
    """Excluded by the user."""
    LINK = "link"
    """A link to a folder, or to a file outside the searched folder or in a skipped part of it."""
    SPECIAL = "special"
    """A pipe, a socket or a device."""
    SAME_FILE = "same-file"
    """Another path of a file already found."""


class PassedOver(NamedTuple):
    """Path of a skipped file, or folder (with a final ``/``), and the reason."""

    path: str
    reason: SkipReason
