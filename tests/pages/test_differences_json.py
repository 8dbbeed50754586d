"""The differences of two packs as JSON: by the published schema, which describes every key."""

from collections.abc import Callable
from functools import cache
from typing import Any

import pytest

from sociallan.analysis.exact.difference import decided
from sociallan.analysis.pack_differences.difference import PackDifference, PackEdition
from sociallan.analysis.pack_differences.differences import difference
from sociallan.files import resources
from sociallan.pages.differences_json import document
from sociallan.rules.rule import Level
from sociallan.rules.truth import OutcomeKind
from sociallan.screening.report import Verdict
from tests.analysis.pack_differences.test_differences import KINDS, changed
from tests.builders import RULE, loaded, lsh, schema_faults, small_pack, view
from tests.test_docs import undescribed

SCHEMA = resources.schema("difference")
TITLE = ("rules/G4/G4-horizon.yaml", "how long the work", "for how long the work")
SUMMARY = ("pack.yaml", "{sv: Plats, en: Place}", "{sv: Ort, en: Place}")


def of_small(*, exact: bool) -> PackDifference:
    """Compare two small packs, of which the first has a rule that the second has not, and the other way about."""
    old, new = (
        loaded(small_pack(**{"rules__applicant-named": None, f"rules__{id_}": RULE.format(id=id_)}))
        for id_ in ("applicant-named", "applicant-other")
    )
    found = difference(PackEdition(old, None, "old"), PackEdition(new, None, "new"))
    return decided(found) if exact else found


DIFFERENCES: dict[str, Callable[[], PackDifference]] = {
    "none": lambda: difference(PackEdition(lsh(), None), PackEdition(lsh(), None)),
    "days": lambda: difference(PackEdition(lsh(), "2020-10-01"), PackEdition(lsh(), "2024-06-01")),
    "texts": lambda: changed(TITLE, SUMMARY),
    "level": lambda: changed(KINDS["level"][0]),
    "choice": lambda: changed(KINDS["choice"][0]),
    "rules": lambda: of_small(exact=False),
    "exact": lambda: of_small(exact=True),
}


@cache
def found_between(name: str) -> PackDifference:
    """Compare two packs once, to be written in each language."""
    return DIFFERENCES[name]()


@pytest.mark.slow
@pytest.mark.parametrize("lang", ["sv", "en"])
@pytest.mark.parametrize("name", DIFFERENCES)
def test_a_difference_follows_its_published_schema_and_every_key_is_described(name: str, lang: str) -> None:
    found: Any = document(found_between(name), view(lang), version="0.0.0")

    assert schema_faults(SCHEMA, found) == []
    # An application and the changes of a specimen have the keys of its form.
    told = [key for key in undescribed(found, SCHEMA, SCHEMA["$defs"], "") if "/application/" not in key]
    assert [key for key in told if "/change/" not in key] == []


def test_the_schema_names_every_outcome_level_and_verdict() -> None:
    result, verdict = (SCHEMA["$defs"]["result"], SCHEMA["properties"]["verdicts"]["items"])

    assert result["properties"]["outcome"]["enum"] == [*OutcomeKind]
    assert result["properties"]["level"]["enum"] == [*Level]
    assert verdict["properties"]["old"]["enum"] == verdict["properties"]["new"]["enum"] == [*Verdict]


@pytest.mark.slow
def test_changed_texts_are_given_in_each_language_with_their_place() -> None:
    found: Any = document(changed(TITLE, SUMMARY), view(), version="0.0.0")

    (rule,) = found["rules"]
    assert (rule["kind"], rule["texts"]) == ("texts", ["title"])
    assert rule["text_changes"] == [
        {
            "part": "title",
            "lang": "en",
            "old": "It is stated how long the work goes on, or that it is permanent",
            "new": "It is stated for how long the work goes on, or that it is permanent",
        }
    ]
    assert found["pack"]["text_changes"] == [
        {"part": "summary.place.label", "lang": "sv", "old": "Plats", "new": "Ort"}
    ]
