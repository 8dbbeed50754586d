"""Mutants of what stands around the rules: none is made that the rules' own mutants are already."""

from typing import Any

from sociallan.analysis.mutation.mutants import mutants
from sociallan.analysis.mutation.pack_mutants import pack_mutants
from sociallan.application.read import read
from sociallan.pack.pack import Pack
from tests.builders import loaded, rule_requiring, small_pack, source

NO_LIMIT = "    - {from: 2020-08-24, value: 10}\n    - {from: 2024-01-01, value: 20}\n"
FILES = small_pack(
    **{"rules__applicant-named": rule_requiring("{field: investment.loan, at_most: {param: limit}}")},
    specimens__housing="applicant: {name: Exempelkommun}\ninvestment: {loan: 9}\n",
)


def of_parameters(pack: Pack) -> list[tuple[str, Any, Any]]:
    head = read(source(FILES["pack.yaml"])).value
    return [(each.change, each.before, each.after) for each in pack_mutants(pack, head) if each.subject == "limit"]


def test_a_limit_that_there_is_is_changed_for_each_rule_that_reads_it_and_not_again_for_the_pack() -> None:
    pack = loaded(FILES)
    (rule,) = pack.rules

    of_rule = [(each.before, each.after) for each in mutants(rule, lambda _: (10, 20), pack.form.fields) if each.swap]

    assert {before for before, _ in of_rule} == {10, 20}
    assert "param_value" not in {change for change, _, _ in of_parameters(pack)}
    assert {change for change, _, _ in of_parameters(pack)} == {"param_day", "param_value_dropped", "param_later"}


def test_where_there_is_no_limit_one_that_bites_is_tried() -> None:
    params = FILES["params.yaml"].replace(NO_LIMIT, "    - {from: 2020-08-24, value: null}\n")

    found = of_parameters(loaded({**FILES, "params.yaml": params}))

    assert ("param_value", None, 9) in found
    assert ("param_later", "2020-08-25", 9) in found
