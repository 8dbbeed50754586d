"""The form of a pack: what is read of it, and each fault in it with its place and cure."""

import pytest

from sociallan.application.field import FieldKind, Form, contact_fields
from tests.builders import draft_of, loaded, small_pack, words
from tests.conftest import Golden
from tests.faults_told import faults_told

FORM = """\
version: 3
title: {sv: Ansökan, en: Application}
help: {sv: En ansökan., en: An application.}
yes: [ja, "yes"]
no: [nej, "no"]
about: [Cirka]
choices:
  kind:
    town: {sv: kommun, en: municipality}
    county: {sv: region, en: region}
fields:
  applicant:
    label: {sv: Låntagare, en: Borrower}
    help: {sv: Vem som lånar., en: Who borrows.}
    fields:
      name:
        label: {sv: Namn, en: Name}
        help: {sv: Vad den heter., en: What it is called.}
        type: name
        example: Exempelstad
      kind:
        label: {sv: Slag, en: Kind}
        help: {sv: Vad den är., en: What it is.}
        type: choice
        choices: kind
  amount:
    label: {sv: Belopp, en: Amount}
    help: {sv: Hur mycket., en: How much.}
    type: amount
    minimum: 1
    maximum: 9
  goals:
    label: {sv: Mål, en: Goals}
    help: {sv: Vad ni vill., en: What you want.}
    type: list
    unique: true
    items:
      label: {sv: Ett mål, en: A goal}
      help: {sv: Ett av dem., en: One of them.}
      type: choice
      choices:
        more: {sv: fler, en: more}
        less: {sv: färre, en: fewer}
"""
"""Five fields, and the record of two of them."""


def pack(form: str) -> dict[str, str]:
    """Return the files of a small pack with a form."""
    return {**small_pack(), "form.yaml": form}


def read(form: str) -> Form:
    return loaded(pack(form)).form


def test_a_pack_has_the_fields_of_its_own_form() -> None:
    fields = read(FORM).fields

    assert {path: field.type.name for path, field in fields.items()} == {
        "": "record",
        "applicant": "record",
        "applicant.name": "name",
        "applicant.kind": "choice",
        "amount": "amount",
        "goals": "list",
    }
    assert fields[""].children == ("applicant", "amount", "goals")
    assert fields["applicant"].children == ("name", "kind")


def test_a_form_has_its_version_and_its_words() -> None:
    form = read(FORM)

    assert form.version == 3
    assert [sorted(words) for words in (form.yes, form.no, form.about)] == [["ja", "yes"], ["nej", "no"], ["cirka"]]


def test_a_field_has_its_texts_its_limits_and_its_unit() -> None:
    field = read(FORM).fields["amount"]

    assert (field.title, field.description) == (
        {"sv": "Belopp", "en": "Amount"},
        {"sv": "Hur mycket.", "en": "How much."},
    )
    assert (field.minimum, field.maximum, field.unit, field.kind) == (1, 9, "kr", FieldKind.NUMBER)


def test_choices_are_shared_or_stand_at_their_field() -> None:
    fields = read(FORM).fields

    assert (fields["applicant.kind"].values, fields["goals"].values) == (("town", "county"), ("more", "less"))
    assert fields["applicant.kind"].labels["town"] == {"sv": "kommun", "en": "municipality"}
    assert (fields["goals"].items, fields["goals"].unique) == (FieldKind.TEXT, True)
    assert fields["goals"].item_title == {"sv": "Ett mål", "en": "A goal"}


def test_other_words_for_a_choice_are_no_labels_of_it() -> None:
    goals = read(FORM.replace("{sv: färre, en: fewer}", "{sv: färre, en: fewer, also: [minskat]}")).fields["goals"]

    assert (goals.labels["less"], goals.also) == ({"sv": "färre", "en": "fewer"}, {"less": ("minskat",)})
    assert goals.spellings("less") == ("less", "färre", "fewer", "minskat")


def test_an_example_is_one_for_every_language_or_one_for_each() -> None:
    own = "{sv: Exempelstad, en: Sampleton}"

    assert read(FORM).fields["applicant.name"].example == {"sv": "Exempelstad", "en": "Exempelstad"}
    assert read(FORM.replace("example: Exempelstad", f"example: {own}")).fields["applicant.name"].example == {
        "sv": "Exempelstad",
        "en": "Sampleton",
    }


