"""Results kept by the identity of what they come from."""

from sociallan.report.by_identity import kept_by_identity


def test_a_result_is_made_once_for_the_same_objects_and_again_for_equal_ones() -> None:
    made: list[tuple[object, object]] = []

    @kept_by_identity(8)
    def function(one: object, other: object) -> int:
        made.append((one, other))
        return len(made)

    first, equal, other = [1], [1], "x"

    assert [function(first, other), function(first, other), function(equal, other)] == [1, 1, 2]


def test_only_so_many_results_are_kept() -> None:
    made: list[object] = []

    @kept_by_identity(2)
    def function(given: object) -> int:
        made.append(given)
        return len(made)

    one, two, three = [1], [2], [3]
    for each in (one, two, three, one):
        function(each)

    assert made == [one, two, three, one]
