"""Draws weekly status reports on the figures of their day; what is declared is not always what is calculated."""

from datetime import date, datetime, time, timedelta
from types import SimpleNamespace

from django.utils import timezone

from integrations.demonstration.days import FRIDAY
from integrations.demonstration.phrases import ACHIEVED, ALL_DONE, ATTENTION, NEXT, OPTIMISM, SUMMARIES
from integrations.demonstration.story import AMBER, GREEN, RED, Story
from integrations.demonstration.world import World
from projects.choices import ProjectStatus, ReportState, Trend
from projects.models import ProjectState, StatusReport
from projects.services.reports import frozen_facts

RANK = {GREEN: 1, AMBER: 2, RED: 3}
WEEKLY_FOR = timedelta(weeks=26)
MEASURES = {field.attname for field in ProjectState._meta.concrete_fields}


class Reporter:
    """Follows one project after the other; `last` is the last report published of the current one."""

    def __init__(self, world: World) -> None:
        self.world, self.reports = world, []
        self.last = None
        in_trouble = [story.code for story in world.stories if story.mood == RED and story.fate == ProjectStatus.ACTIVE]
        self.hidden = set(in_trouble[::2])
        self.habits = {story.code: self.habit(place, story) for place, story in enumerate(world.stories)}

    def habit(self, place: int, story: Story) -> str:
        """Most managers report as it is; some see it greener, are late, or have only drafted the last one."""
        if story.code in self.hidden:
            return "watermelon"
        return {3: "late", 7: "draft", 9: "hopeful"}.get(place % 13, "")

    def declare(self, story: Story, day: date, row: dict) -> bool:
        """Write the report of a day if one is due; whether one was published."""
        if not self.is_due(story, day):
            return False
        habit, left = self.habits[story.code], (self.world.today - day).days
        if (habit == "late" and left < 24) or (left > 10 and self.world.random.random() < 0.06):
            return False
        report = self.report_of(story, day, row)
        self.reports.append(report)
        if habit == "draft" and left <= 7:
            report.state, report.published_at, report.facts = ReportState.DRAFT, None, {}
            return False
        self.last = SimpleNamespace(as_of=day, overall=report.overall)
        return True

    def is_due(self, story: Story, day: date) -> bool:
        """On Fridays while the project runs: weekly in the last half year, every fourth week before."""
        if day.weekday() != FRIDAY or story.status_on(day) != ProjectStatus.ACTIVE:
            return False
        weeks = (self.world.today - day).days // 7
        if self.world.today - day > WEEKLY_FOR:
            return weeks % 4 == 0
        return weeks % (story.row.report_every_days // 7) == 0

    def finish(self, story: Story) -> None:
        """The next project has not reported yet."""
        self.last = None

    def report_of(self, story: Story, day: date, row: dict) -> StatusReport:
        """Colours, text and the figures they rest on, published on the next working day."""
        random, overall = self.world.random, self.overall(story, day, row["health"])
        declared = {name: row[f"{name}_health"] for name in ("schedule", "cost", "resources", "risk")}
        if overall == GREEN:
            declared = {name: GREEN if colour == RED else colour for name, colour in declared.items()}
        better = RANK[overall] < RANK.get(row["health"], 0) or any(
            RANK.get(colour, 9) < RANK.get(row[f"{name}_health"], 0) for name, colour in declared.items()
        )
        next_event = next((event for event in story.events if not event.reached(day)), None)
        return StatusReport(
            project=story.row, as_of=day, state=ReportState.PUBLISHED, overall=overall, scope=GREEN,
            trend=self.trend(overall), summary=random.choice(SUMMARIES[overall]),
            attention=self.attention(story, day, row),
            achievements=random.choice(ACHIEVED), comment=OPTIMISM if better else "",
            next_steps=NEXT.format(milestone=next_event.name, day=next_event.expected(day)) if next_event else ALL_DONE,
            facts=frozen_facts(ProjectState(**{name: row[name] for name in MEASURES if name in row})),
            author=story.people["manager"], published_at=self.published_at(day), **declared,
        )  # fmt: skip

    def overall(self, story: Story, day: date, calculated: str) -> str:
        """The colour the manager chooses."""
        habit, left = self.habits[story.code], (self.world.today - day).days
        if calculated not in RANK:
            return GREEN
        if habit == "watermelon" and left < 120:
            return GREEN
        return GREEN if habit == "hopeful" and calculated == AMBER else calculated

    def trend(self, overall: str) -> str:
        if self.last is None or self.last.overall == overall:
            return Trend.SAME
        return Trend.WORSE if RANK[overall] > RANK[self.last.overall] else Trend.BETTER

    def attention(self, story: Story, day: date, row: dict) -> str:
        """One sentence for every dimension that is not on track."""
        slips = [slip for slip in story.slips if slip.on <= day]
        event = next((event for event in story.events if not event.reached(day)), story.events[-1])
        filled = {"milestone": event.name, "cause": slips[-1].cause if slips else "sans cause identifiée"}
        return "\n".join(
            text.format(**filled) for name, text in ATTENTION.items() if row[f"{name}_health"] in (AMBER, RED)
        )

    def published_at(self, day: date) -> datetime:
        """On Monday morning, or now where that is still to come."""
        monday = timezone.make_aware(datetime.combine(day + timedelta(days=3), time(9, 30)))
        return min(monday, timezone.now())
