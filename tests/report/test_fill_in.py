"""Missing fields, one line each: in the order of the file, under the headings of the form."""

import re

import pytest

from sociallan.report.fill_in import FillIn, Missing, missing
from tests.builders import example, examples, screen, view
from tests.workbooks import items, source, workbook


def of(text: str, lang: str = "sv") -> Missing:
    return missing(screen(text), view(lang))


def named(found: Missing, name: str) -> FillIn:
    return next(each for each in found.fields if each.name == name)


def test_a_field_stands_with_its_line_its_part_and_its_choices() -> None:
    found = named(of("project:\n  title: Gårdar\n  area:\n"), "area")

    assert (found.line, found.part) == (3, "Projekt")
    assert found.hint.startswith("housing (boende och boendemiljöer) · safety (trygghet")


def test_a_field_without_choices_has_its_label_and_an_example() -> None:
    found = named(of("investment:\n  total_cost:\n"), "total_cost")

    assert found.hint.startswith("Total kostnad (kr), till exempel ")


def test_an_example_of_several_is_written_as_in_a_file() -> None:
    written = example("ready/housing-sjohamra-tryggare-tvattstugor.yaml").data.decode()

    found = named(of(re.sub(r"linked_to: .*", "linked_to:", written)), "interventions.linked_to")

    assert found.hint.endswith("till exempel [I1]")


def test_what_is_not_in_the_file_has_no_line_and_stands_last_in_its_part() -> None:
    names = [(each.part, each.name, each.line) for each in of("investment:\n  loan:\n").fields]

    investment = [(name, line) for part, name, line in names if part == "Investering"]
    assert investment[0] == ("loan", 2)
    assert all(line is None for _, line in investment[1:])


def test_the_fields_follow_the_file_and_not_the_rules() -> None:
    lines = [each.line for each in of("evaluation:\n  method:\napplicant:\n  kind:\nproject:\n  area:\n").fields]

    stated = [line for line in lines if line is not None]
    assert stated == sorted(stated)
    assert stated[0] == 2


def test_an_item_that_is_begun_is_filled_in_and_no_new_one_asked_for() -> None:
    begun = of("investment:\n  items:\n    - id:\n      description:\n      nature:\n").fields
    paid = "    - {nature: operating, description: Lön till ledare, cost: 5}\n"
    after_another = of(f"investment:\n  items:\n{paid}    - description:\n      nature:\n").fields

    assert [(each.name, each.line) for each in begun if each.name.startswith("items")] == [
        ("items.description", 4),
        ("items.nature", 5),
    ]
    assert [(each.name, each.line) for each in after_another if each.line and each.part == "Investering"] == [
        ("items.description", 4),
        ("items.nature", 5),
    ]


def test_a_question_of_yes_or_no_says_so() -> None:
    assert named(of("applicant:\n  member:\n"), "member.is_member").hint == "Medlem i Kommuninvest, ja eller nej"


def test_a_field_that_several_rules_ask_for_stands_once() -> None:
    found = of("project:\n  title: Gårdar\n").fields

    assert len({(each.part, each.name) for each in found}) == len(found)


def test_the_rules_that_wait_are_counted() -> None:
    assert of("project:\n  title: Gårdar\n").waiting > 0


def test_nothing_is_missing_in_a_ready_application() -> None:
    assert missing(screen(example(examples("ready")[0])), view()) == Missing((), 0)


@pytest.mark.parametrize(
    ("lang", "hints"),
    [
        ("sv", ("hänvisar någon annanstans: ”Se bilaga 3, av Maria”", "i ord, inte som ett tal: ”många”")),
        ("en", ("refers elsewhere: “Se bilaga 3, av Maria”", "words instead of a number: “många”")),
    ],
)
def test_where_a_text_answers_nothing_its_reason_stands_and_its_words(lang: str, hints: tuple[str, str]) -> None:
    found = of("investment:\n  loan: många\nsocial:\n  change: |\n    Se bilaga 3,\n    av Maria\n", lang)

    assert (named(found, "change").hint, named(found, "loan").hint) == hints


@pytest.mark.parametrize("kind", ["kommunen", "Kommun.", "(kommun)"])
def test_what_is_malformed_is_told_as_that_and_not_to_be_filled_in_though_another_field_would_do(kind: str) -> None:
    kinds = [each.name for each in of(f"applicant:\n  kind: {kind}\n  member:\n    kind: municipality\n").fields]

    assert "kind" not in kinds
    assert "kind" in [each.name for each in of("applicant:\n  kind:\n  member:\n    kind: municipality\n").fields]


def test_what_a_rule_lacks_beside_a_malformed_value_is_still_to_be_filled_in() -> None:
    names = [each.name for each in of("investment:\n  items:\n    - {nature: kanske, description: }\n").fields]

    assert "items.description" in names
    assert "items.nature" not in names


def test_an_item_to_come_in_a_list_of_a_sheet_has_the_item_that_it_belongs_to() -> None:
    goals = items(
        "social.goals", ["social.goals.id", "social.goals.description"], ["M1", "Fler går dit."], ["M2", "Fler"]
    )
    indicators = items("social.goals.indicators", ["parent", "social.goals.indicators.name"], ["M1", "Trygga"])
    found = missing(screen(source(workbook({"A": goals, "B": indicators}))), view("sv")).fields

    added = [(each.name, str(each.place and each.place.cell)) for each in found if "mål nr" in each.name]
    assert added == [("Målets indikatorer (mål nr 2)", "B!C4")]
