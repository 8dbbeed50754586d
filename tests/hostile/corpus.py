"""Some seven hundred hostile application files, each below the limit on size or just above it.

They are made, not kept: the same names and bytes at every call. Each kind of attack is a function
that yields names and contents.
"""

import json
from collections.abc import Callable, Iterator
from functools import partial
from itertools import pairwise, product
from typing import NamedTuple

from tests.hostile.tricks import KEYS, TRICKS
from tests.workbooks import answers, archive, items, workbook

MIB = 1024 * 1024

Content = str | bytes | Callable[[], bytes]
"""Content of a file, or a function that makes it, where that takes time."""
Named = Iterator[tuple[str, Content]]


class HostileFile(NamedTuple):
    """A file of the corpus."""

    name: str
    content: Content

    @property
    def data(self) -> bytes:
        """The bytes of the file, made anew each time."""
        if isinstance(self.content, str):
            return self.content.encode("utf-8", "surrogatepass")
        return self.content if isinstance(self.content, bytes) else self.content()


def corpus() -> Iterator[HostileFile]:
    """Yield every file, in an order that stays."""
    number = 0
    for kind in KINDS:
        for name, content in kind():
            number += 1
            ending = name.partition("-")[0] if name.startswith(("json-", "xlsx-")) else "yaml"
            yield HostileFile(f"{number:03}-{name}.{ending}", content)


def application(**values: str) -> str:
    """Return an application that is right but for the texts given, which stand in it as they are."""
    texts = {
        "name": "A",
        "title": "T",
        "description": "D",
        "cost": "100",
        "loan": "100",
        "need": "N",
        "goals": "[]",
        "submitted": "2025-11-03",
    }
    return _APPLICATION.format(**(texts | values))


_APPLICATION = """\
format: 1
applicant:
  name: {name}
  kind: municipal_company
  org_number: "559999-9991"
  member: {{name: Exempelkommun, kind: municipality, code: "0999", is_member: true}}
  influence: sole
project: {{title: {title}, area: housing, status: planned, start: 2026-03, end: 2027-10}}
investment:
  items: [{{id: I1, type: special_safety_measure, description: {description}, cost: {cost}, nature: capital}}]
  total_cost: {cost}
  loan: {loan}
social: {{need: {{description: {need}}}, goals: {goals}}}
submitted: {submitted}
"""


def _repeated(piece: str, count: int) -> str:
    """Return a list in brackets with an item repeated."""
    return "[" + ",".join([piece] * count) + "]"


def _listed(pieces: Iterator[str]) -> str:
    return "[" + ",".join(pieces) + "]"


def aliases() -> Named:
    """References of YAML: those that multiply, that lead to themselves or nowhere, and merge keys."""
    letters = "abcdefghij"
    bomb = ["a: &a " + _repeated("x", 9)]
    bomb += [f"{after}: &{after} {_repeated('*' + before, 9)}" for before, after in pairwise(letters)]
    yield "alias-bomb", "\n".join(bomb) + "\n"
    yield (
        "alias-doubling",
        "a0: &a0 {k: v}\n" + "".join(f"a{n}: &a{n} {{l: *a{n - 1}, r: *a{n - 1}}}\n" for n in range(1, 60)),
    )
    yield "alias-to-itself", "social: &s\n  goals: [*s, *s]\n"
    yield "alias-to-the-root", "&r\nproject: *r\n"
    yield "alias-to-nothing", "project: *nope\n"
    yield "alias-as-key", "? *a\n: x\n"
    yield "alias-100000", "a: &a x\nsocial: {goals: " + _repeated("*a", 100_000) + "}\n"
    yield "anchor-50000", "social: {goals: " + _listed(f"&a{n} x" for n in range(50_000)) + "}\n"
    yield "anchor-long", "a: &" + "x" * 500_000 + " y\n"
    yield "merge", "<<: {format: 1}\nproject: {<<: {title: x}}\n"
    yield "merge-alias", "a: &a {title: x}\nproject:\n  <<: *a\n"
    yield "merge-10000", "".join(f"<<: {{k{n}: 1}}\n" for n in range(10_000))


