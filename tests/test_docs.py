"""The documents say what is so: every command, option, verdict, operator and rule, and nothing that does not work."""

import json
import re
import runpy
import shlex
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import typer
from jsonschema import Draft202012Validator

from sociallan.cli.app import build_app
from sociallan.cli.exits import Exit
from sociallan.core import pack as packs_core
from sociallan.core.config import read_config
from sociallan.core.derived import DERIVED
from sociallan.core.operators import OPERATORS
from sociallan.core.read import read
from sociallan.core.rule_tests import RuleTester
from sociallan.core.waivers import waiver_faults
from sociallan.files import limit, packs, resources, standard_input
from sociallan.files.pages import put_pages
from sociallan.model.condition import Kind, Quantifier
from sociallan.model.outcome import OutcomeKind
from sociallan.model.report import Verdict
from sociallan.model.source import Limits, Source
from sociallan.render import RENDERERS, sarif
from sociallan.render.rule_documents import MARK, rule_documents
from tests.builders import EXAMPLES, ROOT, RULES, cases_of_lsh, examples, lsh, pack_schemas, shape, view, words
from tests.cli.running import run_inside

PAGES = sorted((*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")))
README = (ROOT / "README.md").read_text(encoding="utf-8")
RULE_LANGUAGE = (ROOT / "docs" / "rule-language.md").read_text(encoding="utf-8")
EVERYTHING = "\n".join(page.read_text(encoding="utf-8") for page in PAGES)
_OF_THE_ENVIRONMENT = ("pip", "pytest", "python", ".")
"""Commands that make or need an environment: CI runs them, from nothing."""


def blocks(text: str, language: str) -> list[str]:
    """Give the code blocks of a page in a language."""
    return re.findall(rf"^```{language}\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


def table(text: str, first: str) -> list[list[str]]:
    """Give the rows of the table whose first heading is given, cell by cell."""
    lines = iter(text.splitlines())
    next(line for line in lines if line.startswith(f"| {first} |"))
    next(lines)
    rows = []
    for line in lines:
        if not line.startswith("|"):
            break
        rows.append([cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]])
    return rows


def code(cell: str) -> list[str]:
    """Give what stands between backquotes."""
    return re.findall(r"`([^`]+)`", cell)


def commands(page: str) -> Iterator[list[str]]:
    """Give the words of every command in a page's blocks, in order."""
    for block in blocks(page, "sh"):
        for line in block.splitlines():
            for command in line.split("&&"):
                yield shlex.split(command, comments=True)


def parameters() -> Iterator[tuple[str, Any]]:
    """Give every parameter of every command of the program, with the command's name: ``rules list``."""
    yield from parameters_of(typer.main.get_command(build_app(words("en"))), "")


def parameters_of(group: Any, before: str) -> Iterator[tuple[str, Any]]:
    for name, command in group.commands.items():
        yield from ((before + name, parameter) for parameter in command.params)
        if hasattr(command, "commands"):
            yield from parameters_of(command, f"{before}{name} ")


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a folder with what a reader of the README has, to write in."""
    folder = tmp_path_factory.mktemp("checkout")
    shutil.copytree(EXAMPLES, folder / "examples")
    return folder


@pytest.mark.parametrize("page", [page.relative_to(ROOT).as_posix() for page in PAGES])
def test_every_command_of_a_page_works_as_written(page: str, copy: Path) -> None:
    for command in commands((ROOT / page).read_text(encoding="utf-8")):
        if command[0] in _OF_THE_ENVIRONMENT:
            continue
        assert command[0] == "sociallan", command

        done = run_inside(*command[1:], cwd=copy)

        allowed = (Exit.READY, Exit.NOT_READY) if command[1] in ("check", "compare") else (Exit.READY,)
        assert done.returncode in allowed, (command, done.stderr.decode())


def test_the_main_job_sums_up_and_exits_with_one(copy: Path) -> None:
    main = next(command for command in commands(README) if "examples/incomplete" in command)

    done = run_inside(*main[1:], cwd=copy)

    assert done.returncode == Exit.NOT_READY
    counted = words().counted("screened", len(examples("ready", "incomplete")))
    assert counted in done.stdout.decode()


def test_python_is_never_told_to_look_in_the_current_folder() -> None:
    """``python -m`` without ``-P`` or ``-I`` imports what lies there."""
    files = [*PAGES, ROOT / "action.yml", ROOT / ".pre-commit-hooks.yaml", ROOT / "Makefile", ROOT / ".ci" / "run"]

    for file in files:
        for line in file.read_text(encoding="utf-8").splitlines():
            for options in re.findall(r"((?:\S+ )?)-m (?:sociallan|pip)\b", line):
                is_told_why = file.name == "SECURITY.md" and "without `-P`" in line
                assert options.strip() in ("-P", "-I") or is_told_why, (file.name, line)


def test_installing_asks_for_extras_that_exist() -> None:
    extras = project()["optional-dependencies"]

    for command in commands(EVERYTHING):
        for extra in re.findall(r"\.\[([\w,]+)\]", " ".join(command)):
            assert set(extra.split(",")) <= set(extras)


def test_the_readme_names_each_dependency_and_no_other() -> None:
    declared = {re.split(r"[<>=]", name)[0].lower() for name in project()["dependencies"]}

    assert {code(row[0])[0].lower() for row in table(README, "package")} == declared


def test_the_application_in_the_readme_is_sound() -> None:
    sample = next(block for block in blocks(README, "yaml") if block.startswith("format:"))

    document = shape().check(read(Source("sample.yaml", sample.encode()), gaps=lsh().gaps))

    assert document.readable
    assert document.findings == ()


def test_the_settings_in_the_readme_are_sound() -> None:
    (sample,) = blocks(README, "toml")

    config = read_config(Source("sociallan.toml", sample.encode()), resources.schema("config"))

    assert list(waiver_faults(config.waivers, lsh(), "sociallan.toml")) == []


def test_the_schema_line_leads_to_the_schema() -> None:
    (line,) = (block for block in blocks(README, "yaml") if block.startswith("# yaml-language-server"))

    assert (ROOT / line.strip().partition("$schema=")[2]).is_file()


@pytest.mark.parametrize("page", [page.relative_to(ROOT).as_posix() for page in PAGES])
def test_every_link_of_a_page_leads_somewhere(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")

    for target in re.findall(r"\]\(([^)]+)\)", text):
        if "://" in target:
            continue
        file, _, heading = target.partition("#")
        linked = (ROOT / page).parent / file if file else ROOT / page
        assert linked.exists(), target
        if heading:
            assert heading in headings(linked.read_text(encoding="utf-8")), target


def headings(text: str) -> set[str]:
    """Give the anchors of a page's headings, as hosts of repositories make them."""
    titles = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-") for title in titles}


def test_every_command_and_option_is_documented() -> None:
    for name, parameter in parameters():
        assert f"sociallan {name}" in EVERYTHING, name
        if parameter.param_type_name == "option":
            for option in (*parameter.opts, *parameter.secondary_opts):
                assert f"`{option}" in README, f"{name} {option}"


@pytest.mark.parametrize("command", ["check", "compare", "replay"])
def test_the_table_of_options_is_that_of_the_command(command: str) -> None:
    rows = table(README, f"`sociallan {command}`")
    documented = {code(row[0])[0].split()[0].rstrip("."): code(row[1]) for row in rows}
    options = [parameter for name, parameter in parameters() if name == command]
    there = {
        "FILE" if option.param_type_name == "argument" else option.opts[0]: [option.envvar] if option.envvar else []
        for option in options
    }

    assert documented == there


def test_every_format_is_documented() -> None:
    assert {code(row[0])[0] for row in table(README, "format")} == set(RENDERERS)


def test_every_verdict_is_documented_in_both_languages() -> None:
    assert [(code(row[0])[0], row[1]) for row in table(README, "verdict")] == [
        (str(verdict), words().say(f"verdict.{verdict}")) for verdict in Verdict
    ]
    assert [row[0] for row in table(README, "Omdöme")] == [words().say(f"verdict.{verdict}") for verdict in Verdict]


def test_every_exit_code_is_documented() -> None:
    assert [int(row[0]) for row in table(README, "exit code")] == [int(code) for code in Exit]


def test_the_limits_are_those_that_hold() -> None:
    limits = Limits()

    text = " ".join(README.split())
    assert f"{limits.bytes // 1024**2} MiB, nest {limits.depth} deep and have {limits.nodes:,} values" in text


def test_every_schema_is_documented() -> None:
    (name,) = (parameter for command, parameter in parameters() if command == "schema" and parameter.name == "name")

    for choice in name.type.choices:
        assert f"`{getattr(choice, 'value', choice)}`" in README


def test_every_test_of_the_rule_language_is_documented() -> None:
    documented = {code(row[0])[0]: (row[1], row[2]) for row in table(RULE_LANGUAGE, "test")}

    assert documented == {
        str(test): ("any" if known.kinds == frozenset(Kind) else ", ".join(sorted(known.kinds)), known.operand)
        for test, known in OPERATORS.items()
    }


def test_every_operand_of_the_rule_language_is_documented() -> None:
    assert {row[0] for row in table(RULE_LANGUAGE, "operand")} == {known.operand for known in OPERATORS.values()}


def test_every_structure_of_the_rule_language_is_documented() -> None:
    documented = {code(row[0])[0].split(":")[0] for row in table(RULE_LANGUAGE, "condition")}

    assert documented == {"all", "any", "not", *Quantifier, "field"}
    condition = resources.schema("rule")["$defs"]["condition"]["properties"]
    assert all(f"`{key}" in RULE_LANGUAGE for key in condition)


def test_every_outcome_is_documented() -> None:
    assert set(OutcomeKind) <= {name for row in table(RULE_LANGUAGE, "`when`") for name in code(row[2])}


def test_every_derived_value_is_documented() -> None:
    documented = {
        code(row[0])[0]: (row[1], row[2] or None, tuple(code(row[3]))) for row in table(RULE_LANGUAGE, "value")
    }

    assert documented == {
        derived.name: (str(derived.kind), derived.unit, derived.inputs) for derived in DERIVED.values()
    }


def test_the_rule_in_the_page_of_the_rule_language_works() -> None:
    (text,) = blocks(RULE_LANGUAGE, "yaml")
    example = Source("rules/G5/G5-example.yaml", text.encode())

    pack = packs_core.load([*packs.pack_files(RULES), example], pack_schemas())

    rule = pack.rule("G5-example")
    assert rule is not None
    tester = RuleTester(pack, shape().fields)
    assert [tester.run(rule, test).passed for test in rule.tests] == [True] * 4


def test_the_changelog_names_every_rule() -> None:
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")

    assert [rule.id for rule in lsh().rules if f"`{rule.id}`" not in changelog] == []


def test_the_pages_of_the_rules_say_what_the_rules_say(request: pytest.FixtureRequest) -> None:
    folder = ROOT / "docs" / "rules"
    pages = rule_documents(lsh(), cases_of_lsh(), [view("sv"), view("en")])

    if request.config.getoption("--update-golden"):
        put_pages(folder, pages, MARK)

    assert {path.name: path.read_text(encoding="utf-8") for path in folder.iterdir()} == pages


def test_the_pages_of_the_rules_lead_to_each_other() -> None:
    pages = rule_documents(lsh(), cases_of_lsh(), [view("sv"), view("en")])

    linked = {target for page in pages.values() for target in re.findall(r"\]\(([^)]+)\)", page)}
    assert linked == set(pages)


def test_the_page_on_security_names_limits_that_hold_and_tests_that_exist() -> None:
    text = (ROOT / "SECURITY.md").read_text("utf-8")
    limits = dict(re.findall(r"^\| ([^|]+?) \| ([^|]+?) \| `?(?:file|yaml)\.", text, re.MULTILINE))
    named = set(re.findall(r"`(tests/[a-z_/]+(?:\.py)?)`", text))

    assert limits == {
        "size of a file": f"{Limits().bytes // 1024**2} MiB",
        "depth of values": str(Limits().depth),
        "values in a file": f"{Limits().nodes:,}",
        "findings in a file": f"{Limits().findings:,}",
        "applications in a file, with `--multi`": f"{Limits().documents}",
        "processor time of a file": f"{limit.SECONDS:.0f} seconds",
    }
    assert f"| {sarif.MOST:,} |" in text
    assert f"| {standard_input.SECONDS:.0f} seconds |" in text
    assert len(named) > 10
    assert [name for name in sorted(named) if not (ROOT / name).exists()] == []


def test_the_page_on_architecture_names_files_that_exist() -> None:
    page = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    package = ROOT / "src" / "sociallan"

    folders = {code(row[1])[0].rstrip("/") for row in table(page, "floor")}
    assert folders == {folder.parent.name for folder in package.glob("*/__init__.py")}
    for path in re.findall(r"`((?:core|cli|render|files|model|words|schemas)/[\w./]*)`", page):
        assert (package / path).exists(), path


def test_the_picture_shows_a_report_as_it_is_now() -> None:
    drawn = drawing((ROOT / "docs" / "report.svg").read_text(encoding="utf-8"))

    made = runpy.run_path(str(ROOT / "docs" / "picture"))["picture"]()

    assert drawn == drawing(made), "the report has changed: run make picture, and look at it"


def drawing(svg: str) -> list[str]:
    """Give the texts of a picture."""
    return re.findall(r"<text[^>]*>([^<]*)</text>", svg)


def test_the_forms_of_the_page_on_reports_are_those_of_the_schemas() -> None:
    page = (ROOT / "docs" / "report-format.md").read_text(encoding="utf-8")

    for name in ("report", "comparison"):
        assert f"`{resources.schema(name)['properties']['schema']['const']}`" in page


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_the_schema_of_the_report_holds_and_describes_every_key(lang: str, copy: Path) -> None:
    schema = resources.schema("report")
    command = [sys.executable, "-m", "sociallan", "check", "--lang", lang, "--format", "json", "examples"]

    done = subprocess.run(command, cwd=copy, capture_output=True, check=False)

    report = json.loads(done.stdout)
    assert [error.message for error in Draft202012Validator(schema).iter_errors(report)] == []
    assert set(undescribed(report, schema, schema["$defs"], "")) == set()


def undescribed(value: Any, schema: Mapping[str, Any], definitions: Mapping[str, Any], path: str) -> Iterator[str]:
    """Give the keys of a value that its schema says nothing of."""
    if "$ref" in schema:
        schema = definitions[schema["$ref"].rpartition("/")[2]]
    if isinstance(value, dict):
        for key, part in value.items():
            if key in schema.get("properties", {}):
                yield from undescribed(part, schema["properties"][key], definitions, f"{path}/{key}")
            else:
                yield f"{path}/{key}"
    elif isinstance(value, list):
        for part in value:
            yield from undescribed(part, schema.get("items", {}), definitions, f"{path}/*")


def test_the_makefile_tells_what_each_of_its_targets_does() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")

    phony = re.findall(r"^\.PHONY: (.+)$", makefile, re.MULTILINE)[0].split()
    assert re.findall(r"^([a-z-]+):.*## .+$", makefile, re.MULTILINE) == phony


def project() -> dict[str, Any]:
    """Give the project's own description of itself."""
    described: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return described


def test_the_change_of_a_threshold_in_the_page_on_writing_rules_works() -> None:
    values, test = blocks((ROOT / "docs" / "writing-rules.md").read_text(encoding="utf-8"), "yaml")
    changes = {
        "params.yaml": ("  values:\n    - {from: 2020-08-24, value: 3}\n", values),
        "rules/G4/G4-minimum-years.yaml": ("tests:\n", f"tests:\n{test}"),
    }

    pack = packs_core.load(
        [changed(file, *changes.get(file.path, ("", ""))) for file in packs.pack_files(RULES)], pack_schemas()
    )

    rule = pack.rule("G4-minimum-years")
    assert rule is not None
    tester = RuleTester(pack, shape().fields)
    assert rule.tests[0].as_of == "2027-01-15"
    assert [tester.run(rule, test).passed for test in rule.tests] == [True] * 4


def changed(file: Source, before: str, after: str) -> Source:
    """Give a file with its first stretch of a text changed, which must stand there."""
    assert before.encode() in file.data
    return Source(file.path, file.data.replace(before.encode(), after.encode(), 1))
