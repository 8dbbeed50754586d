"""The template of an application: what stands in it, for every field of the packs that come along."""

import json
import re
from collections.abc import Callable, Mapping
from typing import Any

import pytest

from sociallan.application.field import Field, FieldKind, is_within
from sociallan.application.form_check.shape import Shape
from sociallan.application.read import read
from sociallan.application.source import Source
from sociallan.pack.pack import Pack
from sociallan.pages.template import Given, template
from sociallan.report import field_texts
from sociallan.report.view import View
from sociallan.rules.truth import OutcomeKind
from sociallan.screening.report import Verdict
from sociallan.screening.screen import Screener
from tests.builders import TODAY, icma_sbp, lsh, shape, words

PACKS: Mapping[str, Callable[[], Pack]] = {
    "lsh": lsh,
    "icma_sbp": icma_sbp,
}


def written(pack: Pack, lang: str = "sv", given: Given = Given(), name: str = "ansokan.yaml") -> str:
    return template(name, pack, View(words(lang), pack.form.fields, pack.tables), given)


def all_uncommented(text: str) -> str:
    """Return a template with every list that stands in comments made one of the file."""
    return re.sub(r"(?m)^( *)#(?= +#| - \w+:| {3}\w+:)", r"\1", text)


def blocks(text: str) -> list[tuple[str, str]]:
    """Return each line that has a key, with the comment right above it."""
    found, comment, text = [], "", all_uncommented(text)
    for line in text.splitlines():
        if line.lstrip().startswith("#"):
            comment += line.lstrip()[1:] + "\n"
        elif line.strip():
            found.append((line, comment))
            comment = ""
    return found


def keys(field: Field, pack: Pack) -> list[Field]:
    """Return the fields below one, in the order of the form."""
    below = [pack.form.fields[field.path_of(name)] for name in field.children]
    return [each for child in below for each in (child, *keys(child, pack))]


@pytest.mark.parametrize("name", PACKS)
@pytest.mark.parametrize("lang", ["sv", "en"])
def test_each_field_stands_once_with_each_choice_on_a_line_of_its_own_and_once(name: str, lang: str) -> None:
    pack = PACKS[name]()
    fields = keys(pack.form.fields[""], pack)

    found = blocks(written(pack, lang))

    assert [re.split("[ -]+", line.strip(" -"))[0] for line, _ in found] == [
        f"{f.path.split('.')[-1]}:" for f in fields
    ]
    for field, (_, comment) in zip(fields, found, strict=True):
        lines = [line.strip() for line in comment.splitlines()]
        for choice in field_texts.choices(field, words(lang)):
            assert lines.count(choice) == 1, field.path
            assert len(re.findall(rf"\b{choice.split(' = ')[0]} = ", comment)) == 1, field.path


@pytest.mark.parametrize("name", PACKS)
def test_a_list_of_answers_is_written_as_one_with_an_example_that_is_accepted(name: str) -> None:
    pack = PACKS[name]()
    lists = [f for f in pack.form.fields.values() if f.kind is FieldKind.LIST and not f.children]
    found = dict(zip((f.path for f in keys(pack.form.fields[""], pack)), blocks(written(pack)), strict=True))

    for field in lists:
        line, comment = found[field.path]
        example = re.search(r"Exempel: (\[[^\]]*\])\.", " ".join(comment.split()))
        assert example is not None, field.path
        assert line.endswith(": []") is not field.may_be_empty, field.path
        assert ("Skriv [] om det inte finns några." in " ".join(comment.split())) is field.may_be_empty, field.path
        assert accepted(pack, field, example[1]), field.path


def accepted(pack: Pack, field: Field, text: str) -> bool:
    value: Any = [int(item) if item.isdecimal() else item for item in text.strip("[]").split(", ")]
    for at in range(field.path.count(".") + 1, 0, -1):
        steps = field.path.split(".")
        value = {steps[at - 1]: value}
        if pack.form.fields[".".join(steps[: at - 1])].kind is FieldKind.LIST:
            value = [value]
    return Shape(pack.form).fits(value)


