"""Choices that words come near to."""

import pytest

from sociallan.application.field import Field
from sociallan.application.form_check.choices_in_text import as_list, names_only_known, nearest_choice
from tests.builders import lsh

FREQUENCY = lsh().form.fields["evaluation.frequency"]


@pytest.mark.parametrize(
    ("said", "choice"),
    [
        ("1 gång/år", "yearly"),
        ("1 ggr/år", "yearly"),
        ("2 gånger/år", "half_yearly"),
        ("2 ggr om året", "half_yearly"),
        ("Vart 3 år", "less_often"),
        ("Vart 3. år", "less_often"),
        ("2 gånger om åre", "half_yearly"),
        ("1 gång/månad", "monthly"),
        ("1. varje år", "yearly"),
        ("2) varje år", "yearly"),
        ("  3. varje år", "yearly"),
        ("varje åre", "yearly"),
    ],
)
def test_how_often_is_understood_with_numbers_in_words_or_figures(said: str, choice: str) -> None:
    assert nearest_choice(FREQUENCY, said) == choice


@pytest.mark.parametrize(
    "said", ["12 gånger per år", "fyra gånger per år", "var 3:e månad", "var sjätte månad", "varje 2. år", "/", ""]
)
def test_a_choice_without_the_numbers_that_are_said_is_none_that_is_near(said: str) -> None:
    assert nearest_choice(FREQUENCY, said) is None


KIND = lsh().form.fields["applicant.kind"]


@pytest.mark.parametrize(
    ("said", "choice"),
    [
        ("vi är en kommun", "municipality"),
        ("Ett kommunalt bolag i Ekeby", "municipal_company"),
        ("we are a region", "region"),
        ("VI ÄR EN KOMMUN", "municipality"),
        ("vi är inte en kommun", None),
        ("en annan kommun", None),
        ("vi är en storkommun vid kusten", None),
        ("kommun eller region", None),
        ("vi är en liten kommun vid kusten norröver", "municipality"),
        ("vi är en liten kommun vid kusten långt norröver", None),
        ("vi är en kommunal nämnd", None),
        (f"vi är en kommun {'x' * 44}", "municipality"),
        (f"vi är en kommun {'x' * 45}", None),
    ],
)
def test_a_short_sentence_that_names_one_choice_and_denies_nothing_means_it(said: str, choice: str | None) -> None:
    assert nearest_choice(KIND, said) == choice


def test_a_word_without_numbers_may_be_near_to_a_choice_that_has_one() -> None:
    phase = KIND._replace(values=("phase_2",), labels={}, also={})

    assert nearest_choice(phase, "phase") == "phase_2"
    assert nearest_choice(phase, "phase 3") is None


def test_words_that_are_the_name_of_two_choices_mean_neither() -> None:
    names = {"spring": {"sv": "En gång om året"}, "autumn": {"sv": "1 gång/år"}, "never": {"sv": "Aldrig i livet"}}
    twice = FREQUENCY._replace(values=tuple(names), labels=names, also={})

    assert [nearest_choice(twice, said) for said in ("en gång per år", "aldrig i livet")] == [None, "never"]


@pytest.mark.parametrize(
    ("path", "said", "choice"),
    [
        ("social.goals.level", "krav", None),
        ("social.effects", "krav", None),
        ("project.location.extent", "hälsa", None),
        ("project.status", "beslutad", None),
        ("investment.items.paid_by", "sökt lån", None),
        ("investment.items.paid_by", "vårt lån", None),
        ("investment.items.paid_by", "lånet", None),
        ("investment.items.paid_by", "grönt lan", "green"),
        ("investment.items.paid_by", "båad", "both"),
        ("investment.items.type", "trygghet", None),
        ("investment.items.type", "skola", None),
        ("investment.link", "investering", None),
        ("social.effects", "bättre", None),
        ("social.effects", "jämställd", "equality"),
        ("applicant.kind", "kommunbolag", "municipal_company"),
        ("evaluation.plan", "inget", "none"),
        ("evaluation.frequency", "1 gång i månaden", "monthly"),
        ("project.status", "aldrig påbörjat", None),
        ("project.status", "har inte påbörjats", "planned"),
        ("project.status", "ej påbörjat", "planned"),
        ("project.status", "på gång", None),
        ("applicant.kind", "annan lantagare", "other"),
        ("applicant.kind", "kommun!", "municipality"),
        ("project.status", "ej avslutad", None),
    ],
)
def test_a_near_word_gets_the_choice_that_it_can_mean_or_none(path: str, said: str, choice: str | None) -> None:
    assert nearest_choice(lsh().form.fields[path], said) == choice


def test_a_word_that_begins_the_name_of_one_choice_means_it_though_it_stands_inside_words_of_another() -> None:
    names = {"baths": {"sv": "Badhus"}, "pools": {"sv": "Simbadhus"}}
    places = KIND._replace(values=tuple(names), labels=names, also={})

    assert nearest_choice(places, "badhu") == "baths"
    assert nearest_choice(places._replace(labels={**names, "pools": {"sv": "Badhusen vid ån"}}), "badhu") is None


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("mål 3, 10 och 11", "[3, 10, 11]"),
        ("Mål 3, Mål 10.", "[3, 10]"),
        ("goals 3 and 10", "[3, 10]"),
        ("(3, 10)", "[3, 10]"),
        ("mål 103", "[103]"),
        ("delmål 3", None),
        ("mål tre", None),
        ("3 olika", None),
        # A word of the description alone may mean anything.
        ("projektet 3", None),
    ],
)
def test_a_word_of_the_title_may_stand_before_each_number_of_a_list(said: str, expected: str | None) -> None:
    assert as_list(lsh().form.fields["agenda_2030"], said) == expected


REFERENCES = lsh().form.fields["social.interventions.linked_to"]
EFFECTS = lsh().form.fields["social.effects"]


def test_only_references_are_parted_at_commas_where_any_text_will_do() -> None:
    assert as_list(REFERENCES, "Ask, Björk") == '["Ask", "Björk"]'
    assert as_list(REFERENCES, "Ask, torget vid ån") == '["Ask, torget vid ån"]'
    assert as_list(REFERENCES._replace(refers_to=None), "Ask, Björk") == '["Ask, Björk"]'


@pytest.mark.parametrize("may_be_empty", [True, False])
def test_a_word_for_none_is_certain_where_a_list_may_be_empty(*, may_be_empty: bool) -> None:
    assert names_only_known(EFFECTS._replace(may_be_empty=may_be_empty), "inga", {}) is may_be_empty


@pytest.mark.parametrize(
    ("field", "text", "is_certain"),
    [
        (lsh().form.fields["agenda_2030"], "3, 10", True),
        (lsh().form.fields["agenda_2030"], "3, mål 10", False),
        (lsh().form.fields["agenda_2030"], "inga", True),
        (REFERENCES._replace(refers_to=None), "Ask, Björk", True),
    ],
)
def test_numbers_and_other_texts_are_a_list_as_they_stand_and_numbers_beside_words_may_mean_another(
    field: Field, text: str, *, is_certain: bool
) -> None:
    assert names_only_known(field, text, {}) is is_certain
