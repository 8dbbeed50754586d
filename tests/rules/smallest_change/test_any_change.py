"""The search for the smallest change ends, for any condition and any application."""

from typing import Any

import pytest
from hypothesis import given, settings

from sociallan.application.document import field_path, steps_of
from sociallan.rules.evaluation.compile import Compiler
from sociallan.rules.evaluation.compiled_rule import EffectiveRules, compile_rule
from sociallan.rules.evaluation.derived import Facts
from sociallan.rules.evaluation.explain import Explainer
from sociallan.rules.smallest_change.edits import smallest_edits
from sociallan.rules.truth import Truth
from tests.builders import DAY, as_json, checked, loaded, shape, small_pack
from tests.generated import any_application, any_condition, bound, tree
from tests.rules.smallest_change.steps import names_its_places
from tests.sampling import sampled

PARAMS = {"limit": 1, "none": None}
_HOLDS = (Truth.TRUE, Truth.JUDGEMENT)


@pytest.mark.law
@settings(max_examples=len(sampled(range(2_000), 20)))
@given(any_condition(), any_application())
def test_a_change_is_told_at_places_of_the_form_or_none_is(asked: Any, application: Any) -> None:
    (rule,) = loaded(small_pack()).rules
    bindings = bound(**PARAMS)
    compiler = Compiler(bindings)
    ready = compile_rule(rule._replace(require=tree(as_json(asked), **PARAMS)), compiler)
    document = checked(as_json(application))
    facts = Facts(document.value, document.texts, DAY)
    trace = Explainer(document, facts, bindings).explain(ready.rule.require)
    if trace.truth in _HOLDS:
        return

    edits = smallest_edits(ready, trace, facts, EffectiveRules((ready,), bindings, ()), shape().fields)

    assert edits is None or all(field_path(steps_of(each.pointer)) in shape().fields for each in edits)
    assert names_its_places(edits or ())
