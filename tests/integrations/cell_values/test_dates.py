"""Dates in French and English."""

from contextlib import suppress
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from integrations.cell_values import ColumnEvidence, Unreadable, read_date, read_fiscal_year, read_month


def reason(*args, **options) -> str:
    with pytest.raises(Unreadable) as unreadable:
        read_date(*args, **options)
    return unreadable.value.reason_code


@pytest.mark.parametrize(
    "text",
    [
        "2017-03-31", "2017/03/31", "20170331", "2017-03-31T10:00:00Z", "2017-03-31 00:00:00", "31/03/2017", "31/3/17",
        "31.03.17", "31-03-2017", "31/03/2017\n", "31 March 2017", "31st of March, 2017", "March 31, 2017", "31-Mar-17",
        "Friday 31 March 2017", "31 mars 2017", "vendredi 31 mars 2017", "31/03/2017 14h30", "42825", "42825.5",
    ],
)  # fmt: skip
def test_a_day_is_read_in_many_formats(text):
    assert read_date(text) == date(2017, 3, 31)


@pytest.mark.parametrize("value", [date(2017, 3, 31), datetime(2017, 3, 31, 12), 42825, 42825.25])
def test_date_cells_and_serials_are_days(value):
    assert read_date(value) == date(2017, 3, 31)


@pytest.mark.parametrize(
    ("text", "day"),
    [("1er mars 2017", date(2017, 3, 1)), ("15 août 2021", date(2021, 8, 15)), ("3 févr. 2020", date(2020, 2, 3)),
     ("12 déc. 2019", date(2019, 12, 12)), ("5 juin 2018", date(2018, 6, 5)), ("5 juil. 2018", date(2018, 7, 5))],
)  # fmt: skip
def test_french_months_are_read_with_and_without_accents(text, day):
    assert read_date(text) == day


def test_a_month_is_its_first_day_or_its_last():
    assert read_date("mars 2017") == date(2017, 3, 1)
    assert read_date("February 2020", end_of_month=True) == date(2020, 2, 29)
    assert read_date("Dec-21", end_of_month=True) == date(2021, 12, 31)


def test_two_digit_years_reach_from_1970_to_2069():
    assert read_date("31.12.40") == date(2040, 12, 31)
    assert read_date("17.03.97") == date(1997, 3, 17)


def test_the_column_decides_between_day_first_and_month_first():
    assert read_date("03/04/2017") == date(2017, 4, 3)
    assert read_date("03/04/2017", "mdy") == date(2017, 3, 4)
    assert read_date("25/04/2017", "mdy") == date(2017, 4, 25)
    assert read_date("03.04.2017", "mdy") == date(2017, 4, 3)


def test_a_column_with_both_orders_leaves_only_certain_dates():
    assert reason("03/04/2017", "?") == "ambiguous_date"
    assert read_date("25/04/2017", "?") == date(2017, 4, 25)
    assert read_date("04/25/2017", "?") == date(2017, 4, 25)
    assert read_date("04/04/2017", "?") == date(2017, 4, 4)


@pytest.mark.parametrize(
    ("values", "order"),
    [(["03/04/2017", "25/04/2017"], "dmy"), (["03/04/2017", "04/25/2017"], "mdy"), (["25/04/2017", "04/25/2017"], "?"),
     (["03/04/2017"], None), (["25.04.2017"], None), (["2017-04-25", 42825, None], None)],
)  # fmt: skip
def test_a_column_proves_its_order(values, order):
    evidence = ColumnEvidence()
    for value in values:
        evidence.observe_date(value)
    assert evidence.date_order == order


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("Exempt - Section 24(1) of the Act", "withheld"), ("Data Not Provided", "not_provided"), ("TBD", "pending"),
        ("No end date", "not_applicable"), ("31/02/2017", "not_a_date"), ("31/12/9999", "out_of_range"),
        ("Q4 2016/17", "not_a_day"), ("Fiscal Year 2017-18", "not_a_day"), ("2016-17", "not_a_day"),
        (2017, "not_a_day"),
        ("2017", "not_a_day"), ("March 31", "not_a_date"), ("Alpha", "not_a_date"), (12.5, "not_a_date"),
        (True, "not_a_date"), ("#N/A", "formula_error"),
    ],
)  # fmt: skip
def test_what_is_not_a_day_says_why(value, code):
    assert reason(value) == code


def test_months_and_fiscal_years_have_their_own_forms():
    assert read_month("2017-03") == read_month("03/2017") == read_month("31/03/2017") == date(2017, 3, 1)
    assert read_month("mars 2017") == date(2017, 3, 1)
    assert [read_fiscal_year(v) for v in ("2017", 2017.0, "2017/18", "FY 2017-2018", "17/18", None)] == [2017] * 5 + [
        None
    ]


@given(st.dates(date(1970, 1, 1), date(2069, 12, 31)))
def test_any_day_survives_every_notation(day):
    for pattern in ("%Y-%m-%d", "%d/%m/%Y", "%d.%m.%y", "%d %B %Y", "%d-%b-%y", "%B %d, %Y"):
        assert read_date(day.strftime(pattern)) == day


@given(st.text(max_size=40))
def test_any_text_gives_a_day_or_a_reason(text):
    with suppress(Unreadable):
        assert read_date(text) is None or read_date(text).year >= 1900
