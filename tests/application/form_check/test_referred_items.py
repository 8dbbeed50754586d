"""Items that an answer refers to by their words."""

import pytest

from sociallan.application.form_check.referred_items import as_labels
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
    ],
)
def test_words_of_one_item_mean_its_label_and_labels_are_written_as_they_stand(text: str, labels: str | None) -> None:
    field = FIELDS["social.interventions.linked_to"]

    assert as_labels(field, text, "as written", PARTS, FIELDS) == labels
