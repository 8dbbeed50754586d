"""Work on packs that is done once in a process: what comes of the same bytes, or of the same rule, is the same.

Most tests run the program by the same pack or by one with a changed file of hundreds. It is shared from the moment that
tests are collected, since some modules name their cases after the rules of a pack. What rules can give is shared by all
processes of a run, in a folder that it removes.
"""

import hashlib
import os
import pickle
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache, partial
from pathlib import Path
from typing import Any, TypeVar
from unittest import mock

from sociallan.analysis.case import CaseRun
from sociallan.analysis.case_tests import CaseInput, RuleDecisions, case_input, decide_cases
from sociallan.analysis.dependencies import operands
from sociallan.analysis.lints import languages as lint_languages
from sociallan.analysis.lints import lint as lints
from sociallan.analysis.lints import tests as lint_tests
from sociallan.analysis.lints.lint_context import LintContext
from sociallan.analysis.lints.suspicions import suspicions
from sociallan.analysis.reachability import Explorer
from sociallan.analysis.results import Reachability
from sociallan.application.any_format import read_application
from sociallan.application.diagnostic import Diagnostic
from sociallan.application.document import Document
from sociallan.application.field import Form
from sociallan.application.form_check.shape import Shape
from sociallan.application.location import PackLocation
from sociallan.application.read import read
from sociallan.application.source import Limits, Source
from sociallan.cli import app
from sociallan.files import packs
from sociallan.pack.calendar import RuleCalendar, period_start
from sociallan.pack.load import PackDraft, survey
from sociallan.pack.pack import Pack
from sociallan.pack.schema_check import PackSchemas
from sociallan.report.words import Words
from sociallan.rules.condition import ListOperand, ParamOperand, TableOperand
from sociallan.rules.evaluation.compiled_rule import CompiledRule, EffectiveRules
from sociallan.rules.rule import Rule

_MOST_PACKS = 32
"""The packs that are kept at once."""
_MOST_APPLICATIONS = 256
"""The applications of comparisons of packs that are kept at once."""
_SHIPPED = Path(__file__).parents[1].resolve() / "rules"
"""The folder of the packs that come along, which no test writes to."""
_PER_RULE = (
    lint_tests.repeated_tests,
    lint_tests.tests_outside_days,
    lint_tests.idle_changes,
    lint_tests.unexplained_tests,
)
"""Lints that look at each rule by itself, and are costly."""

Made = TypeVar("Made")
Found = tuple[Diagnostic[PackLocation], ...]
_Lint = Callable[[LintContext], Iterator[Diagnostic[PackLocation]]]

_build_command = app.build_command
_reachability = Explorer.reachability
_compile = RuleCalendar._compile
_surveyed: dict[tuple[Source, ...], tuple[PackSchemas, PackDraft]] = {}
_packs: dict[int, "_Around"] = {}
_compiled: dict[tuple[int, str], tuple[Pack, EffectiveRules]] = {}
_reached: dict[tuple[str, str], Reachability] = {}
_suspected: dict[tuple[str, str], Found] = {}
_linted: dict[tuple[str, bytes, str, str], Found] = {}
_inputs: dict[str, dict[str, CaseInput]] = {}
_named: dict[int, tuple[CaseInput, str]] = {}
"""The digest of what decides each input, by its number; each is held, so that no other gets that number."""
_decided: dict[tuple[str, str, str], RuleDecisions] = {}
_applications: dict[tuple[object, ...], Document] = {}
_commands: dict[tuple[str, str | None], tuple[Words, Any]] = {}
_folder: Path | None = None
"""Where the processes of a run find what another one has worked out; ``None`` in a run of one process."""


def _survey(files: Iterable[Source], schemas: PackSchemas) -> PackDraft:
    """Load the valid part of a pack, or return what was loaded of the same bytes."""
    key = tuple(files)
    # Each command makes its own schemas, of the same files.
    if key in _surveyed and _surveyed[key][0]._schemas == schemas._schemas:
        return _surveyed[key][1]
    draft = survey(key, schemas)
    _put(_surveyed, key, (schemas, draft))
    return draft


def _known_period(calendar: RuleCalendar, day: str) -> EffectiveRules:
    """Return the rules in force on a day, compiled once for a pack; what they have explained is of each calendar."""
    key = id(calendar._pack), period_start(day, calendar._starts)
    if key not in _compiled:
        _put(_compiled, key, (calendar._pack, _compile(calendar, day)))
    period = _compiled[key][1]
    rules = (CompiledRule(each.rule, each.decide) for each in period.rules)
    return period._replace(rules=tuple(rules))


