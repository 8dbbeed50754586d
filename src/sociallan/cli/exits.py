"""The exit codes, the same for every format and command, and the errors that lead to them."""

from enum import IntEnum


class Exit(IntEnum):
    """The exit codes."""

    READY = 0
    NOT_READY = 1
    CANNOT_RUN = 2
    NOTHING_TO_SCREEN = 3
    BUG = 70
    INTERRUPTED = 130


class NoOutput(Exception):
    """Standard output is closed or full; the system's error, if any, is the ``__cause__``."""


class CannotRun(Exception):
    """The command cannot run as given; ``str()`` is the message for the user."""

    def __init__(self, message: str, code: Exit = Exit.CANNOT_RUN) -> None:
        super().__init__(message)
        self.code = code
