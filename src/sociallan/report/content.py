"""The text of a report before layout: the input of every format for human readers."""

from collections.abc import Iterable, Mapping

from sociallan.application.document import Gap
from sociallan.application.field import Catalogue, Unit
from sociallan.pack.pack import Pack
from sociallan.pack.table import Table
from sociallan.report import (
    chain,
    items,
    rule_texts,
    since,
    sourced_texts,
    summary_fields,
    values,
    waivers,
)
from sociallan.report.basis_text import basis_text
from sociallan.report.by_identity import kept_by_identity
from sociallan.report.outcome_labels import label_of_all
from sociallan.report.parts import Content, GroupLine, NamedPoint, PrecedentLine, QuestionLine, ReportItem
from sociallan.report.questions import Asked, Origin
from sociallan.report.questions import questions as every_question
from sociallan.report.view import Detail, View
from sociallan.report.words import Words
from sociallan.rules.outcome import Outcome
from sociallan.rules.rule import Level
from sociallan.rules.truth import OutcomeKind
from sociallan.screening.basis_counts import basis_counts
from sociallan.screening.listed import listed
from sociallan.screening.nearest import Alike, Nearest
from sociallan.screening.report import DateSource, Reading, ReportHeader, Screening, Verdict


def report_content(screening: Screening, head: ReportHeader, view: View) -> Content:
    """Return the text of one application's report, which one run may write in several formats."""
    return _content(screening, head, view.words, view.fields, view.tables, view.detail, view.partial)


@kept_by_identity(1)
def _content(
    screening: Screening,
    head: ReportHeader,
    words: Words,
    fields: Catalogue,
    tables: Mapping[str, Table],
    detail: Detail,
    partial: bool,
) -> Content:
    view = View(words, fields, tables, detail=detail, partial=partial)
    pack = head.pack
    found = listed(screening)

    def of_rules(outcomes: Iterable[Outcome]) -> tuple[ReportItem, ...]:
        return tuple(items.from_outcome(outcome, screening, pack, view) for outcome in outcomes)

    actions = (*(items.from_finding(each, screening, view) for each in found.errors), *of_rules(found.requirements))
    weaknesses = of_rules(found.weaknesses)
    remarks = (*(items.from_finding(each, screening, view) for each in found.notes), *of_rules(found.remarks))
    mended = tuple(since.mended_items(screening, pack, view))
    asked = every_question(screening, pack, view)
    questions = tuple(question_line(each, screening, pack, view) for each in asked.shown)
    beside = tuple(sourced_texts.beside_verdict(screening.verdict, pack, view))
    cited = [p for item in (*actions, *weaknesses, *remarks) for p in item.cites]
    cited += (p for line in beside for p in line.cites)
    cited += (passage for question in questions for passage in question.cites)
    return Content(
        screening=screening,
        facts=(*_facts(screening, pack, view), *since.facts(screening, mended, view)),
        verdict=view.words.say(f"verdict.{screening.verdict}"),
        verdict_meaning=view.words.say(f"verdict_means.{_meaning(screening, (*found.requirements, *found.doubts))}"),
        groups=tuple(_groups(screening, view)),
        actions=actions,
        waiting=_waiting(screening, view),
        weaknesses=weaknesses,
        remarks=remarks,
        doubts=of_rules(found.doubts),
        mended=mended,
        waived=tuple(waivers.waived(screening, pack, view)),
        questions=questions,
        more_questions=len(asked.more),
        precedents=tuple(_precedent(each, pack, view) for each in screening.precedents),
        precedents_note=view.words.pick(pack.precedents.note),
        beside=beside,
        chain=chain.table(screening, pack, view),
        sources=tuple(sourced_texts.sources(cited, view)),
        about=tuple(_about(screening, head, view)),
    )


def _meaning(screening: Screening, requirements: Iterable[Outcome]) -> str:
    """Return the key of the sentence on a verdict, by what it rests on; ``requirements`` are those that are open."""
    if screening.verdict is Verdict.INVALID and not screening.outcomes:
        return "unreadable"
    if screening.verdict is Verdict.READY and any(not each.decision.is_met for each in requirements):
        return "ready_to_judge"
    if screening.verdict is not Verdict.INCOMPLETE:
        return screening.verdict
    kinds = {each.kind for each in requirements}
    if OutcomeKind.TO_MEND not in kinds:
        return "missing"
    return "to_mend_and_missing" if OutcomeKind.MISSING in kinds else "to_mend"


def _facts(screening: Screening, pack: Pack, view: View) -> Iterable[tuple[str, str]]:
    yield from summary_fields.head_lines(screening.summary, pack, view)
    yield view.words.say("report.file"), values.visible(screening.path)
    if screening.reading is not None:
        yield view.words.say("report.read"), reading_text(screening.reading, view.words)
    bases = basis_text(basis_counts(screening.outcomes), view.words)
    if bases:
        yield view.words.say("basis_counts.label"), bases


def reading_text(reading: Reading, words: Words) -> str:
    """Return how many texts were read, and of how many there is something to say."""
    read, said = words.counted("texts_read", reading.texts), []
    if not reading.texts:
        return values.sentence(read)
    if reading.unanswered:
        said.append(words.counted("unanswered", reading.unanswered))
    if reading.short is not None:
        said.append(words.counted("short", reading.short))
    said.append(words.counted("doubtful", reading.doubtful))
    return words.say("report.texts", read=read, said=values.capitalised(values.joined(said, words, "and")))


