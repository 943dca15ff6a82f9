"""Celery tasks of the roll-up: each calls one function and logs what it did."""

import structlog
from celery import shared_task

log = structlog.get_logger(__name__)


@shared_task
def drain_marks():
    """Bring every marked project up to date; full batches follow each other at once."""
    from .drain import drain_all

    written = drain_all()
    if written.projects or written.troubles:
        log.info("drained", projects=written.projects, errors=len(written.troubles))


@shared_task
def roll_up_everything():
    """The nightly run."""
    from .nightly import roll_up_everything as run_all

    run = run_all()
    log.info("rolled up", projects=run.projects, seconds=(run.finished_at - run.started_at).total_seconds())


@shared_task
def thin_snapshots():
    """Thin snapshots and runs."""
    from .thinning import thin

    log.info("thinned", **thin())


@shared_task
def send_reminders():
    """Reminders of status reports, actions and answers that are due."""
    from django.utils import timezone

    from .reminders import send_reminders as send

    log.info("reminded", mails=send(timezone.localdate()))
