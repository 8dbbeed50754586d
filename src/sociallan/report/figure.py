"""The texts of the figure of an application's chain: those of its boxes and gaps, and its description."""

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from sociallan.application.field import lists_around
from sociallan.application.walking import value_at, values_at
from sociallan.pack.chain import FigureGoals, FigureMeasures, FigureStep, Shown
from sociallan.pack.pack import Pack
from sociallan.report.own_words import stated_texts
from sociallan.report.values import sentence
from sociallan.report.view import View
from sociallan.screening.own_words import OwnWords

_LONGEST, _LONGEST_ITEM = 170, 80
"""Longest text of a field with one value, and of one of several, in characters."""
_MOST_ITEMS, _MOST_GOALS, _MOST_MEASURES = 4, 6, 3


class BoxPart(NamedTuple):
    """Texts of a field in a box; ``label`` is ``""`` where the box shows one field. Without texts it is a gap."""

    label: str
    texts: tuple[str, ...]
    more: str = ""


class BoxMeasure(NamedTuple):
    """Measure of a goal: its name, and how its value is to change. ``description`` is the change in a sentence."""

    name: str
    change: str
    description: str
    is_gap: bool


class BoxGoal(NamedTuple):
    """Goal under a box; it is a gap where its text or a value of a measure is missing."""

    text: str
    measures: tuple[BoxMeasure, ...]
    is_gap: bool
    more: str = ""


class BoxGoals(NamedTuple):
    """Goals that hang under a box; none of them is a gap."""

    label: str
    goals: tuple[BoxGoal, ...]
    more: str = ""


class Box(NamedTuple):
    """Step of the figure."""

    label: str
    parts: tuple[BoxPart, ...]
    goals: BoxGoals | None

    @property
    def is_gap(self) -> bool:
        """Whether something that it shows is not stated."""
        return not all(part.texts for part in self.parts)


class FigureText(NamedTuple):
    """Texts of a figure; ``gap`` stands where something is missing, and ``description`` is all of it in words."""

    title: str
    description: str
    gap: str
    boxes: tuple[Box, ...]


def figure(own: OwnWords, pack: Pack, view: View) -> FigureText | None:
    """Return the figure of an application; ``None`` if the pack has none."""
    if pack.chain is None or pack.chain.figure is None:
        return None
    gap = view.words.say("report.chain_hole")
    boxes = tuple(_box(step, own, view) for step in pack.chain.figure.steps)
    description = " ".join(_described(box, gap) for box in boxes)
    return FigureText(view.words.pick(pack.chain.figure.title), description, gap, boxes)


def _box(step: FigureStep, own: OwnWords, view: View) -> Box:
    instead = view.words.pick(step.stand_in.text) if step.stand_in is not None and step.id in own.stand_ins else ""
    parts = tuple(_part(shown, len(step.shows) > 1, instead, own, view) for shown in step.shows)
    goals = None if step.goals is None else _goals(step.goals, own, view)
    return Box(view.words.pick(step.label), parts, goals)


def _part(shown: Shown, with_label: bool, instead: str, own: OwnWords, view: View) -> BoxPart:
    lists = lists_around(shown.path, view.fields)
    label = view.words.pick(view.fields[lists[-1] if lists else shown.path].title) if with_label else ""
    longest = _LONGEST_ITEM if lists else _LONGEST
    texts = [_cut(text, longest) for text in _texts(values_at(own.values, shown.steps), shown, view)]
    if not texts and instead:
        texts = [instead]
    return BoxPart(label, tuple(texts[:_MOST_ITEMS]), _more(len(texts) - _MOST_ITEMS, view))


def _goals(spec: FigureGoals, own: OwnWords, view: View) -> BoxGoals:
    found = [goal for goal in _records(own.values, spec.list) if goal]
    goals = tuple(_goal(goal, spec, view) for goal in found[:_MOST_GOALS])
    return BoxGoals(view.words.pick(spec.label), goals, _more(len(found) - _MOST_GOALS, view))


def _goal(goal: Any, spec: FigureGoals, view: View) -> BoxGoal:
    gap = view.words.say("report.chain_hole")
    text = _text(goal, spec.shows, view)
    measures = [] if spec.measures is None else _measures(goal, spec.measures, view)
    is_gap = text is None or any(measure.is_gap for measure in measures)
    more = _more(len(measures) - _MOST_MEASURES, view)
    return BoxGoal(_cut(text or gap, _LONGEST), tuple(measures[:_MOST_MEASURES]), is_gap, more)


def _measures(goal: Any, spec: FigureMeasures, view: View) -> list[BoxMeasure]:
    """Return the measures of a goal; without any, one that says so."""
    found = [_measure(each, spec, view) for each in _records(goal, spec.list) if each]
    if found:
        return found
    gap = view.words.say("report.chain_hole")
    label = view.words.pick(view.fields[lists_around(spec.name.path, view.fields)[-1]].title)
    return [BoxMeasure(label, gap, gap, is_gap=True)]


def _measure(measure: Any, spec: FigureMeasures, view: View) -> BoxMeasure:
    gap, say = view.words.say("report.chain_hole"), view.words.say
    name, before, after = (_text(measure, shown, view) for shown in (spec.name, spec.before, spec.after))
    years = [
        _text(measure, shown, view) if shown is not None else None for shown in (spec.before_year, spec.after_year)
    ]
    unit = _text(measure, spec.unit, view) if spec.unit is not None else None
    ends = [
        f"{value or gap} ({year})" if year else value or gap
        for value, year in zip((before, f"{after} {unit}" if after and unit else after), years, strict=True)
    ]
    change, description = (
        say(f"report.{key}", before=ends[0], after=ends[1]) for key in ("figure_change", "figure_change_told")
    )
    is_gap = None in (name, before, after)
    return BoxMeasure(_cut(name or gap, _LONGEST_ITEM), change, description, is_gap)


def _records(value: Any, steps: Iterable[str]) -> list[Any]:
    found = value_at(value, steps)
    return found if isinstance(found, list) else []


def _text(record: Any, shown: Shown, view: View) -> str | None:
    return next(_texts(values_at(record, shown.steps), shown, view), None)


def _texts(found: Iterable[Any], shown: Shown, view: View) -> Iterator[str]:
    """Yield the texts of values and of lists of values, without what is not stated."""
    for each in found:
        yield from stated_texts(each, view.fields[shown.path], view)


def _cut(text: str, length: int) -> str:
    """Return a text that ends, where it is too long, after a whole word if there is one."""
    if len(text) <= length:
        return text
    cut = text[: length - 1]
    return (cut.rpartition(" ")[0].rstrip(" .,;:–-") or cut) + "…"


def _more(count: int, view: View) -> str:
    return view.words.say("report.figure_more", count=count) if count > 0 else ""


def _described(box: Box, gap: str) -> str:
    """Return a box in words."""
    parts = []
    for part in box.parts:
        said = "; ".join(filter(None, (*part.texts, part.more))) or gap
        parts.append(f"{part.label}: {said}" if part.label else said)
    whole = f"{box.label}: {' '.join(map(sentence, parts))}"
    if box.goals is None:
        return whole
    goals = "; ".join(filter(None, (*map(_described_goal, box.goals.goals), box.goals.more))) or gap
    return f"{whole} {box.goals.label}: {sentence(goals)}"


def _described_goal(goal: BoxGoal) -> str:
    measures = "; ".join(
        filter(None, (*(f"{each.name} {each.description}".strip() for each in goal.measures), goal.more))
    )
    return f"{goal.text.removesuffix('.')} ({measures})" if measures else goal.text
