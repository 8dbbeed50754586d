"""The public projects of a pack that are nearest to an application, with what is alike."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from sociallan.application.field import Catalogue
from sociallan.pack.precedent import Precedent, Precedents
from sociallan.rules.rule import WordList
from sociallan.rules.walking import values_at
from sociallan.rules.word_search import Finder

MOST = 2
"""Largest number of projects that are named."""


class Alike(NamedTuple):
    """Field in which an application and a project are alike, with the choices or the words that both have."""

    field: str
    values: tuple[str, ...]


class Nearest(NamedTuple):
    """Project near to an application, with the fields in which they are alike, the weightiest first."""

    precedent: Precedent
    alike: tuple[Alike, ...]


class NearestFinder:
    """Finder of the projects of a pack that are nearest to an application."""

    def __init__(self, precedents: Precedents, fields: Catalogue) -> None:
        self._precedents = precedents
        self._steps = {each.field: each.field.split(".") for each in precedents.compare}
        self._finders = {
            (project.id, path): [Finder(WordList(word, {}, (word,), None)) for word in words]
            for project in precedents.projects
            for path, words in project.like.items()
            if not fields[path].values
        }

    def nearest(self, application: Any) -> tuple[Nearest, ...]:
        """Return the nearest projects, the nearest first.

        Nearness is the weight of the fields in which something is alike, then the number of values that are, then the
        year of the project. Of equally near ones the first in the pack comes first.
        """
        stated = {field: values_at(application, steps) for field, steps in self._steps.items()}
        found: list[tuple[tuple[int, int, int], Nearest]] = []
        for project in self._precedents.projects:
            alike = tuple(self._alike(project, stated))
            if len(alike) >= self._precedents.at_least:
                weights = {each.field: each.weight for each in self._precedents.compare}
                weight, values = sum(weights[each.field] for each in alike), sum(len(each.values) for each in alike)
                found.append(((weight, values, project.year or 0), Nearest(project, alike)))
        # The sort is stable.
        found.sort(key=lambda each: each[0], reverse=True)
        return tuple(nearest for _, nearest in found[:MOST])

    def _alike(self, project: Precedent, stated: dict[str, list[Any]]) -> Iterator[Alike]:
        for field, found in stated.items():
            wanted = project.like.get(field)
            if wanted is None:
                continue
            finders = self._finders.get((project.id, field))
            if finders is None:
                values = {each for several in found for each in (several if isinstance(several, list) else [several])}
                shared = tuple(each for each in wanted if each in values)
            else:
                texts = [text for text in found if isinstance(text, str)]
                pairs = zip(wanted, finders, strict=True)
                shared = tuple(word for word, finder in pairs if any(map(finder.first, texts)))
            if shared:
                yield Alike(field, shared)
