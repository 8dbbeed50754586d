"""The report as lines of JSON: the texts of the pack once, and in each line what is the application's own."""

import contextlib
import io
import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from referencing import Registry, Resource

from sociallan.files import resources
from sociallan.formats import render
from sociallan.screening.report import ReportHeader
from sociallan.screening.screen import Screener
from sociallan.screening.stored.lean_lines import expanded, pointer_of
from sociallan.screening.totals import whole_report
from tests.builders import ROOT, RULE, example, examples, loaded, report, screener, shape, small_pack, source, view
from tests.formats.samples import LANGS, SAMPLES, rendered
from tests.sampling import sampled

_PUT_INTO_WORDS = ("questions", "chain")
"""Keys whose parts a line has as ids and values, and only the program puts into words."""


def lines(name: str, lang: str = "sv") -> list[Any]:
    return [json.loads(line) for line in rendered("ndjson", name, lang).splitlines()]


def published() -> jsonschema.Draft202012Validator:
    schema = resources.schema("report")
    known: Registry[Any] = Registry().with_resource(schema["$id"], Resource.from_contents(schema))
    return jsonschema.Draft202012Validator({"$ref": f"{schema['$id']}#/$defs/line"}, registry=known)


@pytest.mark.slow
@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", SAMPLES)
def test_every_line_is_valid_against_the_published_schema(name: str, lang: str) -> None:
    line_schema = published()

    for line in lines(name, lang):
        line_schema.validate(line)


def test_the_schema_tells_a_fault() -> None:
    head, application, *_, summary = lines("several")

    assert not published().is_valid({**head, "rules": [{}]})
    assert not published().is_valid({**application, "verdict": "approved"})
    assert not published().is_valid({**application, "outcomes": "x"})
    assert not published().is_valid({**summary, "summary": {}})
    assert not published().is_valid({**summary, "record": "application"})


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", SAMPLES)
def test_lines_say_what_the_json_report_does(name: str, lang: str) -> None:
    whole = json.loads(rendered("json", name, lang))
    head, *applications, summary = lines(name, lang)

    assert [unworded(expanded(head, line)) for line in applications] == list(map(unworded, whole["applications"]))
    assert {key: head[key] for key in ("tool", "pack", "lang", "as_of")} == {
        key: whole[key] for key in ("tool", "pack", "lang", "as_of")
    }
    assert {key: summary[key] for key in summary if key in whole and key != "schema"} == {
        key: whole[key] for key in summary if key in whole and key != "schema"
    }


@pytest.mark.law
@pytest.mark.parametrize("name", sampled(examples(), 8))
def test_a_line_says_what_a_report_does_of_each_example(name: str) -> None:
    screened = report(screener().screen(example(name), traced=False))

    head, line, _ = map(json.loads, render("ndjson", screened, view("sv")).splitlines())
    (whole,) = json.loads(render("json", screened, view("sv")))["applications"]

    assert unworded(expanded(head, line)) == unworded(whole)
    for asked, told in zip(line.get("questions", ()), whole["questions"], strict=True):
        rule, origin = head["rules"][asked["rule"]], asked.get("origin", "catalogue")
        assert (rule["rule"], origin) == (told["rule"], told["origin"])
        if origin != "finding":
            assert filled_in(rule["question"], asked.get("filled_in", [])) == told["question"]
            assert [pointer_of(each, head["fields"]) for each in asked.get("evidence", [])] == told["evidence"]
    for row, told in zip(line.get("chain", ()), whole["chain"], strict=True):
        assert (row["value"], pointer_of(row["pointer"], head["fields"])) == (told["value"], told["pointer"])
        cells = [[] if isinstance(cell, bool) else cell for cell in row["cells"]]
        assert [[pointer_of(each, head["fields"]) for each in cell] for cell in cells] == [
            [entry["pointer"] for entry in cell["entries"]] for cell in told["cells"]
        ]
        assert [cell is True for cell in row["cells"]] == ["instead" in cell for cell in told["cells"]]


def unworded(application: Any) -> Any:
    return {key: value for key, value in application.items() if key not in _PUT_INTO_WORDS}


def filled_in(template: str, values: list[str]) -> str:
    """Return a text with values in the place of its placeholders, in order."""
    before, *after = template.split("{")
    return before + "".join(value + rest.partition("}")[2] for value, rest in zip(values, after, strict=True))


