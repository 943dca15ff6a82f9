"""A plan from a file into a project and out again: once, twice, by halves, and by whom."""

import io
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied

from accounts.models import Calendar
from integrations.plan_files import PlanRefused
from integrations.project_xml import (
    DocumentAssignment,
    DocumentBaseline,
    DocumentCalendar,
    DocumentLink,
    DocumentResource,
    DocumentTask,
    ProjectDocument,
    plan_of,
    read_project_xml,
    write_project_xml,
)
from integrations.services.schedules import export_schedule, import_schedule, schedule_lines
from pmo.models import ExternalReference
from pmo.roles import RoleName
from projects.critical_path import schedule
from projects.models import Baseline, BaselineTask, Task, TaskAssignment, TaskLink
from tests.factories import PersonFactory, ProjectFactory, UserFactory, give_role
from tests.plan_factories import TaskFactory

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
MONDAY = datetime(2026, 3, 2, 8)
MSPDI = Path(__file__).parents[3].parent / "shared" / "data" / "mspdi"
FILES = sorted(MSPDI.glob("*.xml"))


@pytest.fixture
def project():
    return ProjectFactory(code="WEB-001")


@pytest.fixture
def actor():
    user = UserFactory()
    give_role(user, RoleName.ADMINISTRATOR)
    return user


def small(**fields) -> ProjectDocument:
    """Build (walls, roof) and hand over, on eight hours a day."""
    week = {day: [(480, 720), (780, 1020)] if day < 5 else [] for day in range(7)}
    document = ProjectDocument(
        name="House", start=MONDAY, calendar=1, calendars=[DocumentCalendar(1, "Site", week=week)]
    )
    document.tasks = [
        DocumentTask(0, 0, name="House", level=0, is_summary=True),
        DocumentTask(1, 1, name="Build", level=1, is_summary=True),
        DocumentTask(
            2, 2, name="Walls", level=2, duration=960, notes="Stone", cost=Decimal(900), fixed_cost=Decimal(400)
        ),
        DocumentTask(3, 3, name="Roof", level=2, duration=480, links=[DocumentLink(2, "FS", 480)]),
        DocumentTask(4, 4, name="Hand over", level=1, duration=0, is_milestone=True, links=[DocumentLink(3)]),
    ]
    for name, value in fields.items():
        setattr(document, name, value)
    return document


def file_of(document: ProjectDocument) -> io.BytesIO:
    stream = io.BytesIO()
    write_project_xml(document, stream)
    stream.seek(0)
    return stream


def bring(document: ProjectDocument, actor, project, **options):
    return import_schedule(file_of(document), actor=actor, project=project, name="plan.xml", now=NOW, **options)


def counts(report, what="task") -> dict:
    return {outcome: number for outcome, number in report.counts.get(what, {}).items() if number}


def named(project) -> dict[str, Task]:
    return {task.name: task for task in Task.objects.filter(project=project).select_related("schedule", "parent")}


# -- In -----------------------------------------------------------------------------------------------------


def test_a_plan_comes_in_with_its_outline_links_and_dates(actor, project):
    report = bring(small(), actor, project)
    assert counts(report) == {"new": 4}
    assert counts(report, "link") == {"new": 2}
    assert (report.problems, report.plan_problems) == ([], [])
    tasks = named(project)
    assert (tasks["Walls"].parent.name, tasks["Walls"].description) == ("Build", "Stone")
    assert [(task.schedule.wbs, task.name) for task in Task.objects.filter(project=project)] == [
        ("1", "Build"), ("1.1", "Walls"), ("1.2", "Roof"), ("2", "Hand over"),
    ]  # fmt: skip
    assert tasks["Roof"].schedule.start == datetime(2026, 3, 5, 8)
    assert tasks["Hand over"].schedule.finish == datetime(2026, 3, 5, 17)
    assert (tasks["Walls"].fixed_cost, tasks["Walls"].work_cost) == (400, 500)
    project.refresh_from_db()
    assert (project.plan_start, project.calendar.name) == (MONDAY, "Site · WEB-001")


def test_the_same_file_once_more_changes_nothing(actor, project):
    document = small(resources=[DocumentResource(1, "Ann")], assignments=[DocumentAssignment(2, 1, 1)])
    document.tasks[2].baselines = [DocumentBaseline(0, MONDAY, MONDAY, 480, cost=Decimal(5))]
    bring(document, actor, project)
    versions = list(Task.objects.filter(project=project).values_list("pk", "version", "updated_at"))
    report = bring(document, actor, project)
    assert report.changes_nothing
    assert counts(report) == {"unchanged": 4}
    assert counts(report, "link") == {"unchanged": 2}
    assert counts(report, "baseline") == {"unchanged": 1}
    assert counts(report, "calendar") == {"unchanged": 1}
    assert counts(report, "assignment") == {"unchanged": 1}
    assert list(Task.objects.filter(project=project).values_list("pk", "version", "updated_at")) == versions


