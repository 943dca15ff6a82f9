"""A plan is edited by commands: all or nothing, refused when stale, answered by what moved, undone by the inverse."""

import contextlib
import itertools
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import translation

from accounts.models import Calendar
from accounts.models.calendar import default_week
from pmo.models import BinEntry
from projects.models import PlanState, Task, TaskLink, TaskSchedule
from projects.services.planning import (
    PlanConflict,
    PlanProblems,
    answer_document,
    edit_plan,
    opened_plan,
    plan_document,
    recalculate,
)
from projects.services.planning.commands import COMMANDS
from projects.services.planning.fields import ENDS, LINKED, MONEY, PLAIN, SIZES, SPECIAL, STARTS
from tests.factories import MilestoneFactory, PersonFactory, ProjectFactory, UserFactory, give_role
from tests.plan_factories import ChecklistItemFactory, TaskFactory, TaskLinkFactory, TradingPeriodFactory

pytestmark = pytest.mark.django_db
NOW = datetime(2025, 6, 16, 12, tzinfo=UTC)
KEPT = ("name", "parent_id", "duration", "is_milestone", "constraint", "constraint_date", "is_manual", "manual_start",
        "manual_finish", "percent_complete", "actual_start", "actual_finish", "remaining", "units_done")  # fmt: skip


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def planner():
    return give_role(UserFactory(), "administrator").user


@pytest.fixture
def project():
    return ProjectFactory(plan_start=datetime(2025, 6, 16, 8))


@pytest.fixture
def chain(project):
    tasks = [TaskFactory(project=project, name=name, duration=480) for name in ("Design", "Build", "Test")]
    for first, second in itertools.pairwise(tasks):
        TaskLinkFactory(project=project, predecessor=first, successor=second)
    recalculate(project, now=NOW)
    return tasks


@pytest.fixture
def edit(planner, project):
    def carry_out(*commands, **options):
        return edit_plan(options.pop("actor", planner), project=project, commands=list(commands), now=NOW, **options)

    return carry_out


def on(task, do, **more):
    task.refresh_from_db()
    return {"do": do, "task": task.pk, "version": task.version, **more}


def picture(project):
    """What matters of a plan, to compare before and after."""
    tasks = {task.pk: tuple(getattr(task, name) for name in KEPT) for task in Task.objects.filter(project=project)}
    links = set(TaskLink.objects.filter(project=project).values_list("predecessor", "successor", "kind", "lag"))
    rows = dict(TaskSchedule.objects.filter(project=project).values_list("task_id", "wbs"))
    return tasks, links, rows


def test_a_longer_task_moves_what_waits_for_it(edit, chain):
    answer = edit(on(chain[1], "change", fields={"duration": "2 d"}))
    assert set(answer.changed) == {chain[1].pk, chain[2].pk}
    assert TaskSchedule.objects.get(task=chain[2]).start.date() == date(2025, 6, 19)
    assert (answer.before.finish.date(), answer.after.finish.date()) == (date(2025, 6, 18), date(2025, 6, 19))
    assert answer.inverse == [{"do": "change", "task": chain[1].pk, "fields": {"duration": 480}, "version": 2}]


def test_a_start_becomes_a_constraint_and_a_finish_a_duration(edit, chain):
    edit(on(chain[0], "change", fields={"start": "2025-06-18"}))
    chain[0].refresh_from_db()
    assert (chain[0].constraint, chain[0].constraint_date) == ("SNET", datetime(2025, 6, 18))
    edit(on(chain[0], "change", fields={"finish": "2025-06-19"}))
    chain[0].refresh_from_db()
    assert chain[0].duration == 960 and TaskSchedule.objects.get(task=chain[0]).finish.date() == date(2025, 6, 19)
    edit(on(chain[0], "change", fields={"start": None}))
    chain[0].refresh_from_db()
    assert (chain[0].constraint, chain[0].constraint_date) == ("ASAP", None)


def test_a_task_dated_by_hand_keeps_its_length_when_moved(edit, chain):
    edit(on(chain[0], "change", fields={"is_manual": True, "start": "2025-06-20"}))
    chain[0].refresh_from_db()
    assert (chain[0].manual_start.date(), chain[0].manual_finish.date()) == (date(2025, 6, 20),) * 2
    assert chain[0].constraint == "ASAP"


