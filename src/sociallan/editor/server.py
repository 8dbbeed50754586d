"""The language server, on standard input and output, by the Language Server Protocol (LSP)."""

import asyncio
import logging
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from lsprotocol import types as lsp
from pygls import uris
from pygls.lsp.server import LanguageServer

from sociallan import __version__
from sociallan.application.lines import with_ends
from sociallan.application.location import Span
from sociallan.batch.failures import innermost
from sociallan.batch.resources import Resources
from sociallan.editor.checker import Checker
from sociallan.editor.completion import offers
from sociallan.editor.field_at import field_at
from sociallan.editor.problems import Correction, Problem
from sociallan.pages.field_hover import field_hover
from sociallan.report.notices import Weight
from sociallan.report.values import shortened, visible

_NAME = "sociallan"
_FIX_ALL = f"{lsp.CodeActionKind.SourceFixAll.value}.{_NAME}"
_LONGEST_TITLE = 80
_PAUSE = 0.2
"""Time without a change before a text is screened (s), so that one who types is not kept waiting."""
_SEVERITIES = {
    Weight.ERROR: lsp.DiagnosticSeverity.Error,
    Weight.WARNING: lsp.DiagnosticSeverity.Warning,
    Weight.NOTE: lsp.DiagnosticSeverity.Information,
}


class _Open(NamedTuple):
    """A text that is open in the editor; ``path`` is that of its file, or its address where it has none."""

    uri: str
    path: str
    text: str
    version: int | None


class _Server(LanguageServer):
    """Server that logs its own faults without the application's text, which a log must not hold."""

    def report_server_error(self, error: Exception, source: object) -> None:  # noqa: ARG002 - pygls calls it
        self.window_log_message(
            lsp.LogMessageParams(lsp.MessageType.Error, f"{_NAME}: {type(error).__name__}, {innermost(error)}")
        )


