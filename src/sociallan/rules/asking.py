"""Questions of a pack that are asked of an application, each with the values that it quotes."""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from sociallan.rules.compile import Compiler, Scope
from sociallan.rules.condition import All, Condition, Path, Quantified
from sociallan.rules.decision import Decision, decider
from sociallan.rules.derived import Facts
from sociallan.rules.explain import Scope as Located
from sociallan.rules.explain import located
from sociallan.rules.outcome import for_display
from sociallan.rules.quotes import finds_item
from sociallan.rules.rule import Rule
from sociallan.rules.truth import Truth

# Bound to a module name because attribute access on an enumeration is slow.
_TRUE = Truth.TRUE


class Quote(NamedTuple):
    """Value that a question quotes, masked for display, and the path that it stands at."""

    value: Any
    path: Path


class AskedQuestion(NamedTuple):
    """Question that is asked of an application.

    ``quotes`` are the quoted values by placeholder, and ``evidence`` the pointers of the fields that they come from.
    """

    rule: Rule
    quotes: Mapping[str, Quote]
    evidence: tuple[str, ...]


_Find = Callable[[Scope, Located], None]
"""Puts the first items that satisfy a condition into a scope, by the names that it gives them."""


class CompiledQuestion(NamedTuple):
    """Question with its condition compiled; ``find`` puts the items that it quotes into a scope."""

    rule: Rule
    decide: Callable[[Scope], Decision]
    find: _Find

    @property
    def weight(self) -> int:
        """The weight of the question."""
        return 0 if self.rule.judge is None else self.rule.judge.weight

    def asked(self, scope: Scope, facts: Facts) -> AskedQuestion | None:
        """Return the question with what it quotes, ``None`` if it is not asked."""
        decision = self.decide(scope)
        if not decision.asks:
            return None
        where: Located = {"": (facts.root, "")}
        self.find(scope, where)
        quotes: dict[str, Quote] = {}
        evidence: list[str] = []
        for name, path in self.rule.quotes.items():
            if path.value is None:
                value, pointer = located(path, where)
                evidence.append(pointer)
            else:
                value = facts.get(path.value)
                evidence += [pointer for pointer, _ in facts.behind(path.value) if pointer]
            quotes[name] = Quote(for_display(value), path)
        return AskedQuestion(self.rule, quotes, tuple(dict.fromkeys(evidence)))


def compile_question(rule: Rule, compiler: Compiler) -> CompiledQuestion:
    """Compile a rule of the level of questions."""
    return CompiledQuestion(rule, decider(rule, compiler.compile), _finding(rule.when, compiler))


def _finding(condition: Condition | None, compiler: Compiler) -> _Find:
    match condition:
        case All(parts):
            several = [_finding(part, compiler) for part in parts]

            def find_all(scope: Scope, where: Located) -> None:
                for find in several:
                    find(scope, where)

            return find_all
        case Quantified() if condition.must is not None and finds_item(condition):
            return _finding_item(condition, condition.must, compiler)
        case _:
            return lambda _scope, _where: None


def _finding_item(condition: Quantified, must: Condition, compiler: Compiler) -> _Find:
    holds, below = compiler.compile(must), _finding(must, compiler)
    name, path = condition.name, condition.path

    def find(scope: Scope, where: Located) -> None:
        items, pointer = located(path, where)
        for index, item in enumerate(items):
            scope[name] = item
            if holds(scope) is _TRUE:
                where[name] = (item, f"{pointer}/{index}")
                below(scope, where)
                return

    return find
