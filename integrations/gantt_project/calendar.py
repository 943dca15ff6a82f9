"""The calendar of a GanttProject file: which days of the week work, and the days that differ."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from xml.etree.ElementTree import Element

from integrations.gantt_project.attributes import Attributes
from integrations.project_xml import CellProblem, DocumentCalendar
from projects.working_time import Span

CALENDAR = 1
DAY = 480
HOURS: list[Span] = [(480, 720), (780, 1020)]
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
YEARS_AHEAD = 12


def read_calendar(root: Element, starts: Sequence[datetime], problems: list[CellProblem]) -> DocumentCalendar:
    """Eight hours on each working day. A holiday without a year is every year around the plan."""
    calendar = DocumentCalendar(CALENDAR, "GanttProject")
    week = root.find("calendars/day-types/default-week")
    for number, name in enumerate(DAYS):
        off = (week.get(name) if week is not None else "1" if number > 4 else "0") == "1"
        calendar.week[number] = [] if off else list(HOURS)
    first = min(starts, default=datetime(2000, 1, 1)).year
    for element in root.findall("calendars/date"):
        cells = Attributes(element, "Calendar GanttProject", problems)
        year = cells.whole("year")
        for each in range(first - 1, first + YEARS_AHEAD) if year is None else (year,):
            _read_day(calendar, cells, each, element.text or "")
    return calendar


def _read_day(calendar: DocumentCalendar, cells: Attributes, year: int, name: str) -> None:
    try:
        day = date(year, cells.whole("month") or 0, cells.whole("date") or 0)
    except ValueError:
        # 29 February of other years, or no date at all.
        if cells.text("year"):
            cells.report("unreadable_value", "date")
        return
    calendar.exceptions[day] = list(HOURS) if cells.text("type") == "WORKING_DAY" else []
    if name.strip():
        calendar.exception_names[day] = name.strip()
