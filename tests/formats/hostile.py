"""An application that tries what a text can do to those who read of it, and the reports of it."""

import json
from functools import cache

from sociallan.screening.report import Report
from tests.builders import lsh, report, screen, source
from tests.formats.samples import still

TRICKS = (
    "<script>alert(1)</script>",
    "</title></style></script><img src=x onerror=alert(1)>",
    "[läs mer](javascript:alert(1)) ![](https://example.org/x.png)",
    "a | b `c` **d** <!-- e --> &lt; \\",
    '=HYPERLINK("https://example.org";"läs")',
    "+46-1 @SUM(1+1)*cmd|' /C calc'!A0",
    '"=1+1',
    "text,=1+1;=1+1\t=1+1",
    "-2+3\r\n=1+1",
    "\u001b[31mrött\u001b[0m \u0000\u0007 \ufffe\uffff",
    "rad\u2028rad\u2029rad\u0085rad \u202ebakvänt",
    "{{7*7}} ${7*7} {% raw %}",
    "@kommuninvest/alla och #1",
    "Torget _x0041_ 19811218-9876",
)
KEY = "</pre><script>alert(2)</script>|@alla"


@cache
def hostile(count: int = 1) -> Report:
    """Return a report of applications made of tricks, each in every place that a report shows."""
    given = (
        {
            "applicant": {"name": trick, "member": {"name": trick}},
            "project": {"title": trick, "location": {"place": trick}, "area": trick},
            "investment": {"loan": 10**30},
            "social": {
                "effects": ["equality"],
                "interventions": [{"name": trick, "aims_at": ["equality"]}],
                "goals": [{"effect": "equality", "level": "impact", "indicators": [{"name": trick, "unit": trick}]}],
            },
            KEY: trick,
        }
        for trick in TRICKS[:count]
    )
    files = (source(json.dumps(each), f"{TRICKS[0]}|@a{n}.json") for n, each in enumerate(given))
    return report(*map(screen, files), pack=still(lsh()))


def every_trick() -> Report:
    """Return a report of an application for each trick."""
    return hostile(len(TRICKS))
