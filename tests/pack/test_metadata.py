"""Parts of a pack that rules refer to: parameters, and texts that say nothing."""

from sociallan.pack.metadata import gaps, params

TEXT = {"sv": "Text", "en": "Text"}


def test_the_values_of_a_parameter_come_in_the_order_of_their_days() -> None:
    values = [{"from": "2024-01-01", "value": 20}, {"from": "2020-08-24", "value": 10}]

    (limit,) = params({"limit": {"title": TEXT, "unit": "kr", "values": values, "cites": []}}).values()

    assert limit.values == (("2020-08-24", 10), ("2024-01-01", 20))


def test_a_text_that_is_a_placeholder_and_an_unknown_too_is_an_unknown() -> None:
    assert gaps({"placeholders": ["TBD", " Okänt "], "unknown": ["okänt"]}) == {
        "tbd": "placeholder",
        "okänt": "unknown",
    }
