"""A project as MS Project writes it in XML (MSPDI): plain rows, with what the file says and what it calculated."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from projects.working_time import Span


class UnreadableProject(ValueError):
    """The file as a whole cannot be used. `code`: too_large, not_xml, has_doctype or not_a_project."""

    def __init__(self, code: str, detail: str = ""):
        super().__init__(f"{code}: {detail}" if detail else code)
        self.code, self.detail = code, detail


@dataclass(frozen=True, slots=True)
class CellProblem:
    """A value that could not be read: in which row (such as "Task 12"), which element, and what it held."""

    code: str
    row: str
    element: str = ""
    value: str = ""


@dataclass(slots=True)
class DocumentLink:
    """A predecessor of a task. `lag` in minutes, or in percent of the predecessor's duration."""

    predecessor: int
    kind: str = "FS"
    lag: int = 0
    is_elapsed: bool = False
    is_percent: bool = False


@dataclass(slots=True)
class DocumentBaseline:
    """What was planned when baseline `number` was taken; work in minutes."""

    number: int
    start: datetime | None = None
    finish: datetime | None = None
    duration: int | None = None
    work: int | None = None
    cost: str = ""


@dataclass(slots=True)
class CalculatedDates:
    """What MS Project had calculated when it saved the file; slack in minutes. Never an input of ours."""

    start: datetime | None = None
    finish: datetime | None = None
    early_start: datetime | None = None
    early_finish: datetime | None = None
    late_start: datetime | None = None
    late_finish: datetime | None = None
    total_slack: int | None = None
    free_slack: int | None = None
    is_critical: bool | None = None


@dataclass(slots=True)
class DocumentTask:
    """A task. Durations and work in minutes, `duration` elapsed when `is_elapsed`; costs as written."""

    uid: int
    row: int = 0
    name: str = ""
    wbs: str = ""
    level: int = 1
    is_active: bool = True
    is_summary: bool = False
    is_milestone: bool = False
    is_manual: bool = False
    is_elapsed: bool = False
    duration: int | None = None
    manual_start: datetime | None = None
    manual_finish: datetime | None = None
    manual_duration: int | None = None
    constraint: str = "ASAP"
    constraint_date: datetime | None = None
    deadline: datetime | None = None
    calendar: int | None = None
    ignores_resource_calendars: bool = False
    percent_complete: int = 0
    physical_percent_complete: int = 0
    actual_start: datetime | None = None
    actual_finish: datetime | None = None
    remaining: int | None = None
    work: int | None = None
    fixed_cost: str = ""
    cost: str = ""
    notes: str = ""
    links: list[DocumentLink] = field(default_factory=list)
    baselines: list[DocumentBaseline] = field(default_factory=list)
    calculated: CalculatedDates = field(default_factory=CalculatedDates)


@dataclass(slots=True)
class DocumentCalendar:
    """A calendar: days it defines itself (0 is Monday), the rest as in `base`; `exceptions` day by day."""

    uid: int
    name: str = ""
    base: int | None = None
    week: dict[int, list[Span]] = field(default_factory=dict)
    exceptions: dict[date, list[Span]] = field(default_factory=dict)


@dataclass(slots=True)
class DocumentResource:
    """A person, a machine (`is_work`) or a material."""

    uid: int
    name: str = ""
    calendar: int | None = None
    is_work: bool = True


@dataclass(slots=True)
class DocumentAssignment:
    """A resource on a task: units as a share of full time, work in minutes."""

    task: int
    resource: int
    units: float = 1
    work: int | None = None


@dataclass(slots=True)
class ProjectDocument:
    """A whole file."""

    name: str = ""
    start: datetime | None = None
    status_date: datetime | None = None
    calendar: int | None = None
    is_scheduled_from_start: bool = True
    critical_slack_days: int = 0
    minutes_per_day: int = 480
    minutes_per_week: int = 2400
    currency: str = ""
    tasks: list[DocumentTask] = field(default_factory=list)
    calendars: list[DocumentCalendar] = field(default_factory=list)
    resources: list[DocumentResource] = field(default_factory=list)
    assignments: list[DocumentAssignment] = field(default_factory=list)
    problems: list[CellProblem] = field(default_factory=list)
