"""The reports that every format is tried on: one of each verdict, and several together."""

from dataclasses import replace
from functools import cache, lru_cache
from typing import Any

from sociallan.formats import render
from sociallan.pack.pack import Pack
from sociallan.screening.report import Report, Screening
from sociallan.screening.screen import Screener
from sociallan.screening.settings import Setting, SettingSource, Waiver
from sociallan.screening.waivers import waive
from tests.builders import (
    TODAY,
    example,
    loaded,
    lsh,
    report,
    rule_requiring,
    screen,
    shape,
    source,
    view,
    with_summary,
)

LANGS = ("sv", "en")
ONE_OF_EACH = {
    "ready": "ready/safety-ekersberga-centrum-for-alla.yaml",
    "incomplete": "incomplete/early-sketch.yaml",
    "not_met": "not_met/loan-larger-than-cost.yaml",
    "invalid": "invalid/misspelt-key.yaml",
}
SAMPLES = (*ONE_OF_EACH, "several", "hostile", "waived", "foreign")
WAIVED = (
    Waiver("G5-effect-plan", "**", "Kreditchef", "En plan täcker alla projekt", "2030-12-31", 3),
    Waiver("social-effect-need-evidence", "**", "Hållbarhetschef", "Underlaget kommer i höst", "2025-11-30", 9),
)
"""Waivers of the sample of that name."""

STRANGERS = (
    Setting("rules", "\x1b[31m</p><script>\u202e|=1+1::error::](x)", SettingSource.FILE, "sociallan.toml:3"),
    Setting("fail-on", "never", SettingSource.VARIABLE, "SOCIALLAN_FAIL_ON"),
    Setting("ignore", ("G5", "@alla"), SettingSource.FILE, "<b>/sociallan.toml:4"),
    Setting("quiet", value=True, source=SettingSource.OPTION, where="--quiet"),
)
"""The settings of the sample by rules that do not come along, which try to steer what shows them."""

HOSTILE = """\
applicant: {name: "[/b] \\e[31mrött\\e[0m \\u202e bakvänt", kind: other}
project:
  title: "Ring Anna på 070-123 45 67 eller anna@exempel.se, 19811218-9876"
  summary: "=cmd|' /C calc'!A0"
  area: "[red]boende[/red]"
"social\\e[31m": {}
"""
"""An application that tries to steer the terminal, and tells of a person."""


@cache
def sample(name: str) -> Report:
    """Return a report whose digests and version stay when rules and program change."""
    pack = still(lsh())
    if name == "several":
        return report(*(screen(example(path)) for path in ONE_OF_EACH.values()), pack=pack)
    if name == "hostile":
        return report(screen(source(HOSTILE, "hostile.yaml")), pack=pack)
    if name == "foreign":
        given = report(screen(example(ONE_OF_EACH["not_met"])), pack=pack)
        return given._replace(head=given.head._replace(shipped=False, settings=STRANGERS))
    if name == "waived":
        return report(waive(screen(example(ONE_OF_EACH["incomplete"])), WAIVED), pack=pack)
    return report(screen(example(ONE_OF_EACH[name])), pack=pack)


@lru_cache(maxsize=128)
def rendered(form: str, name: str, lang: str = "sv", **looks: Any) -> str:
    """Render a sample in a format, once for all tests that look at it."""
    return render(form, sample(name), view(lang, **looks))


def still(pack: Pack) -> Pack:
    return replace(pack, logic_digest="sha256:" + "0" * 64, text_digest="sha256:" + "1" * 64)


@cache
def small_sample() -> Report:
    """Return a report by three rules, small enough to read whole."""
    rules = {
        "applicant-named": "{field: applicant.name, not_placeholder: true}",
        "loan-limited": "{field: investment.loan, at_most: {param: limit}}",
        "goals-described": "{each: social.goals, as: goal, must: {field: goal.description, min_chars: 9}}",
    }
    files = with_summary()
    for name, asked in rules.items():
        text = rule_requiring(asked, name)
        files[f"rules/{name}.yaml"] = text
    pack = still(loaded(files))
    given = (
        "investment: {loan: 25}\nsocial:\n  goals:\n    - {description: Trygg}\n    - {description: }\n  gaols: []\n"
    )
    return report(small_screening(pack, given), pack=pack)


def small_screening(pack: Pack, text: str) -> Screening:
    return Screener(pack, shape(), today=TODAY).screen(source(text))