def test_a_finish_counts_the_working_days_of_whoever_does_the_task(edit, chain):
    week = default_week()
    without_tuesdays = Calendar.objects.create(name="Four days", week=[week[0], [], *week[2:]])
    Task.objects.filter(pk=chain[0].pk).update(responsible=PersonFactory(calendar=without_tuesdays))
    edit(on(chain[0], "change", fields={"finish": "2025-06-18"}))
    assert Task.objects.get(pk=chain[0].pk).duration == 2 * 420
    schedule = TaskSchedule.objects.get(task=chain[0])
    assert (schedule.start.date(), schedule.finish.date()) == (date(2025, 6, 16), date(2025, 6, 18))


def test_a_duration_of_nothing_makes_a_milestone(edit, chain):
    edit(on(chain[2], "change", fields={"duration": "0"}))
    chain[2].refresh_from_db()
    assert chain[2].is_milestone and chain[2].duration == 480
    edit(on(chain[2], "change", fields={"duration": "1 d"}))
    chain[2].refresh_from_db()
    assert not chain[2].is_milestone


def test_a_stale_command_writes_nothing_and_shows_both_values(edit, chain, project):
    seen = on(chain[0], "change", fields={"name": "Mine"})
    edit(on(chain[0], "change", fields={"name": "Theirs"}))
    before = picture(project)
    with pytest.raises(PlanConflict) as caught:
        edit(on(chain[1], "change", fields={"name": "Good"}), seen)
    (conflict,) = caught.value.conflicts
    assert (conflict["name"], conflict["theirs"], conflict["mine"]) == (
        "Theirs", {"name": "Theirs"}, {"name": "Mine"},
    )  # fmt: skip
    assert conflict["version"] == 2 and conflict["index"] == 1 and picture(project) == before


def test_a_task_deleted_meanwhile_is_a_conflict(edit, chain):
    seen = on(chain[2], "change", fields={"name": "Mine"})
    edit(on(chain[2], "delete"))
    with pytest.raises(PlanConflict):
        edit(seen)


def test_problems_are_told_for_every_command_by_name_and_nothing_is_written(edit, chain, project):
    before = picture(project)
    with pytest.raises(PlanProblems) as caught:
        edit(
            on(chain[0], "change", fields={"duration": "soon"}),
            on(chain[1], "change", fields={"name": "Good"}),
            on(chain[2], "change", fields={"name": ""}),
            on(chain[2], "progress", percent=120),
        )
    told = [(problem["index"], problem["name"], problem["field"]) for problem in caught.value.problems]
    assert told == [(0, "Design", "duration"), (3, "", "percent"), (2, "", "name")]
    assert picture(project) == before


@pytest.mark.parametrize(
    "command",
    [
        {"do": "explode"},
        "text",
        {"do": "change", "task": 1, "fields": {}},
        {"do": "change", "task": 1, "version": True},
    ],
)
def test_malformed_commands_are_refused_by_number(edit, chain, command):
    with pytest.raises(PlanProblems) as caught:
        edit(on(chain[0], "change", fields={"name": "x"}), command)
    assert caught.value.problems[0]["index"] == 1


ODD = (None, "", 0, -1, 1.5, True, [], {}, "x" * 400, 10**30, "2026-13-45", "2026-01-01T00:00+02:00", "NaN", "1e999")


@pytest.mark.parametrize("value", ODD, ids=str)
def test_whatever_a_field_is_given_is_taken_or_refused_in_words(edit, chain, value):
    for name in (*PLAIN, *STARTS, *ENDS, *SIZES, *LINKED, *MONEY, *SPECIAL, "project", "id"):
        with contextlib.suppress(PlanProblems):
            edit(on(chain[0], "change", fields={name: value}), dry_run=True)


