"""The Swedish guide: its pictures show the program as it is, its advice holds, and its commands write the page."""

import re
import runpy
import shlex
import shutil
from collections.abc import Mapping
from html import unescape
from pathlib import Path
from typing import Any
from unittest import mock

import pytest

from sociallan.cli.app import build_command
from sociallan.cli.exits import Exit
from sociallan.files.languages import LANGUAGES
from sociallan.screening.report import Verdict
from tests.builders import EXAMPLES, ROOT, checked, words
from tests.cli.running import run_inside
from tests.test_docs import commands, project, table

GUIDE = ROOT / "docs" / "sv"
WAY = (GUIDE / "ratta.md").read_text(encoding="utf-8")
COMMITTEE = (GUIDE / "kommitten.md").read_text(encoding="utf-8")
SCREENSHOTS = ROOT / "docs" / "screenshots"
_EXAMPLES_OF_A_COMMAND = 3
_LARGEST_PICTURE = 150_000
"""Most bytes of a picture."""


@pytest.fixture(scope="module")
def drawn() -> dict[Path, str]:
    made: dict[Path, str] = runpy.run_path(str(ROOT / "docs" / "picture"))["pictures"]()
    return made


@pytest.fixture(scope="module")
def taken() -> Mapping[Path, str]:
    digests: Mapping[Path, str] = runpy.run_path(str(SCREENSHOTS))["digests"]()
    return digests


def texts(svg: str) -> list[str]:
    """Return the texts of a picture."""
    return re.findall(r"<text[^>]*>([^<]*)</text>", svg)


def test_the_pictures_show_the_program_as_it_is_now(drawn: dict[Path, str]) -> None:
    stale = [path.name for path, svg in drawn.items() if texts(path.read_text(encoding="utf-8")) != texts(svg)]

    assert stale == [], "the reports have changed: run make picture, and look at them"


def test_the_pictures_from_other_programs_show_the_texts_of_now_and_are_small(taken: Mapping[Path, str]) -> None:
    mark_of = runpy.run_path(str(SCREENSHOTS))["mark_of"]
    stale = [path.name for path, digest in taken.items() if mark_of(path.read_bytes()) != digest]

    assert stale == [], "what they show has changed: run make screenshots, and look at them"
    assert max(path.stat().st_size for path in taken) <= _LARGEST_PICTURE


def test_the_line_that_the_guide_explains_is_one_of_its_picture_of_the_template(drawn: dict[Path, str]) -> None:
    (line,) = re.findall(r"\*(rad \d+)\* är raden i filen", WAY)

    shown = [text.split() for text in map(unescape, texts(drawn[GUIDE / "mall.svg"]))]
    assert line.split() in [each[:2] for each in shown]


def test_every_picture_of_the_guide_is_made_by_a_script_and_shown(
    drawn: dict[Path, str], taken: Mapping[Path, str]
) -> None:
    pages = "\n".join(page.read_text(encoding="utf-8") for page in GUIDE.glob("*.md"))

    made = {path.name for path in (*drawn, *taken) if path.parent == GUIDE}
    assert {path.name for path in GUIDE.iterdir() if path.suffix != ".md"} == made
    assert made == set(re.findall(r"\((\w+\.(?:svg|png))\)", pages))
    assert all(len(alternative) > 20 for alternative in re.findall(r"!\[([^\]]*)\]", pages))


@pytest.mark.parametrize("page", sorted(path.name for path in GUIDE.glob("*.md") if path.name != "kommandoraden.md"))
def test_the_guide_asks_no_index_for_the_program(page: str) -> None:
    text = (GUIDE / page).read_text(encoding="utf-8")

    assert re.findall(r"(?:pip|pipx|uv tool|winget|brew) install [\"']?sociallan\b", text) == []


def text_blocks() -> list[tuple[str, str]]:
    """Return the blocks of the guide that are not run as a shell's, each with its page."""
    pages = (page for page in sorted(GUIDE.glob("*.md")) if page.name != "kommandoraden.md")
    return [
        (page.name, block)
        for page in pages
        for language, block in re.findall(r"^```(\w*)\n(.*?)^```$", page.read_text("utf-8"), re.MULTILINE | re.DOTALL)
        if language != "sh"
    ]


CALLS = (r"python -P -m sociallan ", r"\.\\sociallan\.exe ")
COMMANDS = [
    (page, line) for page, block in text_blocks() for line in block.splitlines() if re.match("|".join(CALLS), line)
]


@pytest.mark.parametrize(("page", "line"), COMMANDS)
def test_every_command_in_a_text_of_the_guide_works_as_written(page: str, line: str, tmp_path: Path) -> None:
    for name, example in (
        ("ansokan.yaml", "ready/investment-outside-the-area"),
        ("ansokan-1.yaml", "incomplete/early-sketch"),
    ):
        shutil.copy(EXAMPLES / f"{example}.yaml", tmp_path / name)
    called = shlex.split(re.sub("|".join(CALLS), "", line))

    with mock.patch("watchfiles.watch", return_value=iter(())):
        done = run_inside(*called, given=b"sluta\n", cwd=tmp_path)

    assert done.returncode == (Exit.NOT_READY if "--ask" in called else Exit.READY), done.stderr.decode()


