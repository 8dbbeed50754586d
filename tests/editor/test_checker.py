"""The problems, fields and offers of texts that an editor holds, half-written ones too."""

from functools import cache
from pathlib import Path

import pytest

from sociallan.application.lines import lines_of
from sociallan.application.source import Source
from sociallan.batch.resources import Resources
from sociallan.editor.checker import Checker, Waivers
from sociallan.editor.completion import offers
from sociallan.editor.field_at import field_at
from sociallan.editor.problems import Problem, problems
from sociallan.pack.calendar import in_force
from sociallan.pages.field_hover import field_hover
from sociallan.report.notices import Weight
from sociallan.screening.report import ReportHeader
from sociallan.screening.screen import Screener
from sociallan.screening.settings import Waiver
from tests.builders import EXAMPLES, TODAY, lsh, screener, shape, source, view, words
from tests.provoked import PROVOKED

READY = (EXAMPLES / "ready" / "safety-ekersberga-centrum-for-alla.yaml").read_text("utf-8")
SKETCH = (EXAMPLES / "incomplete" / "early-sketch.yaml").read_text("utf-8")


@cache
def checker() -> Checker:
    return new_checker()


def new_checker(today: str = TODAY, accepted: Waivers = Waivers()) -> Checker:
    def failed(failure: object) -> None:
        raise AssertionError(failure)

    return Checker(Resources(lsh(), shape(), words()), accepted, lambda: today, failed)


def found_in(text: str) -> tuple[Problem, ...]:
    return checker().problems("ansokan.yaml", text)


@pytest.mark.parametrize("code", [code for code, given in PROVOKED.items() if isinstance(given, str)])
def test_the_correction_of_a_finding_writes_the_line_that_a_report_shows(code: str) -> None:
    text = PROVOKED[code]
    assert isinstance(text, str)
    screening = screener().screen(source(text), traced=False)
    head = ReportHeader("", lsh(), TODAY)

    for problem in problems(screening, text, head, view()):
        shown = problem.text.split("\nSå här: ")[1:]
        assert (problem.correction is not None) == bool(shown)
        if problem.correction is not None:
            span, written = problem.correction.span, lines_of(text)[problem.correction.span.line - 1]
            line = written[: span.column - 1] + problem.correction.text + written[span.end_column - 1 :]
            assert [line.strip()] == shown


def test_no_line_of_a_report_is_written_over_what_it_masks() -> None:
    text = "investment:\n  loan: cirka 14,2 mkr # anna.andersson@exempelhem.se\n"

    (amount,) = (each for each in found_in(text) if each.id == "schema.amount")
    assert amount.correction is not None
    assert amount.correction.text == "14200000"
    assert "anna.andersson" not in amount.text


def test_what_is_read_with_a_repair_is_not_corrected_by_columns_of_the_repaired_line() -> None:
    text = "investment:\n  items:\n  - {id: ”A: B”, cost: 3 mkr}\n"

    corrected = [each.id for each in found_in(text) if each.correction is not None]
    assert len(corrected) <= 1
    assert all(each.startswith("yaml.") for each in corrected)


def test_what_cannot_stay_is_an_error_and_what_is_missing_a_warning() -> None:
    weights = {each.id: each.weight for each in found_in(SKETCH + "projektet: {}\n")}

    assert weights["schema.unknown-key"] is Weight.ERROR
    assert weights["applicant-member"] is Weight.WARNING
    assert weights["G3-target-group-sized"] is Weight.NOTE


def test_a_waived_rule_is_no_problem() -> None:
    waiver = Waiver("G3-target-group-sized", "*.yaml", "ekonomichefen", "kommer senare", "2099-12-31", 1)
    accepted = new_checker(accepted=Waivers((waiver,), Path.cwd()))

    before, after = ({each.id for each in one.problems("ansokan.yaml", SKETCH)} for one in (checker(), accepted))
    assert before - after == {"G3-target-group-sized"}


def test_a_text_that_is_cut_anywhere_gets_an_answer() -> None:
    cut = [SKETCH[:length] for length in range(0, len(SKETCH), 61)]

    for text in cut:
        line, column = text.count("\n") + 1, len(text) - text.rfind("\n")
        assert isinstance(found_in(text), tuple)
        field_at(checker().document("ansokan.yaml", text), line, column)
        offers(text, line, column, lsh().form.fields, words())


