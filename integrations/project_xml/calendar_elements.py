"""Write one Calendar element; exceptions that follow each other day by day become one range."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta

from integrations.project_xml.document import DocumentCalendar
from integrations.project_xml.markup import Markup
from projects.working_time import MINUTES_PER_DAY, Span

DAILY = 1


def write_calendar(markup: Markup, calendar: DocumentCalendar) -> None:
    """The calendar with the days it defines itself."""
    markup.row = f"Calendar {calendar.name or calendar.uid}"
    with markup.inside("Calendar"):
        markup.write("UID", calendar.uid)
        markup.write("Name", calendar.name)
        markup.write("IsBaseCalendar", calendar.base is None)
        markup.write("BaseCalendarUID", -1 if calendar.base is None else calendar.base)
        if calendar.week:
            with markup.inside("WeekDays"):
                for day, spans in sorted(calendar.week.items()):
                    with markup.inside("WeekDay"):
                        # The file counts from Sunday, we count from Monday.
                        markup.write("DayType", (day + 1) % 7 + 1)
                        _write_spans(markup, spans)
        if calendar.exceptions:
            with markup.inside("Exceptions"):
                for first, last in ranges(calendar):
                    _write_exception(markup, calendar, first, last)


def ranges(calendar: DocumentCalendar) -> Iterator[tuple[date, date]]:
    """First and last day of each run of days with the same hours and the same name."""
    first = last = None
    for day in sorted(calendar.exceptions):
        if first is not None and last is not None and not _continues(calendar, last, day):
            yield first, last
            first = None
        first, last = first or day, day
    if first is not None and last is not None:
        yield first, last


def _continues(calendar: DocumentCalendar, last: date, day: date) -> bool:
    names, spans = calendar.exception_names, calendar.exceptions
    return day - last == timedelta(1) and spans[day] == spans[last] and names.get(day) == names.get(last)


def _write_exception(markup: Markup, calendar: DocumentCalendar, first: date, last: date) -> None:
    with markup.inside("Exception"):
        markup.write("EnteredByOccurrences", False)
        with markup.inside("TimePeriod"):
            markup.write("FromDate", datetime.combine(first, time()))
            markup.write("ToDate", datetime.combine(last, time(23, 59)))
        markup.write("Occurrences", (last - first).days + 1)
        markup.write("Name", calendar.exception_names.get(first, ""))
        markup.write("Type", DAILY)
        _write_spans(markup, calendar.exceptions[first])


def _write_spans(markup: Markup, spans: Sequence[Span]) -> None:
    markup.write("DayWorking", bool(spans))
    if spans:
        with markup.inside("WorkingTimes"):
            for start, end in spans:
                with markup.inside("WorkingTime"):
                    markup.write("FromTime", _clock(start))
                    markup.write("ToTime", _clock(end))


def _clock(minute: int) -> str:
    hour, minute = divmod(minute % MINUTES_PER_DAY, 60)
    return f"{hour:02}:{minute:02}:00"
