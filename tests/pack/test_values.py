"""values.yaml and the units of a pack: what is read of them, and each fault with its place and cure."""

import pytest

from sociallan.analysis.lints.lint import lint
from sociallan.application.field import Unit
from sociallan.files.languages import LANGUAGES
from sociallan.report import sentences
from tests.analysis.sound_pack import sound_pack
from tests.builders import TODAY, at, changed_file, draft_of, loaded, shape, small_pack, words
from tests.conftest import Golden
from tests.faults_told import faults_told

VALUES = """\
total:
  label: {sv: Summa, en: Total}
  unit: kr
  sum: investment.items.cost
  where: {field: item.nature, equals: operating}
left:
  label: {sv: Kvar, en: Left}
  unit: kr
  difference: {of: investment.total_cost, less: derived.total}
series:
  label: {sv: Serie, en: Series}
  unit: none
  beginning: applicant.org_number
  choices:
    company: {begins: "55", label: {sv: bolag, en: company}}
    other: {label: {sv: annat, en: other}}
"""
"""A sum, what is computed from it, and a beginning."""

FAULTS = [
    ("total:", "screening_date:", "values.name-taken", "1:1", None),
    ("  sum: investment.items.cost\n", "", "values.one-operation", "1:1", None),
    ("  sum: inv", "  count: investment.items\n  sum: inv", "values.one-operation", "1:1", None),
    ("sum: investment.items.cost", "sum: investment.items.cots", "rule.unknown-field", "4:8", "investment.items.cost"),
    ("sum: investment.items.cost", "sum: investment.items.nature", "values.kind", "4:8", None),
    ("sum: investment.items.cost", "count: investment.loan", "values.needs-list", "4:10", None),
    ("of: investment.total_cost", "of: investment.items.cost", "values.through-list", "9:20", None),
    ("derived.total}", "derived.totla}", "rule.unknown-derived", "9:49", "derived.total"),
    ("derived.total}", "derived.left}", "values.cycle", "9:49", None),
    ("sum: investment.items.cost", "sum: [derived.left, investment.loan]", "values.cycle", "9:49", None),
    ("item.nature", "item.natrue", "rule.unknown-field", "5:18", "item.nature"),
    ("equals: operating", "equals: operatign", "rule.value-unknown", "5:39", "operating"),
    ("equals: operating", "equals: {param: limit}", "values.where-too-much", "5:40", None),
    ("equals: operating", "min_chars: 3", "values.where-too-much", "5:31", None),
    ("item.nature, equals: operating", "derived.left, stated: true", "values.where-too-much", "5:11", None),
    ("item.nature, equals: operating", "project.area, equals: health", "values.where-no-item", "5:3", None),
    ("sum: investment.items.cost", "sum: investment.loan", "values.where-not-here", "5:3", None),
    ("less: derived.total}", "less: investment.loan}\n  where: {field: item.nature, equals: operating}",
     "values.where-not-here", "10:3", None),
    ("  beginning: applicant", "  where: {field: item.nature, equals: operating}\n  beginning: applicant",
     "values.where-not-here", "13:3", None),
    ("    other: {label: {sv: annat, en: other}}", "    x: {begins: 'x', label: {sv: a, en: b}}",
     "values.no-other-choice", "14:3", None),
    ("other: {label", 'other: {begins: "55", label', "values.beginning-taken", "16:5", None),
    ("difference: {of: investment.total_cost, less: derived.total}",
     "sum: investment.loan\n  choices: {a: {label: {sv: a, en: b}}, c: {begins: x, label: {sv: d, en: e}}}",
     "values.choices-not-here", "10:3", None),
    ("difference: {of: investment.total_cost, less: derived.total}", "beginning: project.title",
     "values.choices-needed", "6:1", None),
    ("less: derived.total", "less: social.target_group.size", "unit.inputs-differ", "9:20", None),
    ("of: investment.total_cost", "of: derived.series", "values.kind", "9:20", None),
    ("unit: kr\n  sum", "unit: people\n  sum", "unit.not-the-result", "3:9", None),
    ("unit: kr\n  sum", "unit: crowns\n  sum", "pack.enum", "3:3", None),
    ("difference: {of: investment.total_cost, less: derived.total}", "min: [project.start, investment.loan]",
     "rule.kinds-differ", "9:24", None),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "code", "place", "suggestion"), FAULTS)
