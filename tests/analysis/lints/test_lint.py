"""Looking a rule pack through: each kind of finding in its place, none beside it, and none of a sound pack."""

from collections.abc import Mapping

import pytest

from sociallan.analysis.lints.lint import lint, without_findings
from sociallan.application.field import FIELD_TYPES
from sociallan.application.form_check.shape import Shape
from sociallan.application.source import Source
from sociallan.files import packs
from sociallan.pack.load import survey
from tests.analysis.sound_pack import RULE, SOUND, Found, found, rule, sound_pack
from tests.builders import RULES, TODAY, changed_file, draft_of, form, form_text, line_of, pack_schemas, shape, sources


def test_nothing_is_found_in_a_sound_pack() -> None:
    assert found(sound_pack()) == []


@pytest.mark.slow
def test_nothing_is_found_in_the_pack_that_comes_along() -> None:
    surveyed = survey(packs.pack_files(RULES), pack_schemas())

    assert lint(surveyed, shape(), TODAY) == ()
    assert surveyed.pack is not None
    assert without_findings(surveyed.pack, ()) == surveyed.pack.rules


OPERANDS = [
    ("{field: investment.loan, at_least: 1000000000001}", "check.outside-bounds", 36),
    ("{field: investment.loan, more_than: 1000000000000}", "check.outside-bounds", 37),
    ("{field: investment.loan, less_than: 0}", "check.outside-bounds", 37),
    ("{field: investment.loan, at_most: -1}", "check.outside-bounds", 35),
    ("{field: investment.loan, one_of: [5, -5]}", "check.outside-bounds", 38),
    ("{field: project.start, at_least: 2201-01}", "check.outside-bounds", 34),
    ("{field: project.title, min_chars: 501}", "check.outside-bounds", 35),
    ("{some: agenda_2030, as: number, must: {field: number, equals: 18}}", "check.outside-bounds", 63),
    ("{each: investment.grants, as: grant, must: {field: grant.from, stated: true}}", "check.each-without-count", 2),
]


@pytest.mark.parametrize(("condition", "code", "column"), OPERANDS)
def test_a_condition_that_cannot_do_what_it_seems_to_is_found_where_it_stands(
    condition: str, code: str, column: int
) -> None:
    seeded = {**sound_pack(), "rules/seeded.yaml": rule("seeded", condition)}

    assert of_rules(seeded) == [(code, f"rules/seeded.yaml:8:{column + len('require: ')}")]


def of_rules(files: Mapping[str, str]) -> Found:
    """Return what is found in the rules: a field that the seeded rule reads may stand in the list of people's."""
    return [(code, at) for code, at in found(files) if not at.startswith("pack.yaml")]


@pytest.mark.parametrize(
    "condition",
    [
        "{field: investment.loan, at_least: 1000000000000}",
        "{field: investment.loan, more_than: 0}",
        "{field: investment.loan, equals: 0}",
        "{field: project.start, at_least: 2200-12-31}",
        "{field: project.title, min_chars: 500}",
        "{some: agenda_2030, as: number, must: {field: number, equals: 17}}",
        "{field: derived.horizon_years, at_least: 5000}",
        "{each: social.goals, as: goal, count_at_least: 0, must: {field: goal.id, stated: true}}",
        "{each: social.goals, as: goal, count_at_most: 5, must: {field: goal.id, stated: true}}",
        "{some: social.goals, as: goal, must: {field: goal.id, stated: true}}",
    ],
)
def test_what_lies_within_the_bounds_is_left_alone(condition: str) -> None:
    files = {**sound_pack(), "rules/seeded.yaml": rule("seeded", condition)}
    if "derived" in condition:
        files["values.yaml"] = YEARS

    assert of_rules(files) == []


@pytest.mark.parametrize(
    "condition", ["{field: social.goals, min_items: 6}", "{each: social.goals, as: goal, count_at_least: 6}"]
)
def test_a_list_has_bounds_too(condition: str) -> None:
    few = FIELD_TYPES["list"]._replace(schema={"type": "array", "maxItems": 5})
    narrow = Shape(form())
    files = {**sound_pack(), "rules/seeded.yaml": rule("seeded", condition)}
    narrow.fields = {**narrow.fields, "social.goals": narrow.fields["social.goals"]._replace(type=few)}
    surveyed = draft_of(files)

    told = [fault for fault in lint(surveyed, narrow, TODAY) if fault.code == "check.outside-bounds"]

    assert [(fault.place.line, fault.parameters["highest"]) for fault in told] == [(8, 5)]


