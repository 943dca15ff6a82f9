"""Recalculates every project, batch by batch, because measures also age with the date."""

import time
from collections.abc import Callable
from datetime import date

from django.db import connection, transaction
from django.utils import timezone

from pmo.arrays import as_json
from pmo.models import RollUpRun
from pmo.run_troubles import error_words, trouble
from projects.models import Project

from .drain import Written, schedule_marked, take_lock, take_marks, write_batch

BATCH = 2500
PATIENCE = 60.0
PAUSE = 0.05


class LockNeverFree(RuntimeError):
    """Another worker held the roll-up's lock for a whole minute."""


def roll_up_everything(
    *,
    today: date | None = None,
    as_of: date | None = None,
    kind: str = "nightly",
    progress: Callable[[int, int], None] | None = None,
    batch: int = BATCH,
) -> RollUpRun:
    """Every project for its status date, or for `as_of`; waiting marks are taken along with every batch.

    Each batch is its own transaction, so a crash keeps what is done and the next run does the rest again.
    """
    today = today or timezone.localdate()
    ids = list(Project.objects.order_by("pk").values_list("pk", flat=True))
    run = RollUpRun.objects.create(kind=kind, started_at=timezone.now(), as_of=as_of or today)
    total = Written()
    try:
        for start in range(0, len(ids), batch):
            total.add(one_batch(ids[start : start + batch], today=today, as_of=as_of))
            if progress:
                progress(min(start + batch, len(ids)), len(ids))
    except Exception as error:
        total.troubles.append(trouble("run_failed", error=error_words(error)))
        raise
    finally:
        finish(run, total)
    return run


def one_batch(ids: list[int], *, today: date, as_of: date | None) -> Written:
    """Recalculate a batch as soon as the lock is free. Raises LockNeverFree."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        with transaction.atomic(), connection.cursor() as cursor:
            if take_lock(cursor):
                return batch_with_marks(cursor, ids, today=today, as_of=as_of)
        time.sleep(PAUSE)
    raise LockNeverFree


def batch_with_marks(cursor, ids: list[int], *, today: date, as_of: date | None) -> Written:
    """A batch, and what was marked meanwhile, so that edits do not wait for the end of the run."""
    marked, plans, _full = take_marks(cursor)
    scheduled = schedule_marked(plans)
    if as_of is None:
        return write_batch(marked.union(ids), today=today).add(scheduled)
    written = write_batch(ids, today=today, as_of=as_of).add(scheduled)
    return written.add(write_batch(marked, today=today)) if marked else written


def finish(run: RollUpRun, written: Written) -> None:
    """Close the run with what it did."""
    run.finished_at, run.projects, run.snapshots = timezone.now(), written.projects, written.snapshots
    run.troubles = list({as_json(one): one for one in written.troubles}.values())
    run.save(update_fields=["finished_at", "projects", "snapshots", "troubles"])
