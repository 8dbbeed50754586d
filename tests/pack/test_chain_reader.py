"""The chain of a pack: what its rows and columns are made of, and what is wrong in it."""

import pytest

from sociallan.files import packs
from sociallan.files.languages import LANGUAGES
from sociallan.pack.load import survey
from sociallan.report.sentences import diagnostic_line
from tests.builders import ROOT, draft_of, line_of, loaded, pack_schemas, small_pack, words
from tests.conftest import Golden
from tests.faults_told import faults_told

HEAD = "chain:\n  title: {sv: Kedja, en: Chain}\n"
ROWS = "  rows: {field: social.effects, label: {sv: Effekt, en: Effect}}\n"
INTERVENTION = "shows: [social.interventions.name], linked: [{field: social.interventions.aims_at}]"
GOAL = "shows: [social.goals.description], linked: [{field: social.goals.effect}]"


def with_chain(columns: dict[str, str], rows: str = ROWS) -> dict[str, str]:
    """Return the files of a small pack with a chain of some columns, each in flow style without its label."""
    written = "".join(f"    {name}: {{label: {{sv: A, en: A}}, {text}}}\n" for name, text in columns.items())
    files = small_pack()
    return {**files, "pack.yaml": f"{files['pack.yaml']}{HEAD}{rows}  columns:\n{written}"}


FAULTS: list[tuple[dict[str, str], list[str | tuple[str, str]]]] = [
    ({"a": INTERVENTION.replace("name", "nam", 1)}, [("rule.unknown-field", "social.interventions.name")]),
    ({"a": "shows: [project.title], linked: [{field: social.interventions.aims_at}]"}, ["pack.chain-shows"]),
    ({"a": INTERVENTION.replace("interventions.name", "interventions.aims_at", 1)}, ["pack.chain-shows"]),
    ({"a": GOAL.replace("description]", "description, investment.items.id]")}, ["pack.chain-lists"]),
    ({"a": "shows: [social.goals.indicators.name], linked: [{field: social.goals.effect}]"}, ["pack.chain-nested"]),
    ({"a": GOAL, "b": GOAL}, ["pack.chain-list-taken"]),
    ({"a": GOAL.replace("{field: social.goals.effect}", "{field: project.area}")}, ["pack.chain-link"]),
    ({"a": GOAL.replace("goals.effect", "goals.indicators.name")}, ["pack.chain-link"]),
    ({"a": GOAL.replace("goals.effect", "goals.efect")}, [("rule.unknown-field", "social.goals.effect")]),
    ({"a": "shows: [investment.items.cost]"}, ["pack.chain-apart"]),
    (
        {"a": INTERVENTION.replace("aims_at", "id, named_in: investment.items.id")},
        ["pack.chain-apart"],
    ),
    (
        {
            "a": INTERVENTION.replace("aims_at", "id, named_in: social.goals.id"),
            "b": GOAL.replace("goals.effect", "goals.id, named_in: social.interventions.id"),
        },
        ["pack.chain-cycle"],
    ),
    ({"a": f"{GOAL}, where: {{field: item.levl, equals: outcome}}"}, [("rule.unknown-field", "item.level")]),
    ({"a": f"{GOAL}, where: {{field: project.area, equals: housing}}"}, ["values.where-no-item"]),
    (
        {"a": f"{GOAL}, instead: {{when: {{field: derived.loan_share, at_most: 1}}, text: {{sv: A, en: A}}}}"},
        ["values.where-too-much"],
    ),
    ({"a": "shows: [social.goals.id], where: {field: item.level, equals: outcome}"}, ["pack.belongs-with"]),
    ({"a": GOAL.replace("description]", "description, project.title]")}, ["pack.chain-shows"]),
    ({"a": GOAL.replace("description]", "indicators.baseline]")}, ["pack.chain-shows"]),
    (
        {"a": GOAL.replace("[{field: social.goals.effect}]", "[{field: project.area}, {field: project.title}]")},
        ["pack.chain-link", "pack.chain-link"],
    ),
    ({"a": "shows: [investment.items.id], linked: [{field: investment.items.cost}]"}, ["pack.chain-link"]),
    (
        {"a": GOAL.replace("effect}", "id, named_in: social.interventions.nam}"), "b": INTERVENTION},
        [("rule.unknown-field", "social.interventions.name")],
    ),
    (
        {"a": GOAL.replace("effect}", "id, named_in: social.interventions.end}"), "b": INTERVENTION},
        ["pack.chain-apart"],
    ),
]  # fmt: skip


def test_columns_are_filled_after_those_that_they_need_and_shown_in_their_own_order() -> None:
    chain = loaded(
        with_chain(
            {
                "part": "shows: [investment.items.description], linked: "
                "[{field: investment.items.id, named_in: social.interventions.linked_to}]",
                "intervention": INTERVENTION,
            }
        )
    ).chain

    assert chain is not None
    assert [column.id for column in chain.columns] == ["part", "intervention"]
    assert [column.id for column in chain.order] == ["intervention", "part"]


def test_a_column_without_links_shows_more_of_the_items_of_another() -> None:
    chain = loaded(with_chain({"indicator": "shows: [social.goals.indicators.name]", "goal": GOAL})).chain

    assert chain is not None
    assert chain.columns[0].within == "goal"
    assert chain.columns[0].list == ("indicators",)
    assert [column.id for column in chain.order] == ["goal", "indicator"]


