"""Working calendars built from calendar rows: weeks, public holidays and exceptions. No arithmetic."""

import json
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from projects.working_time import STANDARD, WorkingCalendar

CALENDARS = """
    SELECT id, name, week, country, is_default, (
        SELECT jsonb_agg(jsonb_build_array(one.first_day, one.last_day, one.spans) ORDER BY one.id)
        FROM accounts_calendarexception AS one WHERE one.calendar_id = calendar.id
    )
    FROM accounts_calendar AS calendar
"""
DEFAULT = None
"""The key of the organisation's calendar, for people without one of their own."""


class NamedCalendar(NamedTuple):
    """A calendar as it was set up."""

    pk: int
    name: str
    is_default: bool
    calendar: WorkingCalendar


def read_calendars(cursor, years: Iterable[int]) -> list[NamedCalendar]:
    """Every calendar with the public holidays of these years (one query)."""
    years = sorted(years)
    cursor.execute(CALENDARS)
    # A plain cursor of Django's gives JSON as text.
    return [
        NamedCalendar(
            pk,
            name,
            is_default,
            working_calendar(json.loads(week), _excepted(json.loads(exceptions or "[]")), country, years),
        )
        for pk, name, week, country, is_default, exceptions in cursor.fetchall()
    ]


def read_working_calendars(cursor, years: Iterable[int]) -> dict[int | None, WorkingCalendar]:
    """Every calendar by its id, with public holidays of these years; `DEFAULT` is the organisation's (one query)."""
    rows = read_calendars(cursor, years)
    found: dict[int | None, WorkingCalendar] = {row.pk: row.calendar for row in rows}
    found[DEFAULT] = next((row.calendar for row in rows if row.is_default), STANDARD)
    return found


def _excepted(exceptions: list) -> dict:
    """The days of the exceptions; of two for one day the later entry counts."""
    found: dict = {}
    for first, last, spans in exceptions:
        found.update(days_of(date.fromisoformat(first), date.fromisoformat(last), spans))
    return found


def days_of(first: date, last: date, spans: list) -> dict:
    """An exception as days with their spans."""
    worked = tuple(tuple(span) for span in spans)
    return {first + timedelta(days=number): worked for number in range((last - first).days + 1)}


def working_calendar(week: list, exceptions: Mapping, country: str, years: list[int]) -> WorkingCalendar:
    """One calendar; its own exceptions win over public holidays."""
    pattern = [tuple(tuple(span) for span in day) for day in week]
    return WorkingCalendar(pattern, exceptions).closed_on(public_holidays(country, years))


@lru_cache(maxsize=64)
def _public_holidays(country: str, years: tuple[int, ...]) -> tuple[date, ...]:
    import holidays

    try:
        return tuple(holidays.country_holidays(country, years=years)) if country else ()
    except NotImplementedError:
        return ()


def public_holidays(country: str, years: Iterable[int]) -> tuple[date, ...]:
    """Public holidays of a country by its ISO code; none for a country that is not known."""
    return _public_holidays(country, tuple(years))
