"""Applications for the same project, found among many by who applies and what for."""

from collections.abc import Iterator
from hashlib import blake2b
from typing import NamedTuple

from sociallan.screening.report import ApplicationSummary, Project, Repeat

_BYTES = 8


class Repeats(NamedTuple):
    """Projects seen so far: the path of the first application by each key, and those that come again."""

    first: dict[int, str]
    found: list[Repeat]

    def earlier(self, project: Project) -> str | None:
        """Return the path of the first application for a project, ``None`` if there is none yet."""
        return next((self.first[key] for key in project.keys if key in self.first), None)

    def add(self, project: Project) -> None:
        """Remember an application for a project."""
        earlier = self.earlier(project)
        if earlier is not None:
            self.found.append(Repeat(earlier, project.path))
        for key in project.keys:
            self.first.setdefault(key, project.path)


def project_of(path: str, summary: ApplicationSummary) -> Project:
    """Return the project that an application is for."""
    return Project(path, tuple(_keys(summary)), summary.amount)


def _keys(summary: ApplicationSummary) -> Iterator[int]:
    """Yield the keys that applications for one project share: applicant and title, or applicant, place and amount.

    An applicant is known by its number, or by its name where no number is stated. One place may have several projects,
    so it takes the same amount too.
    """
    applicant = _folded(summary.number or summary.applicant)
    title, place = _folded(summary.title), _folded(summary.place)
    if applicant and title:
        yield _key("title", applicant, title)
    if applicant and place and summary.amount is not None:
        yield _key("place", applicant, place, str(summary.amount))


def _folded(text: str | None) -> str:
    return "".join(sign for sign in (text or "").casefold() if sign.isalnum())


def _key(*parts: str) -> int:
    """Return a short key of texts, the same in every process."""
    return int.from_bytes(blake2b("\n".join(parts).encode("utf-8", "surrogatepass"), digest_size=_BYTES).digest())
