"""Turns marks into states and snapshots: one transaction a batch, under a lock nobody waits for.

A crash rolls the batch back, marks included. Whoever holds the lock also takes the waiting marks along, so an edit
is on the dashboards within seconds while a nightly run works.
"""

import gc
import time
from collections.abc import Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import NamedTuple

import structlog
from django.db import DatabaseError, DataError, IntegrityError, OperationalError, connection, transaction
from django.utils import timezone

from pmo.history import written_by
from pmo.models import RollUpRun
from pmo.run_troubles import failure, trouble

from .facts import read_facts
from .plans import LOCKED, schedule_plans
from .rollup import measures_of, thresholds_of, worst_reasons
from .upserts import write_forecasts, write_measures, write_portfolio_totals, write_portfolio_totals_as_of

log = structlog.get_logger(__name__)

LOCK = (20_250, 1)
MARKS_AT_ONCE = 500
# Below PostgreSQL's deadlock_timeout of one second: when both wait, the roll-up gives way and not a user's edit.
LOCK_TIMEOUT = "400ms"

# A mark that the edit of a plan holds, to say that the plan is scheduled already, waits for the next drain.
TAKE_MARKS = """
DELETE FROM pmo_mark
WHERE id = ANY(ARRAY(SELECT id FROM pmo_mark ORDER BY in_bulk, id LIMIT %s FOR UPDATE SKIP LOCKED))
RETURNING project_id, of_plan
"""
ENQUEUE_ALL = """
INSERT INTO pmo_mark (project_id, marked_at, in_bulk)
SELECT id, clock_timestamp(), true FROM projects_project project
WHERE NOT EXISTS (SELECT 1 FROM pmo_mark waiting WHERE waiting.project_id = project.id)
"""
PORTFOLIOS_OF_DAY = """
SELECT DISTINCT snapshot.portfolio_id FROM unnest(%s::bigint[], %s::date[]) AS asked (id, as_of)
JOIN projects_projectsnapshot snapshot ON snapshot.project_id = asked.id AND snapshot.as_of = asked.as_of
"""
ENQUEUE = """
INSERT INTO pmo_mark (project_id, marked_at) SELECT id, clock_timestamp() FROM projects_project WHERE id = ANY(%s)
"""


class Taken(NamedTuple):
    """Marked projects, those of them whose plans are to be scheduled, and whether there may be more marks."""

    projects: set[int]
    plans: set[int]
    full: bool


@dataclass
class Written:
    """What one batch or run wrote. `full`: as many marks as fit were taken, so there may be more."""

    projects: int = 0
    snapshots: int = 0
    troubles: list[dict] = field(default_factory=list)
    full: bool = False

    def add(self, other: "Written") -> "Written":
        self.projects += other.projects
        self.snapshots += other.snapshots
        self.troubles += other.troubles
        return self


def drain(*, today: date | None = None) -> Written | None:
    """Recalculate up to 500 marked projects; None while another worker holds the lock."""
    started = timezone.now()
    with transaction.atomic(), connection.cursor() as cursor:
        if not take_lock(cursor):
            return None
        taken = take_marks(cursor)
        if not taken.projects:
            return Written(full=taken.full)
        plans = schedule_marked(taken.plans)
        written = write_batch(taken.projects, today=today or timezone.localdate()).add(plans)
        if written.projects or written.troubles:
            record_run("drain", started, written)
    written.full = taken.full or plans.full
    return written


def schedule_marked(project_ids: set[int]) -> Written:
    """Schedule marked plans; `full` when some were put off for want of time, not because somebody edits them."""
    if not project_ids:
        return Written()
    with written_by(None, "job"):
        found = schedule_plans(project_ids, now=timezone.now())
    return Written(troubles=found.troubles, full=bool(found.done and found.left))


def drain_all(*, today: date | None = None, seconds: float = 60) -> Written:
    """Drain until no full batch is left, another worker holds the lock, or the time is up."""
    until, total = time.monotonic() + seconds, Written()
    while time.monotonic() < until:
        written = drain(today=today)
        if written is None:
            break
        total.add(written)
        if not written.full:
            break
    return total


def take_lock(cursor) -> bool:
    """The roll-up's lock until the end of the transaction, if it is free."""
    cursor.execute(f"SET LOCAL lock_timeout = '{LOCK_TIMEOUT}'")
    cursor.execute("SELECT pg_try_advisory_xact_lock(%s, %s)", LOCK)
    return cursor.fetchone()[0]


def take_marks(cursor, limit: int = MARKS_AT_ONCE) -> Taken:
    """Remove the oldest marks, single edits first. A mark for everything becomes one mark for each project."""
    cursor.execute(TAKE_MARKS, [limit])
    marks = cursor.fetchall()
    taken, plans = {project for project, _plan in marks}, {project for project, of_plan in marks if of_plan}
    if None in taken:
        cursor.execute(ENQUEUE_ALL)
    return Taken(taken - {None}, plans - {None}, None in taken or len(marks) == limit)


