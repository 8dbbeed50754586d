"""Diagnosis of a missing or broken package that prevents the program from starting."""

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
"""Distribution names that differ from the import name, by import name."""

_PROGRAM = Path(__file__).parents[1]


def broken_package(error: BaseException) -> str | None:
    """Return the distribution name of the package whose import failed, or ``None`` for any other error."""
    module = (error.name if isinstance(error, ImportError) else None) or _imported(error.__traceback__)
    top = (module or "sociallan").partition(".")[0]
    if top == "sociallan" or top in sys.stdlib_module_names:
        return None
    return _DISTRIBUTIONS.get(top, top.replace("_", "-"))


def requirement(package: str) -> str:
    """Return the requirement for a package: its name with the accepted versions, if known."""
    from importlib import metadata

    try:
        required = metadata.requires("sociallan") or []
    except metadata.PackageNotFoundError:
        return package
    name = _normalised(package)
    found = (one.partition(";")[0].strip() for one in required)
    return next((one for one in found if _normalised(one.rstrip("0123456789.,<>=!~ ")) == name), package)


def _normalised(package: str) -> str:
    return package.lower().replace("_", "-")


def _imported(trace: TracebackType | None) -> str | None:
    """Return the third-party module that this program was importing when an error was raised, if any."""
    module = None
    while trace is not None:
        code = trace.tb_frame.f_code
        if Path(code.co_filename).is_relative_to(_PROGRAM):
            module = None
        elif module is None:
            # A frame named ``<module>`` is an import; any other is an ordinary call from this program.
            module = trace.tb_frame.f_globals.get("__name__", "") if code.co_name == "<module>" else "sociallan"
        trace = trace.tb_next
    return module
