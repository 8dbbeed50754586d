"""Several applications in one file: which documents there are, and that every place is that of the file."""

from hashlib import sha256

import pytest

from sociallan.application.documents import documents
from sociallan.application.source import Limits, Source
from tests.builders import at, screen, source
from tests.steps import steps


def parted(text: str | bytes) -> list[tuple[str, str]]:
    return [(each.path, each.data.decode()) for each in documents(source(text))]


@pytest.mark.parametrize(
    "text", ["a: 1\n", "---\na: 1\n", "# bara en\n---\na: 1\n...\n", "a: 1\n---\n", "a: 1\n--- # slut\n", "", "---\n"]
)
def test_one_document_is_given_as_it_is(text: str) -> None:
    given = source(text)

    assert list(documents(given)) == [given]


def test_each_document_keeps_its_lines_and_leaves_those_of_the_others_empty() -> None:
    assert parted("a: 1\n---\nb: 2\nc: 3\n--- {d: 4}\n") == [
        ("application.yaml#1", "a: 1\n"),
        ("application.yaml#2", "\n---\nb: 2\nc: 3\n"),
        ("application.yaml#3", "\n\n\n\n--- {d: 4}\n"),
    ]


def test_the_digest_of_each_document_is_that_of_the_file() -> None:
    given = source("a: 1\n---\nb: 2\n")

    assert [screen(each).sha256 for each in documents(given)] == [sha256(given.data).hexdigest()] * 2


def test_a_document_ends_at_three_dots_and_after_them_another_may_begin() -> None:
    assert [text for _, text in parted("a: 1\n...\nb: 2\n")] == ["a: 1\n", "\n\nb: 2\n"]


def test_a_line_of_more_hyphens_or_further_in_parts_nothing() -> None:
    text = "a: |\n  text\n  ---\n  mer\nb: ---x\n"

    assert parted(text) == [("application.yaml", text)]


@pytest.mark.parametrize("line_break", ["\n", "\r\n", "\r"])
def test_a_fault_stands_where_it_stands_in_the_file(line_break: str) -> None:
    text = line_break.join(("format: 1", "---", "format: 1", "applicant: {nmae: X}", ""))

    first, second = (screen(each) for each in documents(source(text)))

    assert first.findings == ()
    assert [(finding.code, at(finding.place)) for finding in second.findings] == [("schema.unknown-key", "4:13")]


def test_a_file_that_cannot_be_read_is_one() -> None:
    given = Source("gone.yaml", b"", "file.not-found")

    assert list(documents(given)) == [given]


def test_a_file_of_a_great_many_documents_is_no_file_of_applications() -> None:
    most = Limits().documents
    at_limit, past_limit = (source("---\na: 1\n" * count) for count in (most, most + 1))

    assert len(list(documents(at_limit))) == most
    assert list(documents(past_limit)) == [past_limit]
    assert "yaml.several-documents" in {finding.code for finding in screen(past_limit).findings}


def test_the_steps_grow_as_the_lines_do() -> None:
    def all_of(count: int) -> None:
        given = source(("a: b\n" + "#\n" * 20 + "---\n") * count)

        assert len(list(documents(given, Limits(documents=count)))) == count

    few, many = (steps(all_of, count) for count in (50, 500))

    assert many <= 12 * few
