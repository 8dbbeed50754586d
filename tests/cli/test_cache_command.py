"""Kept results: the same reports as without them, never a stale one, and only where the user asked for them."""

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sociallan import __version__
from sociallan.batch import worker
from sociallan.cli.check_options import CheckOptions, rows
from sociallan.cli.options import OptionRow
from sociallan.files import cache, clock
from sociallan.formats import RENDERERS
from tests.builders import rewritten, with_summary, written
from tests.cli.conftest import Inside
from tests.cli.running import Ended, stderr_of
from tests.sampling import sampled

APPLICATIONS = {
    "a.yaml": "applicant: {name: Exempelkommun}\nproject: {title: Badhus}\nsubmitted: 2025-01-15\n",
    "again.yaml": "applicant: {name: Exempelkommun}\nproject: {title: Badhus}\ninvestment: {loan: 12}\n",
    "missing.yaml": "applicant: {name: ''}\n",
    "wrong.yaml": "applicant: {nme: Å\u2026}\nsubmitted: 2999-01-01\n",
    "several.yaml": "applicant: {name: Ett}\n---\napplicant: {name: Två}\n",
    "other.yaml": "colour: red\n",
}
SETTINGS = """\
[[waiver]]
rule = "applicant-told"
path = "**"
owner = "Kreditchef"
reason = "Av skäl"
expires = 2099-12-31
"""


