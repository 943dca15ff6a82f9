"""How far tasks were at the end of an earlier day: the SQL that reads it from their history, and what it rests on.

Known then: the last event of the task by that day, read as `projects.services.planning` reads the task of today. Not
recorded by then: actual dates decide, and a task that ran is taken as having gone evenly from its actual start to its
actual finish, or to what was first reported of it. Without actual dates what was first recorded counts.
"""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from django.db import connection
from django.utils import timezone

# Joined to `asked` (with `as_of` and `is_past`) and a task; rows of projects that are not asked for the past are empty.
_THEN = """
LEFT JOIN LATERAL (
    SELECT event.pgh_created_at < day.after AS is_known, event.pgh_created_at AS at, event.pgh_label <> 'delete'
            AND event.is_scheduled AS is_planned, greatest(day.after, event.pgh_created_at + interval '1 s') AS until,
        event.progress_by, event.percent_complete, event.units_total, event.units_done, event.actual_start,
        event.actual_finish, event.actual_cost
    FROM projects_taskevent event,
        (SELECT (asked.as_of + 1)::timestamp AT TIME ZONE %(zone)s AS after) AS day
    WHERE asked.is_past AND event.pgh_obj_id = {task}
    ORDER BY event.pgh_created_at >= day.after,
        CASE WHEN event.pgh_created_at < day.after THEN event.pgh_created_at END DESC,
        CASE WHEN event.pgh_created_at < day.after THEN event.pgh_id END DESC,
        event.actual_start IS NULL, event.pgh_created_at, event.pgh_id
    LIMIT 1
) AS kept ON true
LEFT JOIN LATERAL (
    SELECT CASE
        WHEN kept.is_known AND NOT kept.is_planned THEN 0
        WHEN kept.actual_finish IS NOT NULL THEN 100
        WHEN kept.progress_by = 'units' AND kept.units_total > 0
            THEN least(coalesce(kept.units_done, 0) / kept.units_total, 1) * 100
        WHEN kept.progress_by = 'checklist' THEN coalesce((
            SELECT 100.0 * count(*) FILTER (WHERE step.is_done) / nullif(count(*), 0) FROM (
                SELECT DISTINCT ON (item.pgh_obj_id) item.is_done, item.pgh_label
                FROM projects_checklistitemevent item
                WHERE item.task_id = {task} AND item.pgh_created_at < kept.until
                ORDER BY item.pgh_obj_id, item.pgh_created_at DESC, item.pgh_id DESC
            ) AS step WHERE step.pgh_label <> 'delete'
        ), kept.percent_complete)
        WHEN kept.progress_by = 'board' THEN coalesce((
            SELECT CASE move.kind WHEN 'done' THEN 100 WHEN 'todo' THEN 0 ELSE kept.percent_complete END
            FROM projects_taskmove move WHERE move.task_id = {task} AND move.moved_at < kept.until
            ORDER BY move.moved_at DESC, move.id DESC LIMIT 1
        ), kept.percent_complete)
        ELSE kept.percent_complete END AS percent,
        CASE WHEN kept.is_known OR kept.actual_start IS NULL THEN 1
            WHEN kept.actual_start::date > asked.as_of THEN 0
            ELSE coalesce(least(1, extract(epoch FROM (asked.as_of + 1)::timestamp - kept.actual_start) / nullif(
                greatest(0, extract(epoch FROM least(kept.actual_finish, kept.at AT TIME ZONE %(zone)s)
                    - kept.actual_start)), 0)), 1) END AS share
    WHERE kept.is_known IS NOT NULL
) AS reported ON true
CROSS JOIN LATERAL (
    SELECT CASE WHEN CASE WHEN kept.is_known IS NULL THEN {now}.actual_start ELSE kept.actual_start END::date
                > asked.as_of THEN 0
            ELSE coalesce(reported.percent * reported.share, found.percent_complete, 0) END AS percent,
        coalesce(CASE WHEN kept.is_known IS NULL THEN {now}.actual_start ELSE kept.actual_start END::date
            <= asked.as_of, false) AS begun,
        CASE WHEN kept.is_known IS NULL THEN {now}.actual_cost ELSE kept.actual_cost * reported.share END
            AS actual_cost,
        CASE WHEN kept.is_known IS NULL THEN found.task_id IS NOT NULL
            ELSE NOT kept.is_known OR kept.is_planned END AS in_plan,
        CASE WHEN coalesce(kept.is_known, true) OR reported.percent = 0 AND kept.actual_start IS NULL THEN 0
            WHEN kept.actual_start IS NULL THEN 3
            WHEN kept.actual_start::date > asked.as_of OR kept.actual_finish::date <= asked.as_of THEN 1
            ELSE 2 END AS source,
        CASE WHEN NOT kept.is_known THEN kept.at END AS since
) AS progress
"""


