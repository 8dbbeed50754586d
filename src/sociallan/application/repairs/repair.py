"""Repair of faults of syntax by trial, so that one reading finds all of them and what they hide can be screened.

A repair changes one line, or several that are alike or belong together. It is judged by what reading and the check of
the form make of the text with it: the one that takes no answer into a text wins, then the one that leads furthest, then
the one with the fewest findings, then the one that changes least. None moves a name to where the form has no such name.
"""

import re
from bisect import bisect_left
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import chain

from sociallan.application.document import Document, field_path
from sociallan.application.field import FieldKind
from sociallan.application.form_check.label_keys import LABEL_KEY
from sociallan.application.form_check.shape import Shape
from sociallan.application.lines import different, with_ends, with_lines, without_end
from sociallan.application.lost_text import plain_values
from sociallan.application.read import read
from sociallan.application.repairs.blocks import all_repairs, double_repairs
from sociallan.application.repairs.displaced import displaced_lines, reindented
from sociallan.application.repairs.form_lines import FormLines
from sociallan.application.repairs.indents import irregular, next_content
from sociallan.application.repairs.items import items_below, items_without_dash, only_item, records_for_lists
from sociallan.application.repairs.lines import ODD_LINE, line_repairs
from sociallan.application.repairs.reading_points import reading_points
from sociallan.application.repairs.repair_findings import repair_findings
from sociallan.application.repairs.repaired_text import Rank, Repaired, Trial, best_trial
from sociallan.application.repairs.suspects import has_fault, line_of_fault, lines_before_fault, suspects
from sociallan.application.repairs.texts import NOTE
from sociallan.application.source import Limits, Source

_MOST_READ = 4_000_000
"""Most characters that are read to judge the repairs of one file: some forty repairs of an ordinary one."""
_LEAST_READ = 1_000_000
"""Characters that may be read for lines that can be read, however many the faults have taken."""
_NEAR = 3
"""Lines on each side of a repaired one whose indents are compared."""
_OF_SIGNS = frozenset(("yaml.bullet", "yaml.decimal-comma", "yaml.invisible", "yaml.missing-colon"))
_OF_PLACE = {"schema.misplaced-key": 0, "schema.indented-part": 0, "schema.unknown-key": 0, "schema.single-value": 1}
"""Codes of a name where the form has none, and how many lines below the place of the finding it stands."""
_LONG_BLANK = re.compile(r"(?<!\s)[^\S\n]{500}")
"""Blanks that nobody writes, and that take a long time to look through."""
_END = 1 << 30
"""Line of the fault of a text without one."""

_NO_FINDINGS: Rank = (0, -_END, 0, 0)


