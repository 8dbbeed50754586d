"""yaml-language-server as an editor talks to it."""

import json
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

SETTINGS = {"yaml": {"schemaStore": {"enable": False}, "validate": True, "hover": True, "completion": True}}
CAPABILITIES = {
    "textDocument": {
        "completion": {"completionItem": {"snippetSupport": True}},
        "hover": {"contentFormat": ["markdown"]},
    },
    "workspace": {"configuration": True},
}
_OPENED_AT_ONCE = 16
"""Files that are opened before the server is heard: it waits after each, and may tell no more than a pipe holds."""


class Server:
    """The language server as an editor talks to it, over its standard streams."""

    def __init__(self, command: list[str]) -> None:
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self._asked = 0
        self._diagnostics: dict[str, list[str]] = {}
        self._ask("initialize", processId=None, rootUri=None, capabilities=CAPABILITIES)
        self._tell("initialized")
        self._tell("workspace/didChangeConfiguration", settings=SETTINGS)

    def stop(self) -> None:
        """End the server."""
        self._process.terminate()
        self._process.wait()

    def says(self, path: Path, text: str) -> list[str]:
        """Open a file, which need not exist, and return what is wrong in it."""
        (told,) = self.says_of_each([(path, text)])
        return told

    def says_of_each(self, files: Sequence[tuple[Path, str]]) -> Iterator[list[str]]:
        """Open files, which need not exist, and yield what is wrong in each."""
        for start in range(0, len(files), _OPENED_AT_ONCE):
            opened = files[start : start + _OPENED_AT_ONCE]
            for path, text in opened:
                document = {"uri": path.as_uri(), "languageId": "yaml", "version": 1, "text": text}
                self._tell("textDocument/didOpen", textDocument=document)
            for path, _ in opened:
                while path.as_uri() not in self._diagnostics:
                    self._heed(self._read())
                yield self._diagnostics[path.as_uri()]

    def offers(self, path: Path, text: str) -> list[str]:
        """Return what may be written where an open text ends."""
        return [item["label"] for item in self.offered(path, text)]

    def offered(self, path: Path, text: str) -> list[Mapping[str, Any]]:
        """Return all that is known of what may be written where an open text ends."""
        found = self._ask("textDocument/completion", **position(path, text, len(text)))
        offered: list[Mapping[str, Any]] = found["items"]
        return offered

    def explains(self, path: Path, text: str, word: str) -> str:
        """Return what is told of a word in an open text."""
        return self.explains_at(path, text, text.index(word) + 1)

    def explains_at(self, path: Path, text: str, offset: int) -> str:
        """Return what is told of what stands somewhere in an open text."""
        found = self._ask("textDocument/hover", **position(path, text, offset))
        return str(found["contents"]["value"]) if found else ""

    def _ask(self, method: str, **params: Any) -> Any:
        self._asked += 1
        asked = self._asked
        self._send({"id": asked, "method": method, "params": params})
        while True:
            message = self._read()
            if message.get("id") == asked and "method" not in message:
                return message.get("result")
            self._heed(message)

    def _tell(self, method: str, **params: Any) -> None:
        self._send({"method": method, "params": params})

    def _heed(self, message: Mapping[str, Any]) -> None:
        match message.get("method"):
            case "textDocument/publishDiagnostics":
                said = [diagnostic["message"] for diagnostic in message["params"]["diagnostics"]]
                self._diagnostics[message["params"]["uri"]] = said
            case "workspace/configuration":
                wanted = [SETTINGS.get(item.get("section")) for item in message["params"]["items"]]
                self._send({"id": message["id"], "result": wanted})
            case _ if "id" in message:
                self._send({"id": message["id"], "result": None})

    def _send(self, message: Mapping[str, Any]) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self._process.stdin is not None
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        self._process.stdin.flush()

    def _read(self) -> Mapping[str, Any]:
        assert self._process.stdout is not None
        length = 0
        for line in iter(self._process.stdout.readline, b"\r\n"):
            if not line:
                raise EOFError("the language server has ended")
            name, _, value = line.partition(b":")
            if name.lower() == b"content-length":
                length = int(value)
        message: Mapping[str, Any] = json.loads(self._process.stdout.read(length))
        return message


def position(path: Path, text: str, offset: int) -> Mapping[str, Any]:
    """Return what the server is asked of: a place in an open text."""
    before = text[:offset]
    place = {"line": before.count("\n"), "character": offset - (before.rfind("\n") + 1)}
    return {"textDocument": {"uri": path.as_uri()}, "position": place}
