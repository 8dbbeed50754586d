"""``sociallan replay``: a report made again, and what it is told of where it is not the same."""

import json
import os
import re
import shutil
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest

from sociallan import __version__
from sociallan.application.source import Source
from sociallan.formats import render
from sociallan.report.values import short_digest
from sociallan.screening.report import DateSource, ReportHeader
from sociallan.screening.totals import whole_report
from tests.builders import EXAMPLES, ROOT, RULES, TODAY, example, examples, lsh, screen, small_pack, view, written
from tests.cli.conftest import Inside
from tests.cli.running import INCOMPLETE, READY, run_inside, stderr_of
from tests.cli.test_main import imported
from tests.conftest import Golden
from tests.sampling import sampled

LANGS = ("sv", "en")
EVERY_EXAMPLE = [f"examples/{name}" for name in examples()]


@pytest.fixture
def work_folder(tmp_path: Path) -> Path:
    """Return a folder with the examples, to change."""
    shutil.copytree(EXAMPLES, tmp_path / "examples")
    return tmp_path


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """Return a copy of the pack lsh without its releases, to change."""
    return Path(shutil.copytree(RULES, tmp_path / "lsh", ignore=shutil.ignore_patterns("pack.lock", "releases")))


def changed(file: Path, *pairs: tuple[str, str]) -> None:
    """Change texts in a file, which must stand there."""
    text = file.read_text("utf-8")
    for old, new in pairs:
        assert old in text, old
        text = text.replace(old, new, 1)
    file.write_text(text, "utf-8")


def reported(work_folder: Path, inside: Inside, *arguments: str, env: dict[str, str] | None = None) -> Path:
    """Screen, and keep the report; the paths in it are as from the top of the checkout."""
    page = work_folder / "report.json"
    given = arguments or (READY, INCOMPLETE)
    inside("check", *given, "--format", "json", "--output", str(page), env=env)
    return page


@pytest.mark.parametrize("lang", LANGS)
def test_help_reads_as_it_did(lang: str, golden: Golden, inside: Inside) -> None:
    result = inside("replay", "--help", env={"SOCIALLAN_LANG": lang, "COLUMNS": "80"})

    assert (result.returncode, stderr_of(result)) == (0, "")
    golden(f"help/replay.{lang}.txt", result.stdout.decode())


@pytest.mark.law
@pytest.mark.parametrize(
    "options",
    sampled(
        [
            (),
            ("--lang", "en"),
            ("--as-of", "2021-01-01"),
            ("--lang", "en", "--as-of", "2024-02-29"),
            ("--explain", "--fail-on", "never"),
        ],
        2,
    ),
)
def test_every_example_at_once_gives_the_same_bytes_again(
    options: tuple[str, ...], work_folder: Path, inside: Inside
) -> None:
    page = reported(work_folder, inside, *sampled(EVERY_EXAMPLE, 16), "finns-inte.yaml", *options)

    result = inside("replay", str(page))

    assert (result.returncode, stderr_of(result)) == (0, "")
    assert result.stdout.decode().startswith("Samma rapport: granskningen av ")


@pytest.mark.parametrize("form", ["json", "ndjson", "ndjson1"])
@pytest.mark.parametrize("against", [False, True])
def test_what_a_run_passed_over_and_found_twice_stands_in_the_same_order_again(
    *, form: str, against: bool, tmp_path: Path
) -> None:
    for name in ("one.yaml", "two.yaml"):
        (tmp_path / name).write_bytes((ROOT / READY).read_bytes())
    (tmp_path / "services.yaml").write_text("services: {}\n", encoding="utf-8")
    run_inside("check", "--output", "earlier.json", "one.yaml", cwd=tmp_path)
    name = "report.json" if form == "json" else "report.ndjson"
    options = ("--against", "earlier.json") if against else ()
    run_inside("check", ".", "--format", form, "--output", name, *options, cwd=tmp_path)

    result = run_inside("replay", name, cwd=tmp_path)

    assert (result.returncode, stderr_of(result)) == (0, "")


