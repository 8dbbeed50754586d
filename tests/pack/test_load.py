"""Loading a rule pack: every fault with its place, and all faults at once."""

import re

import pytest

from sociallan.pack.faults import PackError
from sociallan.pack.pack import GroupAll, GroupLeaf
from sociallan.rules.rule import Level
from tests.builders import ROOT, draft_of, loaded, lsh, small_pack
from tests.conftest import Golden
from tests.faults_told import faults_told

RULE = "rules/applicant-named.yaml"


def faults(files: dict[str, str]) -> list[tuple[str, str, str | None]]:
    """Return code, place and suggestion of each fault of a pack."""
    try:
        loaded(files)
    except PackError as error:
        return [(f.code, f"{f.place.file}:{f.place.line}:{f.place.column}", f.suggestion) for f in error.faults]
    return []


def changed(name: str, old: str, new: str) -> dict[str, str]:
    """Return the small pack with a piece of one file replaced."""
    files = small_pack()
    assert old in files[name], old
    return {**files, name: files[name].replace(old, new, 1)}


NOWHERE = "cites: [SOURCE#nowhere]"
TEXT = "text: {sv: a, en: b}"
JUDGE = "judge: {question: {sv: a, en: b}, evidence: "
SOUND = "{field: applicant.name, not_placeholder: true}"
FAULTS = [
    (RULE, "group: applicant", "group: aplicant", "rule.unknown-group", "2:8", "applicant"),
    (RULE, "[SOURCE#one]", "[SOURCE#oen]", "rule.unknown-passage", "7:9", "SOURCE#one"),
    (RULE, "level: requirement", "level: requirment", "pack.enum", "3:1", "requirement"),
    (RULE, "why: {sv: Varför, en: Why}\n", "", "pack.key-missing", "1:1", None),
    (RULE, "why: {sv: Varför, en: Why}", "why: {sv: Varför}", "pack.key-missing", "6:1", None),
    (RULE, "why: {sv: Varför, en: Why}", "why: {sv: Varför, en: Why, de: Warum}", "pack.unknown-key", "6:28", None),
    (RULE, "cites: [SOURCE#one]", "cites: []", "pack.empty", "7:1", None),
    (RULE, "cites: [SOURCE#one]", "cites: SOURCE#one", "pack.no-list", "7:1", None),
    (RULE, "why: {sv: Varför, en: Why}", "why: Varför", "pack.no-languages", "6:1", None),
    (RULE, "why: {sv: Varför, en: Why}", "why: {sv: Varför, om, när, en: Why}", "pack.comma", "6:19", None),
    ("pack.yaml", 'version: "1"', "version: 1.10", "pack.no-quotes", "2:1", None),
    (RULE, "2020-08-24", "2020", "pack.pattern", "4:1", None),
    (RULE, "2020-08-24", "2020-02-30", "pack.date", "4:13", None),
    (RULE, "2020-08-24", "2020-08-24\nvalid_to: 2021-02-29", "pack.date", "5:11", None),
    (RULE, "2020-08-24", "2020-8-24", "pack.pattern", "4:1", "2020-08-24"),
    (RULE, "2020-08-24", "2020-08-24\nvalid_to: 2020-01-01", "rule.dates-crossed", "5:11", None),
    (RULE, SOUND, "{field: applicant.nmae, not_placeholder: true}", "rule.unknown-field", "8:18", "applicant.name"),
    (RULE, SOUND, "{field: applicant.name}", "rule.one-test", "8:10", None),
    (RULE, SOUND, "{field: applicant.name, min_chars: 1, max_chars: 9}", "rule.one-test", "8:10", None),
    (RULE, SOUND, "{field: applicant.name, equals: {feild: format}}", "pack.unknown-key", "8:43", "field"),
    (RULE, SOUND, "{all: []}", "pack.empty", "8:11", None),
    (RULE, SOUND, "{field: applicant.name, min_chars: -1}", "pack.too-small", "8:34", None),
    (RULE, SOUND, "{field: applicant.name, min_chars: 1000000000000}", "pack.too-large", "8:34", None),
    (
        RULE,
        SOUND,
        "{field: applicant.name, stated: true, all: [{field: format, stated: true}]}",
        "pack.one-of",
        "8:1",
        None,
    ),
    (RULE, SOUND, "{some: social.goals, as: goal}", "pack.belongs-with", "8:1", None),
    (RULE, "expect: met", "expect: mte", "pack.enum", "11:40", "met"),
    (RULE, "expect: met", "expect: met, change: name", "pack.type", "11:53", None),
    (RULE, "expect: met", "expect: met, change: {applicant.nmae: 1}", "rule.unknown-field", "11:62", "applicant.name"),
    (RULE, "expect: met", "expect: met, remove: [applicant.nmae]", "rule.unknown-field", "11:62", "applicant.name"),
    (
        RULE,
        "expect: met",
        "expect: met, because: [social.goals.0.indicators.nmae]",
        "rule.unknown-field",
        "11:63",
        "social.goals.indicators.name",
    ),
    (
        RULE,
        "expect: met",
        "expect: met, change: {applicant.name: Exempelkommun}",
        "rule.nothing-changed",
        "11:62",
        None,
    ),
    (RULE, "expect: met", "expect: met, change: {social.goals.99.id: x}", "rule.no-such-place", "11:62", None),
    (RULE, "expect: met", "expect: met, remove: [social.goals.99]", "rule.nothing-removed", "11:62", None),
    (
        RULE,
        "expect: met",
        "expect: met, change: {applicant.influence: sole}, remove: [applicant.influence]",
        "rule.nothing-changed",
        "11:62",
        None,
    ),
    (RULE, "expect: met", "expect: met, as_of: 2020-02-30", "pack.date", "11:60", None),
    (RULE, "id: applicant-named", "id: applicant_named", "pack.name", "1:1", "applicant-named"),
    ("pack.yaml", "id: small", "id: Vårt lån", "pack.name", "1:1", "vart-lan"),
    ("params.yaml", "limit:", "Största lån:", "pack.name", "1:1", "storsta_lan"),
    ("pack.yaml", "{group: applicant}", "applicant", "pack.no-formula", "12:7", "{group: applicant}"),
    (RULE, "id: applicant-named", "id: applicant-other", "rule.file-name", "1:5", None),
    (RULE, "ask: ", "replaces: applicant-named\nask: ", "rule.unknown-rule", "9:11", None),
    (RULE, "ask: ", "replaces: applicant-nmed\nask: ", "rule.unknown-rule", "9:11", None),
    (RULE, "ask: ", "follows: [applicant-nmed]\nask: ", "rule.unknown-rule", "9:11", None),
    (RULE, "sv: Skriv,", "sv: 'Högst {limti}',", "rule.unknown-placeholder", "9:11", "limit"),
    (RULE, "sv: Skriv,", "sv: 'Skriv a: {b: 1}',", "rule.stray-brace", "9:11", None),
    (RULE, "sv: Skriv,", "sv: 'Skriv a}',", "rule.stray-brace", "9:11", None),
    (RULE, "sv: Skriv,", "sv: 'Skriv {a',", "rule.stray-brace", "9:11", None),
    (RULE, "ask: ", "specimen: huosing\nask: ", "rule.unknown-specimen", "9:11", "housing"),
    (RULE, "ask: ", "ask: {sv: a, en: b}\nask: ", "yaml.duplicate-key", "10:1", None),
    (RULE, "ask: ", JUDGE + "[social.gaols]}\nask: ", "rule.unknown-field", "9:46", "social.goals"),
    (
        RULE,
        "ask: ",
        JUDGE + "[project], when: {field: project.area, min_chars: a}}\nask: ",
        "pack.number",
        "9:84",
        None,
    ),
    (
        "sources.yaml",
        "one: {summary: {sv: Säger något., en: Says something.}, mark: stated}",
        "one: Säger något.",
        "pack.no-keys",
        "7:5",
        "{summary: …, mark: …}",
    ),
    (RULE, SOUND, "name = Ale", "pack.no-condition", "8:1", None),
    (RULE, SOUND, f"[{SOUND}]", "pack.conditions", "8:1", None),
    (RULE, SOUND, f"{{all: {SOUND}}}", "pack.list-of-one", "8:11", None),
    (RULE, SOUND, f"{{and: [{SOUND}]}}", "pack.unknown-key", "8:11", "all"),
    (RULE, SOUND, f"{{or: [{SOUND}]}}", "pack.unknown-key", "8:11", "any"),
    (RULE, "valid_from: 2020-08-24", "valid_from: 24/8 2020", "pack.pattern", "4:1", "2020-08-24"),
    (RULE, SOUND, "{field: investment.loan, at_least: 80 %}", "pack.number-or-date", "8:35", None),
    (RULE, SOUND, "{field: applicant.name, min_chars: 10 st}", "pack.number", "8:34", "10"),
    (RULE, SOUND, "{field: investment.loan, at_least: 100 000}", "pack.number", "8:35", "100000"),
    (RULE, SOUND, "{field: investment.loan, at_least: hundra}", "pack.number-or-date", "8:35", None),
    (RULE, SOUND, "{field: investment.loan, equals: 100 000}", "rule.value-does-not-fit", "8:43", "100000"),
    (RULE, SOUND, "{field: investment.loan, at_least: 0,5}", "pack.number-comma", "8:45", None),
    ("pack.yaml", "- {group: applicant}", "- {group: aplicant}", "rule.unknown-group", "12:15", "applicant"),
    ("pack.yaml", "valid_from: 2020-08-24", "valid_from: 2020-02-30", "pack.date", "4:13", None),
    ("pack.yaml", "lists:", "cites: [SOURCE#oen]\nlists:", "rule.unknown-passage", "13:9", "SOURCE#one"),
    (
        "pack.yaml",
        "lists:",
        "read_by_people: [project.sumary]\nlists:",
        "rule.unknown-field",
        "13:18",
        "project.summary",
    ),
    ("pack.yaml", "detect: email", "detct: email", "pack.unknown-key", "15:45", "detect"),
    ("pack.yaml", "detect: email", "words: [a], detect: email", "pack.other", "15:3", None),
    (RULE, "cites: [SOURCE#one]", "cites: [SOURCE#one, SOURCE#one]", "pack.repeated", "7:21", None),
    (
        RULE,
        "{field: applicant.name, not_placeholder: true}",
        "{field: investment.loan, at_least: {param: limit, field: investment.loan}}",
        "pack.only-one",
        "8:35",
        None,
    ),
    (
        RULE,
        "{field: applicant.name, not_placeholder: true}",
        "{field: investment.loan, at_least: {param: limit, at_most: 3}}",
        "pack.unknown-key",
        "8:60",
        None,
    ),
    (RULE, "{field: applicant.name, not_placeholder: true}", "[a]", "pack.conditions", "8:1", None),
    ("params.yaml", "SOURCE#one", "SOURCE#oen", "rule.unknown-passage", "7:11", "SOURCE#one"),
    ("params.yaml", "from: 2024-01-01", "from: 2024-02-30", "pack.date", "6:14", None),
    ("params.yaml", "  unit: kr\n", "", "pack.key-missing", "1:1", None),
    ("sources.yaml", "mark: stated", "mark: statd", "pack.enum", "7:61", "stated"),
    ("sources.yaml", "title: En källa", "title: [En källa", "yaml.open-bracket", "3:12", None),
]


