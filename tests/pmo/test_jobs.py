"""Long jobs: progress before the commit, cancelling, lost workers, and who may see and cancel them."""

import os
import signal
import subprocess
import sys
import threading
import time
from datetime import timedelta

import pytest
from django.db import connections, transaction
from django.urls import reverse
from django.utils import timezone

from pmo import jobs
from pmo.job_progress import JobCancelled, JobLost
from pmo.jobs import JobRefused
from pmo.models import BinEntry, IdempotencyKey, Job, SavedView
from pmo.tasks import forget_old_rows, requeue_stalled_jobs
from tests.factories import UserFactory, give_role

STEPS: list = []


@jobs.job("Test job", name="tests.steps")
def steps(progress, count=1, fail="", wait=""):
    """Calls what the test put into STEPS, then ends as asked."""
    for number in range(count):
        for step in STEPS:
            step(progress, number)
    if fail == "refused":
        raise JobRefused("Not like this.")
    if fail:
        raise RuntimeError("secret detail")
    progress.confirm()
    return {"url": "/done/", "message": "All done"}


@pytest.fixture(autouse=True)
def no_steps():
    STEPS.clear()
    yield
    STEPS.clear()


@pytest.fixture
def owner(db):
    user = UserFactory()
    give_role(user, "project_manager")
    return user


def queued(owner, **arguments) -> Job:
    return Job.objects.create(task="tests.steps", title="A job", arguments=arguments, owner=owner)


def finished(row: Job) -> Job:
    row.refresh_from_db()
    return row


def elsewhere(row: Job) -> Job:
    """The job as another connection sees it: what has been committed."""
    seen = {}

    def look():
        seen["row"] = Job.objects.get(pk=row.pk)
        connections.close_all()

    thread = threading.Thread(target=look)
    thread.start()
    thread.join()
    return seen["row"]


