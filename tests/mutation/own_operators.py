"""Operators of our own: changes that a person makes to a line by mistake, and cosmic-ray has none for.

Each is a function from a node of parso to the texts that can stand in its place. A text is put as a single leaf: what
is written out again is the source, and nobody looks at the tree.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from enum import Enum
from typing import Any

from sociallan.application.field import FieldKind
from sociallan.rules.condition import Quantifier
from sociallan.rules.operators import Measure, OperandType, Phrase
from sociallan.rules.outcome import EditKind
from sociallan.rules.rule import Level
from sociallan.rules.truth import OutcomeKind, Truth
from sociallan.screening.report import Verdict

_ENUMERATIONS: Mapping[str, type[Enum]] = {
    each.__name__: each
    for each in (EditKind, FieldKind, Level, Measure, OperandType, OutcomeKind, Phrase, Quantifier, Truth, Verdict)
}
_SHORT = ("_FALSE", "_TRUE", "_JUDGEMENT", "_MISSING")
"""The names by which the inner loops reach the truths."""
_PAIRS = (
    ("any", "all"),
    ("min", "max"),
    ("startswith", "endswith"),
    ("removeprefix", "removesuffix"),
    ("partition", "rpartition"),
    ("issubset", "issuperset"),
    ("fullmatch", "search"),
    ("at_least", "at_most"),
    ("start", "end"),
)
_OTHER_NAME = {one: other for pair in _PAIRS for one, other in (pair, pair[::-1])}
_DROPPED_CALLS = frozenset({"casefold", "lower", "reversed", "sorted", "strip", "upper"})
_CALL_OF_ONE = re.compile(r"(?:[\w.]+\((\w+)(?:, [^()]*)?\)|(\w+)(?:\.\w+\([^()]*\))+)")
_SOMETHING: Mapping[str, Sequence[str]] = {
    "None": ("()", '"x"'),
    '""': ('"x"',),
    "()": ('("x",)',),
    "[]": ('["x"]',),
    "{}": ('{"x": "x"}',),
    "frozenset()": ('frozenset("x")',),
}
_LOOK_UPS = frozenset({"get", "next", "pop"})
_CHANGE_NO_RESULT = frozenset({"encoding", "frozen", "maxsize", "repr", "slots", "strict"})
"""Keywords that say how something is kept, or check what is always so."""


def next_member(node: Any) -> Sequence[str]:
    """Put the next member of an enumeration: in tables of truths cosmic-ray's own operators change nothing."""
    if node.type != "name":
        return ()
    dot = node.get_previous_leaf()
    if dot is not None and dot.type == "operator" and dot.value == ".":
        enumeration = _ENUMERATIONS.get(getattr(dot.get_previous_leaf(), "value", ""))
        names = [] if enumeration is None else [member.name for member in enumeration]
    elif node.value in _SHORT:
        # A name that the module does not have would be an error at once.
        text = node.get_root_node().get_code()
        names = [name for name in _SHORT if re.search(rf"\b{name}\b", text)]
    else:
        return ()
    return [names[(names.index(node.value) + 1) % len(names)]] if node.value in names else ()


def settled_condition(node: Any) -> Sequence[str]:
    """Let a condition always hold, or never."""
    before = node.get_previous_sibling() if node.parent is not None else None
    is_condition = (
        before is not None
        and before.type == "keyword"
        and before.value in ("if", "elif")
        and node.parent.type in ("if_stmt", "comp_if", "ternary", "test")
    )
    return ("True", "False") if is_condition else ()


def dropped_operand(node: Any) -> Sequence[str]:
    """Leave one operand of ``and``, ``or`` or ``|`` out."""
    if node.type not in ("and_test", "or_test", "expr"):
        return ()
    operands = [operand.get_code(include_prefix=False) for operand in node.children[::2]]
    sign = f" {node.children[1].value} "
    return [sign.join(others) for others in _each_left_out(operands)]


def dropped_item(node: Any) -> Sequence[str]:
    """Leave one item out of a set or a table, or of a tuple or list behind ``in``."""
    items = _items(node)
    if node.type == "testlist_comp":
        before = node.parent.get_previous_sibling()
        if before is None or before.get_code().split()[-1] != "in":
            return ()
    elif node.type != "dictorsetmaker":
        return ()
    return ["".join(f"{item}, " for item in others).rstrip() for others in _each_left_out(items)]


def _items(node: Any) -> Sequence[str]:
    """Return the items between the commas of a node; none if it is a comprehension."""
    items = [""]
    for child in getattr(node, "children", ()):
        if child.type == "sync_comp_for":
            return ()
        if child.type == "operator" and child.value == ",":
            items.append("")
        else:
            items[-1] += child.get_code()
    return [item.strip() for item in items if item.strip()]


def dropped_argument(node: Any) -> Sequence[str]:
    """Leave out an argument that is given by its name."""
    if node.type == "arglist":
        arguments = [child for child in node.children if child.type != "operator"]
    elif node.type == "argument" and node.parent.type == "trailer":
        arguments = [node]
    else:
        return ()
    codes = [argument.get_code(include_prefix=False) for argument in arguments]
    return [
        ", ".join(others)
        for argument, others in zip(arguments, _each_left_out(codes), strict=True)
        if argument.type == "argument"
        and argument.children[1].type == "operator"
        and argument.children[1].value == "="
        and argument.children[0].value not in _CHANGE_NO_RESULT
    ]


def dropped_statement(node: Any) -> Sequence[str]:
    """Leave out a call whose value nothing takes, or an assignment that adds to a variable."""
    if node.parent is None or node.parent.type != "simple_stmt":
        return ()
    is_call = node.type == "atom_expr" and node.children[-1].type == "trailer" and node.children[-1].children[0] == "("
    adds = node.type == "expr_stmt" and node.children[1].type == "operator" and node.children[1].value != "="
    return ["pass"] if is_call or adds else ()


