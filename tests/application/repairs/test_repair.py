"""Repair of faults of syntax: the line to write, and a text of which the rest can be read."""

import re
from collections.abc import Iterator, Sequence
from itertools import product
from pathlib import Path
from time import process_time

import pytest

from sociallan.application.document import Document
from sociallan.application.field import FieldKind
from sociallan.application.lines import with_ends
from sociallan.application.read import read
from sociallan.application.repairs.form_lines import FormLines
from sociallan.application.repairs.repair import Repairer
from sociallan.application.repairs.repaired_text import Repaired
from sociallan.application.source import Source
from sociallan.screening.fixes import is_certain
from tests.builders import EXAMPLES, lsh, shape
from tests.sampling import sampled

READY = sorted((EXAMPLES / "ready").glob("*.yaml"))


def repairer() -> Repairer:
    return Repairer(shape(), lsh().gaps)


def unread(text: str) -> Document:
    return read(Source("a.yaml", text.encode()), gaps=lsh().gaps)


def repaired(text: str) -> Document:
    return repairer().repaired(unread(text))


def told(text: str) -> list[tuple[str, int, str | None]]:
    return [(each.code, each.place.span.line, each.suggestion) for each in repaired(text).findings]


@pytest.mark.parametrize(
    ("text", "code", "line", "suggestion"),
    [
        ("project:\n  title: Norr: gårdar\n", "yaml.colon", 2, '  title: "Norr: gårdar"'),
        ("project:\n  title: Norr: \"nu\"\n", "yaml.colon", 2, "  title: 'Norr: \"nu\"'"),
        ("project:\n  title: Norr: gårdar  # ett\n", "yaml.colon", 2, '  title: "Norr: gårdar"  # ett'),
        ("project:\n  title: ”Norr: gårdar”\n", "yaml.curly-quotes", 2, '  title: "Norr: gårdar"'),
        ('project:\n  title: "Vi "på" gården"\n', "yaml.after-value", 2, "  title: 'Vi \"på\" gården'"),
        ('project:\n  title: "Norr\n  area: housing\n', "yaml.open-quote", 2, '  title: "Norr"'),
        ('project:\n  title: Norr: ett"\n  area: housing\n', "yaml.open-quote", 2, '  title: "Norr: ett"'),
        ("project:\n  title: & Dal\n", "yaml.anchor", 2, '  title: "& Dal"'),
        ("project:\n  title: * Dal\n", "yaml.alias", 2, '  title: "* Dal"'),
        ("project:\n  title: % av alla\n", "yaml.reserved-character", 2, '  title: "% av alla"'),
        ("project:\n  title: @ gården\n", "yaml.reserved-character", 2, '  title: "@ gården"'),
        ("project:\n\u00a0\u00a0title: Norr\n  area: housing\n", "yaml.invisible", 2, "  title: Norr"),
        ("project:\n  title:\u00a0Norr\n  area: housing\n", "yaml.invisible", 2, "  title: Norr"),
        ("project:\n\ttitle: Norr\n", "yaml.tab", 2, "  title: Norr"),
        ("project:\n  title: Norr\n\tarea: housing\n", "yaml.tab", 3, "  area: housing"),
        ("investment:\n  items:\n    - id: I1\n\tcost: 5\n", "yaml.tab", 4, "      cost: 5"),
        ("project:\n  title: Norr\n   area: housing\n", "yaml.indentation", 3, "  area: housing"),
        ("project:\n  title: Norr\n area: housing\n", "yaml.indentation", 3, "  area: housing"),
        ("project:\n  title:Norr\n  area: housing\n", "yaml.missing-colon", 2, "  title: Norr"),
        ("project:\n  title = Norr\n  area: housing\n", "yaml.missing-colon", 2, "  title: Norr"),
        ("project:\n  title\n  area: housing\n", "yaml.missing-colon", 2, "  title:"),
        ("investment:\n  items:\n    – id: I1\n      description: Hus\n", "yaml.bullet", 3, "    - id: I1"),
        ("investment:\n  items:\n    • id: I1\n      description: Hus\n", "yaml.bullet", 3, "    - id: I1"),
        ("investment:\n  items:\n    -id: I1\n      description: Hus\n", "yaml.space-after-dash", 3, "    - id: I1"),
        ("investment:\n  items:\n    - {id: I1 type: x}\n", "yaml.open-bracket", 3, "    - {id: I1, type: x}"),
        ("social:\n  effects: [other\n  change: x\n", "yaml.open-bracket", 2, "  effects: [other]"),
        ("project:\n  title: Norr\x0b\n", "file.control-character", 2, "  title: Norr"),
        ('project:\n  title: "G:\\Dokument"\n', "yaml.escape", 2, "  title: 'G:\\Dokument'"),
        ("project:\n  area: - housing\n", "yaml.dash", 2, "  area: housing"),
        ("project:\n  title: - Norr\n", "yaml.dash", 2, '  title: "- Norr"'),
    ],
)  # fmt: skip
def test_a_fault_of_syntax_is_told_with_the_line_to_write(text: str, code: str, line: int, suggestion: str) -> None:
    assert told(text) == [(code, line, suggestion)]