def errors(text: str, pack: Pack) -> list[str]:
    found = Screener(pack, Shape(pack.form), today=TODAY).screen(Source("x.yaml", text.encode()))
    return [f"{finding.code} {finding.pointer}" for finding in found.findings if finding.severity == "error"]


@pytest.mark.parametrize("name", PACKS)
def test_the_template_has_no_fault_of_form_and_contradicts_nothing(name: str) -> None:
    pack = PACKS[name]()

    found = Screener(pack, Shape(pack.form), today=TODAY).screen(Source("x.yaml", written(pack).encode()))

    assert not found.findings
    assert found.verdict is Verdict.INCOMPLETE
    assert {outcome.kind for outcome in found.outcomes} <= {
        OutcomeKind.MET,
        OutcomeKind.MISSING,
        OutcomeKind.NOT_APPLICABLE,
    }


def test_the_lines_of_an_item_copied_as_told_are_a_second_item() -> None:
    text = written(lsh())
    more = re.findall(r"”- (\w+):”[^”]*till[^”]*”(\w+):”", text.replace("\n    #", "").replace("\n  #", ""))
    lines = text.splitlines()
    start = next(n for n, line in enumerate(lines) if line == "    - id:")
    end = next(n for n in range(start, len(lines)) if lines[n].strip() == "paid_by:")

    doubled = "\n".join((*lines[: end + 1], *lines[start : end + 1], *lines[end + 1 :])) + "\n"

    assert ("id", "paid_by") in more
    assert not errors(doubled, lsh())


def test_a_list_that_is_only_for_some_stands_in_comments_that_are_an_item_without_their_first_sign() -> None:
    text = written(lsh(), given=Given(only_if_any=frozenset({"applicant.members"})))

    value = read(Source("a.yaml", text.encode())).value
    uncommented = read(Source("a.yaml", all_uncommented(text).encode())).value

    assert (value["applicant"]["members"], value["investment"]["grants"]) == (None, None)
    assert uncommented["applicant"]["members"] == [dict.fromkeys(("name", "kind", "code", "is_member"))]
    assert uncommented["investment"]["grants"] == [{"from": None, "amount": None}]


def test_nothing_that_is_asked_for_is_to_be_removed_again() -> None:
    """Every field that the template has is filled in with an example: no rule on personal data minds."""
    value = filled(lsh().form.fields[""], lsh())

    found = Screener(lsh(), shape(), today=TODAY).screen(Source("x.json", json.dumps(value).encode()))

    kinds = {outcome.rule.id: outcome.kind for outcome in found.outcomes if outcome.rule.group == "privacy"}
    assert set(kinds.values()) <= {OutcomeKind.MET, OutcomeKind.NOT_APPLICABLE, OutcomeKind.JUDGEMENT}
    assert kinds["privacy-email"] is kinds["privacy-phone"] is OutcomeKind.MET


def filled(field: Field, pack: Pack) -> Mapping[str, Any]:
    def value(each: Field) -> Any:
        if each.children:
            return [filled(each, pack)] if each.kind is FieldKind.LIST else filled(each, pack)
        if each.example is not None:
            return each.example["sv"]
        if each.values:
            return list(each.values[:1]) if each.kind is FieldKind.LIST else each.values[0]
        return {FieldKind.TRUTH: True, FieldKind.NUMBER: 1, FieldKind.TEXT: "Anna Exempel"}.get(each.kind)

    return {name: value(pack.form.fields[field.path_of(name)]) for name in field.children}


def test_what_is_left_out_is_left_out_with_all_in_it_and_what_is_known_is_filled_in() -> None:
    given = Given({"project.area": "safety"}, frozenset({"housing", "health.access"}), schema=".schemas/a.json")

    text = written(lsh(), given=given)

    assert text.startswith("# yaml-language-server: $schema=.schemas/a.json\n")
    assert "\n  area: safety\n" in text
    assert "\nhousing:" not in text
    assert not any(is_within(line.strip(), "access:") for line in text.splitlines())


def test_the_command_in_it_is_one_that_a_shell_reads_as_it_stands() -> None:
    assert 'sociallan check "Min ansökan.yaml"' in written(lsh(), name="Min ansökan.yaml")
