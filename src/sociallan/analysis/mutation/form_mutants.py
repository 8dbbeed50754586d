"""Mutants of values.yaml and form.yaml: computed values and the choices of the form, made by loading changed files."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from sociallan.analysis.mutation.mutants import changes_of
from sociallan.analysis.mutation.pack_mutant import PackMutant, PackPart, PackPlace
from sociallan.application.diagnostic import Diagnostic
from sociallan.application.document import Document, pointer_to
from sociallan.application.field import Field
from sociallan.application.location import PackLocation
from sociallan.pack.form import form_pointer
from sociallan.pack.pack import Pack
from sociallan.pack.schema_check import FORM, VALUES
from sociallan.pack.values import values_of
from sociallan.rules.condition import Leaf, Literal, ParamOperand, Path, Value
from sociallan.rules.operations import OPERATIONS, Operation, Takes
from sociallan.rules.rewriting import rule_with_values
from sociallan.rules.rule import Rule

NEW_CHOICE = "another_choice"
"""The code of a choice that a mutant adds; a case that writes it notices that the form accepts it."""


def value_mutants(pack: Pack, document: Document) -> Iterator[PackMutant]:
    """Yield the mutants of the computed values; ``document`` is values.yaml."""
    for name, spec in document.value.items():
        value = pack.values.get(name)
        if value is None or value.operation is None:
            continue
        for change, pointer, before, after, changed in _specs(spec, value.operation, pack):
            at = PackPlace(VALUES, pointer_to(name) + pointer)
            pack_with = _pack_with(pack, document._replace(value={**document.value, name: changed}))
            yield PackMutant(PackPart.VALUE, change, at, pack_with, name, before, after)
        if value.where is not None:
            for condition in changes_of(value.where, pack.form.fields):
                values = {**pack.values, name: replace(value, where=condition.condition)}
                at = PackPlace(VALUES, pointer_to(name, "where"))
                yield PackMutant(PackPart.VALUE, "value_where", at, _with_values(pack, values), name)


_Spec = tuple[str, str, Any, Any, Mapping[str, Any]]


def _specs(spec: Mapping[str, Any], operation: Operation, pack: Pack) -> Iterator[_Spec]:
    """Yield every small change of the entry of a value: its code, its place in the entry, and the changed entry."""
    yield from _changed_operations(spec, operation)
    yield from _changed_inputs(spec, operation, pack)
    if "where" in spec:
        without = {key: part for key, part in spec.items() if key != "where"}
        yield "value_where_dropped", "/where", None, None, without
    yield from _changed_choices(spec)


def _changed_operations(spec: Mapping[str, Any], operation: Operation) -> Iterator[_Spec]:
    given, rules = spec[operation], OPERATIONS[operation]
    rest = {key: part for key, part in spec.items() if key != operation}
    for other, known in OPERATIONS.items():
        if other is not operation and (known.takes, known.parts) == (rules.takes, rules.parts):
            yield "value_operation", "", operation, other, {**rest, other: given}
    if rules.takes is Takes.PARTS:
        first, second = rules.parts
        swapped = {first: given[second], second: given[first]}
        yield "value_parts_swapped", f"/{operation}", first, second, {**spec, operation: swapped}


def _changed_inputs(spec: Mapping[str, Any], operation: Operation, pack: Pack) -> Iterator[_Spec]:
    given = spec[operation]
    for pointer, path, change in _inputs(given):
        for near in _like(path, pack):
            yield "value_input", f"/{operation}{pointer}", path, near, {**spec, operation: change(near)}
    if isinstance(given, list) and len(given) > 1:
        for index, path in enumerate(given):
            fewer = [*given[:index], *given[index + 1 :]]
            yield "value_input_dropped", f"/{operation}/{index}", path, None, {**spec, operation: fewer}


def _changed_choices(spec: Mapping[str, Any]) -> Iterator[_Spec]:
    choices = spec.get("choices", {})
    for code, choice in choices.items():
        fewer = {key: part for key, part in choices.items() if key != code}
        yield "value_choice_dropped", f"/choices{pointer_to(code)}", code, None, {**spec, "choices": fewer}
        if (begins := choice.get("begins")) is not None:
            shorter = {**choices, code: {**choice, "begins": f"{begins}9"}}
            at = f"/choices{pointer_to(code)}/begins"
            yield "value_beginning", at, begins, f"{begins}9", {**spec, "choices": shorter}


def _inputs(given: Any) -> Iterator[tuple[str, str, Any]]:
    """Yield each input path with its pointer and the function that puts another in its place."""
    match given:
        case list():
            for index, path in enumerate(given):
                yield (
                    f"/{index}",
                    path,
                    lambda near, index=index: [*given[:index], near, *given[index + 1 :]],
                )
        case dict():
            for part, path in given.items():
                yield pointer_to(part), path, lambda near, part=part: {**given, part: near}
        case _:
            yield "", given, lambda near: near


def _like(path: str, pack: Pack) -> Iterator[str]:
    """Yield the other fields of the same kind, unit and type as an input."""
    own = pack.form.fields.get(path)
    if own is None:
        return
    for other in pack.form.fields.values():
        if other.path != path and _sort(other) == _sort(own) and other.kind is own.kind:
            yield other.path


def _sort(field: Field) -> tuple[Any, ...]:
    return field.single_type.kind, field.unit, bool(field.values), field.single_type.name


def choice_mutants(pack: Pack) -> Iterator[PackMutant]:
    """Yield the mutants of the form's choices: each dropped, and one added to each field."""
    for field in pack.form.fields.values():
        if not field.values:
            continue
        at = PackPlace(FORM, form_pointer(field.path, pack.form.fields))
        for choice in field.values:
            rest = {code: labels for code, labels in field.labels.items() if code != choice}
            changed = _with_field(pack, field._replace(values=tuple(rest), labels=rest)) if rest else None
            yield PackMutant(PackPart.CHOICE, "choice_dropped", at, changed, field.path, choice, None)
        labels = {**field.labels, NEW_CHOICE: {}}
        grown = _with_field(pack, field._replace(values=tuple(labels), labels=labels))
        yield PackMutant(PackPart.CHOICE, "choice_added", at, grown, field.path, None, NEW_CHOICE)


