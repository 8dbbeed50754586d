"""Findings that are mended, new and left since an earlier version, whatever has moved in the file."""

import json
from collections.abc import Callable
from dataclasses import replace

import pytest

from sociallan.application.read import read
from sociallan.files import resources
from sociallan.formats import RENDERERS, render
from sociallan.screening.against import findings, item_labels, own_ids, since, version_of
from sociallan.screening.report import Report, Screening
from sociallan.screening.screen import Screener
from sociallan.screening.since import Earlier, Finding, FindingState, Since, SinceCounts, path_key
from sociallan.screening.stored.stored_findings import StoredFindings, stored_findings
from sociallan.screening.totals import whole_report
from tests.builders import (
    TODAY,
    example,
    examples,
    in_pieces,
    loaded,
    lsh,
    report,
    rule_requiring,
    screen,
    shape,
    source,
    view,
    with_summary,
    words,
)
from tests.formats.samples import ONE_OF_EACH, SAMPLES, sample

RULES = {
    "goals-described": "{each: social.goals, as: goal, must: {field: goal.description, min_chars: 9}}",
    "loan-limited": "{field: investment.loan, at_most: {field: investment.total_cost}}",
}
TITLED = "loan-of-titled-project-limited"
"""The rule ``loan-limited`` again, for projects that have more than a few letters as their title."""


@pytest.fixture(scope="module")
def screener() -> Screener:
    files = with_summary()
    files |= {f"rules/{name}.yaml": rule_requiring(asked, name) for name, asked in RULES.items()}
    files[f"rules/{TITLED}.yaml"] = (
        f"{rule_requiring(RULES['loan-limited'], TITLED)}when: {{field: project.title, min_chars: 5}}\n"
    )
    return Screener(loaded(files), shape(), today=TODAY)


def labels(text: str) -> dict[str, str]:
    return dict(item_labels(read(source(text)).value, own_ids(lsh().form)))


def alone(screening: Screening) -> Earlier:
    return Earlier(findings(screening), {})


def compared(screener: Screener, old: str, new: str, *, with_ids: tuple[bool, bool] = (True, True)) -> Since:
    """Compare two versions, each with the own ids of its items or without."""
    before, after = screener.screen(source(old)), screener.screen(source(new))
    then, now = (
        Earlier(findings(screening), labels(text) if known else None)
        for screening, text, known in zip((before, after), (old, new), with_ids, strict=True)
    )
    return since(after, now, then)


def rules_of(found: Since) -> tuple[list[str], list[str], list[str]]:
    several = (found.mended, found.new, found.left)
    mended, new, left = ([finding.id for finding in each if finding.id in RULES] for each in several)
    return mended, new, left


LOAN = "investment: {loan: 25, total_cost: 30}\n"
GOALS = LOAN + "social:\n  goals:\n    - {id: M1, description: Trygg}\n    - {id: M2, description: Ingen är rädd här}\n"
SWAPPED = (
    LOAN + "social:\n  goals:\n    - {id: M2, description: Ingen är rädd här}\n    - {id: M1, description: Trygg}\n"
)


def test_moved_lines_change_nothing(screener: Screener) -> None:
    moved = "# en rad\n\n\n" + GOALS.replace("investment:", "# till\ninvestment:")

    assert rules_of(compared(screener, GOALS, moved)) == ([], [], ["goals-described"])


@pytest.mark.parametrize("with_ids", [(True, True), (False, True), (True, False)])
def test_an_item_that_moves_in_its_list_is_known_by_its_id_or_not_told_apart(
    screener: Screener, with_ids: tuple[bool, bool]
) -> None:
    found = compared(screener, GOALS, SWAPPED, with_ids=with_ids)

    assert rules_of(found) == ([], [], ["goals-described"])


def test_a_rule_that_is_mended_for_one_item_and_broken_for_another_is_both(screener: Screener) -> None:
    other = GOALS.replace("Trygg", "Alla är trygga här").replace("Ingen är rädd här", "Lugn")

    assert rules_of(compared(screener, GOALS, other)) == (["goals-described"], ["goals-described"], [])


