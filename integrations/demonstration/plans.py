"""Writes plans: tasks between the milestones of each story, their links, who does them, progress, baselines."""

from collections.abc import Callable
from datetime import date, datetime, time
from decimal import Decimal
from itertools import pairwise

from django.db import connection
from django.utils import timezone

from integrations.demonstration.checklists import follow_checklist, keeps_checklists
from integrations.demonstration.money import INITIAL
from integrations.demonstration.plan_windows import Slice, Step, cut, phases_of, windows
from integrations.demonstration.story import RED, Event, Story
from integrations.demonstration.world import World, write
from projects.choices import BaselineState, DecisionState
from projects.models import Baseline, BaselineTask, Project, Task, TaskAssignment, TaskLink, TaskSchedule
from projects.services.planning import recalculate
from projects.working_calendars import DEFAULT, read_working_calendars
from projects.working_time import WorkingCalendar

FIXED = Decimal("0.15")
"""Part of the cost of a task that falls due when it starts: licences, deposits."""
EURO = Decimal(1)


class PlanOf:
    """The plan of one project while it is written: `rows` are (phase, step, task), in the order of the outline."""

    def __init__(self, world: World, story: Story, calendar: WorkingCalendar):
        self.world, self.story, self.calendar = world, story, calendar
        self.phases = phases_of(story)
        self.begin = story.started_on or story.planned_start
        self.keeps_checklists = keeps_checklists(world, story)
        self.summaries: list[Task] = []
        self.rows: list[tuple[int, int, Task]] = []
        self.milestones: list[Task] = []
        people = [one.person for one in story.allocations if one.person is not None]
        self.team = list(dict.fromkeys(people)) or [story.people["manager"]]

    def slices(self, begin: date, day_of: Callable[[Event], date]) -> list[list[Slice]]:
        """The slices of every phase when milestones are on these days."""
        stretches = windows(begin, self.story.events, day_of)
        return [
            cut(self.calendar, window, steps) for window, (_name, steps) in zip(stretches, self.phases, strict=True)
        ]

    def draw(self) -> None:
        """Summaries, tasks and milestones as they stand today."""
        today, project = self.world.today, self.story.row
        now = self.slices(self.begin, lambda event: event.stands(today))
        for phase, ((name, steps), event) in enumerate(zip(self.phases, self.story.events, strict=True)):
            summary = Task(project=project, name=name, position=phase, responsible=self.story.people["manager"])
            self.summaries.append(summary)
            for place, (step, piece) in enumerate(zip(steps, now[phase], strict=True)):
                self.rows.append((phase, place, self.task(summary, place, step, piece, event)))
            self.milestones.append(self.milestone(summary, len(steps), event, now[phase]))
        self.spread_cost()

    def task(self, summary: Task, place: int, step: Step, piece: Slice, event: Event) -> Task:
        person = self.team[(len(self.rows)) % len(self.team)]
        task = Task(
            project=self.story.row, parent=summary, name=step.name, position=place, duration=piece.minutes,
            work=piece.minutes, responsible=person,
        )  # fmt: skip
        self.report(task, piece, event)
        if self.keeps_checklists:
            follow_checklist(task)
        return task

    def report(self, task: Task, piece: Slice, event: Event) -> None:
        """Progress as the manager has kept it; a project in trouble is behind its own dates."""
        midnight = datetime.combine(self.world.today, time.min)
        if self.story.started_on is None or piece.start >= midnight:
            return
        if event.reached(self.world.today) or (piece.finish < midnight and not self.lags(event)):
            task.actual_start, task.actual_finish, task.percent_complete = piece.start, piece.finish, Decimal(100)
            return
        done = self.calendar.between(piece.start, min(midnight, piece.finish)) / max(piece.minutes, 1)
        pace = 0.7 if self.story.goes(RED) else 0.95
        task.actual_start = piece.start
        task.percent_complete = Decimal(round(min(done * pace, 0.95) * 20) * 5)
        task.remaining = (
            self.calendar.between(max(midnight, piece.start), piece.finish) if piece.finish > midnight else None
        )

    def lags(self, event: Event) -> bool:
        return self.story.goes(RED) and not event.reached(self.world.today)

    def milestone(self, summary: Task, place: int, event: Event, pieces: list[Slice]) -> Task:
        end = max(piece.finish for piece in pieces)
        reached = event.reached(self.world.today)
        return Task(
            project=self.story.row, parent=summary, name=event.name, position=place, is_milestone=True, duration=0,
            responsible=self.story.people["manager"], actual_start=end if reached else None,
            actual_finish=end if reached else None, percent_complete=Decimal(100 if reached else 0),
        )  # fmt: skip

    def spread_cost(self) -> None:
        """The initial budget over the tasks, by their duration; the last one takes what rounding left."""
        total = self.story.budget_on(self.world.today, INITIAL) or self.story.size
        minutes = sum(task.duration for _phase, _place, task in self.rows) or 1
        left = total
        for number, (_phase, _place, task) in enumerate(self.rows, start=1):
            cost = left if number == len(self.rows) else (total * task.duration / minutes).quantize(EURO)
            task.fixed_cost = (cost * FIXED).quantize(EURO)
            task.work_cost = cost - task.fixed_cost
            left -= cost

    def links(self) -> list[TaskLink]:
        """The chain of each phase, from the milestone before it to its own; what runs beside begins with it."""
        found = []
        for phase, (_name, steps) in enumerate(self.phases):
            tasks = [task for number, _place, task in self.rows if number == phase]
            before = self.milestones[phase - 1] if phase else None
            chain = [before] if before else []
            for step, task in zip(steps, tasks, strict=True):
                if step.beside:
                    found += [(before, task)] if before else []
                    found.append((task, self.milestones[phase]))
                else:
                    chain.append(task)
            chain.append(self.milestones[phase])
            found += list(pairwise(chain))
        return [TaskLink(project=self.story.row, predecessor=first, successor=then) for first, then in found]

    def frozen(self, baseline: Baseline, day_of: Callable[[Event], date]) -> list[BaselineTask]:
        """The rows of a baseline: the same tasks where they were to be then."""
        pieces = self.slices(self.story.planned_start, day_of)
        rows = [frozen_row(baseline, task, pieces[phase][place]) for phase, place, task in self.rows]
        for phase, milestone in enumerate(self.milestones):
            end = max(piece.finish for piece in pieces[phase])
            rows.append(frozen_row(baseline, milestone, Slice(end, end, 0)))
            first = min(piece.start for piece in pieces[phase])
            spent = self.calendar.between(first, end)
            rows.append(frozen_row(baseline, self.summaries[phase], Slice(first, end, spent), is_summary=True))
        baseline.start, baseline.finish = min(row.start for row in rows), max(row.finish for row in rows)
        baseline.cost = sum((row.fixed_cost + row.work_cost for row in rows), Decimal(0))
        return rows


