"""Calendars of an MS Project file: weekly pattern, exceptions and recurring days, and what they come to."""

from __future__ import annotations

import calendar as months
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import islice
from xml.etree.ElementTree import Element

from integrations.project_xml.cells import Cells, child, moment, rows
from integrations.project_xml.document import CellProblem, DocumentCalendar
from projects.working_time import MINUTES_PER_DAY, STANDARD, Span, WorkingCalendar

LONGEST_RANGE = 366 * 50
"""Days of one exception that are read: a calendar may close "for ever"."""

DAILY, YEARLY_ON_DATE, YEARLY_ON_DAY, MONTHLY_ON_DATE, MONTHLY_ON_DAY, WEEKLY = 1, 2, 3, 4, 5, 6


def read_calendar(element: Element, problems: list[CellProblem]) -> DocumentCalendar:
    """One Calendar element."""
    cells = Cells(element, "Calendar", problems)
    uid = cells.whole("UID", 0)
    cells.row = f"Calendar {cells.text('Name') or uid}"
    base = None if cells.flag("IsBaseCalendar") else cells.number_of_other("BaseCalendarUID")
    calendar = DocumentCalendar(uid, cells.text("Name"), base)
    for day in rows(element, "WeekDays", "WeekDay"):
        _read_week_day(day, calendar, cells.row, problems)
    for week in rows(element, "WorkWeeks", "WorkWeek"):
        _read_work_week(week, calendar, cells.row, problems)
    for exception in rows(element, "Exceptions", "Exception"):
        own = Cells(exception, cells.row, problems)
        spans, days, name = _spans(exception, own), _days_of(exception, own), own.text("Name")
        calendar.exceptions.update(dict.fromkeys(days, spans))
        calendar.exception_names.update(dict.fromkeys(days if name else (), name))
    return calendar


def working_calendars(calendars: list[DocumentCalendar]) -> dict[int, WorkingCalendar]:
    """Each calendar by UID with what it takes from its base; a chain that closes on itself is cut."""
    by_uid = {each.uid: each for each in calendars}
    return {uid: _resolved(each, by_uid) for uid, each in by_uid.items()}


def _resolved(calendar: DocumentCalendar, by_uid: dict[int, DocumentCalendar]) -> WorkingCalendar:
    chain = [calendar]
    while (uid := chain[-1].base) is not None and uid in by_uid and by_uid[uid] not in chain:
        chain.append(by_uid[uid])
    week: list[Sequence[Span]] = list(STANDARD.week)
    exceptions: dict[date, list[Span]] = {}
    for each in reversed(chain):
        for day, spans in each.week.items():
            week[day] = spans
        exceptions |= each.exceptions
    return WorkingCalendar(week, exceptions, calendar.name)


def _read_week_day(element: Element, calendar: DocumentCalendar, row: str, problems: list[CellProblem]) -> None:
    cells = Cells(element, row, problems)
    day = cells.whole("DayType")
    spans = _spans(element, cells)
    if 1 <= day <= 7:
        # The file counts from Sunday, we count from Monday.
        calendar.week[(day + 5) % 7] = spans
    elif day == 0:
        calendar.exceptions.update(dict.fromkeys(_range(element, cells), spans))


def _read_work_week(element: Element, calendar: DocumentCalendar, row: str, problems: list[CellProblem]) -> None:
    """Another weekly pattern for some weeks, kept day by day."""
    own = DocumentCalendar(calendar.uid)
    for week_day in rows(element, "WeekDays", "WeekDay"):
        _read_week_day(week_day, own, row, problems)
    for day in _range(element, Cells(element, row, problems)):
        if day.weekday() in own.week:
            calendar.exceptions[day] = own.week[day.weekday()]


def _spans(element: Element, cells: Cells) -> list[Span]:
    spans = []
    for time in rows(element, "WorkingTimes", "WorkingTime") if cells.flag("DayWorking") else ():
        own = Cells(time, cells.row, cells.problems)
        start, end = own.read("FromTime", _minute_of_day), own.read("ToTime", _minute_of_day)
        if start is not None and end is not None:
            # Midnight at the end of a span is the end of the day.
            spans.append((start, end if end > start else MINUTES_PER_DAY))
    return spans


def _minute_of_day(text: str) -> int:
    hour, minute = text.split(":")[:2]
    total = int(hour) * 60 + int(minute)
    if not 0 <= total <= MINUTES_PER_DAY:
        raise ValueError(text)
    return total


def _range(element: Element, cells: Cells) -> list[date]:
    period = child(element, "TimePeriod")
    if period is None:
        return []
    own = Cells(period, cells.row, cells.problems)
    first, last = own.read("FromDate", moment), own.read("ToDate", moment)
    if first is None or last is None:
        return []
    count = min((last.date() - first.date()).days + 1, LONGEST_RANGE)
    return [first.date() + timedelta(days=number) for number in range(count)]


def _days_of(element: Element, cells: Cells) -> list[date]:
    """The days of an exception, those of a recurring one picked out of its range."""
    days = _range(element, cells)
    kind = cells.whole("Type", DAILY)
    every = max(cells.whole("Period", 1), 1)
    if kind == DAILY:
        chosen = iter(days[::every])
    elif kind == WEEKLY:
        chosen = _weekly(days, every, cells.whole("DaysOfWeek"))
    elif kind in (YEARLY_ON_DATE, YEARLY_ON_DAY, MONTHLY_ON_DATE, MONTHLY_ON_DAY):
        chosen = _in_months(days, kind, every, cells)
    else:
        cells.problems.append(CellProblem("unknown_recurrence", cells.row, "Type", str(kind)))
        return []
    occurrences = cells.whole("Occurrences")
    return list(islice(chosen, occurrences if cells.flag("EnteredByOccurrences") and occurrences else None))


def _weekly(days: list[date], every: int, mask: int) -> Iterator[date]:
    """Days of the week by bit (bit 0 is Sunday), in every n-th week from the first."""
    first_monday = days[0].toordinal() - days[0].weekday() if days else 0
    for day in days:
        in_week = (day.toordinal() - first_monday) // 7 % every == 0
        if in_week and mask >> (day.weekday() + 1) % 7 & 1:
            yield day


def _in_months(days: list[date], kind: int, every: int, cells: Cells) -> Iterator[date]:
    yearly = kind in (YEARLY_ON_DATE, YEARLY_ON_DAY)
    for year, month in dict.fromkeys((day.year, day.month) for day in days):
        distance = (year - days[0].year) * 12 + month - days[0].month
        if month != cells.whole("Month") + 1 if yearly else distance % every:
            continue
        if kind in (YEARLY_ON_DATE, MONTHLY_ON_DATE):
            wanted = cells.whole("MonthDay")
            found = date(year, month, wanted) if 1 <= wanted <= months.monthrange(year, month)[1] else None
        else:
            found = _nth_day(year, month, cells.whole("MonthItem"), cells.whole("MonthPosition"))
        if found is not None and days[0] <= found <= days[-1]:
            yield found


def _nth_day(year: int, month: int, item: int, place: int) -> date | None:
    """First to fourth (place 0 to 3) or last (4) day, weekday, weekend day or named day (3 is Sunday)."""
    wanted = {0: range(7), 1: range(5), 2: (5, 6)}.get(item, ((item + 3) % 7,))
    count = months.monthrange(year, month)[1]
    found = [date(year, month, day) for day in range(1, count + 1)]
    found = [day for day in found if day.weekday() in wanted]
    return found[-1] if place == 4 else found[place] if 0 <= place < len(found) else None