GOAL = FORM[FORM.index("      type: choice\n      choices:\n") :]
NUMBER = "        type: number\n        told_in: name\n        unit_in: name\n"
IN_LIST = ("form.list-in-list", "38:7")
FAULTS = [
    # what stands there, what is written instead, the fault and its place
    ("    type: amount\n", "    type: amount\n    unique: true\n", "form.key-of-other-type", "30:13"),
    ("        type: name\n", "        type: name\n        maximum: 9\n", "form.key-of-other-type", "20:18"),
    ("        choices: kind\n", "", "form.key-needed", "22:9"),
    ("    maximum: 9\n", "    maximum: 0\n", "form.limits-crossed", "30:14"),
    ("choices: kind\n", "choices: knd\n", "form.unknown-choices", "25:18"),
    ("type: name\n", "type: name\n        refers_to: applicant.kidn\n", "form.unknown-field", "20:20"),
    (
        "    maximum: 9\n",
        "  until: {label: {sv: Till, en: Until}, help: {sv: När., en: When.}, type: date, open_end: amount}\n",
        "form.unknown-field",
        "31:92",
    ),
    (
        "        type: choice\n        choices: kind\n",
        NUMBER.replace("unit_in: name", "unit_in: unit"),
        "form.unknown-field",
        "26:18",
    ),
    (
        "        type: choice\n        choices: kind\n",
        NUMBER.replace("        unit_in: name\n", ""),
        "form.key-needed",
        "22:9",
    ),
    (
        "    maximum: 9\n",
        '    maximum: 9\n    told_as: {phrases: ["lånet på #"], with: [amount, amuont]}\n',
        "form.unknown-field",
        "32:55",
    ),
    ("en: region}", "en: municipality}", "form.label-taken", "10:30"),
    ("{sv: färre, en: fewer}", "{sv: more, en: fewer}", "form.label-taken", "43:20"),
    ("{sv: färre, en: fewer}", "{sv: ' Fler ', en: fewer}", "form.label-taken", "43:20"),
    ("{sv: färre, en: fewer}", "{sv: färre, en: fewer, also: [minska, More]}", "form.label-taken", "43:53"),
    ("{sv: färre, en: fewer}", "{sv: färre, en: fewer, also: []}", "pack.empty", "43:38"),
    (GOAL, "      type: list\n      items: {label: {sv: a, en: b}, help: {sv: a, en: b}, type: name}\n", *IN_LIST),
    ("version: 3", "version: 3\nasked_first: [applicant, amuont]", "form.unknown-field", "2:26"),
    ("version: 3", "version: 0", "pack.too-small", "1:1"),
    ("type: amount", "type: amuont", "pack.enum", "29:5"),
    ("    help: {sv: Hur mycket., en: How much.}\n", "", "pack.key-missing", "26:3"),
    ("  amount:\n", "  Amount:\n", "pack.name", "26:3"),
]


@pytest.mark.parametrize(("old", "new", "code", "at"), FAULTS)
def test_a_fault_in_a_form_is_told_at_its_place_and_nothing_can_be_screened(
    old: str, new: str, code: str, at: str
) -> None:
    assert old in FORM
    draft = draft_of(pack(FORM.replace(old, new, 1)))

    told = [(fault.code, f"{fault.place.line}:{fault.place.column}") for fault in draft.faults]
    assert {fault.place.file for fault in draft.faults} == {"form.yaml"}
    assert told == [(code, at)]
    assert draft.form is None
    assert draft.pack is None


def test_the_sentence_of_each_fault_names_what_it_is_about(golden: Golden) -> None:
    faulty = (pack(FORM.replace(old, new, 1)) for old, new, *_ in FAULTS)

    golden("faults/form.txt", faults_told((files, draft_of(files).faults) for files in faulty))


def test_the_text_that_tells_a_number_stands_beside_it_or_in_the_nearest_part_around_it() -> None:
    value = """\
      value: {label: {sv: a, en: b}, help: {sv: a, en: b}, fields: {number: {label: {sv: a, en: b},
        help: {sv: a, en: b}, type: number, told_in: kind, unit_in: amount},
        year: {label: {sv: a, en: b}, help: {sv: a, en: b}, type: year, told_in: name}}}
"""
    amount = "    type: amount\n    minimum: 1\n    maximum: 9\n"
    form = FORM.replace("  amount:\n", value + "  amount:\n").replace(amount, "    type: name\n")

    fields = read(form).fields

    number, year = fields["applicant.value.number"], fields["applicant.value.year"]
    assert (number.told_in, number.unit_in, year.told_in) == ("applicant.kind", "amount", "applicant.name")


def test_a_misspelt_list_of_choices_gets_the_near_one() -> None:
    draft = draft_of(pack(FORM.replace("choices: kind", "choices: knid")))

    assert [fault.suggestion for fault in draft.faults] == ["kind"]


def test_all_faults_of_a_form_are_told_at_once() -> None:
    form = FORM.replace("maximum: 9", "maximum: 0").replace("choices: kind", "choices: knid")

    draft = draft_of(pack(form))

    assert [fault.code for fault in draft.faults] == ["form.unknown-choices", "form.limits-crossed"]


def test_a_pack_without_a_form_is_at_fault() -> None:
    draft = draft_of(small_pack(form=None))

    assert [(fault.code, fault.place.file) for fault in draft.faults] == [("pack.file-missing", "form.yaml")]


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_every_fault_of_a_form_has_a_sentence_a_cure_and_a_reason(lang: str) -> None:
    own = {code for _, _, code, _ in FAULTS if code.startswith("form.")}

    assert own == {code for code in words(lang).codes("faults") if code.startswith("form.")}
    for code in own:
        assert all(words(lang).coded("faults", code, part) for part in ("says", "cure", "about"))


def test_a_field_of_contacts_is_known_with_all_that_stands_in_it() -> None:
    form = read(
        FORM.replace("    help: {sv: Vem som lånar., en: Who borrows.}", "    help: {sv: a, en: b}\n    contact: true")
    )

    assert contact_fields(form.fields) == ("applicant",)