def test_a_changed_file_changes_what_differs_and_names_what_is_gone(actor, project):
    bring(small(), actor, project)
    document = small()
    document.tasks[2].duration = 1440
    document.tasks[3].name = "Tiled roof"
    document.tasks[3].links = []
    del document.tasks[4]
    report = bring(document, actor, project)
    assert [(each.name, each.outcome, each.fields) for each in report.tasks] == [
        ("Build", "unchanged", ()),
        ("Walls", "changed", ("duration",)),
        ("Tiled roof", "changed", ("name",)),
        ("Hand over", "gone", ()),
    ]
    # The link to the task that is gone stays with it.
    assert counts(report, "link") == {"removed": 1}
    assert Task.objects.filter(project=project).count() == 4


def test_a_task_moves_below_a_new_summary_and_between_others(actor, project):
    bring(small(), actor, project)
    document = small()
    shell = DocumentTask(9, 2, name="Shell", level=2, is_summary=True)
    walls = document.tasks.pop(2)
    walls.level = 3
    document.tasks[2:2] = [shell, walls]
    report = bring(document, actor, project)
    assert {each.name: each.outcome for each in report.tasks} == {
        "Build": "unchanged", "Shell": "new", "Walls": "changed", "Roof": "unchanged", "Hand over": "unchanged",
    }  # fmt: skip
    rows = Task.objects.filter(project=project).select_related("schedule").order_by("schedule__row_number")
    assert [(row.schedule.wbs, row.name) for row in rows][:3] == [("1", "Build"), ("1.1", "Shell"), ("1.1.1", "Walls")]
    assert bring(document, actor, project).changes_nothing


def test_a_dry_run_says_the_same_and_writes_nothing(actor, project):
    report = bring(small(), actor, project, dry_run=True)
    assert (counts(report), report.finish) == ({"new": 4}, "2026-03-05T17:00")
    assert not Task.objects.filter(project=project).exists()
    assert not ExternalReference.objects.exists()
    assert not Calendar.objects.filter(name__contains="WEB-001").exists()


def test_whatever_contradicts_itself_is_named_and_the_rest_is_kept(actor, project):
    document = small()
    walls, roof, end = document.tasks[2:]
    walls.constraint = "SNET"
    roof.links += [DocumentLink(99), DocumentLink(3), DocumentLink(2, "SS")]
    end.actual_start, end.actual_finish = datetime(2026, 3, 5), datetime(2026, 3, 4)
    document.tasks.append(DocumentTask(4, 5, name="Again"))
    document.tasks.append(DocumentTask(6, 6, name="Far", percent_complete=300, duration=480))
    report = bring(document, actor, project)
    assert [(each.code, each.row) for each in report.problems] == [
        ("repeated_task", "Task 5"),
        ("constraint_without_date", "Task 2"),
        ("actual_finish_before_start", "Task 4"),
        ("invalid", "Task 6"),
        ("unknown_predecessor", "Task 3"),
        ("self_link", "Task 3"),
        ("repeated_link", "Task 3"),
    ]
    assert all(each["message"] for each in report.as_json()["problems"])
    assert counts(report) == {"new": 5, "rejected": 1}
    assert named(project)["Far"].percent_complete == 0


def test_an_elapsed_task_works_day_and_night(actor, project):
    document = small()
    document.tasks[2].is_elapsed, document.tasks[2].duration = True, 2880
    bring(document, actor, project)
    assert named(project)["Walls"].schedule.finish == datetime(2026, 3, 4, 8)


def test_calendars_that_say_the_same_are_one(actor, project):
    other = ProjectFactory()
    bring(small(), actor, project), bring(small(), actor, other)
    project.refresh_from_db(), other.refresh_from_db()
    assert project.calendar_id == other.calendar_id


def test_baselines_come_in_proposed_and_an_approved_one_stays(actor, project):
    document = small()
    document.tasks[2].baselines = [
        DocumentBaseline(0, MONDAY, datetime(2026, 3, 3, 17), 960, 960, Decimal(900), Decimal(400)),
        DocumentBaseline(1, MONDAY, None),
    ]
    report = bring(document, actor, project)
    baseline = Baseline.objects.get(project=project)
    assert (baseline.name, baseline.state, baseline.cost) == ("MS Project", "proposed", 900)
    assert [each.code for each in report.problems] == ["baseline_without_dates"]
    row = BaselineTask.objects.get(baseline=baseline)
    assert (row.name, row.duration, row.fixed_cost, row.work_cost) == ("Walls", 960, 400, 500)
    Baseline.objects.filter(pk=baseline.pk).update(state="approved", is_current=True)
    document.tasks[2].baselines[0].cost = Decimal(1000)
    assert "frozen_baseline" in [each.code for each in bring(document, actor, project).problems]
    assert BaselineTask.objects.get(baseline=baseline).work_cost == 500


