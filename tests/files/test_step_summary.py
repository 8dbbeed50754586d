"""The summary of a step: added to, never larger than what is shown, and never cut within a piece."""

from pathlib import Path

from sociallan.files.step_summary import add


def test_what_stands_there_stays(tmp_path: Path) -> None:
    file = tmp_path / "summary.md"
    file.write_text("# Förut\n", encoding="utf-8")

    add(file, ["a\n", "å\n"], "slut\n")

    assert file.read_text(encoding="utf-8") == "# Förut\na\nå\n"


def test_pieces_beyond_the_limit_are_left_out_whole(tmp_path: Path) -> None:
    file = tmp_path / "summary.md"
    file.write_text("x" * 40, encoding="utf-8")

    add(file, ["å" * 20, "ä" * 20, "z"], "slut\n", limit=100)

    assert file.read_text(encoding="utf-8") == "x" * 40 + "å" * 20 + "slut\n"
    assert file.stat().st_size <= 100


def test_a_piece_that_just_fits_before_the_last_line_is_written(tmp_path: Path) -> None:
    file = tmp_path / "summary.md"

    add(file, ["x" * 95, "y"], "slut\n", limit=100)

    assert file.read_text(encoding="utf-8") == "x" * 95 + "slut\n"
