"""Parser of rule files."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sociallan.application import spelling
from sociallan.application.diagnostic import Diagnostic
from sociallan.application.document import Document, pointer_to
from sociallan.application.field import FieldKind
from sociallan.application.node_positions import pack_location
from sociallan.pack.references import References
from sociallan.pack.schema_check import RULES
from sociallan.rules.condition import All, Condition, Path, input_fields
from sociallan.rules.parse import ConditionReader
from sociallan.rules.quotes import quotable
from sociallan.rules.rule import DEFAULT_WEIGHT, PLACEHOLDER, Basis, Level, Named, Question, Rule, RuleTest
from sociallan.rules.truth import OutcomeKind
from sociallan.rules.vocabulary import Names


def ids_of(documents: Mapping[str, Document]) -> frozenset[str]:
    """Return the ids of all rules, including invalid ones, so that references to those are not faults."""
    return frozenset(stated_id(name, document) for name, document in documents.items() if name.startswith(RULES))


def stated_id(file: str, document: Document) -> str:
    """Return the id in a file of a rule, or the file's name if it states none that can be read."""
    stated = document.value.get("id") if isinstance(document.value, dict) else None
    return stated if isinstance(stated, str) else file.rpartition("/")[2].rpartition(".")[0]


def rule_of(node: Any, reader: ConditionReader, first_specimen: str) -> Rule | None:
    """Parse the rule of a file that is valid under the rule schema; ``None`` if it or what it reads has faults.

    ``first_specimen`` is that of the tests of a rule that names none.
    """
    faults_before = len(reader.faults)
    level = Level(node["level"])
    if not _has_keys_of_level(node, level, reader):
        return None
    when = reader.read(node["when"], "/when") if "when" in node else None
    require: Condition | None
    if level is Level.QUESTION:
        # It asks nothing of the application, only people.
        require = All((), reader.place("/level"))
        judge = None if when is None else _catalogued(node, when, reader)
    else:
        require = reader.read(node["require"], "/require")
        judge = _judged(node["judge"], reader) if "judge" in node else None
    for pointer, text in texts_of(node):
        _check_placeholders(text, pointer, reader)
    tests = tuple(_test(spec, f"/tests/{i}", reader) for i, spec in enumerate(node["tests"]))
    asked_if = node.get("judge", {}).get("when")
    is_whole = require is not None and ("when" not in node or when is not None)
    is_whole = is_whole and (asked_if is None or (judge is not None and judge.when is not None))
    if require is None or not is_whole or len(reader.faults) > faults_before:
        return None
    basis = Basis(node["basis"]) if "basis" in node else None
    return Rule(
        id=node["id"],
        group=node["group"],
        level=level,
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
        follows=tuple(node.get("follows", ())),
        basis=basis,
        otherwise=OutcomeKind(node["otherwise"]) if "otherwise" in node else _otherwise(level, basis),
    )


def _otherwise(level: Level, basis: Basis | None) -> OutcomeKind:
    """Return the outcome of a contradicted rule whose file does not say: our own conclusions refuse nothing."""
    is_concluded = level is Level.REQUIREMENT and basis is Basis.CONCLUDED
    return OutcomeKind.JUDGEMENT if is_concluded else OutcomeKind.NOT_MET


