"""Pages and files of variance and earned value, of one project and of many."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from projects.models import Baseline, ProjectSnapshot, Task
from projects.services import approve_baseline, take_baseline
from reporting.drain import drain_all
from tests.factories import TODAY, CostEntryFactory, DecisionFactory
from tests.plan_factories import TaskFactory

pytestmark = pytest.mark.django_db
MONDAY = datetime.combine(TODAY - timedelta(days=TODAY.weekday()), datetime.min.time()).replace(hour=9)


@pytest.fixture
def planned(world):
    """The red project with two tasks in a current baseline, half of it earned and more spent."""
    project = world.red
    type(project).objects.filter(pk=project.pk).update(plan_start=MONDAY - timedelta(days=28))
    done = TaskFactory(project=project, name="Design the pages", work_cost=10_000, percent_complete=100)
    open_task = TaskFactory(project=project, name="Build the pages", work_cost=30_000, duration=420 * 10)
    baseline = take_baseline(None, project=project, name="Agreed plan", reason="x", on=TODAY)
    approve_baseline(None, baseline=baseline, reason="", on=TODAY)
    Task.objects.filter(pk=open_task.pk).update(duration=420 * 14)
    CostEntryFactory(project=project, kind="actual", amount=12_500, month=TODAY.replace(day=1))
    drain_all(today=TODAY)
    return project, done, open_task, baseline


def test_the_page_shows_metrics_forecasts_and_tasks(planned, reader_with):
    project, done, open_task, _baseline = planned
    text = reader_with("officer").text(f"/projects/{project.pk}/earned-value/")
    assert "Agreed plan" in text and "40,000" in text and "12,500" in text
    assert "Earned schedule, at the pace of SPI(t)" in text and "The rest at the cost so far (CPI)" in text
    assert done.name in text and open_task.name in text
    assert "not available" not in text and "Sum of the costs of all tasks in the current baseline." in text


def test_the_s_curve_has_its_lines_its_words_and_its_table(planned, reader_with):
    project = planned[0]
    answer = reader_with("officer").get(f"/projects/{project.pk}/charts/s-curve/").json()
    names = [line["name"] for line in answer["figure"]["data"]]
    assert names[:3] == ["Planned value", "Earned value", "Actual cost"]
    assert answer["figure"]["data"][0]["y"][0] == 0 and answer["figure"]["data"][0]["y"][-1] == 40_000
    assert answer["text"] and len(answer["table"]["columns"]) == 5 and answer["table"]["rows"]


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_tasks_come_as_a_file(planned, reader_with, ending):
    project, done = planned[:2]
    officer = reader_with("officer")
    answer = officer.client.get(f"/projects/{project.pk}/earned-value/tasks.{ending}")
    assert answer.status_code == 200
    content = b"".join(answer) if answer.streaming else answer.content
    assert ending == "xlsx" or done.name.encode() in content
    assert officer.get(f"/projects/{project.pk}/earned-value/tasks.pdf").status_code == 404


def test_earned_value_is_closed_to_who_may_not_see_the_money(planned, reader_with, world):
    project = planned[0]
    contributor = reader_with("contributor", project=project)
    for ending in ("earned-value/", "charts/s-curve/", "earned-value/tasks.csv"):
        assert contributor.get(f"/projects/{project.pk}/{ending}").status_code == 404, ending


def test_a_project_without_a_baseline_says_what_to_do(world, reader_with):
    text = reader_with("officer").text(f"/projects/{world.red.pk}/earned-value/")
    assert "No earned value yet" in text and "/baselines/?project=" in text


def test_variance_of_every_task_with_what_is_new_and_gone(planned, reader_with):
    project, done, open_task, _baseline = planned
    TaskFactory(project=project, name="Since then")
    drain_all(today=TODAY)
    done.delete()
    text = reader_with("officer").text(f"/projects/{project.pk}/variance/")
    assert "new since" in text and "no longer in the plan" in text and "Since then" in text
    row = text[text.index(open_task.name) :].split("</tr>")[0]
    assert "+4" in row or "+3.5" in row
    moved = reader_with("officer").text(f"/projects/{project.pk}/variance/?moved=1")
    assert open_task.name in moved


def test_variance_shows_costs_only_to_who_may_see_them(planned, reader_with):
    project = planned[0]
    Task.objects.filter(project=project).update(fixed_cost=777)
    contributor, officer = reader_with("contributor", project=project), reader_with("officer")
    shown = officer.get(f"/projects/{project.pk}/variance/tasks.csv").content
    assert b"Cost variance" in shown and b",777.0" in shown
    hidden = contributor.get(f"/projects/{project.pk}/variance/tasks.csv")
    assert hidden.status_code == 200 and b"Cost" not in hidden.content and b"777.0" not in hidden.content


def test_variance_with_a_baseline_that_is_not_there(planned, reader_with):
    assert reader_with("officer").get(f"/projects/{planned[0].pk}/variance/?baseline=0").status_code == 404
    assert reader_with("guest").get(f"/projects/{planned[0].pk}/variance/").status_code == 404


def test_sums_are_over_projects_with_all_four_figures(planned, reader_with):
    project = planned[0]
    for query in ("", f"?portfolio={project.portfolio_id}"):
        text = reader_with("officer").text(f"/dashboard/earned-value/{query}")
        assert "Summed over 1 project" in text and "left out" in text
        assert project.name in text  # among the lowest CPI
        assert "0.80" in text


def test_sums_hide_the_money_of_projects_whose_money_is_hidden(planned, reader_with):
    contributor = reader_with("contributor", project=planned[0])
    text = contributor.text("/dashboard/earned-value/")
    assert "Summed over 1" not in text and "12.5k" not in text


def test_the_api_gives_curve_tasks_and_variance(planned, reader_with):
    project, done = planned[:2]
    officer = reader_with("officer")
    found = officer.get(f"/api/v1/projects/{project.pk}/earned-value/").json()
    assert found["planned_value"][-1]["amount"] == 40_000 and found["earned_value"][-1]["amount"] == 10_000
    assert found["tasks"][0] | {"pv": 0, "sv": 0} == {
        "task": done.pk, "wbs": "1", "name": done.name, "percent": 100, "bac": 10_000, "pv": 0, "ev": 10_000,
        "ac": None, "sv": 0,
    }  # fmt: skip
    rows = officer.get(f"/api/v1/projects/{project.pk}/variance/").json()["results"]
    assert [row["name"] for row in rows] == ["Design the pages", "Build the pages"]
    assert rows[1]["duration_days"] > 3 and rows[1]["cost_difference"] == 0
    assert officer.get(f"/api/v1/projects/{project.pk}/variance/?baseline=0").status_code == 400
    state = officer.get(f"/api/v1/project-states/{project.pk}/").json()
    assert state["cpi"] == "0.8000" and state["earned_value_detail"]["cost"]["cost_cpi"] == 50_000


def test_the_api_hides_money_from_who_may_not_see_it(planned, reader_with):
    project = planned[0]
    contributor = reader_with("contributor", project=project)
    assert contributor.get(f"/api/v1/projects/{project.pk}/earned-value/").status_code == 404
    rows = contributor.get(f"/api/v1/projects/{project.pk}/variance/").json()["results"]
    assert rows and {row["cost_difference"] for row in rows} == {None}
    state = contributor.get(f"/api/v1/project-states/{project.pk}/").json()
    assert state["cpi"] is state["budget_at_completion"] is state["earned_value_detail"] is None
    assert state["spi"] is not None and state["task_count"] == 2


def test_a_baseline_created_anywhere_freezes_the_plan(planned, reader_with):
    project = planned[0]
    officer = reader_with("officer").client
    form = {"name": "By the page", "project": project.pk, "reason": "Why"}
    assert officer.post("/baselines/new/", form).status_code == 302
    body = {"name": "By the API", "project": project.pk, "reason": "Why"}
    assert officer.post("/api/v1/baselines/", body, content_type="application/json").status_code == 201
    rows = {"operation": "create", "rows": [body | {"name": "In bulk"}]}
    assert officer.post("/api/v1/baselines/bulk/", rows, content_type="application/json").status_code == 200
    found = Baseline.objects.filter(project=project, name__in=("By the page", "By the API", "In bulk"))
    assert [(row.cost, row.tasks.count(), row.state) for row in found] == [(40_000, 2, "proposed")] * 3


def test_a_project_manager_proposes_and_a_sponsor_approves(planned, reader_with):
    project = planned[0]
    TaskFactory(project=project)
    baseline = take_baseline(None, project=project, name="Second", reason="x", on=TODAY)
    lead, sponsor = reader_with("project_manager", project=project), reader_with("executive")
    body = {"on": TODAY.isoformat(), "reason": "Agreed"}
    address = f"/api/v1/baselines/{baseline.pk}/approve/"
    assert lead.client.post(address, body, content_type="application/json").status_code == 403
    answer = sponsor.client.post(address, body, content_type="application/json")
    assert (answer.status_code, answer.json()["state"], answer.json()["is_current"]) == (200, "approved", False)
    current = f"/api/v1/baselines/{baseline.pk}/make_current/"
    assert sponsor.client.post(current, {}, content_type="application/json").status_code == 400
    assert sponsor.client.post(f"/baselines/{baseline.pk}/reject/", body).status_code == 403


def test_an_earlier_day_shows_what_was_kept_by_then(planned, reader_with):
    project = planned[0]
    before = TODAY - timedelta(days=7)
    now = project.state if hasattr(project, "state") else None
    ProjectSnapshot.objects.update_or_create(
        project=project, as_of=before,
        defaults={
            "name": "x", "portfolio": project.portfolio, "computed_at": now.computed_at if now else timezone.now(),
            "budget_at_completion": 40_000, "planned_value": 8_000, "earned_value": 4_321, "actual_cost": 5_000,
            "earned_value_detail": {"missing": {}},
        },
    )  # fmt: skip
    officer = reader_with("officer")
    text = officer.text(f"/projects/{project.pk}/earned-value/?as_of={before.isoformat()}")
    assert "4,321" in text and "The tasks do not add up" in text
    assert f"tasks.csv?as_of={before.isoformat()}" in text
    assert f"charts/s-curve/?as_of={before.isoformat()}" in text
    curve = officer.get(f"/projects/{project.pk}/charts/s-curve/?as_of={before.isoformat()}").json()
    assert curve["figure"]["data"][1]["y"][-1] == 4_321
    assert "10,000" in officer.text(f"/projects/{project.pk}/earned-value/?as_of=nonsense")


def test_a_day_that_nothing_was_kept_of_is_calculated_from_what_was_known(planned, reader_with):
    project, done, open_task, _baseline = planned
    monday = TODAY - timedelta(days=TODAY.weekday())
    started = datetime.combine(monday - timedelta(days=28), datetime.min.time()).replace(hour=9)
    Task.objects.filter(pk=done.pk).update(actual_start=started, actual_finish=started + timedelta(hours=8))
    Task.objects.filter(pk=open_task.pk).update(percent_complete=50, actual_start=started)
    drain_all(today=TODAY)
    # What was reported of the open task was recorded four weeks after it had begun: two of them make a quarter.
    for task in (done, open_task):
        recorded = timezone.make_aware(started + timedelta(days=28) - timedelta(hours=9))
        Task.pgh_event_model.objects.filter(pgh_obj_id=task.pk).update(pgh_created_at=recorded)
    before = monday - timedelta(days=15)
    officer, address = reader_with("officer").client, f"/projects/{project.pk}/earned-value"
    text = officer.get(f"{address}/?as_of={before.isoformat()}").content.decode()
    assert "2 of 2 tasks nothing was recorded by then" in text and "1 under way, estimated evenly" in text
    assert "The tasks do not add up" not in text
    row = officer.get(f"{address}/tasks.csv?as_of={before.isoformat()}").content.decode()
    assert ",24.66," in row
    curve = officer.get(f"/projects/{project.pk}/charts/s-curve/").json()
    assert "calculated afterwards" in curve["text"]
    values = curve["figure"]["data"][1]["y"]
    assert values[0] >= 10_000 and values == sorted(values) and len(values) > 3


def test_the_api_gives_an_earlier_day_as_it_was_known(planned, reader_with):
    project, done, _open_task, _baseline = planned
    officer = reader_with("officer").client
    address = f"/api/v1/projects/{project.pk}/earned-value/"
    now, then = (officer.get(address + query).json() for query in ("", "?as_of=2025-06-01"))
    assert now["progress"] is None and now["measures"]["earned_value"] is not None
    assert then["as_of"] == "2025-06-01" and then["progress"]["tasks"] == 2
    assert {task["task"] for task in then["tasks"]} >= {done.pk}
    for wrong in ("tomorrow", "0001-01-01"):
        assert officer.get(f"{address}?as_of={wrong}").status_code == 400, wrong


def test_another_baseline_takes_the_place_of_the_current_one_by_a_decision_only(planned, reader_with):
    project, _done, _open_task, first = planned
    sponsor = reader_with("executive").client
    second = take_baseline(None, project=project, name="Second", reason="x", on=TODAY)
    approve, replace = f"/baselines/{second.pk}/approve/", f"/baselines/{second.pk}/make-current/"
    page = f"/baselines/{second.pk}/"
    assert "It takes the place of “Agreed plan” only by a decision" in sponsor.get(page).content.decode()
    asked = sponsor.get(approve).content.decode()
    assert "“Agreed plan” is current" in asked and "ask for one under Decisions" in asked
    answer = sponsor.post(approve, {"on": TODAY.isoformat(), "reason": "Good"}, follow=True).content.decode()
    assert "still compare with the current one" in answer
    assert "Kept beside “Agreed plan”" in sponsor.get(page).content.decode()
    assert sponsor.post(replace, {}).status_code == 422
    decision = DecisionFactory(project=project, state="taken", decided_on=TODAY, outcome="Agreed")
    assert "lets this one take its place" in sponsor.get(replace).content.decode()
    answer = sponsor.post(replace, {"decision": decision.pk}, follow=True).content.decode()
    assert "now compare with this baseline" in answer
    found = {row.name: (row.is_current, row.decision) for row in Baseline.objects.filter(project=project)}
    assert found == {first.name: (False, None), "Second": (True, decision)}


def test_the_first_baseline_asks_for_no_decision(planned, reader_with, world):
    TaskFactory(project=world.green)
    first = take_baseline(None, project=world.green, name="First", reason="x", on=TODAY)
    sponsor = reader_with("executive").client
    address = f"/baselines/{first.pk}/approve/"
    assert "Once approved it is the current one" in sponsor.get(f"/baselines/{first.pk}/").content.decode()
    assert 'name="decision"' not in sponsor.get(address).content.decode()
    answer = sponsor.post(address, {"on": TODAY.isoformat()}, follow=True).content.decode()
    assert "now compare with this baseline" in answer
