"""The Python API: the same screenings as the command line gives, from whatever an application is held in."""

import asyncio
import doctest
import inspect
import io
import json
import multiprocessing
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

import sociallan
from sociallan import Pack, PackError, Screening, Verdict, load_pack, render, screen, screen_many
from sociallan.api import _with_pack
from sociallan.application.source import Source
from sociallan.files import clock, resources
from sociallan.files.languages import LANGUAGES
from sociallan.formats import RENDERERS
from sociallan.pages.template import template
from sociallan.screening.report import DateSource
from sociallan.screening.report import Screening as InnerScreening
from sociallan.screening.screen import Screener
from tests.builders import EXAMPLES, ROOT, RULES, TODAY, blocks, example, examples, lsh, screener, view
from tests.builders import screen as screen_here
from tests.cli.running import run_inside

SKETCH = EXAMPLES / "incomplete" / "early-sketch.yaml"
READY = Path("examples/ready/safety-ekersberga-centrum-for-alla.yaml")
DATELESS = "format: 1\n"


def test_the_pack_that_comes_along_is_the_one_of_the_command_line() -> None:
    assert load_pack() == load_pack(RULES) == load_pack(str(RULES)) == lsh()


def test_a_pack_with_faults_is_not_loaded_and_each_fault_is_given(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(RULES, tmp_path / "lsh"))
    rule = folder / "rules" / "G5" / "G5-goals-stated.yaml"
    rule.write_text(rule.read_text("utf-8").replace("level: requirement", "level: krav"), "utf-8")

    with pytest.raises(PackError) as raised:
        load_pack(folder)

    assert [(fault.code, fault.place.file) for fault in raised.value.faults] == [
        ("pack.enum", "rules/G5/G5-goals-stated.yaml")
    ]


def test_a_folder_that_is_not_there_is_a_pack_without_files(tmp_path: Path) -> None:
    with pytest.raises(PackError) as raised:
        load_pack(tmp_path / "gone")

    assert {fault.code for fault in raised.value.faults} >= {"pack.file-missing"}


def test_a_file_is_screened_as_by_the_command_line() -> None:
    screening = screen(SKETCH, lsh(), today=TODAY)

    assert screening.outcomes == screen_here(example("incomplete/early-sketch.yaml")).outcomes
    assert screening.path == SKETCH.as_posix()


def test_text_bytes_and_values_are_screened_alike() -> None:
    text = SKETCH.read_text(encoding="utf-8")
    forms = (text, text.encode(), text.encode("utf-16"), yaml.safe_load(text))

    kinds = [[(found.rule.id, found.kind) for found in screen(form, lsh(), today=TODAY).outcomes] for form in forms]

    assert kinds == [kinds[0]] * len(forms)


def test_lines_of_values_are_those_of_the_same_written_as_json() -> None:
    (finding,) = screen({"format": 1, "projekt": {}}, lsh(), today=TODAY).findings

    assert (
        json.dumps({"format": 1, "projekt": {}}, indent=2).splitlines()[finding.place.span.line - 1]
        == '  "projekt": {}'
    )


@pytest.mark.parametrize("source", ["a: [", b"\xff\xfe\x00", Path("gone.yaml"), {"x": float("nan")}, "\ud800"])
def test_whatever_is_wrong_with_an_application_stands_in_the_screening(source: str | bytes | Path) -> None:
    screening = screen(source, lsh(), today=TODAY)

    assert screening.verdict is Verdict.INVALID
    assert screening.findings


def test_the_day_is_todays_unless_it_is_given() -> None:
    assert screen(DATELESS, lsh(), today="2024-05-06").as_of == "2024-05-06"
    assert screen(DATELESS, lsh(), today=date(2024, 5, 6)).as_of == "2024-05-06"
    assert screen(DATELESS, lsh(), today=datetime(2024, 5, 6, 12)).as_of == "2024-05-06"
    assert screen(DATELESS, lsh()).as_of == clock.today()


def test_a_day_that_is_asked_for_comes_before_the_applications_own() -> None:
    screening = screen("submitted: 2021-03-04\n", lsh(), as_of=date(2024, 5, 6))

    assert (screening.as_of, screening.date_source) == ("2024-05-06", DateSource.OPTION)


