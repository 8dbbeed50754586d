"""``check --watch``: a round at each save, compared with the round before; the changes are given, never waited for."""

import json
import os
import re
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from unittest import mock

import pytest

from sociallan.files import watching
from sociallan.files.find import Found
from sociallan.files.watching import half_written, states
from tests.builders import ROOT
from tests.cli.running import INCOMPLETE, INVALID, Ended, run_inside, stderr_of

TEXT = (ROOT / INCOMPLETE).read_text(encoding="utf-8")
MENDED = TEXT.replace("  loan:", "  total_cost: 99000000\n  loan:")
COUNTS = re.compile(r"^Åtgärdat sedan sist: (\d+) · nytt: (\d+) · kvar: \d+$", re.MULTILINE)

Step = Callable[[Path], object]


_ticks = count(1)


def writes(text: str) -> Step:
    def save(file: Path) -> None:
        file.write_text(text, encoding="utf-8")
        # Two saves within the resolution of the clock are two all the same.
        os.utime(file, ns=(0, next(_ticks) * 10**9))

    return save


def replaces(text: str) -> Step:
    """Save as many editors do: a new file is put in the place of the old one."""

    def save(file: Path) -> None:
        beside = file.with_suffix(".tmp")
        writes(text)(beside)
        beside.replace(file)

    return save


def watch(folder: Path, *steps: Step, options: tuple[str, ...] = ("--format", "plain"), given: str = "a.yaml") -> Ended:
    """Watch a file while each step is done to it, after each of which the system tells of a change."""
    file = folder / "a.yaml"
    if not file.exists():
        file.write_text(TEXT, encoding="utf-8")

    def changes(_: Found) -> Iterator[object]:
        for step in steps:
            yield step(file)

    with mock.patch.object(watching, "changes", changes):
        return run_inside("check", "--watch", *options, given, cwd=folder)


def counts(result: Ended) -> list[tuple[str, ...]]:
    return [match.groups() for match in COUNTS.finditer(result.stdout.decode())]


def test_each_save_is_compared_with_the_one_before(tmp_path: Path) -> None:
    result = watch(tmp_path, writes(MENDED), writes(TEXT), writes(MENDED))

    # The first round has nothing to compare with.
    assert counts(result) == [("1", "0"), ("0", "1"), ("1", "0")]
    assert result.returncode == 1


@pytest.mark.parametrize("save", [writes, replaces])
def test_a_save_is_seen_however_the_editor_saves(tmp_path: Path, save: Callable[[str], Step]) -> None:
    assert counts(watch(tmp_path, save(MENDED))) == [("1", "0")]


def test_a_file_that_is_empty_or_gone_for_a_moment_is_waited_for(tmp_path: Path) -> None:
    result = watch(tmp_path, writes(""), Path.unlink, writes(MENDED))

    assert counts(result) == [("1", "0")]
    assert stderr_of(result).count("a.yaml är tom eller borta just nu") == 1


def test_a_round_that_could_not_be_read_is_not_compared_with(tmp_path: Path) -> None:
    result = watch(tmp_path, writes("\x00"), writes(MENDED))
    rounds = counts(result)

    assert rounds[-1] == ("1", "0")
    assert len(rounds) == 2


def test_a_change_beside_the_file_starts_no_round(tmp_path: Path) -> None:
    def beside(file: Path) -> None:
        (file.parent / "anteckning.txt").write_text("x", encoding="utf-8")

    result = watch(tmp_path, beside, beside)

    assert stderr_of(result).count("Granskar igen när en fil sparas") == 1


def test_a_file_that_comes_into_a_folder_is_screened(tmp_path: Path) -> None:
    def another(file: Path) -> None:
        (file.parent / "b.yaml").write_text(TEXT, encoding="utf-8")

    result = watch(tmp_path, another, options=("--format", "ndjson"), given=".")
    lines = [json.loads(line) for line in result.stdout.decode().splitlines()]

    assert [line["record"] for line in lines] == [
        *("head", "application", "summary"),
        *("head", "application", "application", "summary"),
    ]
    assert [line["since"]["known"] for line in lines[4:6]] == [True, False]


def test_the_report_that_a_round_writes_starts_no_other(tmp_path: Path) -> None:
    result = watch(tmp_path, writes(MENDED), lambda _: None, options=("--output", "rapport.json"), given=".")

    report = json.loads((tmp_path / "rapport.json").read_text(encoding="utf-8"))
    assert report["since"] == report["since"] | {"earlier": "--watch", "mended": 1, "new": 0}
    assert [each["path"] for each in report["applications"]] == ["a.yaml"]
    assert result.returncode == 1


def test_the_first_round_is_compared_with_what_is_named(tmp_path: Path) -> None:
    (tmp_path / "gammal.yaml").write_text(MENDED, encoding="utf-8")
    result = watch(tmp_path, writes(MENDED), options=("--format", "plain", "--against", "gammal.yaml"))

    assert counts(result) == [("0", "1"), ("1", "0")]


def test_without_the_extra_a_sentence_says_what_to_install(tmp_path: Path) -> None:
    with mock.patch("sociallan.cli.watch.find_spec", return_value=None):
        result = watch(tmp_path)

    assert 'pip install "MAPP[watch]"' in stderr_of(result)
    assert (result.returncode, result.stdout) == (2, b"")


def test_standard_input_cannot_be_watched() -> None:
    result = run_inside("check", "--watch", "-", given=b"")

    assert "går inte att följa" in stderr_of(result)
    assert result.returncode == 2


def test_a_workbook_is_not_repeated_on_standard_output() -> None:
    result = run_inside("check", "--watch", "--format", "xlsx", INVALID)

    assert "--output rapport.xlsx" in stderr_of(result)
    assert result.returncode == 2


def test_a_file_with_another_number_is_another_state(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_text("ett", encoding="utf-8")
    before = states([str(file)])
    replaces("två")(file)
    (old,) = before.values()
    assert old is not None
    os.utime(file, ns=(0, old.changed))

    assert states([str(file)]) != before


def test_a_file_is_half_written_only_where_it_had_a_content(tmp_path: Path) -> None:
    full, empty, absent = (str(tmp_path / name) for name in ("full.yaml", "tom.yaml", "borta.yaml"))
    Path(full).write_text("a: 1", encoding="utf-8")
    Path(empty).touch()
    before = states([full, empty, absent])
    Path(full).write_text("", encoding="utf-8")

    assert half_written(states([full, empty, absent]), before) == (full,)
    assert half_written(before, {}) == ()


def test_the_folder_of_a_file_is_watched_since_an_editor_may_replace_the_file(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_text("ett", encoding="utf-8")
    folder = (str(tmp_path),)
    with mock.patch("watchfiles.watch", return_value=iter(({"a change"},))) as watched:
        found = list(watching.changes(Found((str(file),))))

    assert found == [{"a change"}]
    assert [str(path) for path in watched.call_args.args] == list(folder)
    assert watched.call_args.kwargs == {"recursive": False, "yield_on_timeout": True}


def test_a_pattern_is_watched_from_the_nearest_folder_that_exists(tmp_path: Path) -> None:
    given = str(tmp_path / "2026" / "**" / "*.yaml")
    with mock.patch("watchfiles.watch", return_value=iter(())) as watched:
        list(watching.changes(Found((), walked=((given, ()),))))

    assert watched.call_args.args == (tmp_path,)
    assert watched.call_args.kwargs["recursive"] is True
