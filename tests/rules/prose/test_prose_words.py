"""Phrases and words of a pack, and what one that leaves them out is read by."""

from sociallan.application.field import Unit
from sociallan.rules.prose.prose import Prose
from sociallan.rules.prose.prose_words import ProseWords


def test_what_a_pack_leaves_out_is_searched_for_nowhere() -> None:
    assert {name: value for name, value in ProseWords()._asdict().items() if value} == {}


def test_without_words_for_rates_wholes_and_parts_a_number_is_what_it_counts() -> None:
    counted = Prose(ProseWords(counted={Unit.PEOPLE: ("elever",)})).counted
    text = "Vi når 640 elever av 900 elever, särskilt 30 elever, i klasser om 24 elever per lärare."

    found = [(each.number, each.is_whole, each.is_part) for each in counted.of(Unit.PEOPLE, text)]

    assert found == [(number, False, False) for number in (640, 900, 30, 24)]