@pytest.mark.parametrize("day", ["2024", "2024-02-30", "igår", "2019-01-01"])
def test_what_is_no_day_of_the_pack_is_refused(day: str) -> None:
    with pytest.raises(ValueError, match=day):
        screen(DATELESS, lsh(), as_of=day)
    with pytest.raises(ValueError, match=day):
        screen_many([], lsh(), as_of=day)


def test_many_are_screened_in_order_whatever_the_number_of_processes(tmp_path: Path) -> None:
    folders = [tmp_path / name for name in ("ready", "invalid")]
    for folder in folders:
        folder.mkdir()
        for path in sorted((EXAMPLES / folder.name).iterdir())[:4]:
            shutil.copy(path, folder)

    alone = list(screen_many([*folders, "gone.yaml"], lsh(), today=TODAY))
    shared = list(screen_many([*folders, "gone.yaml"], lsh(), jobs=2, today=TODAY))

    assert shared == alone
    assert [screening.path for screening in alone[:-1]] == [
        path.as_posix() for folder in folders for path in sorted(folder.iterdir())
    ]
    assert len(alone) == 9
    assert alone[-1].findings[0].code == "file.not-found"


def test_many_are_screened_as_they_are_asked_for() -> None:
    screenings = screen_many([EXAMPLES / "ready"], lsh())

    assert next(screenings).verdict == "ready"


def test_the_page_on_the_library_works_as_written(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)

    failed, tried = doctest.testfile(str(ROOT / "docs" / "api.md"), module_relative=False, encoding="utf-8")

    assert failed == 0
    assert tried > 5


def test_the_page_on_the_library_has_every_function_as_it_is() -> None:
    page = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")

    for function in (load_pack, screen, screen_many, render):
        parameters = [
            parameter.replace(annotation=inspect.Parameter.empty)
            for parameter in inspect.signature(function).parameters.values()
        ]
        written = str(inspect.Signature(parameters)).replace(" = ", "=")
        assert f"`{function.__name__}{written}`" in page


def test_the_page_on_the_web_shows_and_reports_a_screening() -> None:
    (code,) = blocks((ROOT / "docs" / "api.md").read_text("utf-8"), "python")
    names: dict[str, Any] = {"__name__": "page"}
    exec(compile(code, "page.py", "exec"), names)
    given = SKETCH.read_bytes()

    assert '<html lang="sv">' in asked(names["app"], "GET", "/")
    found = json.loads(asked(names["app"], "POST", "/screening", given))
    assert (found["verdict"], found["messages"][0]["level"]) == ("incomplete", "error")
    assert asked(names["app"], "POST", "/report", given, query=b"lang=en").startswith(
        '<!DOCTYPE html>\n<html lang="en">'
    )


def asked(app: Any, method: str, path: str, body: bytes = b"", query: bytes = b"") -> str:
    """Return the answer of an ASGI application."""
    scope = {
        "type": "http", "http_version": "1.1", "method": method, "path": path, "raw_path": path.encode(),
        "query_string": query, "headers": [(b"content-type", b"application/yaml")],
    }  # fmt: skip
    pieces: list[dict[str, Any]] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(piece: dict[str, Any]) -> None:
        pieces.append(piece)

    asyncio.run(app(scope, receive, send))
    assert pieces[0]["status"] == 200
    return b"".join(piece.get("body", b"") for piece in pieces).decode()


def test_an_application_for_a_web_page_is_at_most_40_kilobytes() -> None:
    """Traces, which take long, are in no values."""
    empty = Source("ansokan.yaml", template("ansokan.yaml", lsh(), view("sv")).encode())
    sources = [empty, *(example(name) for name in examples())]
    screenings = [_with_pack(screener().screen(each, traced=False), lsh()) for each in sources]

    sizes = {(each.path, lang): len(sent(each.to_dict(lang))) for each in screenings for lang in LANGUAGES}
    assert max(sizes.values()) <= 40_000, sizes


