"""Reading of an application, from its bytes to the document that its rules are decided on."""

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Any

from sociallan.application.any_format import read_application
from sociallan.application.document import Document, Gap, steps_of
from sociallan.application.documents import documents
from sociallan.application.form_check.shape import Shape
from sociallan.application.passed_over import SkipReason
from sociallan.application.source import Limits, Source
from sociallan.application.walking import value_at
from sociallan.pack.example_texts import ExampleTexts
from sociallan.pack.pack import Pack
from sociallan.rules.prose.answers import EmptyText, emptied


class DocumentReader:
    """Reader of the applications of one pack.

    What is not sound is read by its likeliest repair; its form is checked; what answers nothing is taken away.
    """

    def __init__(self, pack: Pack, shape: Shape, limits: Limits) -> None:
        self._pack = pack
        self._shape = shape
        self._limits = limits
        self._read_ahead: Document | None = None
        self._examples = ExampleTexts(pack.examples)

    def skip_reason(self, sources: Iterable[Source]) -> SkipReason | None:
        """Return the reason why none of the documents of a file is an application; ``None`` if one is.

        The document that is an application is kept, so that screening or assessing it next does not read it again.
        """
        from sociallan.application.recognition import skip_reason  # Only files that a walk found are asked.

        reason = None
        for source in sources:
            document = self._read(source)
            found = skip_reason(document, self._shape.fields)
            if found is None:
                self._read_ahead = document
                return None
            # In a file that is screened as one document, a later YAML document may be an application.
            later = _later_documents(source, self._limits)
            if any(skip_reason(self._read(part), self._shape.fields) is None for part in later):
                return None
            reason = reason or found
        return reason

    def checked(self, source: Source) -> Document:
        """Return the document of a file, with a diagnostic for each fault of its form."""
        return self._answered(self._formed(self._read(source), self._shape.check))

    def sifted(self, source: Source) -> Document:
        """Return the document as ``checked`` does, without diagnostics of its form: the fast path."""
        return self._answered(self._formed(self._read(source), self._shape.sift))

    def read_again(self, source: Source, unanswered: Iterable[str]) -> Document:
        """Return the document as ``sifted`` does, if the pointers of the answers that say nothing are known already."""
        document = self._formed(self._read(source), self._shape.sift)
        texts = {pointer: value_at(document.value, steps_of(pointer)) for pointer in unanswered}
        return document._replace(
            value=emptied(document.value, texts), unanswered_texts={**document.unanswered_texts, **texts}
        )

    def _read(self, source: Source) -> Document:
        kept, self._read_ahead = self._read_ahead, None
        if kept is not None and kept.source is source:
            return kept
        return read_application(source, self._pack.form, gaps=self._pack.gaps, limits=self._limits)

    def _answered(self, document: Document) -> Document:
        """Return the document with nothing in the place of answers that say nothing."""
        found = {**self._pack.answers.unanswered(document.value), **self._copied(document.value)}
        if not found:
            return document
        gaps = {pointer: each.gap for pointer, each in found.items()}
        return document._replace(
            value=emptied(document.value, found),
            unanswered={**document.unanswered, **gaps},
            unanswered_texts={**document.unanswered_texts, **{pointer: each.text for pointer, each in found.items()}},
        )

    def _copied(self, application: Any) -> dict[str, EmptyText]:
        """Return the texts of an application that are those of examples as they stand, by pointer."""
        texts = self._pack.answers.of(application)
        several = self._examples.whole(texts, *self._pack.identity_of(application))
        return {pointer: EmptyText(text, Gap.COPIED) for pointer, text in several}

    def _formed(self, document: Document, checked: Callable[[Document], Document]) -> Document:
        if self._shape.is_sound(document):
            return self._shape.as_meant(document)
        from sociallan.application.repairs.repair import Repairer  # Imported late: most applications are sound.

        return checked(Repairer(self._shape, self._pack.gaps, self._limits).repaired(document))


def _later_documents(source: Source, limits: Limits) -> Iterator[Source]:
    """Yield the documents of a file after the first; none if the source is itself one document of a file."""
    return islice(documents(source, limits), 1, None) if source.document == 0 else iter(())
