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
from sociallan.screening.lean_lines import expanded
from sociallan.screening.report import ReportHeader
from sociallan.screening.screen import Screener
from sociallan.screening.totals import whole_report
from tests.builders import ROOT, RULE, example, examples, loaded, report, screener, shape, small_pack, source, view
from tests.formats.samples import LANGS, SAMPLES, sample

_PUT_INTO_WORDS = ("questions", "chain")
"""Keys whose parts a line has as ids and values, and only the program puts into words."""


def lines(name: str, lang: str = "sv") -> list[Any]:
    return [json.loads(line) for line in render("ndjson", sample(name), view(lang)).splitlines()]


def published() -> jsonschema.Draft202012Validator:
    schema = resources.schema("report")
    known: Registry[Any] = Registry().with_resource(schema["$id"], Resource.from_contents(schema))
    return jsonschema.Draft202012Validator({"$ref": f"{schema['$id']}#/$defs/line"}, registry=known)


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
    whole = json.loads(render("json", sample(name), view(lang)))
    head, *applications, summary = lines(name, lang)

    assert [unworded(expanded(head, line)) for line in applications] == list(map(unworded, whole["applications"]))
    assert {key: head[key] for key in ("tool", "pack", "lang", "as_of")} == {
        key: whole[key] for key in ("tool", "pack", "lang", "as_of")
    }
    assert {key: summary[key] for key in summary if key in whole and key != "schema"} == {
        key: whole[key] for key in summary if key in whole and key != "schema"
    }


@pytest.mark.slow
@pytest.mark.parametrize("name", examples())
def test_a_line_says_what_a_report_does_of_each_example(name: str) -> None:
    screened = report(screener().screen(example(name), traced=False))

    head, line, _ = map(json.loads, render("ndjson", screened, view("sv")).splitlines())
    (whole,) = json.loads(render("json", screened, view("sv")))["applications"]

    assert unworded(expanded(head, line)) == unworded(whole)
    texts = {rule["rule"]: rule.get("question") for rule in head["rules"]}
    for asked, told in zip(line.get("questions", ()), whole["questions"], strict=True):
        assert (asked["rule"], asked["origin"]) == (told["rule"], told["origin"])
        if asked["origin"] != "finding":
            assert filled_in(texts[asked["rule"]], asked.get("filled_in", [])) == told["question"]
            assert asked.get("evidence", []) == told["evidence"]
    cells = [row["cells"] for row in line.get("chain", ())]
    assert [[*map(entries, row.values())] for row in cells] == [
        [[entry["pointer"] for entry in cell["entries"]] for cell in row["cells"]] for row in whole["chain"]
    ]


def unworded(application: Any) -> Any:
    return {key: value for key, value in application.items() if key not in _PUT_INTO_WORDS}


def entries(cell: list[str] | bool) -> list[str]:
    return [] if isinstance(cell, bool) else cell


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


def test_a_line_that_does_not_fit_the_first_is_refused() -> None:
    head, application, *_ = lines("several")

    for change in ({"outcomes": application["outcomes"][1:]}, {"phase": "no-such-phase"}, {"groups": "9"}):
        with pytest.raises(ValueError):
            expanded(head, {**application, **change})


def test_the_page_on_formats_takes_a_report_apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("report.ndjson").write_text(render("ndjson", sample("several"), view("sv")), encoding="utf-8")
    page = (ROOT / "docs" / "formats.md").read_text("utf-8").partition("\n### ndjson\n")[2]
    (program,) = re.findall(r"^```python\n(.*?)^```$", page.partition("\n### ")[0], re.MULTILINE | re.DOTALL)
    output = io.StringIO()

    with contextlib.redirect_stdout(output):
        exec(program, {})

    whole = json.loads(render("json", sample("several"), view("sv")))["applications"]
    assert output.getvalue().splitlines() == [
        f"{each['path']} {outcome['rule']} {outcome['outcome']}" for each in whole for outcome in each["outcomes"]
    ]
