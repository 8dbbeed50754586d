"""libyaml's complaints, sorted into the few that a person can act on."""

from yaml import MarkedYAMLError

_BY_PROBLEM = {
    "found character that cannot start any token": "yaml.odd-character",
    "mapping values are not allowed in this context": "yaml.colon",
    "did not find expected key": "yaml.indentation",
    "did not find expected '-' indicator": "yaml.indentation",
    "block sequence entries are not allowed in this context": "yaml.dash",
    "could not find expected ':'": "yaml.missing-colon",
    "did not find expected ',' or ']'": "yaml.open-bracket",
    "did not find expected ',' or '}'": "yaml.open-bracket",
    "did not find expected node content": "yaml.open-bracket",
    "found unexpected end of stream": "yaml.open-quote",
    "found unexpected document indicator": "yaml.open-quote",
    "found unknown escape character": "yaml.escape",
    "did not find expected hexdecimal number": "yaml.escape",
    "found invalid Unicode character escape code": "yaml.escape",
    "did not find expected <document start>": "yaml.several-documents",
    "did not find URI escaped octet": "yaml.tag",
    "found undefined tag handle": "yaml.tag",
    "did not find expected tag URI": "yaml.tag",
    "did not find expected '!'": "yaml.tag",
    "found a tab character that violates indentation": "yaml.tab",
    "found a tab character where an indentation space is expected": "yaml.tab",
    "while scanning an anchor": "yaml.anchor",
    "did not find expected alphabetic or numeric character": "yaml.alias",
}


def code_of(error: MarkedYAMLError, line: str, column: int) -> str:
    """Give the finding code for a parser's error at a column (0-based) of a line."""
    code = _BY_PROBLEM.get(error.problem or "", "yaml.syntax")
    indentation = line[: len(line) - len(line.lstrip())]
    if "\t" in indentation:
        return "yaml.tab"
    if code == "yaml.odd-character" and line[column : column + 1] in "%@`":
        return "yaml.reserved-character"
    return code
