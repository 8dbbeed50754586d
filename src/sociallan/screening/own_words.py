"""The application's own words: its values as they are stated, with everything that identifies a person masked."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from sociallan.application.document import Document
from sociallan.application.personal_data.identifiers import mask
from sociallan.pack.pack import Pack
from sociallan.rules.evaluation.bindings import Bindings
from sociallan.rules.evaluation.compile import Compiler
from sociallan.rules.evaluation.derived import Facts
from sociallan.rules.truth import Truth


class OwnWords(NamedTuple):
    """Values of an application, masked.

    ``unanswered`` are the texts that count as no answer, by pointer; there is nothing in their place in ``values``.
    ``stand_ins`` are the ids of the steps of the pack's figure in which a text stands for what is not stated.
    """

    values: Mapping[str, Any]
    unanswered: Mapping[str, str]
    stand_ins: frozenset[str] = frozenset()


class OwnWordsReader:
    """Reader of the own words of one application after another."""

    def __init__(self, pack: Pack) -> None:
        figure = None if pack.chain is None else pack.chain.figure
        compiler = Compiler(Bindings())
        self._stand_ins = tuple(
            (step.id, compiler.compile(step.stand_in.when))
            for step in (() if figure is None else figure.steps)
            if step.stand_in is not None
        )

    def read(self, document: Document, facts: Facts) -> OwnWords:
        """Return the own words of a document that can be read."""
        scope = facts.scope()
        return OwnWords(
            values={key: _masked(value) for key, value in document.value.items()},
            unanswered={pointer: mask(text) for pointer, text in document.unanswered_texts.items()},
            stand_ins=frozenset(name for name, holds in self._stand_ins if holds(scope) is Truth.TRUE),
        )


def _masked(value: Any) -> Any:
    match value:
        case str():
            return mask(value)
        case list():
            return [_masked(item) for item in value]
        case dict():
            return {key: _masked(part) for key, part in value.items()}
        case _:
            return value
