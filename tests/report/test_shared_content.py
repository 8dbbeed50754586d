"""The text of an application that its formats share."""

from dataclasses import replace

from sociallan.report.content import report_content
from sociallan.report.shared_content import one_application, shared_content
from sociallan.report.view import Detail
from tests.builders import example, report, screen, view


def test_the_text_is_made_once_for_the_formats_of_one_application() -> None:
    screening = screen(example("incomplete/no-target-group.yaml"))
    head, seen = report(screening).head, view("sv")

    with one_application():
        made = shared_content(screening, head, seen)
        again = shared_content(screening, head, seen._replace(width=40, colour=True))

    assert again is made
    assert made == report_content(screening, head, seen)


def test_what_changes_the_text_is_not_shared() -> None:
    screening = screen(example("incomplete/no-target-group.yaml"))
    head, seen = report(screening).head, view("sv")

    with one_application():
        made = shared_content(screening, head, seen)
        others = [
            shared_content(screening, head, view("en")),
            shared_content(screening, head, seen._replace(detail=Detail(explain=True))),
            shared_content(screening, head, seen._replace(partial=True)),
            shared_content(replace(screening, path="annan.yaml"), head, seen),
        ]

    assert all(other is not made for other in others)


def test_nothing_is_kept_of_an_application_that_is_rendered() -> None:
    screening = screen(example("incomplete/no-target-group.yaml"))
    head, seen = report(screening).head, view("sv")

    with one_application():
        made = shared_content(screening, head, seen)
    with one_application():
        assert shared_content(screening, head, seen) is not made
    assert shared_content(screening, head, seen) is not shared_content(screening, head, seen)
