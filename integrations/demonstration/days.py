"""Days and months as the demonstration counts them. No rows."""

from datetime import date, timedelta

FRIDAY = 4


def workday(day: date) -> date:
    """The day itself, or the Friday before a weekend."""
    return day - timedelta(days=max(0, day.weekday() - FRIDAY))


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
