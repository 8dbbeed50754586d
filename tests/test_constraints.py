"""The versions that the action and a release install: all that is needed, and what pyproject.toml allows."""

import re
import tomllib
from collections.abc import Iterator
from contextlib import suppress
from importlib import metadata

import pytest
from packaging.markers import default_environment
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

from tests.builders import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
EXTRAS = PROJECT["project"]["optional-dependencies"]
RESOLVED = re.findall(r"--extra (\w+)", (ROOT / "Makefile").read_text(encoding="utf-8"))
ASKED = [
    Requirement(one)
    for one in (
        *PROJECT["project"]["dependencies"],
        *PROJECT["build-system"]["requires"],
        *(asked for extra in RESOLVED for asked in EXTRAS[extra]),
    )
]
VERSIONS = [found[1] for one in PROJECT["project"]["classifiers"] if (found := re.search(r":: (3\.\d+)$", one))]
PLACES = [("linux", "Linux"), ("win32", "Windows"), ("darwin", "Darwin")]


def pinned() -> dict[str, list[Requirement]]:
    """Return the lines of constraints.txt by package."""
    found: dict[str, list[Requirement]] = {}
    for line in (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            found.setdefault(canonicalize_name((one := Requirement(line)).name), []).append(one)
    return found


def needed(environment: dict[str, str]) -> Iterator[Requirement]:
    """Return what is asked for, and what that asks for in its turn, as far as it is installed here."""
    waiting, seen = list(ASKED), set()
    while waiting:
        one = waiting.pop()
        if one.marker is not None and not one.marker.evaluate(environment | {"extra": ""}):
            continue
        yield one
        if (name := canonicalize_name(one.name)) not in seen:
            seen.add(name)
            # What another system alone needs is not installed here: it must be pinned all the same.
            with suppress(metadata.PackageNotFoundError):
                waiting += map(Requirement, metadata.requires(name) or [])


def test_each_line_pins_one_version_that_was_resolved() -> None:
    for lines in pinned().values():
        for line in lines:
            assert [found.operator for found in line.specifier] == ["=="], line


@pytest.mark.parametrize("python", VERSIONS)
@pytest.mark.parametrize(("platform", "system"), PLACES)
def test_whatever_is_installed_is_pinned_to_a_version_that_is_allowed(platform: str, system: str, python: str) -> None:
    environment = {str(name): str(value) for name, value in default_environment().items()} | {
        "sys_platform": platform,
        "platform_system": system,
        "os_name": "nt" if platform == "win32" else "posix",
        "python_version": python,
        "python_full_version": f"{python}.0",
    }
    asked = list(needed(environment))
    lines = {
        name: [one for one in found if one.marker is None or one.marker.evaluate(environment)]
        for name, found in pinned().items()
    }

    assert len(asked) > len(ASKED)
    for one in asked:
        (line,) = lines.get(canonicalize_name(one.name), ()) or pytest.fail(f"{one} is not pinned: make constraints")
        (version,) = (Version(found.version) for found in line.specifier)
        assert one.specifier.contains(version, prereleases=True), f"{one}, not {line}: run make constraints"


@pytest.mark.parametrize("program", ["onefile", "sbom"])
def test_a_release_installs_the_extras_that_are_resolved(program: str) -> None:
    (installed,) = re.findall(r'"\.\[([\w,]+)\]"', (ROOT / "release" / program).read_text(encoding="utf-8"))

    assert {*installed.split(","), "release"} == set(RESOLVED)


def test_the_lowest_versions_that_are_allowed_are_told_for_each_dependency() -> None:
    for one in (*ASKED, *map(Requirement, EXTRAS["dask"])):
        assert ">=" in {found.operator for found in one.specifier}, one
