"""Dates the history of every row as if it had been written on its day: who created it, and how it changed since."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db import connection
from django.utils import timezone
from pghistory.models import Context

from accounts.models import User
from integrations.demonstration.personas import PERSONAS
from integrations.demonstration.story import Story
from integrations.demonstration.world import World, write
from pmo.roles import RoleName
from projects.models import Action, BudgetLine, CostEntry, Decision, Milestone, Project, StatusReport
from resources.models import Allocation
from risks.models import Issue, Risk

# What the load itself has left happened on the day of the row; reports of progress have their days already.
DATE_INSERTS = """
UPDATE {events} AS event SET pgh_context_id = given.context,
    pgh_created_at = CASE WHEN event.pgh_created_at >= now() THEN given.at ELSE event.pgh_created_at END
FROM unnest(%s::bigint[], %s::timestamptz[], %s::uuid[]) AS given (id, at, context) WHERE event.pgh_obj_id = given.id
"""
DATE_ROWS = """
UPDATE {table} AS written SET created_at = given.created, updated_at = given.updated
FROM unnest(%s::bigint[], %s::timestamptz[], %s::timestamptz[]) AS given (id, created, updated)
WHERE written.id = given.id
"""
# An event takes the moment of its insertion, whatever it was given.
DATE_CHANGES = """
UPDATE {events} AS event SET pgh_created_at = given.at
FROM unnest(%s::bigint[], %s::timestamptz[]) AS given (id, at) WHERE event.pgh_id = given.id
"""
STALE_EVERY = 17
"""One project in so many has not been touched for weeks."""


@dataclass(frozen=True)
class Touch:
    """The last day on which somebody looked after a project; `left_alone` when that is long ago."""

    on: date
    left_alone: bool


def date_events(world: World) -> None:
    """Date the rows of all projects and add the changes that the stories tell."""
    writers = Writers()
    dated: dict[type, list[tuple[object, date, str]]] = defaultdict(list)
    for story in world.stories:
        manager = writers.of(story.people["manager"])
        for row, day in rows_of(story):
            dated[type(row)].append((row, day, manager))
        for since, lines in story.lines.values():
            dated[BudgetLine] += [(line, since, writers.controller) for line in lines]
        for entry in story.costs:
            booked = min(entry.month + timedelta(days=34), world.today)
            dated[CostEntry].append((entry, booked, writers.controller))
    for report in StatusReport.objects.filter(state="published").select_related("author"):
        dated[StatusReport].append((report, report.as_of, writers.of(report.author)))
    touched = {story.row.pk: last_touched(world, place) for place, story in enumerate(world.stories)}
    with connection.cursor() as cursor:
        for model, rows in dated.items():
            date_inserts(cursor, model, rows)
        add_changes(cursor, world, writers)
        date_rows(cursor, dated, touched)


class Writers:
    """The contexts in whose name things were written: managers without a log-in have their PMO do it."""

    def __init__(self) -> None:
        self.contexts: dict[int, str] = {}
        users = {user.email: user for user in User.objects.all()}
        named = {persona.role: users[persona.email] for persona in PERSONAS}
        self.officer = self.context(named[RoleName.OFFICER].pk)
        self.controller = self.context(named[RoleName.FINANCE_CONTROLLER].pk)

    def context(self, user: int) -> str:
        if user not in self.contexts:
            self.contexts[user] = Context.objects.create(metadata={"user": user, "source": "page"}).pk
        return self.contexts[user]

    def of(self, person) -> str:
        return self.context(person.user_id) if person and person.user_id else self.officer


def rows_of(story: Story) -> Iterator[tuple[object, date]]:
    """Facts of a project with the day they were first written."""
    yield story.row, story.known_on
    for milestone in story.people["milestones"]:
        yield milestone, story.known_on
    for rows, name in ((story.risks, "raised_on"), (story.issues, "raised_on"), (story.decisions, "asked_on")):
        yield from ((row, getattr(row, name)) for row in rows)
    yield from ((action, action.raised_on) for action in story.actions)
    yield from ((allocation, story.known_on) for allocation in story.allocations)
    yield from ((row, getattr(row, "taken_on", story.known_on)) for row in story.planned)
    yield from story.bought


def last_touched(world: World, place: int) -> Touch:
    """When somebody last looked after the open facts of a project."""
    left_alone = place % STALE_EVERY == STALE_EVERY - 2
    days = 48 if left_alone else world.random.randint(2, 12)
    return Touch(world.today - timedelta(days=days), left_alone)


def morning(day: date, minute: int = 0) -> datetime:
    """A moment of a working day, never in the future."""
    moment = timezone.make_aware(datetime.combine(day, time(9, minute % 60)))
    return min(moment, timezone.now())


def date_inserts(cursor, model, rows: list[tuple[object, date, str]]) -> None:
    statement = DATE_INSERTS.format(events=model.pgh_event_model._meta.db_table)
    ids = [row.pk for row, _day, _context in rows]
    times = [morning(day, row.pk) for row, day, _context in rows]
    cursor.execute(statement, [ids, times, [str(context) for _row, _day, context in rows]])


def add_changes(cursor, world: World, writers: Writers) -> None:
    """Rewind the first event of projects and milestones, and add one for each day on which they moved."""
    for model, histories in ((Milestone, milestone_histories), (Project, project_histories)):
        event_model, later, first = model.pgh_event_model, [], {}
        for row, story, versions in histories(world):
            first[row.pk] = versions[0][1]
            context = writers.of(story.people["manager"])
            later += [
                event_model(
                    pgh_created_at=morning(day, row.pk), pgh_label="update", pgh_obj_id=row.pk,
                    pgh_context_id=context, **(kept_values(event_model, row) | values),
                )
                for day, values in versions[1:]
            ]  # fmt: skip
        events = list(event_model.objects.filter(pgh_obj_id__in=first))
        for event in events:
            for name, value in first[event.pgh_obj_id].items():
                setattr(event, name, value)
        event_model.objects.bulk_update(events, list(next(iter(first.values()))), batch_size=200)
        moments = [event.pgh_created_at for event in later]
        keys = [event.pgh_id for event in write(event_model, later)]
        cursor.execute(DATE_CHANGES.format(events=event_model._meta.db_table), [keys, moments])


def kept_values(event_model, row) -> dict[str, object]:
    """A row's values as its events keep them."""
    names = [field.attname for field in event_model._meta.concrete_fields if not field.name.startswith("pgh_")]
    return {name: getattr(row, name) for name in names if name != "created_at"} | {"created_at": timezone.now()}