def test_people_are_found_by_address_and_others_stay_roles(actor, project):
    ann = PersonFactory(name="Ann Lee", email="ann@example.org")
    document = small(
        resources=[DocumentResource(1, "A. Lee", email="ANN@example.org"), DocumentResource(2, "Mason")],
        assignments=[DocumentAssignment(2, 1, 1, 0.5, work=480), DocumentAssignment(2, 2, 2)],
    )
    report = bring(document, actor, project)
    found = TaskAssignment.objects.filter(project=project).order_by("pk")
    assert [(row.person, row.role_name, row.units, row.work) for row in found] == [
        (ann, "", 50, 480), (None, "Mason", 100, None),
    ]  # fmt: skip
    assert [each.code for each in report.problems] == ["unknown_person"]


def test_a_table_in_french_comes_in(actor, project):
    Calendar.objects.create(name="Ours", is_default=True, country="")
    text = "N°;Nom;Durée;Prédécesseurs\n1;Murs;2 j;\n2;Toit;1 j;1FD+1j\n".encode()
    report = import_schedule(io.BytesIO(text), actor=actor, project=project, name="plan.csv", now=NOW)
    assert counts(report) == {"new": 2}
    # A day of the organisation's calendar has seven hours.
    assert named(project)["Murs"].duration == 840
    assert TaskLink.objects.get(project=project).lag == 420


@pytest.mark.skipif(not FILES, reason="../shared/data/mspdi is absent")
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_files_of_ms_project_have_the_dates_here_that_they_have_there(path, actor, project):
    document = read_project_xml(path.read_bytes())
    has_people = {assignment.task for assignment in document.assignments}
    report = import_schedule(path, actor=actor, project=project, now=NOW)
    assert counts(report).get("new", 0) == sum(task.level > 0 for task in document.tasks)
    assert import_schedule(path, actor=actor, project=project, now=NOW).changes_nothing
    if has_people:
        return  # hours of people are not ours to keep on a task
    tasks = [task for task in document.tasks if task.level > 0]
    rows = Task.objects.filter(project=project).select_related("schedule").order_by("schedule__row_number")
    for task, kept in zip(tasks, [row.schedule for row in rows], strict=True):
        assert (kept.start, kept.finish, kept.total_float) == (
            task.calculated.start, task.calculated.finish, task.calculated.total_slack,
        ), task.name  # fmt: skip


# -- Out ----------------------------------------------------------------------------------------------------


def exported(project, reader):
    return export_schedule(project.pk, reader=reader)[1]


def test_a_plan_goes_out_and_comes_back_unchanged(actor, project):
    document = small(resources=[DocumentResource(1, "Mason")], assignments=[DocumentAssignment(2, 1, 1)])
    document.tasks[2].baselines = [DocumentBaseline(0, MONDAY, datetime(2026, 3, 3, 17), 960, 960, Decimal(900))]
    bring(document, actor, project)
    TaskFactory(project=project, name="Added here", duration=480, position=999)
    bring(document, actor, project)
    out = exported(project, actor)
    report = bring(out, actor, project)
    assert report.changes_nothing, report.as_json()
    assert report.counts["task"]["unchanged"] == 5


def test_a_task_nobody_has_scheduled_yet_goes_out_too(actor, project):
    TaskFactory(project=project, name="Just typed")
    assert [task.name for task in exported(project, actor).tasks] == [project.name, "Just typed"]


def test_a_table_goes_out_and_comes_back_unchanged(actor, project):
    bring(small(), actor, project)
    for language in ("fr", "en"):
        text = b"".join(schedule_lines(exported(project, actor), language))
        report = import_schedule(io.BytesIO(text), actor=actor, project=project, name="plan.csv", now=NOW)
        assert report.problems == []
        changed = {name for each in report.tasks for name in each.fields}
        # A table has no costs.
        assert changed <= {"fixed_cost", "work_cost", "actual_cost", "work"}, language


def test_what_goes_out_has_the_same_dates_elsewhere(actor, project):
    bring(small(), actor, project)
    out = read_project_xml(file_of(exported(project, actor)).read())
    found = schedule(plan_of(out))
    for task in out.tasks:
        assert (found[task.uid].start, found[task.uid].finish) == (task.calculated.start, task.calculated.finish)


# -- Rights -------------------------------------------------------------------------------------------------


def test_who_may_not_edit_the_plan_may_not_import(project):
    user = UserFactory()
    give_role(user, RoleName.CONTRIBUTOR, project=project)
    with pytest.raises(PermissionDenied):
        bring(small(), user, project)
    assert exported(project, user).tasks[0].name == project.name


def test_who_may_not_see_a_project_may_not_export_it(project):
    with pytest.raises(PermissionDenied):
        export_schedule(project.pk, reader=UserFactory())


def test_a_project_manager_imports_without_adding_calendars_of_the_organisation(project):
    user = UserFactory()
    give_role(user, RoleName.PROJECT_MANAGER, project=project)
    report = bring(small(), user, project)
    assert counts(report) == {"new": 4}
    assert {each.code for each in report.problems} == {"calendar_not_allowed"}


def test_a_file_without_tasks_is_refused_and_nothing_is_written(actor, project):
    with pytest.raises(PlanRefused):
        bring(ProjectDocument(name="Empty"), actor, project)
    assert not Task.objects.filter(project=project).exists()
