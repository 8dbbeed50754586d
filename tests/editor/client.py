"""An editor for the tests: a client of the Language Server Protocol that runs the server as an editor does."""

import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from lsprotocol import types as lsp
from pygls.lsp.client import LanguageClient

from tests.builders import ROOT
from tests.cli.running import environment

URI = "file:///ansokan.yaml"
_PATIENCE = 60
"""Longest wait for the server, in seconds: it answers at once, or never."""


class Editor:
    """An editor with one window; it waits for what the server tells of a version of a text."""

    def __init__(self, client: LanguageClient) -> None:
        self.client = client
        self._published: asyncio.Queue[lsp.PublishDiagnosticsParams] = asyncio.Queue()
        client.feature(lsp.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)(lambda found: self._published.put_nowait(found))

    async def open(self, text: str, uri: str = URI) -> list[lsp.Diagnostic]:
        """Open a text, and return what the server tells of it."""
        document = lsp.TextDocumentItem(uri=uri, language_id="yaml", version=1, text=text)
        self.client.text_document_did_open(lsp.DidOpenTextDocumentParams(document))
        return await self.told_of(uri, 1)

    async def change(self, text: str, version: int, uri: str = URI) -> list[lsp.Diagnostic]:
        """Put another text in the place of the one that is open, and return what the server tells of it."""
        self.type(text, version, uri)
        return await self.told_of(uri, version)

    def type(self, text: str, version: int, uri: str = URI) -> None:
        """Put another text in the place of the one that is open."""
        document = lsp.VersionedTextDocumentIdentifier(version=version, uri=uri)
        changes = [lsp.TextDocumentContentChangeWholeDocument(text)]
        self.client.text_document_did_change(lsp.DidChangeTextDocumentParams(document, changes))

    async def close(self, uri: str = URI) -> list[lsp.Diagnostic]:
        """Close a text, and return what the server tells of it."""
        self.client.text_document_did_close(lsp.DidCloseTextDocumentParams(lsp.TextDocumentIdentifier(uri)))
        return await self.told_of(uri, None)

    async def told_of(self, uri: str, version: int | None) -> list[lsp.Diagnostic]:
        """Return what the server tells of a version of a text; of an earlier version it may tell before that."""
        while True:
            found = await asyncio.wait_for(self._published.get(), _PATIENCE)
            if (found.uri, found.version) == (uri, version):
                return list(found.diagnostics)

    async def actions(self, line: int, *kinds: str, uri: str = URI) -> list[lsp.CodeAction]:
        """Return the actions that are offered on a line (0-based)."""
        context = lsp.CodeActionContext([], only=list(kinds) or None)
        params = lsp.CodeActionParams(lsp.TextDocumentIdentifier(uri), whole_line(line), context)
        found = await asyncio.wait_for(self.client.text_document_code_action_async(params), _PATIENCE)
        return [each for each in found or () if isinstance(each, lsp.CodeAction)]

    async def hover(self, line: int, character: int, uri: str = URI) -> lsp.Hover | None:
        """Return what is shown at a position (0-based, in UTF-16)."""
        params = lsp.HoverParams(lsp.TextDocumentIdentifier(uri), lsp.Position(line, character))
        return await asyncio.wait_for(self.client.text_document_hover_async(params), _PATIENCE)

    async def completion(self, line: int, character: int, uri: str = URI) -> list[lsp.CompletionItem]:
        """Return what is offered at a position (0-based, in UTF-16)."""
        params = lsp.CompletionParams(lsp.TextDocumentIdentifier(uri), lsp.Position(line, character))
        found = await asyncio.wait_for(self.client.text_document_completion_async(params), _PATIENCE)
        assert isinstance(found, lsp.CompletionList)
        return list(found.items)


def whole_line(line: int) -> lsp.Range:
    """Return the range of a line (0-based)."""
    return lsp.Range(lsp.Position(line, 0), lsp.Position(line, 0))


@asynccontextmanager
async def editor(*arguments: str, **capabilities: Any) -> AsyncIterator[Editor]:
    """Start the server in a process of its own, and end it as an editor does."""
    client = LanguageClient("editor", "1")
    opened = Editor(client)
    command = (sys.executable, "-m", "sociallan", "lsp", *arguments)
    await client.start_io(*command, cwd=ROOT, env=environment())
    params = lsp.InitializeParams(capabilities=lsp.ClientCapabilities(**capabilities))
    await asyncio.wait_for(client.initialize_async(params), _PATIENCE)
    client.initialized(lsp.InitializedParams())
    yield opened
    await asyncio.wait_for(client.shutdown_async(None), _PATIENCE)
    client.exit(None)
    await client.stop()  # type: ignore[no-untyped-call]


def edited(text: str, action: lsp.CodeAction, uri: str = URI) -> str:
    """Return a text with the edits of an action, as an editor makes them: from the last, in UTF-16."""
    assert action.edit is not None
    assert action.edit.changes is not None
    lines = text.split("\n")
    for edit in sorted(action.edit.changes[uri], key=lambda each: each.range.start.line, reverse=True):
        start, end = edit.range.start, edit.range.end
        assert start.line == end.line
        units = lines[start.line].encode("utf-16-le")
        kept = units[: 2 * start.character], units[2 * end.character :]
        lines[start.line] = edit.new_text.join(part.decode("utf-16-le") for part in kept)
    return "\n".join(lines)
