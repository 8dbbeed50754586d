"""The wrapping of texts in a figure."""

import pytest

from sociallan.formats.svg_text import width, wrapped

TEXTS = (
    "Hyresgästerna vågar använda tvättstugor, entréer och gångar när de vill.",
    "trygghetsvandringsdeltagarsammanställningsunderlagsmaterial",
    "x" * 170,
    "漢字仮名交じり文 " * 9,
    "a" + "\N{COMBINING ACUTE ACCENT}" * 50,
    "",
)


@pytest.mark.parametrize("bold", [False, True])
@pytest.mark.parametrize("room", [30, 138, 300])
@pytest.mark.parametrize("text", TEXTS)
def test_no_line_is_wider_than_its_room_and_no_sign_is_lost(text: str, room: int, *, bold: bool) -> None:
    lines = wrapped(text, room, 13, bold=bold)

    assert all(width(line, 13, bold=bold) <= room for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert "" not in lines


def test_a_word_is_kept_whole_where_there_is_room_for_it() -> None:
    assert wrapped("trygga kvällar", 70, 13) == ("trygga", "kvällar")


def test_a_sign_wider_than_the_room_has_a_line_of_its_own() -> None:
    assert wrapped("mm", 1, 13) == ("m", "m")