class Repairer:
    """Repairer of the applications of a form."""

    def __init__(self, shape: Shape, gaps: Mapping[str, str], limits: Limits = Limits()) -> None:
        self._shape = shape
        self._gaps = gaps
        self._limits = limits
        # A label is an ordinary word, which a line of a text may begin with too.
        titles = (title for path in shape.fields if path for title in shape.fields[path].title.values())
        self._form_lines = FormLines((path.rpartition(".")[2] for path in shape.fields), titles)
        named = (each for name in shape.fields[""].children for each in (name, *shape.fields[name].title.values()))
        self._part = re.compile(rf"^[^\w\n]*(?:{'|'.join(map(re.escape, named))})\b", re.MULTILINE)

    def repaired(self, document: Document) -> Document:
        """Return the document of the repaired text, with a finding on each repaired line; itself if nothing helps.

        The line to write is the suggestion of the finding, which takes the place of the whole line. A text without
        the name of a part of the form is none of an application, and not repaired; nor is one with a very long blank.
        """
        if not self._may_be_repaired(document):
            return document
        begun = Repaired(tuple(with_ends(document.text)), document, {}, _MOST_READ)
        whole = self._without_odd_lines(self._without_faults(begun))
        if not whole.repairs:
            return document
        findings = repair_findings(document.text, whole.lines, whole.repairs)
        return whole.document._replace(source=document.source, findings=(*findings, *whole.document.findings))

    def _may_be_repaired(self, document: Document) -> bool:
        if not (has_fault(document) or self._may_be_odd(document)) or self._part.search(document.text) is None:
            return False
        return _LONG_BLANK.search(document.text) is None

    def _without_faults(self, text: Repaired) -> Repaired:
        """Return a text in which one fault after another is repaired, until none is left or no repair helps."""
        while has_fault(text.document) and text.may_go_on:
            for twice in (False, True):
                trial, length = best_trial(self._trials(text, twice=twice))
                text = text._replace(left=text.left - length)
                if trial is not None:
                    break
            if trial is None:
                break
            # Whether a line is a note, or goes on with the text above, is for a person to decide.
            text = text.with_repair(trial, is_certain=trial.rank[0] == 0 and trial.code != NOTE)
        return text

    def _without_odd_lines(self, text: Repaired) -> Repaired:
        """Return a text in which lines that can be read have other signs, where those make more sense."""
        odd = self._odd_places(text.document)
        text = text._replace(left=max(text.left, _LEAST_READ))
        for index, line in enumerate(text.lines):
            if text.document.value is None or not text.may_go_on:
                break
            if ODD_LINE.match(line) or index in odd:
                trial, length = best_trial(self._readings(text.lines, text.document, index))
                text = text._replace(left=text.left - length)
                if trial is not None and trial.code:
                    text = text.with_repair(trial)
                    odd = self._odd_places(text.document)
        return text

    def _may_be_odd(self, document: Document) -> bool:
        """Return whether a document that can be read may have a line with another sign than was meant."""
        if document.value is None or not document.source.is_yaml or self._shape.is_sound(document):
            return False
        return ODD_LINE.search(document.text) is not None or bool(self._odd_places(document))

    def _odd_places(self, document: Document) -> Collection[int]:
        """Return the indexes of the lines with a name that its record has already, or of a list that is none.

        Such a list is a text or a record: of a record they are the lines with its values.
        """
        odd = {each.place.span.line - 1 for each in document.findings if each.code == "yaml.duplicate-key"}
        # A name that stands twice may begin another item of the same list.
        may_be_only = not odd
        for steps, mark in plain_values(document.marks, ()) if document.marks is not None else ():
            field = self._shape.fields.get(field_path(steps))
            if mark.key is not None and mark.start.line > mark.key.line and field and field.kind is FieldKind.LIST:
                odd.add(mark.key.line)
            record, is_item = self._shape.fields.get(field_path(steps[:-1])), any(map(str.isdecimal, steps[-2:]))
            if mark.key is not None and record and record.kind is FieldKind.LIST and not is_item and may_be_only:
                odd.add(mark.key.line)
        return odd | self._displaced(document)

    def _trials(self, text: Repaired, *, twice: bool) -> Iterator[Trial]:
        """Yield a trial of each likely repair of the first fault, of those that a limit of characters allows.

        Several lines are changed only if each change of one line leaves findings. ``twice`` tries lines with two slips.
        """
        lines, document, left = text.lines, text.document, text.left
        at = line_of_fault(document)
        bare = list(map(without_end, lines))
        points = reading_points("".join(lines))
        likely = suspects(bare, document)
        region = slice(max(min(likely) - _NEAR, 0), max(likely) + 1 + _NEAR)
        best: Rank = (1,)
        repairs = double_repairs(bare, likely) if twice else all_repairs(bare, likely, self._form_lines)
        for order, (code, after) in enumerate(repairs):
            places = different(lines, after)
            if not places:
                continue
            changed = with_lines(lines, after)
            distance = min(abs(index - at) for index in places)
            likeness = (code == NOTE, len(places), irregular(changed[region]), distance, order)
            if best[:4] == _NO_FINDINGS and (len(places) > 1 or best[4:] < likeness):
                continue
            start = max(points[: bisect_left(points, min(places))], default=0)
            rest = "".join(changed[start:])
            left -= len(rest)
            if left < 0:
                return
            found, length = self._read(document.source, rest), len(rest)
            reached = start + _reached(found)
            # One that is read less far than another, which takes no answer away, need not be looked at.
            is_behind = reached <= max(at, *places) or best < (0, -reached)
            if start and not is_behind:
                found = self._read(document.source, "".join(changed))
                length += len(found.text)
            rank = () if is_behind else self._rank(found, changed, at, {index: lines[index] for index in places})
            if rank:
                rank = (*rank, *likeness)
                best = min(best, rank)
            yield Trial(rank, changed, found, places, code, length)

    def _displaced(self, document: Document) -> frozenset[int]:
        return displaced_lines(document, self._shape.fields, self._form_lines)

    def _readings(self, lines: tuple[str, ...], document: Document, index: int) -> Iterator[Trial]:
        """Yield a text that can be read as it is, without a code, and with other signs in one line or one list."""
        yield Trial((*self._weight(document), 0), lines, document, (), "", len(document.text))
        bare = list(map(without_end, lines))
        of_line = ((code, {index: after}) for code, after in line_repairs(bare, index) if code in _OF_SIGNS)
        of_list = (items_without_dash(bare, index, self._form_lines), items_below(bare, index, self._form_lines))
        moved = reindented(bare, index) if index in self._displaced(document) else ()
        for code, after in chain(of_line, *of_list, only_item(bare, index), moved):
            changed = with_lines(lines, after)
            found = self._read(document.source, "".join(changed))
            if found.value is not None:
                places = different(lines, after)
                yield Trial((*self._weight(found), 1), changed, found, places, code, len(found.text))

    def _weight(self, document: Document) -> Rank:
        """Return the number of lists for a record, records for a list, names out of place, and all findings."""
        codes = [finding.code for finding in self._shape.check(document).findings]
        lists, records = codes.count("schema.record"), records_for_lists(document.value, self._shape.fields)
        out_of_place = len(self._displaced(document)) + codes.count("yaml.duplicate-key")
        return lists, records, out_of_place, len(codes)

    def _rank(self, document: Document, lines: Sequence[str], at: int, changed: Mapping[int, str]) -> Rank:
        """Return the rank of a text by what is lost in it, how far it can be read, its findings, and lost names.

        ``changed`` are the changed lines as they were. A text that leads no further than a fault and these has no rank,
        nor has one with a name moved to where the form has no such name.
        """
        reached = _reached(document)
        if reached <= max(at, *changed):
            return ()
        whole = document
        for count in lines_before_fault(document) if reached != _END else ():
            whole = self._read(document.source, "".join(lines[:count]))
            if whole.value is not None:
                break
        findings = self._shape.check(whole).findings
        displaced = ((each.place.span.line - 1, _OF_PLACE.get(each.code)) for each in findings)
        out_of_place = {next_content(lines, line + below) for line, below in displaced if below is not None}
        if any(index in out_of_place and self._is_moved(before, lines[index]) for index, before in changed.items()):
            return ()
        # A label in the place of a name is a finding wherever it stands.
        count = sum(each.code != LABEL_KEY for each in findings)
        count += sum(self._is_short(path) for path in self._form_lines.added_to(whole, lines, changed))
        without_colon = sum(self._form_lines.is_without_colon(before, lines[i]) for i, before in changed.items())
        return self._form_lines.taken_in(whole, lines, changed), -reached, count, without_colon

    def _is_short(self, path: str) -> bool:
        """Return whether a field holds a name or a single sentence, which no further line belongs to."""
        field = self._shape.fields.get(path)
        return field is not None and field.single_type.name != "text"

    def _is_moved(self, before: str, after: str) -> bool:
        """Return whether a line holds a name of the form that stood in another column."""
        was, now = self._form_lines.line(without_end(before)), self._form_lines.line(without_end(after))
        return now is not None and was is not None and was.column != now.column

    def _read(self, source: Source, text: str) -> Document:
        return read(Source(source.path, text.encode("utf-8", "surrogatepass")), gaps=self._gaps, limits=self._limits)


def _reached(document: Document) -> int:
    """Return the index of the line to which a text can be read."""
    return line_of_fault(document) if has_fault(document) else _END
