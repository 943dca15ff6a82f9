"""My work: what waits for the reader, and what others owe whoever answers for it; every count equals its list."""

import re
from datetime import datetime, time, timedelta

import pytest
from django.utils import timezone

from projects.services.planning.scheduling import recalculate
from tests import factories as make
from tests import plan_factories as plans

pytestmark = pytest.mark.django_db


def days(number):
    return timezone.localdate() + timedelta(days=number)


@pytest.fixture
def here():
    portfolio = make.PortfolioFactory(name="Here", code="H")
    other = make.PortfolioFactory(name="There", code="T")
    manager = make.PersonFactory(name="Claire", user=make.UserFactory(name="Claire"))
    fields = {"status": "active", "report_every_days": 14, "portfolio": portfolio, "manager": manager}
    late = make.ProjectFactory(name="Shop", **fields)
    make.StatusReportFactory(project=late, as_of=days(-30), state="published", published_at=timezone.now())
    fresh = make.ProjectFactory(name="Fresh", **fields)
    make.StatusReportFactory(project=fresh, as_of=days(-3), state="published", published_at=timezone.now())
    make.ProjectFactory(name="Secret", **fields, confidential=True)
    make.ProjectFactory(name="Elsewhere", **fields | {"portfolio": other})
    make.ProjectFactory(name="Held", **fields | {"status": "on_hold"})
    archive = make.PortfolioFactory(code="A", is_archive=True)
    make.ProjectFactory(name="Archived", **fields | {"portfolio": archive})
    make.ProjectFactory(name="Unasked", **fields | {"report_every_days": 0})
    return portfolio


def issue(name, project, due=5, **to):
    to = to or {"escalated_to": make.PersonFactory()}
    make.IssueFactory(name=name, project=project, state="escalated", answer_due_on=days(due), **to)


def work(reader) -> dict:
    answer = reader.get("/my-work/")
    assert answer.status_code == 200
    return {group.title: group for group in (*answer.context["groups"], *answer.context["owed"])}


def rows(reader, url) -> set[str]:
    return {row.name for row in reader.client.get(url).context["page"].rows}


def named(group) -> set[str]:
    return {line.label for line in group.lines}


def test_an_officer_sees_whose_reports_are_overdue_and_the_list_behind_it(here, reader_with):
    officer = reader_with("officer")
    group = work(officer)["Status reports overdue"]
    assert named(group) == {"Shop", "Secret", "Elsewhere"} == rows(officer, group.url)
    assert group.count == 3 and [line.project for line in group.lines] == ["Claire"] * 3
    assert "never" in officer.text("/my-work/")  # two of them have no report at all
    assert group.lines[0].label == "Shop" and group.lines[0].due == days(-16)


def test_a_portfolio_manager_chases_in_their_portfolio_only(here, reader_with):
    group = work(reader_with("portfolio_manager", portfolio=here))["Status reports overdue"]
    assert named(group) == {"Shop"}


@pytest.mark.parametrize("role", ["executive", "finance_controller", "auditor", "contributor", "guest"])
def test_nobody_else_is_told_what_is_overdue(here, reader_with, role):
    assert "Status reports overdue" not in work(reader_with(role))


def test_ones_own_reports_are_not_chased(here, reader_with):
    manager = reader_with("project_manager", portfolio=here)
    person = make.PersonFactory(user=manager.user)
    here.projects.update(manager=person)
    found = work(manager)
    assert "Status reports overdue" not in found
    due = found["Status reports due"]
    assert named(due) == {"Shop", "Secret"} == rows(manager, due.url)


def test_overdue_decisions_and_answers_are_chased_and_listed(here, reader_with):
    project = here.projects.get(name="Shop")
    for name, due in (("Old", -2), ("Soon", 2)):
        make.DecisionFactory(name=name, project=project, state="asked", due_on=days(due))
        issue(name, project, due)
    officer = reader_with("officer")
    found = work(officer)
    for title in ("Decisions overdue", "Escalations without an answer"):
        assert named(found[title]) == {"Old"} == rows(officer, found[title].url)


