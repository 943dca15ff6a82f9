"""The difference between two editions."""

from datetime import date
from decimal import Decimal

from integrations.editions import difference, duration_years
from integrations.rows import ImportedRow


def row(key, **values):
    return ImportedRow("sheet", 1, key, {"name": key, **values})


def test_rows_are_new_gone_or_kept_by_their_key():
    found = difference([row("a"), row("b")], [row("b"), row("c")])
    assert [each.external_key for each in found.new] == ["c"]
    assert [each.external_key for each in found.gone] == ["a"]
    assert [(old.external_key, new.external_key) for old, new in found.kept] == [("b", "b")]


def test_a_confirmed_rename_is_neither_new_nor_gone():
    found = difference([row("old", budget=Decimal(1))], [row("new", budget=Decimal(2))], renamed={"new": "old"})
    assert (found.new, found.gone) == ([], [])
    assert found.changed_cost[0].by == 1


def test_rejected_rows_are_left_out():
    assert difference([row(None)], [row(None)]).new == []


def test_a_cost_given_by_only_one_edition_is_a_change():
    [change] = difference([row("a")], [row("a", budget=Decimal(5))]).changed_cost
    assert (change.old, change.new, change.by) == (None, 5, None)


def test_figures_that_differ_only_in_notation_are_no_change():
    found = difference([row("a", budget=Decimal("52"))], [row("a", budget=Decimal("52.0"))])
    assert found.changed_cost == []


def test_a_duration_changes_by_more_than_the_rounding_of_the_publisher():
    rounded = difference([row("a", duration_years=Decimal("3.7507"))], [row("a", duration_years=Decimal("3.8"))])
    moved = difference([row("a", duration_years=Decimal("5.9233"))], [row("a", duration_years=Decimal("6.4"))])
    assert rounded.changed_duration == [] and moved.changed_duration[0].by == Decimal("0.4767")


def test_a_duration_follows_from_dates_where_none_is_given():
    assert duration_years(row("a", planned_start=date(2020, 1, 1), planned_finish=date(2024, 1, 1))) == 4
    assert duration_years(row("a", planned_start=date(2020, 1, 1))) is None
