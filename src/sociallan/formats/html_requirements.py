"""The requirements as an HTML table: a row for each group, and below it one for each requirement if wanted."""

from collections.abc import Iterator

from sociallan.pack.pack import Pack
from sociallan.report.html_elements import Markup, element
from sociallan.report.parts import Content, GroupLine
from sociallan.report.requirements import requirements
from sociallan.report.view import View


def groups(content: Content, view: View) -> Iterator[Markup]:
    """Yield the section with a row for each group."""
    rows = [element("tr", *_group(group, view, "row")) for group in content.groups]
    yield from _section(rows and [element("tbody", *rows)], "table.met", view)


def one_by_one(content: Content, pack: Pack, view: View) -> Iterator[Markup]:
    """Yield the section with a row for each requirement that applies, below its group."""
    bodies = []
    for line, outcome in zip(content.groups, content.screening.groups, strict=True):
        rows = (
            element(
                "tr",
                element("th", requirement.title, scope="row"),
                element("td", _status(requirement.status, view)),
                element("td", requirement.rests_on),
            )
            for requirement in requirements(outcome.group.id, content.screening, pack, view)
        )
        bodies.append(element("tbody", element("tr", *_group(line, view, "rowgroup"), class_="group"), *rows))
    yield from _section(bodies, "table.rests_on", view)


def _section(bodies: list[Markup], last: str, view: View) -> Iterator[Markup]:
    if not bodies:
        return
    words = view.words
    yield element("h3", words.say("report.requirements"))
    names = ("table.requirement", "table.outcome", last)
    heads = element("tr", *(element("th", words.say(name), scope="col") for name in names))
    yield element("table", element("thead", heads), *bodies, class_="requirements")


def _group(group: GroupLine, view: View, scope: str) -> Iterator[Markup]:
    yield element("th", group.title, scope=scope)
    yield element("td", _status(group.status, view))
    yield element("td", group.count)


def _status(status: str, view: View) -> Markup:
    return element("span", view.words.say(f"outcome.{status}"), class_=f"status {status}")