def test_a_value_of_a_parameter_is_found_in_its_own_file_and_once() -> None:
    files = changed_file(sound_pack(), "params.yaml", "value: 20", "value: -20")
    files["rules/limited-too.yaml"] = rule("limited-too", "{field: investment.loan, more_than: {param: limit}}")

    assert found(files) == [("check.outside-bounds", "params.yaml:6:33")]


@pytest.mark.parametrize("test", ["min_chars: 5", "max_chars: 5", "mentions_none: words"])
def test_a_test_of_prose_in_when_is_found(test: str) -> None:
    when = f"when:\n  not:\n    all:\n      - {{field: project.summary, {test}}}\n"
    files = {**sound_pack(), "rules/seeded.yaml": rule("seeded", SOUND, more=when)}

    assert found(files) == [("check.prose-in-when", "rules/seeded.yaml:13:34")]


def test_a_test_of_prose_may_decide_whether_the_committee_is_asked() -> None:
    judge = (
        "judge: {question: {sv: a, en: b}, evidence: [project.summary], when: {field: project.summary, min_chars: 5}}\n"
    )
    files = {**sound_pack(), "rules/seeded.yaml": rule("seeded", "{field: applicant.name, stated: true}", more=judge)}

    assert found(files) == []


def test_a_rule_that_repeats_another_is_found_once_at_the_later_file() -> None:
    files = sound_pack()
    for name in ("second", "third"):
        files[f"rules/{name}.yaml"] = rule(name, "{field: investment.loan,   at_least: {param: limit}}")

    assert found(files) == [("check.repeats-rule", f"rules/{name}.yaml:1:5") for name in ("second", "third")]


def successor(days: str, *, value: str = "5", more: str = "") -> dict[str, str]:
    """Return the sound pack with a rule that ends on 2024-12-31 and a rule like it from other days."""
    files = {**sound_pack(), "rules/old.yaml": rule("old", "{field: investment.loan, more_than: 4}")}
    files = changed_file(files, "rules/old.yaml", "2020-08-24", "2020-08-24\nvalid_to: 2024-12-31")
    new = rule("new", f"{{field: investment.loan, more_than: {value}}}", more=more).replace("2020-08-24", days)
    return {**files, "rules/new.yaml": new}


@pytest.mark.parametrize("more", ["", "replaces: old\n"])
def test_a_rule_that_begins_before_its_predecessor_has_ended_is_found(more: str) -> None:
    assert found(successor("2024-12-31", more=more)) == [("check.dates-overlap", "rules/new.yaml:4:13")]


def test_a_rule_that_says_the_same_from_another_day_repeats_its_predecessor_and_no_more() -> None:
    assert found(successor("2024-12-31", value="4")) == [("check.repeats-rule", "rules/old.yaml:1:5")]


def test_a_rule_that_replaces_one_that_never_ends_is_found() -> None:
    files = changed_file(
        successor("2025-01-01", more="replaces: old\n"), "rules/old.yaml", "valid_to: 2024-12-31\n", ""
    )

    assert found(files) == [("check.dates-overlap", "rules/new.yaml:4:13")]


@pytest.mark.slow
@pytest.mark.parametrize("more", ["", "replaces: old\n"])
def test_a_rule_that_begins_when_its_predecessor_has_ended_is_left_alone(more: str) -> None:
    assert found(successor("2025-01-01", more=more)) == []
    assert found(successor("2025-01-01", value="4", more=more)) == []


@pytest.mark.slow
def test_days_between_a_rule_and_the_one_that_it_replaces_are_found() -> None:
    assert found(successor("2025-01-02", more="replaces: old\n")) == [("check.dates-gap", "rules/new.yaml:4:13")]
    assert found(successor("2025-01-02")) == []


def test_another_answer_is_another_rule() -> None:
    one = rule("one", "{field: applicant.influence, stated: true}")
    other = rule("other", "{field: applicant.influence, stated: false}").replace("2020-08-24", "2024-01-01")

    assert of_rules({**sound_pack(), "rules/one.yaml": one, "rules/other.yaml": other}) == []


@pytest.mark.parametrize("days", ["2020-08-25", "2020-08-24\nvalid_to: 2024-01-01"])
def test_a_group_without_a_requirement_on_some_day_is_found(days: str) -> None:
    files = changed_file(sound_pack(), RULE, "2020-08-24", days)

    assert found(files) == [("check.group-gap", "pack.yaml:10:15")]