def test_the_rows_may_be_the_items_of_a_list() -> None:
    rows = "  rows: {field: investment.items.id, label: {sv: Del, en: Part}}\n"

    chain = loaded(with_chain({"cost": "shows: [investment.items.cost]"}, rows)).chain

    assert chain is not None
    assert (chain.list, chain.value) == (("investment", "items"), ("id",))
    assert (chain.columns[0].within, chain.columns[0].list) == ("", ())


def test_a_pack_needs_no_chain() -> None:
    assert loaded(small_pack()).chain is None


@pytest.mark.parametrize(("columns", "found"), FAULTS)
def test_what_cannot_be_shown_or_linked_is_a_fault_at_its_place(
    columns: dict[str, str], found: list[str | tuple[str, str]]
) -> None:
    files = with_chain(columns)

    draft = draft_of(files)

    assert [
        fault.code if fault.suggestion is None else (fault.code, fault.suggestion) for fault in draft.faults
    ] == found
    assert {fault.place.file for fault in draft.faults} == {"pack.yaml"}
    first = files["pack.yaml"][: files["pack.yaml"].index("chain:")].count("\n") + 1
    assert all(fault.place.line > first for fault in draft.faults)


@pytest.mark.parametrize(("columns", "found"), FAULTS)
def test_a_fault_has_all_that_its_sentences_name(columns: dict[str, str], found: list[str | tuple[str, str]]) -> None:
    faults = draft_of(with_chain(columns)).faults

    assert len(faults) == len(found)
    for language in LANGUAGES:
        assert all(diagnostic_line(fault, words(language)) for fault in faults)


def test_the_sentence_of_each_fault_names_what_it_is_about(golden: Golden) -> None:
    faulty = (with_chain(columns) for columns, _ in FAULTS)

    golden("faults/chain.txt", faults_told((files, draft_of(files).faults) for files in faulty))


ITEM_ROWS = "  rows: {field: investment.items.id, label: {sv: Del, en: Part}}\n"


@pytest.mark.parametrize(
    ("columns", "rows", "code", "parameters"),
    [
        (
            {"a": GOAL, "b": GOAL},
            ROWS,
            "pack.chain-list-taken",
            {"list": "social.goals", "other": "a"},
        ),
        (
            {"a": "shows: [investment.items.description], linked: [{field: investment.items.id}]"},
            ITEM_ROWS,
            "pack.chain-list-taken",
            {"list": "investment.items", "other": "rows"},
        ),
        (
            {"a": INTERVENTION.replace("aims_at", "linked_to, named_in: investment.items.id")},
            ITEM_ROWS,
            "pack.chain-apart",
            {"path": "investment.items.id"},
        ),
        (
            {
                "a": INTERVENTION.replace("aims_at", "id, named_in: social.goals.id"),
                "b": GOAL.replace("goals.effect", "goals.id, named_in: social.interventions.id"),
            },
            ROWS,
            "pack.chain-cycle",
            {"way": "a → b → a"},
        ),
        (
            {
                "a": INTERVENTION.replace("aims_at", "id, named_in: social.goals.id"),
                "b": GOAL.replace("goals.effect", "goals.id, named_in: social.need.evidence.id"),
                "c": "shows: [social.need.evidence.source], linked: "
                "[{field: social.need.evidence.id, named_in: social.interventions.id}]",
            },
            ROWS,
            "pack.chain-cycle",
            {"way": "a → b → c → a"},
        ),
    ],
)
def test_a_fault_tells_what_it_is_about(
    columns: dict[str, str], rows: str, code: str, parameters: dict[str, str]
) -> None:
    files = with_chain(columns, rows)

    (fault,) = draft_of(files).faults

    assert (fault.code, fault.parameters) == (code, parameters)
    last = "b" if code == "pack.chain-list-taken" and len(columns) > 1 else "a"
    assert fault.place.line == line_of(files["pack.yaml"], f"    {last}: ")


def test_of_an_unknown_field_of_the_rows_the_nearest_is_offered() -> None:
    (fault,) = draft_of(with_chain({"a": GOAL}, ROWS.replace("effects", "efects"))).faults

    assert (fault.code, fault.suggestion) == ("rule.unknown-field", "social.effects")


@pytest.mark.parametrize(
    "field",
    [
        *("project", "project.title", "investment.loan", "social.goals.indicators.name"),
        *("investment.items.cost", "social.interventions.aims_at"),
    ],
)
def test_a_field_without_values_in_one_list_gives_no_rows(field: str) -> None:
    rows = f"  rows: {{field: {field}, label: {{sv: A, en: A}}}}\n"

    draft = draft_of(with_chain({"a": GOAL}, rows))

    assert [(fault.code, fault.parameters) for fault in draft.faults] == [("pack.chain-rows", {"path": field})]


@pytest.mark.parametrize("name", ["lsh", "icma_sbp"])
def test_the_packs_that_come_along_have_a_chain(name: str) -> None:
    draft = survey(packs.pack_files(ROOT / "rules" / name), pack_schemas())

    assert draft.pack is not None
    assert draft.pack.chain is not None
    assert (draft.pack.chain.figure is not None) is (name == "lsh")