def dropped_call(node: Any) -> Sequence[str]:
    """Leave out a call that brings its only argument, or what it is a method of, into a form or an order."""
    if node.type != "atom_expr" or node.children[-1].type != "trailer" or node.children[-1].children[0] != "(":
        return ()
    *before, name, call = node.children
    if name.type == "trailer" and name.children[0] == "." and name.children[1].value in _DROPPED_CALLS:
        return ["".join(part.get_code(include_prefix=part is not before[0]) for part in before)]
    if name.type == "name" and name.value in _DROPPED_CALLS and len(call.children) == 3:
        argument = call.children[1]
        return [] if argument.type in ("arglist", "argument") else [argument.get_code(include_prefix=False)]
    return ()


def other_name(node: Any) -> Sequence[str]:
    """Put the name that is its counterpart: ``any`` for ``all``, ``start`` for ``end``."""
    return [_OTHER_NAME[node.value]] if node.type == "name" and node.value in _OTHER_NAME else ()


def value_before(node: Any) -> Sequence[str]:
    """Put what a variable was made from: ``value`` for ``plain``, after ``plain = without_edges(value)``."""
    function = node.search_ancestor("funcdef")
    if function is None or not _is_read(node):
        return ()
    made = [each for each in _assignments(function) if each.children[0].value == node.value]
    if len(made) != 1 or made[0].end_pos > node.start_pos:
        return ()
    found = _CALL_OF_ONE.fullmatch(made[0].children[2].get_code(include_prefix=False))
    before = "self" if found is None else found[1] or found[2]
    return [] if before == "self" else [before]


def _is_read(node: Any) -> bool:
    """Return whether a node is the name of a variable whose value is taken."""
    if node.type != "name" or node.is_definition() or node.get_previous_leaf().value == ".":
        return False
    return node.parent.type != "argument" or node.parent.children[0] is not node or node.get_next_leaf().value != "="


def _assignments(function: Any) -> Iterator[Any]:
    """Yield the assignments to one name in a function."""
    nodes = [function]
    while nodes:
        node = nodes.pop()
        if node.type == "expr_stmt" and node.children[0].type == "name" and node.children[1].type == "operator":
            yield node
        nodes += getattr(node, "children", ())


def other_parameter(node: Any) -> Sequence[str]:
    """Put the next parameter with the same annotation: ``right`` for ``left``."""
    function = node.search_ancestor("funcdef")
    while function is not None and _is_read(node):
        alike: dict[str, list[str]] = {}
        for parameter in function.get_params() if function.children[-1].start_pos <= node.start_pos else ():
            if parameter.annotation is not None:
                alike.setdefault(parameter.annotation.get_code(), []).append(parameter.name.value)
        names = next((names for names in alike.values() if node.value in names), [])
        if names:
            return [names[(names.index(node.value) + 1) % len(names)]] if len(names) > 1 else ()
        function = function.search_ancestor("funcdef")
    return ()


def other_default(node: Any) -> Sequence[str]:
    """Put something for a default that is nothing, and nothing for that of a look-up which is something."""
    before = node.get_previous_leaf() if node.parent is not None else None
    if before is None or before.value not in ("=", ","):
        return ()
    code = node.get_code(include_prefix=False)
    if node.parent.type == "arglist":
        called = node.parent.get_previous_sibling().get_previous_leaf().value
        is_second = node is node.parent.children[-1] and len(node.parent.children) == 3 and node.type != "argument"
        return _SOMETHING.get(code, ("None",)) if is_second and called in _LOOK_UPS else ()
    around = node.search_ancestor("funcdef", "classdef")
    is_field = node.parent.type == "annassign" and around is not None and around.type == "classdef"
    return _SOMETHING.get(code, ()) if is_field or node.parent.type == "param" else ()


def _each_left_out(texts: Sequence[str]) -> Iterator[Sequence[str]]:
    for index in range(len(texts)):
        yield [*texts[:index], *texts[index + 1 :]]


class OwnOperator:
    """Operator of cosmic-ray, with the methods of its ``cosmic_ray.operators.operator.Operator``."""

    def __init__(self, texts: Callable[[Any], Sequence[str]]) -> None:
        self._texts = texts

    def __call__(self) -> "OwnOperator":
        """Return the operator itself, where cosmic-ray takes it for a class."""
        return self

    def arguments(self) -> Sequence[Any]:
        """Return the arguments that it takes: none."""
        return ()

    def examples(self) -> Sequence[Any]:
        """Return examples: none, the tests have them."""
        return ()

    def mutation_positions(self, node: Any) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
        """Yield the place of a node, once for each text that can stand in its place."""
        for _ in self._texts(node):
            yield node.start_pos, node.end_pos

    def mutate(self, node: Any, index: int) -> Any:
        """Return a leaf with one of the texts, and with what stands before the node."""
        from parso.python.tree import Name  # comes with cosmic-ray, which not everyone has who runs the tests

        return Name(self._texts(node)[index], node.start_pos, node.get_first_leaf().prefix)


class Provider:
    """The operators of our own, as cosmic-ray takes them."""

    _operators: Mapping[str, OwnOperator] = {
        function.__name__: OwnOperator(function)
        for function in (
            next_member,
            settled_condition,
            dropped_operand,
            dropped_item,
            dropped_argument,
            dropped_statement,
            dropped_call,
            other_name,
            value_before,
            other_parameter,
            other_default,
        )
    }

    def __iter__(self) -> Iterator[str]:
        return iter(self._operators)

    def __getitem__(self, name: str) -> OwnOperator:
        return self._operators[name]