@pytest.mark.parametrize("second", ["2020-08-24", "2020-08-23"])
def test_values_of_a_parameter_out_of_order_are_found(second: str) -> None:
    files = changed_file(sound_pack(), "params.yaml", "2024-01-01", second)

    assert found(files) == [("check.param-order", "params.yaml:6:14")]


def test_a_parameter_that_begins_later_than_a_rule_that_compares_with_it_is_found() -> None:
    files = changed_file(sound_pack(), "params.yaml", "from: 2020-08-24", "from: 2020-08-25")

    assert found(files) == [("check.param-gap", "params.yaml:5:14")]


def test_of_a_parameter_that_begins_later_nothing_else_is_found() -> None:
    files = changed_file(sound_pack(), "params.yaml", "from: 2020-08-24", "from: 2020-08-25")
    tests = (
        "tests:\n  - {name: {sv: a, en: b}, expect: not_met, "
        "change: {investment.loan: 9}, because: [investment.loan]}\n"
    )
    limited = files["rules/limited.yaml"].partition("tests:")[0] + tests
    files["rules/limited.yaml"] = limited
    files["rules/limited-too.yaml"] = (
        limited.replace("id: limited", "id: limited-too")
        .replace(
            "{field: investment.loan", "{all: [{field: applicant.name, not_placeholder: true}, {field: investment.loan"
        )
        .replace("{param: limit}}", "{param: limit}}]}")
    )

    assert found(files) == [("check.param-gap", "params.yaml:5:14")]


PARAM = """\
idle:
  title: {sv: Gräns, en: Limit}
  unit: kr
  values: [{from: 2020-08-24, value: 10}]
  cites: [SOURCE#one]
"""


YEARS = """\
horizon_years:
  label: {sv: År, en: Years}
  unit: years
  years_between: {from: project.end, to: long_term.until}
"""


def test_what_is_never_used_is_found() -> None:
    files = sound_pack()
    files["values.yaml"] = YEARS
    files["params.yaml"] += PARAM
    passage = "    two: {summary: {sv: Säger annat., en: Says more.}, mark: stated}\n"
    files["sources.yaml"] += passage
    files = changed_file(files, "pack.yaml", "lists:\n", "lists:\n  idle: {title: {sv: O, en: W}, words: [a]}\n")
    files["tables/idle.csv"] = "code,from,to,source\n0180,2020-01-01,,SOURCE#one\n"

    assert found(files) == [
        ("check.unused-list", "pack.yaml:12:3"),
        ("check.unused-param", "params.yaml:9:1"),
        ("check.unused-passage", "sources.yaml:8:5"),
        ("check.unused-table", "tables/idle.csv:1:1"),
        ("check.unused-value", "values.yaml:1:1"),
    ]


def test_a_value_is_used_by_the_value_that_a_rule_names() -> None:
    files = sound_pack()
    files["values.yaml"] = YEARS + ("most: {label: {sv: Flest, en: Most}, unit: years, max: derived.horizon_years}\n")
    files["rules/seeded.yaml"] = rule("seeded", "{field: derived.most, at_least: 3}")

    assert of_rules(files) == []


def test_a_text_uses_the_parameter_that_it_names_and_a_parameter_the_passage_that_it_cites() -> None:
    files = sound_pack()
    files["params.yaml"] += PARAM.replace("SOURCE#one", "SOURCE#two")
    files["sources.yaml"] += "    two: {summary: {sv: Säger annat., en: Says more.}, mark: stated}\n"
    files = changed_file(files, RULE, "{sv: Skriv, en: Write}", "{sv: 'Skriv {idle}', en: 'Write {idle}'}")

    assert found(files) == []


def field_line(name: str) -> str:
    """Return the place of a field's key in form.yaml, where its name stands once so deep."""
    line = line_of(form_text(), f"\n{name}:") + 1
    return f"form.yaml:{line}:{len(name) - len(name.lstrip()) + 1}"


@pytest.mark.slow
def test_a_field_that_nobody_reads_is_found_where_it_stands() -> None:
    files = sound_pack()

    assert found(changed_file(files, "pack.yaml", "decision, ", "")) == [
        ("check.unread-field", field_line("  decision"))
    ]
    assert found(changed_file(files, "pack.yaml", "project.title, ", "")) == [
        ("check.unread-field", field_line("      title"))
    ]


