"""Cards move, are ranked, created, taken into the plan; limits and conflicts are said; sprints start and close."""

from datetime import UTC, datetime

import pytest
from django.core.exceptions import ValidationError

from pmo.models import Organisation
from pmo.writing import Stale
from projects.models import BoardColumn, Sprint, Task
from projects.services.board import (
    OverLimit,
    assign_sprint,
    close_sprint,
    create_card,
    default_columns,
    leave_plan,
    move_card,
    pace_of,
    put_on_board,
    rank_card,
    start_sprint,
    take_into_plan,
)
from projects.services.planning import recalculate
from tests import factories as make
from tests import plan_factories as plans

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


@pytest.fixture
def actor():
    return make.UserFactory()


@pytest.fixture
def board(actor):
    project = make.ProjectFactory()
    return project, *default_columns(actor, project=project)


def names_in(column) -> list[str]:
    return list(Task.objects.filter(column=column).order_by("rank", "pk").values_list("name", flat=True))


@pytest.mark.parametrize(("language", "first"), [("fr", "À faire"), ("en", "To do")])
def test_a_new_board_speaks_the_language_of_the_organisation_and_is_made_once(actor, language, first):
    Organisation.objects.update_or_create(pk=1, defaults={"language": language})
    project = make.ProjectFactory()
    columns = default_columns(actor, project=project)
    assert (columns[0].name, [one.kind for one in columns]) == (first, ["todo", "doing", "doing", "done"])
    assert default_columns(actor, project=project) == columns


def test_a_card_takes_its_dates_from_the_board(actor, board):
    project, todo, doing, review, done = board
    card = create_card(actor, project=project, name="Pay by phone", column=todo, now=NOW)
    assert (card.actual_start, card.is_scheduled) == (None, False)
    card = move_card(actor, task=card, column=doing, now=NOW)
    assert str(card.actual_start) == "2026-03-02 10:30:00"
    card = move_card(actor, task=card, column=done, now=NOW)
    assert card.actual_finish == card.actual_start
    card = move_card(actor, task=card, column=review, now=NOW)
    assert card.actual_start and card.actual_finish is None
    card = move_card(actor, task=card, column=todo, now=NOW)
    assert card.actual_start is None
    card.refresh_from_db()
    assert (card.column, list(card.moves.values_list("kind", flat=True))) == (
        todo, ["todo", "doing", "done", "doing", "todo"],
    )  # fmt: skip


def test_dates_of_a_task_whose_progress_rests_on_something_else_stay(actor, board):
    project, _todo, _doing, _review, done = board
    task = plans.TaskFactory(project=project)
    assert move_card(actor, task=task, column=done, now=NOW).actual_finish is None


def test_cards_are_put_between_two_others_and_last(actor, board):
    project, todo, *_ = board
    one, two, three = (create_card(actor, project=project, name=name, column=todo, now=NOW) for name in "123")
    move_card(actor, task=three, column=todo, before=two, now=NOW)
    assert names_in(todo) == ["1", "3", "2"]
    move_card(actor, task=one, column=todo, now=NOW)
    assert names_in(todo) == ["3", "2", "1"]
    for _ in range(15):  # twelve halvings use up the room between two neighbours
        last = Task.objects.filter(column=todo).order_by("-rank").first()
        second = Task.objects.filter(column=todo).order_by("rank")[1]
        move_card(actor, task=last, column=todo, before=second, now=NOW)
    assert sorted(names_in(todo)) == ["1", "2", "3"] and names_in(todo)[0] == "3"


def test_cards_that_were_never_ranked_can_be_put_in_order(actor, board):
    project, todo, *_ = board
    cards = [plans.TaskFactory(project=project, column=todo, name=name) for name in "abc"]
    move_card(actor, task=cards[2], column=todo, before=cards[0], now=NOW)
    move_card(actor, task=cards[1], column=todo, before=Task.objects.get(pk=cards[0].pk), now=NOW)
    assert names_in(todo) == ["c", "b", "a"]


def test_a_full_column_refuses_until_the_mover_insists(actor, board):
    project, todo, doing, *_ = board
    BoardColumn.objects.filter(pk=doing.pk).update(wip_limit=1)
    first, second = (create_card(actor, project=project, name=name, column=todo, now=NOW) for name in "12")
    move_card(actor, task=first, column=doing, now=NOW)
    with pytest.raises(OverLimit, match="1"):
        move_card(actor, task=second, column=doing, now=NOW)
    assert names_in(todo) == ["2"]
    move_card(actor, task=first, column=doing, now=NOW)  # within the column nothing is added
    move_card(actor, task=second, column=doing, over_limit=True, now=NOW)
    assert names_in(doing) == ["1", "2"]


