"""Boards over the API: moves to read, cards to move, sprints to start and close, the forecast."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from pmo.roles import RoleName
from projects.models import BoardColumn, TaskMove
from projects.services.board import create_card, default_columns
from tests import factories as make
from tests import plan_factories as plans
from tests.pmo.api.conftest import Client, token_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def project():
    return make.ProjectFactory()


@pytest.fixture
def columns(project):
    return default_columns(None, project=project)


@pytest.fixture
def card(project, columns):
    return create_card(None, project=project, name="Card", column=columns[0], story_points=5, now=timezone.now())


@pytest.fixture
def api_as(client, project):
    def sign_in(role: RoleName):
        user = make.UserFactory()
        make.give_role(user, role, **({} if role in (RoleName.OFFICER, RoleName.AUDITOR) else {"project": project}))
        return Client(client, token_of(user), user)

    return sign_in


def test_a_card_is_moved_and_its_moves_can_be_followed(api_as, card, columns):
    api = api_as(RoleName.PROJECT_MANAGER)
    mark = api.get("task-moves/").json()["watermark"]
    answer = api.post(f"tasks/{card.pk}/move/", {"column": columns[1].pk})
    assert (answer.status_code, answer.json()["column"]["id"]) == (200, columns[1].pk), answer.content
    rows = api.get(f"task-moves/?task={card.pk}&ordering=moved_at").json()["results"]
    assert [(row["kind"], row["story_points"]) for row in rows] == [("todo", "5.0"), ("doing", "5.0")]
    later = api.get(f"task-moves/?updated_since={mark.replace('+', '%2B')}").json()["results"]
    assert [row["kind"] for row in later][-1:] == ["doing"]
    assert api.post("task-moves/", {}).status_code == 405


def test_a_change_of_the_column_by_patch_leaves_a_move_too(api_as, card, columns):
    api_as(RoleName.PROJECT_MANAGER).patch(f"tasks/{card.pk}/", {"column": columns[3].pk})
    assert list(TaskMove.objects.filter(task=card).values_list("kind", flat=True)) == ["todo", "done"]


def test_a_full_column_refuses_with_a_code_and_takes_it_when_told(api_as, project, card, columns):
    BoardColumn.objects.filter(pk=columns[1].pk).update(wip_limit=1)
    create_card(None, project=project, name="There", column=columns[1], now=timezone.now())
    api = api_as(RoleName.PROJECT_MANAGER)
    answer = api.post(f"tasks/{card.pk}/move/", {"column": columns[1].pk})
    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (409, "over_limit")
    assert api.post(f"tasks/{card.pk}/move/", {"column": columns[1].pk, "over_limit": True}).status_code == 200


@pytest.fixture
def full(project, columns):
    """The second column, which holds the one card that it may."""
    BoardColumn.objects.filter(pk=columns[1].pk).update(wip_limit=1)
    create_card(None, project=project, name="There", column=columns[1], now=timezone.now())
    return columns[1]


def test_a_full_column_refuses_a_patch_and_a_new_card_and_takes_them_when_told(api_as, project, card, full):
    api = api_as(RoleName.PROJECT_MANAGER)
    new = {"name": "New", "project": project.pk, "column": full.pk}
    for send, address, body in (
        (api.patch, f"tasks/{card.pk}/", {"column": full.pk}),
        (api.post, "tasks/", new),
    ):
        answer = send(address, body)
        error = answer.json()["errors"][0]
        assert (answer.status_code, error["pointer"], error["code"]) == (409, "#/column", "over_limit")
        assert full.name in answer.json()["detail"]
        answer = send(address, {**body, "over_limit": True})
        assert answer.status_code in (200, 201) and "over_limit" not in answer.json()
    assert full.tasks.count() == 3
    assert api.patch(f"tasks/{card.pk}/", {"name": "Renamed"}).status_code == 200


def test_rows_in_bulk_are_refused_one_by_one_once_the_column_is_full(api_as, project, card, columns, full):
    there = full.tasks.get()
    api = api_as(RoleName.PROJECT_MANAGER)
    rows = [
        {"id": there.pk, "column": columns[2].pk},
        {"id": card.pk, "column": full.pk},
        {"name": "Third", "project": project.pk, "column": full.pk},
        {"name": "Fourth", "project": project.pk, "column": full.pk, "over_limit": True},
    ]
    answer = api.post("tasks/bulk/", {"mode": "valid", "rows": rows}).json()
    assert [row["outcome"] for row in answer["rows"]] == ["updated", "updated", "rejected", "created"]
    assert answer["rows"][2]["errors"][0] == {
        "pointer": "#/rows/2/column", "code": "over_limit", "detail": answer["rows"][2]["errors"][0]["detail"],
    }  # fmt: skip
    assert set(full.tasks.values_list("name", flat=True)) == {"Card", "Fourth"}
    refused = api.post("tasks/bulk/", {"rows": rows[2:3]})
    assert refused.status_code == 400 and refused.json()["errors"][0]["code"] == "over_limit"


def test_a_column_that_is_written_dates_the_card_as_a_move_does(api_as, card, columns):
    api = api_as(RoleName.PROJECT_MANAGER)
    assert api.patch(f"tasks/{card.pk}/", {"column": columns[1].pk}).json()["actual_start"]
    rows = [{"id": card.pk, "column": columns[3].pk}]
    api.post("tasks/bulk/", {"rows": rows})
    card.refresh_from_db()
    assert card.actual_finish
    given = {"column": columns[1].pk, "actual_start": "2026-03-02T09:00", "actual_finish": None}
    assert api.patch(f"tasks/{card.pk}/", given).json()["actual_start"].startswith("2026-03-02")


def test_a_move_on_an_older_version_is_refused(api_as, card, columns):
    api = api_as(RoleName.PROJECT_MANAGER)
    old = api.get(f"tasks/{card.pk}/")["ETag"]
    api.patch(f"tasks/{card.pk}/", {"name": "Renamed"})
    body = {"column": columns[1].pk}
    assert api.post(f"tasks/{card.pk}/move/", body, **{"If-Match": old}).status_code == 412


def test_columns_of_other_projects_are_refused(api_as, card):
    theirs = default_columns(None, project=make.ProjectFactory())[0]
    answer = api_as(RoleName.OFFICER).post(f"tasks/{card.pk}/move/", {"column": theirs.pk})
    assert answer.status_code == 400


@pytest.mark.parametrize(
    ("role", "status"),
    [(RoleName.ASSISTANT, 200), (RoleName.CONTRIBUTOR, 403), (RoleName.AUDITOR, 403), (RoleName.GUEST, 400)],
)
def test_cards_are_moved_by_who_may(api_as, card, columns, role, status):
    """A guest knows no such column; without one the card itself is not there."""
    assert api_as(role).post(f"tasks/{card.pk}/move/", {"column": columns[1].pk}).status_code == status
    if role == RoleName.GUEST:
        assert api_as(role).post(f"tasks/{card.pk}/move/", {"column": None}).status_code == 404


def test_moves_are_seen_by_who_sees_the_plan(api_as, card):
    for role, count in ((RoleName.CONTRIBUTOR, 1), (RoleName.AUDITOR, 1), (RoleName.GUEST, 0)):
        assert len(api_as(role).get("task-moves/").json()["results"]) == count, role


def test_a_sprint_is_started_and_closed(api_as, project, card):
    sprint, following = plans.SprintFactory(project=project), plans.SprintFactory(project=project)
    type(card).objects.filter(pk=card.pk).update(sprint=sprint)
    api = api_as(RoleName.PROJECT_MANAGER)
    started = api.post(f"sprints/{sprint.pk}/start/", {}).json()
    assert (started["state"], started["committed_points"]) == ("active", "5.0")
    assert api.post(f"sprints/{sprint.pk}/start/", {}).status_code == 400
    assert api.post(f"sprints/{sprint.pk}/close/", {"to": following.pk}).json()["state"] == "closed"
    assert following.tasks.count() == 1


def test_the_forecast_says_what_it_rests_on_or_why_there_is_none(api_as, project, card, columns):
    api = api_as(RoleName.AUDITOR)
    answer = api.get(f"projects/{project.pk}/forecast/").json()
    assert (answer["open"], answer["sure_by"]) == (1, {}) and answer["reason"]
    today = date.today()
    for week in range(1, 13):
        done = plans.TaskFactory(project=project)
        for kind in ("todo", "done"):
            moved = timezone.now() - timedelta(days=7 * week)
            TaskMove.objects.create(project=project, task=done, kind=kind, moved_at=moved)
    answer = api.get(f"projects/{project.pk}/forecast/").json()
    assert not answer["reason"] and answer["notes"] and date.fromisoformat(answer["sure_by"]["85"]) > today
    assert (answer["cycle_days"]["count"], answer["cycle_days"]["within"]["85"]) == (12, 1)
    assert api_as(RoleName.GUEST).get(f"projects/{project.pk}/forecast/").status_code == 404
