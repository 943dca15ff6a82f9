"""How tasks are handed to the queue: after the commit, and without failing the page when the queue is away."""

from functools import partial

import structlog
from celery.contrib.django.task import DjangoTask
from django.db import transaction
from kombu.exceptions import OperationalError

log = structlog.get_logger(__name__)


class Task(DjangoTask):
    """What was committed stays; the task is done in its place when nobody can be asked to do it."""

    # Whether the schedule finds by itself what never reached the queue.
    found_again = False

    def delay_on_commit(self, *arguments, **options) -> None:
        transaction.on_commit(partial(self.hand_over, *arguments, **options))

    def hand_over(self, *arguments, **options) -> None:
        try:
            self.delay(*arguments, **options)
        except OperationalError as error:
            log.warning("queue is away", task=self.name, error=str(error))
            if not self.found_again:
                self.do_here(*arguments, **options)

    def do_here(self, *arguments, **options) -> None:
        """In this process; whoever asked has been answered by the commit and learns of a failure from the log."""
        try:
            self(*arguments, **options)
        except Exception:
            log.exception("task failed without queue", task=self.name)
