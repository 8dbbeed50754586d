"""A pack looked through whole: ten faults of ten kinds give ten findings, and a sound pack gives none."""

import pytest

from sociallan.analysis.pack_check import pack_check
from sociallan.application.source import Source
from sociallan.files import packs
from sociallan.pack.load import survey
from tests.builders import RULES, TODAY, changed_file, line_of, pack_schemas
from tests.sampling import explore_sampled

ONE_PART = "require: {field: housing.tenant_dialogue, min_chars: 60}\n"
DEAD_BRANCH = """\
require:
  any:
    - {field: housing.tenant_dialogue, min_chars: 60}
    - {field: project.area, equals: safety}
"""
LAST_OF_ITS_KIND = """\
  - name: {sv: Målgruppens storlek saknas, en: The size of the target group is missing}
    remove: [social.target_group.size]
    expect: missing
    because: [social.target_group.size]
"""
SEEDS = [
    ("G4/G4-horizon", "field: long_term.until,", "field: long_term.untli,", "rule.unknown-field", "long_term.until"),
    ("housing/housing-affordability", "equals: housing", "equals: huosing", "rule.value-unknown", "housing"),
    ("privacy/privacy-small-group", "{param: smallest_group}", "2000000000", "check.outside-bounds", None),
    (
        "G5/G5-goals-stated",
        "as: goal",
        "count_at_least: 3\n  count_at_most: 2\n  as: goal",
        "rule.bounds-crossed",
        None,
    ),
    (
        "G1/G1-contribution-route",
        "  en: The project develops practice, innovation or quality\n",
        "",
        "pack.key-missing",
        None,
    ),
    ("G5/G5-evaluation-method", "K-DIAL1#basics", "K-DIAL9#basics", "rule.unknown-passage", "K-DIAL1#basics"),
    ("housing/housing-tenant-dialogue", ONE_PART, DEAD_BRANCH, "check.idle", None),
    ("G3/G3-target-group-sized", LAST_OF_ITS_KIND, "", "check.untested", None),
]
"""Faults to seed in rules of the pack lsh: the file, what stands there, what is to stand, and what is found."""

LATER = {"pack.key-missing": -2, "check.idle": 3, "check.untested": -3}
"""Where a finding stands, in lines from what was changed: at what lacks a text, at the dead part, at the tests."""


@pytest.mark.law
@pytest.mark.slow
def test_nothing_is_found_in_the_pack_that_comes_along(monkeypatch: pytest.MonkeyPatch) -> None:
    explore_sampled(monkeypatch, 16, "G5-target-after-baseline")

    checked = pack_check(survey(packs.pack_files(RULES), pack_schemas()), pack_schemas(), TODAY)

    assert checked.faults == ()
    assert checked.sampled


@pytest.mark.law
@pytest.mark.slow
def test_ten_faults_seeded_in_the_pack_are_found_in_their_places_and_nothing_beside_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    explore_sampled(monkeypatch, 6, *(name.rpartition("/")[2] for name, *_ in SEEDS))
    files = {file.path: file.data.decode() for file in packs.pack_files(RULES)}
    expected = []
    for name, old, new, code, suggestion in SEEDS:
        path = f"rules/{name}.yaml"
        line = line_of(files[path], old) + LATER.get(code, 0)
        files = changed_file(files, path, old, new)
        expected.append((code, path, line, suggestion))
    copied = files["rules/G5/G5-target.yaml"].replace("id: G5-target", "id: G5-target-again")
    files["rules/G5/G5-target-again.yaml"] = copied
    expected.append(("check.repeats-rule", "rules/G5/G5-target.yaml", 2, None))
    years = files["rules/G4/G4-minimum-years.yaml"].replace(
        "id: G4-minimum-years", "id: G4-more-years\nreplaces: G4-minimum-years"
    )
    files["rules/G4/G4-more-years.yaml"] = years.replace("2020-08-24", "2025-01-01").replace(
        "{param: minimum_horizon}", "5"
    )
    expected.append(("check.dates-overlap", "rules/G4/G4-more-years.yaml", 6, None))

    surveyed = survey([Source(path, text.encode()) for path, text in files.items()], pack_schemas())

    faults = pack_check(surveyed, pack_schemas(), TODAY).faults

    assert len(expected) == 10
    assert sorted((f.code, f.place.file, f.place.line, f.suggestion) for f in faults) == sorted(
        expected, key=lambda seed: seed[:3]
    )
