"""The program as a wheel installs it, for the processes that tests start: they need not parse packs and words anew."""

import os
import shutil
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[1]
_folder: Path | None = None
"""Where all processes of this run find the installation, once one of them has made it."""


def install_in(folder: Path) -> None:
    """Have the installation made in a folder of this run alone, at the first use of it."""
    global _folder
    _folder = folder


@cache
def installed() -> Path:
    """Return the folder of an installation of the checkout as it is, with what the build of a wheel stores."""
    assert _folder is not None
    site = _folder / "site"
    if not site.exists():
        made = Path(tempfile.mkdtemp(dir=_folder))
        package = made / "sociallan"
        # With the bytecode, which is as good as new: times are kept.
        shutil.copytree(ROOT / "src" / "sociallan", package)
        shutil.copytree(ROOT / "rules", package / "packs")
        store(package)
        try:
            made.rename(site)
        except OSError:  # Another process was quicker.
            shutil.rmtree(made)
    return site


def store(package: Path) -> None:
    """Store in a copy of the package what the build of a wheel stores."""
    (package / "stored").mkdir()
    variables = os.environ | {"PYTHONPATH": str(package.parent)}
    subprocess.run([sys.executable, ROOT / "release" / "store", package / "stored"], env=variables, check=True)