def test_a_fault_is_told_where_it_stands_with_its_cure(
    old: str, new: str, code: str, place: str, suggestion: str | None
) -> None:
    files = changed_file(small_pack(values=VALUES), "values.yaml", old, new)

    faults = [fault for fault in draft_of(files).faults if fault.place.file == "values.yaml"]

    assert code in [fault.code for fault in faults]
    fault = next(fault for fault in faults if fault.code == code)
    assert (at(fault.place), fault.suggestion) == (place, suggestion)
    for lang in LANGUAGES:
        assert "{" not in sentences.diagnostic_message(fault, words(lang)) or "{field" in new


def test_the_sentence_of_each_fault_names_what_it_is_about(golden: Golden) -> None:
    faulty = (changed_file(small_pack(values=VALUES), "values.yaml", old, new) for old, new, *_ in FAULTS)

    golden("faults/values.txt", faults_told((files, draft_of(files).faults) for files in faulty))


def test_every_fault_of_values_is_tried_above() -> None:
    codes = {code for code in words("sv").codes("faults") if code.startswith("values.")}

    assert {code for _, _, code, _, _ in FAULTS} >= codes


def test_a_sound_file_is_read_whole() -> None:
    values = loaded(small_pack(values=VALUES)).values

    assert list(values) == ["total", "left", "series"]
    assert [value.unit for value in values.values()] == [Unit.KR, Unit.KR, Unit.NONE]
    assert [each.walk for each in values["total"].inputs] == ["investment.items[].cost"]
    assert values["left"].inputs[0].path.value is values["total"]
    assert values["series"].beginnings == {"55": "company", "": "other"}


def test_a_pack_need_not_compute_anything() -> None:
    assert loaded(small_pack()).values == {}


def rule_of(condition: str, **more: str) -> dict[str, str]:
    files = small_pack(values=VALUES, **more)
    return changed_file(
        files, "rules/applicant-named.yaml", "{field: applicant.name, not_placeholder: true}", condition
    )


@pytest.mark.parametrize(
    ("condition", "code", "place"),
    [
        ("{field: derived.left, at_least: {param: limit}}", None, ""),
        ("{field: investment.loan, at_most: {field: derived.left}}", None, ""),
        ("{field: social.target_group.size, at_least: 3.0}", None, ""),
        ("{field: social.target_group.size, at_least: {param: limit}}", "unit.differ", "8:62"),
        ("{field: investment.loan, equals: {field: social.target_group.size}}", "unit.differ", "8:51"),
        ("{field: investment.loan, at_most: {field: derived.screening_year}}", "unit.differ", "8:52"),
        ("{field: social.goals, min_items: {param: limit}}", "unit.differ", "8:51"),
        ("{field: social.need.evidence_year, equals: 1}", "rule.unknown-field", "8:18"),
        ("{field: social.target_group.size, at_least: 3.5}", "unit.not-whole", "8:54"),
        ("{some: agenda_2030, as: goal, must: {field: goal, one_of: {param: limits}}}", "rule.unknown-param", "8:76"),
        ("{field: derived.series, equals: compny}", "rule.value-unknown", "8:42"),
    ],
)
def test_only_what_counts_the_same_is_compared(condition: str, code: str | None, place: str) -> None:
    faults = draft_of(rule_of(condition)).faults

    assert [(fault.code, at(fault.place)) for fault in faults] == ([] if code is None else [(code, place)])


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("value: 10}", "value: ten}", "unit.of-no-number"),
        ("unit: kr", "unit: fortnights", "pack.enum"),
        ("unit: kr", "unit: people", None),
    ],
)
def test_the_unit_of_a_parameter_is_one_that_numbers_have(old: str, new: str, code: str | None) -> None:
    files = changed_file(small_pack(), "params.yaml", old, new)

    assert [fault.code for fault in draft_of(files).faults] == ([] if code is None else [code])


