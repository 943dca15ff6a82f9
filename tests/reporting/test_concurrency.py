"""Drains, nightly runs and writers side by side, with real transactions; and a drain that is killed."""

import json
import os
import random
import signal
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from pathlib import Path

import pytest
from django.db import connection, connections, transaction

from pmo.models import Mark, Organisation, RollUpRun
from projects.models import CostEntry, Project, ProjectSnapshot, ProjectState
from reporting.drain import LOCK, drain, drain_all
from reporting.nightly import roll_up_everything
from reporting.services import pending_project_ids, recalculate
from tests import factories
from tests.factories import TODAY, days

pytestmark = pytest.mark.django_db(transaction=True)
CHECKOUT = Path(__file__).resolve().parents[2]


@pytest.fixture(autouse=True)
def settled(transactional_db):
    """The organisation's row, and no marks of earlier tests: both go when a test's tables are emptied."""
    Organisation.objects.get_or_create(pk=1)
    Mark.objects.all().delete()


def in_thread(work, *arguments):
    """The answer of some work done on a connection of its own."""

    def connected():
        try:
            return work(*arguments)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1) as pool:
        return pool.submit(connected).result(timeout=60)


def together(*works):
    """The answers of works that all start at once, each on its own connection; their exceptions are raised."""
    start = threading.Barrier(len(works))

    def connected(work):
        try:
            start.wait(30)
            return work()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(works)) as pool:
        return [found.result(timeout=120) for found in [pool.submit(connected, work) for work in works]]


def test_only_one_worker_drains_at_a_time():
    factories.ProjectFactory()
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", LOCK)
        started = time.monotonic()
        assert in_thread(drain) is None
        assert time.monotonic() - started < 5, "a drain must not wait for the lock"
        assert in_thread(lambda: recalculate([1])) is False
    assert in_thread(drain).projects == 1


def test_many_workers_do_every_project_once():
    projects = factories.ProjectFactory.create_batch(60)
    written = together(*[lambda: drain_all(today=TODAY)] * 6)
    assert sum(each.projects for each in written) == len(projects)
    assert ProjectState.objects.count() == ProjectSnapshot.objects.count() == len(projects)
    assert sum(RollUpRun.objects.values_list("projects", flat=True)) == len(projects)


PRODUCT = """
import json, os, sys, time
import django
from django.conf import settings
settings.DATABASES["default"].update(json.loads(os.environ["TEST_DATABASE"]))
django.setup()
from datetime import date
"""
DRAIN_THAT_STOPS = """
from reporting import drain
real = drain.write_measures
def write_and_stop(cursor, rows):
    real(cursor, rows)
    print("written", flush=True)
    time.sleep(60)
drain.write_measures = write_and_stop
drain.drain(today=date.fromisoformat(sys.argv[1]))
"""
NIGHT_THAT_STOPS = """
from reporting.nightly import roll_up_everything
def stop(done, total):
    print("written", flush=True)
    time.sleep(60)
roll_up_everything(today=date.fromisoformat(sys.argv[1]), batch=2, progress=stop)
"""


def drain_killed_after_writing() -> None:
    """Run a drain in a process of its own and kill it when it has written but not committed."""
    killed_after_writing(DRAIN_THAT_STOPS)


def killed_after_writing(code: str) -> None:
    """Run the code in a process of its own and kill that when it says that it has written."""
    address = {key: connection.settings_dict[key] for key in ("NAME", "USER", "PASSWORD", "HOST", "PORT")}
    environment = os.environ | {"TEST_DATABASE": json.dumps(address), "DJANGO_SETTINGS_MODULE": "pmo.settings"}
    process = subprocess.Popen(
        [sys.executable, "-c", PRODUCT + code, TODAY.isoformat()],
        cwd=CHECKOUT,
        env=environment,
        stdout=subprocess.PIPE,
    )
    assert process.stdout.readline() == b"written\n"
    process.send_signal(signal.SIGKILL)
    process.wait(10)
    process.stdout.close()


def test_a_killed_drain_loses_nothing_and_doubles_nothing():
    projects = factories.ProjectFactory.create_batch(5, budget=7)
    marks = Mark.objects.count()
    drain_killed_after_writing()
    until = time.monotonic() + 20
    while (written := drain(today=TODAY)) is None and time.monotonic() < until:
        time.sleep(0.05)  # the server notices the dead worker
    assert written.projects == len(projects)
    assert marks == len(projects)
    assert not Mark.objects.exists()
    assert list(ProjectState.objects.values_list("budget", flat=True)) == [7] * 5
    assert ProjectSnapshot.objects.count() == RollUpRun.objects.get().projects == 5