def test_a_rule_that_no_item_may_break_is_mended_for_one_and_new_for_another() -> None:
    rule = rule_requiring("{each: social.goals, as: goal, must: {field: goal.level, equals: outcome}}", "levels")
    strict = Screener(loaded(with_summary() | {"rules/levels.yaml": rule}), shape(), today=TODAY)
    old = "social: {goals: [{id: M1, level: output}, {id: M2, level: outcome}]}\n"

    found = compared(strict, old, "social: {goals: [{id: M1, level: outcome}, {id: M2, level: output}]}\n")

    assert [each.pointer for each in found.mended if each.id == "levels"] == ["/social/goals/0/level"]
    assert [each.pointer for each in found.new if each.id == "levels"] == ["/social/goals/1/level"]


@pytest.mark.parametrize(
    ("status", "pointers", "pointer"),
    [("missing", ("/project/title", "/project/area"), "/project/title"), ("not_met", (), ""), ("error", ("/x",), "/x")],
)
def test_only_what_is_missing_is_a_gap_and_the_first_field_decides(
    status: str, pointers: tuple[str, ...], pointer: str
) -> None:
    found = Finding("loan-limited", status, pointers, None)

    assert found.is_gap is (status == "missing")
    assert found.pointer == pointer


def test_what_was_missing_and_is_now_wrong_is_new(screener: Screener) -> None:
    missing, wrong, right = (LOAN.replace("30", cost) for cost in ('""', "20", "40"))

    assert "loan-limited" in rules_of(compared(screener, missing, wrong))[1]
    assert "loan-limited" not in rules_of(compared(screener, missing, wrong))[0]
    assert "loan-limited" in rules_of(compared(screener, missing, right))[0]
    assert "loan-limited" in rules_of(compared(screener, wrong, right))[0]


@pytest.mark.parametrize(
    ("title", "cost", "mended"), [("Lekparken", 30, True), ("Park", 20, False), ("Park", 30, False), ('""', 30, False)]
)
def test_a_rule_is_mended_once_it_is_decided_and_not_while_it_waits_for_its_condition(
    screener: Screener, title: str, cost: int, *, mended: bool
) -> None:
    """Of a title of a few letters people judge whether it is one."""
    old = "project: {title: Lekparken}\ninvestment: {loan: 25, total_cost: 20}\n"

    found = compared(screener, old, old.replace("Lekparken", title).replace("20", str(cost)))

    assert (TITLED in [each.id for each in found.mended]) is mended


def test_a_rule_that_applies_no_more_is_mended() -> None:
    planned = f"{rule_requiring(RULES['loan-limited'], 'of-planned')}when: {{field: project.status, equals: planned}}\n"
    strict = Screener(loaded(with_summary() | {"rules/of-planned.yaml": planned}), shape(), today=TODAY)
    old = "project: {status: planned}\ninvestment: {loan: 25, total_cost: 20}\n"

    found = compared(strict, old, old.replace("planned", "completed"))

    assert "of-planned" in [each.id for each in found.mended]


def test_what_was_missing_and_is_now_for_people_to_judge_is_mended(screener: Screener) -> None:
    given = "social: {goals: [{id: M1, description: %s}]}\n"

    assert "goals-described" in rules_of(compared(screener, given % '""', given % "Trygg"))[0]


@pytest.mark.parametrize("old", [GOALS, "project: {titel: A}\n"])
def test_the_faults_of_a_file_that_cannot_be_read_now_are_not_mended(screener: Screener, old: str) -> None:
    found = compared(screener, old, "a: [\n")

    assert found.mended == ()
    assert len(found.new) == 1


def test_a_fault_of_form_is_matched_by_its_code_and_its_field() -> None:
    old, new = "project: {titel: A}\n", "applicant: {nam: B}\n"
    found = since(screen(new), alone(screen(new)), alone(screen(old)))

    assert [(f.id, f.pointer) for f in found.mended if not f.of_rule] == [("schema.unknown-key", "/project/titel")]
    assert ("schema.unknown-key", "/applicant/nam") in [(f.id, f.pointer) for f in found.new]


