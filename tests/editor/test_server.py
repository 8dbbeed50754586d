"""The language server, asked by a client over standard input and output as an editor asks it."""

import asyncio
import os
import subprocess
import sys

import pytest
from lsprotocol import types as lsp

from sociallan import screen
from tests.builders import ROOT, lsh
from tests.cli.running import environment, run, run_inside, stderr_of
from tests.editor.client import URI, Editor, edited, editor

SLIPS = """\
project:
  title: Tvättstugor 😀 på Lärkgärdet
  area: boendet   # 😀 å
investment:
  loan: cirka 14,2 mkr # 😀
  items:
  - {id: '😀 å ä ö', cost: cirka 3 mkr, nature: capitl}
"""
SOUND = SLIPS.replace("cirka 14,2 mkr", "14200000").replace("cirka 3 mkr", "3000000")


def test_an_editor_gets_problems_corrections_help_and_choices() -> None:
    """One server answers all of it: to start one takes most of the time."""

    async def conversation() -> None:
        async with editor("--lang", "sv") as opened:
            await problems_have_their_places_and_sources(opened)
            await each_quick_fix_writes_the_line_that_the_report_shows(opened)
            await all_that_is_certain_is_written_at_once(opened)
            await a_field_is_explained(opened)
            await choices_are_offered(opened)
            await nothing_is_told_of_other_files(opened)
            await a_text_that_is_not_open_is_not_read_from_disk(opened)
            await the_last_of_several_changes_is_told_of(opened)

    asyncio.run(conversation())


async def problems_have_their_places_and_sources(opened: Editor) -> None:
    found = {(each.code, each.range.start.line): each for each in await opened.open(SLIPS)}

    amount = found["schema.amount", 6]
    line = SLIPS.split("\n")[6].encode("utf-16-le")
    assert line[2 * amount.range.start.character : 2 * amount.range.end.character].decode("utf-16-le") == "cirka 3 mkr"
    assert (amount.severity, amount.source) == (lsp.DiagnosticSeverity.Error, "sociallan")
    missing = next(each for each in found.values() if each.code == "applicant-member")
    rule = lsh().rule("applicant-member")
    assert rule is not None
    assert missing.severity is lsp.DiagnosticSeverity.Warning
    assert missing.code_description == lsp.CodeDescription(lsh().passages[rule.cites[0]].url)


async def each_quick_fix_writes_the_line_that_the_report_shows(opened: Editor) -> None:
    shown = {(each.line - 1, each.rewritten) for each in screen(SLIPS, lsh()).messages("sv") if each.rewritten}
    offered = set()
    for number in range(SLIPS.count("\n")):
        for action in await opened.actions(number, lsp.CodeActionKind.QuickFix):
            offered.add((number, edited(SLIPS, action).split("\n")[number]))

    assert offered == shown
    assert len(offered) >= 3


async def all_that_is_certain_is_written_at_once(opened: Editor) -> None:
    (action,) = await opened.actions(0, "source.fixAll")

    assert (action.title, action.kind) == ("Rätta skrivsättet på 2 rader", "source.fixAll.sociallan")
    assert edited(SLIPS, action) == SOUND
    found = await opened.change(SOUND, 2)
    assert not any(each.code == "schema.amount" for each in found)
    assert await opened.actions(0, "source.organizeImports") == []


async def a_field_is_explained(opened: Editor) -> None:
    after_emoji = SLIPS.split("\n")[6].encode("utf-16-le").index("cost".encode("utf-16-le")) // 2
    hover = await opened.hover(6, after_emoji + 1)

    assert hover is not None
    assert isinstance(hover.contents, lsp.MarkupContent)
    assert hover.contents.value.startswith("**Kostnad för investeringsdelen (kr)** `investment.items.cost`")
    assert hover.range is not None
    assert hover.range.start == lsp.Position(6, after_emoji)
    assert await opened.hover(40, 0) is None


async def choices_are_offered(opened: Editor) -> None:
    offered = await opened.completion(2, len("  area: bo"))

    assert [each.label for each in offered] == list(lsh().form.fields["project.area"].values)
    with_fault, uri = "project:\n  title: Badhuset: för alla\n  area: bo\n", "file:///fel.yaml"
    await opened.open(with_fault, uri)
    assert await opened.completion(2, len("  area: bo"), uri) == offered
    await opened.close(uri)


async def nothing_is_told_of_other_files(opened: Editor) -> None:
    for number, text in enumerate(("", "services:\n  web: {image: x}\n", "- hosts: all\n", "a: {{ x }}\n- b")):
        assert await opened.open(text, f"file:///{number}.yaml") == []
    assert await opened.open(SLIPS, "file:///closed.yaml") != []
    assert await opened.close("file:///closed.yaml") == []


async def a_text_that_is_not_open_is_not_read_from_disk(opened: Editor) -> None:
    uri = (ROOT / "examples" / "incomplete" / "early-sketch.yaml").as_uri()

    assert await opened.hover(0, 0, uri) is None
    assert await opened.actions(0, uri=uri) == []
    assert await opened.hover(0, 0, "untitled:Untitled-1") is None
    # What has a name and no file is screened as the others.
    assert await opened.open(SLIPS, "untitled:Untitled-1") != []


async def the_last_of_several_changes_is_told_of(opened: Editor) -> None:
    for version in range(3, 9):
        opened.type(SLIPS[: 20 * version], version)
    opened.type("project: {area: boendet}\n", 9)

    assert "schema.enum" in [each.code for each in await opened.told_of(URI, 9)]


def test_without_the_extra_a_sentence_says_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("pygls", "lsprotocol"):
        monkeypatch.setitem(sys.modules, name, None)
    monkeypatch.delitem(sys.modules, "sociallan.editor.server", raising=False)

    result = run_inside("lsp", "--lang", "en")

    assert "pip install 'sociallan[editor]'" in stderr_of(result)
    assert (result.returncode, result.stdout) == (2, b"")


def test_an_editor_that_goes_away_ends_the_server() -> None:
    ended = run("lsp", given=b"")

    assert (ended.returncode, ended.stdout, ended.stderr) == (0, b"", b"")


def test_a_message_that_cannot_be_read_is_not_written_to_the_log() -> None:
    message = b'{"jsonrpc": "2.0", "method": "textDocument/didOpen", "params": {"text": "hemligt"}}'

    ended = run("lsp", given=b"Content-Length: %d\r\n\r\n%b" % (len(message), message))

    assert (ended.returncode, ended.stderr) == (0, b"")


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals")
def test_in_a_terminal_it_is_told_that_an_editor_starts_it() -> None:
    import pty

    ours, theirs = pty.openpty()
    ended = subprocess.run(
        [sys.executable, "-m", "sociallan", "lsp"],
        stdin=theirs,
        capture_output=True,
        check=False,
        cwd=ROOT,
        env=environment(),
        timeout=60,
    )
    os.close(ours)
    os.close(theirs)

    assert (ended.returncode, ended.stdout) == (2, b"")
    assert "docs/editor.md" in stderr_of(ended)
