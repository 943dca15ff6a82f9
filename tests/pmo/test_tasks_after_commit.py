"""A queue that is away fails no page: what it should have been told is done here, or found again."""

import pytest
from celery import shared_task
from kombu.exceptions import OperationalError

from pmo import jobs
from pmo.choices import JobState
from pmo.tasks import run_job
from tests.factories import UserFactory

done = []


@shared_task
def note(what):
    done.append(what)


@shared_task
def stumble():
    raise RuntimeError("the mail server is away too")


@pytest.fixture(autouse=True)
def away(monkeypatch):
    def refused(*_arguments, **_options):
        raise OperationalError("Connection refused")

    done.clear()
    for task in (note, stumble, run_job):
        monkeypatch.setattr(task, "apply_async", refused)


def test_a_task_is_done_in_the_place_of_the_worker(db, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        note.delay_on_commit("mail")
        assert done == []
    assert done == ["mail"]


def test_a_task_that_fails_here_too_fails_nothing_else(db, django_capture_on_commit_callbacks, caplog):
    with django_capture_on_commit_callbacks(execute=True):
        stumble.delay_on_commit()
        note.delay_on_commit("next")
    assert done == ["next"]
    assert "task failed without queue" in caplog.text


def test_a_long_job_waits_for_the_schedule_to_find_it(db, django_capture_on_commit_callbacks):
    jobs.job("Counting", name="tests.counting")(lambda progress: done.append("counted"))
    with django_capture_on_commit_callbacks(execute=True):
        row = jobs.start("tests.counting", owner=UserFactory())
    row.refresh_from_db()
    assert (row.state, done) == (JobState.QUEUED, [])