class _Around:
    """Digests of all of a pack that decides what rules can give, but for the rules."""

    def __init__(self, pack: Pack) -> None:
        self.pack = pack
        words = pack.answers.prose.words
        # Texts that may be copied from the pack's own are left out: the values of a domain are none of them.
        for_domains = words._replace(own_texts=(), labels=())
        # Sets have no order that holds from process to process.
        form = [(name, _in_order(value)) for name, value in pack.form._asdict().items()]
        self._any = _digest((form, pack.values, pack.gaps, pack.valid_from, for_domains, pack.dated_by))
        self._words = _digest(words)
        self._of_names: dict[tuple[tuple[str, ...], ...], str] = {}
        self._specimens: dict[str, str] = {}

    @property
    def applications(self) -> str:
        """The digest of what decides how an application is read."""
        return self._any + self._words

    def rule(self, rule: Rule) -> str:
        """Return the digest of what decides what a rule can give."""
        names = operands(rule, ParamOperand), operands(rule, ListOperand), operands(rule, TableOperand)
        if names not in self._of_names:
            kinds = zip((self.pack.params, self.pack.lists, self.pack.tables), names, strict=True)
            self._of_names[names] = _digest([held.get(name) for held, used in kinds for name in used])
        return self._any + self._of_names[names]

    def tests(self, rule: Rule) -> str:
        """Return the digest of what decides what the tests of a rule give."""
        if rule.specimen not in self._specimens:
            self._specimens[rule.specimen] = _digest(self.pack.specimens.get(rule.specimen))
        return self.rule(rule) + self._words + self._specimens[rule.specimen]


def _around(pack: Pack) -> _Around:
    if id(pack) not in _packs:
        # It holds the pack itself, so that no other gets its number.
        _put(_packs, id(pack), _Around(pack))
    return _packs[id(pack)]


def _in_order(value: Any) -> Any:
    return sorted(value) if isinstance(value, frozenset) else value


def _digest(value: Any) -> str:
    return hashlib.sha256(repr(value).encode()).hexdigest()


def _put(known: dict[Any, Any], key: Any, value: Any, most: int = _MOST_PACKS) -> None:
    if len(known) >= most:
        known.pop(next(iter(known)))
    known[key] = value


def _known_reachability(explorer: Explorer, rule: Rule) -> Reachability:
    """Return the reachability of a rule; what decides it is the rule, without its tests, and what stands around it."""
    key = repr(rule._replace(tests=())), _around(explorer.pack).rule(rule)
    if key not in _reached:
        _reached[key] = _of_the_run(("reachability", *key), partial(_reachability, explorer, rule))
    return _reached[key]


def _of_the_run(key: tuple[str, ...], make: Callable[[], Made]) -> Made:
    """Return what some process of this run has made, or make it for all."""
    if _folder is None:
        return make()
    kept = _folder / _digest(key)
    if kept.exists():
        made: Made = pickle.loads(kept.read_bytes())
        return made
    made = make()
    # Under a name of its own first, so that no other process reads half of it.
    written = kept.with_suffix(f".{os.getpid()}")
    written.write_bytes(pickle.dumps(made))
    written.replace(kept)
    return made


def _known_suspicions(rule: Rule, reachability: Reachability, explorer: Explorer, *exact: Any) -> Found:
    """Return the suspicions about a rule, as they were found before where only other rules have changed."""
    if exact:
        return suspicions(rule, reachability, explorer, *exact)
    key = repr(rule), _around(explorer.pack).tests(rule)
    if key not in _suspected:
        _suspected[key] = _of_the_run(("suspicions", *key), partial(suspicions, rule, reachability, explorer))
    return _suspected[key]


def looked_at(rules: Sequence[Rule]) -> Sequence[Rule]:
    """Return the rules that the costly lints look at: all, unless a test samples them."""
    return rules


def _per_rule(check: _Lint) -> _Lint:
    """Return a lint that looks only at rules that it has not looked at before."""

    def known(context: LintContext) -> Iterator[Diagnostic[PackLocation]]:
        for rule in looked_at(context.pack.rules):
            written = context.documents[rule.at.file].source.data
            key = check.__name__, written, rule.at.file, _around(context.pack).tests(rule)
            if key not in _linted:
                alone = context._replace(pack=replace(context.pack, rules=(rule,)))
                _linted[key] = tuple(check(alone))
            yield from _linted[key]

    return known