@pytest.mark.parametrize("form", ["ndjson", "ndjson1"])
def test_a_report_in_lines_is_made_again(form: str, two: Path, work_folder: Path, inside: Inside) -> None:
    page = work_folder / "report.ndjson"
    inside("check", str(two), "finns-inte.yaml", "--multi", "--explain", "--format", form, "--output", str(page))

    same = inside("replay", str(page))
    page.write_bytes(page.read_bytes().replace(b'"verdict":"incomplete"', b'"verdict":"ready"'))
    page.write_bytes(page.read_bytes().replace(b'"verdict": "incomplete"', b'"verdict": "ready"'))
    changed_by_hand = inside("replay", str(page))

    assert (same.returncode, stderr_of(same)) == (0, "")
    assert same.stdout.decode().startswith("Samma rapport: ")
    assert changed_by_hand.returncode == 1
    assert "two.yaml#2: Redo för kommittén → Behöver kompletteras" in changed_by_hand.stdout.decode()


def test_lines_are_made_again_with_the_settings_and_the_comparison_in_them(work_folder: Path, inside: Inside) -> None:
    page, earlier = work_folder / "report.ndjson", reported(work_folder, inside, INCOMPLETE)
    inside("check", INCOMPLETE, "--against", str(earlier), "--ignore", "G1", "--output", str(page))

    result = inside("replay", str(page))

    last = json.loads(page.read_text("utf-8").splitlines()[-1])
    assert {setting["name"] for setting in last["settings"]} == {"ignore"}
    assert last["since"]["left"] > 0
    assert (result.returncode, stderr_of(result)) == (0, "")


def test_the_day_of_the_report_and_not_of_the_replay_chooses_the_rules(work_folder: Path, inside: Inside) -> None:
    """A sketch without a date of its own was screened by the rules of a day that has passed."""
    screening = screen(example(INCOMPLETE.removeprefix("examples/")))
    text = render("json", whole_report(ReportHeader(__version__, lsh(), TODAY), (screening,)), view())
    (work_folder / "report.json").write_bytes(text.encode())

    result = inside("replay", str(work_folder / "report.json"))

    assert screening.date_source is DateSource.TODAY
    assert result.returncode == 0


def test_a_file_changed_by_one_byte_is_named(work_folder: Path, inside: Inside) -> None:
    page = reported(work_folder, inside)
    with (work_folder / READY).open("ab") as file:
        file.write(b"\n")

    result = inside("replay", str(page), "--root", str(work_folder))

    shown = result.stdout.decode()
    assert result.returncode == 1
    assert f"  Filen {READY} har ett annat innehåll.\n" in shown
    assert INCOMPLETE not in shown
    assert "Alla omdömen och utfall är desamma." in shown


def test_a_file_that_is_gone_is_named(work_folder: Path, inside: Inside) -> None:
    page = reported(work_folder, inside)
    (work_folder / READY).unlink()

    result = inside("replay", str(page), "--root", str(work_folder))

    shown = result.stdout.decode()
    assert result.returncode == 1
    assert f"  Filen {READY} finns inte.\n" in shown
    assert f"{READY}: Redo för kommittén → Måste rättas först" in shown
    assert "inte i kraft" not in shown


@pytest.mark.skipif(sys.platform != "linux", reason="names are any bytes on Linux alone")
def test_a_file_whose_name_is_no_text_is_found_again(work_folder: Path, tmp_path: Path, inside: Inside) -> None:
    folder = tmp_path / "odd"
    folder.mkdir()
    for name in (b"bost\x84der.yaml", b"\xed\xa0\x80.yaml", b"\xef\xbf\xbe\x01.yaml"):
        shutil.copy(ROOT / INCOMPLETE, folder / os.fsdecode(name))
    page = reported(work_folder, inside, str(folder))

    result = inside("replay", str(page))

    assert len(json.loads(page.read_text("utf-8"))["applications"]) == 3
    assert (result.returncode, stderr_of(result)) == (0, "")


@pytest.fixture
def two(tmp_path: Path) -> Path:
    """Return a file of two applications."""
    file = tmp_path / "two.yaml"
    file.write_bytes(b"\n---\n".join((ROOT / name).read_bytes() for name in (READY, INCOMPLETE)))
    return file


def test_documents_of_a_file_are_found_again_by_their_numbers(work_folder: Path, two: Path, inside: Inside) -> None:
    page = reported(work_folder, inside, str(two), READY, "--multi")

    paths = [application["path"] for application in json.loads(page.read_text("utf-8"))["applications"]]
    result = inside("replay", str(page))

    assert paths == [f"{two}#1", f"{two}#2", READY]
    assert (result.returncode, stderr_of(result)) == (0, "")