def test_the_line_to_write_takes_the_place_of_the_whole_line() -> None:
    (finding,) = repaired("project:\n  title: Norr: gårdar\n").findings

    assert tuple(finding.place.span) == (2, 1, 2, 22)


def test_one_reading_tells_every_fault_of_syntax_and_reads_the_rest() -> None:
    text = "project:\n  title: Norr: ett\n  area: % housing\ninvestment:\n   loan: 5\n  green_loan: 6\n"

    document = repaired(text)

    assert [each.place.span.line for each in document.findings] == [2, 3, 5]
    assert document.value == {
        "project": {"title": "Norr: ett", "area": "% housing"},
        "investment": {"loan": 5, "green_loan": 6},
    }


def test_the_file_is_what_it_was_and_its_lines_keep_their_ends() -> None:
    text = "project:\r\n  title: Norr: ett\r\n"

    document = repaired(text)

    assert document.source.data == text.encode()
    assert document.text == 'project:\r\n  title: "Norr: ett"\r\n'


@pytest.mark.parametrize("text", ["a: b: c\n", "[", ""])
def test_what_no_repair_helps_or_is_no_application_is_left_as_it_is(text: str) -> None:
    document = unread(text)

    assert repairer().repaired(document) is document


def test_a_file_in_json_is_left_as_it_is() -> None:
    document = read(Source("a.json", b'{"project": {"title": x}}'))

    assert repairer().repaired(document) is document


@pytest.mark.slow
def test_a_file_with_more_faults_than_are_repaired_tells_the_next_one_too() -> None:
    text = "project:\n" + "  title: a: b\n  place: c: d\n" * 100

    codes = [each.code for each in repaired(text).findings]

    assert codes.count("yaml.colon") == 41


def test_a_name_in_the_wrong_place_is_moved_though_its_value_is_at_fault_as_well() -> None:
    document = repaired("social:\n  target_group:\n    description: Unga\n  size: cirka många\n")

    assert [each.code for each in shape().check(document).findings] == ["yaml.indentation", "schema.number"]


def test_a_name_is_not_moved_to_where_it_stands_already() -> None:
    text = "social:\n  target_group:\n    description: Unga\n    size: 5\n  size: 6\n"

    assert repaired(text).text == text


def test_names_that_belong_nowhere_near_are_left_where_they_are() -> None:
    text = "project:\n  area: housing\n  grants: []\n"

    assert repaired(text).text == text


@pytest.mark.parametrize(
    "more", ["".join(f"    - id: S{number}\n      loan: 5\n" for number in range(6)), "# x\n" * 15_000]
)
def test_many_names_in_the_wrong_place_are_no_slips_and_those_of_a_long_file_are_only_told(more: str) -> None:
    text = "social:\n  target_group:\n    description: Unga\n  size: 620\n  interventions:\n"

    assert repaired(text).findings
    assert not repaired(text + more).findings