def texts_of(node: Any) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield the texts of a rule file that may contain placeholders, each with its pointer."""
    yield from ((f"/{key}", node[key]) for key in ("title", "unmet", "why", "ask", "question") if key in node)
    if "judge" in node:
        yield "/judge/question", node["judge"]["question"]
    yield from ((f"/names/{index}/what", spec["what"]) for index, spec in enumerate(node.get("names", ())))


_OF_QUESTION = ("when", "question", "weight")
"""Keys that a rule of the level of questions must have."""

_ONLY_OF_QUESTION = ("question", "weight", "sharpens", "names")
_NEVER_OF_QUESTION = ("basis", "otherwise", "unmet", "require", "judge", "follows")


def _has_keys_of_level(node: Any, level: Level, reader: ConditionReader) -> bool:
    """Return whether a rule has the keys of its level and no others, and note a fault for each that is wrong."""
    is_question = level is Level.QUESTION
    wanted = _OF_QUESTION if is_question else ("require",)
    missing = [key for key in wanted if key not in node]
    stray = [key for key in (_NEVER_OF_QUESTION if is_question else _ONLY_OF_QUESTION) if key in node]
    for key in missing:
        reader.faults.append(Diagnostic("pack.key-missing", reader.place("/level"), {"path": "", "key": key}))
    for key in stray:
        at = pack_location(reader.document, reader.file, pointer_to(key), of_key=True)
        reader.faults.append(Diagnostic("rule.key-of-level", at, {"key": key, "level": level.value}))
    return not (missing or stray)


def _judged(spec: Any, reader: ConditionReader) -> Question:
    when = reader.read(spec["when"], "/judge/when") if "when" in spec else None
    paths = [_evidence(text, f"/judge/evidence/{i}", reader) for i, text in enumerate(spec["evidence"])]
    weight = spec.get("weight", DEFAULT_WEIGHT)
    return Question(spec["question"], tuple(path for path in paths if path is not None), when, weight)


def _catalogued(node: Any, when: Condition, reader: ConditionReader) -> Question:
    """Return the question of a rule of that level, and note a fault for each value that it cannot quote."""
    names, stated = quotable(when, reader.vocabulary)
    params = reader.vocabulary.params
    quotes: dict[str, Path] = {}
    for lang, content in node["question"].items():
        pointer = f"/question/{lang}"
        for name in PLACEHOLDER.findall(content):
            if name in quotes or (name in params and name not in names):
                continue
            path = reader.path(name, pointer, names)
            if path is None:
                continue
            if path.kind is FieldKind.RECORD or _is_list_of_records(path, reader):
                reader.faults.append(Diagnostic("question.not-a-value", reader.place(pointer), {"path": name}))
            elif name not in stated:
                reader.faults.append(Diagnostic("question.not-stated", reader.place(pointer), {"path": name}))
            quotes[name] = path
    if not quotes:
        reader.faults.append(Diagnostic("question.quotes-nothing", reader.place("/question")))
    fields = dict.fromkeys(field for path in quotes.values() for field in input_fields(path))
    known = reader.vocabulary.fields
    evidence = tuple(Path.to_field(field, known[field].kind) for field in fields)
    named = tuple(_named(node.get("names", ()), names, reader))
    return Question(node["question"], evidence, None, node["weight"], quotes, tuple(node.get("sharpens", ())), named)


def _named(specs: Iterable[Any], names: Names, reader: ConditionReader) -> Iterator[Named]:
    """Yield the points of a strong answer; their conditions may name the items that the rule finds."""
    for index, spec in enumerate(specs):
        found = reader.read(spec["found"], f"/names/{index}/found", names)
        if found is not None:
            yield Named(spec["what"], found)


def _is_list_of_records(path: Path, reader: ConditionReader) -> bool:
    known = reader.vocabulary.fields.get(path.field)
    return known is not None and path.kind is FieldKind.LIST and known.items is FieldKind.RECORD


def _check_placeholders(text: dict[str, str], pointer: str, reader: ConditionReader) -> None:
    params = reader.vocabulary.params
    for lang, content in text.items():
        if "{" not in content and "}" not in content:
            continue
        at = reader.place(f"{pointer}/{lang}")
        for name in PLACEHOLDER.findall(content):
            # In a question a name that is no parameter has been looked for in the application already.
            if name not in params and pointer != "/question":
                near = spelling.nearest_name(name, params)
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
        name={"": spec["name"]} if isinstance(spec["name"], str) else spec["name"],
        change=spec.get("change", {}),
        remove=tuple(spec.get("remove", ())),
        as_of=spec.get("as_of"),
        expect=OutcomeKind(spec["expect"]),
        because=None if because is None else tuple(because),
        at=reader.place(pointer),
    )
