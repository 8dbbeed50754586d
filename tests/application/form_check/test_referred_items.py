"""Items that an answer refers to by their words."""

from typing import Any

import pytest

from sociallan.application.form_check.referred_items import as_labels, index_named, text_of
from tests.builders import form

FIELDS = form().fields
PARTS = {
    "investment": {"items": [{"id": "I1", "description": "Torget med scen"}, {"id": "I2", "description": "Parken"}]}
}


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("torget", "[I1]"),
        ("torget och parken", "[I1, I2]"),
        ("torget, scen", "[I1]"),
        ("hela huset", None),
        ("torget, hela huset", None),
        ("par", None),
        ("I7", "as written"),
        ("I1, I 7", "as written"),
        ("INV-12", "as written"),
        ("I1, torget", None),
        ("torget I2", None),
    ],
)
def test_words_of_one_item_mean_its_label_and_labels_are_written_as_they_stand(text: str, labels: str | None) -> None:
    field = FIELDS["social.interventions.linked_to"]

    assert as_labels(field, text, "as written", PARTS, FIELDS) == labels


@pytest.mark.parametrize("label", [1, None, ["I1"]])
def test_an_item_whose_label_is_no_text_is_not_referred_to_by_its_words(label: Any) -> None:
    value = {"investment": {"items": [{"id": label, "description": "Torget"}, {"id": "I2", "description": "Parken"}]}}
    field = FIELDS["social.interventions.linked_to"]

    assert as_labels(field, "torget", "as written", value, FIELDS) is None
    assert as_labels(field, "parken", "as written", value, FIELDS) == "[I2]"


def test_what_refers_to_nothing_is_written_as_it_stands() -> None:
    assert as_labels(FIELDS["project.summary"], "torget", "as written", PARTS, FIELDS) == "as written"


@pytest.mark.parametrize(
    ("items", "text"),
    [
        ([{"id": "I1", "description": "Torget"}], "Torget"),
        ([{"description": "Torget", "id": "I1"}], "Torget"),
        # Neither a key that the form has not, nor a word that is chosen, nor a number is a text of the item.
        ([{"okänt": "Huset", "nature": "capital", "cost": 5, "id": "I1", "description": "Torget"}], "Torget"),
        ([{"id": "I1", "description": 5}], ""),
        ([{"id": "I1", "description": 5, "paid_by": "both"}], ""),
        (["I1", None, {"id": "I2", "description": "Parken"}, {"id": "I1", "description": "Torget"}], "Torget"),
        ([{"id": "I2", "description": "Parken"}], ""),
        (None, ""),
    ],
)
def test_an_item_is_known_by_its_first_text(items: Any, text: str) -> None:
    field = FIELDS["social.interventions.linked_to"]

    assert text_of("I1", field, {"investment": {"items": items}}, FIELDS) == text


def test_of_several_texts_of_an_item_the_first_is_what_it_is_known_by() -> None:
    field = FIELDS["social.goals.indicators.baseline.from"]
    evidence = [{"id": "U1", "source": "Enkät", "finding": "Unga saknar en plats"}]

    assert text_of("U1", field, {"social": {"need": {"evidence": evidence}}}, FIELDS) == "Enkät"


def test_what_refers_to_no_items_has_no_text_of_one() -> None:
    assert text_of("I1", FIELDS["project.summary"], PARTS, FIELDS) == ""


@pytest.mark.parametrize(
    ("said", "index"), [("PÅ  TAKET", 1), ("taket", 1), ("tak", None), ("  på  ", None), ("gården", None)]
)
def test_an_item_is_named_by_words_of_its_text_alone_however_they_are_written(said: str, index: int | None) -> None:
    assert index_named(said, ("nytt tak", "Solceller på taket")) == index
