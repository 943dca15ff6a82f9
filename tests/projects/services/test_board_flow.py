"""Lead and cycle times, burn charts and forecasts from rows of the database; on a real board where it is present."""

import csv
from datetime import date, datetime, time, timedelta
from functools import cache
from pathlib import Path

import holidays
import pytest
from django.apps import apps
from django.utils import timezone
from django.utils.translation import override

from accounts.models import Calendar, CalendarException
from projects.models import Sprint, Task, TaskMove
from projects.services.board import close_sprint, forecast_finish, read_burn, read_flow, sentence, start_sprint
from tests import factories as make
from tests import plan_factories as plans

pytestmark = pytest.mark.django_db
KANBAN = Path(__file__).parents[3].parent / "shared" / "data" / "task-estimates" / "7digital_to_2011-06-30.csv"
needs_kanban = pytest.mark.skipif(not KANBAN.exists(), reason="the 7digital items of ../shared/data are absent")
MONDAY = date(2026, 3, 2)


def at(day: date, hour: int = 12) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(hour)))


def moved(task, kind: str, day: date, hour: int = 12) -> TaskMove:
    return TaskMove(project=task.project, task=task, kind=kind, moved_at=at(day, hour))


def card(project, *moves) -> Task:
    """A task that made these moves: (kind, day)."""
    task = plans.TaskFactory(project=project, is_scheduled=False)
    TaskMove.objects.bulk_create(moved(task, kind, day, hour) for hour, (kind, day) in enumerate(moves))
    return task


def test_times_run_from_the_first_move_to_the_last_time_it_was_done():
    project, day = make.ProjectFactory(), timedelta(days=1)
    card(project, ("todo", MONDAY), ("doing", MONDAY + day), ("done", MONDAY + 2 * day), ("done", MONDAY + 3 * day))
    card(project, ("todo", MONDAY), ("done", MONDAY + day), ("doing", MONDAY + 2 * day), ("done", MONDAY + 7 * day))
    card(project, ("doing", MONDAY), ("done", MONDAY), ("", MONDAY + day))
    card(project, ("todo", MONDAY), ("done", MONDAY + day), ("doing", MONDAY + 2 * day))
    card(project, ("todo", MONDAY), ("", MONDAY + day))
    record = read_flow(project)
    assert sorted((one.lead, one.cycle) for one in record.finished) == [(1, 1), (3, 2), (6, 5)]
    assert (record.open, record.first) == (1, MONDAY)
    assert read_flow(project, until=at(MONDAY + day, 0)).open == 4


def test_days_off_of_the_project_are_not_counted():
    calendar = Calendar.objects.create(name="Ours", country="FR")
    project = make.ProjectFactory(calendar=calendar)
    card(project, ("doing", date(2026, 4, 3)), ("done", date(2026, 4, 7)))  # over Easter
    assert read_flow(project).finished[0].cycle == 2


def test_a_forecast_says_why_it_cannot_be_made():
    project = make.ProjectFactory()
    with override("en"):
        assert sentence(forecast_finish(read_flow(project), MONDAY, seed=1)) == "Nothing is open on this board."
        card(project, ("todo", MONDAY))
        shown = forecast_finish(read_flow(project), MONDAY + timedelta(days=15), seed=1)
        assert shown.reason == "A forecast needs three whole weeks of history; there are 2."
        shown = forecast_finish(read_flow(project), MONDAY + timedelta(days=30), seed=1)
        assert "No card was finished" in shown.reason and not shown.dates and not shown.notes


def test_a_steady_pace_is_dated_the_same_for_everybody():
    project = make.ProjectFactory()
    for week in range(12):
        for _ in range(5):
            card(project, ("todo", MONDAY), ("done", MONDAY + timedelta(weeks=week, days=1)))
    for _ in range(10):
        card(project, ("todo", MONDAY))
    today = MONDAY + timedelta(weeks=12)
    shown = forecast_finish(read_flow(project), today, seed=1)
    assert shown.dates == dict.fromkeys((50, 70, 85, 95), today + timedelta(days=14))
    assert (shown.history, shown.fits[4][85], shown.open) == ([5] * 12, 20, 10)
    assert shown == forecast_finish(read_flow(project), today, seed=1)
    with override("en"):
        assert sentence(shown) == "85% sure that 10 cards are finished by 2026-06-08, as many as are open today."


# -- Burn charts -------------------------------------------------------------------------------------------


def written(model: str, row, label: str, day: date, **values) -> None:
    """Date the events of a row back: history is written by the database at the time of the write."""
    events = apps.get_model("projects", model).objects.filter(pgh_obj_id=row.pk, pgh_label=label, **values)
    assert events.update(pgh_created_at=at(day))


@pytest.fixture
def sprint(db):
    sprint = plans.SprintFactory(first_day=MONDAY, last_day=MONDAY + timedelta(days=4))
    Sprint.objects.filter(pk=sprint.pk).update(created_at=at(MONDAY - timedelta(days=9)))
    sprint.refresh_from_db()
    return sprint


