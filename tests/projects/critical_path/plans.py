"""Small plans for the tests of the engine: Monday 4 March 2024, 08:00, eight hours a day; `hours` of work."""

from datetime import datetime

from projects.critical_path import Link, Plan, PlannedTask, Schedule, schedule
from projects.working_time import STANDARD, WorkingCalendar

MONDAY = datetime(2024, 3, 4, 8)
DAY = 480


def on(text: str) -> datetime:
    """A moment of 2024 from "03-04 08:00"."""
    return datetime.fromisoformat(f"2024-{text}")


def task(key, days: float = 1, **fields) -> PlannedTask:
    """A task of some days of work."""
    return PlannedTask(key, round(days * DAY), **fields)


def planned(*rows, start: datetime = MONDAY, calendar: WorkingCalendar = STANDARD, **fields) -> Schedule:
    """The schedule of tasks and links given in one list."""
    tasks = [row for row in rows if isinstance(row, PlannedTask)]
    links = [row for row in rows if isinstance(row, Link)]
    return schedule(Plan(start, tasks, links, calendar, **fields))


def dates(found: Schedule, key) -> tuple[str, str]:
    """Start and finish of a task as "03-04 08:00"."""
    return f"{found[key].start:%m-%d %H:%M}", f"{found[key].finish:%m-%d %H:%M}"


def late_dates(found: Schedule, key) -> tuple[str, str]:
    """Late start and late finish of a task."""
    return f"{found[key].late_start:%m-%d %H:%M}", f"{found[key].late_finish:%m-%d %H:%M}"


def codes(found: Schedule) -> list[str]:
    """Codes of the problems."""
    return [problem.code for problem in found.problems]
