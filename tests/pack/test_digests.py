"""The digests of a pack: what decides and what is only read, apart from each other."""

import copy
import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sociallan.application.read import read
from sociallan.application.source import Source
from sociallan.files import packs
from sociallan.pack.digests import content_digest, digests, part_digests
from sociallan.pack.pack import PartDigests
from sociallan.pack.tables import TableFile, is_table
from sociallan.rules.truth import OutcomeKind
from sociallan.screening.report import Screening
from sociallan.screening.screen import Screener
from tests.builders import RULES, TODAY, as_json, example, examples, loaded, lsh, shape, small_pack, sources
from tests.pack.test_load import RULE, changed
from tests.sampling import sampled

Step = str | int
Steps = tuple[Step, ...]
TRIED = ("tests", "specimen")


@cache
def files() -> Mapping[str, Any]:
    """Return the files of the pack lsh as values."""
    found = packs.pack_files(RULES)
    return {file.path: TableFile(file).values if is_table(file) else read(file).value for file in found}


def tables() -> Mapping[str, str]:
    """Return the tables of the pack lsh as they stand."""
    return {file.path: file.data.decode() for file in packs.pack_files(RULES) if is_table(file)}


def leaves(value: Any, steps: Steps = ()) -> Iterator[Steps]:
    """Yield the way to every single value."""
    if isinstance(value, dict | list):
        for step, part in value.items() if isinstance(value, dict) else enumerate(value):
            yield from leaves(part, (*steps, step))
    else:
        yield steps


def is_tried(steps: Steps) -> bool:
    """Return whether a value is a part of a test or a specimen."""
    return str(steps[0]).startswith(("specimens/", "cases/")) or (
        str(steps[0]).startswith("rules/") and steps[1] in TRIED
    )


LEAVES = [(name, *steps) for name, value in files().items() for steps in leaves(value)]
LABELS = [
    steps for steps in LEAVES if steps[0] == "form.yaml" and len(steps) > 3 and "choices" in (steps[1], steps[-3])
]
TRANSLATIONS = [steps for steps in LEAVES if steps[-1] in ("sv", "en") and not is_tried(steps) and steps not in LABELS]
TRIALS = [steps for steps in LEAVES if is_tried(steps)]
CONDITIONS = [
    steps for steps in LEAVES if str(steps[0]).startswith("rules/") and steps[1] in ("when", "require", "level")
]


def before_and_after(steps: Steps) -> tuple[tuple[str, str], tuple[str, str]]:
    """Return the digests of a file alone as it is, and with another value in one place.

    Each file is a part of its own of what the digests are of: the others would be the same, and take all the time.
    """
    name = str(steps[0])
    copied = {name: copy.deepcopy(files()[name])}
    put(copied, steps, "something else")
    return digests({name: files()[name]}), digests(copied)


def put(value: Any, steps: Steps, text: str) -> None:
    for step in steps[:-1]:
        value = value[step]
    value[steps[-1]] = text


def value_at(value: Any, steps: Steps) -> Any:
    for step in steps:
        value = value[step]
    return value


def of(pack: Mapping[str, str]) -> tuple[str, str]:
    return digests({file.path: read(file).value for file in sources(pack)})


def test_the_digests_of_a_pack_are_those_of_its_files() -> None:
    assert digests(files()) == (lsh().logic_digest, lsh().text_digest)


@pytest.mark.slow
@given(st.sampled_from(TRANSLATIONS))
def test_correcting_a_translation_changes_no_digest_of_logic(steps: Steps) -> None:
    (logic, texts), (logic_after, texts_after) = before_and_after(steps)

    assert logic_after == logic
    assert texts_after != texts


@pytest.mark.slow
@given(st.sampled_from(LABELS))
def test_a_changed_label_of_a_choice_changes_the_digest_of_logic_alone(steps: Steps) -> None:
    (logic, texts), (logic_after, texts_after) = before_and_after(steps)

    assert logic_after != logic
    assert texts_after == texts


@given(st.sampled_from(TRIALS))
def test_what_the_rules_are_tried_with_changes_no_digest(steps: Steps) -> None:
    before, after = before_and_after(steps)

    assert after == before


