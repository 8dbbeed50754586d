"""LibreOffice, where it is installed: what others see of a table."""

import shutil
import subprocess
from pathlib import Path

import pytest

SOFFICE = shutil.which("soffice")

needs_libreoffice = pytest.mark.skipif(SOFFICE is None, reason="LibreOffice (soffice) is not installed")


def converted(given: Path, form: str, *options: str) -> Path:
    """Have a file converted beside itself, with settings of its own."""
    folder = given.parent
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [str(SOFFICE), profile, "--headless", *options, "--convert-to", form, "--outdir", str(folder), str(given)]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    return given.with_suffix("." + form.partition(":")[0])
