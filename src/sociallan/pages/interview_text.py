"""The text of an interview: the questions and the replies to answers, laid out for a terminal of any width."""

import textwrap
from collections.abc import Iterable, Iterator
from typing import Any

from sociallan.application.diagnostic import Diagnostic
from sociallan.application.document import field_path, steps_of
from sociallan.application.field import Field, FieldKind
from sociallan.application.form_check.referred_items import text_of
from sociallan.application.location import Location
from sociallan.pack.pack import Pack
from sociallan.report import items, rule_texts, sentences, sourced_texts, values
from sociallan.report.cell_words import for_cells
from sociallan.report.field_texts import as_people_write
from sociallan.report.view import View
from sociallan.rules.truth import OutcomeKind
from sociallan.screening.interview.doubts import Doubt
from sociallan.screening.interview.entries import NotOffered, ParsedEntry
from sociallan.screening.interview.interview_turn import (
    Accepted,
    Ask,
    Confirm,
    Contradicted,
    Doubted,
    Empty,
    InterviewQuestion,
    More,
    NoYesOrNo,
    OptionalOnly,
    Refused,
    Removed,
    Reply,
    Turn,
)

_WIDTH = 80
_BELOW = "    "
"""Indentation of the lines below one that begins with a sign."""
_MOST_SENTENCES = 3
_MOST_SOURCES = 2
_MOST_VALUES = 30
_LONGEST_OFFERED = 60


