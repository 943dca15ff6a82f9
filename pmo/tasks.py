"""Tasks of the frame: running a job, queueing lost ones again, forgetting what is kept for a time only."""

from datetime import timedelta

from celery import shared_task
from django.conf import settings
from django.core.management import call_command
from django.utils import timezone

from . import jobs
from .models import AccessChange, BinEntry, Deletion, IdempotencyKey, Job

JOBS_KEPT = timedelta(days=90)


@shared_task(found_again=True)
def run_job(job_id: str) -> None:
    jobs.run(job_id)


@shared_task
def requeue_stalled_jobs() -> None:
    jobs.requeue_stalled()


@shared_task
def forget_old_rows() -> None:
    """Answers to API clients after a day, bin and traces of deletions after their days, finished jobs after 90."""
    now = timezone.now()
    IdempotencyKey.objects.filter(created_at__lt=now - timedelta(days=1)).delete()
    BinEntry.objects.filter(deleted_at__lt=now - timedelta(days=settings.BIN_DAYS)).delete()
    told = now - timedelta(days=settings.DELETION_DAYS)
    Deletion.objects.filter(deleted_at__lt=told).delete()
    AccessChange.objects.filter(changed_at__lt=told).delete()
    Job.objects.filter(finished_at__lt=now - JOBS_KEPT).delete()
    call_command("clearsessions", verbosity=0)
