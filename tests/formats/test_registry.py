"""The registry of formats: typed, so that mypy refuses a renderer that lacks a member."""

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import get_type_hints

import pytest

from sociallan.formats import RENDERERS, may_have
from sociallan.report.renderer import CollectedFormat, CollectedRenderer, StreamedFormat, StreamedRenderer
from sociallan.screening.report import ReportHeader
from sociallan.screening.settings import Setting, SettingSource
from tests.builders import ROOT, TODAY, example, lsh, screen, view

SOURCE = ROOT / "src" / "sociallan" / "formats"
PROTOCOLS = ROOT / "src" / "sociallan" / "report" / "renderer.py"
MEMBERS = {"csv": ("BETWEEN", "start", "part", "end"), "gitlab": ("part", "whole")}
"""A format of each kind, and the members of its protocol."""


def protocol(name: str) -> type:
    match RENDERERS[name]:
        case StreamedFormat():
            return StreamedRenderer
        case CollectedFormat():
            return CollectedRenderer


@pytest.mark.parametrize("name", RENDERERS)
def test_the_loader_of_a_format_promises_the_protocol_of_its_kind(name: str) -> None:
    assert get_type_hints(RENDERERS[name].load)["return"] is protocol(name)


@pytest.mark.slow
def test_mypy_refuses_a_renderer_that_lacks_any_member(tmp_path: Path) -> None:
    entries = ["from sociallan.report.renderer import CollectedRenderer, StreamedRenderer"]
    for name, members in MEMBERS.items():
        whole = (SOURCE / f"{name}.py").read_text(encoding="utf-8")
        for lacking in ("nothing", *members):
            broken = whole.replace(f"\ndef {lacking}(", "\ndef _other(").replace(f"\n{lacking} =", "\n_OTHER =")
            module = f"{name}_lacks_{lacking}"
            (tmp_path / f"{module}.py").write_text(broken, encoding="utf-8")
            entries.append(f"import {module}\n{module}_: {protocol(name).__name__} = {module}")
    (tmp_path / "registry.py").write_text("\n".join(entries), encoding="utf-8")

    command = [sys.executable, "-m", "mypy", "--config-file=", f"--cache-dir={os.devnull}", "--follow-imports=skip"]
    # Modules that are not named here are skipped: their types are Any, and the protocols remain.
    checked = subprocess.run(
        [
            *command,
            *sorted(path.name for path in tmp_path.iterdir()),
            str(PROTOCOLS),
        ],
        cwd=tmp_path,
        env={**os.environ, "MYPYPATH": str(ROOT / "src")},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )

    missing = [line.rpartition("note:     ")[2] for line in checked.stdout.splitlines() if "note:     " in line]
    assert missing == [member for members in MEMBERS.values() for member in members], checked.stdout + checked.stderr


@pytest.mark.parametrize("name", RENDERERS)
def test_a_format_may_have_its_own_ending_or_that_of_no_format_and_one_without_endings_any(name: str) -> None:
    every = {ending for form in RENDERERS.values() for ending in form.endings}
    own = RENDERERS[name].endings or every

    assert {ending for ending in every if may_have(name, ending)} == {*own}
    assert may_have(name, ".of-no-format")


@pytest.mark.parametrize("full", [True, False])
@pytest.mark.parametrize("name", RENDERERS)
def test_the_part_of_an_application_tells_of_the_run_only_where_the_registry_says_so(name: str, *, full: bool) -> None:
    """Results are kept by that, so that a part must not tell what is not in their key."""
    form, screening, looks = (
        RENDERERS[name],
        screen(example("incomplete/early-sketch.yaml")),
        view(full=full),
    )
    other = replace(lsh(), logic_digest=f"sha256:{'0' * 64}", text_digest=f"sha256:{'1' * 64}")
    setting = Setting("strict", value=True, source=SettingSource.OPTION, where="--strict")
    heads = ReportHeader("1", lsh(), TODAY), ReportHeader("1", other, TODAY, shipped=False, settings=(setting,))

    one, another = (form.part(screening, head, looks) for head in heads)

    assert (one != another) is (form.tells_run and (full or not form.only_full))
