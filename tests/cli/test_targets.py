"""The format of a report and the file that it goes to: in pairs, or by the ending."""

import re
import shlex
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest

from sociallan.cli import targets
from sociallan.cli.exits import CannotRun, Exit
from sociallan.cli.targets import Target, pairs
from sociallan.formats import RENDERERS, formats_of, may_have
from tests.builders import ROOT, words
from tests.cli.conftest import Inside
from tests.cli.running import READY, stderr_of

ENDINGS = sorted({ending for form in RENDERERS.values() for ending in form.endings})
MEANT = {
    ".html": "html",
    ".xlsx": "xlsx",
    ".csv": "csv",
    ".json": "json",
    ".ndjson": "ndjson",
    ".sarif": "sarif",
    ".md": "markdown",
    ".xml": "junit",
    ".txt": "text",
}


@pytest.mark.parametrize(("ending", "name"), list(MEANT.items()))
def test_an_ending_means_a_format_in_small_letters_and_in_capitals(ending: str, name: str) -> None:
    for file in (Path(f"r{ending}"), Path(f"r.x{ending.upper()}")):
        assert pairs((), (file,), words()) == [Target(name, file)]


@pytest.mark.parametrize(("name", "ending"), list(product(RENDERERS, ENDINGS)))
def test_a_format_goes_with_its_endings_and_each_cure_for_another_works(name: str, ending: str) -> None:
    given, outputs = [name, "github"], [Path(f"min rapport{ending}")]
    if may_have(name, ending):
        assert pairs(given, outputs, words())[0].name == name
        return

    with pytest.raises(CannotRun) as refused:
        pairs(given, outputs, words())

    cures = str(refused.value).partition("Skriv i stället ")[2].removesuffix(".").split(" eller ")
    assert len(cures) == 2
    for cure in cures:
        options = shlex.split(cure)
        written = list(zip(options[::2], options[1::2], strict=True))
        formats = [value for option, value in written if option == "--format"]
        paths = [Path(value) for option, value in written if option == "--output"]
        assert pairs(formats, paths, words())[1] == Target("github", None)


def test_standard_output_takes_one_report_alone() -> None:
    with pytest.raises(CannotRun):
        pairs(["text", "json"], [Path("-")], words())


def test_formats_in_the_wrong_order_have_a_cure_that_works() -> None:
    with pytest.raises(CannotRun) as refused:
        pairs(["text", "json"], [Path("a.json"), Path("a.txt")], words())

    assert "Skriv i stället --format json --output a.json --format text --output a.txt eller" in str(refused.value)


@pytest.mark.parametrize("name", ["rapport", "rapport.htlm", "rapport.pdf", "rapport.yaml", ".html", "rapport."])
def test_an_ending_that_means_nothing_is_told_with_all_that_do(name: str, tmp_path: Path, inside: Inside) -> None:
    result = inside("check", READY, "--output", str(tmp_path / name))

    assert (result.returncode, result.stdout) == (2, b"")
    assert all(f"{ending}" in stderr_of(result) for ending in ENDINGS)
    assert not any(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("name", "near"),
    [
        ("rapport.htlm", "rapport.html"),
        ("rapport.jsn", "rapport.json"),
        ("rapport.XLS", "rapport.xlsx"),
        ("rapport.pdf", "rapport.html"),
        ("rapport.yaml", None),
    ],
)
def test_an_ending_near_another_is_told_with_it(name: str, near: str | None, inside: Inside) -> None:
    result = inside("check", READY, "--output", name)

    assert (f"Menade ni {near}?" in stderr_of(result)) if near else ("Menade ni" not in stderr_of(result))


def test_with_a_format_an_ending_that_is_no_reports_may_be_any(tmp_path: Path, inside: Inside) -> None:
    assert inside("check", READY, "--format", "json", "--output", str(tmp_path / "tmp.Xk3f9a")).returncode == 0


def test_several_files_have_each_the_format_of_its_ending(tmp_path: Path, inside: Inside) -> None:
    page, table = tmp_path / "a.html", tmp_path / "b.csv"

    result = inside("check", READY, "--output", str(page), "--output", str(table))

    assert (result.returncode, result.stdout) == (0, b"")
    assert page.read_text("utf-8").startswith("<!DOCTYPE html>")
    assert table.read_bytes() == inside("check", READY, "--format", "csv").stdout


@pytest.mark.parametrize("env", [{}, {"SOCIALLAN_FORMAT": "json"}])
def test_a_format_of_the_environment_is_for_the_screen_where_a_file_has_an_ending(
    env: dict[str, str], tmp_path: Path, inside: Inside
) -> None:
    page = tmp_path / "a.csv"

    assert inside("check", READY, "--output", str(page), env=env).returncode == 0
    assert page.read_bytes() == inside("check", READY, "--format", "csv").stdout


