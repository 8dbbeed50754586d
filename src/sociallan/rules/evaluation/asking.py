"""Questions of a pack that are asked of an application, each with the values that it quotes."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from sociallan.application.document import pointer_to
from sociallan.rules.condition import All, Condition, Path, Quantified, Quantifier
from sociallan.rules.decision import Decision, decider
from sociallan.rules.evaluation.compile import Compiler
from sociallan.rules.evaluation.derived import Facts
from sociallan.rules.evaluation.linked_items import linked_by
from sociallan.rules.evaluation.scope import Decide, Scope, getter
from sociallan.rules.evaluation.semi_join import semi_join_of
from sociallan.rules.outcome import for_display
from sociallan.rules.quotes import finds_item, items_found
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
    ``found`` holds of each point of a strong answer that can be looked up whether the application has it.
    """

    rule: Rule
    quotes: Mapping[str, Quote]
    evidence: tuple[str, ...]
    found: tuple[bool, ...]


_Indexes = dict[str, int]
"""Index of the item that a name of a condition stands for, by name."""

_Find = Callable[[Scope, _Indexes], bool]
"""Returns whether a condition is true, and keeps the first items that it is true of by their names."""

_Quoted = tuple[str, Path, Callable[[Scope], Any]]
"""A placeholder, the path of its value, and the function that looks the value up."""


class CompiledQuestion(NamedTuple):
    """Question with its condition compiled: to its decision, and to whether it is asked with what it quotes.

    ``lists`` are the paths of the lists whose items the condition names.
    """

    rule: Rule
    weight: int
    decide: Callable[[Scope], Decision]
    find: _Find
    quoted: tuple[_Quoted, ...]
    lists: Mapping[str, Path]
    found: tuple[Decide, ...]

    def is_asked(self, scope: Scope) -> bool:
        """Return whether the question is asked."""
        return self.find(scope, {})

    def asked(self, scope: Scope, facts: Facts) -> AskedQuestion | None:
        """Return the question with what it quotes, ``None`` if it is not asked."""
        indexes: _Indexes = {}
        if not self.find(scope, indexes):
            return None
        quotes: dict[str, Quote] = {}
        evidence: list[str] = []
        for name, path, value_in in self.quoted:
            quotes[name] = Quote(for_display(value_in(scope)), path)
            if path.value is None:
                evidence.append(self._pointer(path, indexes))
            else:
                evidence += [pointer for pointer, _ in facts.behind(path.value)]
        # The items that were found are still in the scope, by their names.
        found = tuple([holds(scope) is _TRUE for holds in self.found])
        return AskedQuestion(self.rule, quotes, tuple(dict.fromkeys(evidence)), found)

    def _pointer(self, path: Path, indexes: _Indexes) -> str:
        """Return the pointer of a path whose root is the application or an item that was found."""
        start = f"{self._pointer(self.lists[path.root], indexes)}/{indexes[path.root]}" if path.root else ""
        return start + pointer_to(*path.steps)


def compile_question(rule: Rule, compiler: Compiler) -> CompiledQuestion:
    """Compile a rule of the level of questions."""
    assert rule.when is not None
    assert rule.judge is not None
    return CompiledQuestion(
        rule=rule,
        weight=rule.judge.weight,
        decide=decider(rule, compiler.compile),
        find=_finding(rule.when, compiler),
        quoted=tuple((name, path, getter(path)) for name, path in rule.quotes.items()),
        lists={each.name: each.path for each in items_found(rule.when)},
        found=tuple(compiler.compile(named.found) for named in rule.judge.named),
    )


def first_asked(
    questions: Sequence[CompiledQuestion], scope: Scope, facts: Facts, most: int
) -> tuple[tuple[AskedQuestion, ...], tuple[Rule, ...]]:
    """Return the first ``most`` of some questions, as far as asked, with what they quote, and the rules of the others.

    The others must be asked: that is not decided again.
    """
    first = [asked for each in questions[:most] if (asked := each.asked(scope, facts)) is not None]
    return tuple(first), tuple([question.rule for question in questions[most:]])


def _finding(condition: Condition, compiler: Compiler) -> _Find:
    """Return the search for a condition, which ends at the first part that is not true and the first item that fits.

    Most questions are not asked of most applications, and an evaluation of all items would take most of the time.
    """
    match condition:
        case All(parts):
            return _finding_all([_finding(part, compiler) for part in parts])
        case Quantified(must=must) if must is not None and finds_item(condition):
            found = _finding_item(condition, must, compiler)
            is_sought_at_once = _needs_one(condition) and semi_join_of(condition) is None
            return found if is_sought_at_once else _finding_all((_testing(condition, compiler), found))
        case _:
            return _testing(condition, compiler)


def _needs_one(condition: Quantified) -> bool:
    of_some = condition.quantifier is Quantifier.SOME and condition.at_most is None
    return of_some and condition.at_least in (None, 1)


def _testing(condition: Condition, compiler: Compiler) -> _Find:
    """Return the search for a condition that names no items."""
    holds = compiler.compile(condition)
    return lambda scope, _: holds(scope) is _TRUE


def _finding_all(searches: Sequence[_Find]) -> _Find:
    def find(scope: Scope, indexes: _Indexes) -> bool:
        # A loop, without a generator, which would take most of the time.
        for search in searches:  # noqa: SIM110
            if not search(scope, indexes):
                return False
        return True

    return find


def _finding_item(condition: Quantified, must: Condition, compiler: Compiler) -> _Find:
    items_in, below, name = getter(condition.path), _finding(must, compiler), condition.name
    linked = linked_by(condition) or _all_of

    def find(scope: Scope, indexes: _Indexes) -> bool:
        items = items_in(scope) or ()
        for index in linked(scope, items):
            scope[name] = items[index]
            if below(scope, indexes):
                indexes[name] = index
                return True
        return False

    return find


def _all_of(_scope: Scope, items: Sequence[Any]) -> Sequence[int]:
    return range(len(items))
