"""What others ask of the roll-up: recalculate now, what is still pending, keep and cite snapshots.

The engine is imported where it is needed, so that web processes that only ask do not load numpy.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

import structlog
from django.db import DatabaseError, connection, transaction
from django.db.models import Min
from django.utils import timezone

from pmo.models import Mark
from projects.models import ProjectSnapshot

log = structlog.get_logger(__name__)

AT_ONCE = 5
FORGET_MARKS = """
DELETE FROM pmo_mark
WHERE id = ANY(ARRAY(SELECT id FROM pmo_mark WHERE project_id = ANY(%s) FOR UPDATE SKIP LOCKED))
RETURNING project_id, of_plan
"""


def recalculate(project_ids: Sequence[int], *, today: date | None = None) -> bool:
    """Bring few projects up to date within a request, after its edit is committed.

    False when it was left to the drain: too many projects, the lock is taken, or something failed. Never raises
    for a failed roll-up, because the edit itself has succeeded.
    """
    if not project_ids or len(project_ids) > AT_ONCE:
        return False
    from .drain import roll_up, take_lock
    from .plans import schedule_plans

    try:
        with transaction.atomic(), connection.cursor() as cursor:
            if not take_lock(cursor):
                return False
            # Only marks that are committed are seen and forgotten; the facts are read after them.
            cursor.execute(FORGET_MARKS, [list(project_ids)])
            schedule_plans({project for project, of_plan in cursor.fetchall() if of_plan}, now=timezone.now())
            return roll_up(sorted(project_ids), today=today or timezone.localdate()).projects > 0
    except DatabaseError as error:
        log.warning("left to the drain", projects=list(project_ids), error=str(error))
        return False


def recalculate_few() -> bool:
    """Recalculate what is marked when that is few projects; a longer backlog is the drain's business."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT DISTINCT project_id FROM pmo_mark LIMIT %s", [AT_ONCE + 1])
        marked = [row[0] for row in cursor.fetchall()]
    return bool(marked) and None not in marked and recalculate(marked)


def pending_project_ids(project_ids: Iterable[int]) -> set[int]:
    """Those of the projects whose facts changed after their measures: they are "being recalculated"."""
    ids = set(project_ids)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT DISTINCT project_id FROM pmo_mark WHERE project_id = ANY(%s) OR project_id IS NULL", [list(ids)]
        )
        marked = {row[0] for row in cursor.fetchall()}
    return ids if None in marked else marked


def backlog() -> tuple[int, datetime | None]:
    """How many marks wait, and since when the oldest does: what a monitor watches."""
    return Mark.objects.count(), Mark.objects.aggregate(oldest=Min("marked_at"))["oldest"]


def cite_snapshots(project_ids: Iterable[int], as_of: date) -> int:
    """Keep the snapshots of a day for good, because a report, session or gate refers to them; how many."""
    rows = ProjectSnapshot.objects.filter(project_id__in=list(project_ids), as_of=as_of, is_cited=False)
    return rows.update(is_cited=True)


def record_snapshot(project, as_of: date, source_label: str, **measures) -> bool:
    """Record one project of an imported edition; fields of `ProjectSnapshot` by name. Safe to repeat."""
    from .imported_snapshots import Edition

    return record_snapshots([Edition(project, as_of, source_label, measures)]) == 1


def record_snapshots(editions: Iterable) -> int:
    """Record many `imported_snapshots.Edition`s at once; how many were recorded."""
    from .imported_snapshots import record_snapshots as record

    return record(editions)
