"""LibreOffice, where it is installed: what others see of a table."""

import atexit
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import pytest

SOFFICE = shutil.which("soffice")

needs_libreoffice = pytest.mark.skipif(SOFFICE is None, reason="LibreOffice (soffice) is not installed")


@cache
def _profile() -> Path:
    """Return the folder of the settings of this process, which LibreOffice takes seconds to make."""
    folder = tempfile.mkdtemp()
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return Path(folder)


def converted(given: Path, form: str, *options: str, also: Sequence[Path] = ()) -> Path:
    """Have a file converted beside itself, and others of its folder too, with settings that are not the user's."""
    folder, files = given.parent, map(str, (given, *also))
    profile = f"-env:UserInstallation={_profile().as_uri()}"
    command = [str(SOFFICE), profile, "--headless", *options, "--convert-to", form, "--outdir", str(folder), *files]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    return given.with_suffix("." + form.partition(":")[0])