@pytest.mark.full
@pytest.mark.parametrize("do", sorted(set(COMMANDS) - {"change"}))
@pytest.mark.parametrize("value", ([], {}, 10**30), ids=str)
def test_whatever_a_command_is_given_is_taken_or_refused_in_words(edit, chain, do, value):
    names = ("task", "parent", "after", "predecessor", "successor", "kind", "lag", "is_elapsed", "text", "percent",
             "items", "units_done", "entry", "ref", "fields", "link")  # fmt: skip
    good = {"task": chain[1].pk, "version": 1, "predecessor": chain[0].pk, "successor": chain[2].pk, "percent": 10}
    for name in names:
        with contextlib.suppress(PlanProblems, PlanConflict):
            edit({"do": do, **good, name: value}, dry_run=True)


def test_rows_are_created_below_and_after_others_and_linked_in_one_request(edit, chain, project):
    answer = edit(
        {"do": "create", "ref": "a", "parent": None, "after": chain[0].pk, "fields": {"name": "Phase"}},
        {"do": "create", "ref": "b", "parent": "a", "fields": {"name": "Inside", "duration": "3 d"}},
        {"do": "link", "predecessor": chain[0].pk, "successor": "b", "kind": "SS", "lag": "1 d"},
    )
    rows = dict(TaskSchedule.objects.filter(project=project).values_list("task__name", "wbs"))
    assert rows == {"Design": "1", "Phase": "2", "Inside": "2.1", "Build": "3", "Test": "4"}
    inside = TaskSchedule.objects.get(task=answer.created["b"])
    assert inside.start.date() == date(2025, 6, 17) and len(answer.links) == 1


def test_indent_outdent_and_moves(edit, chain, project):
    def order():
        return dict(
            TaskSchedule.objects.filter(project=project).order_by("row_number").values_list("task__name", "wbs")
        )

    edit(on(chain[2], "unlink", predecessor=chain[1].pk, successor=chain[2].pk), on(chain[2], "indent"))
    assert order() == {"Design": "1", "Build": "2", "Test": "2.1"}
    edit(on(chain[2], "outdent"))
    assert order() == {"Design": "1", "Build": "2", "Test": "3"}
    edit(on(chain[2], "up"))
    assert order() == {"Design": "1", "Test": "2", "Build": "3"}
    edit(on(chain[2], "down"), on(chain[0], "move", parent=None, after=chain[2].pk))
    assert order() == {"Build": "1", "Test": "2", "Design": "3"}


def test_what_cannot_be_moved_says_so(edit, chain):
    for command in (on(chain[0], "indent"), on(chain[0], "outdent"), on(chain[0], "move", parent=chain[0].pk)):
        with pytest.raises(PlanProblems):
            edit(command)


def test_predecessors_are_typed(edit, chain):
    edit(on(chain[2], "predecessors", text="1SS+1d"))
    (link,) = TaskLink.objects.filter(successor=chain[2])
    assert (link.predecessor, link.kind, link.lag) == (chain[0], "SS", 480)
    edit(on(chain[2], "predecessors", text="1FS; 2"))
    assert set(TaskLink.objects.filter(successor=chain[2]).values_list("predecessor", "kind", "lag")) == {
        (chain[0].pk, "FS", 0), (chain[1].pk, "FS", 0),
    }  # fmt: skip
    with pytest.raises(PlanProblems, match="99"):
        edit(on(chain[2], "predecessors", text="99"))


def test_a_circle_of_links_is_kept_and_told(edit, chain):
    edit({"do": "link", "predecessor": chain[2].pk, "successor": chain[0].pk})
    assert [problem["code"] for problem in PlanState.objects.get().problems] == ["cycle"]


def test_a_link_to_ones_own_summary_or_twice_is_refused(edit, chain, project):
    part = TaskFactory(project=project, parent=chain[2])
    for ends in ((chain[2], part), (chain[0], chain[0]), (chain[0], chain[1])):
        with pytest.raises(PlanProblems):
            edit({"do": "link", "predecessor": ends[0].pk, "successor": ends[1].pk})