def test_a_nightly_run_killed_after_its_first_batch_is_made_up_for_by_the_next():
    projects = factories.ProjectFactory.create_batch(5, budget=7)
    Mark.objects.all().delete()
    killed_after_writing(NIGHT_THAT_STOPS)
    assert ProjectState.objects.count() == 2
    until = time.monotonic() + 20
    while (run := roll_up_everything(today=TODAY, batch=2)).error and time.monotonic() < until:
        time.sleep(0.05)  # the server notices the dead worker
    assert run.error == ""
    assert list(ProjectState.objects.values_list("budget", flat=True)) == [7] * 5
    assert ProjectSnapshot.objects.count() == len(projects)


def test_a_mark_made_while_its_project_is_drained_is_drained_later(monkeypatch):
    from reporting import drain as draining

    project = factories.ProjectFactory(budget=1)
    real = draining.write_measures

    def edited_meanwhile(cursor, rows):
        in_thread(lambda: Project.objects.filter(pk=project.pk).update(budget=2))
        return real(cursor, rows)

    monkeypatch.setattr(draining, "write_measures", edited_meanwhile)
    drain(today=TODAY)
    monkeypatch.undo()
    assert ProjectState.objects.get().budget == 1
    assert pending_project_ids([project.pk]) == {project.pk}
    drain(today=TODAY)
    assert ProjectState.objects.get().budget == 2


def test_a_project_that_somebody_is_deleting_waits_and_the_others_do_not():
    going, staying = factories.ProjectFactory(), factories.ProjectFactory()
    drain_all(today=TODAY)
    Project.objects.update(budget=4)
    with transaction.atomic():
        ProjectSnapshot.objects.filter(project=going).delete()
        ProjectState.objects.filter(project=going).delete()
        in_thread(lambda: drain(today=TODAY))
        assert in_thread(lambda: ProjectState.objects.get(project=staying).budget) == 4
        assert in_thread(lambda: pending_project_ids([going.pk, staying.pk])) == {going.pk}
        Project.objects.get(pk=going.pk).delete()
    drain_all(today=TODAY)
    assert ProjectState.objects.get().project_id == staying.pk
    assert not Mark.objects.exists()


def test_an_edit_during_the_nightly_run_is_shown_by_its_next_batch():
    projects = factories.ProjectFactory.create_batch(4, budget=1)
    drain_all(today=TODAY)
    seen = []

    def progress(done, _total):
        seen.append(in_thread(lambda: ProjectState.objects.get(project=projects[0]).budget))
        if done == 1:
            in_thread(lambda: Project.objects.filter(pk=projects[0].pk).update(budget=50))

    roll_up_everything(today=TODAY, batch=1, progress=progress)
    assert seen == [1, 50, 50, 50]


def write_costs(projects: list[int], edits: int, seed: int) -> list[float]:
    """Add costs to random projects, one transaction each; how long each took."""
    chance, taken = random.Random(seed), []
    for _edit in range(edits):
        started = time.monotonic()
        with transaction.atomic():
            for project in sorted(chance.sample(projects, 2)):
                CostEntry.objects.create(project_id=project, month=TODAY.replace(day=1), amount=1)
                Project.objects.filter(pk=project).update(progress=chance.randint(0, 100))
        taken.append(time.monotonic() - started)
    return taken


def check_writers(projects: int, writers: int, edits: int) -> None:
    pks = [project.pk for project in factories.ProjectFactory.create_batch(projects)]
    done = threading.Event()

    def keep_draining():
        while not done.is_set():
            drain_all(today=TODAY)
            time.sleep(0.02)

    def nightly():
        return [roll_up_everything(today=TODAY, batch=7).error for _run in range(2)]

    def all_writers():
        try:
            return together(*[lambda seed=seed: write_costs(pks, edits, seed) for seed in range(writers)])
        finally:
            done.set()

    _, _, errors, taken = together(keep_draining, keep_draining, nightly, all_writers)
    assert errors == ["", ""]
    assert [len(each) for each in taken] == [edits] * writers, "no writer was refused"
    drain_all(today=TODAY)
    assert not Mark.objects.exists()
    entered = dict.fromkeys(pks, Decimal(0))
    for project, amount in CostEntry.objects.values_list("project_id", "amount"):
        entered[project] += amount
    shown = dict(ProjectState.objects.values_list("project_id", "actual"))
    assert {pk: amount or 0 for pk, amount in shown.items()} == entered
    assert sum(entered.values()) == writers * edits * 2
    assert ProjectSnapshot.objects.count() == projects


def test_writers_drains_and_nightly_runs_end_with_the_right_figures():
    check_writers(projects=15, writers=5, edits=6)


@pytest.mark.full
def test_twenty_writers_for_a_while():
    check_writers(projects=60, writers=20, edits=40)


@pytest.mark.full
def test_drains_killed_again_and_again():
    projects = factories.ProjectFactory.create_batch(8)
    for round_number in range(5):
        Project.objects.update(budget=round_number)
        drain_killed_after_writing()
        until = time.monotonic() + 20
        while drain(today=days(round_number)) is None and time.monotonic() < until:
            time.sleep(0.05)
        assert set(ProjectState.objects.values_list("budget", flat=True)) == {round_number}
    assert ProjectSnapshot.objects.count() == len(projects) * 5
