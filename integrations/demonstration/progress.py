"""How the progress of tasks came about: what their managers reported week after week, as the history of the tasks."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from itertools import pairwise

from django.db import connection
from django.utils import timezone

from integrations.demonstration.days import FRIDAY
from integrations.demonstration.story import Story
from integrations.demonstration.world import World, write
from projects.models import Baseline, Task

MOST_REPORTS = 8
# Every task was written without progress once.
REWIND = """
UPDATE projects_taskevent SET percent_complete = 0, actual_start = NULL, actual_finish = NULL, remaining = NULL
WHERE pgh_obj_id = ANY(%s) AND pgh_label = 'insert'
"""
REPORTED = "pgh_created_at", "pgh_label", "percent_complete", "actual_start", "actual_finish", "remaining"
REPORT = """
INSERT INTO projects_taskevent ({kept}, pgh_created_at, pgh_label, percent_complete, actual_start, actual_finish,
    remaining)
SELECT {of_event}, given.at, 'update', given.percent, given.begun, given.ended, given.remaining
FROM unnest(%s::bigint[], %s::timestamptz[], %s::numeric[], %s::timestamp[], %s::timestamp[], %s::integer[])
    WITH ORDINALITY AS given (task, at, percent, begun, ended, remaining, place)
JOIN projects_taskevent event ON event.pgh_obj_id = given.task AND event.pgh_label = 'insert' ORDER BY given.place
"""

# The baseline a project began with was current until the next one was taken.
WAS_CURRENT = """
UPDATE projects_baselineevent SET is_current = true WHERE pgh_obj_id = ANY(%s) AND pgh_label = 'insert'
"""

# Written now, as every event; it happened when the next one was taken.
DATE_REPLACED = """
UPDATE projects_baselineevent event SET pgh_created_at = given.at
FROM unnest(%s::bigint[], %s::timestamptz[]) AS given (id, at) WHERE event.pgh_id = given.id
"""


def write_progress(world: World) -> None:
    """What was reported of tasks, and which baseline was current until when."""
    write_reports(world)
    write_replaced(world)


def write_replaced(world: World) -> None:
    """Baselines that another has replaced were current before."""
    replaced = {old.pk: new.taken_on for story in world.stories for old, new in pairwise(baselines_of(story))}
    with connection.cursor() as cursor:
        cursor.execute(WAS_CURRENT, [list(replaced)])
    events = list(Baseline.pgh_event_model.objects.filter(pgh_obj_id__in=replaced, pgh_label="insert"))
    for event in events:
        event.pk, event.pgh_label, event.is_current = None, "update", False
    keys = [event.pk for event in write(Baseline.pgh_event_model, events)]
    moments = [evening(replaced[event.pgh_obj_id], world.today) for event in events]
    with connection.cursor() as cursor:
        cursor.execute(DATE_REPLACED, [keys, moments])


def baselines_of(story: Story) -> list[Baseline]:
    """In the order in which they were taken."""
    return sorted((row for row in story.planned if isinstance(row, Baseline)), key=lambda row: row.taken_on)


def write_reports(world: World) -> None:
    """An event for each report of each task that has begun, the last of them with what the task says today."""
    rows = [row for story in world.stories for row in reports_of(story, world.today)]
    if not rows:
        return
    columns = [field.column for field in Task.pgh_event_model._meta.concrete_fields]
    kept = [f'"{name}"' for name in columns if name not in (*REPORTED, "pgh_id", "pgh_context_id")]
    statement = REPORT.format(kept=", ".join(kept), of_event=", ".join(f"event.{name}" for name in kept))
    with connection.cursor() as cursor:
        cursor.execute(REWIND, [sorted({row[0] for row in rows})])
        cursor.execute(statement, [list(column) for column in zip(*rows, strict=True)])


def reports_of(story: Story, today: date) -> Iterator[tuple]:
    """(task, moment, percent, actual start, actual finish, remaining) of each report on the tasks of a project."""
    for task in story.planned:
        if isinstance(task, Task) and task.is_scheduled and task.actual_start is not None:
            yield from reports_on(task, max(task.actual_start.date(), story.known_on), today)


def reports_on(task: Task, begun: date, today: date) -> Iterator[tuple]:
    """The start, some Fridays after it, and the end or where it stands; progress is even in between."""
    last = max(begun, task.actual_finish.date() if task.actual_finish else today - timedelta(days=1))
    for day in reporting_days(begun, last):
        share = Decimal((day - begun).days + 1) / ((last - begun).days + 1)
        percent = (task.percent_complete * share / 5).quantize(Decimal(1)) * 5
        yield task.pk, evening(day, today), percent, task.actual_start, None, None
    yield task.pk, evening(last, today, 1), task.percent_complete, task.actual_start, task.actual_finish, task.remaining


def reporting_days(begun: date, last: date) -> list[date]:
    """The first day, and at most so many Fridays before the last."""
    fridays = [begun + timedelta(days=number) for number in range(1, (last - begun).days)]
    fridays = [day for day in fridays if day.weekday() == FRIDAY]
    step = -(-len(fridays) // MOST_REPORTS) or 1
    return [begun, *fridays[::step]] if last > begun else []


def evening(day: date, today: date, minute: int = 0) -> datetime:
    """When managers report, at the latest at the end of yesterday."""
    day = min(day, today - timedelta(days=1))
    return timezone.make_aware(datetime.combine(day, time(18, minute)))