def _known_input(run: CaseRun, pack: Pack, shape: Shape) -> CaseInput:
    """Return the input of a run of a case, made once for all packs of the same form."""
    around = _around(pack).applications
    if around not in _inputs:
        _put(_inputs, around, {})
    key = repr(run)
    if key not in _inputs[around]:
        made = _inputs[around][key] = case_input(run, pack, shape)
        _named[id(made)] = made, _digest((around, key))
    return _inputs[around][key]


def _known_decisions(
    rule: Rule, applications: Sequence[tuple[str, CaseInput]], calendar: RuleCalendar
) -> RuleDecisions:
    """Return what was decided of the same applications by the same rule with the same around it."""
    around = _around(calendar._pack).tests(rule)
    if not all(id(given) in _named for _, given in applications):
        return decide_cases(rule, applications, calendar)
    of = _digest([(name, _named[id(given)][1]) for name, given in applications])
    key = repr(rule._replace(tests=())), around, of
    if key not in _decided:
        _decided[key] = _of_the_run(("decisions", *key), partial(decide_cases, rule, applications, calendar))
    return _decided[key]


def _known_application(
    source: Source, form: Form, *, gaps: Mapping[str, str] | None = None, limits: Limits = Limits()
) -> Document:
    """Return an application that two packs are compared by, read once for all packs with the same gaps.

    Others are not kept, since what they take of memory and time is tested.
    """
    if source.path != "application.json":
        return read_application(source, form, gaps=gaps, limits=limits)
    key = source, None if gaps is None else tuple(gaps.items()), limits
    if key not in _applications:
        made = read_application(source, form, gaps=gaps, limits=limits)
        _put(_applications, key, made, _MOST_APPLICATIONS)
    return _applications[key]


def _once_of_shipped(read_folder: Callable[..., Iterable[Made]]) -> Callable[..., Iterable[Made]]:
    """Have what is read of a pack of this checkout read once; any other folder may have changed meanwhile."""
    known: dict[tuple[object, ...], tuple[Made, ...]] = {}

    def once(folder: Path, **options: bool) -> Iterable[Made]:
        place = folder.resolve()
        if place.parent != _SHIPPED:
            return read_folder(folder, **options)
        # Paths are named as the folder is.
        key = place, folder, *options.items()
        if key not in known:
            known[key] = tuple(read_folder(folder, **options))
        return known[key]

    return once


def _known_command(words: Words, asked: str | None = None) -> Any:
    """Return the command line in a language, built once; the words of each language are those of the program."""
    key = words.lang, asked if asked in app.COMMANDS else None
    if key not in _commands or _commands[key][0]._table is not words._table:
        _commands[key] = words, _build_command(words, asked)
    return _commands[key][1]


def share_in(folder: Path) -> None:
    """Share with the other processes of a run too, in a folder that is of this run alone."""
    global _folder
    _folder = folder


def share() -> None:
    """Share the work of all tests of a process."""
    for name, known in {
        "sociallan.pack.load.read": lru_cache(maxsize=2048)(read),
        "sociallan.pack.load.survey": _survey,
        "sociallan.files.packs.pack_files": _once_of_shipped(packs.pack_files),
        "sociallan.files.packs.paths": _once_of_shipped(packs.paths),
        "sociallan.cli.app.build_command": _known_command,
        "sociallan.analysis.lints.languages._words": lru_cache(maxsize=8192)(lint_languages._words),
        "sociallan.analysis.pack_check.suspicions": _known_suspicions,
        "sociallan.screening.document_reader.read_application": _known_application,
        "sociallan.analysis.case_tests.case_input": _known_input,
        "sociallan.analysis.mutation.case_book.case_input": _known_input,
        "sociallan.analysis.case_tests.decide_cases": _known_decisions,
    }.items():
        mock.patch(name, known).start()
    mock.patch.object(Explorer, "reachability", _known_reachability).start()
    mock.patch.object(RuleCalendar, "_compile", _known_period).start()
    checks = tuple(_per_rule(each) if each in _PER_RULE else each for each in lints._LINTS)
    mock.patch.object(lints, "_LINTS", checks).start()
