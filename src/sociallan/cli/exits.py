"""The exit codes, the same in every format and command."""

from enum import IntEnum


class Exit(IntEnum):
    """What the exit code says."""

    READY = 0
    NOT_READY = 1
    CANNOT_RUN = 2
    NOTHING_TO_SCREEN = 3
    BUG = 70
    INTERRUPTED = 130


class NoOutput(Exception):
    """Standard output is closed, or full; what the system said of it is the cause."""


class CannotRun(Exception):
    """The command cannot run as given; ``str()`` is what to tell the user."""

    def __init__(self, message: str, code: Exit = Exit.CANNOT_RUN) -> None:
        super().__init__(message)
        self.code = code