def depth() -> Named:
    """Values in values, around the limit and far past it, closed and not."""
    for count in (31, 32, 33, 1_000, 100_000, 500_000):
        yield f"deep-list-{count}", "project: " + "[" * count + "]" * (count if count < 400_000 else 0)
        yield f"deep-record-{count}", "project: " + "{a: " * min(count, 200_000) + "x" + "}" * min(count, 50_000)
    yield "deep-block", "".join(" " * n + f"a{n}:\n" for n in range(1_000))
    yield "deep-dashes", "- " * 200_000 + "x"
    yield "deep-questions", "? " * 200_000 + "x"
    yield "deep-unclosed", '{"a":' * 200_000
    yield "json-deep-lists", "[" * 500_000
    yield "json-deep-records", '{"a":' * 200_000
    yield "json-deep-closed", '{"social":' + "[" * 100_000 + "]" * 100_000 + "}"


def width() -> Named:
    """Lists and records with very many parts, and references between them."""
    yield "wide-numbers", "agenda_2030: " + _repeated("1", 400_000)
    yield "wide-empty-lists", "social: {goals: " + _repeated("[]", 300_000) + "}"
    yield "wide-long-lists", "social: {goals: " + _repeated("[" + "1" * 900 + "]", 1_000) + "}"
    for count in (999, 1_001, 16_000, 45_000):
        yield f"wide-empty-goals-{count}", "social: {goals: " + _repeated("{}", count) + "}"
    yield "wide-empty-items", "investment: {items: " + _repeated("{}", 49_000) + "}"
    yield "wide-empty-indicators", "social: {goals: [{indicators: " + _repeated("{}", 49_000) + "}]}"
    yield "wide-empty-interventions", "social: {interventions: " + _repeated("{}", 16_000) + "}"
    yield "wide-empty-evidence", "social: {need: {evidence: " + _repeated("{}", 16_000) + "}}"
    yield "wide-gaps", "social: {goals: " + _repeated("~", 45_000) + "}"
    yield "wide-unknown-keys", "".join(f"nyckel{n}: {n}\n" for n in range(10_000))
    yield "wide-unknown-keys-on-a-line", "{" + ",".join(f'"nyckel{n}":{n}' for n in range(20_000)) + "}"
    yield "wide-near-keys", "project:\n" + "".join(f"  titl{chr(97 + n % 26)}{n}: {n}\n" for n in range(20_000))
    yield "wide-duplicate-keys", "format: 1\n" * 20_000
    yield "wide-wrong-words", "social: {effects: " + _listed(f"e{n}" for n in range(45_000)) + "}"
    yield "wide-near-words", "social: {effects: " + _listed(f"increase_safet{n}" for n in range(20_000)) + "}"
    yield "wide-nested", "social: {goals: " + _repeated("{indicators: " + _repeated("{}", 400) + "}", 110) + "}"
    links = ",".join(f"I{n}" for n in range(40))
    yield (
        "wide-links",
        "social: {interventions: "
        + _listed(f"{{id: S{n}, linked_to: [{links}]}}" for n in range(900))
        + "}\ninvestment: {items: "
        + _listed(f"{{id: I{n}}}" for n in range(900))
        + "}\n",
    )
    yield "wide-evidence", "social: {need: {evidence: " + _repeated("{source: x, year: 2019}", 999) + "}}"
    goal = (
        "{{id: M{0}, effect: better_health, description: abcdefghijklmnop, level: output, indicators: [{{name: a}}]}}"
    )
    yield (
        "wide-goals",
        "social: {effects: [reduce_exclusion, increase_safety], goals: " + _listed(map(goal.format, range(999))) + "}",
    )
    contact = "{{function: finance, email: a{0}@b.se, name: '19811218-9876'}}"
    yield "wide-contacts", "applicant: {contacts: " + _listed(map(contact.format, range(999))) + "}"
    yield "wide-items-cost", "investment: {items: " + _repeated('{cost: "' + "1 " * 19 + '"}', 999) + "}"
    yield "wide-items-unit", "investment: {items: " + _repeated('{cost: "' + "1_" * 18 + 'miljoner"}', 999) + "}"
    numbers = {"person": "8112189876 ", "phone": "0701234567 "}
    for name, number in numbers.items():
        persons = f"{{function: finance, name: '{number * 60}'}}"
        yield f"wide-contacts-of-many-{name}s", "applicant: {contacts: " + _repeated(persons, 999) + "}"
        goal = f'{{description: "{number * 90}"}}'
        yield f"wide-goals-of-many-{name}s", "social: {goals: " + _repeated(goal, 900) + "}"
        keys = (f'"{number * 3}{n}": {{"{number * 3}": "{number * 3}"}}' for n in range(5_000))
        yield f"wide-keys-of-many-{name}s", "project: {" + ", ".join(keys) + "}"
        yield f"long-text-of-many-{name}s", f'project: {{summary: "{number * 90_000}"}}'
    words = "{{effect: reduce_exclusio{0}, level: outcom{0}}}"
    yield "wide-near-values", "social: {goals: " + _listed(map(words.format, range(999))) + "}"
    yield "json-wide-surrogates", '{"project": {"summary": "' + r"\ud83d\ude00" * 80_000 + '"}}'
    yield "json-wide-escapes", '{"project": {"summary": "' + r"\u0061" * 170_000 + '"}}'