def test_what_else_stands_in_a_text_of_the_guide_is_known() -> None:
    others = [block for _, block in text_blocks() if not re.match("|".join(CALLS), block)]

    extras = re.findall(r"pip install '.*\[([\w,]+)\]'", "".join(others))
    assert [block.split()[0] for block in others] == ["python", "grants:"], "a wheel, and a list that is read below"
    assert [set(each.split(",")) <= set(project()["optional-dependencies"]) for each in extras] == [True]
    assert len(COMMANDS) == len(text_blocks()) - len(others)


OF_OTHERS = {
    *("Add python.exe to PATH", "Alla filer", "Anteckningar", "Ansökan", "Dokument", "Extrahera alla", "Filformat"),
    *("Kodning", "Lån för Social Hållbarhet", "Spara som PDF", "YAML", "Öppna med"),
    *("Mål!C7", "rad 34", "se bilaga 2"),
}
"""Names of other programs in the guide, and two places and an answer that it gives as examples."""


def test_what_the_guide_says_of_the_screen_stands_in_the_words_of_the_program() -> None:
    said = "\n".join(
        (ROOT / path).read_text("utf-8") for path in ("src/sociallan/words/sv.yaml", "rules/lsh/pack.yaml")
    )
    pages = (page.read_text("utf-8") for page in GUIDE.glob("*.md") if page.name != "kommandoraden.md")
    named = re.findall(r"(?<!\*)\*([^*]+)\*(?!\*)", re.sub(r"```.*?```", "", "\n".join(pages), flags=re.DOTALL))

    texts = {" ".join(each.split()) for each in named} - OF_OTHERS
    assert len(texts) > len(Verdict)
    assert sorted(each for each in texts if each not in said and not each.startswith("Uppfyllda krav: ")) == []


def test_the_page_and_the_sheet_of_the_guide_are_written(tmp_path: Path) -> None:
    shutil.copytree(EXAMPLES, tmp_path / "examples")

    codes = [run_inside(*command[1:], cwd=tmp_path).returncode for command in commands(COMMITTEE)]

    assert codes == [0, 0]
    assert {path.name for path in tmp_path.glob("*.html")} == {"rapport.html", "fragor.html"}


READS = {
    "ett val ur en lista": "applicant: {kind: kommunalt bolag}",
    "ett belopp": "investment: {loan: '14,2 mkr'}",
    "inget grönt lån": "investment: {green_loan: 0}",
    "mars 2026": "project: {start: 2026-03}",
    "hösten 2027": "project: {start: 2027-09}",
    "tills vidare": "long_term: {until: tills vidare}",
    "flera val": "project: {other_areas: [safety, housing]}",
    "procent som enhet": "social: {need: {evidence: [{unit: procent}]}}",
    "en text med kolon i": 'project: {title: "Läsbron: ett bibliotek"}',
    "en lång text": "project:\n  summary: Det här är en text\n    som går vidare.\n",
}
"""Notations that the guide allows, as they stand in a file."""


def test_all_that_the_guide_says_one_may_write_is_read() -> None:
    advised = [row[0] for row in table(WAY, "Ni vill skriva")]
    faults = {advice: [found.code for found in checked(text).findings] for advice, text in READS.items()}

    assert [advice for advice in advised if advice not in READS] == ["det som står i en bilaga"]
    assert {advice: codes for advice, codes in faults.items() if codes} == {}


def test_a_list_is_written_as_the_guide_shows() -> None:
    (block,) = re.findall(r"```text\n(  grants:.*?)```", WAY, re.DOTALL)

    document = checked(f"investment:\n{block}")

    assert document.findings == ()
    assert document.value == {"investment": {"grants": [{"from": "Boverket", "amount": 2000000}]}}


def commands_of(group: Any, *, above: str = "") -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, each in group.commands.items():
        if hasattr(each, "commands"):
            found |= commands_of(each, above=f"{above}{name} ")
        elif not each.hidden:
            found[f"{above}{name}"] = each
    return found


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_help_of_every_command_says_three_things_that_a_newcomer_does(lang: str) -> None:
    said = words(lang)
    commands = commands_of(build_command(said))

    for name, command in commands.items():
        shown = (said.coded("help", "example", name) or "").splitlines()
        assert len(shown) == _EXAMPLES_OF_A_COMMAND, name
        for line in shown:
            call, _, does = line.partition(": ")
            assert does, line
            assert call.startswith(f"sociallan {name}"), line
            # Parsing refuses options and values that do not exist.
            command.make_context(name, call.removeprefix(f"sociallan {name}").split())


def test_the_help_shows_its_examples_before_the_options() -> None:
    shown = run_inside("new", "--help", env={"SOCIALLAN_LANG": "sv"}).stdout.decode()

    assert words("sv").say("help.examples") in shown
    assert shown.index("sociallan new --ask ansokan.yaml") < shown.index("--area")
    shown = run_inside("rules", "show", "--help", env={"SOCIALLAN_LANG": "sv"}).stdout.decode()
    assert shown.index("sociallan rules show min-regel") < shown.index("--lang")