def test_progress_fills_the_actual_dates(edit, chain):
    planned = TaskSchedule.objects.get(task=chain[0])
    edit(on(chain[0], "progress", percent="40 %"))
    chain[0].refresh_from_db()
    assert (chain[0].percent_complete, chain[0].actual_start, chain[0].actual_finish) == (40, planned.start, None)
    edit(on(chain[0], "progress", percent=100))
    chain[0].refresh_from_db()
    assert chain[0].actual_finish == planned.finish
    edit(on(chain[0], "progress", percent=0))
    chain[0].refresh_from_db()
    assert (chain[0].percent_complete, chain[0].actual_start, chain[0].actual_finish) == (0, None, None)


def test_progress_by_units_and_by_check_list(edit, project):
    counted = TaskFactory(project=project, progress_by="units", units_total=8)
    listed = TaskFactory(project=project, progress_by="checklist")
    items = [ChecklistItemFactory(project=project, task=listed) for _ in range(2)]
    recalculate(project, now=NOW)
    edit(on(counted, "progress", units_done=4), on(listed, "progress", items={str(items[0].pk): True}))
    assert set(TaskSchedule.objects.values_list("percent_complete", flat=True)) == {Decimal(50)}
    counted.refresh_from_db(), listed.refresh_from_db()
    assert counted.actual_start and listed.actual_start
    with pytest.raises(PlanProblems, match="check-list"):
        edit(on(listed, "progress", percent=10))


def test_summaries_take_no_duration_and_no_progress(edit, chain, project):
    TaskFactory(project=project, parent=chain[2])
    for command in (on(chain[2], "progress", percent=10), on(chain[2], "change", fields={"duration": "1 d"})):
        with pytest.raises(PlanProblems, match="parts"):
            edit(command)


def changes_of(chain):
    """Commands of every kind, each with what it needs, by name."""
    return {
        "fields": [on(chain[0], "change", fields={"name": "New", "duration": "3 d", "start": "2025-06-20"})],
        "by hand": [on(chain[0], "change", fields={"is_manual": True, "start": "2025-06-20"})],
        "milestone": [on(chain[0], "change", fields={"duration": "0"})],
        "progress": [on(chain[0], "progress", percent=100)],
        "links": [on(chain[2], "predecessors", text="1SS+1d")],
        "unlink": [{"do": "unlink", "predecessor": chain[0].pk, "successor": chain[1].pk}],
        "delete": [on(chain[1], "delete")],
        "two": [on(chain[0], "change", fields={"name": "a"}), on(chain[0], "change", fields={"name": "b"})],
        "places": [on(chain[2], "up"), on(chain[0], "down")],
        "change link": [{"do": "change_link", "predecessor": chain[0].pk, "successor": chain[1].pk, "lag": 60}],
    }


@pytest.mark.parametrize(
    "name",
    ["fields", "by hand", "milestone", "progress", "links", "unlink", "delete", "two", "places", "change link"],
)
def test_every_edit_is_taken_back_and_done_again(edit, chain, project, name):
    before = picture(project)
    answer = edit(*changes_of(chain)[name])
    after = picture(project)
    assert after != before
    undone = edit(*answer.inverse)
    assert picture(project) == before
    edit(*undone.inverse)
    assert picture(project) == after


def test_a_created_row_is_taken_back_and_comes_again_under_its_number(edit, chain, project):
    before = picture(project)
    answer = edit({"do": "create", "parent": chain[1].pk, "ref": "n", "fields": {"name": "New", "duration": "2 d"}})
    after = picture(project)
    undone = edit(*answer.inverse)
    assert picture(project) == before and BinEntry.objects.count() == 1
    edit(*undone.inverse)
    assert picture(project) == after


def test_deleting_a_summary_takes_its_parts_and_undo_brings_all_back(edit, chain, project):
    part = TaskFactory(project=project, parent=chain[2])
    TaskLinkFactory(project=project, predecessor=chain[0], successor=part)
    recalculate(project, now=NOW)
    before = picture(project)
    answer = edit(on(chain[2], "delete"))
    assert set(answer.removed) == {chain[2].pk, part.pk}
    again = edit(*answer.inverse)
    assert picture(project) == before and len(again.links) == 2


