"""Every way a task changes its column leaves a move, and moves go and come back with their task."""

import pytest

from pmo.bin import put_in_bin, restore
from projects.models import BoardColumn, Task, TaskMove
from tests import factories as make
from tests import plan_factories as plans

pytestmark = pytest.mark.django_db


@pytest.fixture
def columns():
    project = make.ProjectFactory()
    return [plans.BoardColumnFactory(project=project, name=kind, kind=kind) for kind in ("todo", "doing", "done")]


def moves_of(task) -> list[tuple]:
    return list(TaskMove.objects.filter(task=task).order_by("pk").values_list("kind", "column", "story_points"))


def test_a_task_created_on_the_board_has_entered_its_column(columns):
    task = plans.TaskFactory(project=columns[0].project, column=columns[0], story_points=3)
    assert moves_of(task) == [("todo", columns[0].pk, 3)]
    assert moves_of(plans.TaskFactory(project=columns[0].project)) == []


def test_one_statement_over_many_tasks_leaves_a_move_of_each_that_changed(columns):
    project = columns[0].project
    moved = [plans.TaskFactory(project=project, column=columns[0]) for _ in range(3)]
    stays = plans.TaskFactory(project=project, column=columns[1])
    Task.objects.filter(project=project).update(column=columns[1])
    assert [[kind for kind, *_ in moves_of(task)] for task in moved] == [["todo", "doing"]] * 3
    assert len(moves_of(stays)) == 1
    Task.objects.filter(project=project).update(name="Renamed")
    assert len(moves_of(moved[0])) == 2


def test_leaving_the_board_is_a_move_without_column(columns):
    task = plans.TaskFactory(project=columns[0].project, column=columns[1])
    columns[1].delete()
    assert moves_of(task) == [("doing", None, None), ("", None, None)]


def test_a_column_that_changes_its_meaning_moves_its_cards(columns):
    task = plans.TaskFactory(project=columns[0].project, column=columns[1])
    BoardColumn.objects.filter(pk=columns[1].pk).update(kind="done")
    assert [kind for kind, *_ in moves_of(task)] == ["doing", "done"]


def test_moves_go_into_the_bin_with_their_task_and_come_back_once(columns):
    task = plans.TaskFactory(project=columns[0].project, column=columns[0])
    Task.objects.filter(pk=task.pk).update(column=columns[2])
    before = moves_of(task)
    entry = put_in_bin(Task.objects.get(pk=task.pk), actor=None)
    assert not TaskMove.objects.exists()
    restore(entry, actor=None)
    assert moves_of(task) == before


def test_a_project_with_a_board_can_be_deleted(columns):
    from django.db import connection

    project = columns[0].project
    for column in columns:
        plans.TaskFactory(project=project, column=column)
    entry = put_in_bin(project, actor=None)
    connection.check_constraints()
    assert not TaskMove.objects.exists()
    restore(entry, actor=None)
    connection.check_constraints()
    assert TaskMove.objects.count() == 3
