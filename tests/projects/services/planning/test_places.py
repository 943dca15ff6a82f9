"""Rows move in the tree and disturb as few others as they can."""

import pytest

from projects.services.planning.places import Misplaced, Places


@pytest.fixture
def places():
    """1 (2, 3 (4)), 5."""
    return Places([(1, None, 10), (2, 1, 10), (3, 1, 20), (4, 3, 10), (5, None, 20)])


def test_a_row_put_between_two_others_moves_neither(places):
    places.put(5, 1, 2)
    assert places.settle() == {5: (1, 15)} and places.below(1) == [2, 5, 3]


def test_without_room_the_siblings_are_numbered_anew():
    places = Places([(1, None, 0), (2, None, 1), (3, None, 2)])
    places.put(3, None, 1)
    assert [key for key, _place in sorted(places.settle().items(), key=lambda item: item[1][1])] == [1, 3, 2]


def test_a_row_may_be_first_or_last(places):
    places.put(3, 1, None)
    assert places.below(1) == [3, 2]
    places.put(2, None, 5)
    assert places.below(None) == [1, 5, 2]


def test_a_row_never_stands_inside_itself_nor_after_a_stranger(places):
    for parent, after in ((1, None), (3, None), (4, None), (99, None), (None, 2)):
        with pytest.raises(Misplaced):
            places.put(1, parent, after)


def test_nothing_to_settle_twice(places):
    places.put(5, 1, None)
    places.settle()
    assert places.settle() == {}


def test_what_is_forgotten_takes_its_parts_along(places):
    places.forget(3)
    assert places.below(1) == [2] and 4 not in places.parent
