"""The message when the program cannot start, since a package is missing or broken, and its cure."""

import sys
from pathlib import Path
from types import TracebackType

_DISTRIBUTIONS = {
    "_yaml": "PyYAML",
    "attr": "attrs",
    "markdown_it": "markdown-it-py",
    "rpds": "rpds-py",
    "yaml": "PyYAML",
}
"""The packages that are installed by another name than they are imported by."""

_PROGRAM = Path(__file__).parents[1]


def broken_package(error: BaseException) -> str | None:
    """Return the name to install of the package whose import failed, or ``None`` for any other error."""
    module = (error.name if isinstance(error, ImportError) else None) or _imported(error.__traceback__)
    top = (module or "sociallan").partition(".")[0]
    if top == "sociallan" or top in sys.stdlib_module_names:
        return None
    return _DISTRIBUTIONS.get(top, top.replace("_", "-"))


def requirement(package: str) -> str:
    """Return the package with the versions of it that will do, where they are known."""
    from importlib import metadata

    try:
        required = metadata.requires("sociallan") or []
    except metadata.PackageNotFoundError:
        return package
    wanted = _normal(package)
    found = (one.partition(";")[0].strip() for one in required)
    return next((one for one in found if _normal(one.rstrip("0123456789.,<>=!~ ")) == wanted), package)


def _normal(package: str) -> str:
    return package.lower().replace("_", "-")


def _imported(trace: TracebackType | None) -> str | None:
    """Return the module of others that our code was importing when an error arose, if any."""
    module = None
    while trace is not None:
        code = trace.tb_frame.f_code
        if Path(code.co_filename).is_relative_to(_PROGRAM):
            module = None
        elif module is None:
            # What our code calls is none of it: only what runs as a module is being imported.
            module = trace.tb_frame.f_globals.get("__name__", "") if code.co_name == "<module>" else "sociallan"
        trace = trace.tb_next
    return module