def test_a_change_of_one_document_is_a_change_of_the_file(work_folder: Path, two: Path, inside: Inside) -> None:
    page = reported(work_folder, inside, str(two), "--multi")
    two.write_bytes((ROOT / READY).read_bytes())

    result = inside("replay", str(page))

    shown = result.stdout.decode()
    assert result.returncode == 1
    assert f"  Filen {two}#1 har ett annat innehåll.\n  Filen {two}#2 finns inte.\n" in shown
    assert "förklarar inte" not in shown


@pytest.mark.parametrize("lang", LANGS)
def test_a_file_that_was_lost_is_told_apart_and_not_tried(
    lang: str, work_folder: Path, golden: Golden, inside: Inside
) -> None:
    page = lost(work_folder, READY)

    result = inside("replay", str(page), "--lang", lang)

    assert (result.returncode, stderr_of(result)) == (1, "")
    golden(f"replay/lost.{lang}.txt", result.stdout.decode())


def test_a_report_of_lost_files_alone_has_nothing_to_screen(work_folder: Path, inside: Inside) -> None:
    result = inside("replay", str(lost(work_folder)))

    assert (result.returncode, result.stdout) == (3, b"")
    assert "avbröts granskningen av dem" in stderr_of(result)


def lost(work_folder: Path, *names: str) -> Path:
    """Return a report of some examples, and of one that what screened it did not come back from."""
    sources = (*(example(name.removeprefix("examples/")) for name in names), Source(INCOMPLETE, b"", "file.crashed"))
    text = render("json", whole_report(ReportHeader(__version__, lsh(), TODAY), map(screen, sources)), view())
    (work_folder / "report.json").write_bytes(text.encode())
    return work_folder / "report.json"


def test_a_corrected_translation_changes_texts_and_no_outcome(work_folder: Path, pack: Path, inside: Inside) -> None:
    page = reported(work_folder, inside)
    changed(pack / "rules/area/area-one.yaml", ("  sv: ", "  sv: Rättat. "))

    result = inside("replay", str(page), "--rules", str(pack))

    shown = result.stdout.decode()
    assert result.returncode == 1
    assert "Reglernas texter: " in shown
    assert "Reglernas logik: " not in shown
    assert "alla omdömen och utfall är desamma. Vart och ett är jämfört." in shown
    assert "förklarar inte" not in shown


def test_a_changed_threshold_changes_logic_and_names_what_comes_of_it(
    work_folder: Path, pack: Path, inside: Inside
) -> None:
    page = reported(work_folder, inside)
    changed(pack / "params.yaml", ("{from: 2020-08-24, value: 3}", "{from: 2020-08-24, value: 12}"))

    result = inside("replay", str(page), "--rules", str(pack))

    shown = result.stdout.decode()
    assert result.returncode == 1
    assert "Reglernas logik: " in shown
    assert f"  {READY}: Redo för kommittén\n    G4-minimum-years: uppfyllt → inte uppfyllt\n" in shown
    assert "\nDet här är inte reglerna som följer med sociallan" in stderr_of(result)


def test_a_comment_in_a_rule_moves_its_lines_and_nothing_else(work_folder: Path, pack: Path, inside: Inside) -> None:
    page = reported(work_folder, inside, READY, INCOMPLETE, "--explain")
    changed(pack / "rules/area/area-one.yaml", ("id:", "# En kommentar\nid:"))

    result = inside("replay", str(page), "--rules", str(pack))

    shown = result.stdout.decode()
    assert result.returncode == 1
    assert "villkor står på andra rader än förut" in shown
    assert "förklarar inte" not in shown


def test_a_report_of_another_version_of_the_program_says_so(work_folder: Path, inside: Inside) -> None:
    page = reported(work_folder, inside)
    version = json.loads(page.read_text("utf-8"))["tool"]["version"]
    changed(page, (f'"version": "{version}"', '"version": "0.0.1"'))

    shown = inside("replay", str(page)).stdout.decode()

    assert f"Programmets version: 0.0.1 i rapporten, {version} nu." in shown


@pytest.mark.parametrize("lang", LANGS)
def test_a_report_changed_by_hand_is_seen(lang: str, work_folder: Path, golden: Golden, inside: Inside) -> None:
    page = reported(work_folder, inside)
    changed(page, ('"verdict": "incomplete"', '"verdict": "ready"'), ('"ready": 1', '"ready": 2'))

    result = inside("replay", str(page), "--lang", lang)

    assert (result.returncode, stderr_of(result)) == (1, "")
    golden(f"replay/by-hand.{lang}.txt", result.stdout.decode())


