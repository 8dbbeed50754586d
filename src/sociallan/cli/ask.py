"""``sociallan new --ask``: an interview in the terminal, or through a pipe, on an application in a file."""

import sys
from pathlib import Path

from sociallan.application.diagnostic import Diagnostic
from sociallan.application.document import steps_of
from sociallan.application.location import Location
from sociallan.application.read import read
from sociallan.application.set_value import NoPlace, with_value
from sociallan.application.source import Source
from sociallan.batch.resources import Resources
from sociallan.cli import applications, template_parts
from sociallan.cli.answer_lines import Left, is_pasting, read_line, rest_of_paste
from sociallan.cli.exits import CannotRun, Exit
from sociallan.cli.loading import view_of
from sociallan.cli.outputs import ensure_reachable, replace_unchanged
from sociallan.cli.streams import put
from sociallan.files import sources
from sociallan.pages.interview_text import InterviewText
from sociallan.pages.template import template
from sociallan.report import sentences
from sociallan.report.words import as_argument
from sociallan.screening.interview.interview import Interviewer
from sociallan.screening.interview.interview_turn import InterviewQuestion, More, Turn

_GOES_ON = "\\"
"""Sign at the end of a line that another line of the same answer follows."""


class AnswerFile:
    """File that an interview writes, whole at each answer; what people write in it meanwhile is not written over."""

    def __init__(self, path: Path, loaded: Resources) -> None:
        self._path = path
        self._loaded = loaded
        self._form = loaded.pack.form
        ensure_reachable(path, loaded.words)
        self._data = b""
        source = sources.source(str(path), stdin_name="") if path.exists() else None
        self.is_new = source is None or (source.problem is None and not source.data.strip())
        if source is None or self.is_new:
            self._data = b"" if source is None else source.data
            given = template_parts.known_parts(None, loaded)._replace(schema=template_parts.SCHEMA_FILE)
            self.text = template(str(path), loaded.pack, view_of(loaded), given)
        else:
            self._data, self.text = source.data, self._readable(source)

    def _readable(self, source: Source) -> str:
        """Return the text of a file that can be read as it stands.

        Raises:
            CannotRun: if it cannot.

        """
        words = self._loaded.words
        if source.problem is not None:
            raise CannotRun(f"{self._path}: {words.coded('findings', source.problem, 'says')}")
        if source.is_json:
            raise CannotRun(words.say("interview.not_yaml", file=self._path))
        document = read(source)
        fault = next((found for found in document.findings if not found.code.startswith("value.")), None)
        if fault is not None or not document.readable:
            raise CannotRun(self._refusal(fault))
        return document.text

    def _refusal(self, fault: Diagnostic[Location] | None) -> str:
        words, name = self._loaded.words, str(self._path)
        if fault is None:
            return words.say("interview.no_application", file=name)
        message = sentences.diagnostic_message(fault, words)
        if not fault.code.startswith("yaml."):
            return f"{name}: {message} {sentences.diagnostic_cure(fault, words)}".rstrip()
        line = fault.place.span.line
        return words.say("interview.unreadable", file=name, line=line, message=message)

    @property
    def value(self) -> dict[str, object]:
        """The values that stand in the text."""
        found = read(Source("", self.text.encode("utf-8", "surrogatepass"))).value
        return found if isinstance(found, dict) else {}

    def write(self, pointer: str, value: object) -> bool:
        """Write a value into the file; return whether there is a place for it.

        Raises:
            CannotRun: if the file cannot be written, or is another than the one that was read or written last.

        """
        try:
            text = with_value(self.text, pointer, value, self._form)
        except NoPlace:
            return False
        words, data = self._loaded.words, text.encode("utf-8", "surrogatepass")
        if self.is_new:
            template_parts.written_schema(self._path.parent, self._loaded)
        replace_unchanged(self._path, self._data, data, words, words.say("interview.changed", file=self._path))
        self.text, self._data, self.is_new = text, data, False
        return True


