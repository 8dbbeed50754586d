"""The documents say what is so: every command, option, verdict, operator and rule, and nothing that does not work."""

import itertools
import json
import re
import runpy
import shlex
import shutil
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from sociallan.analysis.rule_tests import RuleTester
from sociallan.application import dates
from sociallan.application.field import Unit
from sociallan.application.read import read
from sociallan.application.source import Limits, Source
from sociallan.batch import limit
from sociallan.cli.app import build_command
from sociallan.cli.exits import Exit
from sociallan.files import cache, packs, resources, standard_input
from sociallan.files.languages import LANGUAGES
from sociallan.files.pages import write_pages
from sociallan.formats import RENDERERS, sarif
from sociallan.pack import load as packs_core
from sociallan.pack.pack import Pack
from sociallan.pages.rule_documents import MARK, rule_documents
from sociallan.pages.schema_texts import with_summary
from sociallan.rules.condition import Quantifier
from sociallan.rules.operations import OPERATIONS
from sociallan.rules.operators import OPERATORS
from sociallan.rules.rule import Level
from sociallan.rules.truth import OutcomeKind
from sociallan.screening.report import Verdict
from sociallan.screening.screen import Screener
from sociallan.screening.settings_file import read_config
from sociallan.screening.stored import json_stream
from sociallan.screening.waivers import waiver_faults
from tests.builders import (
    EXAMPLES,
    ROOT,
    RULE,
    RULES,
    TODAY,
    blocks,
    cases_of_lsh,
    checked,
    covered_by_lsh,
    draft_of,
    examples,
    loaded,
    lsh,
    pack_schemas,
    rule_requiring,
    schema_faults,
    screen,
    shape,
    small_pack,
    source,
    values_text,
    view,
    words,
)
from tests.cli.running import run_inside
from tests.sampling import (
    decide_sampled,
    explore_sampled,
    lint_sampled,
    mutate_sampled,
    notice_sampled,
    run_sampled,
    sampled,
)
from tests.test_architecture import ORDER
from tests.workbooks import word_document

PAGES = sorted((*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), *ROOT.glob("docs/sv/*.md")))
README = (ROOT / "README.md").read_text(encoding="utf-8")
USAGE = (ROOT / "docs" / "usage.md").read_text(encoding="utf-8")
APPLICATION = (ROOT / "docs" / "application.md").read_text(encoding="utf-8")
VERDICTS = (ROOT / "docs" / "verdicts.md").read_text(encoding="utf-8")
SETTINGS = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
RULE_LANGUAGE = (ROOT / "docs" / "rule-language.md").read_text(encoding="utf-8")
START = (ROOT / "docs" / "sv" / "kom-igang.md").read_text(encoding="utf-8")
OMDOMEN = (ROOT / "docs" / "sv" / "omdomen.md").read_text(encoding="utf-8")
EVERYTHING = "\n".join(page.read_text(encoding="utf-8") for page in PAGES)
_OF_THE_ENVIRONMENT = ("pip", "pytest", "python", "python3", ".")
"""Commands that make or need an environment: CI runs them, from nothing."""
_MOST_LINES_OF_THE_README = 130


def table(text: str, first: str) -> list[list[str]]:
    """Return the rows of the table whose first heading is given, cell by cell."""
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
    """Return what stands between backquotes."""
    return re.findall(r"`([^`]+)`", cell)


def commands(page: str) -> Iterator[list[str]]:
    """Return the words of every command in a page's blocks, in order, with sociallan called by its name."""
    for block in blocks(page, "sh"):
        for line in block.splitlines():
            for command in line.split("&&"):
                words_ = shlex.split(command, comments=True)
                yield words_[3:] if words_[:4] == ["python", "-P", "-m", "sociallan"] else words_


def parameters() -> Iterator[tuple[str, Any]]:
    """Yield every parameter of every command of the program, with the command's name: ``rules list``."""
    yield from parameters_of(build_command(words("en")), "")


def parameters_of(group: Any, before: str) -> Iterator[tuple[str, Any]]:
    for name, command in group.commands.items():
        yield from ((before + name, parameter) for parameter in command.params)
        if hasattr(command, "commands"):
            yield from parameters_of(command, f"{before}{name} ")


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """Return a folder with what a reader of a page has, to write in."""
    shutil.copytree(EXAMPLES, tmp_path / "examples")
    return tmp_path