def test_a_report_that_was_saved_with_other_line_ends_has_the_same_contents(work_folder: Path, inside: Inside) -> None:
    page = reported(work_folder, inside)
    page.write_bytes(page.read_bytes().replace(b"\n", b"\r\n"))

    result = inside("replay", str(page))

    assert result.returncode == 1
    assert result.stdout.decode().startswith("Samma innehåll")


def test_the_answer_is_in_the_reader_s_language_and_the_report_in_its_own(work_folder: Path, inside: Inside) -> None:
    page = reported(work_folder, inside, READY, "--lang", "en")

    assert "Samma rapport" in inside("replay", str(page)).stdout.decode()
    assert "The same report" in inside("replay", str(page), "--lang", "en").stdout.decode()


def test_a_report_may_come_from_standard_input(inside: Inside) -> None:
    report = inside("check", READY, "--format", "json").stdout

    assert inside("replay", "-", given=report).returncode == 0


def test_what_was_read_from_standard_input_is_looked_for_under_its_name(work_folder: Path, inside: Inside) -> None:
    report = inside("check", "-", "--stdin-filename", READY, "--format", "json", given=(ROOT / READY).read_bytes())
    (work_folder / "report.json").write_bytes(report.stdout)

    assert inside("replay", str(work_folder / "report.json")).returncode == 0


def test_the_paths_of_the_report_start_from_the_root(work_folder: Path, inside: Inside) -> None:
    page = reported(work_folder, inside)
    (work_folder / "elsewhere").mkdir()

    assert run_inside("replay", page, cwd=work_folder).returncode == 0
    assert run_inside("replay", page, cwd=work_folder / "elsewhere").returncode == 3
    assert run_inside("replay", page, "--root", "..", cwd=work_folder / "elsewhere").returncode == 0


def test_another_pack_than_the_report_s_is_refused(work_folder: Path, inside: Inside) -> None:
    page = reported(work_folder, inside)

    result = inside("replay", str(page), "--rules", str(written(small_pack(), work_folder / "small")))

    assert (result.returncode, result.stdout) == (2, b"")
    assert f"Rapporten är gjord med regelverket lsh, version {lsh().version}, men" in stderr_of(result)
    assert f"{work_folder.as_posix()}/small är small, version 1." in stderr_of(result)
    assert "lägg till --rules lsh." in stderr_of(result)
    assert inside("replay", str(page), "--rules", "lsh").returncode == 0


def test_a_report_of_another_pack_that_comes_along_is_told_how_to_be_replayed(
    work_folder: Path, inside: Inside
) -> None:
    page = reported(work_folder, inside, "rules/icma_sbp/specimens/school.yaml", "--rules", "icma_sbp")

    result = inside("replay", str(page), "--lang", "en")

    assert (result.returncode, result.stdout) == (2, b"")
    assert f"is lsh, version {lsh().version}. The pack of the report comes with sociallan" in stderr_of(result)
    (option,) = re.findall(r"add (--rules \S+)\.$", stderr_of(result), re.MULTILINE)
    assert inside("replay", str(page), *option.split()).returncode == 0


def test_a_report_of_a_pack_of_one_s_own_is_told_to_be_replayed_by_its_folder(
    work_folder: Path, inside: Inside
) -> None:
    own = written(small_pack(), work_folder / "small")
    page = reported(work_folder, inside, READY, "--rules", str(own))

    result = inside("replay", str(page), "--lang", "en")

    assert (result.returncode, result.stdout) == (2, b"")
    assert "The report was made with the rule pack small, version 1, but the one in " in stderr_of(result)
    assert stderr_of(result).endswith("Name the folder with the pack of the report: --rules FOLDER.\n")
    assert inside("replay", str(page), "--rules", str(own)).returncode == 0


@pytest.mark.parametrize("id_", ["../lsh", "..", ".", "", "lsh/", "\x1b[31m"])
def test_no_path_is_taken_for_the_name_of_a_pack(id_: str, work_folder: Path, inside: Inside) -> None:
    page = reported(work_folder, inside)
    changed(page, ('"id": "lsh"', f'"id": {json.dumps(id_)}'))

    result = inside("replay", str(page))

    assert (result.returncode, result.stdout) == (2, b"")
    assert "lägg till" not in stderr_of(result)
    assert "\x1b" not in stderr_of(result)