def milestone_histories(world: World) -> Iterator[tuple[object, Story, list[tuple[date, dict]]]]:
    """Each milestone with its versions: forecast after forecast, then the day it was reached."""
    for story in world.stories:
        for row, event in zip(story.people["milestones"], story.events, strict=True):
            days = sorted(
                {story.known_on, *(on for on, _day in event.forecasts), *([event.actual] if event.actual else [])}
            )
            yield row, story, changed(
                (day, {
                    "forecast_date": event.expected(day), "actual_date": event.actual if event.reached(day) else None
                })
                for day in days if day <= world.today
            )  # fmt: skip


def project_histories(world: World) -> Iterator[tuple[object, Story, list[tuple[date, dict]]]]:
    """Each project with its versions: status, stage, progress and finish."""
    for story in world.stories:
        days = {story.known_on, *(on for on, _status in story.statuses), *(slip.on for slip in story.slips)}
        days |= {event.actual for event in story.events if event.actual}
        versions = [(day, project_values(story, day)) for day in sorted(days) if day <= world.today]
        versions.append((world.today - timedelta(days=2), project_values(story, world.today)))
        yield story.row, story, changed(sorted(versions, key=lambda version: version[0]))


def project_values(story: Story, day: date) -> dict[str, object]:
    """What the project's row said on a day."""
    started = story.started_on is not None and story.started_on <= day
    return {
        "status": story.status_on(day), "stage": story.stage_on(day), "progress": story.progress_on(day),
        "forecast_start": story.started_on if started else story.planned_start,
        "forecast_finish": story.events[-1].expected(day), "actual_start": story.started_on if started else None,
        "actual_finish": story.row.actual_finish if story.ended_on(day) else None,
    }  # fmt: skip


def changed(versions: Iterable[tuple[date, dict]]) -> list[tuple[date, dict]]:
    """Without the days on which nothing differs from the day before."""
    found: list[tuple[date, dict]] = []
    for day, values in versions:
        if not found or found[-1][1] != values:
            found.append((day, values))
    return found


def date_rows(cursor, dated: dict[type, list], touched: dict[int, Touch]) -> None:
    """When rows were created and last changed; only where the server lets us pass the triggers that stamp them."""
    cursor.execute("SELECT current_setting('is_superuser') = 'on'")
    if not cursor.fetchone()[0]:
        return
    cursor.execute("SET LOCAL session_replication_role = replica")
    for model, rows in dated.items():
        times = [times_of(model, row, day, touched) for row, day, _context in rows]
        given = [[row.pk for row, _day, _context in rows], *map(list, zip(*times, strict=True))]
        cursor.execute(DATE_ROWS.format(table=model._meta.db_table), given)
    cursor.execute("SET LOCAL session_replication_role = origin")


def times_of(model, row, day: date, touched: dict[int, Touch]) -> tuple[datetime, datetime]:
    """When a row was created and last changed; nothing is newer in a project that is left alone."""
    last = touched[row.pk if model is Project else row.project_id]
    created = morning(min(day, last.on) if last.left_alone else day, row.pk)
    return created, max(created, morning(last.on)) if model in LOOKED_AFTER else created


LOOKED_AFTER = {Project, Milestone, Risk, Issue, Action, Decision, Allocation}