def test_a_fault_of_form_that_is_corrected_is_mended_where_no_other_is_like_it() -> None:
    old, new = "project: {titel: A}\n", "project: {title: A}\n"

    found = since(screen(new), alone(screen(new)), alone(screen(old)))

    assert "schema.unknown-key" in [each.id for each in found.mended]


def test_a_finding_of_no_field_is_the_same_as_before() -> None:
    screening = screen(example(ONE_OF_EACH["incomplete"]))
    version = Earlier((Finding("loan-limited", "not_met", (), None),), {})

    assert since(screening, version, version).left == version.findings


def test_of_items_that_cannot_be_told_apart_those_that_stand_where_they_stood_are_the_same(screener: Screener) -> None:
    old = "social: {goals: [{titel: A}, {titel: B}, {titel: C}]}\n"

    found = compared(screener, old, old.replace("titel: B", "description: B"))

    assert [finding.pointer for finding in found.mended if not finding.of_rule] == ["/social/goals/1/titel"]
    assert [finding.pointer for finding in found.new if not finding.of_rule] == []


def test_a_finding_of_an_item_is_left_when_a_fault_of_syntax_elsewhere_is_mended() -> None:
    text = example("ready/housing-sjohamra-tryggare-tvattstugor.yaml").data.decode()
    faulty = text.replace("\nevaluation:\n", "\nevaluation\n")
    then, now = (version_of(screen(each), source(each), lsh()) for each in (faulty, text))

    found = since(screen(text), now, then)

    assert [each.id for each in found.mended] == ["yaml.missing-colon"]
    assert (found.new, [each.id for each in found.left]) == ((), ["G5-indicators-yearly"])


def test_an_application_that_is_not_in_the_earlier_report_is_new_throughout() -> None:
    screening = screen(example(ONE_OF_EACH["incomplete"]))
    found = since(screening, alone(screening), None)

    assert (found.is_known, found.mended, found.left) == (False, (), ())
    assert found.new == findings(screening)
    assert found.counts == SinceCounts(new=len(findings(screening)), unknown=1)


def test_an_application_that_is_compared_is_not_counted_as_unknown() -> None:
    screening = screen(example(ONE_OF_EACH["incomplete"]))

    counts = since(screening, alone(screening), alone(screening)).counts

    assert counts == SinceCounts(left=len(findings(screening)))
    assert counts.plus(SinceCounts(1, 2, 3, 4)) == (1, 2, 3 + len(findings(screening)), 4)


def test_a_finding_that_no_report_lists_has_no_state() -> None:
    screening = screen(example(ONE_OF_EACH["incomplete"]))
    first = findings(screening)[0]

    found = since(screening, alone(screening), alone(screening))

    assert found.state(first) is FindingState.LEFT
    assert found.state(first._replace(id="unlisted")) is None


def test_an_id_that_is_not_filled_in_identifies_no_item(screener: Screener) -> None:
    goals = "  goals:\n    - {id: '???', description: Trygg}\n    - {id: M2, description: Trygg}\n"
    text = f"{LOAN}social:\n  effects: [education]\n{goals}"

    version = version_of(screener.screen(source(text)), source(text), lsh())

    assert version.labels == {"/social/goals/1": "M2"}


@pytest.mark.parametrize("path", ["a/b.yaml", "./a/b.yaml", "a\\b.yaml", "a//b.yaml", "a/b.yaml#1"])
def test_a_path_is_the_same_however_it_is_written(path: str) -> None:
    assert path_key(path) == "a/b.yaml"


def test_a_path_from_the_root_is_another_than_one_from_here() -> None:
    assert path_key("/a/b.yaml") == "/a/b.yaml" != path_key("a/b.yaml")


