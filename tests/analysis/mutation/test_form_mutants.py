"""Mutants of the form: each stands where form.yaml has the field that it changes."""

from sociallan.analysis.mutation.form_mutants import choice_mutants
from sociallan.application.document import steps_of
from sociallan.application.walking import value_at
from sociallan.pack.schema_check import FORM
from tests.builders import draft_of, loaded, small_pack


def test_a_changed_choice_is_told_where_its_field_stands_in_lists_too() -> None:
    files = small_pack()
    form = draft_of(files).documents[FORM].value

    places = {mutant.subject: mutant.at for mutant in choice_mutants(loaded(files))}

    assert places["social.goals.effect"].pointer == "/fields/social/fields/goals/items/fields/effect"
    assert all("choices" in str(value_at(form, steps_of(place.pointer))) for place in places.values())
