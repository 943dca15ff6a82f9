"""Rows of a plan in reading order."""

from projects.outline import Place, outline, weighted_percent


def test_rows_follow_their_parents_in_order_of_position():
    rows = outline([Place("c", "a", 2), Place("a", None, 1), Place("b", "a", 1), Place("d", None, 0)])
    assert [(row.key, row.number, row.level, row.wbs, row.is_summary) for row in rows] == [
        ("d", 1, 0, "1", False),
        ("a", 2, 0, "2", True),
        ("b", 3, 1, "2.1", False),
        ("c", 4, 1, "2.2", False),
    ]


def test_a_circle_of_parents_and_a_missing_parent_end_at_the_top_and_no_row_is_lost():
    rows = outline([Place("a", "b", 0), Place("b", "a", 0), Place("c", "gone", 0), Place("d", "d", 0)])
    assert sorted(row.key for row in rows) == ["a", "b", "c", "d"]
    assert {row.key for row in rows if row.parent is None} >= {"c", "d"}


def test_ten_thousand_levels_need_no_recursion():
    rows = outline(Place(number, number - 1 if number else None, 0) for number in range(2000))
    assert rows[-1].level == 1999


def test_the_percent_of_a_summary_is_weighted_and_zero_when_nothing_weighs():
    rows = outline([Place("all", None, 0), Place("a", "all", 1), Place("b", "all", 2), Place("empty", None, 3),
                    Place("m", "empty", 0)])  # fmt: skip
    percent = weighted_percent(rows, {"a": 300, "b": 100, "m": 0}, {"a": 50, "b": 100, "m": 100})
    assert percent["all"] == 62.5
    assert percent["empty"] == 0 and percent["m"] == 100
