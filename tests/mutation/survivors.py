"""Survivors: the mutants that no test notices, and the list of those that nothing can notice."""

import ast
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import yaml

LIST = Path(__file__).with_name("equivalent.yaml")


class Mutant(NamedTuple):
    """Change that a mutant makes. Moved lines leave it the same: it has no number of a line."""

    module: str
    function: str
    """With the classes and functions that it stands in, dots between; empty for the module's own level."""
    removed: str
    added: str


def mutant_of(module: str, source: str, line: int, diff: str) -> Mutant:
    """Return the mutant that a unified diff makes of a module's source, at a line (1-based)."""
    changed = [part for part in diff.splitlines() if not part.startswith(("---", "+++", "@@"))]
    removed, added = (
        " ".join(part[1:].strip() for part in changed if part.startswith(sign) and part[1:].strip()) for sign in "-+"
    )
    return Mutant(module, function_at(ast.parse(source), line), removed, added)


def function_at(tree: ast.AST, line: int) -> str:
    """Return the function or class that a line (1-based) stands in, decorators included."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            first = min([node.lineno, *(decorator.lineno for decorator in node.decorator_list)])
            if first <= line <= (node.end_lineno or 0):
                return ".".join(filter(None, (node.name, function_at(node, line))))
        elif found := function_at(node, line):
            return found
    return ""


def read_list(text: str) -> list[tuple[Mutant, str]]:
    """Return the mutants of a list, with the reason why each is equivalent; one without a reason is an error."""
    entries = yaml.safe_load(text) or []
    for entry in entries:
        if not str(entry.get("reason") or "").strip():
            raise ValueError(f"no reason: {entry}")
    return [(Mutant(*(entry[field] for field in Mutant._fields)), entry["reason"]) for entry in entries]


def unlike(found: Iterable[Mutant], listed: Iterable[Mutant]) -> tuple[list[Mutant], list[Mutant]]:
    """Return the survivors that are not listed, and what is listed and does not survive; equal ones are counted."""
    survived, expected = Counter(found), Counter(listed)
    return sorted((survived - expected).elements()), sorted((expected - survived).elements())


def as_list(found: Iterable[Mutant], reasons: Mapping[Mutant, str]) -> str:
    """Return survivors as they stand in the list, those without a reason too."""
    entries: Sequence[Mapping[str, Any]] = [
        {**mutant._asdict(), "reason": reasons.get(mutant, "")} for mutant in sorted(found)
    ]
    return "\n".join(yaml.safe_dump([entry], allow_unicode=True, sort_keys=False, width=118) for entry in entries)