def test_a_long_file_with_many_faults_of_syntax_is_read_to_its_end() -> None:
    comments = "# En förklaring som mallen har.\n" * 1_080
    ready = READY[0].read_text(encoding="utf-8")
    lines = ready.split("\n")
    texts = [number for number, line in enumerate(lines) if re.match(r"\s+(?:title|name|source|change|id): \S", line)]
    for number in texts[:12]:
        lines[number] += ": här"
    size = next(number for number, line in enumerate(lines) if line.startswith("    size:"))
    lines[size] = lines[size][2:]

    document = repaired(comments + "\n".join(lines))

    assert document.value is not None
    assert {each.place.span.line - 1_081 for each in document.findings} >= {*texts[:12], size}


def test_no_more_characters_are_read_than_a_limit_allows(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "project:\n  title: a: b\n  place: c: d\n"
    assert len(told(text)) == 2
    monkeypatch.setattr("sociallan.application.repairs.repair._MOST_READ", len(text))

    assert len(told(text)) == 1


def test_names_are_moved_though_the_faults_have_taken_all_that_may_be_read() -> None:
    text = "social:\n  target_group:\n    description: Unga\n  size: 5\n"
    without_faults = Repaired(tuple(with_ends(text)), unread(text), {}, left=-1)

    assert repairer()._without_odd_lines(without_faults).repairs.keys() == {3}


@pytest.mark.parametrize(
    ("code", "before", "after"),
    [
        ("missing-dash", "social:\n  effects:\n  ökad trygghet\n  bättre hälsa\n  change: Fler\n",
         "social:\n  effects:\n    - ökad trygghet\n    - bättre hälsa\n  change: Fler\n"),
        ("missing-dash", "social:\n  effects:\n    ökad trygghet\n    bättre hälsa\n  change: Fler\n",
         "social:\n  effects:\n    - ökad trygghet\n    - bättre hälsa\n  change: Fler\n"),
        ("bullet", "project:\n  other_areas:\n   –housing\n   –health\n",
         "project:\n  other_areas:\n    - housing\n    - health\n"),
        ("missing-dash", "social:\n  goals:\n    - id: M1\n    M2:\n      level: outcome\n",
         "social:\n  goals:\n    - id: M1\n    - id: M2\n      level: outcome\n"),
        ("text-lines", "project:\n  summary: Klart i\n    # 1 i länet\n    för alla\n  area: housing\n",
         "project:\n  summary: >-\n    Klart i # 1 i länet\n    för alla\n  area: housing\n"),
        ("space-after-dash", "social:\n  effects:\n  -ökad trygghet\n  -bättre hälsa\n  change: Fler\n",
         "social:\n  effects:\n    - ökad trygghet\n    - bättre hälsa\n  change: Fler\n"),
        ("bullet", "social:\n  effects:\n  • ökad trygghet\n  • bättre hälsa\n  change: Fler\n",
         "social:\n  effects:\n    - ökad trygghet\n    - bättre hälsa\n  change: Fler\n"),
        ("tab", "social:\n  effects:\n\t-\tökad trygghet\n\t-\tbättre hälsa\n  change: Fler\n",
         "social:\n  effects:\n    - ökad trygghet\n    - bättre hälsa\n  change: Fler\n"),
        ("tab", "applicant:\n  contacts:\n\t\t- function: finance\n\t\t\tname: Ek\n\t\t- function: other\n",
         "applicant:\n  contacts:\n    - function: finance\n      name: Ek\n    - function: other\n"),
        ("tab", "applicant:\n  contacts:\n    -\tfunction: finance\n\tname: Ek\n",
         "applicant:\n  contacts:\n    - function: finance\n      name: Ek\n"),
        ("text-lines", "project:\n  summary: Vi bygger så att fler\n  vågar tvätta\n  och mötas.\n  area: housing\n",
         "project:\n  summary: >-\n    Vi bygger så att fler vågar tvätta\n    och mötas.\n  area: housing\n"),
        ("text-lines", "project:\n  summary: Vi bygger (dnr: 12) så att\n    fler vågar.\n  area: housing\n",
         "project:\n  summary: >-\n    Vi bygger (dnr: 12) så att fler vågar.\n  area: housing\n"),
        ("text-lines", "project:\n  summary: \"Vi bygger\n\n    \"tryggt\".\n  area: housing\n",
         "project:\n  summary: >-\n    Vi bygger\n    \"tryggt\".\n  area: housing\n"),
        ("text-lines", "project:\n  summary: 'Vi bygger i\n    Ekby's centrum'.\n  area: housing\n",
         "project:\n  summary: >-\n    Vi bygger i Ekby's centrum.\n  area: housing\n"),
        ("text-lines", "project:\n  summary: ”Vi bygger: allt\n    för alla”\n  area: housing\n",
         "project:\n  summary: >-\n    Vi bygger: allt för alla\n  area: housing\n"),
        ("text-lines", "project:\n  summary: Det ska bli:\n  - tryggt\n  - roligt\n  area: housing\n",
         "project:\n  summary: >-\n    Det ska bli: - tryggt\n    - roligt\n  area: housing\n"),
        ("text-lines", "project:\n  summary:\n    Vi bygger.\n    Mål: trygghet\n    Resultat: ro\n  area: housing\n",
         "project:\n  summary: >-\n    Vi bygger.\n    Mål: trygghet\n    Resultat: ro\n  area: housing\n"),
        ("text-lines", "project:\n  summary: >-\n  Vi bygger\n  allt.\n  area: housing\n",
         "project:\n  summary: >-\n    Vi bygger\n    allt.\n  area: housing\n"),
        ("missing-colon", "investment:\n  loan\t9 500\n  green_loan\t0\n  link: none\n",
         "investment:\n  loan: 9 500\n  green_loan: 0\n  link: none\n"),
        ("missing-colon", "investment:\n  link: none\nloan\t9 500\ngreen_loan\t0\n  grants: []\n",
         "investment:\n  link: none\n  loan: 9 500\n  green_loan: 0\n  grants: []\n"),
        ("missing-colon", "social:\n  goals:\n    - indicators:\n        - baseline: {value 37, year=2021}\n",
         "social:\n  goals:\n    - indicators:\n        - baseline: {value: 37, year: 2021}\n"),
        ("missing-colon", "social:\n  goals:\n    - id: M1\n    - M2\n      effect: better_health\n",
         "social:\n  goals:\n    - id: M1\n    - id: M2\n      effect: better_health\n"),
        ("missing-braces", "social:\n  goals:\n    - indicators:\n        - baseline: value: 37, year: 2021\n",
         "social:\n  goals:\n    - indicators:\n        - baseline: {value: 37, year: 2021}\n"),
        ("missing-braces", "social:\n  goals:\n    - indicators:\n        - baseline: (value: 37; year: 2021)\n",
         "social:\n  goals:\n    - indicators:\n        - baseline: {value: 37, year: 2021}\n"),
        ("missing-dash", "social:\n  goals:\n    - id: M1\n    id: M2\n      effect: better_health\n",
         "social:\n  goals:\n    - id: M1\n    - id: M2\n      effect: better_health\n"),
        ("missing-dash", "applicant:\n  contacts:\n    function: finance\n    name: Ek\n    function: other\n",
         "applicant:\n  contacts:\n    - function: finance\n      name: Ek\n    - function: other\n"),
        ("missing-dash", "social:\n  goals:\n    - id: M1\n      level: outcome\n      id: M2\n      level: outcome\n",
         "social:\n  goals:\n    - id: M1\n      level: outcome\n    - id: M2\n      level: outcome\n"),
        ("missing-dash", "investment:\n  grants:\n    from: Länet\n    # Hur mycket\n    amount: 5\n  loan: 5\n",
         "investment:\n  grants:\n  - from: Länet\n    # Hur mycket\n    amount: 5\n  loan: 5\n"),
        ("missing-dash", "social:\n  goals:\n    - id: M1\n      indicators:\n          name: Trygga\n",
         "social:\n  goals:\n    - id: M1\n      indicators:\n        - name: Trygga\n"),
        ("stray-dash", "social:\n  goals:\n    - id: M1\n      - indicators:\n        - name: Trygga\n",
         "social:\n  goals:\n    - id: M1\n      indicators:\n        - name: Trygga\n"),
        ("heading", "format: 1\nPROJEKT\n=======\nproject:\n  area: housing\n",
         "format: 1\n# PROJEKT\n# =======\nproject:\n  area: housing\n"),
        ("heading", "format: 1\n\nDel 2. Projektet\n\nproject:\n  area: housing\n",
         "format: 1\n\n# Del 2. Projektet\n\nproject:\n  area: housing\n"),
        ("indentation", "investment:\n  items:\n    - id: I1\n      cost: 5\n  - id: I2\n    cost: 6\n  loan: 5\n",
         "investment:\n  items:\n    - id: I1\n      cost: 5\n    - id: I2\n      cost: 6\n  loan: 5\n"),
        ("indentation", "investment:\n  link: none\ntotal_cost: 9\n# Lån\nloan: 8\ngreen_loan: 0\n  grants: []\n",
         "investment:\n  link: none\n  total_cost: 9\n# Lån\n  loan: 8\n  green_loan: 0\n  grants: []\n"),
        ("indentation", "social:\n  goals:\n    - id: M1\n    level: outcome\n    effect: other\n      indicators:\n",
         "social:\n  goals:\n    - id: M1\n      level: outcome\n      effect: other\n      indicators:\n"),
        ("indentation", "social:\n  change:\n  # Mål\n  goals:\n    - id: M1\n   level: outcome\n   effect: other\n",
         "social:\n  change:\n  # Mål\n  goals:\n    - id: M1\n      level: outcome\n      effect: other\n"),
        ("indentation", "social:\n  target_group:\n    description: Unga\n  size: 620\n  change: Fler\n",
         "social:\n  target_group:\n    description: Unga\n    size: 620\n  change: Fler\n"),
        ("indentation", "social:\n  goals:\n    - id: M1\n      level: outcome\n    effect: other\n  change: Fler\n",
         "social:\n  goals:\n    - id: M1\n      level: outcome\n      effect: other\n  change: Fler\n"),
        ("indentation", "project:\n  area: housing\n  housing:\n    # Hyran\n    affordability: Nivåer\nhealth:\n",
         "project:\n  area: housing\nhousing:\n    # Hyran\n  affordability: Nivåer\nhealth:\n"),
        ("indentation", "social:\n  target_group:\n    size: 9\n    change: Fler\n  future_state: Byn\n",
         "social:\n  target_group:\n    size: 9\n  change: Fler\n  future_state: Byn\n"),
        *[("missing-colon", f"social:\n  target_group:\n    description: Alla\n    size{sign}320\n  change: Fler\n",
           "social:\n  target_group:\n    description: Alla\n    size: 320\n  change: Fler\n")
          for sign in (" = ", "=", " == ", " - ", " – ", ". ")],
        ("missing-colon", 'project:\n  title:"Bron: ett nav"\n  area: housing\n',
         'project:\n  title: "Bron: ett nav"\n  area: housing\n'),
        ("missing-colon", "project:\n  title:Bron: ett nav\n  area: housing\n",
         'project:\n  title: "Bron: ett nav"\n  area: housing\n'),
    ],
)  # fmt: skip
def test_lines_that_are_alike_or_belong_together_are_repaired_together(code: str, before: str, after: str) -> None:
    document = repaired(before)

    assert document.text == after
    first, *others = (each.code for each in document.findings)
    assert first == f"yaml.{code}"
    # Of an item, only the first line lacks its dash.
    assert set(others) <= {first, *(["yaml.indentation"] if code == "missing-dash" else [])}
    assert all(map(is_certain, document.findings))


def test_of_an_item_without_its_dash_the_further_lines_are_told_as_too_far_out() -> None:
    text = "social:\n  goals:\n    id: M1\n    level: outcome\n    id: M2\n    level: outcome\n"

    codes = [(each.place.span.line, each.code) for each in repaired(text).findings]

    assert codes == [
        (3, "yaml.missing-dash"),
        (4, "yaml.indentation"),
        (5, "yaml.missing-dash"),
        (6, "yaml.indentation"),
    ]


@pytest.mark.parametrize(
    ("note", "before", "after"),
    [
        ("Ansökan om lån", "", "# Vi söker.\n\nformat: 1\nproject:\n  area: housing\n"),
        (
            "Del 2",
            "investment:\n  items:\n    - id: I1\n      nature: capital\n",
            "    - id: I2\n      nature: capital\n",
        ),
        ("  OBS! kolla med ekonomi", "investment:\n  # Kostnad.\n  total_cost: 5\n  # Lån.\n", "  loan: 5\n"),
        ("(kolla)", "investment:\n  total_cost: 5\n", "  loan: 5\n"),
        ("Med vänlig hälsning\nAnna", "project:\n  area: housing\nsubmitted: 2024-03-04\n\n", ""),
        ("-----\nAnna Ek, ekonomichef", "project:\n  area: housing\nsubmitted: 2024-03-04\n\n", ""),
    ],
)
def test_a_line_that_is_no_answer_becomes_a_comment_and_changes_no_answer(note: str, before: str, after: str) -> None:
    document = repaired(f"{before}{note}\n{after}")
    as_comment = "".join(f"# {line.strip()}\n" for line in note.split("\n"))

    assert document.text == f"{before}{as_comment}{after}"
    assert {each.code for each in document.findings} == {"yaml.note"}
    assert not any(map(is_certain, document.findings))


@pytest.mark.parametrize(
    "line", ["Totalkostnad 22 700 000", "Startår 2026", "Målgrupp unga", "loans 5", "Målgruppen: alla"]
)
def test_a_line_that_may_be_an_answer_is_no_note(line: str) -> None:
    form = FormLines(("loan",), ("Målgrupp", "Lån (kr)"))

    assert not form.is_note(line)


def test_a_line_of_a_text_is_no_note_wherever_it_begins() -> None:
    text = "social:\n  change: Tryggheten ökar.\n\nFler känner sig trygga\n  future_state: Byn\n"

    assert repaired(text).value["social"]["change"] == "Tryggheten ökar.\nFler känner sig trygga"


@pytest.mark.parametrize(
    ("line", "code"), [("OBS! kolla", "yaml.note"), ("och grannarna", "yaml.indentation"), ("(kolla)", "yaml.note")]
)
def test_a_name_goes_on_below_only_as_a_sentence_does(line: str, code: str) -> None:
    text = f"applicant:\n  name: Ekhem AB\n{line}\n  kind: municipal_company\n"

    assert [each.code for each in repaired(text).findings] == [code]


@pytest.mark.parametrize(
    "text",
    [
        "applicant:\n  member:\n    name: Ekeby kommun\n    kind municipality\n    is_member: true\n",
        "social:\n  change: Fler\n  future_state Byn är trygg\n  other_effect: Ro\n",
    ],
)
def test_a_name_without_its_colon_is_not_pushed_into_the_text_above(text: str) -> None:
    assert [each.code for each in repaired(text).findings] == ["yaml.missing-colon"]


def test_the_next_fault_hides_no_answer_that_is_pushed_into_a_text() -> None:
    text = "social:\n  evidence:\n    - level: area\n      year:2019\n  effects: [other\n  change: Fler\n"

    assert [each.suggestion for each in repaired(text).findings] == ["      year: 2019", "  effects: [other]"]


def test_the_first_item_alone_may_lack_its_dash() -> None:
    before = "social:\n  goals:\n      id: M1\n      level: outcome\n    - id: M2\n      level: outcome\n"

    assert repaired(before).text == before.replace("      id: M1", "    - id: M1")


def test_a_part_with_many_names_is_moved_out_of_another() -> None:
    names = "".join(f"  {name}:\n" for name in ("method", "responsible", "frequency", "reports_to", "plan", "start"))
    text = f"long_term:\n  until: 2032\n  evaluation:\n{names}"

    assert [(each.code, each.suggestion) for each in repaired(text).findings[:1]] == [
        ("yaml.indentation", "evaluation:")
    ]


def test_a_line_with_two_slips_is_repaired() -> None:
    text = "applicant:\n  # Namn.\n   name:Ekhem AB\n  # Slag.\n  kind: municipal_company\n"

    assert told(text) == [("yaml.missing-colon", 3, "  name: Ekhem AB")]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("{value: 41,5, year: 2024}", "{value: 41.5, year: 2024}"),
        ("{year: 2024, value: 41,5 %}", "{year: 2024, value: 41.5}"),
        ("{value: 41,5}", "{value: 41.5}"),
    ],
)
def test_a_decimal_comma_in_braces_is_no_other_name(before: str, after: str) -> None:
    text = "social:\n  goals:\n    - indicators:\n        - baseline: {}\n"

    document = repaired(text.replace("{}", before))

    assert document.text == text.replace("{}", after)
    assert document.findings[0].code == "yaml.decimal-comma"