def test_a_crash_at_a_text_is_told_and_the_next_change_is_screened(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[object] = []
    one = Checker(Resources(lsh(), shape(), words()), Waivers(), lambda: TODAY, told.append)
    sound = Screener.screen

    def broken(self: Screener, source: Source, *, traced: bool = True) -> object:
        if source.problem is None:
            raise ZeroDivisionError
        return sound(self, source, traced=traced)

    monkeypatch.setattr(Screener, "screen", broken)
    assert [each.id for each in one.problems("a.yaml", SKETCH)] == ["file.crashed"]
    monkeypatch.undo()
    assert len(told) == 1
    assert "applicant-member" in [each.id for each in one.problems("a.yaml", SKETCH + "\n")]


def test_the_day_is_that_of_each_screening() -> None:
    day = "2024-01-01"
    one = Checker(Resources(lsh(), shape(), words()), Waivers(), lambda: day, lambda _: None)
    early = {each.id for each in one.problems("a.yaml", "submitted: 2025-06-01\n")}
    day = TODAY
    late = {each.id for each in one.problems("a.yaml", "submitted: 2025-06-01\n\n")}

    assert ("date.to-come" in early, "date.to-come" in late) == (True, False)


@pytest.mark.parametrize(
    ("line", "column", "path"),
    [
        (1, 1, "project"),
        (2, 3, "project.title"),
        (2, 12, "project.title"),
        (4, 6, "investment.items.id"),
        (4, 20, "investment.items.cost"),
        (5, 6, "investment.items.id"),
        (6, 1, "agenda_2030"),
        (6, 16, "agenda_2030"),
    ],
)
def test_the_innermost_field_at_a_position_is_found(line: int, column: int, path: str) -> None:
    text = "project:\n  title: Gård\ninvestment: {items: [\n   { id: A, cost: 3 },\n   { id: B }]}\nagenda_2030: [3]\n"

    found = field_at(checker().document("a.yaml", text), line, column)
    assert found is not None
    assert found.path == path


def test_each_field_of_a_ready_application_is_found_at_its_key() -> None:
    document = checker().document("a.yaml", READY)
    for number, line in enumerate(READY.split("\n"), start=1):
        key = line.strip().removeprefix("- ").partition(":")[0]
        if not key.isidentifier() or ": " not in f"{line} " or line.lstrip().startswith("#"):
            continue
        found = field_at(document, number, line.index(key) + 1)
        assert found is not None
        assert found.path.rpartition(".")[2] == key


def test_every_field_is_explained_by_its_label_choices_and_rules() -> None:
    read = frozenset[str]().union(*(rule.fields() for rule in lsh().rules if in_force(rule, TODAY)))

    for path, field in lsh().form.fields.items():
        text = field_hover(field, lsh(), TODAY, view())
        assert f"** `{path}`" in text
        assert all(f"- `{code}` " in text for code in field.values)
        assert ("Regler som läser fältet" in text) == (path in read)


def test_a_field_is_explained_in_the_language_of_the_reader_with_links_to_sources() -> None:
    text = field_hover(lsh().form.fields["long_term.until"], lsh(), TODAY, view("en"))

    assert "- It is stated how long the work goes on, or that it is permanent ([G4-horizon](<https://" in text


@pytest.mark.parametrize(
    ("text", "offered"),
    [
        ("pro|", ["project", "investment", "social"]),
        ("project:\n  |", ["title", "area"]),
        ("project:\n  title: A\n  ar|\n  start: 2026\n", ["summary", "area"]),
        ("project:\n  area: |\n", ["housing", "safety", "health"]),
        ("project:\n  area: ho|using # x\n", ["housing", "safety", "health"]),
        ("social:\n  effects: [other, |]\n", ["increase_safety", "other"]),
        ("social:\n  effects:\n  - |\n", ["increase_safety", "other"]),
        ("investment:\n  items:\n  - id: A\n    ty|\n", ["type", "cost"]),
        ("applicant: {member: {is_member: |}}\n", ["ja", "nej"]),
        ("project: {title: |}\n", []),
        ("a: b: c: |\n", []),
    ],
)
def test_names_and_choices_are_offered_where_they_can_stand(text: str, offered: list[str]) -> None:
    line, column = text[: text.index("|")].count("\n") + 1, len(text[: text.index("|")].split("\n")[-1]) + 1

    found = offers(text.replace("|", "", 1), line, column, lsh().form.fields, words())
    texts = [each.text for each in found]
    assert [each for each in offered if each not in texts] == []
    assert bool(texts) == bool(offered)
    assert "title" not in texts or "title:" not in text


def test_choices_are_offered_in_a_text_with_a_fault_of_syntax_somewhere_else() -> None:
    text = "project:\n  title: Badhuset: för alla\n  area: \n"

    def repaired(written: str) -> object:
        return checker().document("ansokan.yaml", written).value

    found = offers(text, 3, 9, lsh().form.fields, words(), repaired=repaired)
    assert [each.text for each in found] == ["housing", "safety", "health"]
    assert offers("project: {title: }\n", 1, 18, lsh().form.fields, words(), repaired=repaired) == ()


def test_a_screening_for_an_editor_finds_what_one_for_a_report_finds() -> None:
    """The editor's is the fast one, without traces."""
    head = ReportHeader("", lsh(), TODAY)
    for text in (READY, SKETCH):
        whole = problems(screener().screen(Source("ansokan.yaml", text.encode())), text, head, view())
        assert found_in(text) == whole
