"""The engine of long jobs: progress, heartbeat and cancelling beside the transaction in which the work is done.

A job is a function registered with `@job`; `start` queues a run of it, `run` is what the worker calls. What a
job does lives in its app. Running one twice must be safe: a lost worker's job is queued again.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

import structlog
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from .choices import JobState
from .history import written_by
from .job_progress import JobCancelled, JobLost, Progress, WatchedProgress
from .models import Job, Organisation

STALLED_AFTER = timedelta(seconds=60)
MAX_ATTEMPTS = 3

log = structlog.get_logger(__name__)


class JobRefused(Exception):
    """The job cannot do what it was asked to; the message is for its owner."""


@dataclass(frozen=True)
class JobKind:
    """`run(progress, **arguments)` returns the result as JSON; `source` is what history says it came from."""

    name: str
    title: object
    run: Callable[..., dict | None]
    source: str


_kinds: dict[str, JobKind] = {}


def job(title, *, name: str, source: str = "job"):
    """Decorator: register a function (progress, **arguments) as a kind of job."""

    def register(function):
        _kinds[name] = JobKind(name, title, function, source)
        return function

    return register


def start(name: str, *, owner, title: str = "", **arguments) -> Job:
    """Queue a run once the transaction has committed. Arguments must be JSON."""
    from .tasks import run_job

    kind = _kinds[name]
    row = Job.objects.create(task=name, title=(title or str(kind.title))[:250], arguments=arguments, owner=owner)
    run_job.delay_on_commit(str(row.pk))
    return row


def request_cancel(row: Job) -> None:
    """A queued job ends here; a running one at its next step. A finished one stays as it is."""
    now = timezone.now()
    waiting = Job.objects.filter(pk=row.pk, state=JobState.QUEUED)
    if not waiting.update(state=JobState.CANCELLED, cancel_requested=True, finished_at=now):
        Job.objects.filter(pk=row.pk, state=JobState.RUNNING).update(cancel_requested=True)


def claim(job_id: str) -> Job | None:
    """Take a queued or abandoned job for this worker; None when another one has it or it is over."""
    now = timezone.now()
    free = Job.objects.filter(pk=job_id, state=JobState.QUEUED) | Job.objects.filter(
        pk=job_id, state=JobState.RUNNING, heartbeat_at__lt=now - STALLED_AFTER
    )
    with transaction.atomic():
        row = free.select_for_update(skip_locked=True).first()
        if row is None:
            return None
        row.state, row.attempts, row.done, row.message = JobState.RUNNING, row.attempts + 1, 0, ""
        row.started_at = row.heartbeat_at = now
        row.save()
    return row


def run(job_id: str) -> None:
    """Run a job to its end, whatever that is. A message delivered twice finds nothing to claim."""
    row = claim(job_id)
    if row is None:
        return
    with WatchedProgress(row) as progress, translation.override(row.owner.language or Organisation.current().language):
        progress.finish(**_outcome(row, progress))


def _outcome(row: Job, progress: Progress) -> dict:
    """The work itself, and how it ended: state, message and result."""
    kind = _kinds.get(row.task)
    if kind is None:
        return {"state": JobState.FAILED, "message": _("This release does not know this kind of job.")}
    try:
        with written_by(row.owner, kind.source, job=str(row.pk)):
            result = kind.run(progress, **row.arguments) or {}
    except JobCancelled:
        return {"state": JobState.CANCELLED, "message": _("Cancelled; nothing was kept.")}
    except JobLost:
        return {}
    except JobRefused as refusal:
        return {"state": JobState.FAILED, "message": str(refusal)}
    except Exception:
        log.exception("job failed", job=str(row.pk), task=row.task)
        message = _("Something went wrong on our side; nothing was kept. Tell the administrator: job %(job)s.")
        return {"state": JobState.FAILED, "message": message % {"job": row.pk}}
    return {"state": JobState.DONE, "message": result.pop("message", ""), "result": result}


def requeue_stalled() -> int:
    """Queue again what a lost worker left and what never reached one; give up after three attempts."""
    from .tasks import run_job

    before = timezone.now() - STALLED_AFTER
    stalled = Job.objects.filter(state=JobState.RUNNING, heartbeat_at__lt=before)
    stalled.filter(cancel_requested=True).update(state=JobState.CANCELLED, finished_at=timezone.now())
    stalled.filter(attempts__gte=MAX_ATTEMPTS).update(
        state=JobState.FAILED,
        finished_at=timezone.now(),
        message=_("Its worker was lost three times; nothing was kept."),
    )
    stalled.update(state=JobState.QUEUED)
    waiting = list(Job.objects.filter(state=JobState.QUEUED, created_at__lt=before).values_list("pk", flat=True))
    for pk in waiting:
        run_job.hand_over(str(pk))
    return len(waiting)
