"""The folders that modules are imported from: the current one, which may be someone else's, is none of them."""

import os
import sys


def drop_current_folder() -> None:
    """Take the current folder off the import path, of this process and of those that it starts.

    It stays where it holds the running program: a developer's ``src``.
    """
    # A worker that is spawned starts as ``python -c``, which would look in the current folder first.
    os.environ["PYTHONSAFEPATH"] = "1"
    sys.path[:] = _without_current(sys.path)
    given = os.environ.get("PYTHONPATH")
    if given is not None:
        os.environ["PYTHONPATH"] = os.pathsep.join(_without_current(given.split(os.pathsep)))
        # An empty value is no value to the interpreter, but one empty entry would be the current folder.
        if not os.environ["PYTHONPATH"]:
            del os.environ["PYTHONPATH"]


def _without_current(entries: list[str]) -> list[str]:
    try:
        current = _resolved(os.getcwd())
    except OSError:  # It has been deleted.
        return [entry for entry in entries if entry not in ("", os.curdir)]
    if current == _resolved(os.path.dirname(os.path.dirname(os.path.dirname(__file__)))):
        return entries
    return [entry for entry in entries if _resolved(entry or os.curdir) != current]


def _resolved(path: str) -> str:
    return os.path.normcase(os.path.realpath(path))
