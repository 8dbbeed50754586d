"""The worst of very many: those of highest rank, in the order given where they are equal."""

from hypothesis import given
from hypothesis import strategies as st

from sociallan.model.report import Verdict
from sociallan.render.worst import Rank, Worst, rank


def test_the_verdict_weighs_more_than_what_there_is_to_mend() -> None:
    assert rank(Verdict.INVALID, 0) > rank(Verdict.NOT_MET, 99) > rank(Verdict.INCOMPLETE, 99) > rank(Verdict.READY, 0)
    assert rank(Verdict.INCOMPLETE, 2) > rank(Verdict.INCOMPLETE, 1)


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3))), st.integers(1, 5))
def test_what_is_kept_is_what_sorting_all_of_it_gives(ranks: list[tuple[int, int]], most: int) -> None:
    worst = Worst(most)
    numbered = [(Rank(*each), str(number)) for number, each in enumerate(ranks)]

    for each, text in numbered:
        worst.add(each, text)

    in_order = sorted(numbered, key=lambda pair: (-pair[0].badness, -pair[0].to_mend, int(pair[1])))
    assert worst.texts() == [text for _, text in in_order[:most]]
