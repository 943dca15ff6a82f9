"""A project as MS Project writes it in XML (MSPDI): plain rows, with what the file says and what it calculated.

What stands here is what the reader and the writer both know: written and read again it is the same. Minutes are
working minutes unless elapsed; money is in units of the document's currency.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from projects.working_time import Span


class UnreadableProject(ValueError):
    """The file as a whole cannot be used. `code`: too_large, too_deep, not_xml, has_doctype or not_a_project."""

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
    """A predecessor of a task. `lag` in minutes, or in percent of the predecessor's duration when `unit` is "%".

    `unit` is how people typed the lag: m, h, d, w, mo or %.
    """

    predecessor: int
    kind: str = "FS"
    lag: int = 0
    unit: str = "d"
    is_elapsed: bool = False

    @property
    def is_percent(self) -> bool:
        """Whether the lag is a share of the predecessor's duration."""
        return self.unit == "%"


@dataclass(slots=True)
class DocumentBaseline:
    """What was planned when baseline `number` (0 to 10) was taken; work in minutes."""

    number: int
    start: datetime | None = None
    finish: datetime | None = None
    duration: int | None = None
    work: int | None = None
    cost: Decimal | None = None
    fixed_cost: Decimal | None = None


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
    """A task. Durations and work in minutes, `duration` elapsed when `is_elapsed` and shown in `unit`.

    `row` is its place in the file, `level` its depth in the outline (0 is the project itself), `priority` 0 to 1000.
    """

    uid: int
    row: int = 0
    guid: str = ""
    name: str = ""
    wbs: str = ""
    level: int = 1
    is_active: bool = True
    is_summary: bool = False
    is_milestone: bool = False
    is_manual: bool = False
    is_elapsed: bool = False
    is_estimated: bool = False
    unit: str = "d"
    priority: int = 500
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
    actual_duration: int | None = None
    remaining: int | None = None
    work: int | None = None
    actual_work: int | None = None
    remaining_work: int | None = None
    fixed_cost: Decimal | None = None
    cost: Decimal | None = None
    actual_cost: Decimal | None = None
    remaining_cost: Decimal | None = None
    notes: str = ""
    contact: str = ""
    links: list[DocumentLink] = field(default_factory=list)
    baselines: list[DocumentBaseline] = field(default_factory=list)
    calculated: CalculatedDates = field(default_factory=CalculatedDates)


@dataclass(slots=True)
class DocumentCalendar:
    """A calendar: days it defines itself (0 is Monday), the rest as in `base`; `exceptions` day by day.

    `exception_names` names some of the exceptions, such as public holidays.
    """

    uid: int
    name: str = ""
    base: int | None = None
    week: dict[int, list[Span]] = field(default_factory=dict)
    exceptions: dict[date, list[Span]] = field(default_factory=dict)
    exception_names: dict[date, str] = field(default_factory=dict)


@dataclass(slots=True)
class DocumentResource:
    """A person or machine (`kind` work), a material or a cost. Rates per hour; the
    units of rates are the codes of the file (2 is per hour) and only say how a rate is shown.
    """

    uid: int
    name: str = ""
    kind: str = "work"
    initials: str = ""
    group: str = ""
    email: str = ""
    material_unit: str = ""
    calendar: int | None = None
    maximum_units: float = 1
    standard_rate: Decimal | None = None
    standard_rate_unit: int = 2
    overtime_rate: Decimal | None = None
    overtime_rate_unit: int = 2
    cost_per_use: Decimal | None = None
    notes: str = ""

    @property
    def is_work(self) -> bool:
        """Whether it works by a calendar."""
        return self.kind == "work"


@dataclass(slots=True)
class DocumentAssignment:
    """A resource on a task: units as a share of full time, work in minutes."""

    task: int
    resource: int
    uid: int = 0
    units: float = 1
    start: datetime | None = None
    finish: datetime | None = None
    work: int | None = None
    actual_work: int | None = None
    remaining_work: int | None = None
    cost: Decimal | None = None
    actual_cost: Decimal | None = None
    remaining_cost: Decimal | None = None
    notes: str = ""
    baselines: list[DocumentBaseline] = field(default_factory=list)


@dataclass(slots=True)
class ProjectDocument:
    """A whole file."""

    name: str = ""
    start: datetime | None = None
    finish: datetime | None = None
    status_date: datetime | None = None
    calendar: int | None = None
    is_scheduled_from_start: bool = True
    critical_slack_days: int = 0
    minutes_per_day: int = 480
    minutes_per_week: int = 2400
    days_per_month: int = 20
    currency: str = ""
    tasks: list[DocumentTask] = field(default_factory=list)
    calendars: list[DocumentCalendar] = field(default_factory=list)
    resources: list[DocumentResource] = field(default_factory=list)
    assignments: list[DocumentAssignment] = field(default_factory=list)
    problems: list[CellProblem] = field(default_factory=list)