def stored(given: Report, form: str) -> StoredFindings:
    chunks = in_pieces(render(form, given, view("sv")))
    codes = frozenset(words().codes("findings"))
    found = stored_findings(chunks, resources.schema("report"), codes=codes)
    assert isinstance(found, StoredFindings)
    return found


@pytest.mark.slow
@pytest.mark.parametrize("form", ["json", "ndjson"])
@pytest.mark.parametrize("name", SAMPLES)
def test_a_stored_report_has_the_findings_of_the_screening(name: str, form: str) -> None:
    given = sample(name)

    # A report has its findings in another order than it lists them.
    found = {path: sorted(earlier.findings, key=repr) for path, earlier in stored(given, form).by_path.items()}
    assert found == {each.path: sorted(findings(each), key=repr) for each in given.screenings}


@pytest.mark.slow
def test_a_stored_report_tells_what_stands_behind_a_fault_of_form() -> None:
    given = report(*(screen(example(name)) for name in examples("invalid")))

    found = {path: sorted(earlier.findings, key=repr) for path, earlier in stored(given, "json").by_path.items()}
    assert found == {each.path: sorted(findings(each), key=repr) for each in given.screenings}


def with_itself(given: Report) -> Report:
    """Return a report whose applications are compared with themselves."""
    return against(given, lambda screening: since(screening, alone(screening), alone(screening)))


def against(given: Report, earlier: Callable[[Screening], Since]) -> Report:
    screenings = [replace(screening, since=earlier(screening)) for screening in given.screenings]
    return whole_report(given.head._replace(earlier="tidigare.json"), screenings)


TEXTS = [name for name, form in RENDERERS.items() if not form.binary]


@pytest.mark.parametrize("form", TEXTS)
def test_compared_with_itself_everything_is_left_and_nothing_new_in_every_format(form: str) -> None:
    given = with_itself(sample("several"))
    written = render(form, given, view("sv"))

    assert given.totals.since is not None
    assert given.totals.since[:3] == (0, 0, sum(len(findings(each)) for each in given.screenings))
    for lang_word in ("Nytt: ", "Åtgärdat: "):
        assert lang_word not in written
    assert written != render(form, sample("several"), view("sv"))


@pytest.mark.parametrize("form", TEXTS)
def test_what_is_mended_and_new_is_told_in_every_format(form: str) -> None:
    mended = findings(screen(example(ONE_OF_EACH["incomplete"])))[:1]
    given = against(
        sample("not_met"),
        lambda each: Since(is_known=True, mended=mended, new=findings(each)[:1], left=findings(each)[1:]),
    )
    written = render(form, given, view("sv"))

    match form:
        case "json":
            (told_of,) = json.loads(written)["applications"]
            assert [each["id"] for each in told_of["since"]["mended"]] == [mended[0].id]
        case "ndjson" | "ndjson1":
            first = json.loads(written.splitlines()[-2])
            assert [each["id"] for each in first["since"]["new"]] == [findings(given.screenings[0])[0].id]
        case "sarif":
            states = [each["baselineState"] for each in json.loads(written)["runs"][0]["results"]]
            assert states == ["new", *["unchanged"] * (len(states) - 2), "absent"]
        case "csv":
            assert written.splitlines()[-1].endswith(f";1;1;{len(findings(given.screenings[0])) - 1}")
        case _ if RENDERERS[form].headless:
            # They hold what is wrong; what is mended is told beside them.
            assert "Nytt: " in written or view("sv").words.say("sheet.columns.state") in written
        case "junit" | "github":
            assert "1 · nytt: 1 · kvar" in written
            assert "Nytt: " in written or "Nytt%3A " in written
        case _:
            assert "1 · nytt: 1 · kvar" in written
            assert "Nytt: " in written
            assert mended[0].id in written


@pytest.mark.slow
def test_without_an_earlier_version_nothing_is_told_of_one() -> None:
    for form in TEXTS:
        written = render(form, sample("not_met"), view("sv"))
        assert "edan sist" not in written
        assert '"since"' not in written