def test_a_job_is_queued_when_the_transaction_commits_and_runs_to_its_end(owner, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        row = jobs.start("tests.steps", owner=owner, title="Importing file.csv")
        assert row.state == "queued"
    row = finished(row)
    assert (row.state, row.result, row.message, row.attempts) == ("done", {"url": "/done/"}, "All done", 1)
    assert row.finished_at and row.title == "Importing file.csv"


def test_a_job_that_ran_is_not_run_again_when_its_message_comes_twice(owner):
    row, calls = queued(owner), []
    STEPS.append(lambda progress, number: calls.append(number))
    jobs.run(str(row.pk))
    jobs.run(str(row.pk))
    assert len(calls) == 1


def test_a_refusal_is_told_to_the_owner_and_a_fault_is_not(owner):
    refused, broken = queued(owner, fail="refused"), queued(owner, fail="error")
    jobs.run(str(refused.pk))
    jobs.run(str(broken.pk))
    assert (finished(refused).state, finished(refused).message) == ("failed", "Not like this.")
    assert finished(broken).state == "failed" and "secret" not in finished(broken).message


@pytest.mark.django_db(transaction=True)
def test_progress_shows_before_the_work_is_committed(owner):
    row = queued(owner)
    seen = []

    def step(progress, number):
        with transaction.atomic():
            SavedView.objects.create(owner=owner, list_name="list", name="work in progress")
            progress.report(40, 100, "Row 40")
            seen.append(elsewhere(row))
            transaction.set_rollback(True)

    STEPS.append(step)
    jobs.run(str(row.pk))
    assert (seen[0].done, seen[0].total, seen[0].message, seen[0].state) == (40, 100, "Row 40", "running")
    assert finished(row).state == "done" and not SavedView.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_cancelling_ends_the_work_and_rolls_it_back(owner):
    row = queued(owner, count=50)

    def step(progress, number):
        with transaction.atomic():
            SavedView.objects.create(owner=owner, list_name="list", name=f"row {number}")
            if number == 2:
                thread = threading.Thread(target=lambda: (jobs.request_cancel(row), connections.close_all()))
                thread.start()
                thread.join()
            progress.shown_at = 0
            progress.report(number)

    def whole(progress, number):
        with transaction.atomic():
            for each in range(50):
                step(progress, each)

    STEPS.append(whole)
    jobs.run(str(row.pk))
    row = finished(row)
    assert row.state == "cancelled" and row.done < 50
    assert not SavedView.objects.exists()


def test_a_queued_job_is_cancelled_at_once(owner):
    row = queued(owner)
    jobs.request_cancel(row)
    assert finished(row).state == "cancelled"
    jobs.run(str(row.pk))
    assert finished(row).attempts == 0


@pytest.mark.django_db(transaction=True)
def test_a_run_that_was_taken_over_by_another_worker_keeps_nothing(owner):
    row, caught = queued(owner), []

    def step(progress, number):
        Job.objects.filter(pk=row.pk).update(attempts=2)  # another worker has claimed it meanwhile
        try:
            progress.confirm()
        except JobLost:
            caught.append(number)
            raise

    STEPS.append(step)
    jobs.run(str(row.pk))
    assert caught == [0] and finished(row).state == "running"


def stalled(owner, **fields) -> Job:
    long_ago = timezone.now() - timedelta(minutes=5)
    row = queued(owner)
    Job.objects.filter(pk=row.pk).update(
        **{"state": "running", "heartbeat_at": long_ago, "created_at": long_ago, "attempts": 1} | fields
    )
    return row


def test_a_job_whose_worker_was_lost_runs_again(owner):
    row = stalled(owner)
    requeue_stalled_jobs()
    assert (finished(row).state, finished(row).attempts) == ("done", 2)


def test_a_job_is_given_up_after_three_lost_workers(owner):
    row = stalled(owner, attempts=3)
    requeue_stalled_jobs()
    assert finished(row).state == "failed"


def test_a_lost_job_that_was_being_cancelled_is_not_started_again(owner):
    row = stalled(owner, cancel_requested=True)
    requeue_stalled_jobs()
    assert finished(row).state == "cancelled"


def test_a_running_job_with_a_fresh_heartbeat_is_left_alone(owner):
    row = stalled(owner, heartbeat_at=timezone.now())
    requeue_stalled_jobs()
    jobs.run(str(row.pk))
    assert (finished(row).state, finished(row).attempts) == ("running", 1)


def test_rows_kept_for_a_time_are_forgotten_after_it(owner):
    old = timezone.now() - timedelta(days=400)
    for model, fields in (
        (IdempotencyKey, {"user": owner, "key": "k", "fingerprint": "f"}),
        (BinEntry, {"model": "projects.risk", "object_id": 1, "label": "Risk", "kind": "risk"}),
    ):
        kept, gone = (model.objects.create(**fields | ({"key": name} if "key" in fields else {})) for name in "ab")
        model.objects.filter(pk=gone.pk).update(**{"created_at" if "key" in fields else "deleted_at": old})
        forget_old_rows()
        assert list(model.objects.values_list("pk", flat=True)) == [kept.pk]
    done, waiting = queued(owner), queued(owner)
    Job.objects.filter(pk=done.pk).update(state="done", finished_at=old)
    forget_old_rows()
    assert list(Job.objects.values_list("pk", flat=True)) == [waiting.pk]


def test_the_owner_sees_and_cancels_a_job_and_others_do_not(client, owner):
    row, other = queued(owner), UserFactory()
    give_role(other, "project_manager")
    client.force_login(other)
    assert client.get(reverse("job-detail", args=[row.pk])).status_code == 404
    assert client.post(reverse("job-cancel", args=[row.pk])).status_code == 404
    assert "A job" not in client.get(reverse("job-list")).content.decode()
    client.force_login(owner)
    assert "A job" in client.get(reverse("job-list")).content.decode()
    assert client.get(reverse("job-detail", args=[row.pk])).status_code == 200
    assert client.post(reverse("job-cancel", args=[row.pk]), headers={"HX-Request": "true"}).status_code == 200
    assert finished(row).state == "cancelled"


def test_an_auditor_sees_a_job_and_may_not_cancel_it(client, owner):
    row, auditor = queued(owner), UserFactory()
    give_role(auditor, "auditor")
    client.force_login(auditor)
    assert client.get(reverse("job-detail", args=[row.pk])).status_code == 200
    assert client.post(reverse("job-cancel", args=[row.pk])).status_code == 403
    assert finished(row).state == "queued"


def test_the_page_of_a_job_asks_again_while_it_runs_and_reloads_when_it_is_over(client, owner):
    row = queued(owner)
    client.force_login(owner)
    address, asks = reverse("job-detail", args=[row.pk]) + "?reload=1", {"HX-Request": "true"}
    running = client.get(address, headers=asks)
    assert 'hx-trigger="every 2s"' in running.content.decode() and "HX-Refresh" not in running.headers
    jobs.run(str(row.pk))
    over = client.get(address, headers=asks)
    assert "hx-trigger" not in over.content.decode() and over.headers["HX-Refresh"] == "true"
    assert "/done/" in over.content.decode()


KILLED = """
import os, sys, time, uuid
import django
django.setup()
from django.db import connection, connections, transaction
connections.settings["default"]["NAME"] = sys.argv[1]
connection.settings_dict.update(eval(sys.argv[3]))
from pmo import jobs
from pmo.models import SavedView

@jobs.job("Killed", name="tests.steps")
def killed(progress, **arguments):
    with transaction.atomic():
        SavedView.objects.create(owner_id=jobs.Job.objects.get(pk=sys.argv[2]).owner_id, list_name="l", name="half")
        progress.report(1, 2, "half")
        print("half", flush=True)
        time.sleep(60)

jobs.run(sys.argv[2])
"""


@pytest.mark.django_db(transaction=True)
def test_a_worker_killed_in_the_middle_leaves_nothing_and_the_job_runs_again(owner):
    row = queued(owner)
    address = {
        name: connections["default"].settings_dict[name] for name in ("NAME", "HOST", "PORT", "USER", "PASSWORD")
    }
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "pmo.settings", "DATABASE_URL": "postgres:///none"}
    worker = subprocess.Popen(
        [sys.executable, "-c", KILLED, address["NAME"], str(row.pk), repr(address)],
        stdout=subprocess.PIPE, env=environment,
    )  # fmt: skip
    assert worker.stdout.readline().strip() == b"half"
    worker.send_signal(signal.SIGKILL)
    worker.wait()
    worker.stdout.close()
    assert not SavedView.objects.exists() and finished(row).state == "running"
    old = timezone.now() - timedelta(minutes=2)
    Job.objects.filter(pk=row.pk).update(heartbeat_at=old, created_at=old)
    for _ in range(50):  # the server notices the broken connection within a moment
        requeue_stalled_jobs()
        if finished(row).state == "done":
            break
        time.sleep(0.1)
    assert (finished(row).state, finished(row).attempts) == ("done", 2)


def test_the_heartbeat_goes_on_while_one_statement_takes_long(owner, monkeypatch):
    monkeypatch.setattr("pmo.job_progress.BEAT_EVERY", 0.05)
    from pmo.job_progress import WatchedProgress

    class Fake:
        pk, attempts = "00000000-0000-0000-0000-000000000000", 1

    beats = []
    monkeypatch.setattr(WatchedProgress, "_write", lambda self, statement, values: beats.append(statement))
    progress = WatchedProgress(Fake)
    progress.own = True
    with progress:
        time.sleep(0.3)
    assert len(beats) >= 3


def test_progress_raises_when_the_owner_cancelled():
    class Fake:
        pk, attempts = "00000000-0000-0000-0000-000000000000", 1

    from pmo.job_progress import WatchedProgress

    progress = WatchedProgress(Fake)
    progress.cancelled, progress.shown_at = True, time.monotonic()
    with pytest.raises(JobCancelled):
        progress.report(1)
