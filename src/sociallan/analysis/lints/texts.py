"""Lint of texts: unfinished ones, and figures, parameters and fields in them that do not agree with the rule."""

import re
from collections.abc import Collection, Iterator, Mapping

from sociallan.analysis.dependencies import params_used
from sociallan.analysis.lints.lint_context import LintContext
from sociallan.application import spelling
from sociallan.application.diagnostic import Diagnostic
from sociallan.application.document import gap_key
from sociallan.application.field import Translations
from sociallan.application.location import PackLocation
from sociallan.application.notation.value_words import MULTIPLES, NUMERALS, UNIT_STEMS, UNIT_WORDS
from sociallan.application.scalars import is_number
from sociallan.application.walking import strings
from sociallan.pack.pack import Param
from sociallan.pack.rule_files import texts_of
from sociallan.pack.schema_check import PACK, SPECIMENS
from sociallan.rules.rule import PLACEHOLDER, Rule

_UNFINISHED = re.compile(
    r"\b(?:FYLL I|FILL IN|TODO|FIXME|TBD|TBC|XXX+)\b|\?{3,}|\b(?i:lorem ipsum)\b|^(?i:fyll i|fill in|todo|att göra)\s*:"
)
"""Marks of a text that is still to be written, those of ``rules new`` among them."""

_SEARCHED = re.compile(r"/placeholders/|/unknown/|/prose/|/lists/[^/]+/(?:words|elsewhere|guards)/")
"""Parts of pack.yaml whose texts are searched for, such marks among them."""

_FIGURE = re.compile(
    r"(?<![\w.,])\d{1,3}(?:[ \u00a0\u202f.]\d{3})+(?![\d])|(?<![\w.,])\d+(?:[.,]\d+)?(?!\d|[.,]\d)|[^\W\d_]+"
)
_COUNTED = {
    unit: re.compile(
        rf"(?:{'|'.join(map(re.escape, UNIT_WORDS[unit]))})(?!\w)|\S*(?:{'|'.join(stems)})\w*", re.IGNORECASE
    )
    for unit, stems in UNIT_STEMS.items()
}
"""Words after a number that say what is counted; other units have no words of their own."""

_FIELD_PATH = re.compile(r"(?<![\w./@-])[a-z_][a-z0-9_]+(?:\.[a-z_][a-z0-9_]+)+(?![\w/@-])")
_LINE = re.compile(r"[\"“”]([a-z][a-z0-9_]+): ")
_IN_BRACKETS = re.compile(r"\(([a-z][a-z0-9_]+)(?:\)|: )")
_FILE_ENDINGS = ("yaml", "yml", "json", "md", "se", "com", "org", "eu", "pdf", "xlsx", "csv")


def is_unfinished(text: str) -> bool:
    """Return whether a text has a mark that it is still to be written."""
    return _UNFINISHED.search(text) is not None


def unfinished_texts(context: LintContext) -> Iterator[Diagnostic[PackLocation]]:
    """Report texts that are still to be written, in any file of the pack but the specimens."""
    for file, document in context.documents.items():
        if file.startswith(SPECIMENS):
            continue
        for pointer, text in strings(document.value):
            if file == PACK and _SEARCHED.match(pointer):
                continue
            mark = _UNFINISHED.search(text)
            if mark is not None:
                at = context.place_in_text(file, pointer, mark.group())
                yield Diagnostic("check.unfinished-text", at, {"text": mark.group().rstrip(" :")})
    for each in context.texts():
        for lang, text in each.text.items():
            says_nothing = gap_key(text) in context.pack.gaps or not any(map(str.isalnum, text))
            if says_nothing and not is_unfinished(text):
                at = context.place(each.file, f"{each.pointer}/{lang}", of_key=True)
                yield Diagnostic("check.unfinished-text", at, {"text": text})


def differing_placeholders(context: LintContext) -> Iterator[Diagnostic[PackLocation]]:
    """Report texts whose placeholders differ between the languages."""
    for _, file, pointer, text in _rule_texts(context):
        first, *others = text
        wanted = set(PLACEHOLDER.findall(text[first]))
        for lang in others:
            differing = sorted(wanted ^ set(PLACEHOLDER.findall(text[lang])))
            if differing and not _says_figure_of(text, differing, context.pack.params):
                names = ", ".join(f"{{{name}}}" for name in differing)
                at = context.place(file, f"{pointer}/{lang}", of_key=True)
                yield Diagnostic("check.placeholders-differ", at, {"names": names})


