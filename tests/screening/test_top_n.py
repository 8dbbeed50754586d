"""The worst of very many: those of highest rank, in the order given where they are equal."""

from hypothesis import given
from hypothesis import strategies as st

from sociallan.screening.totals import TopN


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3))), st.integers(1, 5))
def test_what_is_kept_is_what_sorting_all_of_it_gives(ranks: list[tuple[int, int]], most: int) -> None:
    worst = TopN[str](most)
    numbered = [(each, str(number)) for number, each in enumerate(ranks)]

    for each, text in numbered:
        worst.add(each, text)

    in_order = sorted(numbered, key=lambda pair: (-pair[0][0], -pair[0][1], int(pair[1])))
    assert worst.items() == [text for _, text in in_order[:most]]


def test_items_are_sorted_out_whenever_there_are_more_than_twice_as_many_as_are_kept() -> None:
    """At each item it would take long, and at none of them memory without end."""
    worst = TopN[int](3)
    waiting = []

    for number in range(8):
        worst.add((0, 0), number)
        waiting.append(len(worst._kept))

    assert waiting == [1, 2, 3, 4, 5, 6, 3, 4]