@pytest.mark.parametrize(("name", "old", "new", "code", "at", "suggestion"), FAULTS)
def test_a_fault_is_told_where_it_stands(
    name: str, old: str, new: str, code: str, at: str, suggestion: str | None
) -> None:
    assert faults(changed(name, old, new)) == [(code, f"{name}:{at}", suggestion)]


def test_the_sentence_of_each_fault_names_what_it_is_about(golden: Golden) -> None:
    whole = (small_pack(parms="limit: {}\n", params=None), small_pack(rules__more=small_pack()[RULE]))
    faulty = (*(changed(name, old, new) for name, old, new, *_ in FAULTS), *whole)

    golden("faults/pack.txt", faults_told((files, draft_of(files).faults) for files in faulty))


def test_yes_and_no_are_told_as_they_are_written() -> None:
    (found,) = draft_of(changed(RULE, "not_placeholder: true", "not_placeholder: false")).faults

    assert (found.code, found.parameters["value"], found.parameters["allowed"]) == ("pack.enum", "false", "true")


def test_every_fault_code_of_the_loader_is_tried() -> None:
    modules = ("load.py", "references.py", "schema_check.py", "rule_files.py")
    text = "".join((ROOT / "src/sociallan/pack" / name).read_text(encoding="utf-8") for name in modules)

    codes = set(re.findall(r'"((?:pack|rule)\.[a-z-]+)"', text))

    tried = {code for *_, code, _, _ in FAULTS} | {
        "pack.file-missing",
        "pack.file-unknown",
        "pack.no-rules",
        "rule.id-taken",
        "rule.key-of-level",  # test_questions.py
    }
    assert codes - {"pack.yaml"} <= tried