@pytest.fixture
def folder(tmp_path: Path, inside: Inside, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the current folder, with applications and a pack."""
    work = written(APPLICATIONS, tmp_path / "work")
    files = with_summary()
    told_rule = files["rules/applicant-named.yaml"].replace("applicant-named", "applicant-told")
    files["rules/applicant-told.yaml"] = told_rule.replace("level: requirement", "level: expectation")
    written(files, tmp_path / "pack")
    monkeypatch.chdir(work)
    return work


@pytest.fixture
def check(folder: Path, inside: Inside) -> Callable[..., Ended]:
    """Return what screens the applications by the pack."""

    def checked(*arguments: str, **more: Any) -> Ended:
        return inside("check", *more.pop("paths", (".",)), "--rules", "../pack", *arguments, **more)

    return checked


def reports(check: Callable[..., Ended], *arguments: str) -> tuple[int, str, dict[str, bytes]]:
    """Return the exit code of a run, what it wrote on standard error and its report in each format."""
    pages = {form: Path(f"../report.{form}") for form in RENDERERS}
    into = [word for form, page in pages.items() for word in ("--format", form, "--output", str(page))]
    ended = check(*into, *arguments)
    return ended.returncode, stderr_of(ended), {form: page.read_bytes() for form, page in pages.items()}


KEPT = ("--cache", "../cache")


@pytest.mark.parametrize("arguments", [(), ("--multi", "--explain", "--full", "--statistics"), ("--jobs", "2")])
def test_every_report_is_the_same_with_kept_results(arguments: tuple[str, ...], check: Callable[..., Ended]) -> None:
    Path("sociallan.toml").write_text(SETTINGS, "utf-8")
    expected = reports(check, *arguments)

    assert set(expected[2]) == set(RENDERERS)
    assert reports(check, *arguments, *KEPT) == expected
    assert reports(check, *arguments, *KEPT) == expected


def test_a_run_in_which_nothing_changed_screens_nothing_and_compiles_no_rule(
    check: Callable[..., Ended], screened_whole: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    first = check(*KEPT)
    assert sorted(screened_whole) == sorted(APPLICATIONS)
    screened_whole.clear()
    monkeypatch.setattr(worker, "Screener", None)

    assert check(*KEPT) == first
    assert screened_whole == []


def test_only_a_file_that_changed_is_screened(check: Callable[..., Ended], screened_whole: list[str]) -> None:
    check(*KEPT)
    screened_whole.clear()
    Path("missing.yaml").write_text("applicant: {name: Nu}\n", "utf-8")
    Path("a.yaml").rename("b.yaml")

    with_cache = check(*KEPT)

    assert screened_whole == ["b.yaml", "missing.yaml"]
    assert with_cache == check()


def test_after_a_change_that_decides_nothing_otherwise_only_files_in_which_the_rule_is_open_are_screened(
    check: Callable[..., Ended], screened_whole: list[str], tmp_path: Path
) -> None:
    """The rule is open in two files, which are screened whole whatever it says now."""
    rule = tmp_path / "pack" / "rules" / "applicant-named.yaml"
    check(*KEPT)
    screened_whole.clear()

    rewritten(rule, "id: applicant-named", "# A comment\n\nid: applicant-named")
    commented = check(*KEPT)
    assert screened_whole == []
    assert commented == check()
    screened_whole.clear()

    rewritten(rule, "{field: applicant.name, not_placeholder: true}", "{field: applicant.name, stated: true}")
    with_cache = check(*KEPT)
    assert sorted(screened_whole) == ["missing.yaml", "wrong.yaml"]
    assert with_cache == check()


def test_after_a_change_that_decides_otherwise_only_the_files_in_which_it_does_are_screened(
    check: Callable[..., Ended], screened_whole: list[str], tmp_path: Path
) -> None:
    rule = tmp_path / "pack" / "rules" / "applicant-named.yaml"
    text = rule.read_text("utf-8")
    first = check(*KEPT)
    screened_whole.clear()

    rewritten(rule, "{field: applicant.name, not_placeholder: true}", "{field: project.title, stated: true}")
    changed = check(*KEPT)
    assert sorted(screened_whole) == ["missing.yaml", "several.yaml", "wrong.yaml"]
    assert changed == check()
    screened_whole.clear()

    rule.write_text(text, "utf-8")
    assert check(*KEPT) == first
    assert screened_whole == []


def test_the_results_of_other_conditions_are_used_in_other_processes_too(
    check: Callable[..., Ended], tmp_path: Path
) -> None:
    check(*KEPT, "--jobs", "2")
    rewritten(tmp_path / "pack" / "rules" / "applicant-named.yaml", "not_placeholder: true", "stated: true")

    assert check(*KEPT, "--jobs", "2") == check()


CHANGING: dict[str, tuple[str, ...]] = {
    "paths": (),
    "format": ("--format", "json"),
    "output": ("--output", "../report.html"),
    "rules": (),
    "as-of": ("--as-of", "2024-06-01"),
    "stdin-filename": ("--stdin-filename", "given.yaml"),
    "color": ("--color", "always"),
    "select": ("--select", "applicant-named"),
    "ignore": ("--ignore", "applicant-named"),
    "files-from": ("--files-from", "../list"),
    "trusted-rules": (),
    "against": ("--against", "a.yaml"),
    "exclude": ("--exclude", "wrong.yaml"),
    "dask": (),
    "cache": ("--cache", "../other"),
    "watch": (),
}
"""Arguments that change options, where their type does not give any; none where another test changes it, or where no
result is kept.
"""


def changing(row: OptionRow) -> tuple[str, ...]:
    """Return arguments that change an option: those in the table, else another value of its type."""
    if row.key in CHANGING:
        return CHANGING[row.key]
    match row.schema:
        case {"type": "boolean"}:
            return (f"--{row.key}",)
        case {"enum": [*_, last]}:
            return (f"--{row.key}", last)
        case {"type": "integer"}:
            return (f"--{row.key}", str(row.default + 1))
        case _:
            raise AssertionError(f"{row.key} needs its line in the table")


@pytest.mark.law
@pytest.mark.parametrize("form", ["text", "json"])
def test_no_option_gives_a_stale_report(form: str, check: Callable[..., Ended], tmp_path: Path) -> None:
    (tmp_path / "list").write_text("../work/a.yaml\n", "utf-8")
    plain = () if form == "text" else ("--format", form)
    check(*KEPT, *plain)
    changes = [*filter(None, map(changing, rows()))]
    # What an option changes is in the text of all of them, and in JSON of a third of them.
    for arguments in changes if form == "text" else sampled(changes, len(changes) // 3):
        given = arguments if "--format" in arguments else (*plain, *arguments)
        if form == "json" and "--output" in arguments:
            continue
        assert check(*KEPT, *given) == check(*given), arguments


def test_no_other_rules_day_or_name_of_standard_input_give_a_stale_report(
    check: Callable[..., Ended], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def both(**more: Any) -> Ended:
        kept = check("--full", *KEPT, **more)
        assert kept == check("--full", **more)
        return kept

    first = both()
    monkeypatch.setattr(clock, "today", lambda: "2999-06-01")
    other_day = both()
    rewritten(tmp_path / "pack" / "pack.yaml", "Litet", "Annat")
    other_pack = both()
    Path("sociallan.toml").write_text(SETTINGS, "utf-8")
    waived = both()

    assert len({each.stdout for each in (first, other_day, other_pack, waived)}) == 4
    for given in (b"applicant: {name: Ett}\n", b"applicant: {nme: Ett}\n"):
        both(paths=("-", "a.yaml"), given=given)


def test_results_of_a_day_that_is_named_hold_on_other_days(
    check: Callable[..., Ended], screened_whole: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    first = check(*KEPT, "--as-of", "2025-06-01")
    screened_whole.clear()
    monkeypatch.setattr(clock, "today", lambda: "2999-06-01")

    assert check(*KEPT, "--as-of", "2025-06-01") == first
    assert screened_whole == []


def test_a_file_that_cannot_be_read_or_ends_its_screening_is_tried_again(
    check: Callable[..., Ended], screened_whole: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    part = RENDERERS["text"].part

    def fails(self: object, screening: Any, *more: Any) -> str:
        if screening.path == "a.yaml" and not screening.findings:
            raise KeyError(screening.path)
        return part(screening, *more)

    with monkeypatch.context() as during:
        during.setattr(type(RENDERERS["text"]), "part", fails)
        assert check(*KEPT, paths=("a.yaml", "missing.yaml", "absent.yaml")).returncode == 70
    screened_whole.clear()

    assert check(*KEPT, paths=("a.yaml", "missing.yaml", "absent.yaml")).returncode == 1
    assert screened_whole == ["a.yaml", "absent.yaml"]


def test_texts_of_applicants_are_kept_only_as_reports_show_them(check: Callable[..., Ended]) -> None:
    Path("a.yaml").write_text("applicant: {name: Exempelkommun}\ncomment: Hemlig 19800101-1234\n", "utf-8")
    check(*KEPT)

    kept = b"".join(each.read_bytes() for each in Path("../cache").iterdir())

    assert b"Exempelkommun" in kept
    assert b"1234" not in kept


def test_without_being_asked_nothing_is_kept(check: Callable[..., Ended], tmp_path: Path) -> None:
    before = sorted(tmp_path.rglob("*"))

    check()

    assert sorted(tmp_path.rglob("*")) == before
    assert not next(row for row in rows() if row.key == "cache").in_file


def test_the_variable_asks_for_it_too_but_not_on_a_cluster(
    check: Callable[..., Ended], screened_whole: list[str], tmp_path: Path
) -> None:
    asked = {"SOCIALLAN_CACHE": str(tmp_path / "cache")}
    check(env=asked)
    screened_whole.clear()

    check(env=asked)

    assert screened_whole == []
    assert CheckOptions(cache=tmp_path).cache_folder == tmp_path
    assert CheckOptions(cache=tmp_path, dask="tcp://127.0.0.1:1").cache_folder is None


@pytest.mark.parametrize("place", ["cache", "../work/cache", "link"])
def test_with_untrusted_no_result_is_taken_from_what_is_screened(
    place: str, check: Callable[..., Ended], tmp_path: Path
) -> None:
    if place == "link":
        Path("link").symlink_to(tmp_path / "work" / "made", target_is_directory=True)

    refused = check("--cache", place, "--untrusted")
    from_variable = check("--untrusted", env={"SOCIALLAN_CACHE": place})

    assert refused.returncode == from_variable.returncode == 2
    assert "--untrusted" in stderr_of(refused)
    assert not Path("cache").exists()


def test_with_untrusted_no_result_is_taken_from_a_folder_that_is_screened_from_elsewhere(
    check: Callable[..., Ended], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")

    assert check("--cache", "../work/cache", "--untrusted", paths=("../work",)).returncode == 2
    assert check("--cache", "../cache", "--untrusted", paths=("../work",)).returncode == 1


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="has no modes of files")
def test_a_folder_that_others_can_write_to_is_refused_with_a_cure(check: Callable[..., Ended], tmp_path: Path) -> None:
    (tmp_path / "cache").mkdir()
    (tmp_path / "cache").chmod(0o777)

    refused = check(*KEPT)

    assert refused.returncode == 2
    assert "chmod go-w" in stderr_of(refused)


def test_a_folder_that_is_a_file_is_told(check: Callable[..., Ended], tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("", "utf-8")

    refused = check(*KEPT)

    assert refused.returncode == 2
    assert "../cache" in stderr_of(refused)


def test_no_report_takes_the_place_of_the_cache(check: Callable[..., Ended]) -> None:
    check(*KEPT)

    refused = check(*KEPT, "--format", "text", "--output", f"../cache/{cache.NAME}")

    assert refused.returncode == 2
    assert cache.NAME in stderr_of(refused)


def test_what_is_kept_is_shown_and_deleted(check: Callable[..., Ended], inside: Inside, tmp_path: Path) -> None:
    assert inside("cache", *KEPT).stdout.decode() == "I ../cache är inget sparat.\n"
    check(*KEPT)
    (tmp_path / "cache" / "notes.txt").write_text("mine", "utf-8")

    shown = inside("cache", *KEPT).stdout.decode()
    deleted = inside("cache", "--clear", env={"SOCIALLAN_CACHE": "../cache"})

    assert shown.splitlines()[:3] == [
        "Mapp: ../cache",
        "Innehåll: 6 sparade resultat",
        f"  av sociallan {__version__}: 6 sparade resultat",
    ]
    assert shown.splitlines()[3].endswith(f"MiB av högst {cache.MAX_BYTES // 1024**2:,} MiB".replace(",", "\u00a0"))
    assert (deleted.returncode, deleted.stdout.decode()) == (0, "Det som var sparat i ../cache är raderat.\n")
    assert [each.name for each in (tmp_path / "cache").iterdir()] == ["notes.txt"]


def test_a_python_without_the_database_is_told(
    check: Callable[..., Ended], inside: Inside, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delitem(sys.modules, "sociallan.files.cache")
    monkeypatch.delattr("sociallan.files.cache")
    monkeypatch.setitem(sys.modules, "sqlite3", None)

    for refused in (check(*KEPT), inside("cache", *KEPT)):
        assert refused.returncode == 2
        assert "sqlite3" in stderr_of(refused)
    assert inside("cache", "--help").returncode == 0


def test_a_folder_must_be_named(inside: Inside) -> None:
    refused = inside("cache", "--lang", "en")

    assert refused.returncode == 2
    assert "SOCIALLAN_CACHE" in stderr_of(refused)