def test_a_card_that_somebody_else_moved_is_left_where_it_is(actor, board):
    project, todo, doing, review, _done = board
    card = create_card(actor, project=project, name="Card", column=todo, now=NOW)
    seen = card.version
    move_card(actor, task=card, column=doing, now=NOW)
    with pytest.raises(Stale) as stale:
        move_card(actor, task=card, column=review, expected_column=todo.pk, now=NOW)
    assert stale.value.current.column == doing
    with pytest.raises(Stale):
        move_card(actor, task=card, column=review, expected_version=seen, now=NOW)
    move_card(actor, task=card, column=review, expected_column=doing.pk, now=NOW)


def test_a_card_does_not_enter_the_board_of_another_project(actor, board):
    card = plans.TaskFactory()
    with pytest.raises(ValidationError):
        move_card(actor, task=card, column=board[1], now=NOW)
    with pytest.raises(ValidationError):
        rank_card(actor, task=card, before=create_card(actor, project=board[0], name="x", now=NOW))


def test_a_finished_card_of_the_plan_moves_what_waits_for_it(actor, board):
    project, _todo, _doing, _review, done = board
    first = plans.TaskFactory(project=project, progress_by="board", duration=4200)
    link = plans.TaskLinkFactory(
        project=project, predecessor=first, successor=plans.TaskFactory(project=project, duration=420)
    )
    recalculate(project, now=NOW)
    before = Task.objects.select_related("schedule").get(pk=link.successor_id).schedule.start
    move_card(actor, task=first, column=done, now=NOW)
    first.refresh_from_db()
    assert first.schedule.percent_complete == 100
    assert Task.objects.select_related("schedule").get(pk=link.successor_id).schedule.start != before


def test_cards_come_into_the_plan_and_leave_it(actor, board):
    project, todo, *_ = board
    plans.TaskFactory(project=project, position=7)
    cards = [create_card(actor, project=project, name=name, column=todo, now=NOW) for name in "ab"]
    assert take_into_plan(actor, project=project, tasks=cards, now=NOW) == 2
    rows = list(project.tasks.scheduled().order_by("position").values_list("name", "schedule__row_number"))
    assert rows[1:] == [("a", 2), ("b", 3)]
    assert leave_plan(actor, project=project, tasks=Task.objects.filter(pk=cards[0].pk), now=NOW) == 1
    assert not hasattr(Task.objects.get(pk=cards[0].pk), "schedule")


def test_a_task_of_the_plan_comes_onto_the_board_and_takes_its_progress_from_it(actor, board):
    project, todo, *_ = board
    fresh, begun = plans.TaskFactory(project=project), plans.TaskFactory(project=project, percent_complete=20)
    assert put_on_board(actor, project=project, tasks=[fresh, begun], column=todo, now=NOW) == 2
    assert [(one.column, one.progress_by) for one in (fresh, begun)] == [(todo, "board"), (todo, "duration")]
    assert put_on_board(actor, project=project, tasks=[fresh], column=todo, now=NOW) == 0


def test_a_sprint_is_started_with_its_points_and_closed_with_what_becomes_of_the_rest(actor, board):
    project, todo, _doing, _review, done = board
    sprint, following = (plans.SprintFactory(project=project) for _ in range(2))
    cards = [
        create_card(actor, project=project, name=str(points), column=todo, sprint=sprint, story_points=points, now=NOW)
        for points in (3, 5, 8)
    ]
    assert start_sprint(actor, sprint=sprint, now=NOW).committed_points == 16
    with pytest.raises(ValidationError):
        start_sprint(actor, sprint=sprint, now=NOW)
    with pytest.raises(ValidationError):
        start_sprint(actor, sprint=following, now=NOW)
    with pytest.raises(ValidationError):
        close_sprint(actor, sprint=following, now=NOW)
    move_card(actor, task=cards[1], column=done, now=NOW)
    closed = close_sprint(actor, sprint=sprint, to=following, now=NOW)
    assert (closed.done, closed.points, closed.moved, closed.moved_to) == (1, 5, 2, following)
    assert set(following.tasks.values_list("name", flat=True)) == {"3", "8"}
    with pytest.raises(ValidationError):
        assign_sprint(actor, tasks=cards[:1], sprint=Sprint.objects.get(pk=sprint.pk))
    pace = pace_of(project)
    assert ([row.done_points for row in pace.sprints], pace.velocity.mean) == ([5], 5)


def test_unfinished_cards_go_back_to_the_backlog(actor, board):
    project, todo, *_ = board
    sprint = plans.SprintFactory(project=project)
    card = create_card(actor, project=project, name="Card", column=todo, sprint=sprint, now=NOW)
    start_sprint(actor, sprint=sprint, now=NOW)
    assert close_sprint(actor, sprint=sprint, now=NOW).moved_to is None
    card.refresh_from_db()
    assert card.sprint is None