class InterviewText:
    """Writes the turns of an interview in one language."""

    def __init__(self, pack: Pack, view: View) -> None:
        self._pack = pack
        self._view = view
        self._words = view.words
        self._width = min(view.style.width or _WIDTH, _WIDTH)

    def said(self, key: str, /, **parameters: object) -> list[str]:
        """Return a sentence on lines."""
        return self._wrapped(self._words.say(f"interview.{key}", **parameters))

    def before_writing(self) -> list[str]:
        """Return what an applicant is to know before anything is written, on lines after an empty one."""
        notice = sourced_texts.before_writing(self._pack, self._view)
        return ["", *self._wrapped(notice)] if notice else []

    def saved(self, turn: Turn, *, is_new: bool) -> list[str]:
        """Return the lines at the end of an interview that is left: the file, and how many required fields are open."""
        if is_new:
            return self.said("left_new")
        if not turn.skipped:
            return self.said("left", count=turn.left)
        return self.said("left_skipped" if turn.left else "skipped", count=turn.left, skipped=turn.skipped)

    def heading(self, part: str, turn: Turn) -> list[str]:
        """Return the heading of a part of the form, with how many questions are left at least."""
        field = self._view.fields[part]
        title, left = self._words.pick(field.title), ""
        if turn.left:
            left = f" {self._words.say('interview.to_go', count=turn.left)}"
        rule = "-" if self._view.style.ascii_only else "─"
        line = f"{rule}{rule} {title} "
        lines = ["", f"{line}{rule * max(self._width - len(line) - len(left), 2)}{left}"]
        return [*lines, *self._wrapped(self._words.pick(field.description))] if field.children else lines

    def item(self, pointer: str) -> list[str]:
        """Return the line that says in which item of a list the questions that follow are."""
        *around, number = steps_of(pointer)
        title = self._words.pick(self._view.fields[field_path(around)].item_title)
        return ["", *self._wrapped(self._words.say("interview.item", title=title, number=int(number) + 1))]

    def question(self, turn: Turn, part: str) -> list[str]:
        """Return the lines of a question under the heading of a part of the form."""
        match turn.question:
            case Ask() as asked:
                return [*([] if asked.field.path == part else [""]), *self._ask(asked, part, turn.state.value)]
            case More(pointer, field):
                return ["", *self._more(pointer, field)]
            case Confirm(asked, entry):
                return ["", *self.said("meant", value=self._read(asked.field, entry, turn.state.value))]
            case None:
                return []

    def _ask(self, asked: Ask, part: str, value: Any) -> Iterator[str]:
        words, field = self._words, asked.field
        title = words.pick(field.title)
        if field.path != part:
            yield from self._wrapped(title if asked.required else f"{title} ({words.say('interview.optional')})")
        about = words.pick(field.description)
        if field.example is not None and not field.values and field.refers_to is None:
            example = words.pick(field.example)
            about += " " + words.say(
                "form.example", example=", ".join(as_people_write(each, words) for each in _list(example))
            )
        yield from self._wrapped(about, "  ")
        if asked.offered:
            several = field.kind is FieldKind.LIST
            yield from self._wrapped(words.say("interview.several" if several else "interview.one"), "  ")
            for number, each in enumerate(asked.offered, start=1):
                yield from self._wrapped(self._offered(each, field, value), f"  {number:>2}  ", "      ")
        if asked.current is not None:
            current = ", ".join(
                self._stated(each, field, value) or str(each) for each in _list(asked.current)[:_MOST_VALUES]
            )
            key = "interview.current" if asked.fault is None else "interview.unread"
            yield from self._wrapped(words.say(key, value=values.visible(current) or words.say("report.nothing")), "  ")
        if asked.fault is not None:
            yield from self._wrapped(self._fault(asked.fault), "  ! ")

    def _more(self, pointer: str, field: Field) -> Iterator[str]:
        item = self._words.pick(field.item_title)
        if not pointer.endswith("/0"):
            yield from self.said("more", item=values.uncapitalised(item))
            return
        yield from self._wrapped(self._words.pick(field.title))
        yield from self._wrapped(self._words.pick(field.description), "  ")
        yield from self.said("any", item=values.uncapitalised(item))

    def _offered(self, each: str, field: Field, value: Any) -> str:
        if field.refers_to is None:
            return self._words.pick(field.labels[each])
        text = values.shortened(values.visible(text_of(each, field, value, self._view.fields)), _LONGEST_OFFERED)
        return f"{each}: {text}" if text else each

    def replies(self, replies: Iterable[Reply], typed: str, turn: Turn) -> list[str]:
        """Return the lines of the replies to an answer as it was typed."""
        return [line for each in replies for line in self._reply(each, typed, turn)]

    def _reply(self, reply: Reply, typed: str, turn: Turn) -> Iterator[str]:
        match reply:
            case Accepted(field, entry):
                if (shown := self._read(field, entry, turn.state.value)) != typed:
                    yield from self._wrapped(shown, "  = ")
            case Removed():
                yield from self._wrapped(self._words.say("interview.removed"), "  = ")
            case NotOffered():
                asked = turn.question
                several = isinstance(asked, Ask) and asked.field.kind is FieldKind.LIST
                key = "interview.no_choices" if several else "interview.no_choice"
                numbers = "1, 2" if isinstance(asked, Ask) and len(asked.offered) == 2 else "1, 3"
                yield from self._wrapped(self._words.say(key, numbers=numbers), "  ! ")
            case Refused(fault):
                yield from self._wrapped(self._fault(fault), "  ! ")
                if isinstance(turn.question, Ask) and turn.question.field.items is FieldKind.NUMBER:
                    yield from self._wrapped(self._words.say("interview.numbers"), _BELOW)
            case Empty(field, found):
                name = values.quoted(self._words.pick(field.title), self._words)
                yield from self._wrapped(self._words.say(f"gap.{found.gap}", field=name), "  ! ")
                stands = isinstance(turn.question, Ask) and turn.question.current is not None
                key = "interview.empty_now" if stands else "interview.empty"
                yield from self._wrapped(self._words.say(key), _BELOW)
            case NoYesOrNo():
                yield from self._wrapped(self._words.say("interview.no_yes_or_no"), "  ! ")
            case Contradicted(outcome):
                item = items.from_outcome(outcome, turn.screening, self._pack, self._view)
                yield from self._wrapped(" ".join((f"{item.title}.", *item.sentences[:_MOST_SENTENCES])), "  ! ")
                yield from self._wrapped(self._words.say("interview.contradicted"), _BELOW)
            case Doubted(doubt):
                yield from self._wrapped(self._doubt(doubt, turn), "  ? ")
                yield from self._wrapped(self._words.say("interview.doubted"), _BELOW)
            case OptionalOnly():
                yield ""
                yield from self.said("optional_only")

    def _read(self, field: Field, entry: ParsedEntry, value: Any) -> str:
        """Return the values that an answer was read as."""
        beside = [f"{field.path.rpartition('.')[0]}.{name}".lstrip(".") for name in entry.beside]
        read = [self._view.fields[path] for path in beside]
        said = [f"{self._words.pick(each.title)}: {self._words.say('truth.yes')}" for each in read]
        return ", ".join((*said, *(self._stated(each, field, value) for each in _list(entry.value))))

    def _doubt(self, doubt: Doubt, turn: Turn) -> str:
        if isinstance(doubt, Diagnostic):
            return self._fault(doubt)
        item = items.from_outcome(doubt, turn.screening, self._pack, self._view)
        # Of what people are asked to judge, the title says what should hold.
        title = () if doubt.kind is OutcomeKind.JUDGEMENT else (f"{item.title}.",)
        cure = for_cells(item.instruction, doubt.rule, self._view.fields, self._words)
        return " ".join((*title, *item.sentences[:_MOST_SENTENCES], cure))

    def _fault(self, fault: Diagnostic[Location]) -> str:
        message = sentences.diagnostic_message(fault, self._words, self._view.fields)
        cure = sentences.diagnostic_cure(fault, self._words, self._view.fields, is_answer=True)
        return f"{message} {cure}".rstrip()

    def help(self, question: InterviewQuestion) -> list[str]:
        """Return a few lines on what is asked for, why, and by which source; ``explain`` has the rest.

        What stands on the screen already is left out: the question is shown once more below.
        """
        asked = question.asked if isinstance(question, Confirm) else question
        words, field = self._words, asked.field
        lines = [""]
        if isinstance(asked, More):
            lines += self._wrapped(f"{words.pick(field.description)} {words.pick(field.item_description)}", "  ")
            children = (self._view.fields[field.path_of(name)] for name in field.children)
            parts = [values.uncapitalised(words.pick(each.title)) for each in children]
            if parts:
                lines += self._wrapped(words.say("interview.each_has", parts=", ".join(parts)), "  ")
        if asked.rule is not None:
            rule = asked.rule
            lines += self._wrapped(rule_texts.latest(rule.why, rule, self._pack, words), "  ")
            for each in rule.cites[:_MOST_SOURCES]:
                passage = self._pack.passages[each]
                mark, said = words.say(f"mark.{passage.mark}"), words.pick(passage.summary)
                lines += self._wrapped(words.say("report.cite", summary=said, mark=mark, citation=each), "  ")
        more = words.say("interview.explain_more", command=f"sociallan explain {field.path}")
        return [*lines, *self._wrapped(more, "  ")]

    def _stated(self, stated: Any, field: Field, value: Any) -> str:
        if field.refers_to is not None:
            return self._offered(stated, field, value)
        text = values.stated(stated, field, self._words) or ""
        return values.uncapitalised(text) if field.values else text

    def _wrapped(self, text: str, lead: str = "", further: str | None = None) -> list[str]:
        after = " " * len(lead) if further is None else further
        return textwrap.wrap(
            values.visible(text), self._width, initial_indent=lead, subsequent_indent=after, break_on_hyphens=False
        )


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]