def write_batch(project_ids: Sequence[int] | set[int], *, today: date, as_of: date | None = None) -> Written:
    """Recalculate projects inside the transaction that holds the lock.

    A batch that fails is halved until the project that fails is alone: the others are written, a passing trouble
    (somebody deletes or locks the project) leaves a new mark, any other is listed with the run.
    """
    ids = sorted(project_ids)
    try:
        with transaction.atomic():
            return roll_up(ids, today=today, as_of=as_of)
    except (DataError, IntegrityError, OperationalError) as error:
        if isinstance(error, OperationalError) and not isinstance(error.__cause__, LOCKED):
            raise
        if len(ids) > 1:
            middle = len(ids) // 2
            first = write_batch(ids[:middle], today=today, as_of=as_of)
            return first.add(write_batch(ids[middle:], today=today, as_of=as_of))
        return put_off(ids, error)


def put_off(ids: list[int], error: DatabaseError) -> Written:
    """Leave a project for the next drain after a passing trouble, else report it."""
    if not isinstance(error, DataError):
        with connection.cursor() as cursor:
            cursor.execute(ENQUEUE, [ids])
        return Written()
    log.error("roll-up failed", project=ids[0], error=str(error))
    return Written(troubles=[trouble("project_failed", project=ids[0], error=str(error).strip())])


@contextmanager
def without_collector():
    """Nothing a batch makes is cyclic; looking for cycles among its rows took a third of its time."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


@without_collector()
def roll_up(ids: list[int], *, today: date, as_of: date | None = None) -> Written:
    """Read, calculate and write these projects; errors of single projects are listed and the others written."""
    now = timezone.now()
    facts = read_facts(ids, today=today, as_of=as_of)
    thresholds = thresholds_of(facts.organisation)
    rows, written = [], Written()
    for found in facts.projects:
        try:
            rows.append(row_of(found, facts, thresholds, now))
        except (ArithmeticError, LookupError, TypeError, ValueError) as error:
            log.exception("measures failed", project=found.project.id)
            written.troubles.append(failure("project_failed", found.project.id, error))
    written.troubles += missing_rates(rows)
    with connection.cursor() as cursor:
        left = portfolios_left(cursor, ids, rows)
        if rows or left:
            write(cursor, rows, left, today=today, as_of=as_of, now=now)
            # Foreign keys are checked here and not at the commit, so that a batch can still be halved.
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    written.projects, written.snapshots = len(rows), len(rows)
    return written


def portfolios_left(cursor, ids: list[int], rows: list[dict]) -> set[int]:
    """Portfolios whose totals of the day still hold a project that has moved away, or was deleted: then any may."""
    if len(rows) < len(ids):
        cursor.execute("SELECT id FROM portfolio_portfolio")
    else:
        days = {row["project_id"]: row["as_of"] for row in rows}
        cursor.execute(PORTFOLIOS_OF_DAY, [list(days), list(days.values())])
    return {row[0] for row in cursor.fetchall()}


def row_of(found, facts, thresholds, now: datetime) -> dict:
    """Measures of a project with what a snapshot copies of it."""
    project = found.project
    measures = measures_of(found, facts, thresholds, now)
    measures |= {name: getattr(project, name) for name in ("name", "status", "stage", "portfolio_id", "programme_id")}
    measures |= {"trouble": worst_reasons(measures["reasons"]), "is_current": project.is_current}
    return measures


def write(cursor, rows: list[dict], left: set[int], *, today: date, as_of: date | None, now: datetime) -> None:
    """States, snapshots, forecasts and totals; a day other than the status date only has snapshots and totals."""
    write_measures(cursor, rows)
    current = [row for row in rows if row["is_current"]]
    write_forecasts(cursor, {row["project_id"]: row["as_of"] for row in current})
    if as_of is None:
        portfolios = left.union(row["portfolio_id"] for row in current)
        write_portfolio_totals(cursor, sorted(portfolios), today=today, now=now)
    else:
        others = sorted({row["portfolio_id"] for row in rows})
        write_portfolio_totals_as_of(cursor, others, as_of=as_of, now=now)


def missing_rates(rows: list[dict]) -> list[dict]:
    """One trouble for each exchange rate that is missing, with how many projects it keeps out of the totals."""
    counts: dict[tuple[str, str], int] = {}
    for row in rows:
        for reason in row["reasons"].get("currency", ()):
            key = (reason["arguments"]["currency"], reason["arguments"]["month"][:7])
            counts[key] = counts.get(key, 0) + 1
    return [
        trouble("no_exchange_rate", currency=currency, month=month, projects=count)
        for (currency, month), count in sorted(counts.items())
    ]


def record_run(kind: str, started: datetime, written: Written, *, as_of: date | None = None) -> RollUpRun:
    """List a run with its duration, rows and errors."""
    return RollUpRun.objects.create(
        kind=kind,
        started_at=started,
        finished_at=timezone.now(),
        as_of=as_of,
        projects=written.projects,
        snapshots=written.snapshots,
        troubles=written.troubles,
    )