@pytest.mark.parametrize(
    "written", ["{value: 41, year: 2024}", "{value: 1,500,000}", '{finding: "41,5 %", year: 2024}']
)
def test_other_commas_in_braces_are_left_as_they_are(written: str) -> None:
    text = f"social:\n  goals:\n    - indicators:\n        - baseline: {written}\n"

    assert repaired(text).text == text


@pytest.mark.parametrize(
    "text",
    [
        "social:\n  future_state: >-\n    Byn är trygg.\n  goals:\n    - id: M1\n    id: M2\n      level: outcome\n",
        "social:\n  target_group:\n    description: >-\n      Alla unga.\n    size: >600\n",
        "social:\n  future_state: Byn ska bli:\n  - trygg\n  - fin\n  goals:\n    - id: M1\n",
        "investment:\n  link_reasons: >-\n    Så.\n  items:\n    - id: I1\n  - id: I2\n    cost: 5\n  loan: 5\n",
    ],
)
def test_no_answer_is_pushed_into_the_text_above_or_torn_out_of_its_part(text: str) -> None:
    document, form = repaired(text), FormLines(field.path.rpartition(".")[2] for field in shape().fields.values())
    lines = document.text.splitlines()

    assert document.value is not None
    assert form.taken_in(document, lines, range(len(lines))) == 0
    assert not {"schema.misplaced-key", "schema.unknown-key"} & {each.code for each in shape().check(document).findings}