def then(task: str, now: str = "task") -> str:
    """Joins `progress` (percent, begun, actual_cost, in_plan, source, since) to a task whose key is `task`.

    Needs `asked`, `found` (its schedule of today, may be empty) and `now`, its row of today, in the statement.
    """
    return _THEN.format(task=task, now=now)


# A frozen task whose task lies in the bin by now still says in the bin which one it was.
_FROZEN = """
SELECT {columns}
FROM unnest(%(baselines)s::bigint[], %(days)s::date[], %(past)s::boolean[])
    WITH ORDINALITY AS asked (baseline, as_of, is_past, number)
JOIN projects_baselinetask frozen ON frozen.baseline_id = asked.baseline AND NOT frozen.is_summary
LEFT JOIN (
    SELECT (link ->> 'pk')::bigint AS frozen, (link ->> 'value')::bigint AS task
    FROM pmo_binentry entry CROSS JOIN LATERAL jsonb_array_elements(entry.detached) AS link
    WHERE link ->> 'model' = 'projects.baselinetask'
        AND entry.project_id IN (SELECT project_id FROM projects_baseline WHERE id = ANY(%(baselines)s))
) AS binned ON binned.frozen = frozen.id AND frozen.task_id IS NULL
LEFT JOIN projects_taskschedule found ON found.task_id = frozen.task_id
LEFT JOIN projects_task task ON task.id = frozen.task_id
"""
FROZEN_TASKS_THEN = _FROZEN.format(columns="""
    asked.number::bigint, extract(epoch FROM frozen.start)::float8, extract(epoch FROM frozen.finish)::float8,
    frozen.fixed_cost::float8, frozen.work_cost::float8, progress.percent::float8,
    (progress.begun AND progress.in_plan)::int::float8,
    progress.in_plan::int::float8, progress.source::float8, coalesce(extract(epoch FROM progress.since), 0)::float8
""") + then("coalesce(frozen.task_id, binned.task)")  # fmt: skip
PROGRESS_OF_FROZEN = _FROZEN.format(columns="""
    asked.number, frozen.id, CASE WHEN progress.in_plan THEN progress.percent ELSE 0 END::float8,
    progress.begun AND progress.in_plan, progress.actual_cost::float8
""") + then("coalesce(frozen.task_id, binned.task)") + " ORDER BY asked.number"  # fmt: skip


def zone() -> str:
    """The name of the zone whose days count."""
    return str(timezone.get_current_timezone())


class Progress(NamedTuple):
    """How far a task was: percent complete, whether it had begun, and the actual cost given on it."""

    percent: float
    begun: bool
    actual_cost: float | None


def progress_of_frozen(baseline: int, days: Sequence[date]) -> list[dict[int, Progress]]:
    """The progress of a baseline's tasks on each day, by the key of the frozen row.

    One statement; as many index look-ups as tasks × days.
    """
    found: list[dict[int, Progress]] = [{} for _day in days]
    parameters = {"baselines": [baseline] * len(days), "days": list(days), "past": [True] * len(days), "zone": zone()}
    with connection.cursor() as cursor:
        cursor.execute(PROGRESS_OF_FROZEN, parameters)
        for number, frozen, *progress in cursor.fetchall():
            found[number - 1][frozen] = Progress(*progress)
    return found