def _with_field(pack: Pack, field: Field) -> Pack | None:
    form = pack.form._replace(fields={**pack.form.fields, field.path: field})
    changed = replace(pack, form=form)
    return changed if all(_fits(rule, changed) for rule in pack.rules) else None


def _pack_with(pack: Pack, document: Document) -> Pack | None:
    """Return a pack with other computed values, ``None`` if it does not load."""
    faults: list[Diagnostic[PackLocation]] = []
    values = values_of(document, VALUES, pack.form.fields, faults)
    if faults:
        return None
    return _with_values(pack, {name: value for name, value in values.items() if value is not None})


def _with_values(pack: Pack, values: Mapping[str, Value]) -> Pack | None:
    """Return a pack in whose rules each computed value is the one of its name; ``None`` if a rule does not fit."""
    rules = tuple(rule_with_values(rule, values) for rule in pack.rules)
    kinds = {name: (value.kind, value.unit) for name, value in pack.values.items()}
    alike = all(kinds.get(name) in (None, (value.kind, value.unit)) for name, value in values.items())
    own = {name: value for name, value in values.items() if value.operation is not None}
    changed = replace(pack, rules=rules, values=own)
    # The form is the same, so that a rule which is the same fits as it did.
    replaced = (rule for rule, before in zip(rules, pack.rules, strict=True) if rule is not before)
    return changed if alike and all(_fits(rule, changed) for rule in replaced) else None


def _fits(rule: Rule, pack: Pack) -> bool:
    """Return whether a rule compares choices only with those that there are, as the loader requires."""
    for leaf in rule.leaves():
        choices = _choices(leaf.path, pack)
        if choices and not all(operand in choices for operand in _operands(leaf, pack)):
            return False
    return True


def _choices(path: Path, pack: Pack) -> tuple[str, ...]:
    if path.value is not None:
        return tuple(path.value.labels)
    field = pack.form.fields.get(path.field)
    return field.values if field is not None else ()


def _operands(leaf: Leaf, pack: Pack) -> Iterable[Any]:
    match leaf.operand:
        case Literal(tuple() as several):
            return several
        case Literal(str() as one):
            return (one,)
        case ParamOperand(id):
            values = [value for _, value in pack.params[id].values if value is not None]
            return [part for value in values for part in (value if isinstance(value, tuple) else (value,))]
        case _:
            return ()
