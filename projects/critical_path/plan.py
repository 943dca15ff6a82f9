"""What the critical path engine is given and what it says back: tasks, links, problems and reasons.

Plain data only; every minute is a working minute of the task's own calendar unless it is said to be elapsed.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from projects.working_time import STANDARD, WorkingCalendar

FINISH_TO_START, START_TO_START, FINISH_TO_FINISH, START_TO_FINISH = "FS", "SS", "FF", "SF"
LINK_KINDS = (FINISH_TO_START, START_TO_START, FINISH_TO_FINISH, START_TO_FINISH)

CONSTRAINTS = ("ASAP", "ALAP", "SNET", "SNLT", "FNET", "FNLT", "MSO", "MFO")
"""As soon / late as possible; start / finish no earlier / no later than; must start / finish on."""


@dataclass(slots=True)
class PlannedTask:
    """One row of the plan. The parent of another task is a summary: its dates come from its children.

    `duration` and `remaining` are working minutes, a duration of 0 makes a milestone. `calendar` is a key of
    `Plan.calendars`, None for the project's. Dates are wall-clock datetimes on the minute; a finish meant as
    a whole day must be given as the end of that day.
    """

    key: Hashable
    duration: int = 0
    parent: Hashable | None = None
    calendar: Hashable | None = None
    constraint: str = "ASAP"
    constraint_date: datetime | None = None
    deadline: datetime | None = None
    is_manual: bool = False
    manual_start: datetime | None = None
    manual_finish: datetime | None = None
    percent_complete: float = 0
    remaining: int | None = None
    actual_start: datetime | None = None
    actual_finish: datetime | None = None


@dataclass(slots=True)
class Link:
    """The successor waits for the predecessor. `lag` is in minutes, negative for a lead.

    A working lag counts on the successor's calendar, an elapsed lag runs day and night.
    """

    predecessor: Hashable
    successor: Hashable
    kind: str = FINISH_TO_START
    lag: int = 0
    is_elapsed: bool = False


@dataclass(slots=True)
class Plan:
    """A project to be scheduled.

    `status_date`: work not yet done is not placed before it. `required_finish`: late dates count back from it
    instead of the calculated finish. `critical_threshold`: a task with no more total float is critical.
    """

    start: datetime
    tasks: Sequence[PlannedTask]
    links: Sequence[Link] = ()
    calendar: WorkingCalendar = STANDARD
    calendars: Mapping[Hashable, WorkingCalendar] = field(default_factory=dict)
    status_date: datetime | None = None
    required_finish: datetime | None = None
    critical_threshold: int = 0


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in the plan that could not be honoured, by code and by the keys of the tasks it concerns."""

    code: str
    tasks: tuple[Hashable, ...] = ()
    arguments: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a task starts when it does, as a code and its arguments, for the caller to put into words.

    Codes: project_start (date), predecessor (predecessor, kind, lag, is_elapsed), constraint (constraint,
    date), summary (summary, reason: the reason that holds the summary), status_date (date), actual_start
    (date), manual (date), as_late_as_possible (successor, None for the project's finish), child (child).
    """

    code: str
    arguments: Mapping[str, Any] = field(default_factory=dict)