class Interview:
    """Interview of the one at the terminal, or of what comes through a pipe."""

    def __init__(self, path: Path, loaded: Resources) -> None:
        self._path = path
        self._words = loaded.words
        self._file = AnswerFile(path, loaded)
        self._text = InterviewText(loaded.pack, view_of(loaded))
        self._interviewer = Interviewer(applications.screener(loaded, None), loaded.shape)
        self._part: str | None = None
        self._item: str | None = None
        self._shown: InterviewQuestion | None = None
        self._commands = {
            key: frozenset(self._words.say(f"interview.commands.{key}").split(" ")) for key in ("quit", "back", "help")
        }

    def run(self) -> Exit | None:
        """Ask until nothing is left; return ``None`` then, or the exit code if it was left or nothing is saved."""
        begins = "begins" if self._file.is_new else "goes_on"
        self._show(self._text.said(begins, file=self._path))
        self._show(self._text.said("keys"))
        if self._file.is_new:
            self._show(self._text.before_writing())
        turn = self._interviewer.begin(self._file.value)
        try:
            self._show(self._text.replies(turn.replies, "", turn))
            while turn.question is not None:
                turn = self._asked(turn)
        except (Left, KeyboardInterrupt) as left:
            self._leave(turn)
            if isinstance(left, KeyboardInterrupt):
                raise
            return Exit.NOT_READY
        if self._file.is_new:
            self._leave(turn)
            return Exit.NOT_READY
        self._show(["", *self._text.said("done"), ""])
        return None

    def _leave(self, turn: Turn) -> None:
        """Print what is saved, and how to go on."""
        self._show(
            [
                "",
                *self._text.saved(turn, is_new=self._file.is_new),
                f"  sociallan new --ask {as_argument(str(self._path))}",
            ]
        )

    def _asked(self, turn: Turn) -> Turn:
        """Ask a question and return the turn after the answer."""
        assert turn.question is not None
        self._introduce(turn, turn.question)
        typed = self._line(turn)
        command = next((key for key, names in self._commands.items() if typed.casefold() in names), None)
        if command == "quit":
            raise Left
        if command == "help":
            self._show(self._text.help(turn.question))
            self._shown = None
            return turn
        if command == "back":
            self._shown = None
            return self._interviewer.back(turn)
        after = self._interviewer.answer(turn, typed)
        self._show(self._text.replies(after.replies, typed, after))
        for pointer, value in after.writes:
            if not self._file.write(pointer, value):
                self._show(self._text.said("no_place", field=".".join(steps_of(pointer)), file=self._path))
        return after

    def _introduce(self, turn: Turn, question: InterviewQuestion) -> None:
        """Show a question, under the heading of its part and item where they are others than before.

        What stands on the screen already is not shown again.
        """
        if question == self._shown:
            return
        part, item = self._interviewer.part(question), self._interviewer.item(question)
        if part != self._part:
            self._show(self._text.heading(part, turn))
        if item is not None and item != self._item:
            self._show(self._text.item(item))
        self._show(self._text.question(turn, part))
        self._part, self._item, self._shown = part, item, question

    def _line(self, turn: Turn) -> str:
        prompt = f"{self._words.say('interview.yes_or_no')} > " if isinstance(turn.question, More) else "> "
        typed = read_line(prompt)
        if typed and is_pasting():
            self._show(self._text.said("pasted"))
            return " ".join((typed, *rest_of_paste("> ")))
        while typed.endswith(_GOES_ON):
            typed = f"{typed[:-1].rstrip()} {read_line('> ')}".strip()
        return typed

    def _show(self, lines: list[str]) -> None:
        if lines:
            put(sys.stdout, "".join(f"{line}\n" for line in lines))


def ask(path: Path, loaded: Resources) -> Exit | None:
    """Interview on the application in a file; return ``None`` at its end, or the exit code where it was left before."""
    return Interview(path, loaded).run()
