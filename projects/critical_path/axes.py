"""Events on the axis of a working calendar, and their way from one calendar to another.

An *event* is one integer: twice the working position, plus 1 when it stands at the opening that follows
rather than at the close before. 17:00 and 08:00 of the next day are thus one position, in order, and a plan
with one calendar is scheduled without any date arithmetic.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from projects.working_time import WorkingCalendar

NEVER = 1 << 60
"""Later than every event."""


def moved_back(event: int, lag: int) -> int:
    """`event` less `lag` working minutes: until work opens again, waiting costs nothing."""
    return (event & -2) - 2 * lag + 1 if lag else event


class Axes:
    """The calendars of a plan, by number."""

    def __init__(self, calendars: Sequence[WorkingCalendar]):
        self.calendars = calendars

    def event(self, minute: int, calendar: int) -> int:
        """The earliest event that is not before `minute`."""
        position, side = self.calendars[calendar].standing(minute)
        return 2 * position + (side != 0)

    def late_event(self, minute: int, calendar: int) -> int:
        """The latest event that is not after `minute`."""
        position, side = self.calendars[calendar].standing(minute)
        return 2 * position + (side < 0)

    def late_start(self, minute: int, calendar: int) -> int:
        """The latest opening event that is not after `minute`: work cannot begin at a close."""
        position, side = self.calendars[calendar].standing(minute)
        return 2 * position + (1 if side < 0 else -1)

    def minute(self, event: int, calendar: int) -> int:
        """The minute number of an event."""
        axis = self.calendars[calendar]
        return axis.opening(event >> 1) if event & 1 else axis.closing(event >> 1)

    def events(self, minutes: np.ndarray, calendar: np.ndarray) -> np.ndarray:
        """`event` for arrays of minute numbers and calendar numbers."""
        position = self.positions(minutes, calendar)
        return 2 * position + (minutes > self.minutes(2 * position, calendar))

    def late_events(self, minutes: np.ndarray, calendar: np.ndarray, starts_work: np.ndarray) -> np.ndarray:
        """`late_start` where work starts, `late_event` elsewhere, for arrays."""
        position = self.positions(minutes, calendar)
        opens = minutes >= self.minutes(2 * position + 1, calendar)
        return 2 * position + np.where(opens, 1, np.where(starts_work, -1, 0))

    def minutes(self, events: np.ndarray, calendar: np.ndarray) -> np.ndarray:
        """`minute` for arrays of events and calendar numbers."""
        result = np.empty(len(events), dtype=np.int64)
        for number, axis in enumerate(self.calendars):
            chosen = np.flatnonzero(calendar == number) if len(self.calendars) > 1 else np.arange(len(events))
            if len(chosen):
                mine = events[chosen]
                # A close is one minute after the opening of the minute before it.
                at_close = 1 - (mine & 1)
                result[chosen] = axis.openings((mine >> 1) - at_close) + at_close
        return result

    def positions(self, minutes: np.ndarray, calendar: np.ndarray) -> np.ndarray:
        """Working positions of an array of minute numbers, each on its calendar."""
        result = np.empty(len(minutes), dtype=np.int64)
        for number in np.unique(calendar).tolist():
            chosen = calendar == number
            result[chosen] = self.calendars[number].positions(minutes[chosen])
        return result