def test_scope_that_came_in_later_was_resized_or_taken_out_shows_on_its_day(sprint):
    before, day = MONDAY - timedelta(days=3), timedelta(days=1)
    kept, late, grown, gone = (
        plans.TaskFactory(project=sprint.project, sprint=sprint, story_points=points) for points in (5, 2, 3, 8)
    )
    for task, added in ((kept, before), (late, MONDAY + day), (grown, before), (gone, before)):
        written("TaskEvent", task, "insert", added)
    Task.objects.filter(pk=grown.pk).update(story_points=4)
    Task.objects.filter(pk=gone.pk).update(sprint=None)
    written("TaskEvent", grown, "update", MONDAY + 2 * day)
    written("TaskEvent", gone, "update", MONDAY + 3 * day)
    TaskMove.objects.bulk_create([moved(kept, "todo", before), moved(kept, "done", MONDAY + day)])
    burn = read_burn(sprint, MONDAY + 3 * day).series
    assert burn.scope == [16, 16, 18, 19, 11, 11]
    assert burn.remaining == [16, 16, 13, 14, 6, None]


def test_a_closed_sprint_keeps_in_its_chart_what_it_did_not_finish(sprint):
    task = plans.TaskFactory(project=sprint.project, sprint=sprint, story_points=5)
    written("TaskEvent", task, "insert", MONDAY - timedelta(days=1))
    start_sprint(None, sprint=sprint, now=at(MONDAY))
    close_sprint(None, sprint=sprint, now=at(MONDAY))
    for model, row in (("TaskEvent", task), ("SprintEvent", sprint)):
        written(model, row, "update", sprint.last_day, **({"state": "closed"} if row == sprint else {}))
    burn = read_burn(Sprint.objects.get(pk=sprint.pk), sprint.last_day).series
    assert (burn.scope[-1], burn.remaining[-1]) == (5, 5)


def test_a_sprint_without_estimates_burns_cards(sprint):
    for _ in range(3):
        task = plans.TaskFactory(project=sprint.project, sprint=sprint)
        written("TaskEvent", task, "insert", MONDAY - timedelta(days=1))
    found = read_burn(sprint, MONDAY)
    assert (found.in_points, found.series.remaining[:3]) == (False, [3, 3, None])


def test_a_sprint_entered_after_the_fact_held_its_cards_from_the_start():
    sprint = plans.SprintFactory(first_day=MONDAY, last_day=MONDAY + timedelta(days=4))
    Sprint.objects.filter(pk=sprint.pk).update(created_at=at(sprint.last_day))
    task = plans.TaskFactory(project=sprint.project, sprint=sprint, story_points=5)
    written("TaskEvent", task, "insert", sprint.last_day)
    sprint.refresh_from_db()
    assert read_burn(sprint, sprint.last_day).series.scope == [5] * 6


# -- A real board ------------------------------------------------------------------------------------------


@cache
def items():
    def day(text):
        return datetime.strptime(text, "%d/%m/%Y").date()

    with KANBAN.open(encoding="utf-8") as file:
        return [
            (day(row["Prioritised"]), day(row["Dev.Started"]), day(row["Done"]), int(row["Lead.Time"]),
             int(row["Cycle.Time"]))
            for row in csv.DictReader(file)
        ]  # fmt: skip


@pytest.fixture
def kanban(db):
    """A project whose board made the moves of the file, in the calendar that the file counted by."""
    calendar = Calendar.objects.create(name="England", country="")
    off = {*holidays.country_holidays("GB", subdiv="ENG", years=[2009, 2010, 2011])} - {date(2011, 4, 29)}
    CalendarException.objects.bulk_create(
        CalendarException(calendar=calendar, first_day=day, last_day=day) for day in sorted(off)
    )
    project = make.ProjectFactory(calendar=calendar)
    tasks = Task.objects.bulk_create(
        Task(project=project, name=f"Item {number}", is_scheduled=False) for number in range(len(items()))
    )
    TaskMove.objects.bulk_create(
        moved(task, kind, day, 8 + hour)
        for task, days in zip(tasks, items(), strict=True)
        for hour, (kind, day) in enumerate(zip(("todo", "doing", "done"), days[:3], strict=True))
    )
    return project


@needs_kanban
def test_the_published_medians_and_percentiles_come_out_of_the_database(kanban):
    record = read_flow(kanban)
    lead, cycle = record.lead(), record.cycle()
    assert (lead.count, cycle.median, cycle.within) == (1441, 3, {50: 3, 70: 8, 85: 13, 95: 26})
    assert (lead.median, lead.within) == (5, {50: 5, 70: 9, 85: 17, 95: 36})


@pytest.mark.full
@needs_kanban
def test_forecasts_from_the_database_hold_on_the_weeks_they_have_not_seen(kanban):
    """At every second Monday the page's forecast is asked, and compared with what then happened."""
    done = sorted(days[2] for days in items())
    outcomes, today = [], date(2009, 8, 3)
    while today < date(2011, 5, 30):
        record = read_flow(kanban, until=at(today, 0))
        for amount in (20, 60):
            later = [day for day in done if day >= today]
            if len(later) >= amount:
                dates = forecast_finish(record, today, seed=kanban.pk, open_cards=amount).dates
                outcomes.append([later[amount - 1] <= dates[level] for level in (50, 85, 95)])
        today += timedelta(weeks=2)
    shares = [sum(column) / len(outcomes) for column in zip(*outcomes, strict=True)]
    assert len(outcomes) >= 80
    assert shares[1] >= 0.85 and shares[2] >= 0.93