def size() -> Named:
    """One very long text, key, number or line, and files around the limit on size."""
    for sign in (
        "a",
        " ",
        "å",
        "\U0001f600",
        "0",
        "*",
        "#",
        "'",
        r"\\",
        "\u0301",
        "\u200b",
        "\u202e",
        "\u2028",
        "\x85",
    ):
        count = 250_000 if ord(sign[0]) > 127 else 500_000
        yield f"long-text-{ord(sign[0]):x}", f'project: {{title: "x{sign * count}"}}'
    for name, key in (
        ("plain", "{}: 1\n"),
        ("quoted", '"{}": 1\n'),
        ("explicit", "? {}\n: 1\n"),
    ):
        yield f"long-key-{name}", key.format("a" * 900_000)
    yield "long-key-1024", "a" * 1_024 + ": 1\n"
    for name, sign in (("plain", "a"), ("blanks", " "), ("tabs", "\t"), ("dashes", "-"), ("comment", "#")):
        yield f"long-line-{name}", sign * (MIB - 10)
    yield "long-line-colons", ": " * (MIB // 2 - 10)
    for name, sign in (("lf", "\n"), ("cr", "\r"), ("nel", "\x85"), ("ls", "\u2028")):
        yield f"long-lines-{name}", sign * ((MIB - 20) // len(sign.encode())) + "format: 1\n"
    yield "long-block", "project:\n  summary: |\n" + "    rad\n" * 120_000
    yield "long-folded", "project:\n  summary: >\n" + "    rad\n\n" * 100_000
    yield "long-plain", "project:\n  summary: rad\n" + "    rad\n" * 120_000
    yield "long-block-of-persons", "project:\n  summary: |\n" + "    19811218-9876\n" * 50_000
    for name, number in (
        ("digits", "9" * 500_000),
        ("underscores", "9_" * 250_000 + "9"),
        ("fraction", "0." + "1" * 500_000),
        ("exponent", "1e" + "9" * 100_000),
        ("text", "1 " * 200_000 + "kr"),
    ):
        yield f"long-amount-{name}", f"investment: {{loan: {number}}}"
        yield f"json-long-amount-{name}", f'{{"investment": {{"loan": {number}}}}}'
    yield "long-date", "submitted: " + "2025-" * 150_000 + "01"
    yield "long-code", 'applicant: {org_number: "' + "5" * 500_000 + '"}'
    yield "size-at-limit", b"format: 1\n#" + b"x" * (MIB - 11)
    yield "size-past-limit", b"format: 1\n#" + b"x" * (MIB - 10)


def next_to_nothing() -> Named:
    """Files that hold no application at all."""
    contents: dict[str, Content] = {
        "nothing": b"",
        "bom": b"\xef\xbb\xbf",
        "comment": "# x\n",
        "null": "~\n",
        "number": "1\n",
        "list": "- 1\n",
        "text": "hej\n",
        "dashes": "---\n",
        "dots": "...\n",
        "directive": "%YAML 1.2\n---\n",
    }
    for name, content in contents.items():
        yield f"only-{name}", content
        yield f"json-only-{name}", content


def encodings() -> Named:
    """The same application in the encodings that programs write, with a mark and without, and broken UTF-8."""
    text = application(title="Åäö – tvättstugor")
    marked = {
        "utf-8": (b"", b"\xef\xbb\xbf"),
        "utf-16-le": (b"", b"\xff\xfe"),
        "utf-16-be": (b"", b"\xfe\xff"),
        "utf-32-le": (b"", b"\xff\xfe\0\0"),
        "utf-32-be": (b"", b"\0\0\xfe\xff"),
    }
    for encoding, marks in marked.items():
        for mark in marks:
            yield f"encoding-{encoding}-{'marked' if mark else 'bare'}", mark + text.encode(encoding)
    for encoding in ("latin-1", "cp1252", "cp850", "mac-roman", "utf-7", "cp037"):
        yield f"encoding-{encoding}", text.encode(encoding, "replace")
    yield "encoding-mark-inside", text.replace("T", "\ufeffT")
    yield "encoding-two-marks", b"\xef\xbb\xbf\xef\xbb\xbf" + text.encode()
    utf_16 = b"\xff\xfe" + text.encode("utf-16-le")
    yield "encoding-utf-16-odd", utf_16 + b"a"
    yield "encoding-utf-16-half-pair", utf_16 + b"\x00\xd8a\x00"
    yield "encoding-utf-16-nul", b"\xff\xfe" + "format: 1\nproject: {title: 'a\0b'}\n".encode("utf-16-le")
    broken = {
        "ff": b"\xff\xff",
        "continuation": b"\x80\x80",
        "cut": b"\xc3",
        "overlong-2": b"\xc0\xaf",
        "overlong-nul": b"\xc0\x80",
        "overlong-3": b"\xe0\x80\xaf",
        "surrogate": b"\xed\xa0\x80",
        "past-the-last": b"\xf4\x90\x80\x80",
        "five-bytes": b"\xf8\x88\x80\x80\x80",
        "latin-1": b"\xe5",
    }
    for name, data in broken.items():
        yield f"utf-8-{name}", text.encode().replace(b"T", b"T" + data, 1)
        yield f"utf-8-{name}-in-comment", b"# " + data + b"\n" + text.encode()


def characters() -> Named:
    """Characters that steer, cannot be seen or are none, raw and escaped; in JSON too."""
    codes = (
        *(0, 1, 7, 8, 9, 0xB, 0xC, 0xD, 0x1B, 0x7F, 0x80, 0x85, 0x9B, 0xA0, 0xAD),
        *(0x200B, 0x200E, 0x2028, 0x2029, 0x202E, 0x2066, 0x2069, 0xFDD0, 0xFEFF, 0xFFFD, 0xFFFE, 0xFFFF),
        *(0x1FFFE, 0x10FFFF, 0xE0001, 0xE0041, 0x1F1F8),
    )
    for code in codes:
        yield f"character-{code:x}-raw", application(title=f'"a{chr(code)}b"')
        yield f"character-{code:x}-escaped", application(title=f'"a\\U{code:08X}b"')
        yield f"json-character-{code:x}", json.dumps({"project": {"title": f"a{chr(code)}b"}})
    yield "surrogates-escaped", application(title=r'"\uD83D\uDE00 \uD800"')
    yield "surrogate-in-key", r'"\uD800": 1' + "\n"
    yield "past-unicode", application(title=r'"\UFFFFFFFF"')
    yield "json-surrogates", r'{"project": {"title": "\ud800 \udc00\ud800 \ud83d\ude00"}}'
    yield "bidi-in-key", '"\u202egoals\u202c": 1\nsocial: {"\u2066goals": []}\n'
    yield "nul-in-key", r'"a\0b": 1' + "\n"
    yield "escape-in-key", r'"\e[31mred\e[0m": 1' + "\n" + r'"\x9b31m": 2' + "\n"
    yield "bell-and-link", application(title=r'"\e]0;owned\a\e]8;;http://x\e\\klick\e]8;;\e\\"')


def yaml_1_1() -> Named:
    """Yield files that YAML 1.1 reads otherwise than 1.2 does, with tags, directives and several documents."""
    for number, scalar in enumerate(_SCALARS.split()):
        yield (
            f"scalar-{number}",
            application(title=scalar, cost=scalar, loan=scalar, submitted=scalar, need=scalar),
        )
    for number, tag in enumerate(_TAGS.splitlines()):
        yield f"tag-{number}", application(need=tag)
    text = application()
    for number, directive in enumerate(_DIRECTIVES.splitlines()):
        yield f"directive-{number}", directive.replace(";", "\n") + f"\n---\n{text}"
    yield "documents-2", text + "---\n" + text
    yield "documents-5000", "---\nformat: 1\n" * 5_000
    yield "documents-100000-empty", "---\n" * 100_000
    yield "documents-dots", text + "...\n" + text
    yield "documents-then-rubbish", text + "...\ngarbage: [\n"
    yield "documents-second-broken", text + "---\n{[\n"
    yield "documents-closed", text + "---\n"


_SCALARS = (
    "yes no on off y n Y N True TRUE ~ null Null 0o17 017 0x1F 0b11 1_000 1:30:00 190:20:30 1e3 1E400 -1e400 .inf -.inf"
    " .NaN -0 -0.0 +1 +.5 5. .5e3 2024-02-30 2001-12-14t21:59:43.10-05:00 2024-13-01 0000-01-01 9999-12-31 10000-01-01"
    " = << ! !! & * 1.0 100.0 1e2 0.1e3 12e03 99999999999999 999999999999999 9999999999999999 9223372036854775808"
    " -9223372036854775809 18446744073709551616 1e15 1e14 0e0 000 -00 ١٢٣ ² Ⅷ 1__0 ._ . + - -. +. e1 1e"
)
_TAGS = """\
!!python/object/apply:os.system ['id']
!!python/name:os.system
!!binary aGVq
!!set {a, b}
!!omap [a: 1]
!!timestamp 2024-01-01
!!int '1'
!!str 1
!!float 1
!local x
!<tag:x,2000:y> z
! x
!!null x
!!map {}
!e!x y"""
_DIRECTIVES = """\
%YAML 1.1
%YAML 1.2
%YAML 1.3
%YAML 2.0
%YAML 99999999999999999999.1
%TAG ! tag:x,2000:
%TAG !e! tag:x,2000:
%FOO bar
%YAML 1.2;%YAML 1.2
%"""


def keys() -> Named:
    """Keys that mean something to Python, JSON pointers, spreadsheets, runners or the eye."""
    for number, key in enumerate(KEYS):
        value = {key: 1, "project": {key: {"a": [1, {key: 2}]}}, "social": {"goals": [{key: "x"}]}}
        text = json.dumps(value, ensure_ascii=False)
        yield f"key-{number}", text
        yield f"json-key-{number}", text
    yield "keys-composed-and-not", json.dumps({"å": 1, "a\u030a": 2, "project": {"titel\u0301": 1}}, ensure_ascii=False)
    yield "key-decomposed-text", "project:\n  title: A\u030angstro\u0308m\n"
    yield "key-null", "~: 1\n: 2\n"
    yield "key-types", "1: a\n1.0: b\ntrue: c\n2024-01-01: d\n"
    yield "key-complex", "? [a, b]\n: 1\n? {c: d}\n: 2\n"
    yield "record-for-list", json.dumps({"social": {"goals": {"0": {"effect": "x"}, "1": {}}}})
    yield "list-for-record", json.dumps({"project": [{"title": 1}], "applicant": [], "investment": "x", "social": 5})
    sections = (
        *("format", "applicant", "project", "investment", "social", "contribution", "systematic_work", "long_term"),
        *("evaluation", "agenda_2030", "decision", "submitted", "housing", "health"),
    )
    yield "all-of-wrong-type", json.dumps({section: [[[{}]]] for section in sections})
    yield "all-null", json.dumps(dict.fromkeys(sections))


def injections() -> Named:
    """Texts that are something else to those who read a report."""
    for number, trick in enumerate(TRICKS):
        quoted = json.dumps(trick)
        goals = f"[{{id: {quoted}, description: {quoted}, effect: {quoted}, level: {quoted}}}]"
        text = application(name=quoted, title=quoted, description=quoted, need=quoted, goals=goals, loan=quoted)
        yield f"trick-{number}", text + f"{quoted}: {quoted}\n"


def patterns() -> Named:
    """Texts on which a careless pattern for addresses, numbers, words or lines backtracks."""
    for name, (piece, count) in _PIECES.items():
        yield f"pattern-{name}", f'project: {{summary: "{piece * count}"}}\n'
        text = f'"{(piece * (19_000 // len(piece) + 1))[:19_000]}"'
        goals = "".join(f"  - {{id: M{n}, description: {text}}}\n" for n in range(12))
        yield f"pattern-{name}-often", f"social:\n  need: {{description: {text}}}\n  change: {text}\n  goals:\n{goals}"
    yield "pattern-placeholder", application(need='"' + "-" * 500_000 + '"', title='"' + "." * 100_000 + '"')
    yield "pattern-key-colons", "a" + ":a" * 250_000 + ": 1\n"
    yield "pattern-missing-colon", "project:\n" + "  titel\n" * 50_000 + "  area: x\n"
    yield "pattern-lines-of-words", "aaa\n" * 200_000 + "b: c\n"
    yield "pattern-dots", "...\n" * 200_000 + "x: [\n"
    yield "pattern-open-quote", 'project: {title: "' + "a\n" * 300_000
    yield "pattern-many-quotes", 'project:\n  title: "a\n' + '  b: "c"\n' * 50_000
    yield "pattern-near-keys", "x" * 60 + ": 1\n" + "".join("y" * 59 + f"{n}: 1\n" for n in range(3_000))


_PIECES = {
    "email-letters": ("a", 400_000),
    "email-at": ("a@", 200_000),
    "email-dots": ("a.", 200_000),
    "email-at-dots": ("a@a.", 100_000),
    "email-without-end": ("a@" + "a" * 50, 8_000),
    "email-dash": ("-", 400_000),
    "email-plus": ("+", 400_000),
    "email-unseen": ("a\u200b", 100_000),
    "email-at-unseen": ("@\u200b", 100_000),
    "email-valid": ("a@b.se ", 55_000),
    "phone-zeros": ("0", 400_000),
    "phone-zeros-apart": ("0 ", 200_000),
    "phone-mobile": ("070-", 100_000),
    "phone-country": ("+46", 130_000),
    "phone-country-apart": ("+46 ", 100_000),
    "phone-country-zeros": ("0046", 100_000),
    "phone-bracket": ("(0)", 130_000),
    "phone-almost": ("070-12 ", 60_000),
    "phone-short": ("08-1 ", 80_000),
    "phone-unseen": ("0\u200b", 100_000),
    "phone-dashes": ("070" + "-" * 50, 8_000),
    "phone-valid": ("070-123 45 67 ", 28_000),
    "person-ones": ("1", 400_000),
    "person-century": ("19", 200_000),
    "person-near": ("811218-9870 ", 33_000),
    "person-apart": ("19 81 12 18 98 ", 25_000),
    "person-dashes": ("19811218" + "-" * 100, 4_000),
    "person-blanks": ("19811218" + " " * 100, 4_000),
    "person-wide": ("１９８１", 80_000),
    "person-valid": ("19811218-9876 ", 28_000),
    "person-unseen": ("1\u200b9\u200b8\u200b", 40_000),
    "words": ("lön ", 100_000),
    "words-blanks": ("personal" + " " * 1_000, 400),
    "words-joined": ("drift" * 3, 25_000),
    "words-phrase": ("alla invånare ", 28_000),
    "runner": ("##", 200_000),
}


def other_files() -> Named:
    """Files of other programs with our ending."""
    yield "zip", b"PK\x03\x04" + bytes(range(256)) * 100
    yield "elf", b"\x7fELF" + bytes(range(256)) * 100
    yield "gzip", b"\x1f\x8b\x08" + bytes(range(256)) * 10
    yield "png", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 10
    yield "docx", b"PK\x03\x04[Content_Types].xml" + b"\0" * 1_000
    yield "html", "<!doctype html><html><script>1</script></html>"
    yield "toml", "[applicant]\nname = 'x'\n"
    yield "xml-bomb", '<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "b">]><l>&a;</l>'
    yield "csv", "a;b;c\n1;2;3\n"
    yield "nul", b"\0" * 100_000
    yield "noise", bytes((n * 7919 + n // 13) % 256 for n in range(200_000))


def mixtures() -> Named:
    """Every way to write a text with every character that is no line to an editor and one to YAML 1.1."""
    styles = {
        "plain": "project:\n  summary: a{}b\n",
        "single": "project:\n  summary: 'a{}b'\n",
        "double": 'project:\n  summary: "a{}b"\n',
        "literal": "project:\n  summary: |\n    a{}b\n",
        "folded": "project:\n  summary: >-\n    a{}b\n",
        "key": "a{}b: 1\n",
        "comment": "# a{}b\nproject: {{title: x}}\n",
    }
    for (name, style), sign in product(styles.items(), ("\x85", "\u2028", "\u2029", "\ufeff", "\xa0", "\r")):
        yield f"sign-{ord(sign):x}-{name}", style.format(sign)


def spreadsheets() -> Named:
    """Yield workbooks that unpack to very much, have very many cells, or name what is elsewhere."""
    plain = workbook({"A": answers(("project.title", "Gårdar"))})
    yield "xlsx-cut", plain[:-40]
    yield "xlsx-nested", archive({"xl/workbook.xml": plain, "a.zip": plain})
    yield "xlsx-no-workbook", archive({"a": "b"})
    yield "xlsx-many-parts", lambda: archive({f"{number}": "" for number in range(20_000)})
    yield "xlsx-bomb", lambda: workbook({"A": answers()}, xl_styles_xml=b"<a>" + b" " * (200 * MIB) + b"</a>")
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    yield (
        "xlsx-entities",
        workbook({"A": answers()}, xl_styles_xml=f'<!DOCTYPE a [<!ENTITY e0 "x">{entities}]><a>&e11;</a>'),
    )
    outside = '<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]><a>&e;</a>'
    yield "xlsx-outside", workbook({"A": answers()}, xl_workbook_xml=outside)
    head = '<worksheet><sheetData><row r="1"><c r="A1" t="str"><v>sociallan fields</v></c></row>'
    for name, piece, count in (
        ("rows", "<row/>", MIB),
        ("cells", "<c/>", MIB),
        ("columns", '<c r="XFD1048576"><v>1</v></c>', 140_000),
    ):
        yield f"xlsx-empty-{name}", partial(_of_pieces, head, piece, count, "")
        yield f"xlsx-some-{name}", partial(_of_pieces, head, piece, 140_000, "</sheetData></worksheet>")
    yield "xlsx-deep", partial(_of_pieces, "", "<a>", 100_000, "")
    paths = [f"social.goals.{'a.' * 18}{number}" for number in range(4_000)]
    yield "xlsx-many-columns", lambda: workbook({"A": items("social.goals", paths, *[["x"] * 10] * 4_000)})
    numbered = partial(items, "social.goals", ["social.goals.id"])
    yield "xlsx-many-items", lambda: workbook({"A": numbered(*[[f"M{n}"] for n in range(45_000)])})
    inner = partial(items, "social.goals.indicators", ["parent", "social.goals.indicators.name"])
    yield (
        "xlsx-many-inner",
        lambda: workbook({"A": inner(*[["M1", "x"]] * 20_000), "B": numbered(*[[f"M{n}"] for n in range(20_000)])}),
    )
    yield "xlsx-long-text", lambda: workbook({"A": answers(("project.title", "å" * 3 * MIB))})
    yield "xlsx-many-lines", lambda: workbook({"A": answers(("project.summary", "a\n" * MIB))})
    for number, trick in enumerate(TRICKS):
        yield (
            f"xlsx-trick-{number}",
            partial(
                workbook, {"A'!<": answers(("project.title", _in_xml(trick)), ("investment.loan", _in_xml(trick)))}
            ),
        )


def _of_pieces(head: str, piece: str, count: int, end: str) -> bytes:
    """Return a workbook with a sheet in which a piece is repeated."""
    return workbook({"A": answers()}, xl_worksheets_sheet1_xml=f"{head}{piece * count}{end}")


def _in_xml(text: str) -> str:
    """Return a text without the characters that XML cannot hold."""
    return "".join(
        char
        for char in text
        if char in "\t\n" or (char >= " " and not "\ud800" <= char <= "\udfff" and char < "\ufffe")
    )


KINDS: tuple[Callable[[], Named], ...] = (
    aliases,
    depth,
    width,
    size,
    next_to_nothing,
    encodings,
    characters,
    yaml_1_1,
    keys,
    injections,
    patterns,
    other_files,
    mixtures,
    spreadsheets,
)
"""Every kind of attack."""