def test_a_misspelt_key_is_told_beside_the_key_that_is_missing_for_it() -> None:
    assert faults(changed(RULE, "level: requirement", "levle: requirement")) == [
        ("pack.key-missing", f"{RULE}:1:1", None),
        ("pack.unknown-key", f"{RULE}:3:1", "level"),
    ]


def test_an_id_is_used_once() -> None:
    files = small_pack()
    files["rules/more/applicant-named.yaml"] = files[RULE]

    assert faults(files) == [("rule.id-taken", "rules/more/applicant-named.yaml:1:5", None)]


@pytest.mark.parametrize("name", ["pack", "sources", "params"])
def test_a_file_that_is_needed_must_be_there(name: str) -> None:
    assert faults(small_pack(**{name: None})) == [("pack.file-missing", f"{name}.yaml:1:1", None)]


@pytest.mark.parametrize("name", ["pack", "sources", "params"])
def test_a_file_that_is_needed_must_hold_something(name: str) -> None:
    assert faults(small_pack(**{name: ""})) == [("yaml.empty", f"{name}.yaml:1:1", None)]
    assert faults(small_pack(**{name: "- a\n"})) == [("pack.type", f"{name}.yaml:1:1", None)]


def test_a_pack_without_rules_is_no_pack() -> None:
    files = {name: text for name, text in small_pack().items() if not name.startswith("rules/")}

    assert faults(files) == [("pack.no-rules", "pack.yaml:1:1", None)]