def typed_figures(context: LintContext) -> Iterator[Diagnostic[PackLocation]]:
    """Report figures in a rule's texts that are the value of a parameter of the rule, written out."""
    for rule, file, pointer, text in _rule_texts(context):
        for name in params_used(rule):
            for lang, wording in text.items():
                found = _figure_of(wording, context.pack.params[name])
                if found is not None:
                    at = context.place_in_text(file, f"{pointer}/{lang}", found)
                    yield Diagnostic("check.figure-in-text", at, {"text": found, "param": f"{{{name}}}"})


def unknown_fields_in_texts(context: LintContext) -> Iterator[Diagnostic[PackLocation]]:
    """Report names in a rule's texts that look like fields, and are none."""
    paths = [path for path in context.fields if path]
    derived = [f"derived.{name}" for name in context.pack.values]
    known = {*_tails(paths), *derived, "derived.screening_date"}
    steps = {path.rpartition(".")[2] for path in paths}
    choices = {code for field in context.fields.values() for code in field.values}
    for _, file, pointer, text in _rule_texts(context):
        in_brackets = [set(_IN_BRACKETS.findall(wording)) for wording in text.values()]
        for lang, wording in text.items():
            for name in dict.fromkeys(_names_in(PLACEHOLDER.sub("", wording))):
                near = spelling.nearest_name(name, [*paths, *derived] if "." in name else steps)
                # A word in brackets is meant as a field if it is the same in every language, or nearly a field's name.
                is_prose = name in _IN_BRACKETS.findall(wording) and near is None
                if name not in known | choices and not (is_prose and not all(name in each for each in in_brackets)):
                    at = context.place_in_text(file, f"{pointer}/{lang}", name)
                    yield Diagnostic("check.no-such-field-in-text", at, {"name": name}, near)


def _rule_texts(context: LintContext) -> Iterator[tuple[Rule, str, str, Translations]]:
    """Yield each text of a valid rule that may contain placeholders, with the rule, its file and the pointer."""
    for rule in context.pack.rules:
        for pointer, text in texts_of(context.documents[rule.at.file].value):
            yield rule, rule.at.file, pointer, text


def _says_figure_of(text: Translations, names: Collection[str], params: Mapping[str, Param]) -> bool:
    """Return whether one of the languages has the figure instead of a parameter, which is reported as such."""
    of_params = [params[name] for name in names if name in params]
    return any(_figure_of(wording, param) is not None for wording in text.values() for param in of_params)


def _figure_of(text: str, param: Param) -> str | None:
    """Return the first figure in a text that is a value of a parameter, in words or digits, with its unit if any."""
    wanted = {value for _, value in param.values if is_number(value)}
    counted = _COUNTED.get(param.unit)
    for token in _FIGURE.finditer(text):
        value = _number(token.group())
        if value is None:
            continue
        behind = text[token.end() :].lstrip()
        scale = next((times for word, times in MULTIPLES.items() if re.match(rf"{word}\b", behind.lower())), 1)
        unit = None if counted is None else counted.match(behind)
        is_digits = token.group()[0].isdigit()
        if value * scale in wanted and (unit is not None or (is_digits and counted is None)):
            end = len(text) - len(behind) + (unit.end() if unit is not None else 0)
            return text[token.start() : max(token.end(), end)].rstrip()
    return None


def _number(token: str) -> float | None:
    if not token[0].isdigit():
        return NUMERALS.get(token.casefold())
    plain = re.sub(r"[ \u00a0\u202f]", "", token)
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+", plain):
        plain = plain.replace(".", "")
    return float(plain.replace(",", "."))


def _names_in(text: str) -> Iterator[str]:
    for found in _FIELD_PATH.findall(text):
        if found.rpartition(".")[2] not in _FILE_ENDINGS:
            yield found
    yield from _LINE.findall(text)
    yield from _IN_BRACKETS.findall(text)


def _tails(paths: Collection[str]) -> Iterator[str]:
    """Yield each path, and the path from each of its steps on: ``goals.id`` of ``social.goals.id``."""
    for path in paths:
        while path:
            yield path
            _, _, path = path.partition(".")
