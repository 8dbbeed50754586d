"""A file that a search for applications passed over, and the reason."""

from enum import StrEnum
from typing import NamedTuple


class SkipReason(StrEnum):
    """Why something is passed over. What a command names is never passed over."""

    OWN_REPORT = "own-report"
    """A report that this program has written."""
    SARIF = "sarif"
    CODE_QUALITY = "code-quality"
    """A Code Quality report, as GitLab reads them."""
    NO_APPLICATION = "no-application"
    """A mapping without one name of a field, spelt rightly or nearly so."""
    ENDING = "ending"
    """An ending that a system has added to that of an application: ``a.yaml.txt``."""
    TOOL_FOLDER = "tool-folder"
    HIDDEN = "hidden"
    """A file or a folder whose name begins with a full stop."""
    GITIGNORE = "gitignore"
    EXCLUDE = "exclude"
    """What the user excludes."""
    LINK = "link"
    """A link to a folder, or to a file outside the folder that is searched or in a part of it that is passed over."""
    SPECIAL = "special"
    """A pipe, a socket or a device."""
    SAME_FILE = "same-file"
    """Another name of a file that is read already."""


class PassedOver(NamedTuple):
    """The path of a file, or of a folder (with ``/`` at the end), and why it is passed over."""

    path: str
    reason: SkipReason