@given(st.sampled_from(CONDITIONS))
def test_a_changed_condition_changes_the_digest_of_logic_alone(steps: Steps) -> None:
    (logic, texts), (logic_after, texts_after) = before_and_after(steps)

    assert logic_after != logic
    assert texts_after == texts


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        (RULE, "why: {sv: Varför", "why: {sv: Därför"),
        (RULE, "title: {sv: Titel", "title: {sv: Rubrik"),
        (RULE, "ask: {sv: Skriv", "ask: {sv: Fyll i"),
        (RULE, "cites: [SOURCE#one]", "cites: [SOURCE#one, SOURCE#two]"),
        ("pack.yaml", "sv: Låntagare", "sv: Sökande"),
        ("pack.yaml", "sv: Litet", "sv: Minst"),
        ("form.yaml", "sv: Ansökan om lån", "sv: Om lån"),
        ("form.yaml", "sv: Låntagare,", "sv: Sökande,"),
        ("form.yaml", "Namnet på den som ska låna", "Namn på den som ska låna"),
        ("form.yaml", "example: Exempelhem AB", "example: Provhem AB"),
        ("form.yaml", "sv: Person som deltar i ansökan", "sv: En person"),
        ("form.yaml", "sv: Del av organisationen som deltar", "sv: En del"),
        ("pack.yaml", "sv: E-post", "sv: E-postadresser"),
        ("params.yaml", "title: {sv: Gräns", "title: {sv: Tak"),
        ("params.yaml", "note: {sv: Not", "note: {sv: Annan not"),
        ("params.yaml", "unit: kr", "unit: SEK"),
        ("sources.yaml", "sv: Säger något.", "sv: Säger annat."),
        ("sources.yaml", "title: En källa", "title: Källan"),
        ("sources.yaml", "https://example.org/", "https://example.org/moved"),
        ("sources.yaml", "mark: stated", "mark: inferred"),
    ],
)
def test_what_is_only_read_is_in_the_digest_of_texts_alone(name: str, old: str, new: str) -> None:
    before, after = of(small_pack()), of(changed(name, old, new))

    assert before[0] == after[0]
    assert before[1] != after[1]


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        (RULE, "not_placeholder: true", "min_chars: 5"),
        (RULE, "level: requirement", "level: remark"),
        (RULE, "group: applicant", "group: project"),
        (RULE, "2020-08-24", "2021-01-01"),
        (RULE, "ask:", "when: {field: project.title, stated: true}\nask:"),
        ("pack.yaml", "words: [lön]", "words: [lön, hyra]"),
        ("pack.yaml", "detect: email", "detect: phone"),
        ("pack.yaml", "- {group: applicant}", "- {group: project}"),
        ("pack.yaml", "lists:", "placeholders: [tbd]\nlists:"),
        ("form.yaml", "version: 1", "version: 2"),
        ("form.yaml", "yes: [ja", "yes: [jo, ja"),
        ("form.yaml", "about: [cirka", "about: [kanske, cirka"),
        ("form.yaml", "about: [cirka", "open_end: [tills vidare]\nabout: [cirka"),
        ("form.yaml", "about: [cirka", "in_words: [ökar]\nabout: [cirka"),
        ("form.yaml", "housing:\n      sv: boende", "homes:\n      sv: boende"),
        ("form.yaml", "municipality: {sv: kommun,", "municipality: {sv: en kommun,"),
        ("form.yaml", "type: organisation_number", "type: name"),
        ("form.yaml", "maximum: 17", "maximum: 18"),
        ("form.yaml", "unique: true", "unique: false"),
        ("form.yaml", "choices: frequency", "choices: area"),
        ("params.yaml", "value: 20", "value: 30"),
        ("params.yaml", "from: 2024-01-01", "from: 2025-01-01"),
    ],
)
def test_what_can_change_an_outcome_is_in_the_digest_of_logic_alone(name: str, old: str, new: str) -> None:
    before, after = of(small_pack()), of(changed(name, old, new))

    assert before[0] != after[0]
    assert before[1] == after[1]


def test_a_question_to_the_committee_decides_and_its_wording_does_not() -> None:
    asked = "judge: {question: {sv: Räcker det?, en: Is it enough?}, evidence: [project]}\nask:"

    without, before = of(small_pack()), of(changed(RULE, "ask:", asked))
    after = of(changed(RULE, "ask:", asked.replace("Räcker det?", "Är det nog?")))

    assert without[0] != before[0] == after[0]
    assert before[1] != after[1]


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("pack.yaml", 'version: "1"', 'version: "2"'),
        ("pack.yaml", "id: small", "id: copy"),
        (RULE, "en: Named", "en: With a name"),
        (RULE, "ask:", "specimen: housing\nask:"),
        (RULE, "id: applicant", "# En kommentar\nid: applicant"),
        ("specimens/housing.yaml", "Exempelkommun", "Provkommun"),
    ],
)
def test_the_name_of_the_pack_and_its_trials_are_in_neither(name: str, old: str, new: str) -> None:
    assert of(small_pack()) == of(changed(name, old, new))


def test_a_rule_may_move_to_another_folder() -> None:
    files = small_pack()
    files["rules/applicant/applicant-named.yaml"] = files.pop(RULE)

    assert of(files) == of(small_pack())


