"""A fault of the program: where in the program it arose, and at which file."""


class Stopped(Exception):
    """The screening of a file ended in a fault of the program, of a ``kind`` and in a place; in whichever process."""

    def __init__(self, path: str, kind: str, where: str) -> None:
        super().__init__(path, kind, where)
        self.path = path
        self.kind = kind
        self.where = where


def innermost(error: BaseException) -> str:
    """Give the file and line of the program where an error arose; no text of the application."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    if trace is None:
        return "?"
    return f"{trace.tb_frame.f_code.co_filename.replace(chr(92), '/').rpartition('/')[2]}:{trace.tb_lineno}"
