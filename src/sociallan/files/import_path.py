"""Removal of the current folder, which may be untrusted, from the import path."""

import os
import sys


def drop_current_folder() -> None:
    """Remove the current folder from the import path of this process and its child processes.

    It is kept if it contains the running program, as a developer's ``src`` does.
    """
    # A spawned worker starts as ``python -c``, which would search the current folder first.
    os.environ["PYTHONSAFEPATH"] = "1"
    sys.path[:] = _without_current(sys.path)
    given = os.environ.get("PYTHONPATH")
    if given is not None:
        os.environ["PYTHONPATH"] = os.pathsep.join(_without_current(given.split(os.pathsep)))
        # The interpreter ignores an empty variable, but an empty entry would mean the current folder.
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