def test_a_key_with_the_name_of_a_text_decides_where_no_text_stands() -> None:
    """A parameter may be called title, and a specimen's project has one."""
    named = small_pack()["params.yaml"].replace("limit:", "title:")

    before = of({**small_pack(), "params.yaml": named})
    after = of({**small_pack(), "params.yaml": named.replace("value: 20", "value: 30")})

    assert before[0] != after[0]


def test_layout_changes_no_digest() -> None:
    laid_out = "\n  field: applicant.name\n  not_placeholder: true"

    assert of(changed(RULE, "{field: applicant.name, not_placeholder: true}", laid_out)) == of(small_pack())


@pytest.mark.law
@pytest.mark.slow
def test_no_text_of_the_pack_changes_an_outcome() -> None:
    """The digest of logic leaves out nothing that decides: with every text another, every outcome is the same."""
    others = copy.deepcopy(dict(files()))
    for steps in TRANSLATIONS:
        # What is said with the values of fields keeps their names.
        put(others, steps, "".join(["Another text", *re.findall(r"{[\w.]+}", str(value_at(others, steps)))]))
    pack = loaded({**{name: as_json(value) for name, value in others.items()}, **tables()})
    screeners = [Screener(tried, shape(), today=TODAY) for tried in (lsh(), pack)]

    for name in sampled(examples(), 5):
        before, after = (screener.screen(example(name)) for screener in screeners)

        assert before.verdict == after.verdict
        assert kinds(before) == kinds(after)


def kinds(screening: Screening) -> list[tuple[str, OutcomeKind]]:
    return [(outcome.rule.id, outcome.kind) for outcome in screening.outcomes]


@pytest.mark.parametrize(
    "changed_files",
    [
        {"a": b"1", "b": b"3"},
        {"a": b"1", "c": b"2"},
        {"a": b"1"},
        {"a": b"12", "b": b""},
        {"b": b"1", "a": b"2"},
        {"a": b"1", "b": b"2", "c": b""},
    ],
)
def test_any_change_of_a_file_changes_the_digest_of_the_bytes(changed_files: dict[str, bytes]) -> None:
    files = {"a": b"1", "b": b"2"}

    assert content_digest(map(Source, changed_files, changed_files.values())) != content_digest(
        map(Source, files, files.values())
    )


def test_a_pack_has_the_digest_of_its_files_also_where_neither_logic_nor_texts_changed() -> None:
    files = small_pack()
    commented = {**files, "params.yaml": f"# Limits\n{files['params.yaml']}"}

    assert loaded(commented).digest == loaded(files).digest
    assert loaded(commented).content_digest != loaded(files).content_digest
    assert loaded(files).content_digest == content_digest(sorted(sources(files)))


def parts(**changed: Any) -> PartDigests:
    rule = {"id": "a", "level": "requirement", "title": "A", "require": {"field": "b"}, "tests": [1], **changed}
    return part_digests([Source("pack.yaml", b"1")], [rule])


@pytest.mark.parametrize("changed", [{"tests": "other"}, {"specimen": "other"}])
def test_tests_of_a_rule_are_in_no_part(changed: dict[str, str]) -> None:
    assert parts(**changed) == parts()


@pytest.mark.parametrize(
    ("changed", "other"),
    [
        ({"title": "B"}, (False, False)),
        ({"level": "remark"}, (False, False)),
        ({"judge": {"question": "Why?"}}, (False, False)),
        ({"require": {"field": "c"}}, (False, True)),
        ({"otherwise": "judgement"}, (False, True)),
    ],
)
def test_each_key_of_a_rule_is_in_its_part(changed: dict[str, Any], other: tuple[bool, bool]) -> None:
    before, after = parts(), parts(**changed)
    conditions = zip(before.conditions["a"], after.conditions["a"], strict=True)

    assert tuple(first != second for first, second in conditions) == other
    assert (before.rest != after.rest) is (other == (False, False))


def test_a_condition_that_a_rule_has_and_had_is_in_a_part_of_its_own() -> None:
    """Whether there is one decides the order of rules in reports."""
    none, one, other = parts(), parts(when="one"), parts(when="other")

    assert one.rest == other.rest != none.rest
    assert len({each.conditions["a"][0] for each in (none, one, other)}) == 3
    assert len({each.conditions["a"][1] for each in (none, one, other)}) == 1
    asked = [parts(judge={"question": "Why?", "when": when}) for when in ("one", "other")]
    assert asked[0].rest == asked[1].rest
    assert asked[0].conditions != asked[1].conditions


def test_the_order_of_rules_and_of_keys_counts_in_the_rest() -> None:
    first, second = ({"id": id_, "title": {"sv": "A", "en": "B"}} for id_ in "ab")
    turned = {"id": "a", "title": {"en": "B", "sv": "A"}}

    assert len({part_digests([], rules).rest for rules in ([first, second], [second, first], [turned, second])}) == 3