def sent(value: object) -> bytes:
    """Return values as web frameworks send them: without blanks, and letters as they are."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def test_a_screening_as_values_is_an_application_of_the_json_report() -> None:
    report = json.loads(render([screen(SKETCH, lsh(), today=TODAY)], lsh(), "json", today=TODAY))
    (whole,) = report["applications"]
    open_only = screen(SKETCH, lsh(), today=TODAY).to_dict()

    assert screen(SKETCH, lsh(), today=TODAY).to_dict(whole=True) == whole
    assert {**open_only, "outcomes": whole["outcomes"]} == whole
    left_out = [each for each in whole["outcomes"] if each not in open_only["outcomes"]]
    assert {each["outcome"] for each in left_out if not each["waits"] and each["level"] != "remark"} == {
        "met",
        "not_applicable",
    }
    assert {each["outcome"] for each in left_out if each["level"] == "remark"} <= {"met", "not_applicable", "missing"}
    assert not any(each["waits"] for each in open_only["outcomes"])
    validator = Draft202012Validator(resources.schema("report"))
    assert list(validator.iter_errors({**report, "applications": [open_only]})) == []


def test_messages_are_those_of_the_report_in_each_language() -> None:
    screening = screen("format: 1\ninvestment:\n  loan: ca 14,2 mkr\n", lsh(), today=TODAY)

    first, *others = screening.messages("en")
    assert (first.level, first.id, first.line, first.column) == ("error", "schema.amount", 3, 9)
    assert first.rewritten == "  loan: 14200000"
    assert [each.id for each in screening.messages("sv")[1:]] == [each.id for each in others]
    assert screening.messages("sv")[0].title != first.title
    assert all(url.startswith("https://") for each in others for url in each.sources)
    assert any(each.sources for each in others)


def test_each_format_of_text_is_rendered_as_the_command_writes_it(tmp_path: Path) -> None:
    names = [name for name, each in RENDERERS.items() if not each.binary]
    outputs = [part for name in names for part in ("--format", name, "--output", tmp_path / name)]

    run_inside("check", READY, *outputs, "--lang", "en", "--full")
    screenings = [screen(READY, lsh())]
    for name in names:
        assert render(screenings, lsh(), name, lang="en") == (tmp_path / name).read_bytes().decode(), name


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda given: render([given], lsh(), "xlsx"), "'xlsx' is none of the formats text, "),
        (lambda given: render([given], lsh(), lang="tlh"), "'tlh' is none of the languages sv, en"),
        (lambda given: render([given], lsh(), today="i dag"), "'i dag' is no day"),
        (lambda given: given.messages("tlh"), "'tlh' is none of the languages"),
        (lambda given: given.to_dict("tlh"), "'tlh' is none of the languages"),
    ],
)
def test_what_a_report_cannot_be_is_told(call: Callable[[Screening], object], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        call(screen(DATELESS, lsh(), today=TODAY))


def test_a_report_tells_of_rules_that_do_not_come_with_the_program(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(RULES, tmp_path / "lsh"))
    rule = folder / "rules" / "G5" / "G5-goals-stated.yaml"
    rule.write_text(rule.read_text("utf-8").replace("valid_from: 2", "valid_from: 3", 1), "utf-8")
    pack = load_pack(folder)

    own, other = (json.loads(render([], each, "json", today=TODAY))["pack"]["shipped"] for each in (lsh(), pack))
    assert (own, other) == (True, False)


def test_no_process_is_left_where_no_more_is_asked_for() -> None:
    screenings = screen_many([EXAMPLES], lsh(), jobs=2)

    assert isinstance(next(screenings), Screening)
    assert multiprocessing.active_children()
    screenings.close()

    assert multiprocessing.active_children() == []


def test_no_process_is_begun_before_anything_is_asked_for() -> None:
    screen_many([EXAMPLES], lsh(), jobs=2)

    assert multiprocessing.active_children() == []


def test_a_process_that_someone_kills_costs_no_file(tmp_path: Path) -> None:
    """The second file takes long, so that its process can be killed while it is at it."""
    for number in range(6):
        shutil.copy(SKETCH, tmp_path / f"{number}.yaml")
    items = "".join(f"    - {{id: I{number}, typ: other}}\n" for number in range(6_000))
    (tmp_path / "1.yaml").write_text("investment:\n  items:\n" + items, "utf-8")
    alone = list(screen_many([tmp_path], lsh(), today=TODAY))
    screenings = screen_many([tmp_path], lsh(), jobs=2, today=TODAY)

    screened = [next(screenings)]
    time.sleep(0.1)
    for process in multiprocessing.active_children():
        process.kill()
    screened += screenings

    assert screened == alone


@pytest.mark.skipif(sys.platform != "linux", reason="only a process that is forked is broken too")
@pytest.mark.parametrize(
    ("kind", "jobs"),
    [(ZeroDivisionError, 1), (ZeroDivisionError, 2), (MemoryError, 1), (MemoryError, 2), ("killed", 2)],
)
def test_a_file_at_which_the_library_fails_is_one_screening_that_says_so(
    kind: type[Exception] | str, jobs: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One that ends its process ends the program where that screens alone."""
    files = [*sorted((EXAMPLES / "incomplete").iterdir())[:3], SKETCH]
    for path in files:
        shutil.copy(path, tmp_path)
    sound = Screener.screen

    def broken(self: Screener, source: Source, *, traced: bool = True) -> InnerScreening:
        if source.path.endswith("early-sketch.yaml") and source.problem is None:
            if isinstance(kind, str):
                os.kill(os.getpid(), signal.SIGKILL)
            else:
                raise kind
        return sound(self, source, traced=traced)

    monkeypatch.setattr(Screener, "screen", broken)

    given = list(screen_many([tmp_path], lsh(), jobs=jobs, today=TODAY))

    lost = [each.path for each in given if [found.code for found in each.findings] == ["file.crashed"]]
    assert [Path(path).name for path in lost] == ["early-sketch.yaml"]
    assert len(given) == len({*files})
    assert multiprocessing.active_children() == []