class Service:
    """The service of one editor: what is asked for about the texts that are open in it."""

    def __init__(self, checker: Checker, resources: Resources) -> None:
        self._checker = checker
        self._resources = resources
        self._server = _Server(_NAME, f"v{__version__}", text_document_sync_kind=lsp.TextDocumentSyncKind.Full)
        self._waiting: dict[str, asyncio.TimerHandle] = {}
        self._register()

    def run(self) -> None:
        """Serve until the editor ends the connection."""
        # Its loggers write whole messages, with the application in them.
        logging.getLogger("pygls").setLevel(logging.CRITICAL + 1)
        self._server.start_io()

    def _register(self) -> None:
        kinds = [lsp.CodeActionKind.QuickFix, _FIX_ALL]
        self._answer(lsp.TEXT_DOCUMENT_DID_OPEN, self._opened)
        self._answer(lsp.TEXT_DOCUMENT_DID_CHANGE, self._changed)
        self._answer(lsp.TEXT_DOCUMENT_DID_CLOSE, self._closed)
        self._answer(lsp.TEXT_DOCUMENT_HOVER, self._hover)
        self._answer(lsp.TEXT_DOCUMENT_COMPLETION, self._completion, lsp.CompletionOptions(trigger_characters=[" "]))
        self._answer(lsp.TEXT_DOCUMENT_CODE_ACTION, self._actions, lsp.CodeActionOptions(code_action_kinds=kinds))

    def _answer(self, method: str, answer: Callable[[Any], object], options: object = None) -> None:
        """Register the answer to a method of the protocol; pygls takes functions, and no bound methods."""
        self._server.feature(method, options)(lambda params: answer(params))

    def _open(self, uri: str) -> _Open | None:
        """Return an open text; an editor may still ask about one that it has closed, which is not read from disk."""
        document = self._server.workspace.text_documents.get(uri)
        return None if document is None else _Open(uri, _path(uri), document.source, document.version)

    def _opened(self, params: lsp.DidOpenTextDocumentParams) -> None:
        self._publish(params.text_document.uri)

    def _changed(self, params: lsp.DidChangeTextDocumentParams) -> None:
        uri = params.text_document.uri
        self._stop_waiting(uri)
        self._waiting[uri] = asyncio.get_running_loop().call_later(_PAUSE, self._publish, uri)

    def _closed(self, params: lsp.DidCloseTextDocumentParams) -> None:
        uri = params.text_document.uri
        self._stop_waiting(uri)
        self._checker.close(_path(uri))
        self._server.text_document_publish_diagnostics(lsp.PublishDiagnosticsParams(uri, []))

    def _stop_waiting(self, uri: str) -> None:
        if (timer := self._waiting.pop(uri, None)) is not None:
            timer.cancel()

    def _publish(self, uri: str) -> None:
        if (opened := self._open(uri)) is None:
            return
        found = [self._diagnostic(each, opened) for each in self._checker.problems(opened.path, opened.text)]
        self._server.text_document_publish_diagnostics(lsp.PublishDiagnosticsParams(uri, found, opened.version))

    def _diagnostic(self, problem: Problem, opened: _Open) -> lsp.Diagnostic:
        return lsp.Diagnostic(
            range=self._range(problem.span, opened),
            message=problem.text,
            severity=_SEVERITIES[problem.weight],
            code=problem.id,
            code_description=lsp.CodeDescription(problem.url) if problem.url else None,
            source=_NAME,
            related_information=[
                lsp.DiagnosticRelatedInformation(lsp.Location(opened.uri, self._range(place.span, opened)), place.line)
                for place in problem.places
            ],
        )

    def _hover(self, params: lsp.HoverParams) -> lsp.Hover | None:
        if (opened := self._open(params.text_document.uri)) is None:
            return None
        document = self._checker.document(opened.path, opened.text)
        line, column = self._position(params.position, opened)
        if (found := field_at(document, line, column)) is None or found.path not in self._checker.fields:
            return None
        field = self._checker.fields[found.path]
        text = field_hover(field, self._resources.pack, self._checker.day(document), self._checker.view)
        return lsp.Hover(lsp.MarkupContent(lsp.MarkupKind.Markdown, text), self._range(found.span, opened))

    def _completion(self, params: lsp.CompletionParams) -> lsp.CompletionList | None:
        if (opened := self._open(params.text_document.uri)) is None:
            return None
        line, column = self._position(params.position, opened)
        found = offers(
            opened.text,
            line,
            column,
            self._checker.fields,
            self._resources.words,
            repaired=lambda text: self._checker.document(opened.path, text).value,
        )
        return lsp.CompletionList(
            is_incomplete=False,
            items=[
                lsp.CompletionItem(
                    each.text,
                    kind=lsp.CompletionItemKind.Property if each.is_key else lsp.CompletionItemKind.EnumMember,
                    detail=each.label,
                    documentation=each.about,
                    filter_text=f"{each.text} {each.label}",
                    insert_text=f"{each.text}: " if each.is_key else each.text,
                    sort_text=f"{number:03}",
                )
                for number, each in enumerate(found)
            ],
        )

    def _actions(self, params: lsp.CodeActionParams) -> list[lsp.CodeAction]:
        if (opened := self._open(params.text_document.uri)) is None:
            return []
        corrected = [
            (each, each.correction)
            for each in self._checker.problems(opened.path, opened.text)
            if each.correction is not None
        ]
        actions = []
        if _is_asked_for(lsp.CodeActionKind.QuickFix, params.context):
            here = params.range.start.line + 1, params.range.end.line + 1
            near = ((each, fix) for each, fix in corrected if here[0] <= fix.span.line <= here[1])
            actions += [self._quick_fix(each, fix, opened) for each, fix in near]
        if corrected and _is_asked_for(_FIX_ALL, params.context):
            actions += self._fix_all(opened)
        return actions

    def _quick_fix(self, problem: Problem, fix: Correction, opened: _Open) -> lsp.CodeAction:
        return lsp.CodeAction(
            title=self._resources.words.say("editor.write", text=shortened(visible(fix.text.strip()), _LONGEST_TITLE)),
            kind=lsp.CodeActionKind.QuickFix,
            diagnostics=[self._diagnostic(problem, opened)],
            is_preferred=True,
            edit=self._edit([fix], opened),
        )

    def _fix_all(self, opened: _Open) -> Iterable[lsp.CodeAction]:
        changes = self._checker.changes(opened.path, opened.text)
        if changes:
            whole = [Correction(Span(each.line, 1, each.line, len(each.before) + 1), each.after) for each in changes]
            title = self._resources.words.say("editor.fix_all", count=len(changes))
            yield lsp.CodeAction(title=title, kind=_FIX_ALL, edit=self._edit(whole, opened))

    def _edit(self, fixes: Iterable[Correction], opened: _Open) -> lsp.WorkspaceEdit:
        return lsp.WorkspaceEdit(
            changes={opened.uri: [lsp.TextEdit(self._range(fix.span, opened), fix.text) for fix in fixes]}
        )

    def _range(self, span: Span, opened: _Open) -> lsp.Range:
        """Return a span in the units of the editor, most often UTF-16; beyond the end of a line is its end."""
        start = lsp.Position(span.line - 1, span.column - 1)
        end = lsp.Position(span.end_line - 1, span.end_column - 1)
        codec = self._server.workspace.position_codec
        return codec.range_to_client_units(with_ends(opened.text), lsp.Range(start, end))

    def _position(self, position: lsp.Position, opened: _Open) -> tuple[int, int]:
        """Return the line and the column of a position of the editor, both from 1, in code points."""
        codec = self._server.workspace.position_codec
        found = codec.position_from_client_units(with_ends(opened.text), position)
        return found.line + 1, found.character + 1


def _path(uri: str) -> str:
    """Return the path of a text's file, or the text's address where it has none."""
    return uris.to_fs_path(uri) or uri


def _is_asked_for(kind: str, context: lsp.CodeActionContext) -> bool:
    """Return whether an editor asks for actions of a kind: for all, or for one that the kind is of."""
    asked = ("",) if context.only is None else map(_plain, context.only)
    return any(not each or f"{_plain(kind)}.".startswith(f"{each}.") for each in asked)


def _plain(kind: str) -> str:
    return kind.value if isinstance(kind, lsp.CodeActionKind) else kind