@pytest.mark.law
@pytest.mark.parametrize("page", [page.relative_to(ROOT).as_posix() for page in PAGES])
def test_every_command_of_a_page_works_as_written(page: str, copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # What a rule's first day does is noticed by cases from before it, which name no rule: a sample may lack them.
    first = min(rule.valid_from for rule in lsh().rules)
    mutated = sampled([rule.id for rule in lsh().rules if rule.valid_from == first], 3)
    mutate_sampled(monkeypatch, *mutated)
    notice_sampled(monkeypatch, 30, *mutated)
    decide_sampled(monkeypatch, 2)
    explore_sampled(monkeypatch, 4)
    lint_sampled(monkeypatch, 20)
    run_sampled(monkeypatch, 6)
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


def test_each_dependency_is_documented_and_no_other() -> None:
    page = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")
    declared = {re.split(r"[<>=]", name)[0].lower() for name in project()["dependencies"]}

    assert {code(row[0])[0].lower() for row in table(page, "package")} == declared


def test_the_application_in_its_page_is_sound() -> None:
    (sample,) = blocks(APPLICATION, "yaml")

    document = shape().check(read(Source("sample.yaml", sample.encode()), gaps=lsh().gaps))

    assert document.readable
    assert document.findings == ()


def test_the_settings_in_their_page_are_sound() -> None:
    (sample,) = blocks(SETTINGS, "toml")

    config = read_config(Source("sociallan.toml", sample.encode()), resources.schema("config"))

    assert list(waiver_faults(config.waivers, lsh(), "sociallan.toml")) == []


def test_the_schema_line_leads_to_the_schema_that_the_page_has_written(copy: Path) -> None:
    (line,) = re.findall(r"# yaml-language-server: \$schema=form\.json", APPLICATION)
    (command,) = (command for command in commands(APPLICATION) if command[1:3] == ["schema", "application"])

    done = run_inside(*command[1:], cwd=copy)

    schema = json.loads((copy / line.strip().partition("$schema=")[2]).read_text(encoding="utf-8"))
    assert (done.returncode, schema["title"]) == (0, words("sv").pick(lsh().form.fields[""].title))


def test_the_readme_is_read_in_a_minute() -> None:
    lines = README.splitlines()

    assert len(lines) <= _MOST_LINES_OF_THE_README
    assert "](docs/sv/kom-igang.md)" in lines[2]
    assert "](docs/report.svg)" in README


def test_every_link_and_anchor_of_every_page_leads_somewhere() -> None:
    pages = [*PAGES, *sorted(ROOT.glob("docs/rules/*.md"))]
    broken = [
        f"{page.relative_to(ROOT)}: {target}" for page in pages for target in links(page) if not leads(page, target)
    ]

    assert broken == []


def prose(page: Path) -> str:
    """Return the text of a page without its blocks of code."""
    return re.sub(r"^```.*?^```$", "", page.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)


def links(page: Path) -> list[str]:
    """Return the targets of a page's links and pictures that lead to files of ours."""
    return [target for target in re.findall(r"\]\(([^)]+)\)", prose(page)) if "://" not in target]


def leads(page: Path, target: str) -> bool:
    """Return whether a link of a page leads to a file or folder, and to a heading in it where it names one."""
    file, _, heading = target.partition("#")
    linked = page.parent / file if file else page
    return linked.exists() and (not heading or heading in headings(prose(linked)))


def headings(text: str) -> set[str]:
    """Return the anchors of a page's headings, as hosts of repositories make them."""
    titles = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-") for title in titles}


def test_every_page_stands_in_the_navigation_of_the_site() -> None:
    navigation = (ROOT / "mkdocs.yml").read_text(encoding="utf-8").partition("\nnav:\n")[2]
    named = re.findall(r": ([\w./-]+\.md)$", navigation, re.MULTILINE)

    assert len(named) == len(set(named))
    pages = {page.relative_to(ROOT / "docs").as_posix() for page in PAGES if page.is_relative_to(ROOT / "docs")}
    assert sorted(pages - set(named)) == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_command_and_option_is_on_the_page_of_the_command_line(lang: str) -> None:
    page = (ROOT / "docs" / words(lang).say("help.page.file")).read_text(encoding="utf-8")

    for name, parameter in parameters():
        assert f"## `sociallan {name}`" in page or name == "rules", name
        if parameter.param_type_name == "option":
            for option in (*parameter.opts, *parameter.secondary_opts):
                assert re.search(rf"`{option}[ `]", page), f"{name} {option}"


def test_what_is_generated_from_the_options_says_what_the_options_are(request: pytest.FixtureRequest) -> None:
    """The page on the command line in each language, and the schema of sociallan.toml."""
    made = runpy.run_path(str(ROOT / "docs" / "reference"))["written"]()

    for file, text in made.items():
        if request.config.getoption("--update-golden"):
            file.write_text(text, encoding="utf-8", newline="\n")
        assert file.read_text(encoding="utf-8") == text, "the options have changed: run make reference"


def test_every_format_is_documented() -> None:
    page = (ROOT / "docs" / "formats.md").read_text(encoding="utf-8")

    assert {code(row[0])[0] for row in table(page, "format")} == set(RENDERERS)


def test_every_command_stands_in_the_table_of_commands() -> None:
    groups = {"rules", "help"}
    documented = {
        " ".join(itertools.takewhile(str.islower, code(row[0])[0].split()[1:])) for row in table(USAGE, "command")
    }

    assert documented == {name for name, _ in parameters()} - groups


def test_every_verdict_is_documented_in_both_languages() -> None:
    swedish = [words().say(f"verdict.{verdict}") for verdict in Verdict]

    assert [(code(row[0])[0], row[1]) for row in table(VERDICTS, "verdict")] == list(zip(Verdict, swedish, strict=True))
    assert [row[0] for row in table(OMDOMEN, "Omdöme")] == swedish


@pytest.mark.parametrize(("page", "lang"), [(OMDOMEN, "sv"), (VERDICTS, "en")])
def test_the_count_of_requirements_that_is_shown_is_that_of_an_example(page: str, lang: str) -> None:
    shown = answer(ROOT, "check", "--format", "plain", "--lang", lang, "examples/incomplete/early-sketch.yaml")
    counts = next(line for line in shown.splitlines() if line.startswith(words(lang).say("basis_counts.label")))

    assert f"*{counts}*" in " ".join(page.split())


def test_every_level_is_documented_in_both_languages() -> None:
    swedish = [words().say(f"level.{level}") for level in Level]

    assert [(code(row[0])[0], row[1]) for row in table(VERDICTS, "level")] == list(zip(Level, swedish, strict=True))
    assert [row[0] for row in table(OMDOMEN, "Tyngd")] == swedish


def test_every_outcome_of_a_rule_is_documented_in_both_languages() -> None:
    english = {str(kind): words("en").say(f"outcome.{kind}") for kind in OutcomeKind}

    assert {code(row[0])[0]: row[1] for row in table(VERDICTS, "outcome")} == english
    swedish = {words().say(f"outcome.{kind}") for kind in (*OutcomeKind, "form", "waits")}
    assert {row[0] for row in table(OMDOMEN, "Utfall")} == swedish


def test_every_exit_code_is_documented_in_both_languages() -> None:
    codes = [int(code) for code in Exit]

    assert [int(row[0]) for row in table(VERDICTS, "exit code")] == codes
    assert [int(row[0]) for row in table(OMDOMEN, "Slutkod")] == codes


def test_every_variable_that_is_read_is_documented() -> None:
    """Those of the options stand in the page of the command line; these are read by their names."""
    source = "\n".join(file.read_text(encoding="utf-8") for file in (ROOT / "src").rglob("*.py"))
    named = {name for row in table(SETTINGS, "variable") for name in code(row[0])}

    read_by_name = {
        *re.findall(r'environ(?:\.get\(|\[)"(\w+)"', source),
        *re.findall(r'"(\w+)" in os\.environ', source),
    }
    assert read_by_name - named == {"PYTHONSAFEPATH"}, "which is only set, for worker processes"
    assert sorted(name for name in named if f'"{name}"' not in source) == []


HEALTHY = (EXAMPLES / "ready" / "housing-sjohamra-tryggare-tvattstugor.yaml").read_text(encoding="utf-8")
SLIPS_IN_A_FILE = {
    "ska vara fyra siffror": ('code: "0998"', "code: ”0998”"),
    "Raden är indragen med en tabb.": ("\n  name: ", "\n\tname: "),
    "Här saknas troligen ett kolon, eller mellanslaget efter kolonet.": ("\n  title: ", "\n  title:"),
    "Här står ett kolon som gör att raden inte går att läsa.": ("\n  title: ", "\n  title: Trygghet: "),
    "Beloppet i ”Lånebelopp (kr)” går inte att läsa.": ("loan: 18500000", "loan: cirka 18,5 mkr"),
}
"""Sentences of reports on the Swedish start page, each with the slip that makes a report say it."""
NOT_OURS = (
    "Python was not found",
    "Directory '.' is not installable",
    "No module named sociallan",
    "sociallan känns inte igen",
)
"""Answers of Windows, pip and Python before sociallan runs."""


@pytest.mark.parametrize("said", SLIPS_IN_A_FILE)
def test_a_slip_in_the_start_page_is_answered_as_the_page_says(said: str, tmp_path: Path) -> None:
    before, after = SLIPS_IN_A_FILE[said]
    assert before in HEALTHY

    (tmp_path / "ansokan.yaml").write_text(HEALTHY.replace(before, after, 1), encoding="utf-8")

    assert said in answer(tmp_path, "check", "ansokan.yaml")


def test_a_document_of_word_is_answered_as_the_start_page_says(tmp_path: Path) -> None:
    (tmp_path / "ansokan.yaml").write_bytes(word_document())

    assert "Filen är varken text eller en arbetsbok i formatet .xlsx." in answer(tmp_path, "check", "ansokan.yaml")


def test_a_text_in_another_encoding_is_answered_as_the_start_page_says(tmp_path: Path) -> None:
    (tmp_path / "ansokan.yaml").write_text(HEALTHY, encoding="cp1252")

    assert "Filens bokstäver går inte att läsa." in answer(tmp_path, "check", "ansokan.yaml")


def test_slips_in_a_command_are_answered_as_the_start_page_says(tmp_path: Path) -> None:
    assert "Hittade inga ansökningar" in answer(tmp_path, "check", "ansokan.yaml")
    assert "Kommandot chek finns inte." in answer(tmp_path, "chek", "ansokan.yaml")
    (tmp_path / "ansokan.yaml.txt").write_text(HEALTHY, encoding="utf-8")
    passed_over = "ansokan.yaml.txt (filändelse som inte är .yaml, .yml, .json eller .xlsx)"
    assert passed_over in answer(tmp_path, "check", ".")
    answer(tmp_path, "new", "ansokan.yaml")
    assert "Filen ansokan.yaml finns redan." in answer(tmp_path, "new", "ansokan.yaml")


def test_every_slip_of_the_start_page_was_tried() -> None:
    tables = START.partition("\n## Vanliga fel")[2].partition("\n## ")[0]
    rows = [line for line in tables.splitlines() if line.startswith("|") and not line.startswith(("| Ni ser", "|---"))]
    tests = Path(__file__).read_text(encoding="utf-8")

    said = [row.split("|")[1].strip() for row in rows]
    assert len(said) > len(SLIPS_IN_A_FILE)
    assert [text for text in said if not text.startswith(NOT_OURS) and f'"{text}"' not in tests] == []


def answer(folder: Path, *arguments: str) -> str:
    """Return all that sociallan says, in Swedish, when run in a folder."""
    done = run_inside(*arguments, cwd=folder)
    return (done.stdout + done.stderr).decode()


def test_the_limits_are_those_that_hold() -> None:
    limits = Limits()

    text = " ".join(APPLICATION.split())
    assert f"{limits.bytes // 1024**2} MiB, nest {limits.depth} deep and have {limits.nodes:,} values" in text


def test_every_schema_is_documented() -> None:
    (name,) = (parameter for command, parameter in parameters() if command == "schema" and parameter.name == "name")

    for choice in name.type.choices:
        assert f"`{getattr(choice, 'value', choice)}`" in USAGE


def test_every_operand_of_the_rule_language_is_documented() -> None:
    assert {row[0] for row in table(RULE_LANGUAGE, "operand")} == {known.operand for known in OPERATORS.values()}


def test_every_structure_of_the_rule_language_is_documented() -> None:
    documented = {code(row[0])[0].split(":")[0] for row in table(RULE_LANGUAGE, "condition")}

    assert documented == {"all", "any", "at_least_of", "not", "if", *Quantifier, "field"}
    condition = resources.schema("rule")["$defs"]["condition"]["properties"]
    assert all(f"`{key}" in RULE_LANGUAGE for key in condition)


def cannot_be_said() -> list[str]:
    return [code(row[1])[0] for row in table(RULE_LANGUAGE, "cannot be said")]


@pytest.mark.parametrize("asked", cannot_be_said())
def test_what_cannot_be_said_is_refused_and_nothing_else_of_it(asked: str) -> None:
    files = small_pack(values=values_text())
    if asked.startswith("{"):
        name = "rules/applicant-named.yaml"
        files[name] = files[name].replace("{field: applicant.name, not_placeholder: true}", asked)
    else:
        name = "values.yaml"
        files[name] += f"new: {{label: {{sv: Ny, en: New}}, unit: kr, {asked}}}\n"

    found = draft_of(files).faults

    assert {fault.place.file for fault in found} == {name}


def test_the_silent_ways_of_the_language_are_as_the_page_says() -> None:
    text = RULE.format(id="applicant-named").replace(
        "ask:", "judge: {when: {field: project.area, equals: health}, question: {sv: Hur?, en: How?}, "
        "evidence: [applicant.name]}\nask:"
    )  # fmt: skip
    pack = loaded(small_pack(**{"rules__applicant-named": text}))
    asked = Screener(pack, shape(), today=TODAY).screen(source("applicant: {name: Staden}"))
    repeated = screen("project: {other_areas: [health, health]}")

    assert [each.kind for each in asked.outcomes] == [OutcomeKind.JUDGEMENT]
    assert repeated.verdict is Verdict.INVALID
    assert checked("project: {title: Vet ej.}").value == {"project": {"title": None}}
    assert (dates.years_between(2027, 2030), dates.years_between("2027-12-31", "2030-01-01")) == (3, 2)


def test_every_outcome_is_documented() -> None:
    assert set(OutcomeKind) <= {name for row in table(RULE_LANGUAGE, "`when`") for name in code(row[2])}


def test_every_operation_and_unit_is_documented() -> None:
    assert {code(row[0])[0] for row in table(RULE_LANGUAGE, "operation")} == {*OPERATIONS}
    (units,) = [line for line in RULE_LANGUAGE.splitlines() if line.startswith("**Units are types**")]
    assert {*code(units.partition(". ")[0])} == {*Unit}


def test_the_values_in_the_pages_work() -> None:
    _, of_language, _ = blocks(RULE_LANGUAGE, "yaml")
    guide = (ROOT / "docs" / "writing-rules.md").read_text(encoding="utf-8")
    (of_guide,) = (block for block in blocks(guide, "yaml") if "years_between:" in block)
    rule = rule_requiring("{field: derived.project_years, at_most: 10}")
    # The pages show values that the pack has too.
    others = values_text().replace("cost_without_operating:", "another:").replace("project_years:", "others:")
    own = others + of_language + of_guide

    pack = loaded({**small_pack(values=own), "rules/applicant-named.yaml": rule})

    assert {"cost_without_operating", "project_years"} <= {*pack.values}


def test_the_rule_in_the_page_of_the_rule_language_works() -> None:
    text, _, question = blocks(RULE_LANGUAGE, "yaml")
    examples = {"G5/G5-example": text, "G4/Q-effort-ends-early": question}

    pack = packs_core.load([*packs.pack_files(RULES), *rules_of(examples)], pack_schemas())

    assert failures_of_tests(pack, "G5-example") == failures_of_tests(pack, "Q-effort-ends-early") == []


def rules_of(texts: Mapping[str, str]) -> list[Source]:
    """Return files of rules by their paths in the folder of the rules."""
    return [Source(f"rules/{path}.yaml", text.encode()) for path, text in texts.items()]


def failures_of_tests(pack: Pack, id_: str) -> list[str]:
    """Return the names of the tests of a rule that fail, of which it has some."""
    rule = pack.rule(id_)
    assert rule is not None
    assert rule.tests
    return [test.name["en"] for test in rule.tests if not RuleTester(pack).run(rule, test).passed]


def test_the_changelog_names_every_rule() -> None:
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")

    assert [rule.id for rule in lsh().rules if f"`{rule.id}`" not in changelog] == []


def test_the_pages_of_the_rules_say_what_the_rules_say(request: pytest.FixtureRequest) -> None:
    folder = ROOT / "docs" / "rules"
    pages = rule_documents(lsh(), cases_of_lsh(), covered_by_lsh(), [view("sv"), view("en")])

    if request.config.getoption("--update-golden"):
        write_pages(folder, pages, MARK)

    assert {path.name: path.read_text(encoding="utf-8") for path in folder.iterdir()} == pages


def test_the_pages_of_the_rules_lead_to_each_other() -> None:
    pages = rule_documents(lsh(), cases_of_lsh(), covered_by_lsh(), [view("sv"), view("en")])

    linked = {target for page in pages.values() for target in re.findall(r"\]\(([^<)]+)\)", page)}
    assert linked == set(pages)


def test_the_page_on_security_names_limits_that_hold_and_tests_that_exist() -> None:
    text = (ROOT / "SECURITY.md").read_text("utf-8")
    limits = dict(re.findall(r"^\| ([^|]+?) \| ([^|]+?) \| `?(?:file|yaml|workbook)\.", text, re.MULTILINE))
    named = set(re.findall(r"`(tests/[a-z_/]+(?:\.py)?)`", text))

    assert limits == {
        "size of a file": f"{Limits().bytes // 1024**2} MiB",
        "size of a workbook": f"{Limits().workbook // 1024**2} MiB",
        "size of what is read of a workbook, unpacked": f"{Limits().unpacked // 1024**2} MiB",
        "elements of XML in what is read of a workbook": f"{Limits().elements:,}",
        "depth of values": str(Limits().depth),
        "values in a file": f"{Limits().nodes:,}",
        "findings in a file": f"{Limits().findings:,}",
        "applications in a file, with `--multi`": f"{Limits().documents}",
        "processor time of a file": f"{limit.SECONDS:.0f} seconds",
    }
    assert f"| {sarif.MOST:,} |" in text
    assert f"| {standard_input.TIMEOUT:.0f} seconds |" in text
    assert f"| {json_stream.MOST // 1024**2} Mi characters, {json_stream.MAX_DEPTH} levels |" in text
    assert f"| kept results | {cache.MAX_BYTES // 1024**3} GiB |" in text
    assert len(named) > 10
    assert [name for name in sorted(named) if not (ROOT / name).exists()] == []


def test_the_page_on_architecture_names_files_that_exist() -> None:
    page = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    package = ROOT / "src" / "sociallan"

    rows = [code(row[0])[0] for row in table(page, "folder")]
    assert rows == [f"{name}.py" if name == "api" else name for name in ORDER]
    for path in re.findall(rf"`((?:{'|'.join(ORDER)}|words|schemas)/[\w./]*)`", page):
        assert (package / path).exists(), path
    assert len(page.splitlines()) <= 60


def test_the_forms_of_the_page_on_reports_are_those_of_the_schemas() -> None:
    page = (ROOT / "docs" / "report-format.md").read_text(encoding="utf-8")

    for name in ("report", "comparison", "difference"):
        assert f"`{resources.schema(name)['properties']['schema']['const']}`" in page


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_the_schema_of_the_report_holds_and_describes_every_key(lang: str, copy: Path) -> None:
    schema = with_summary(resources.schema("report"), lsh(), words(lang))

    done = run_inside("check", "--lang", lang, "--format", "json", "examples", cwd=copy)

    report = json.loads(done.stdout)
    assert schema_faults(schema, report) == []
    assert set(undescribed(report, schema, schema["$defs"], "")) == set()


def undescribed(value: Any, schema: Mapping[str, Any], definitions: Mapping[str, Any], path: str) -> Iterator[str]:
    """Yield the keys of a value that its schema says nothing of."""
    if "$ref" in schema:
        schema = definitions[schema["$ref"].rpartition("/")[2]]
    if isinstance(value, dict):
        of_others = schema.get("additionalProperties", {})
        for key, part in value.items():
            described = schema.get("properties", {}).get(key, of_others)
            if described:
                yield from undescribed(part, described, definitions, f"{path}/{key}")
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
    """Return the project's own description of itself."""
    described: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return described


def test_the_change_of_a_threshold_in_the_page_on_writing_rules_works() -> None:
    written = list(blocks((ROOT / "docs" / "writing-rules.md").read_text(encoding="utf-8"), "yaml"))
    values = next(block for block in written if block.startswith("  values:"))
    test = next(block for block in written if "as_of: 2027-01-15" in block)
    changes = {
        "params.yaml": ("  values:\n    - {from: 2020-08-24, value: 3}\n", values),
        "rules/G4/G4-minimum-years.yaml": ("tests:\n", f"tests:\n{test}"),
    }

    pack = packs_core.load(
        [changed(file, *changes.get(file.path, ("", ""))) for file in packs.pack_files(RULES)], pack_schemas()
    )

    rule = pack.rule("G4-minimum-years")
    assert rule is not None
    assert rule.tests[0].as_of == "2027-01-15"
    assert failures_of_tests(pack, rule.id) == []


def changed(file: Source, before: str, after: str) -> Source:
    """Return a file with its first stretch of a text changed, which must stand there."""
    assert before.encode() in file.data
    return Source(file.path, file.data.replace(before.encode(), after.encode(), 1))