@pytest.mark.parametrize(
    "line",
    [
        "  loan" + " " * 100_000,
        "  baseline: a: " + " " * 100_000 + "(",
        "  baseline: {a" + " " * 100_000,
        "  baseline: {" * 20_000,
        "=" * 100_000 + "x",
        "- " * 50_000,
        "...\n" * 100_000,
        '  name: "' + "\\ud83d" * 1_000,
    ],
    ids=["row", "pairs", "braces", "many braces", "rule", "dashes", "ends", "escapes"],
)
def test_a_long_line_is_no_hindrance(line: str) -> None:
    started = process_time()

    repaired(f"investment:\n  link: a: b\n{line}\n  loan: 5\n")

    assert process_time() - started < 10


def moved(path: Path) -> Iterator[tuple[int, str]]:
    """Yield the text of a file with one line moved by a blank or two, with the number of the line."""
    lines = path.read_text(encoding="utf-8").split("\n")
    for index, line in enumerate(lines):
        body = line.lstrip(" ")
        for step in (1, 2, -1, -2):
            width = len(line) - len(body) + step
            if body and not body.startswith("#") and width >= 0:
                yield index + 1, "\n".join((*lines[:index], " " * width + body, *lines[index + 1 :]))


@pytest.mark.law
@pytest.mark.parametrize("path", READY, ids=lambda path: path.stem)
def test_a_line_moved_by_a_blank_or_two_is_told_and_moved_back(path: Path) -> None:
    repair, original = repairer(), path.read_text(encoding="utf-8")
    faulty = [
        (line, document)
        for line, text in sampled(list(moved(path)), 3, few=False)
        if (document := unread(text)).value is None
    ]
    assert faulty

    results = [(line, repair.repaired(document)) for line, document in faulty]

    restored = sum(document.text == original for _, document in results)
    at_the_line = sum(document.findings[0].place.span.line == line for line, document in results)
    assert min(restored, at_the_line) >= 0.95 * len(faulty)


