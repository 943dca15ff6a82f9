"""Working calendars and date arithmetic in working minutes, exact to the minute in both directions.

No clock, no time zone, no stored calendar: the caller gives wall-clock datetimes and days off as data.
"""

from projects.working_time.calendar import CONTINUOUS, STANDARD, WorkingCalendar, weekly
from projects.working_time.combination import common, union
from projects.working_time.minutes import (
    LAST_MINUTE,
    MINUTES_PER_DAY,
    MINUTES_PER_WEEK,
    NoWorkingTime,
    Span,
    merged,
    minute_of,
    moment_of,
)

__all__ = [
    "CONTINUOUS",
    "LAST_MINUTE",
    "MINUTES_PER_DAY",
    "MINUTES_PER_WEEK",
    "STANDARD",
    "NoWorkingTime",
    "Span",
    "WorkingCalendar",
    "common",
    "merged",
    "minute_of",
    "moment_of",
    "union",
    "weekly",
]