def _groups(screening: Screening, view: View) -> Iterable[GroupLine]:
    for group in screening.groups:
        status = str(group.kind)
        if group.kind is OutcomeKind.MISSING:
            required = _required(screening, group.group.id)
            waits = all(outcome.undetermined for outcome in required)
            missing = (outcome for outcome in required if outcome.kind is OutcomeKind.MISSING)
            status = "waits" if waits else label_of_all(missing)
        count = ""
        if group.kind is not OutcomeKind.NOT_APPLICABLE and status != "waits":
            count = view.words.say("report.requirements_met", met=group.met, count=group.requirements)
        yield GroupLine(view.words.pick(group.group.title), status, count)


def _required(screening: Screening, group: str) -> tuple[Outcome, ...]:
    """Return the outcomes of the requirements of a group."""
    outcomes = screening.outcomes
    return tuple(each for each in outcomes if each.rule.group == group and each.rule.level is Level.REQUIREMENT)


def _waiting(screening: Screening, view: View) -> str | None:
    undetermined = [outcome for outcome in screening.outcomes if outcome.undetermined]
    if not undetermined:
        return None
    pointers = dict.fromkeys(
        pointer for outcome in undetermined for reason in outcome.reasons for pointer in reason.pointers
    )
    names = [values.field_name(pointer, view.fields, view.words) for pointer in pointers]
    unread = any(Gap.INVALID in reason.gaps for outcome in undetermined for reason in outcome.reasons)
    key = "report.waiting_unread" if unread else "report.waiting"
    return view.words.say(key, count=len(undetermined), fields=", ".join(dict.fromkeys(names)))


def question_line(asked: Asked, screening: Screening, pack: Pack, view: View) -> QuestionLine:
    """Return the text of a question."""
    rule = asked.rule
    if asked.origin is Origin.FINDING:
        # What was found names its fields itself.
        return QuestionLine(rule.id, asked.question, ())
    names = dict.fromkeys(values.field_name(pointer, view.fields, view.words) for pointer in asked.pointers)
    if asked.origin is Origin.RULE:
        return QuestionLine(rule.id, asked.question, tuple(names))
    answer = rule_texts.rendered(rule.ask, pack, screening.as_of, view.words)
    cites = tuple(pack.passages[citation] for citation in rule.cites)
    points = zip(() if rule.judge is None else rule.judge.named, asked.found, strict=True)
    named = (
        NamedPoint(
            view.words.say(
                "questions.found" if found else "questions.not_found",
                what=rule_texts.rendered(point.what, pack, screening.as_of, view.words),
            ),
            found,
        )
        for point, found in points
    )
    return QuestionLine(rule.id, asked.question, tuple(names), answer, cites, tuple(named))


def _precedent(nearest: Nearest, pack: Pack, view: View) -> PrecedentLine:
    words, known = view.words, nearest.precedent
    amount = words.say("report.not_published")
    if known.amount is not None:
        amount = values.measured(known.amount, Unit.KR, words)
    year = words.say("report.no_year") if known.year is None else str(known.year)
    text = words.say("report.precedent", title=words.pick(known.title), place=known.place, amount=amount, year=year)
    alike = ", ".join(_alike(each, view) for each in nearest.alike)
    return PrecedentLine(text, words.say("report.alike", fields=alike), pack.passages[known.source].url)


def _alike(alike: Alike, view: View) -> str:
    """Return a field in which a project is alike, with the choices by their labels and words as they are."""
    words, field = view.words, view.fields[alike.field]
    shared = [words.pick(field.labels[each]) if each in field.labels else each for each in alike.values]
    label = values.uncapitalised(words.pick(field.title))
    return words.say("report.alike_in", field=label, values=values.joined(shared, words, "and"))


def _about(screening: Screening, head: ReportHeader, view: View) -> Iterable[str]:
    *first, last = about_all(head, view)
    yield from (*first, day_message(screening, head.pack, view), last)


def about_all(head: ReportHeader, view: View) -> Iterable[str]:
    """Yield the sentences that are the same for every screening of a run."""
    words, pack = view.words, head.pack
    yield words.say("report.decides")
    if view.partial:
        yield words.say("report.partial")
    yield words.say("report.learn")
    if pack.notice:
        yield words.pick(pack.notice)
    version = words.say("report.pack", title=words.pick(pack.title), version=pack.version)
    digests = words.say(
        "report.digests", logic=values.short_digest(pack.logic_digest), texts=values.short_digest(pack.text_digest)
    )
    yield f"{version} {digests} {words.say('report.tool', version=head.version)}"


def day_message(screening: Screening, pack: Pack, view: View) -> str:
    """Return the sentences on the day that selected the rules, the reason for it, and the phase."""
    return " ".join(_day(screening, pack, view))


def _day(screening: Screening, pack: Pack, view: View) -> Iterable[str]:
    words, day, stated = view.words, screening.as_of, screening.summary.submitted
    if screening.date_source is not DateSource.SUBMITTED or stated is None or stated == day:
        yield words.say(f"report.date.{screening.date_source}", day=day)
    elif day.startswith(stated):
        yield words.say("report.date.year" if len(stated) == 4 else "report.date.month", day=day, stated=stated)
    else:
        yield words.say("report.date.early", day=day, stated=stated)
    phase = pack.phase(day)
    if phase is not None:
        title, summary = words.pick(phase.title), words.pick(phase.summary)
        yield words.say("report.phase", title=title, first=phase.first, summary=summary)
