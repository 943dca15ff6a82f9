"""The story of one project: what was known of it on any day. Pure; the rows written tell its last chapter."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from integrations.demonstration.ideas import Idea
from pmo.choices import Health
from projects.choices import ProjectStatus, Stage

STAGES = list(Stage.values)


@dataclass
class Event:
    """A dated milestone: its forecasts as (known on, day), and the day it was reached."""

    name: str
    share: float
    reference: date
    is_go_live: bool = False
    forecasts: list[tuple[date, date]] = field(default_factory=list)
    actual: date | None = None

    def expected(self, on: date) -> date:
        """The forecast as it was known on a day."""
        known = self.reference
        for since, forecast in self.forecasts:
            if since <= on:
                known = forecast
        return known

    def reached(self, on: date) -> bool:
        return self.actual is not None and self.actual <= on

    def stands(self, on: date) -> date:
        """The day it was reached on, else the day it was expected on."""
        return self.actual if self.reached(on) and self.actual else self.expected(on)


@dataclass
class Slip:
    """A move of everything that is still to come, and why."""

    on: date
    days: int
    cause: str


@dataclass
class Story:
    """`mood` is how it goes, `trouble` the dimension that suffers; lists are filled while the rows are drawn."""

    idea: Idea
    code: str
    mood: str
    trouble: str
    size: Decimal
    known_on: date
    planned_start: date
    planned_finish: date
    started_on: date | None
    statuses: list[tuple[date, str]]
    events: list[Event]
    slips: list[Slip] = field(default_factory=list)
    people: dict[str, object] = field(default_factory=dict)
    row: object = None
    lines: dict[tuple[str, int], tuple[date, list]] = field(default_factory=dict)
    costs: list = field(default_factory=list)
    risks: list = field(default_factory=list)
    issues: list = field(default_factory=list)
    actions: list = field(default_factory=list)
    decisions: list = field(default_factory=list)
    allocations: list = field(default_factory=list)
    reports: list = field(default_factory=list)
    planned: list = field(default_factory=list)
    bought: list = field(default_factory=list)

    @property
    def fate(self) -> str:
        """Its status today."""
        return self.statuses[-1][1]

    @property
    def currency(self) -> str:
        return self.idea.currency

    def status_on(self, on: date) -> str:
        """The status as it was on a day."""
        known = ProjectStatus.PROPOSED.value
        for since, status in self.statuses:
            if since <= on:
                known = status
        return known

    def ended_on(self, on: date) -> bool:
        return self.status_on(on) in (ProjectStatus.CLOSED, ProjectStatus.CANCELLED)

    def stage_on(self, on: date) -> str:
        """One stage further with every milestone that closes a stage."""
        closed = sum(event.reached(on) for event in self.events if event.share in SHARES)
        return STAGES[min(closed, len(STAGES) - 1)]

    def finish_on(self, on: date) -> date:
        """When it was expected to end, or ended."""
        return self.events[-1].stands(on)

    def progress_on(self, on: date) -> int:
        """Percent: the share of the last milestone reached, and part of the way to the next one."""
        if self.started_on is None or self.started_on > on:
            return 0
        since, done = self.started_on, 0.0
        for event in self.events:
            if not event.reached(on):
                way = max(1, (event.expected(on) - since).days)
                part = min(0.9, max(0, (on - since).days) / way)
                return int((done + (event.share - done) * part) * 100)
            since, done = event.stands(on), event.share
        return 100

    def budget_on(self, on: date, version: str) -> Decimal | None:
        """The total of the latest budget of a version that was known on a day."""
        known = [
            lines for (name, _number), (since, lines) in sorted(self.lines.items()) if name == version and since <= on
        ]
        return sum((line.amount for line in known[-1]), Decimal(0)) if known else None

    def ended(self) -> bool:
        return self.fate in (ProjectStatus.CLOSED, ProjectStatus.CANCELLED)

    def goes(self, *moods: str) -> bool:
        return self.mood in moods


GREEN, AMBER, RED = Health.GREEN.value, Health.AMBER.value, Health.RED.value
# Share of the work that is done when a stage closes.
SHARES = (0.08, 0.25, 0.6, 0.8, 0.92, 1.0)
