"""Days and months as the demonstration counts them. No rows."""

from datetime import date, timedelta

from holidays import country_holidays

FRIDAY = 4
HOLIDAYS = country_holidays("FR")
"""Filled year by year as days are asked for."""


def workday(day: date) -> date:
    """The day itself, or the working day before a weekend or a French public holiday."""
    while day.weekday() > FRIDAY or day in HOLIDAYS:
        day -= timedelta(days=1)
    return day


def friday_before(day: date) -> date:
    """The last Friday before a day."""
    return day - timedelta(days=(day.weekday() - FRIDAY - 1) % 7 + 1)


def first_of_month(day: date) -> date:
    return day.replace(day=1)


def month_after(month: date, number: int = 1) -> date:
    """The first day of the month that many months later."""
    years, index = divmod(month.year * 12 + month.month - 1 + number, 12)
    return date(years, index + 1, 1)


def months_between(first: date, last: date) -> list[date]:
    """The first days of the months that a period touches."""
    month, found = first_of_month(first), []
    while month <= last:
        found.append(month)
        month = month_after(month)
    return found


def part_of(first: date, last: date, share: float) -> date:
    """The working day that lies a share of the way between two days."""
    return workday(first + timedelta(days=round((last - first).days * share)))
