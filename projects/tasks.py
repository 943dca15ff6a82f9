"""Celery tasks of projects: each calls one function and logs what it did."""

import structlog
from celery import shared_task

log = structlog.get_logger(__name__)


@shared_task
def tell_approvers(model: str, pk: int, version: int):
    """Mail to those who may approve what waits; once for each time it is asked."""
    from .services.asking import tell_approvers as tell

    log.info("asked for approval", model=model, pk=pk, mails=tell(model, pk, version))
