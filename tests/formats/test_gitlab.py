"""The report as GitLab's Code Quality: what the documentation of the format asks for."""

import json
from typing import Any

import pytest

from sociallan.formats import render
from sociallan.report.notices import in_short, notices
from tests.builders import view
from tests.formats.samples import LANGS, SAMPLES, sample

SEVERITIES = {"info", "minor", "major", "critical", "blocker"}


def issues(name: str, lang: str = "sv") -> Any:
    return json.loads(render("gitlab", sample(name), view(lang)))


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", SAMPLES)
def test_an_issue_has_what_gitlab_requires(name: str, lang: str) -> None:
    for issue in issues(name, lang):
        assert set(issue) == {"description", "check_name", "fingerprint", "severity", "location"}
        assert issue["severity"] in SEVERITIES
        assert not issue["location"]["path"].startswith(("/", "./"))
        assert issue["location"]["lines"]["begin"] >= 1
        assert "\n" not in issue["description"]


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", SAMPLES)
def test_a_description_is_the_headline_and_the_first_reason(name: str, lang: str) -> None:
    (screening, *_) = sample(name).screenings
    found = notices(screening, sample(name).head, view(lang))

    assert [each["description"] for each in issues(name, lang)][: len(found)] == [in_short(each.item) for each in found]
    assert all(each["description"].endswith((".", "!", "?", "…", '"', "”")) for each in issues(name, lang))


def test_the_list_is_empty_where_nothing_is_wrong_and_has_no_byte_order_mark() -> None:
    assert render("gitlab", sample("ready"), view("sv")) == "[]\n"


def test_the_gravest_is_what_keeps_the_rest_from_being_checked() -> None:
    severities = {issue["check_name"]: issue["severity"] for issue in issues("several")}

    assert severities["schema.unknown-key"] == "blocker"
    assert severities["financing-loan-within-cost"] == "critical"
    assert severities["G5-goals-stated"] == "major"
    assert severities["G5-effect-plan"] == "minor"