def test_a_parameter_that_is_no_number_is_told_with_its_unit_and_what_stands_there() -> None:
    (fault,) = draft_of(changed_file(small_pack(), "params.yaml", "value: 10}", "value: ten}")).faults

    assert fault.parameters == {"name": "limit", "unit": Unit.KR, "value": "ten"}


@pytest.mark.parametrize(
    ("value", "number"),
    [
        ("100 000", "100000"),
        ('"100"', "100"),
        ("10 mkr", "10000000"),
        ("3 år", None),
        ("80 %", None),
        ("hundra", None),
        ("[1, 2 000]", "2000"),
    ],
)
@pytest.mark.parametrize(
    "read",
    [
        "require: {field: investment.loan, at_least: {param: limit}}",
        "when: {field: investment.loan, at_least: {param: limit}}\nrequire: {field: applicant.name, stated: true}",
        (
            "require: {field: applicant.name, stated: true}\njudge: {question: {sv: a, en: b}, "
            "evidence: [applicant.name], when: {field: investment.loan, at_least: {param: limit}}}"
        ),
    ],
)
def test_a_text_in_the_place_of_a_number_is_told_once_at_the_value_with_the_number(
    value: str, number: str | None, read: str
) -> None:
    files = changed_file(sound_pack(), "params.yaml", "value: 10}", f"value: {value}}}")
    files["rules/limited.yaml"] = files["rules/limited.yaml"].replace(
        "require: {field: investment.loan, at_least: {param: limit}}", read
    )

    surveyed = draft_of(files)

    (fault,) = lint(surveyed, shape(), TODAY)
    line = files["params.yaml"].splitlines()[fault.place.line - 1]
    assert (fault.code, fault.suggestion) == ("unit.of-no-number", number)
    assert line[fault.place.column - 1 :].startswith(value.removeprefix("[1, ").removesuffix("]"))


def test_a_parameter_of_people_is_whole() -> None:
    files = changed_file(small_pack(), "params.yaml", "unit: kr", "unit: people")

    (fault,) = draft_of(changed_file(files, "params.yaml", "value: 20", "value: 2.5")).faults

    assert (fault.code, at(fault.place)) == ("unit.not-whole", "6:33")
    assert fault.parameters == {"path": "limit", "unit": Unit.PEOPLE, "value": "2.5"}


def test_a_rule_that_names_a_value_at_fault_is_not_blamed_for_it() -> None:
    files = rule_of("{field: derived.left, at_least: 1}")
    files = changed_file(files, "values.yaml", "derived.total}", "derived.nothing_like_it}")

    faults = draft_of(files).faults

    assert [(fault.code, fault.place.file) for fault in faults] == [("rule.unknown-derived", "values.yaml")]


@pytest.mark.parametrize(
    ("old", "new", "logic", "texts"),
    [
        ("{sv: Summa, en: Total}", "{sv: Annat, en: Other}", False, True),
        ("{sv: bolag, en: company}", "{sv: firma, en: firm}", False, True),
        ("equals: operating", "equals: capital", True, False),
        ('begins: "55"', 'begins: "56"', True, False),
        ("less: derived.total", "less: investment.loan", True, False),
    ],
)
def test_how_a_value_is_computed_is_logic_and_what_it_is_called_a_text(
    old: str, new: str, logic: bool, texts: bool
) -> None:
    before = loaded(small_pack(values=VALUES))
    after = loaded(changed_file(small_pack(values=VALUES), "values.yaml", old, new))

    assert (before.logic_digest != after.logic_digest, before.text_digest != after.text_digest) == (logic, texts)


@pytest.mark.parametrize(("unit", "codes"), [("people", ["unit.not-whole"]), ("percent", [])])
def test_only_what_has_no_parts_is_whole(unit: str, codes: list[str]) -> None:
    files = rule_of("{field: applicant.name, not_placeholder: true}")
    files = changed_file(files, "params.yaml", "unit: kr", f"unit: {unit}")

    faults = draft_of(changed_file(files, "params.yaml", "value: 20", "value: 2.5")).faults

    assert [fault.code for fault in faults] == codes