def test_a_file_that_belongs_nowhere_is_told() -> None:
    files = small_pack(parms="limit: {}\n", params=None)

    assert faults(files) == [
        ("pack.file-missing", "params.yaml:1:1", None),
        ("pack.file-unknown", "parms.yaml:1:1", "params.yaml"),
    ]


def test_a_specimen_that_is_no_yaml_is_told() -> None:
    assert faults(small_pack(specimens__housing="applicant: [\n")) == [
        ("yaml.open-bracket", "specimens/housing.yaml:2:1", None)
    ]


def test_a_specimen_that_is_no_application_is_told() -> None:
    assert faults(small_pack(specimens__housing="- applicant\n")) == [("pack.type", "specimens/housing.yaml:1:1", None)]


def test_a_rule_may_begin_on_the_last_day_of_the_calendar() -> None:
    assert faults(changed(RULE, "valid_from: 2020-08-24", "valid_from: 9999-12-31")) == []


def test_all_faults_of_all_files_are_told_at_once_in_order_of_place() -> None:
    files = small_pack()
    files["pack.yaml"] = files["pack.yaml"].replace("- {group: applicant}", "- {group: aplicant}")
    files["params.yaml"] = files["params.yaml"].replace("SOURCE#one", "SOURCE#two")
    files[RULE] = files[RULE].replace("applicant.name,", "applicant.nmae,").replace("SOURCE#one", "SOURCE#three")
    files["rules/other.yaml"] = (
        files[RULE].replace("level: requirement", "level: x").replace("applicant-named", "other")
    )

    assert [(code, at) for code, at, _ in faults(files)] == [
        ("rule.unknown-group", "pack.yaml:12:15"),
        ("rule.unknown-passage", "params.yaml:7:11"),
        ("rule.unknown-passage", f"{RULE}:7:9"),
        ("rule.unknown-field", f"{RULE}:8:18"),
        ("pack.enum", "rules/other.yaml:3:1"),
    ]


def test_a_sound_pack_is_read_whole() -> None:
    pack = loaded(small_pack())

    assert (pack.id, pack.version, pack.valid_from) == ("small", "1", "2020-08-24")
    assert [group.id for group in pack.groups] == ["applicant", "project"]
    assert pack.verdict == GroupAll((GroupLeaf("applicant"),))
    assert [(rule.id, rule.level, rule.at.line) for rule in pack.rules] == [("applicant-named", Level.REQUIREMENT, 1)]
    assert pack.params["limit"].values == (("2020-08-24", 10), ("2024-01-01", 20))
    assert pack.passages["SOURCE#one"].mark == "stated"
    assert (pack.lists["words"].words, pack.lists["emails"].detect) == (("lön",), "email")
    assert pack.specimens == {"housing": {"applicant": {"name": "Exempelkommun"}}}
    assert pack.rule("applicant-named") is pack.rules[0]
    assert pack.rule("nothing") is None


def test_rules_come_in_the_order_of_groups_then_of_weight_and_those_with_a_condition_last() -> None:
    pack = lsh()
    order = {group.id: place for place, group in enumerate(pack.groups)}

    keys = [(order[rule.group], list(Level).index(rule.level), rule.when is not None, rule.id) for rule in pack.rules]

    assert keys == sorted(keys)


def test_what_says_nothing_is_known_in_any_case() -> None:
    files = small_pack()
    files["pack.yaml"] += "placeholders: [TBD, ' fylls i ', n.a., ...]\nunknown: [Okänt]\n"

    # Full stops at the end are passed over in an application, and are so here.
    assert loaded(files).gaps == dict.fromkeys(("tbd", "fylls i", "n.a"), "placeholder") | {"okänt": "unknown"}


@pytest.mark.parametrize(
    ("more", "column"),
    [
        (f"before_writing: {{{TEXT}, {NOWHERE}}}\n", 48),
        (f"beside_verdict: [{{verdicts: [ready], {TEXT}, {NOWHERE}}}]\n", 68),
        (f"terms: [{{word: {{sv: a, en: b}}, means: {{sv: c, en: d}}, {NOWHERE}}}]\n", 63),
    ],
)
def test_a_text_of_the_pack_that_cites_what_there_is_not_is_a_fault_in_its_place(more: str, column: int) -> None:
    files = small_pack()
    files["pack.yaml"] += more

    last = files["pack.yaml"].count("\n")
    assert [fault[:2] for fault in faults(files)] == [("rule.unknown-passage", f"pack.yaml:{last}:{column}")]