def test_a_part_that_is_evidence_as_a_whole_does_not_name_the_fields_in_it() -> None:
    judge = "judge: {question: {sv: a, en: b}, evidence: [decision]}\n"
    files = changed_file(sound_pack(), "pack.yaml", "decision, ", "decision.body, ")
    files["rules/seeded.yaml"] = rule("seeded", "{field: applicant.name, stated: true}", more=judge)

    assert unread(files) == ["decision.date", "decision.reference"]


def test_a_field_that_is_evidence_is_named_and_those_beside_it_are_not() -> None:
    judge = "judge: {question: {sv: a, en: b}, evidence: [decision.body]}\n"
    files = changed_file(sound_pack(), "pack.yaml", "decision, ", "")
    files["rules/seeded.yaml"] = rule("seeded", "{field: applicant.name, stated: true}", more=judge)

    assert unread(files) == [f"decision.{name}" for name in shape().fields["decision"].children if name != "body"]


def unread(files: Mapping[str, str]) -> list[object]:
    """Return the fields that are found to be named nowhere, if nothing else is found."""
    told = lint(draft_of(files), shape(), TODAY)
    assert {fault.code for fault in told} == {"check.unread-field"}
    return [fault.parameters["path"] for fault in told]


@pytest.mark.parametrize("path", ["investment.loan", "project"])
def test_a_field_that_people_read_may_be_read_by_a_rule_too(path: str) -> None:
    assert found(changed_file(sound_pack(), "pack.yaml", "read_by_people: [", f"read_by_people: [{path}, ")) == []


def test_texts_that_name_different_parameters_are_found() -> None:
    files = changed_file(sound_pack(), RULE, "{sv: Skriv, en: Write}", "{sv: 'Skriv {limit}', en: Write 20}")

    assert found(files) == [("check.placeholders-differ", f"{RULE}:9:28")]


def test_a_specimen_of_the_wrong_form_is_found_where_it_stands() -> None:
    files = changed_file(sound_pack(), "pack.yaml", "lists:", "unknown: [okänt]\nlists:")
    files["specimens/housing.yaml"] += "project:\n  area: huosing\n  titel: A\nsocial: {effects: okänt}\n"

    assert found(files) == [
        ("schema.enum", "specimens/housing.yaml:3:3"),
        ("schema.unknown-key", "specimens/housing.yaml:4:3"),
    ]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("[SOURCE#two]", "[SOURCE#tow]"),
        ("[SOURCE#two]", "[ELSEWHERE#nothing]"),
        ("{param: idle}", "{param: idel}"),
        ("{param: idle}", "{param: xyzzy}"),
        ("decision.body, mentions_none: idle}", "decision.body, mentions_none: idel}"),
        ("decision.body, mentions_none: idle}", "decision.bdoy, mentions_none: idle}"),
        ("decision.body, mentions_none: idle}", "decision.body, mentions_none: idle"),
        ("level: expectation", "level: expectatoin"),
        ("valid_from: 2020-08-24", "valid_from: 2020-02-30"),
        ("[SOURCE#two]", "[SOURCE]"),
        ("[SOURCE#two]", "[SOURCE #two]"),
        ("[SOURCE#two]", "[]"),
        ("decision.body, mentions_none: idle}", "decision.body, mentions_none: [a]}"),
        ("decision.body, mentions_none: idle}", "body, mentions_none: idle}"),
    ],
)
def test_what_only_a_rule_at_fault_uses_is_not_called_unused(old: str, new: str) -> None:
    files = sound_pack()
    files["params.yaml"] += PARAM
    files["sources.yaml"] += "    two: {summary: {sv: Säger annat., en: Says more.}, mark: stated}\n"
    files = changed_file(files, "pack.yaml", "lists:\n", "lists:\n  idle: {title: {sv: O, en: W}, words: [a]}\n")
    files = changed_file(files, "pack.yaml", "decision, ", "decision.date, decision.reference, ")
    condition = (
        "{all: [{field: decision.body, mentions_none: idle}, {field: investment.loan, at_least: {param: idle}}]}"
    )
    files["rules/seeded.yaml"] = rule("seeded", condition).replace("SOURCE#one", "SOURCE#two")
    assert found(files) == []

    (fault,) = found(changed_file(files, "rules/seeded.yaml", old, new))

    assert fault[1].startswith("rules/seeded.yaml:")


