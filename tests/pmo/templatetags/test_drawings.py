"""Sparklines, bars and initials."""

from decimal import Decimal

from pmo.templatetags.drawings import avatar_colour, bar, initials, polylines, sparkline


def test_a_line_spans_the_picture_from_its_lowest_to_its_highest_value():
    (line,) = polylines([0, 5, 10], width=100, height=20)
    assert line == [(2.0, 18.0), (50.0, 10.0), (98.0, 2.0)]


def test_a_missing_value_breaks_the_line():
    assert [len(line) for line in polylines([1, None, 2, 3])] == [1, 2]


def test_nothing_known_draws_nothing():
    assert polylines([None, None]) == []
    assert sparkline([])["last"] is None


def test_equal_values_draw_a_level_line():
    (line,) = polylines([Decimal(7), Decimal(7)])
    assert line[0][1] == line[1][1]


def test_numbers_in_drawings_never_take_the_decimal_comma_of_the_reader():
    assert sparkline([1, 2])["last"] == ["94.0", "2.0"]
    parts = bar([{"value": 1, "colour": "green", "label": "a"}, {"value": 2, "colour": "red", "label": "b"}])["parts"]
    assert [part["x"] for part in parts] == ["0.00", "33.33"]


def test_empty_parts_take_no_room_in_a_bar():
    parts = bar([{"value": 0, "colour": "green", "label": "a"}, {"value": 2, "colour": "red", "label": "b"}])["parts"]
    assert [part["label"] for part in parts] == ["b"]


def test_initials_are_of_the_first_and_the_last_word():
    assert initials("Jeanne de la Tour") == "JT"
    assert initials("Élodie") == "É"
    assert initials("Jean-Marc Petit") == "JP"
    assert initials("") == "?"


def test_a_name_keeps_its_colour():
    assert avatar_colour("Jeanne") == avatar_colour("Jeanne")
