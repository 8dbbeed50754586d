"""Hostile reports in lines, as someone may hand them over for ``--against`` and ``replay``.

They are a true report with one thing changed, so that the reader comes as far as it can.
"""

import json
from collections.abc import Callable, Iterator
from typing import Any

from tests.hostile.corpus import MIB, HostileFile
from tests.hostile.tricks import TRICKS

_DEEP = 100_000
_MANY = 200_000

Line = dict[str, Any]
Change = Callable[[Line], Line]


def reports(text: str) -> Iterator[HostileFile]:
    """Yield reports that are made of a true one in lines."""
    for number, (name, content) in enumerate((*_cut(text), *_changed(text)), start=1):
        yield HostileFile(f"{number:02}-{name}.ndjson", content)


def _cut(text: str) -> Iterator[tuple[str, str | bytes]]:
    """Yield reports of which lines or bytes are missing, doubled, swapped or of another encoding."""
    head, *parts, end = text.splitlines(keepends=True)
    yield "nothing", ""
    yield "head-alone", head
    yield "without-head", "".join((*parts, end))
    yield "without-end", "".join((head, *parts))
    yield "end-first", "".join((end, *parts, head))
    yield "head-twice", head + text
    yield "part-many-times", "".join((head, *parts * 100, end))
    yield "half-a-line", text[: len(text) // 2]
    yield "no-line-breaks", text.replace("\n", " ")
    yield "utf-16", text.encode("utf-16")
    yield "bytes", bytes(range(256)) * 400
    yield "null-bytes", "\0" * 100_000
    yield "line-too-long", head + '{"record": "application", "x": "' + "y" * (33 * MIB) + '"}\n' + end
    yield "deep-line", head + '{"record":"application","path":' + "[" * _DEEP + "]" * _DEEP + "}\n" + end
    yield "deep-open", head + '{"a":' * _DEEP
    yield "empty-lines", head + "\n" * MIB + end


def _changed(text: str) -> Iterator[tuple[str, str]]:
    """Yield reports in which a value of a line is another."""
    lines = [json.loads(line) for line in text.splitlines()]
    for key in lines[0]:
        for name, value in (("null", None), ("list", []), ("number", 1e308), ("text", TRICKS[0])):
            yield f"head-{key}-{name}", _dumped([{**lines[0], key: value}, *lines[1:]])
    for key in lines[1]:
        for name, value in (("null", None), ("list", []), ("text", TRICKS[0])):
            yield f"part-{key}-{name}", _dumped([lines[0], {**lines[1], key: value}, *lines[2:]])
    for number, path in enumerate((*TRICKS, "../" * 400 + "etc/passwd", "//host/share/a.yaml", "/dev/zero", "å" * MIB)):
        yield f"path-{number}", _dumped([lines[0], {**lines[1], "path": path}, *lines[2:]])
    rules = [dict(lines[0]["rules"][0], rule=f"r{number}") for number in range(_MANY // 10)]
    yield "many-rules", _dumped([{**lines[0], "rules": rules}, *lines[1:]])
    yield "many-findings", _dumped([lines[0], {**lines[1], "findings": [{}] * _MANY}, *lines[2:]])


def _dumped(lines: list[Line]) -> str:
    # Lone surrogates are escaped, as JSON may hold them.
    return "".join(f"{json.dumps(line)}\n" for line in lines)
