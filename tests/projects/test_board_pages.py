"""Board, backlog and flow pages: who may do what, what is shown, what their scripts are answered."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from pmo.roles import RoleName
from projects.models import BoardColumn, Sprint, Task, TaskMove
from projects.services.board import create_card, default_columns, move_card
from projects.services.planning import recalculate
from tests import factories as make
from tests import plan_factories as plans

pytestmark = pytest.mark.django_db
MOST_QUERIES = 10
PAGES = ("board", "backlog", "flow")
CHARTS = ("velocity", "cumulative", "times", "forecast")


def client_of(user) -> Client:
    client = Client(headers={"accept-language": "en"})
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def holder(role, **scope):
    user = make.UserFactory(language="en")
    make.give_role(user, role, **scope)
    return user


@pytest.fixture
def project():
    return make.ProjectFactory()


@pytest.fixture
def officer():
    return client_of(holder(RoleName.OFFICER))


@pytest.fixture
def columns(project):
    return default_columns(None, project=project)


def new_card(project, column=None, **values) -> Task:
    name = values.pop("name", "Card")
    return create_card(None, project=project, name=name, column=column, now=timezone.now(), **values)


def move(client, card, **fields):
    return client.post(f"/tasks/{card.pk}/move/", fields)


# -- Pages -------------------------------------------------------------------------------------------------


def test_an_empty_board_offers_the_usual_columns_to_who_may_plan_and_looking_writes_nothing(project, officer):
    address, offer = f"/projects/{project.pk}/board/", "Start with the usual columns"
    auditor, outsider = client_of(holder(RoleName.AUDITOR)), client_of(make.UserFactory())
    assert offer not in auditor.get(address).content.decode()
    assert offer in officer.get(address).content.decode()
    assert (auditor.post(address).status_code, outsider.post(address).status_code) == (403, 404)
    assert not BoardColumn.objects.exists()
    assert officer.post(address, follow=True).redirect_chain == [(address, 302)]
    officer.post(address)
    assert [column.position for column in BoardColumn.objects.filter(project=project)] == [1, 2, 3, 4]
    assert offer not in officer.get(address).content.decode()


def test_a_card_shows_what_matters_about_it(project, officer, columns):
    person = make.PersonFactory(name="Camille Petit")
    first = plans.TaskFactory(project=project, name="Earlier work")
    card = plans.TaskFactory(
        project=project, name="Second", column=columns[1], story_points=5, responsible=person, priority="1",
        constraint="SNET", constraint_date=timezone.now().replace(tzinfo=None, second=0, microsecond=0),
        deadline=timezone.now().replace(tzinfo=None) - timedelta(days=9),
    )  # fmt: skip
    plans.TaskLinkFactory(project=project, predecessor=first, successor=card)
    plans.ChecklistItemFactory(project=project, task=card, is_done=True)
    plans.ChecklistItemFactory(project=project, task=card)
    recalculate(project, now=timezone.now())
    html = officer.get(f"/projects/{project.pk}/board/").content.decode()
    for said in ("Second", "late", "critical path", "waits for 1 task", "1/2", ">5<", "Camille Petit", "Critical prio"):
        assert said in html, said
    assert "Earlier work" not in html


def test_the_board_is_filtered_and_counts_stay_whole(project, officer, columns):
    sprint = plans.SprintFactory(project=project, state="active")
    me = make.PersonFactory(name="Somebody")
    for name, values in {"Alpha": {}, "Beta": {"sprint": sprint}, "Gamma": {"responsible": me}}.items():
        new_card(project, columns[0], name=name, **values)
    for query, names in {
        "q=alp": {"Alpha"}, "sprint=active": {"Beta"}, f"sprint={sprint.pk}": {"Beta"}, f"person={me.pk}": {"Gamma"},
        "person=me": set(), "lanes=sprint": {"Alpha", "Beta", "Gamma"},
    }.items():  # fmt: skip
        html = officer.get(f"/projects/{project.pk}/board/?{query}").content.decode()
        assert {name for name in ("Alpha", "Beta", "Gamma") if f'data-name="{name}"' in html} == names, query
        assert f'data-count-of="{columns[0].pk}">3<' in html


@pytest.mark.parametrize("lanes", ["responsible", "priority", "parent", "sprint"])
def test_lanes_keep_every_card_in_its_column(project, officer, columns, lanes):
    sprint, person = plans.SprintFactory(project=project), make.PersonFactory()
    new_card(project, columns[0], name="One", sprint=sprint, responsible=person)
    new_card(project, columns[1], name="Two", priority="1", parent=plans.TaskFactory(project=project))
    html = officer.get(f"/projects/{project.pk}/board/?lanes={lanes}").content.decode()
    assert html.count("data-card=") == 2
    assert html.count('class="kan-lane"') == (4 if lanes == "priority" else 2)


def test_a_tab_gets_the_body_alone(project, officer, columns):
    answer = officer.get(f"/projects/{project.pk}/board/", headers={"HX-Request": "true"})
    assert "<html" not in answer.content.decode() and "data-board" in answer.content.decode()
    assert f"/projects/{project.pk}/board/" in officer.get(f"/projects/{project.pk}/").content.decode()


def test_a_filter_on_the_page_of_the_board_stays_on_it_and_in_a_tab_stays_in_the_tab(project, officer):
    address, links = f"/projects/{project.pk}/board/", f'hx-get="/projects/{project.pk}/backlog/"'
    for around, in_tab in ((f"{address}?q=a", False), (f"/projects/{project.pk}/#tab-board", True)):
        headers = {"HX-Request": "true", "HX-Current-URL": f"http://testserver{around}"}
        html = officer.get(address, headers=headers).content.decode()
        assert ((links in html), ("hx-push-url" in html)) == (in_tab, not in_tab)


def test_the_backlog_sums_points_and_says_what_fits(project, officer, columns):
    for points in (20, 22, 24):
        sprint = plans.SprintFactory(project=project, state="closed")
        new_card(project, columns[3], sprint=None, story_points=points)
        Task.objects.filter(story_points=points).update(sprint=sprint)
    Sprint.objects.update(state="closed", committed_points=25)
    planned = plans.SprintFactory(project=project, name="Next sprint", capacity_points=10)
    new_card(project, name="In the sprint", sprint=planned, story_points=13)
    for number in range(4):
        new_card(project, name=f"Later {number}", story_points=8)
    plans.TaskFactory(project=project, name="Only planned")
    html = officer.get(f"/projects/{project.pk}/backlog/").content.decode()
    assert "22 points done on average (20 to 24)" in html
    assert "13 / 10" in html and "more than fits" in html
    assert re.findall(r'log-full" data-card="\d+" data-name="([^"]+)"', html) == ["Later 2"]
    assert "Only planned" not in html
    assert "Only planned" in officer.get(f"/projects/{project.pk}/backlog/?plan=1").content.decode()


def test_the_flow_page_says_what_counts_and_its_charts_answer(project, officer, columns):
    html = officer.get(f"/projects/{project.pk}/flow/").content.decode()
    assert all(column.name in html for column in columns)
    for name in CHARTS:
        empty = officer.get(f"/projects/{project.pk}/flow/{name}/").json()
        assert empty["text"] and not any(trace["x"] for trace in empty["figure"]["data"]), name
    sprint = plans.SprintFactory(project=project)
    card = new_card(project, columns[0], sprint=sprint, story_points=3)
    move_card(None, task=card, column=columns[3], now=timezone.now())
    Sprint.objects.update(state="closed", committed_points=3)
    for name in ("velocity", "cumulative", "times", f"burn/?sprint={sprint.pk}&show=up", f"burn/?sprint={sprint.pk}"):
        answer = officer.get(f"/projects/{project.pk}/flow/{name}" + ("" if "?" in name else "/")).json()
        assert answer["table"]["rows"] and answer["text"] and answer["figure"]["data"], name
        assert all(len(row) == len(answer["table"]["columns"]) for row in answer["table"]["rows"])
    assert officer.get(f"/projects/{project.pk}/flow/burn/?sprint=0").status_code == 404


def test_pages_cost_the_same_for_one_card_and_for_many(project, officer, columns):
    def fill():
        sprint = plans.SprintFactory(project=project)
        card = new_card(project, columns[0], sprint=sprint, responsible=make.PersonFactory())
        plans.ChecklistItemFactory(project=project, task=card)
        move_card(None, task=new_card(project, columns[0]), column=columns[3], now=timezone.now())

    fill()
    addresses = [f"/projects/{project.pk}/{page}/" for page in PAGES]
    addresses += [f"/projects/{project.pk}/flow/{chart}/" for chart in CHARTS]
    addresses += [f"/projects/{project.pk}/flow/burn/?sprint={Sprint.objects.first().pk}"]
    counts = {}
    for times in (1, 3):
        for address in addresses:
            officer.get(address)
            with CaptureQueriesContext(connection) as captured:
                assert officer.get(address).status_code == 200
            assert counts.setdefault(address, len(captured)) == len(captured) <= MOST_QUERIES, address
        for _ in range(times):
            fill()


# -- Access ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", list(RoleName))
def test_every_page_is_open_to_who_may_see_the_plan_and_to_nobody_else(project, columns, role):
    sees = role not in (RoleName.GUEST, RoleName.RESOURCE_MANAGER)
    scope = {} if role in (RoleName.ADMINISTRATOR, RoleName.OFFICER, RoleName.AUDITOR) else {"project": project}
    if role == RoleName.RESOURCE_MANAGER:
        scope = {"department": make.DepartmentFactory()}
    client = client_of(holder(role, **scope))
    for page in (*PAGES, *(f"flow/{chart}" for chart in CHARTS)):
        assert client.get(f"/projects/{project.pk}/{page}/").status_code == (200 if sees else 404), (role, page)


def test_what_each_role_may_write(project, columns):
    other = make.ProjectFactory()
    card = new_card(project, columns[0])
    expected = {
        RoleName.PROJECT_MANAGER: (200, 200, 302), RoleName.ASSISTANT: (200, 200, 302),
        RoleName.CONTRIBUTOR: (403, 403, 403), RoleName.AUDITOR: (403, 403, 403), RoleName.GUEST: (404, 404, 404),
    }  # fmt: skip
    for role, statuses in expected.items():
        client = client_of(holder(role, **({} if role == RoleName.AUDITOR else {"project": project})))
        moved = move(client, card, column=columns[0].pk)
        added = client.post(f"/projects/{project.pk}/board/cards/", {"name": "New", "column": columns[0].pk})
        changed = client.post(f"/projects/{project.pk}/backlog/change/", {"tasks": card.pk, "do": "sprint"})
        assert (moved.status_code, added.status_code, changed.status_code) == statuses, role
        assert move(client, new_card(other), column="").status_code == (403 if role == RoleName.AUDITOR else 404)


def test_a_contributor_moves_the_own_cards_alone(project, columns):
    user = holder(RoleName.CONTRIBUTOR, project=project)
    mine = new_card(project, columns[0], responsible=make.PersonFactory(user=user))
    client = client_of(user)
    html = client.get(f"/projects/{project.pk}/board/").content.decode()
    assert html.count("data-movable") == 1 and "data-card-add" not in html
    assert move(client, mine, column=columns[1].pk, seen=columns[0].pk).status_code == 200


# -- What scripts are answered ---------------------------------------------------------------------------------


def test_a_move_answers_with_the_card_and_how_full_the_columns_are(project, officer, columns):
    first, second = new_card(project, columns[1], name="First"), new_card(project, columns[0], name="Second")
    answer = move(officer, second, column=columns[1].pk, before=first.pk, seen=columns[0].pk).json()
    assert answer["column"] == columns[1].pk and 'data-name="Second"' in answer["html"]
    assert [row["count"] for row in answer["counts"]] == [0, 2, 0, 0]
    assert list(columns[1].tasks.order_by("rank").values_list("name", flat=True)) == ["Second", "First"]
    assert TaskMove.objects.filter(task=second).count() == 2


def test_a_conflict_says_where_the_card_is_now(project, officer, columns):
    card = new_card(project, columns[0])
    move_card(None, task=card, column=columns[2], now=timezone.now())
    answer = move(officer, card, column=columns[1].pk, seen=columns[0].pk)
    assert (answer.status_code, answer.json()["column"]) == (409, columns[2].pk)
    assert columns[2].name in answer.json()["text"]
    card.refresh_from_db()
    assert card.column == columns[2]


def test_a_full_column_asks_first(project, officer, columns):
    BoardColumn.objects.filter(pk=columns[1].pk).update(wip_limit=1)
    new_card(project, columns[1])
    card = new_card(project, columns[0])
    answer = move(officer, card, column=columns[1].pk)
    assert (answer.status_code, answer.json()["over_limit"]) == (422, True)
    answer = move(officer, card, column=columns[1].pk, over_limit="1")
    assert answer.json()["counts"][1] == {"id": columns[1].pk, "count": 2, "limit": 1, "over": True}
    assert "over the limit" in officer.get(f"/projects/{project.pk}/board/").content.decode()


def test_the_form_of_a_task_asks_before_a_full_column_is_filled_further(project, officer, columns):
    BoardColumn.objects.filter(pk=columns[1].pk).update(wip_limit=1)
    new_card(project, columns[1])
    card = new_card(project, columns[0])
    fields = {
        "name": "Card", "project": project.pk, "priority": "3", "duration": 420, "constraint": "ASAP",
        "progress_by": "board", "percent_complete": 0, "fixed_cost": 0, "work_cost": 0, "column": columns[1].pk,
        "version": card.version,
    }  # fmt: skip
    answer = officer.post(f"/tasks/{card.pk}/edit/", fields)
    assert answer.status_code == 422 and 'name="over_limit"' in answer.content.decode()
    answer = officer.post(f"/tasks/{card.pk}/edit/", {**fields, "over_limit": "on"})
    assert answer.status_code == 302
    card.refresh_from_db()
    assert card.column == columns[1]


def test_cards_do_not_go_to_columns_sprints_or_places_of_another_project(project, officer, columns):
    card, elsewhere = new_card(project, columns[0]), make.ProjectFactory()
    theirs = default_columns(None, project=elsewhere)[0]
    for fields in (
        {"column": theirs.pk}, {"sprint": plans.SprintFactory(project=elsewhere).pk},
        {"column": columns[1].pk, "before": new_card(elsewhere).pk}, {"column": "x"},
    ):  # fmt: skip
        assert move(officer, card, **fields).status_code == 422, fields
    answer = officer.post(f"/projects/{project.pk}/board/cards/", {"name": "x", "column": theirs.pk})
    assert answer.status_code == 422


def test_a_row_of_the_backlog_goes_into_a_sprint(project, officer):
    sprint, card = plans.SprintFactory(project=project), new_card(project)
    answer = move(officer, card, sprint=sprint.pk, seen="", **{"as": "row"}).json()
    assert (answer["sprint"], "log-row" in answer["html"]) == (sprint.pk, True)
    assert move(officer, card, sprint="", seen="").status_code == 409
    assert move(officer, card, sprint="", seen=sprint.pk).json()["sprint"] is None


def test_many_cards_at_once(project, officer):
    sprint = plans.SprintFactory(project=project)
    cards = [new_card(project) for _ in range(3)]
    address = f"/projects/{project.pk}/backlog/change/"
    tasks = [card.pk for card in cards]
    officer.post(address, {"tasks": tasks, "do": "sprint", "sprint": sprint.pk})
    assert sprint.tasks.count() == 3
    officer.post(address, {"tasks": tasks[:2], "do": "plan"})
    assert project.tasks.scheduled().count() == 2
    officer.post(address, {"tasks": tasks[:1], "do": "unplan"})
    assert project.tasks.scheduled().count() == 1
    officer.post(address, {"tasks": tasks, "do": "board"})
    assert BoardColumn.objects.get(project=project, position=1).tasks.count() == 3
    answer = officer.post(address, {"tasks": [], "do": "board"}, follow=True)
    assert "Choose cards first" in answer.content.decode()


def test_a_sprint_is_started_and_closed_by_its_buttons(project, officer, columns):
    sprint = plans.SprintFactory(project=project, name="One")
    following = plans.SprintFactory(project=project, name="Two")
    new_card(project, columns[0], sprint=sprint, story_points=5)
    page = officer.post(f"/sprints/{sprint.pk}/start/", follow=True).content.decode()
    assert "started with 5 points" in page
    form = officer.get(f"/sprints/{sprint.pk}/close/").content.decode()
    assert "Two" in form
    page = officer.post(f"/sprints/{sprint.pk}/close/", {"to": following.pk}, follow=True).content.decode()
    assert "1 unfinished card now in" in page
    assert following.tasks.count() == 1


# -- Lanes -----------------------------------------------------------------------------------------------------


def into_lane(client, card, by, value, *, seen="", **fields):
    return move(
        client, card, column=card.column_id, seen=card.column_id, lanes=by, seen_lane=seen, **{by: value}, **fields
    )


def test_a_card_put_into_another_lane_is_that_persons_sprints_tasks_or_priority(project, officer, columns):
    person, sprint = make.PersonFactory(), plans.SprintFactory(project=project)
    phase, card = plans.TaskFactory(project=project, name="Phase"), new_card(project, columns[0])
    for by, value in (("responsible", person.pk), ("sprint", sprint.pk), ("parent", phase.pk)):
        answer = into_lane(officer, card, by, value)
        assert (answer.status_code, answer.json()["lane"]) == (200, str(value)), answer.content
        card.refresh_from_db()
        assert getattr(card, f"{by}_id") == value
        assert into_lane(officer, card, by, "", seen=value).json()["lane"] == ""
        card.refresh_from_db()
        assert getattr(card, f"{by}_id") is None
    assert into_lane(officer, card, "priority", "1", seen=card.priority).json()["lane"] == "1"


def test_lane_and_column_change_together_and_a_full_column_refuses_both(project, officer, columns):
    BoardColumn.objects.filter(pk=columns[1].pk).update(wip_limit=1)
    new_card(project, columns[1])
    person, card = make.PersonFactory(), new_card(project, columns[0])
    fields = {"column": columns[1].pk, "lanes": "responsible", "responsible": person.pk, "seen_lane": ""}
    assert move(officer, card, **fields).json()["over_limit"]
    card.refresh_from_db()
    assert (card.column, card.responsible) == (columns[0], None)
    move(officer, card, **fields, over_limit="1")
    card.refresh_from_db()
    assert (card.column, card.responsible) == (columns[1], person)


def test_lanes_refuse_what_cannot_be(project, officer, columns):
    card = new_card(project, columns[0])
    part = new_card(project, columns[0], parent=card)
    closed = plans.SprintFactory(project=project, state="closed")
    elsewhere = plans.TaskFactory()
    for by, value in (
        ("parent", part.pk), ("parent", card.pk), ("parent", elsewhere.pk), ("sprint", closed.pk),
        ("responsible", 10**9),
    ):  # fmt: skip
        assert into_lane(officer, card, by, value).status_code == 422, (by, value)
    assert into_lane(officer, card, "priority", "", seen=card.priority).status_code == 422


def test_a_card_that_somebody_else_gave_away_meanwhile_is_left_there(project, officer, columns):
    theirs, mine, card = make.PersonFactory(), make.PersonFactory(), new_card(project, columns[0])
    Task.objects.filter(pk=card.pk).update(responsible=theirs)
    answer = into_lane(officer, card, "responsible", mine.pk)
    assert (answer.status_code, answer.json()["lane"]) == (409, str(theirs.pk))
    same = into_lane(officer, card, "responsible", "")
    assert (same.status_code, Task.objects.get(pk=card.pk).responsible) == (200, theirs)


def test_a_task_of_the_plan_moves_in_its_outline_with_its_lane(project, officer, columns):
    phase = plans.TaskFactory(project=project, name="Phase", position=0)
    inner = plans.TaskFactory(project=project, parent=phase, position=5)
    card = plans.TaskFactory(project=project, column=columns[0], position=1)
    recalculate(project, now=timezone.now())
    assert into_lane(officer, card, "parent", phase.pk).status_code == 200
    card.refresh_from_db()
    assert card.position > inner.position
    assert card.schedule.wbs == "1.2"


def test_lanes_are_there_before_they_hold_a_card(project, officer, columns):
    sprint = plans.SprintFactory(project=project, name="Second sprint")
    new_card(project, columns[0])
    html = officer.get(f"/projects/{project.pk}/board/?lanes=sprint").content.decode()
    assert sprint.name in re.findall(r'class="kan-lane"[^>]*><span>([^<]*)</span>', html)
    html = officer.get(f"/projects/{project.pk}/board/?lanes=priority").content.decode()
    assert html.count('class="kan-lane"') == 4
