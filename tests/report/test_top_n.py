"""The worst of very many: those of highest rank, in the order given where they are equal."""

from hypothesis import given
from hypothesis import strategies as st

from sociallan.report.top_n import TopN


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3))), st.integers(1, 5))
def test_what_is_kept_is_what_sorting_all_of_it_gives(ranks: list[tuple[int, int]], most: int) -> None:
    worst = TopN(most)
    numbered = [(each, str(number)) for number, each in enumerate(ranks)]

    for each, text in numbered:
        worst.add(each, text)

    in_order = sorted(numbered, key=lambda pair: (-pair[0][0], -pair[0][1], int(pair[1])))
    assert worst.texts() == [text for _, text in in_order[:most]]
