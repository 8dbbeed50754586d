"""``sociallan new --ask`` through a pipe: what is written, what is told, and how it is taken up again."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import Any

import pytest

from sociallan.application.read import read
from sociallan.application.source import Source
from sociallan.batch.resources import Resources
from sociallan.cli.ask import AnswerFile
from sociallan.cli.ask import ask as interviewed
from sociallan.cli.exits import CannotRun, Exit
from sociallan.files import clock
from sociallan.report import sourced_texts
from sociallan.screening.interview.interview import Interviewer
from sociallan.screening.screen import Screener
from tests.builders import EXAMPLES, in_own_words, lsh, shape, view, words
from tests.cli.running import Ended, environment, inside, run_inside, stderr_of
from tests.screening.interview.interviewing import interview

READY = EXAMPLES / "ready" / "investment-outside-the-area.yaml"


def lines(begin: Mapping[str, Any], most: int | None = None) -> list[str]:
    """Return the first lines that answer, as a ready application does, what is required on the day of the test."""
    wanted = in_own_words(read(Source("a.yaml", READY.read_bytes())).value)
    interviewer = Interviewer(Screener(lsh(), shape(), today=clock.today()), shape())
    turns = interview(interviewer, wanted, begin, only_required=True)
    return list(islice((line for turn, line in turns if turn.question is not None), most))


def resources() -> Resources:
    return Resources(lsh(), shape(), words())


def ask(folder: Path, *typed: str, end: str = "\n", encoding: str = "utf-8") -> Ended:
    """Interview on a file, as the command does once it has read the pack; return it with the code of its end."""
    given = "".join(f"{line}{end}" for line in typed).encode(encoding)

    def asked() -> int:
        return interviewed(Path("ansokan.yaml"), resources()) or Exit.READY

    return inside(asked, given=given, env={"COLUMNS": "80"}, cwd=folder)


def shown(result: Ended) -> list[str]:
    return result.stdout.decode().splitlines()


def comments(text: str) -> Iterator[str]:
    return (line.strip() for line in text.splitlines() if line.lstrip().startswith("#"))


def test_a_whole_interview_left_half_way_and_taken_up_ends_in_ready(tmp_path: Path) -> None:
    first = ask(tmp_path, *lines({"format": 1}, 20))
    half = (tmp_path / "ansokan.yaml").read_text("utf-8")
    (tmp_path / "ansokan.yaml").write_text(half.replace("\nproject:", "\n# Min egen anteckning.\nproject:"), "utf-8")
    rest = "".join(f"{line}\n" for line in lines(read(Source("a.yaml", half.encode())).value))
    second = run_inside("new", "--ask", given=rest.encode(), env={"COLUMNS": "80"}, cwd=tmp_path)

    text = (tmp_path / "ansokan.yaml").read_text("utf-8")
    assert (first.returncode, second.returncode) == (1, 0)
    assert "sociallan new --ask ansokan.yaml" in " ".join(shown(first)[-2:])
    assert any(line.startswith("Redo för kommittén") for line in shown(second))
    assert [line for line in comments(text) if line != "# Min egen anteckning."] == list(comments(half))
    assert "\n# Min egen anteckning.\nproject:" in text
    assert (tmp_path / ".schemas" / "application.schema.json").exists()
    assert all(len(line) <= 80 for line in (*shown(first), *shown(second)[:-40]))
    assert run_inside("check", "ansokan.yaml", "-q", cwd=tmp_path).returncode == 0


def test_an_interview_at_its_end_tells_how_to_answer_what_is_left(tmp_path: Path) -> None:
    typed = "Otrygga." + "\n" * 200

    result = run_inside("new", "--ask", "ansokan.yaml", given=typed.encode(), cwd=tmp_path)

    assert result.returncode == 1
    assert shown(result)[-1] == words().say("interview.not_ready", file="ansokan.yaml")


def test_nothing_is_written_before_the_first_answer(tmp_path: Path) -> None:
    result = ask(tmp_path, "", "?", "sluta")

    assert result.returncode == 1
    assert list(tmp_path.iterdir()) == []
    assert any("K-ANSOK#" in line for line in shown(result))


def test_what_is_to_be_known_before_anything_is_written_stands_before_the_first_question(tmp_path: Path) -> None:
    notice = sourced_texts.before_writing(lsh(), view())
    screen = " ".join(shown(ask(tmp_path, "Otrygga.", "sluta")))

    assert notice
    assert notice in screen.partition("> ")[0]
    assert notice not in " ".join(shown(ask(tmp_path, "sluta")))


def test_an_interview_without_an_answer_ends_with_how_to_begin(tmp_path: Path) -> None:
    result = ask(tmp_path, *[""] * 200)

    assert result.returncode == 1
    assert list(tmp_path.iterdir()) == []
    assert shown(result)[-2:] == [words().say("interview.left_new"), "  sociallan new --ask ansokan.yaml"]
    assert words().say("interview.done") not in shown(result)


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (["sluta"], r"Sparat\. Minst \d+ frågor är kvar\. Fortsätt när ni vill:"),
        (["", "sluta"], r"Sparat\. Minst \d+ frågor är kvar, och en som kräver svar hoppades över\."),
        (["", "", "sluta"], r"Sparat\. Minst \d+ .* är kvar, och 2 som kräver svar hoppades över\."),
    ],
)
def test_an_interview_that_is_left_tells_how_much_that_is_required_was_skipped(
    lines: list[str], said: str, tmp_path: Path
) -> None:
    assert re.search(said, " ".join(shown(ask(tmp_path, "Otrygga.", *lines))))


def test_an_interview_left_among_what_may_be_skipped_does_not_say_that_nothing_is_left(tmp_path: Path) -> None:
    required, _, _ = " ".join(shown(ask(tmp_path, "Otrygga.", *[""] * 200))).partition("Det som krävs är genomgånget.")
    (tmp_path / "ansokan.yaml").unlink()

    screen = " ".join(shown(ask(tmp_path, "Otrygga.", *[""] * (required.count("> ") - 1), "sluta")))

    assert re.search(r"Sparat\. \d+ frågor som kräver svar hoppades över\. Svara när ni vill:", screen)


@pytest.mark.parametrize(
    ("line", "is_told"), [("loan: ca 14 mkr eller så", True), ("kind: kommunen", True), ("loan: 14000000", False)]
)
def test_a_value_that_cannot_be_read_is_asked_about_with_what_is_wrong(
    line: str, is_told: bool, tmp_path: Path
) -> None:
    part = "investment" if line.startswith("loan") else "applicant"
    (tmp_path / "ansokan.yaml").write_text(f"format: 1\n{part}:\n  {line}\n", "utf-8")

    screen = " ".join(" ".join(shown(ask(tmp_path, *[""] * 60))).split())

    assert ("Det går inte att läsa, så skriv svaret på nytt." in screen) is is_told
    assert (f"Nu står här: {line.partition(': ')[2]}. " in screen) is is_told


def test_the_same_question_is_not_shown_again_after_an_answer_that_is_refused(tmp_path: Path) -> None:
    result = ask(tmp_path, "", "", "skog", "2")

    assert sum(line.startswith("── Sociala effekter ") for line in shown(result)) == 1
    assert sum(line == "   2  ökad trygghet" for line in shown(result)) == 1
    assert any(line.startswith("  ! Det går inte att se vilka av svaren ni menar.") for line in shown(result))
    assert "  = ökad trygghet" in shown(result)


def test_an_answer_may_go_on_on_the_next_line(tmp_path: Path) -> None:
    ask(tmp_path, "Hyresgästerna är otrygga i tvättstugorna\\", "på kvällen.", end="\r\n")

    assert "Hyresgästerna är otrygga i tvättstugorna på kvällen." in (tmp_path / "ansokan.yaml").read_text("utf-8")


def test_lines_that_are_pasted_are_read_as_one_answer_and_it_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    more = iter([True])
    monkeypatch.setattr("sociallan.cli.ask.is_pasting", lambda: next(more, False))

    result = ask(tmp_path, "Många på gården", "är otrygga", "om kvällen.", "", "sluta")

    assert "Flera rader på en gång läses som ett enda svar." in " ".join(shown(result))
    assert "Många på gården är otrygga om kvällen." in (tmp_path / "ansokan.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1252"])
def test_what_windows_sends_through_a_pipe_is_read(encoding: str, tmp_path: Path) -> None:
    ask(tmp_path, "Hyresgästerna är otrygga på gården.", end="\r\n", encoding=encoding)

    assert "Hyresgästerna är otrygga på gården." in (tmp_path / "ansokan.yaml").read_text("utf-8")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"a: [1\n", "sociallan fix a.yaml"),
        (b"\xff\xfe\x00", "a.yaml"),
        (b"- 1\n", "ingen ansökan"),
        (b"a: 1\n---\nb: 2\n", "sociallan fix a.yaml"),
        (b"a: &x 1\nb: *x\n", "sociallan fix a.yaml"),
        (b"a: 1\n" * 300_000, "a.yaml"),
        (b"[" * 100_000, "a.yaml"),
    ],
)
def test_a_file_that_cannot_be_taken_up_is_answered_with_a_sentence(
    data: bytes, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.yaml").write_bytes(data)

    with pytest.raises(CannotRun, match=said):
        AnswerFile(Path("a.yaml"), resources())
    assert Path("a.yaml").read_bytes() == data


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("a.json", "slutar inte på .yaml"),
        ("a.docx", "sociallan new --ask a.yaml"),
        ("-", "sociallan new --ask ansokan.yaml"),
    ],
)
def test_a_name_under_which_nothing_is_saved_is_answered_with_the_command(name: str, said: str, tmp_path: Path) -> None:
    result = run_inside("new", "--ask", name, cwd=tmp_path)

    assert result.returncode == 2
    assert said in stderr_of(result)


def test_an_empty_file_is_begun_with_the_template(tmp_path: Path) -> None:
    (tmp_path / "ansokan.yaml").write_bytes(b"\n")

    ask(tmp_path, "Hyresgästerna är otrygga på gården.")

    assert list(comments((tmp_path / "ansokan.yaml").read_text("utf-8")))


def test_a_file_that_another_has_changed_is_not_written_over(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_text("format: 1\n", "utf-8")

    answers = AnswerFile(file, resources())
    file.write_text("format: 1\nproject: {title: Nytt}\n", "utf-8")

    with pytest.raises(CannotRun, match="har ändrats"):
        answers.write("/social/change", "Fler är trygga")
    assert file.read_text("utf-8") == "format: 1\nproject: {title: Nytt}\n"


def test_the_area_is_asked_for_and_not_an_option(tmp_path: Path) -> None:
    result = run_inside("new", "--ask", "--area", "housing", cwd=tmp_path)

    assert result.returncode == 2
    assert "--area" in stderr_of(result)


@pytest.mark.skipif(os.name == "nt", reason="a signal ends a process at once there")
def test_an_interruption_leaves_what_is_answered_and_tells_how_to_go_on(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "sociallan", "new", "--ask"]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with subprocess.Popen(command, cwd=tmp_path, env=environment(), **pipes) as process:  # type: ignore[call-overload]
        process.stdin.write("Hyresgästerna är otrygga på gården.\n".encode())
        process.stdin.flush()
        # The question after that answer is shown: the answer is saved.
        while not process.stdout.readline().decode().startswith("Beskrivning av målgruppen"):
            pass
        process.send_signal(signal.SIGINT)
        output, _ = process.communicate(timeout=60)

    assert process.returncode == 130
    assert "sociallan new --ask ansokan.yaml" in " ".join(output.decode().split())
    assert "Hyresgästerna är otrygga på gården." in (tmp_path / "ansokan.yaml").read_text("utf-8")


NO_END = (
    READY.read_text("utf-8").replace("  until: 2041\n", "  until:\n").replace("permanent: true", "permanent: false")
)


def answers_to(folder: Path, begin: str, *typed: str) -> str:
    (folder / "ansokan.yaml").write_text(begin, "utf-8")
    return " ".join(ask(folder, *typed).stdout.decode().split())


def test_an_answer_of_today_is_read_back_as_the_day(tmp_path: Path) -> None:
    assert f"= {clock.today()}" in answers_to(tmp_path, NO_END, "idag", "sluta")


def test_a_guess_that_there_is_no_end_is_asked_about_with_what_it_means(tmp_path: Path) -> None:
    assert "Menar ni: Arbetet är varaktigt: ja? Enter betyder ja." in answers_to(
        tmp_path, NO_END, "löpande", "", "sluta"
    )
    assert "  permanent: true\n" in (tmp_path / "ansokan.yaml").read_text("utf-8").partition("long_term:")[2]


def test_numbers_that_are_not_understood_are_told_how_to_be_written(tmp_path: Path) -> None:
    begin = "format: 1\nsocial:\n  need: {description: Unga är utan arbete i stadsdelen och otrygga om kvällarna}\n"

    shown = answers_to(tmp_path, begin, "Unga i Norr", "1-3", "sluta")

    assert "Skriv deras nummer med komma emellan, till exempel: 1, 3" in shown
