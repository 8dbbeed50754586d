"""The summary of many applications: what is to be mended most often first, and rules before findings on form."""

from sociallan.report.summary import summarise
from sociallan.screening.report import ReportHeader, Verdict
from sociallan.screening.totals import TotalsBuilder
from tests.builders import RULE, loaded, small_pack, view


def test_of_what_is_equally_common_a_rule_comes_before_a_finding_and_then_the_letters_decide() -> None:
    pack = loaded(small_pack(rules__zoned=RULE.format(id="zoned")))
    head = ReportHeader("1", pack, "2025-01-01", shipped=True, settings=())
    counts = {"yaml.duplicate-key": 2, "date.before-pack": 2, "zoned": 2, "applicant-named": 2, "value.type": 3}
    totals = TotalsBuilder().totals()._replace(to_mend=counts, verdicts=dict.fromkeys(Verdict, 0))

    found = [each.id for each in summarise(totals, head, view()).to_mend]

    assert found == ["value.type", "applicant-named", "zoned", "date.before-pack", "yaml.duplicate-key"]