def test_one_application_at_which_the_library_fails_raises_it(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> Screening:
        raise ZeroDivisionError("fault")

    monkeypatch.setattr(Screener, "screen", broken)

    with pytest.raises(ZeroDivisionError, match="fault"):
        screen(SKETCH, lsh(), today=TODAY)


def test_a_thread_of_a_program_shares_the_work_too() -> None:
    some = sorted((EXAMPLES / "ready").iterdir())[:3]

    with ThreadPoolExecutor(1) as pool:
        shared = pool.submit(lambda: list(screen_many(some, lsh(), jobs=2, today=TODAY))).result()

    assert shared == list(screen_many(some, lsh(), today=TODAY))


def test_standard_input_is_read_by_this_process_whatever_the_number(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(SKETCH.read_bytes())))

    screenings = screen_many(["-"], lsh(), jobs=2, today=TODAY)

    assert [screening.verdict for screening in screenings] == [Verdict.INCOMPLETE]


def test_no_more_processes_are_started_than_there_are_files() -> None:
    screenings = screen_many([SKETCH, EXAMPLES / "incomplete" / "no-horizon.yaml"], lsh(), jobs=20, today=TODAY)

    next(screenings)
    started = len(multiprocessing.active_children())
    screenings.close()

    assert started == 2


UNGUARDED = """\
import threading
from sociallan import load_pack, screen_many

threading.Thread(target=threading.Event().wait, daemon=True).start()
print(len(list(screen_many(["examples/ready"], load_pack("rules/icma_sbp"), jobs=2))))
"""


def test_a_program_that_does_all_as_it_is_imported_is_told_the_cure(tmp_path: Path) -> None:
    """Beside a thread, as on Windows, each process imports the program first."""
    (tmp_path / "program.py").write_text(UNGUARDED, "utf-8")

    done = subprocess.run(
        [sys.executable, str(tmp_path / "program.py")],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
        timeout=60,
    )

    assert done.returncode == 1
    # The processes that could not begin write to the same stream, before it or after it.
    own = [
        line for line in done.stderr.splitlines() if line.startswith("RuntimeError: the processes that share the work")
    ]
    assert len(own) == 1, done.stderr
    assert "if __name__ == '__main__':" in own[0]


def test_the_package_gives_what_it_names_and_no_more() -> None:
    assert all(hasattr(sociallan, name) for name in sociallan.__all__)
    assert sociallan.Pack is Pack
    with pytest.raises(AttributeError, match="xyzzy"):
        sociallan.xyzzy  # type: ignore[attr-defined]  # noqa: B018
