"""The public projects of a pack that are nearest to an application, with what is alike."""

from collections.abc import Container, Iterator, Mapping
from typing import Any, NamedTuple

from sociallan.application.field import Catalogue
from sociallan.application.walking import values_at
from sociallan.pack.precedent import Precedent, Precedents
from sociallan.rules.prose.text_words import words_of

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
        self._weights = {each.field: each.weight for each in precedents.compare}
        self._steps = {each.field: each.field.split(".") for each in precedents.compare}
        self._texts = frozenset(field for field in self._steps if not fields[field].values)
        self._words = {
            word: f" {words_of(word)} "
            for project in precedents.projects
            for field in self._texts
            for word in project.like.get(field, ())
        }

    def nearest(self, application: Any) -> tuple[Nearest, ...]:
        """Return the nearest projects, the nearest first.

        Nearness is the weight of the fields in which something is alike, then the number of values that are, then the
        year of the project. Of equally near ones the first in the pack comes first.
        """
        stated = {field: self._stated(application, field) for field in self._steps}
        found: list[tuple[tuple[int, int, int], Nearest]] = []
        for project in self._precedents.projects:
            alike = tuple(self._alike(project, stated))
            if len(alike) >= self._precedents.at_least:
                weight = sum(self._weights[each.field] for each in alike)
                values = sum(len(each.values) for each in alike)
                found.append(((weight, values, project.year or 0), Nearest(project, alike)))
        # The sort is stable.
        found.sort(key=lambda each: each[0], reverse=True)
        return tuple(nearest for _, nearest in found[:MOST])

    def _stated(self, application: Any, field: str) -> Container[str]:
        """Return the choices that are stated for a field, or its texts as their words with a blank around each."""
        found = values_at(application, self._steps[field])
        stated = [each for several in found for each in (several if isinstance(several, list) else [several])]
        texts = [each for each in stated if isinstance(each, str)]
        return frozenset(texts) if field not in self._texts else " ".join(f" {words_of(text)} " for text in texts)

    def _alike(self, project: Precedent, stated: Mapping[str, Container[str]]) -> Iterator[Alike]:
        for field, found in stated.items():
            wanted = project.like.get(field, ())
            if field in self._texts:
                shared = tuple(word for word in wanted if self._words[word] in found)
            else:
                shared = tuple(each for each in wanted if each in found)
            if shared:
                yield Alike(field, shared)