def test_a_group_whose_only_requirement_is_at_fault_is_not_called_empty() -> None:
    files = changed_file(sound_pack(), RULE, "cites: [SOURCE#one]", "cites: [SOURCE#oen]")

    assert found(files) == [("rule.unknown-passage", f"{RULE}:7:9")]


@pytest.mark.parametrize("name", [RULE, "rules/limited.yaml", "rules/wordy.yaml"])
def test_beside_a_rule_that_is_no_text_nothing_is_called_unused_or_empty(name: str) -> None:
    files = sound_pack()
    latin = Source(name, files.pop(name).encode("latin-1"))

    told = lint(survey([*sources(files), latin], pack_schemas()), shape(), TODAY)

    assert [(fault.code, fault.place.file) for fault in told] == [("file.encoding", name)]


def test_rules_at_fault_are_left_out_and_the_sound_ones_are_there() -> None:
    files = changed_file(sound_pack(), RULE, "group: applicant", "group: aplicant")
    files = changed_file(files, "rules/limited.yaml", "{param: limit}", "-1")

    surveyed = draft_of(files)

    assert surveyed.pack is not None
    assert [rule.id for rule in surveyed.pack.rules] == ["limited", "wordy"]
    assert [rule.id for rule in without_findings(surveyed.pack, lint(surveyed, shape(), TODAY))] == ["wordy"]


def test_without_its_three_files_a_pack_is_told_its_faults_alone() -> None:
    files = changed_file(sound_pack(), "params.yaml", "  unit: kr\n", "")

    assert draft_of(files).pack is None
    assert found(files) == [("pack.key-missing", "params.yaml:1:1")]


@pytest.mark.parametrize(
    ("condition", "specimen", "change", "expect"),
    [
        (
            "{field: social.target_group.description, no_doubt: numbers}",
            "social: {target_group: {description: Högst 40 personer, size: 40}}\n",
            "social.target_group.size: 30",
            "judgement",
        ),
        (
            "{field: social.goals, unique: id}",
            "social: {goals: [{id: one}, {id: two}]}\n",
            "social.goals.1.id: one",
            "not_met, because: [social.goals.id]",
        ),
    ],
)
def test_a_change_of_what_a_condition_reads_beside_its_field_is_not_idle(
    condition: str, specimen: str, change: str, expect: str
) -> None:
    files = sound_pack()
    files["pack.yaml"] += "prose: {counted: {people: [personer]}}\n"
    files["specimens/housing.yaml"] += specimen
    files["rules/seeded.yaml"] = rule("seeded", condition)
    files["rules/seeded.yaml"] += f"  - {{name: {{sv: Ändrat, en: Changed}}, change: {{{change}}}, expect: {expect}}}\n"

    assert of_rules(files) == []


TERM = """terms:
  - word: {sv: praxis, en: practice}
    means: {sv: Ett sätt., en: A way.}
    cites: [SOURCE#one]
    instead_of: """


@pytest.mark.parametrize(
    ("instead_of", "file", "old", "new", "column"),
    [
        ("{sv: [praktik]}", RULE, "why: {sv: Varför", "why: {sv: God praktik", 15),
        ("{sv: [Praktik]}", RULE, "why: {sv: Varför", "why: {sv: PRAKTIK", 11),
        ("{sv: [god sed]}", RULE, "why: {sv: Varför", "why: {sv: Efter  god sed", 18),
        ("{en: [usage]}", RULE, "en: Why", "en: Of usage", 26),
    ],
)
def test_a_word_that_may_not_stand_for_a_term_is_found_where_it_stands(
    instead_of: str, file: str, old: str, new: str, column: int
) -> None:
    files = changed_file(sound_pack(), file, old, new)
    files["pack.yaml"] += f"{TERM}{instead_of}\n"

    assert [fault for fault in found(files) if fault[0] == "check.other-word"] == [
        ("check.other-word", f"{file}:6:{column}")
    ]


@pytest.mark.parametrize(
    ("instead_of", "why"),
    [
        ("{sv: [praktik]}", "Vår praxis"),
        ("{sv: [praktik]}", "En praktikplats"),
        ("{en: [praktik]}", "God praktik"),
    ],
)
def test_the_term_a_longer_word_and_a_word_of_another_language_are_no_fault(instead_of: str, why: str) -> None:
    files = changed_file(sound_pack(), RULE, "why: {sv: Varför", f"why: {{sv: {why}")
    files["pack.yaml"] += f"{TERM}{instead_of}\n"

    assert "check.other-word" not in {code for code, _ in found(files)}