def test_every_list_of_my_work_holds_what_its_group_counts(here, reader_with):
    manager = reader_with("project_manager", portfolio=here)
    me, other = make.PersonFactory(user=manager.user), make.PersonFactory()
    project = here.projects.get(name="Shop")
    board = make.CommitteeFactory(chair=me)
    for person in (me, other):
        for number in range(10):
            make.ActionFactory(name=f"Do {number}", project=project, owner=person, state="open")
        make.ActionFactory(name="Done", project=project, owner=person, state="done", done_on=days(-1))
        make.RiskFactory(name="Review", project=project, owner=person, review_on=days(3))
        make.RiskFactory(name="Review later", project=project, owner=person, review_on=days(30))
        make.DecisionFactory(name="Decide", project=project, decider=person, state="asked")
        issue("Answer", project, escalated_to=person)
    issue("Chaired", project, committee=board)
    issue("Owned", project, owner=me, escalated_to=other)
    found = work(manager)
    counts = {title: group.count for title, group in found.items() if not title.startswith("Status")}
    assert counts == {
        "Decisions asked of me": 1, "Escalations that wait for my answer": 2, "My actions": 10, "Risks to review": 1,
    }  # fmt: skip
    for title in counts:
        assert manager.client.get(found[title].url).context["sums"]["count"] == found[title].count, title
    assert len(found["My actions"].lines) == 8 and found["My actions"].more


def test_tasks_under_way_are_the_work_of_who_does_them(here, reader_with):
    project = here.projects.get(name="Shop")
    contributor = reader_with("contributor", project=project)
    me, other = make.PersonFactory(user=contributor.user), make.PersonFactory()
    begun, ended = (datetime.combine(days(day), time(9)) for day in (-9, -8))
    phase = plans.TaskFactory(project=project, name="Phase", responsible=me)
    mine = {"project": project, "responsible": me}
    plans.TaskFactory(name="Responsible", parent=phase, **mine)
    plans.TaskFactory(name="Finished", actual_start=begun, actual_finish=ended, **mine)
    plans.TaskFactory(name="Assigned", project=project)
    plans.TaskFactory(name="Somebody else's", project=project, responsible=other)
    plans.TaskAssignmentFactory(project=project, task=project.tasks.get(name="Assigned"), person=me)
    recalculate(project, now=timezone.now())
    group = work(contributor)["My tasks"]
    assert named(group) == {"Responsible", "Assigned"} == rows(contributor, group.url)
    assert group.count == 2 and all(line.due for line in group.lines)


def test_people_that_are_asked_for_wait_for_who_answers_for_them(here, reader_with):
    department, elsewhere = make.DepartmentFactory(), make.DepartmentFactory()
    secret = here.projects.get(name="Secret")
    for person, project, state in (
        (make.PersonFactory(name="Ana", department=department), here.projects.get(name="Shop"), "requested"),
        (make.PersonFactory(name="Bea", department=department), secret, "requested"),
        (make.PersonFactory(name="Cid", department=department), secret, "confirmed"),
        (make.PersonFactory(name="Dan", department=elsewhere), secret, "requested"),
    ):
        make.AllocationFactory(person=person, project=project, state=state, first_day=days(5), last_day=days(9))
    keeper = reader_with("resource_manager", department=department)
    group = work(keeper)["Allocations to confirm"]
    assert [(line.label, line.project) for line in group.lines] == [("Ana", "Shop"), ("Bea", "")]
    assert keeper.client.get(group.url).context["sums"]["count"] == group.count == 2
    assert "Allocations to confirm" not in work(reader_with("project_manager", portfolio=here))
    assert "Secret" not in keeper.text("/my-work/")


def test_mine_finds_what_names_the_reader_once_and_the_rest_without(here, reader_with):
    manager = reader_with("project_manager", portfolio=here)
    person = make.PersonFactory(user=manager.user)
    here.projects.filter(name="Fresh").update(manager=person, sponsor=person)
    make.give_role(manager.user, "contributor", project=here.projects.get(name="Held"))
    make.give_role(manager.user, "project_manager", project=here.projects.get(name="Held"))
    assert sorted(row.name for row in manager.client.get("/projects/?mine=true").context["page"].rows) == [
        "Fresh", "Held",
    ]  # fmt: skip
    assert not {"Fresh", "Held"} & rows(manager, "/projects/?mine=false")
    assert {"Shop", "Unasked"} <= rows(manager, "/projects/?mine=false")


def test_the_menu_opens_lists_with_what_is_steered_and_says_so(here, reader_with):
    archive = make.PortfolioFactory(code="B", is_archive=True)
    make.ProjectFactory(name="Long ago", portfolio=archive)
    officer = reader_with("officer")
    text = officer.text("/projects/")
    assert 'href="/projects/?is_archive=false"' in text and 'data-url="/projects/?is_archive=false"' in text
    assert "Long ago" in text and "Long ago" not in officer.text("/projects/?is_archive=false")
    places = ("/risks/matrix/", "/projects/?is_archive=false")
    current = [re.findall(r'<a href="([^"]+)" class="side-link active"', officer.text(place)) for place in places]
    assert all(len(set(one)) == 1 for one in current) and [one[0] for one in current] == list(places)