def frozen_row(baseline: Baseline, task: Task, piece: Slice, *, is_summary: bool = False) -> BaselineTask:
    above = f"{task.parent.position + 1}." if task.parent else ""
    return BaselineTask(
        baseline=baseline, project=task.project, task=task, name=task.name, wbs=f"{above}{task.position + 1}",
        is_summary=is_summary,
        is_milestone=task.is_milestone, start=piece.start, finish=piece.finish, duration=piece.minutes,
        work=None if is_summary else task.work, fixed_cost=0 if is_summary else task.fixed_cost,
        work_cost=0 if is_summary else task.work_cost,
    )  # fmt: skip


def write_plans(world: World) -> None:
    """Plans of all projects, scheduled by the engine; a baseline for each that has started."""
    plans = [PlanOf(world, story, calendar_of(world)) for story in world.stories]
    for plan in plans:
        plan.draw()
    write_tasks(plans)
    write_baselines(plans)
    now = timezone.now()
    for plan in plans:
        recalculate(plan.story.row, now=now)
    date_milestones(plans)


def calendar_of(world: World) -> WorkingCalendar:
    """The organisation's calendar over all the years that stories reach."""
    years = range(world.today.year - 5, world.today.year + 5)
    with connection.cursor() as cursor:
        return read_working_calendars(cursor, years)[DEFAULT]


def write_tasks(plans: list[PlanOf]) -> None:
    for plan in plans:
        plan.story.row.plan_start = datetime.combine(plan.begin, time.min)
    Project.objects.bulk_update([plan.story.row for plan in plans], ["plan_start"])
    write(Task, [summary for plan in plans for summary in plan.summaries])
    write(Task, [task for plan in plans for _phase, _place, task in plan.rows])
    write(Task, [milestone for plan in plans for milestone in plan.milestones])
    for plan in plans:
        tasks = [task for _phase, _place, task in plan.rows]
        links = write(TaskLink, plan.links())
        assigned = write(
            TaskAssignment,
            [TaskAssignment(project=row.project, task=row, person=row.responsible, work=row.work) for row in tasks],
        )
        plan.story.planned += [*plan.summaries, *tasks, *plan.milestones, *links, *assigned]


def date_milestones(plans: list[PlanOf]) -> None:
    """What is still to be reached follows its task from now on, but for what was announced for a public holiday."""
    milestones = [task.pk for plan in plans for task in plan.milestones]
    finishes = dict(TaskSchedule.objects.filter(pk__in=milestones).values_list("pk", "finish"))
    for plan in plans:
        for row, event, task in zip(plan.story.people["milestones"], plan.story.events, plan.milestones, strict=True):
            if not event.reached(plan.world.today) and finishes[task.pk].date() == row.forecast_date:
                row.task = task
                row.save(update_fields=["task"])


def write_baselines(plans: list[PlanOf]) -> None:
    """The one the project began with, and another where a committee has revised its budget."""
    for plan in plans:
        story = plan.story
        if story.started_on is None:
            continue
        session = story.people.get("revised_in")
        first = baseline_of(story, "Référence initiale", "Lancement du projet.", story.started_on, session is None)
        keep(plan, first, lambda event: event.reference)
        if session is not None:
            decision = next((row for row in story.decisions if row.session_id == session.pk), None)
            second = baseline_of(story, "Référence révisée", "Budget révisé par le comité.", session.date, True)
            second.decision = decision if decision and decision.state == DecisionState.TAKEN else None
            keep(plan, second, lambda event, on=session.date: event.stands(on))


def baseline_of(story: Story, name: str, reason: str, on: date, is_current: bool) -> Baseline:
    return Baseline(
        project=story.row, name=name, reason=reason, taken_on=on, state=BaselineState.APPROVED, is_current=is_current,
        approved_by=story.people["sponsor"], approved_on=on,
    )  # fmt: skip


def keep(plan: PlanOf, baseline: Baseline, day_of: Callable[[Event], date]) -> None:
    rows = plan.frozen(baseline, day_of)
    # Inserted alone: many at once would freeze today's plan, and these froze the plan of their own day.
    baseline.save(force_insert=True)
    plan.story.planned.append(baseline)
    for row in rows:
        row.baseline = baseline
    write(BaselineTask, rows)
