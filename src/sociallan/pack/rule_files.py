"""Parser of rule files."""

from collections.abc import Iterator, Mapping
from typing import Any

from sociallan.application import suggestions
from sociallan.application.diagnostic import Diagnostic
from sociallan.application.document import Document, pointer_to
from sociallan.pack.references import References
from sociallan.pack.schema_check import RULES
from sociallan.rules.condition import Path
from sociallan.rules.parse import ConditionReader
from sociallan.rules.rule import PLACEHOLDER, Basis, Level, Question, Rule, RuleTest
from sociallan.rules.truth import OutcomeKind


def ids_of(documents: Mapping[str, Document]) -> frozenset[str]:
    """Return the ids of all rules, including invalid ones, so that references to those are not faults."""
    return frozenset(stated_id(name, document) for name, document in documents.items() if name.startswith(RULES))


def stated_id(file: str, document: Document) -> str:
    """Return the id in a file of a rule, or the file's name if it states none that can be read."""
    stated = document.value.get("id") if isinstance(document.value, dict) else None
    return stated if isinstance(stated, str) else file.rpartition("/")[2].rpartition(".")[0]


def rule_of(node: Any, reader: ConditionReader, first_specimen: str) -> Rule | None:
    """Parse the rule of a file that is valid under the rule schema; ``None`` if faults were added to the reader.

    ``first_specimen`` is that of the tests of a rule that names none.
    """
    faults_before = len(reader.faults)
    for pointer, text in texts_of(node):
        _check_placeholders(text, pointer, reader)
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
    basis = Basis(node["basis"]) if "basis" in node else None
    return Rule(
        id=node["id"],
        group=node["group"],
        level=Level(node["level"]),
        valid_from=node["valid_from"],
        valid_to=node.get("valid_to"),
        title=node["title"],
        unmet=node.get("unmet", node["title"]),
        why=node["why"],
        ask=node["ask"],
        cites=tuple(node["cites"]),
        when=when,
        require=require,
        judge=judge,
        specimen=node.get("specimen", first_specimen),
        tests=tests,
        at=reader.place("/id"),
        replaces=node.get("replaces"),
        basis=basis,
        otherwise=OutcomeKind(node["otherwise"]) if "otherwise" in node else _otherwise(Level(node["level"]), basis),
    )


def _otherwise(level: Level, basis: Basis | None) -> OutcomeKind:
    """Return the outcome of a contradicted rule whose file does not say: our own conclusions refuse nothing."""
    is_concluded = level is Level.REQUIREMENT and basis is Basis.CONCLUDED
    return OutcomeKind.JUDGEMENT if is_concluded else OutcomeKind.NOT_MET


def texts_of(node: Any) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield the texts of a rule file that may contain placeholders, each with its pointer."""
    yield from ((f"/{key}", node[key]) for key in ("title", "unmet", "why", "ask") if key in node)
    if "judge" in node:
        yield "/judge/question", node["judge"]["question"]


def _check_placeholders(text: dict[str, str], pointer: str, reader: ConditionReader) -> None:
    params = reader.vocabulary.params
    for lang, content in text.items():
        at = reader.place(f"{pointer}/{lang}")
        for name in PLACEHOLDER.findall(content):
            if name not in params:
                near = suggestions.nearest_name(name, params)
                reader.faults.append(Diagnostic("rule.unknown-placeholder", at, {"name": name}, near))
        if set("{}") & set(PLACEHOLDER.sub("", content)):
            reader.faults.append(Diagnostic("rule.stray-brace", at))


def _evidence(text: str, pointer: str, reader: ConditionReader) -> Any:
    # Evidence may be within a list: social.goals.description is the description of each goal.
    known = reader.vocabulary.fields.get(text)
    if known is None or "." not in text:
        return reader.path(text, pointer, {})
    return Path.to_field(text, known.kind)


def _test(spec: Any, pointer: str, reader: ConditionReader) -> RuleTest:
    because = spec.get("because")
    paths = [(key, f"/change{pointer_to(key)}") for key in spec.get("change", ())]
    for part in ("remove", "because"):
        paths += [(key, f"/{part}/{index}") for index, key in enumerate(spec.get(part, ()))]
    references = References(reader.document, reader.file, reader.faults)
    references.places(((path, pointer + below) for path, below in paths), reader.vocabulary.fields)
    return RuleTest(
        name=spec["name"],
        change=spec.get("change", {}),
        remove=tuple(spec.get("remove", ())),
        as_of=spec.get("as_of"),
        expect=OutcomeKind(spec["expect"]),
        because=None if because is None else tuple(because),
        at=reader.place(pointer),
    )