def test_formats_and_files_of_the_environment_are_pairs(tmp_path: Path, inside: Inside) -> None:
    page = tmp_path / "a.json"
    env = {"SOCIALLAN_FORMAT": "sarif github", "SOCIALLAN_OUTPUT": str(page)}

    result = inside("check", READY, env=env)

    assert page.read_bytes() == inside("check", READY, "--format", "sarif").stdout
    assert result.stdout == inside("check", READY, "--format", "github").stdout


@pytest.mark.parametrize("path", ["/dev/null", "/dev/stdout", "/dev/fd/1"])
def test_a_device_takes_any_format(path: str, inside: Inside) -> None:
    if not Path(path).exists():
        pytest.skip("there is no such device here")
    for name in RENDERERS:
        assert pairs([name], [Path(path)], words()) == [Target(name, Path(path))]
    assert pairs((), [Path(path)], words()) == [Target("text", Path(path))]


def test_a_comparison_follows_the_ending_too(tmp_path: Path, inside: Inside) -> None:
    days = ("--as-of", "2021-01-01", "--as-of", "2026-01-01")
    page = tmp_path / "a.json"

    result = inside("compare", READY, *days, "--output", str(page))
    refused = inside("compare", READY, *days, "--output", str(tmp_path / "a.html"))

    assert page.read_bytes() == inside("compare", READY, *days, "--format", "json").stdout
    assert (result.stdout, refused.returncode) == (b"", 2)
    assert ".txt .log .json." in stderr_of(refused)


def written_in_our_documents() -> Iterator[tuple[str, list[str], list[Path]]]:
    """Return the formats and files of every command that writes to a file in what we publish, with its page."""
    for page in (ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md")), ROOT / "action.yml"):
        text = re.sub(r"\\?\n +(?=--)", " ", page.read_text("utf-8"))
        for line in re.findall(r".*--output (?!FILE).*", text):
            plain = line.replace('"$SARIF"', "sociallan.sarif").replace("`", " ")
            if line.lstrip().startswith("|") or "--output" not in plain.split():
                continue
            words_ = plain.split()
            after = [(word, words_[place + 1]) for place, word in enumerate(words_[:-1]) if word.startswith("--")]
            formats = [value for option, value in after if option == "--format"]
            yield page.name, formats, [Path(value) for option, value in after if option == "--output"]


def test_every_output_in_our_documents_works() -> None:
    found = list(written_in_our_documents())

    pages = {page for page, _, _ in found}
    assert pages >= {"README.md", "usage.md", "kom-igang.md", "formats.md", "continuous-integration.md", "action.yml"}
    for _, formats, outputs in found:
        assert len(pairs(formats, outputs, words())) >= len(outputs)


def test_an_ending_of_no_report_is_listed_by_none() -> None:
    assert formats_of(".yaml") == ()
    assert formats_of("") == ()


def test_a_quiet_run_writes_its_files_and_nothing_on_the_screen(tmp_path: Path, inside: Inside) -> None:
    file = tmp_path / "report.json"

    result = inside("check", READY, "--quiet", "--format", "json", "--output", str(file), "--format", "text")

    assert (result.returncode, result.stdout, file.exists()) == (0, b"", True)


@pytest.mark.parametrize(
    ("formats", "variable", "is_written"),
    [(("github",), True, True), (("github",), False, False), (("text",), True, False)],
)
def test_the_summary_of_a_step_is_written_with_github_where_github_says(
    formats: tuple[str, ...], variable: bool, is_written: bool, tmp_path: Path, inside: Inside
) -> None:
    summary = tmp_path / "summary.md"

    given = [argument for form in formats for argument in ("--format", form)]
    result = inside("check", READY, *given, env={"GITHUB_STEP_SUMMARY": str(summary)} if variable else {})

    assert (result.returncode, summary.exists()) == (0, is_written)


@pytest.mark.parametrize("name", RENDERERS)
def test_what_is_installed_is_not_refused(name: str) -> None:
    targets._ensure_installed(name, words())


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_what_is_absent_is_refused_with_what_to_install(lang: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(RENDERERS, "absent", RENDERERS["xlsx"]._replace(needs="no_such_package"))

    with pytest.raises(CannotRun, match="pip install no_such_package") as refused:
        targets._ensure_installed("absent", words(lang))

    assert refused.value.code is Exit.CANNOT_RUN