def test_a_report_by_a_version_that_is_not_at_hand_names_both_and_the_cure(
    work_folder: Path, pack: Path, inside: Inside
) -> None:
    changed(pack / "pack.yaml", (f'version: "{lsh().version}"', 'version: "9999.1"'))
    changed(pack / "params.yaml", ("{from: 2020-08-24, value: 3}", "{from: 2020-08-24, value: 12}"))
    page = reported(work_folder, inside, READY, "--rules", str(pack))
    digest = json.loads(page.read_text("utf-8"))["pack"]["digest"]

    result = inside("replay", str(page), "--lang", "en")

    assert result.returncode == 1
    assert f"The report was made with the rule pack lsh, version 9999.1 ({short_digest(digest)})." in stderr_of(result)
    assert f"what is there: lsh, version {lsh().version} ({short_digest(lsh().digest)})." in stderr_of(result)
    assert "in another folder: name that with --rules FOLDER." in stderr_of(result)
    again = inside("replay", str(page), "--rules", str(pack), "--lang", "en")
    assert again.returncode == 0
    assert "The report was made with" not in stderr_of(again)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "är ingen rapport"),
        (b"[" * 100_000, "är ingen rapport"),
        (b'{"schema": "sociallan-report/2"}', "har formen sociallan-report/2"),
        (b'{"schema": "\\u001b[31m\\u202e"}', "har formen"),
        (b'{"schema": "sociallan-report/1"}', "följer inte rapportens schema. Felet står vid /."),
    ],
)
def test_what_is_no_report_ends_in_a_sentence(data: bytes, says: str, work_folder: Path, inside: Inside) -> None:
    (work_folder / "odd.json").write_bytes(data)

    result = inside("replay", str(work_folder / "odd.json"))

    assert (result.returncode, result.stdout) == (2, b"")
    assert says in stderr_of(result)
    assert "\x1b" not in stderr_of(result)


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        ((), 2, "Skriv FIL efter kommandot."),
        (("finns-inte.json",), 2, "finns inte eller går inte att öppna"),
        (("examples",), 2, "finns inte eller går inte att öppna"),
        (("-",), 2, "är ingen rapport"),
        (("-", "--root", "finns-inte"), 2, "Mappen finns-inte finns inte."),
    ],
)
def test_a_replay_that_cannot_be_made_says_why(
    arguments: tuple[str, ...], code: int, says: str, inside: Inside
) -> None:
    result = inside("replay", *arguments)

    assert (result.returncode, result.stdout) == (code, b"")
    assert says in stderr_of(result)


def with_paths(page: Path, paths: Iterable[str]) -> None:
    """Write a report that names other files."""
    value = json.loads(page.read_text("utf-8"))
    (application, *_) = value["applications"]
    value["applications"] = [{**application, "path": path} for path in paths]
    page.write_text(json.dumps(value), "utf-8")


def test_a_report_that_names_what_is_no_file_waits_for_nothing_and_writes_nothing(
    work_folder: Path, inside: Inside
) -> None:
    page = reported(work_folder, inside)
    before = sorted(work_folder.rglob("*"))
    with_paths(page, ["-", "", "/dev/zero", "//host/share/a.yaml", "a\x00b", "\udcff", "x" * 5000, "/etc", READY])

    result = inside("replay", str(page), "--root", str(work_folder))

    assert result.returncode == 1
    assert "Filen /dev/zero går inte att läsa." in result.stdout.decode()
    assert "Filen //host/share/a.yaml finns inte." in result.stdout.decode()
    assert sorted(work_folder.rglob("*")) == before
    assert stderr_of(result) == ""


def test_nothing_of_a_file_that_a_report_names_is_shown(work_folder: Path, inside: Inside) -> None:
    (work_folder / "secret.txt").write_text("hemligt: lösenord\n", "utf-8")
    page = reported(work_folder, inside)
    with_paths(page, [str(work_folder / "secret.txt")])

    shown = inside("replay", str(page)).stdout.decode()

    assert "hemligt" not in shown
    assert "lösenord" not in shown


def test_a_report_of_no_applications_has_nothing_to_screen(work_folder: Path, inside: Inside) -> None:
    page = reported(work_folder, inside)
    with_paths(page, [])

    result = inside("replay", str(page))

    assert (result.returncode, result.stdout) == (3, b"")


def test_a_replay_loads_no_more_than_a_check(work_folder: Path, inside: Inside) -> None:
    page = reported(work_folder, inside)

    assert imported("replay", str(page)) == imported("check", READY)
