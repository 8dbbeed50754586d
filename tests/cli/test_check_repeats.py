"""The same project twice in a folder: told in every format or beside it, whatever the number of processes."""

from pathlib import Path

import pytest

from sociallan.formats import RENDERERS
from tests.builders import ROOT
from tests.cli.conftest import Inside

READY = (ROOT / "examples/ready/housing-norrbykoping-varsam-renovering.yaml").read_text("utf-8")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.yaml").write_text(READY, "utf-8")
    (tmp_path / "b.yaml").write_text(READY.replace("Varsam renovering i", "varsam  renovering, i", 1), "utf-8")
    return tmp_path


@pytest.mark.parametrize("name", [name for name, form in RENDERERS.items() if not form.binary])
def test_it_is_told_in_every_format_or_beside_it(name: str, folder: Path, inside: Inside) -> None:
    result = inside("check", "--no-config", str(folder), "--format", name, "--lang", "en")

    told = "repeated" if name in ("json", "ndjson", "ndjson1") else "The same project stands in two places"
    assert told in (result.stderr if RENDERERS[name].headless else result.stdout).decode()


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_the_loan_is_added_once(jobs: str, folder: Path, inside: Inside) -> None:
    result = inside("check", "--no-config", str(folder), "--jobs", jobs, "--lang", "en", "--format", "plain")

    assert "190,000,000" in next(line for line in result.stdout.decode().splitlines() if "total" in line.lower())