NESTED = """social:
  goals:
  - id: M1
    level: {level}
    indicators:
    - name: Trygga
      unit: procent
      baseline:
        value: 60
  interventions:
  - id: S1
    name: Ledare
"""


@pytest.mark.parametrize("level", ["outcome", "högt"])
@pytest.mark.parametrize("lacking", [("id: M1",), ("id: M1", "name: Trygga"), ("id: M1", "name: Trygga", "id: S1")])
def test_lists_of_one_item_within_each_other_get_their_dashes_whatever_else_is_wrong(
    lacking: Sequence[str], level: str
) -> None:
    right = NESTED.format(level=level)
    written = right
    for each in lacking:
        written = written.replace(f"- {each}", f"  {each}")

    document = repaired(written)

    assert document.text == right
    assert [each.code for each in document.findings] == ["yaml.missing-dash"] * len(lacking)


@pytest.mark.parametrize("path", sorted(path for path, field in shape().fields.items() if not field.children))
def test_a_dash_alone_in_any_field_is_repaired_by_leaving_it_empty(path: str) -> None:
    lines, lead, above = [], "", ""
    for step in path.split("."):
        is_item = shape().fields[above].kind is FieldKind.LIST
        lines.append(f"{lead}{'- ' if is_item else ''}{step}:")
        lead, above = " " * len(lead + "  " * (2 if is_item else 1)), f"{above}.{step}".lstrip(".")

    found = [each for each in told("\n".join(lines) + " -\n") if each[0].startswith("yaml.")]

    assert found == [("yaml.lone-dash", len(lines), lines[-1])]


@pytest.mark.parametrize(("dash", "blanks"), [("-", 2), *product("-–•", (3, 5, 6))])
def test_a_second_item_in_a_wrong_column_of_a_template_is_moved_as_a_whole(dash: str, blanks: int) -> None:
    """In a template most lines between an item and the one above it are notes."""
    above = "social:\n  goals:\n    - id: M1\n" + "      # Vad som mäts.\n" * 30
    above += "      description: Ute varje dag\n" + "      # Hur ofta.\n" * 30 + "      level: outcome\n"
    right = ["    - id: M2", "      effect: participation", "      description: Minst 10 odlar"]
    lead = " " * blanks
    wrong = [f"{lead}{dash} id: M2", f"{lead}  effect: participation", f"{lead}  description: Minst 10 odlar"]
    below = "".join("  # Grundkrav 1.\n" for _ in range(15)) + "contribution:\n  description: Nytt\n"

    found = repaired(above + "\n".join(wrong) + "\n" + below)

    assert found.text == above + "\n".join(right) + "\n" + below
