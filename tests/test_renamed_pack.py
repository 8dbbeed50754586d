"""The engine is held to no pack: with every name of the pack another, every command works and says the same."""

import csv
import io
import json
import re
import shutil
from pathlib import Path

import pytest

from sociallan.cli.schema import SchemaName
from sociallan.formats import RENDERERS
from tests.builders import EXAMPLES, RULES, lsh, written
from tests.cli.running import run_inside, stderr_of
from tests.renamed import as_lines, other, plain, renamed_files, renaming
from tests.sampling import explore_sampled, lint_sampled, run_sampled, sampled

FOLDERS = ("ready", "incomplete", "not_met", "invalid")
UNREADABLE = re.compile(r"missing-colon|tab-|duplicate|quote|merge|bracket|utf|json")


def applications() -> list[Path]:
    """Return the examples that are values, so that they can be written again under other names."""
    found = [path for folder in FOLDERS for path in sorted((EXAMPLES / folder).glob("*.yaml"))]
    return [path for path in found if isinstance(plain(path), dict) and not UNREADABLE.search(path.name)]


@pytest.fixture(scope="session")
def renamed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the pack and the applications under other names, and the applications as they were.

    In ``some-new`` and ``some-old`` are a sample of the applications.
    """
    folder = tmp_path_factory.mktemp("renamed")
    names = renaming(lsh())
    written(renamed_files(RULES, lsh()), folder / "rules")
    some = {*sampled(applications(), 16)}
    for path in applications():
        name = f"{path.parent.name}/{path.name}"
        before, after = plain(path), names.application(plain(path))
        written({f"old/{name}": as_lines(before), f"new/{name}": as_lines(after)}, folder)
        if path in some:
            written({f"some-old/{name}": as_lines(before), f"some-new/{name}": as_lines(after)}, folder)
    return folder


def report(form: str, folder: Path, *more: str) -> str:
    result = run_inside("check", "--format", form, str(folder), "--no-config", *more)
    assert result.returncode in (0, 1), stderr_of(result)
    return result.stdout.decode("utf-8-sig", "replace")


def test_the_renamed_pack_shares_no_name_of_a_field_or_choice() -> None:
    names = renaming(lsh())

    assert "target_group" in names.parts
    assert "housing" in names.choices
    assert {names.path(path) for path in lsh().form.fields if path} & {*lsh().form.fields} == set()


@pytest.mark.slow
def test_every_application_gets_the_same_outcomes(renamed: Path) -> None:
    before = json.loads(report("json", renamed / "old"))["applications"]
    after = json.loads(report("json", renamed / "new", "--rules", str(renamed / "rules")))["applications"]

    assert len(before) > 25
    for old, new in zip(before, after, strict=True):
        assert Path(new["path"]).name == Path(old["path"]).name
        assert new["verdict"] == old["verdict"], old["path"]
        assert [(each["rule"], each["outcome"]) for each in new["outcomes"]] == [
            (each["rule"], each["outcome"]) for each in old["outcomes"]
        ]
        assert [each["code"] for each in new["findings"]] == [each["code"] for each in old["findings"]]
        assert [new[name] for name in ("applicant", "member", "title", "place", "loan", "total_cost")] == [
            old[name] for name in ("applicant", "member", "title", "place", "loan", "total_cost")
        ]
        assert new["area"] == (None if old["area"] is None else other(old["area"]))


@pytest.mark.law
@pytest.mark.slow
@pytest.mark.parametrize("lang", ["sv", "en"])
def test_a_table_of_applications_is_the_same(lang: str, renamed: Path) -> None:
    before = report("csv", renamed / "some-old", "--lang", lang)
    after = report("csv", renamed / "some-new", "--rules", str(renamed / "rules"), "--lang", lang)

    old, new = (
        [row[1:] for row in csv.reader(io.StringIO(text), delimiter=";" if lang == "sv" else ",")]
        for text in (before, after)
    )
    assert new == old


@pytest.mark.law
@pytest.mark.slow
@pytest.mark.parametrize("lang", ["sv", "en"])
def test_every_format_tells_of_the_renamed_pack(lang: str, renamed: Path, tmp_path: Path) -> None:
    outputs = [word for form in RENDERERS for word in ("--format", form, "--output", str(tmp_path / form))]
    result = run_inside(
        "check", str(renamed / "some-new"), "--no-config", "--rules", str(renamed / "rules"), "--lang", lang, *outputs
    )

    assert result.returncode == 1, stderr_of(result)
    for form in RENDERERS:
        written_bytes = (tmp_path / form).read_bytes()
        assert written_bytes
        assert b"file.crashed" not in written_bytes


COMMANDS = [
    ("new",),
    *(("schema", name) for name in SchemaName),
    *(
        ("explain", name)
        for name in (other("G5"), "G5-goals-stated", f"{other('social')}.{other('goals')}", "schema.code")
    ),
    ("explain", f"derived.{other('loan_share')}"),
    ("rules", "list"),
    ("rules", "check"),
    ("rules", "test"),
    ("rules", "show", "G5-goals-stated"),
]


@pytest.mark.law
@pytest.mark.parametrize("arguments", COMMANDS, ids=" ".join)
def test_every_command_works_with_the_renamed_pack(
    arguments: tuple[str, ...], renamed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    explore_sampled(monkeypatch, 4)
    lint_sampled(monkeypatch, 20)
    run_sampled(monkeypatch, 6)
    rules = str(renamed / "rules")
    by_option = arguments[0] != "rules" or arguments[1] in ("list", "show")
    result = run_inside(*arguments, *(("--rules", rules) if by_option else (rules,)))

    assert result.returncode == 0, stderr_of(result)
    assert result.stdout


@pytest.mark.law
def test_the_renamed_pack_is_compared_and_its_report_made_again(
    renamed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run_sampled(monkeypatch, 6)
    rules, folder = str(renamed / "rules"), str(renamed / "some-new")
    stored = tmp_path / "report.json"
    stored.write_text(report("json", renamed / "some-new", "--rules", rules), encoding="utf-8")

    replayed = run_inside("replay", str(stored), "--rules", rules)
    compared = run_inside("compare", folder, "--rules", rules, "--as-of", "2021-01-15", "--as-of", "2026-01-15")
    documented = run_inside("rules", "docs", str(tmp_path / "pages"), "--rules", rules)
    differing = run_inside("rules", "diff", rules, rules)
    copy = shutil.copytree(renamed / "rules", tmp_path / "rules")
    begun = run_inside("rules", "new", f"{other('G5')}-more", str(copy))

    assert replayed.returncode == 0, stderr_of(replayed)
    assert compared.returncode in (0, 1), stderr_of(compared)
    assert documented.returncode == 0, stderr_of(documented)
    assert differing.returncode == 0, stderr_of(differing)
    assert begun.returncode == 0, stderr_of(begun)
    assert other("title") in (copy / "rules" / other("G5") / f"{other('G5')}-more.yaml").read_text("utf-8")
