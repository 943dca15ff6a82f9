"""Which snapshots and runs are kept: daily for 90 days, weekly for two years, monthly after. Imported and cited
snapshots are kept for good.
"""

from datetime import date, timedelta

from django.db import connection, transaction
from django.utils import timezone

from pmo.models import RollUpRun

DAILY = timedelta(days=90)
WEEKLY = timedelta(days=730)
DRAINS_KEPT = timedelta(days=7)
RUNS_KEPT = timedelta(days=400)

# The last snapshot of each period stays, whatever its source; only days before the limit go. The period in which
# the limit falls is looked at as a whole, so that its last day is known.
THIN_PROJECTS = """
DELETE FROM projects_projectsnapshot WHERE id IN (
    SELECT id FROM (
        SELECT id, as_of, source, is_cited, row_number() OVER (
            PARTITION BY project_id, date_trunc(%(period)s, as_of) ORDER BY as_of DESC) AS place
        FROM projects_projectsnapshot
        WHERE as_of < date_trunc(%(period)s, %(limit)s::date) + ('1 ' || %(period)s)::interval
    ) AS placed
    WHERE place > 1 AND as_of < %(limit)s AND source = 'roll_up' AND NOT is_cited
)
"""
THIN_PORTFOLIOS = """
DELETE FROM portfolio_portfoliosnapshot WHERE id IN (
    SELECT id FROM (
        SELECT id, portfolio_id, as_of, row_number() OVER (
            PARTITION BY portfolio_id, date_trunc(%(period)s, as_of) ORDER BY as_of DESC) AS place
        FROM portfolio_portfoliosnapshot
        WHERE as_of < date_trunc(%(period)s, %(limit)s::date) + ('1 ' || %(period)s)::interval
    ) AS placed
    WHERE place > 1 AND as_of < %(limit)s AND NOT EXISTS (
        SELECT 1 FROM projects_projectsnapshot kept WHERE kept.portfolio_id = placed.portfolio_id
        AND kept.as_of = placed.as_of AND (kept.source = 'import' OR kept.is_cited))
)
"""


def thin(today: date | None = None) -> dict[str, int]:
    """Remove what is no longer kept; how many rows of each kind went. Running it twice changes nothing."""
    today = today or timezone.localdate()
    removed = {"project_snapshots": 0, "portfolio_snapshots": 0}
    for period, age in (("week", DAILY), ("month", WEEKLY)):
        parameters = {"period": period, "limit": today - age}
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(THIN_PROJECTS, parameters)
            removed["project_snapshots"] += cursor.rowcount
            cursor.execute(THIN_PORTFOLIOS, parameters)
            removed["portfolio_snapshots"] += cursor.rowcount
    return removed | {"runs": thin_runs()}


def thin_runs() -> int:
    """Drains without errors are kept for a week, all others for a good year."""
    now = timezone.now()
    drains = RollUpRun.objects.filter(kind="drain", troubles=[], started_at__lt=now - DRAINS_KEPT)
    old = RollUpRun.objects.filter(started_at__lt=now - RUNS_KEPT)
    return drains.delete()[0] + old.delete()[0]
