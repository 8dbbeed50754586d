"""Notes in brackets, signs and ends by which an answer is told to be unfinished."""

import pytest

from sociallan.rules.prose.prose import Prose
from sociallan.rules.prose.prose_words import ProseWords
from sociallan.rules.prose.unfinished import unfinished
from tests.builders import lsh

PROSE = Prose(
    ProseWords(
        referring=("se bilaga …",),
        deferring=("fylls i …", "pågår"),
        unknowing=("ej mätt …",),
        standing_in=("ange",),
        asking=("ska",),
        beside=("namn",),
        own_language=("och", "att"),
    )
)


def quoted(text: str) -> str | None:
    found = unfinished(PROSE, text)
    return None if found is None else text[slice(*found)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Lotsen är [namn] och når alla hushåll.", "[namn]"),
        ("Hushållen flyttar till [ange kvarter] under tiden.", "[ange kvarter]"),
        ("Enkäten görs av <fylls i av Eva> varje år.", "<fylls i av Eva>"),
        ("Barnen i {{namn}} får plats.", "{namn}"),
        ("Enkäten (ej mätt) görs varje år.", "(ej mätt)"),
        ("Enkäten (FYLLS I AV EVA) görs varje år.", "(FYLLS I AV EVA)"),
        ("Ungdomar (ska dessa med?) når huset.", "(ska dessa med?)"),
        ("Hyran höjs med XX kronor.", "XX"),
        ("Programmet från 20XX gäller.", "20XX"),
        ("Hyran höjs med x kr.", "x kr"),
        ("Hyran höjs med X%.", "X%"),
        ("Hyran höjs med ?? kronor.", "??"),
        ("Hyran höjs med ___ kronor.", "___"),
        ("Chefen N.N. svarar.", "N.N."),
        ("Chefen NN svarar.", "NN"),
        ("Vi bygger trygghet och …", "bygger trygghet och …"),
        ("Det gäller att...", "Det gäller att..."),
        ("Vi når tre grupper:", "når tre grupper:"),
        ("Barn, unga, ", "Barn, unga, "),
        (f"{'Barn och unga ' * 20}leker,", "och unga leker,"),
    ],
)
def test_what_waits_to_be_filled_in_is_found(text: str, found: str) -> None:
    assert quoted(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "Boken säger att [barnen] är ensamma [...] på kvällen [1].",
        "Hyresgästerna [640 personer] stannar.",
        "Huset [se bilaga 3] byggs om.",
        "[x] simskola [ ] läxhjälp",
        "Ombyggnaden (pågår) ger 40 platser.",
        "Ombyggnaden (pågår i Tallmon) ger 40 platser.",
        "Ombyggnaden (fylls i 2027) ger 40 platser.",
        "Gården (se bilaga 3) byggs om.",
        "Gården (40 platser) byggs om.",
        "Boende i XXL-huset och på axx-gatan.",
        "Ytan är 3 x 4 meter i område X.",
        "Annan hjälp ges också.",
        "Lek, odling, musik …",
        "Gården byggs om.",
        "Hur mår barnen?",
        "",
    ],
)
def test_a_remark_a_reference_and_an_enumeration_that_trails_off_wait_for_nothing(text: str) -> None:
    assert quoted(text) is None


def test_the_end_of_a_long_text_is_found_at_once() -> None:
    assert unfinished(PROSE, f"{'a' * 200_000} b c d,") is not None
    assert unfinished(PROSE, "[(<{" * 50_000) is None


def test_the_pack_finds_notes_of_officers() -> None:
    assert (
        unfinished(lsh().answers.prose, "Föreningen håller öppet fyra kvällar (KOLLA MED ANNA) för unga.") is not None
    )