def test_trying_out_says_what_would_move_and_writes_nothing(edit, chain, planner, project):
    before = picture(project)
    answer = edit(
        on(chain[1], "change", fields={"duration": "5 d", "fixed_cost": "100"}),
        {"do": "create", "ref": "n", "fields": {"name": "New"}},
        dry_run=True,
        show=lambda answer: answer_document(planner, project, answer),
    )
    assert answer.after.finish > answer.before.finish and answer.after.cost - answer.before.cost == 100
    assert len(answer.shown["rows"]) == 3 and picture(project) == before


def with_costs(task):
    Task.objects.filter(pk=task.pk).update(work=480, work_cost=1000, fixed_cost=200)
    task.refresh_from_db()
    return task


def costs(task):
    task.refresh_from_db()
    return task.work, task.work_cost, task.fixed_cost


@pytest.mark.parametrize("fields", [{"duration": "3 d"}, {"finish": "2025-06-19"}])
def test_effort_and_cost_of_the_work_follow_the_duration_and_the_fixed_cost_stays(edit, chain, fields):
    task = with_costs(chain[1])
    answer = edit(on(task, "change", fields=fields))
    lasts = Decimal(Task.objects.get(pk=task.pk).duration)
    assert lasts > 480
    assert costs(task) == (int(lasts), 1000 * lasts / 480, 200)
    assert answer.after.cost - answer.before.cost == 1000 * (lasts - 480) / 480
    edit(*answer.inverse)
    assert costs(task) == (480, 1000, 200)


def test_amounts_that_are_said_with_the_duration_count(edit, chain):
    task = with_costs(chain[1])
    edit(on(task, "change", fields={"duration": "3 d", "work_cost": "1200", "work": "2 d"}))
    assert costs(task) == (960, 1200, 200)


def test_what_a_finished_task_cost_stays(edit, chain):
    task = with_costs(chain[1])
    done = {"actual_start": datetime(2025, 6, 17, 9), "actual_finish": datetime(2025, 6, 17, 17)}
    Task.objects.filter(pk=task.pk).update(**done)
    edit(on(task, "change", fields={"duration": "3 d"}))
    assert costs(task) == (480, 1000, 200)


def test_a_milestone_keeps_its_cost_until_it_lasts_again(edit, chain):
    task = with_costs(chain[1])
    edit(on(task, "change", fields={"duration": "0"}))
    edit(on(task, "change", fields={"duration": "2 d"}))
    assert costs(task) == (480, 1000, 200)


def test_a_cent_lost_by_rounding_comes_back_with_undo(edit, chain):
    task = with_costs(chain[1])
    Task.objects.filter(pk=task.pk).update(work_cost=Decimal("0.01"))
    answer = edit(on(task, "change", fields={"duration": "60 min"}))
    assert costs(task)[:2] == (60, 0)
    edit(*answer.inverse)
    assert costs(task)[:2] == (480, Decimal("0.01"))


def test_who_may_not_change_money_stretches_a_task_without_its_cost(edit, chain, project, monkeypatch):
    task = with_costs(chain[1])
    monkeypatch.setattr("projects.services.planning.edit.Edit.changes_money", False)
    answer = edit(on(task, "change", fields={"duration": "3 d"}))
    assert costs(task) == (1440, 1000, 200)
    assert answer.inverse[0]["fields"] == {"duration": 480, "work": 480}


def test_contributors_report_progress_of_their_own_tasks_only(edit, chain, project):
    user = UserFactory()
    chain[0].responsible = PersonFactory(user=user)
    chain[0].save()
    give_role(user, "contributor", project=project)
    edit(on(chain[0], "progress", percent=50), actor=user)
    for command in (on(chain[1], "progress", percent=50), on(chain[0], "change", fields={"name": "x"})):
        with pytest.raises(PermissionDenied):
            edit(command, actor=user)


def test_the_page_gets_rows_words_and_what_stands_around(edit, chain, planner, project):
    opened = opened_plan(planner, project.pk, now=NOW)
    found = plan_document(planner, opened, today=date(2025, 6, 16))
    row = dict(zip(found["names"], found["rows"][1], strict=True))
    assert (row["name"], row["row"], row["critical"], row["why"]) == (
        "Build",
        2,
        True,
        "Starts when “Design” finishes.",
    )
    assert len(found["links"]) == 2 and found["rights"]["change"] and found["units"]["day"] == 480
    assert opened_plan(planner, project.pk, now=NOW).mark == opened.mark
    edit(on(chain[0], "change", fields={"name": "Drawing"}))
    assert opened_plan(planner, project.pk, now=NOW).mark != opened.mark