def test_a_text_with_figures_of_another_day_stands_in_the_line() -> None:
    rule = RULE.format(id="applicant-named").replace("Titel, en: Title", '"Minst {limit}", en: "At least {limit}"')
    pack = loaded(small_pack(**{"rules__applicant-named": rule}))
    given = source("applicant: {name: Exempelkommun}")

    def titles(day: str, head_day: str) -> tuple[str, str]:
        screening = Screener(pack, shape(), today=day).screen(given, traced=False)
        screened = whole_report(ReportHeader("0.0.0", pack, head_day), [screening])
        head, line, _ = map(json.loads, render("ndjson", screened, view("sv")).splitlines())
        return head["rules"][0]["title"], expanded(head, line)["outcomes"][0]["title"]

    assert titles("2025-01-01", "2025-01-01") == ("Minst 20 kr", "Minst 20 kr")
    assert titles("2021-01-01", "2025-01-01") == ("Minst 20 kr", "Minst 10 kr")


def test_applications_whose_rules_read_the_same_have_each_its_own_places() -> None:
    text = example("incomplete/early-sketch.yaml").data.decode()
    given = [source(text, "first.yaml"), source("# En rad till\n" + text, "second.yaml")]
    screenings = [screener().screen(each, traced=False) for each in given]

    head, *lines, _ = map(json.loads, render("ndjson", report(*screenings), view("sv")).splitlines())
    whole = json.loads(render("json", report(*screenings), view("sv")))["applications"]

    assert [unworded(expanded(head, line)) for line in lines] == [*map(unworded, whole)]
    first, second = ([place[1] for each in line["explained"] for place in each.get("places", ())] for line in lines)
    assert first != second


@pytest.mark.parametrize("name", ["{}", "Minst {} kr", "a {} b ”Kommunens namn”"])
def test_a_value_that_looks_like_a_slot_is_no_slot(name: str) -> None:
    text = f"applicant: {{name: Sundby, kind: '{name}'}}\nproject: {{area: '{name}', title: '{name}'}}\n'{name}': 1\n"
    screened = report(screener().screen(source(text), traced=False))

    head, line, _ = map(json.loads, render("ndjson", screened, view("sv")).splitlines())
    (whole,) = json.loads(render("json", screened, view("sv")))["applications"]

    assert unworded(expanded(head, line)) == unworded(whole)


def test_a_line_that_does_not_fit_the_first_is_refused() -> None:
    head, application, *_ = lines("several")

    for change in (
        {"outcomes": application["outcomes"][1:]},
        {"phase": "no-such-phase"},
        {"groups": "9"},
        {"explained": [{"rule": len(head["rules"])}]},
        {"explained": [{"rule": 0, "places": [[[len(head["fields"])], 1, 1]]}]},
        {"explained": [{"rule": 0, "places": [[[0, 0], 1, 1]]}]},
        {"explained": [{"rule": 0, "said": "{} {}", "places": [[[0], 1, 1]]}]},
        {"more_questions": [len(head["rules"])]},
    ):
        with pytest.raises(ValueError):
            expanded(head, {**application, **change})


def test_the_page_on_formats_takes_a_report_apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("report.ndjson").write_text(rendered("ndjson", "several", "sv"), encoding="utf-8")
    page = (ROOT / "docs" / "formats.md").read_text("utf-8").partition("\n### ndjson\n")[2]
    programs = re.findall(r"^```python\n(.*?)^```$", page.partition("\n### ")[0], re.MULTILINE | re.DOTALL)
    names: dict[str, Any] = {}

    def printed(program: str) -> list[str]:
        output = io.StringIO()
        with contextlib.redirect_stdout(output):
            exec(program, names)
        return output.getvalue().splitlines()

    outcomes, reasons = map(printed, programs)

    whole = json.loads(rendered("json", "several", "sv"))["applications"]
    told = [(each["path"], outcome["rule"], outcome) for each in whole for outcome in each["outcomes"]]
    assert outcomes == [f"{path} {rule} {outcome['outcome']}" for path, rule, outcome in told]
    assert [line for line in reasons if line.count(" ") > 1] == [
        f"{path} {rule} {outcome['message']}" for path, rule, outcome in told if outcome["message"]
    ]
