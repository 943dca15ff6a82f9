"""Several people at one board at the same moment: a limit holds, ranks stay apart, nobody waits for ever."""

import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.utils import timezone

from projects.forms import TaskForm
from projects.models import BoardColumn, Task, TaskMove
from projects.services.board import OverLimit, create_card, default_columns, move_card
from tests import factories as make

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def board():
    project = make.ProjectFactory()
    return project, default_columns(None, project=project)


def at_once(work, *jobs) -> list:
    def run(job):
        try:
            return work(job)
        finally:
            connection.close()

    with ThreadPoolExecutor(len(jobs)) as pool:
        return list(pool.map(run, jobs))


def test_the_last_place_of_a_column_is_given_once(board):
    project, columns = board
    BoardColumn.objects.filter(pk=columns[1].pk).update(wip_limit=2)
    cards = [create_card(None, project=project, name=str(n), column=columns[0], now=timezone.now()) for n in range(6)]

    def move(card):
        try:
            move_card(None, task=card, column=columns[1], now=timezone.now())
            return True
        except OverLimit:
            return False

    assert sum(at_once(move, *cards)) == 2
    assert (columns[1].tasks.count(), TaskMove.objects.filter(column=columns[1]).count()) == (2, 2)


@pytest.mark.parametrize("way", ["form", "cell"])
def test_forms_sent_at_the_same_moment_give_the_last_place_once(board, way, monkeypatch):
    project, columns = board
    BoardColumn.objects.filter(pk=columns[1].pk).update(wip_limit=1)
    cards = [create_card(None, project=project, name=str(n), column=columns[0], now=timezone.now()) for n in range(3)]
    officer, save = make.UserFactory(), TaskForm.save
    make.give_role(officer, "officer")
    monkeypatch.setattr(TaskForm, "save", lambda form: (time.sleep(0.2), save(form))[1])
    whole = {
        "name": "Card", "project": project.pk, "priority": "3", "duration": 420, "constraint": "ASAP",
        "progress_by": "board", "percent_complete": 0, "fixed_cost": 0, "work_cost": 0,
    }  # fmt: skip

    def send(card):
        client = Client()
        client.force_login(officer, backend=settings.AUTHENTICATION_BACKENDS[0])
        address = f"/tasks/{card.pk}/edit/" if way == "form" else f"/tasks/{card.pk}/cell/column/"
        fields = {"column": columns[1].pk, "version": card.version}
        return client.post(address, fields | (whole if way == "form" else {})).status_code

    assert sorted(at_once(send, *cards))[-2:] == [422, 422]
    assert columns[1].tasks.count() == 1


def test_cards_ranked_by_many_hands_keep_ranks_of_their_own(board):
    project, columns = board
    cards = [create_card(None, project=project, name=str(n), column=columns[0], now=timezone.now()) for n in range(8)]
    Task.objects.filter(project=project).update(rank=0)  # no room left: every move spreads all cards

    def move(card):
        move_card(None, task=card, column=columns[0], before=Task.objects.get(pk=cards[0].pk), now=timezone.now())

    at_once(move, *cards[1:])
    ranks = list(Task.objects.filter(project=project).values_list("rank", flat=True))
    assert len(set(ranks)) == 8
    assert Task.objects.get(pk=cards[0].pk).rank == max(ranks)