def test_a_go_live_in_a_release_freeze_is_told_as_a_problem(chain, planner, project):
    MilestoneFactory(project=project, task=chain[2], is_go_live=True)
    TradingPeriodFactory(is_freeze=True, first_day=date(2025, 6, 17), last_day=date(2025, 6, 20))
    recalculate(project, now=NOW)
    opened = opened_plan(planner, project.pk, now=NOW)
    (problem,) = plan_document(planner, opened, today=date(2025, 6, 16))["state"]["problems"]
    assert problem["tasks"] == [chain[2].pk] and problem["text"].startswith("“Test” is a go-live")


def test_facts_written_past_the_plan_are_calculated_when_it_is_read(chain, planner, project):
    finish = opened_plan(planner, project.pk, now=NOW).state.finish
    Task.objects.filter(pk=chain[0].pk).update(duration=4800)
    assert opened_plan(planner, project.pk, now=NOW).state.finish > finish


@pytest.mark.parametrize("typed", ["0206-06-18", "9999-12-31", "0001-01-01"])
def test_a_year_that_cannot_be_meant_is_refused(edit, chain, typed):
    with pytest.raises(PlanProblems) as error:
        edit(on(chain[0], "change", fields={"start": typed}))
    assert "year" in str(error.value)


def test_a_plan_that_reaches_the_last_year_still_opens(planner, project, chain):
    Task.objects.filter(pk=chain[0].pk).update(constraint="SNET", constraint_date=datetime(9999, 12, 30))
    opened = opened_plan(planner, project.pk, now=NOW)
    assert plan_document(planner, opened, today=date(2025, 6, 16))["rows"]


def test_a_row_number_means_the_task_that_was_seen_under_it(edit, chain, project):
    """Somebody else has put a row in above meanwhile."""
    edit({"do": "create", "parent": None, "after": None, "fields": {"name": "Before all"}})
    edit(on(chain[2], "predecessors", text="1", rows={"1": chain[0].pk}))
    assert list(TaskLink.objects.filter(successor=chain[2]).values_list("predecessor", flat=True)) == [chain[0].pk]


def test_problems_of_new_rows_are_told_by_their_name(edit, chain):
    with pytest.raises(PlanProblems) as error:
        edit({"do": "create", "ref": "a", "parent": None, "fields": {"name": "Pasted", "duration": "soon"}})
    assert error.value.problems[0]["name"] == "Pasted"


def test_new_parts_of_a_new_task_are_undone_with_it_in_one_step(edit, chain, project):
    before = picture(project)
    answer = edit(
        {"do": "create", "ref": "a", "parent": None, "fields": {"name": "Lot"}},
        {"do": "create", "ref": "b", "parent": "a", "fields": {"name": "Part"}},
        {"do": "create", "ref": "c", "parent": "b", "fields": {"name": "Part of it"}},
    )
    assert [command["do"] for command in answer.inverse] == ["delete"]
    after = picture(project)
    undone = edit(*answer.inverse)
    assert picture(project) == before
    edit(*undone.inverse)
    assert picture(project) == after


def test_dates_by_hand_stand_in_order(edit, chain):
    fields = {"is_manual": True, "manual_start": "2025-07-10", "manual_finish": "2025-07-01"}
    with pytest.raises(PlanProblems) as error:
        edit(on(chain[0], "change", fields=fields))
    assert error.value.problems[0]["field"] == "manual_finish"


def test_a_new_task_whose_name_is_too_long_is_refused_rather_than_cut(edit, chain, project):
    with pytest.raises(PlanProblems) as error:
        edit({"do": "create", "parent": None, "fields": {"name": "x" * 251}})
    assert error.value.problems[0]["field"] == "name" and not project.tasks.filter(name__startswith="xx").exists()
    edit({"do": "create", "parent": None, "fields": {"name": "y" * 250}})
    assert project.tasks.filter(name="y" * 250).exists()
