"""Numbers, money and percentages in French and English."""

from contextlib import suppress
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from integrations.cell_values import (
    Amount,
    ColumnEvidence,
    Unreadable,
    header_unit,
    read_amount,
    read_integer,
    read_number,
    read_percentage,
)


def reason(read, *args, **options) -> str:
    with pytest.raises(Unreadable) as unreadable:
        read(*args, **options)
    return unreadable.value.reason_code


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1 234,56", "1234.56"),
        ("1\u202f234,56", "1234.56"),
        ("1\xa0234\xa0567", "1234567"),
        ("1,234.56", "1234.56"),
        ("1.234,56", "1234.56"),
        ("1'234.50", "1234.50"),
        ("1,234,567", "1234567"),
        ("1.234.567", "1234567"),
        ("0,125", "0.125"),
        ("1234,567", "1234.567"),
        ("12,5", "12.5"),
        ("-2.3", "-2.3"),
        ("−2,3", "-2.3"),
        ("(1 234)", "-1234"),
        ("5-", "-5"),
        ("+3", "3"),
        (".5", "0.5"),
        ("1.2E+07", "12000000"),
        ("12 k", "12000"),
    ],
)
def test_a_number_is_read_as_french_and_english_speakers_write_it(text, number):
    assert read_number(text) == Decimal(number)


def test_cells_that_are_numbers_stay_exact():
    assert read_number(0.1) == Decimal("0.1")
    assert read_number(0) == 0
    assert read_integer(3.0) == 3


def test_the_column_decides_what_one_comma_or_point_means():
    assert read_number("1,234") == 1234
    assert read_number("1,234", ",") == Decimal("1.234")
    assert read_number("1.234") == Decimal("1.234")
    assert read_number("1.234", ",") == 1234
    assert reason(read_number, "1,234", "?") == "ambiguous_number"
    assert read_number("1,5", "?") == Decimal("1.5")


@pytest.mark.parametrize(
    ("text", "amount", "currency"),
    [
        ("£1.90m", "1900000", "GBP"),
        ("-£2.30m", "-2300000", "GBP"),
        ("£ -5.0", "-5", "GBP"),
        ("£5,609.46m", "5609460000", "GBP"),
        ("12 k€", "12000", "EUR"),
        ("k€ 12", "12000", "EUR"),
        ("12,5 M€", "12500000", "EUR"),
        ("1,2 Md€", "1200000000", "EUR"),
        ("€5bn", "5000000000", "EUR"),
        ("12 millions d'euros", "12000000", "EUR"),
        ("3 milliards", "3000000000", None),
        ("10 kEUR", "10000", "EUR"),
        ("US$ 5,000", "5000", "USD"),
        ("120 k€ HT", "120000", "EUR"),
        ("1 234,50 €", "1234.5", "EUR"),
    ],
)
def test_money_is_read_with_its_scale_and_currency(text, amount, currency):
    assert read_amount(text) == Amount(Decimal(amount), currency)


def test_the_scale_of_a_cell_wins_over_that_of_its_header():
    assert read_amount("£1.90m", unit=10**6).value == 1_900_000
    assert read_amount("1.90", unit=10**6, currency="GBP") == Amount(Decimal(1_900_000), "GBP")
    assert read_amount(1.9, unit=10**6).value == 1_900_000


@pytest.mark.parametrize(
    ("value", "points", "percent"),
    [
        ("12,5 %", True, "12.5"),
        ("12.5%", False, "12.5"),
        (0.125, False, "12.5"),
        (45, True, "45"),
        ("0.45", False, "45"),
    ],
)
def test_percentages_are_given_in_percent(value, points, percent):
    assert read_percentage(value, points=points) == Decimal(percent)


@pytest.mark.parametrize("nothing", [None, "", "  ", "-", "–", "…"])
def test_blanks_and_dashes_are_no_value_and_no_problem(nothing):
    assert read_number(nothing) is None and read_amount(nothing) is None and read_percentage(nothing) is None


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Exempt under Section 43 of the Freedom of Information Act 2000", "withheld"),
        ("Data not provided by department", "not_provided"),
        ("Budget variance less than 5%", "not_exact"),
        (">10%", "not_exact"),
        ("entre 5 et 9 M€", "not_exact"),
        ("TBC", "pending"),
        ("En cadrage", "pending"),
        ("n/a", "not_applicable"),
        ("#REF!", "formula_error"),
        ("12 34", "not_a_number"),
        ("12*", "not_a_number"),
        ("1,23,4", "not_a_number"),
        ("Alpha", "not_a_number"),
    ],
)
def test_what_is_not_a_number_says_why(text, code):
    assert reason(read_amount, text) == code


@pytest.mark.parametrize("value", [True, float("nan"), float("inf"), b"12"])
def test_values_that_are_not_numbers_are_refused(value):
    assert reason(read_number, value) == "not_a_number"


@pytest.mark.parametrize(
    ("header", "unit", "currency"),
    [
        ("2013/2014 Budget (£million)", 10**6, "GBP"),
        ("Whole Life Cost TOTAL Baseline £m\n(including Non-Government costs)", 10**6, "GBP"),
        ("Coût (k€)", 10**3, "EUR"),
        ("Budget M€", 10**6, "EUR"),
        ("Montant en milliers d'euros", 10**3, "EUR"),
        ("Budget (Md€)", 10**9, "EUR"),
        ("Cost (USD)", 1, "USD"),
        ("Total cost $000", 10**3, "USD"),
        ("Budget", 1, None),
        ("Commentaire", 1, None),
    ],
)
def test_unit_and_currency_are_read_from_a_header(header, unit, currency):
    assert header_unit(header) == (unit, currency)


def evidence(*values) -> ColumnEvidence:
    found = ColumnEvidence()
    for value in values:
        found.observe_number(value)
    return found


def test_a_column_proves_its_decimal_mark():
    assert evidence("1,234", "12.5").decimal == "."
    assert evidence("1,234", "12,5 €").decimal == ","
    assert evidence("1 234,50").decimal == ","
    assert evidence("1,234,567").decimal == "."
    assert evidence("12,5", "12.5").decimal == "?"
    assert evidence("1,234", "7").decimal is None


def test_a_column_of_fractions_is_told_from_one_in_percent():
    assert not evidence(0.5, 1.0, 0).points
    assert evidence(0.5, 45).points
    assert evidence("0", "45").points
    assert not evidence("0.5", "1").points


@given(st.decimals(allow_nan=False, allow_infinity=False, places=2, min_value=-(10**12), max_value=10**12))
def test_any_amount_survives_both_notations(amount):
    english = f"{amount:,.2f}"
    french = english.replace(",", "\u202f").replace(".", ",")
    assert read_number(english) == read_number(french) == amount


@given(st.text(max_size=40))
def test_any_text_gives_a_number_or_a_reason(text):
    with suppress(Unreadable):
        assert read_amount(text) is None or read_amount(text).value.is_finite()
