"""From one rule file to a rule."""

from typing import Any

from sociallan.core import slips
from sociallan.core.conditions import ConditionReader
from sociallan.model.condition import Path
from sociallan.model.outcome import OutcomeKind
from sociallan.model.pack import Fault, Level, Question, Rule, RuleTest

FIRST_SPECIMEN = "housing"
"""The specimen that a rule's tests start from where it names none."""


def rule_of(node: Any, reader: ConditionReader) -> Rule | None:
    """Make the rule of a file that has passed the rule schema; ``None`` where a fault was noted."""
    faults_before = len(reader.faults)
    when = reader.read(node["when"], "/when") if "when" in node else None
    require = reader.read(node["require"], "/require")
    judge = None
    if "judge" in node:
        spec = node["judge"]
        judge_when = reader.read(spec["when"], "/judge/when") if "when" in spec else None
        paths = [_evidence(text, f"/judge/evidence/{i}", reader) for i, text in enumerate(spec["evidence"])]
        judge = Question(spec["question"], tuple(path for path in paths if path is not None), judge_when)
    tests = tuple(_test(spec, f"/tests/{i}", reader) for i, spec in enumerate(node["tests"]))
    if require is None or len(reader.faults) > faults_before:
        return None
    return Rule(
        id=node["id"],
        group=node["group"],
        level=Level(node["level"]),
        valid_from=node["valid_from"],
        valid_to=node.get("valid_to"),
        title=node["title"],
        why=node["why"],
        ask=node["ask"],
        cites=tuple(node["cites"]),
        when=when,
        require=require,
        judge=judge,
        specimen=node.get("specimen", FIRST_SPECIMEN),
        tests=tests,
        at=reader.place("/id"),
    )


def _evidence(text: str, pointer: str, reader: ConditionReader) -> Any:
    # What the committee reads may lie within a list: social.goals.description means that of each goal.
    known = reader.vocabulary.fields.get(text)
    if known is None or "." not in text:
        return reader.path(text, pointer, {})
    return Path("", tuple(text.split(".")), known.kind, text)


def _test(spec: Any, pointer: str, reader: ConditionReader) -> RuleTest:
    because = spec.get("because")
    for key in (*spec.get("change", ()), *spec.get("remove", ()), *(because or ())):
        plain = ".".join(step for step in key.split(".") if not step.isdecimal())
        if plain not in reader.vocabulary.fields:
            near = slips.nearest(plain, reader.vocabulary.fields)
            reader.faults.append(Fault("rule.unknown-field", reader.place(pointer), {"path": key}, near))
    return RuleTest(
        name=spec["name"],
        change=spec.get("change", {}),
        remove=tuple(spec.get("remove", ())),
        as_of=spec.get("as_of"),
        expect=OutcomeKind(spec["expect"]),
        because=None if because is None else tuple(because),
        at=reader.place(pointer),
    )
