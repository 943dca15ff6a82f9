"""Writes what the roll-up calculated: states, snapshots of the day, forecasts of milestones, portfolio totals.

One statement each, whatever the number of projects. An older reading never overwrites a newer one, and rows that
were imported or are cited stay as they are.
"""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import connection

from pmo.arrays import array_of, json_lines, settings_of
from projects.models import ProjectSnapshot, ProjectState

KEY = ("project_id", "as_of")


def columns_of(model, *left_out: str) -> list[str]:
    """Column names of a model's fields."""
    return [field.column for field in model._meta.concrete_fields if field.column not in left_out]


def array_types() -> dict[str, str]:
    """The columns of a snapshot, and what else is sent along, with their types."""
    fields = {field.column: field for field in ProjectSnapshot._meta.concrete_fields}
    types = {name: fields[name].rel_db_type(connection) for name in OF_SNAPSHOT}
    return types | {"reasons": "jsonb", "trouble": "jsonb", "is_current": "boolean"}


STATE_COLUMNS = columns_of(ProjectState)
SNAPSHOT_COLUMNS = columns_of(ProjectSnapshot, "id")
OF_SNAPSHOT = columns_of(ProjectSnapshot, "id", "source", "source_label", "is_cited", "reasons")

UPSERT = """
WITH found AS MATERIALIZED (
    SELECT * FROM unnest({arrays}) AS found ({names})
), states AS (
    INSERT INTO projects_projectstate ({state}) SELECT {state} FROM found WHERE is_current ORDER BY project_id
    ON CONFLICT (project_id) DO UPDATE SET {state_values}
    WHERE projects_projectstate.computed_at <= EXCLUDED.computed_at RETURNING 1
), snapshots AS (
    INSERT INTO projects_projectsnapshot ({snapshot}, reasons, source, source_label, is_cited)
    SELECT {snapshot}, trouble, 'roll_up', '', false FROM found ORDER BY project_id
    ON CONFLICT (project_id, as_of) DO UPDATE SET {snapshot_values}
    WHERE projects_projectsnapshot.source = 'roll_up' AND NOT projects_projectsnapshot.is_cited
        AND projects_projectsnapshot.computed_at <= EXCLUDED.computed_at RETURNING 1
)
SELECT (SELECT count(*) FROM states), (SELECT count(*) FROM snapshots)
"""

FORECASTS = """
INSERT INTO projects_milestoneforecast (milestone_id, project_id, as_of, forecast_date)
SELECT milestone.id, milestone.project_id, asked.as_of, milestone.expected
FROM unnest(%(ids)s::bigint[], %(days)s::date[]) AS asked (id, as_of)
JOIN (
    SELECT id, project_id, coalesce(forecast_date, reference_date) AS expected FROM projects_milestone
    WHERE actual_date IS NULL
) AS milestone ON milestone.project_id = asked.id AND milestone.expected IS NOT NULL
LEFT JOIN LATERAL (
    SELECT forecast_date FROM projects_milestoneforecast before
    WHERE before.milestone_id = milestone.id AND before.as_of <= asked.as_of ORDER BY before.as_of DESC LIMIT 1
) AS known ON true
WHERE known.forecast_date IS DISTINCT FROM milestone.expected
ORDER BY milestone.id
ON CONFLICT (milestone_id, as_of) DO UPDATE SET forecast_date = EXCLUDED.forecast_date
"""

# Running projects only, as `ProjectQuerySet.running` says; amounts without a rate are counted, not summed.
PORTFOLIOS = """
INSERT INTO portfolio_portfoliosnapshot (portfolio_id, as_of, computed_at, project_count, green, amber, red,
    not_reported, watermelon_count, budget, forecast, actual, budget_green, budget_amber, budget_red, risk_exposure,
    late_milestone_count, without_rate)
SELECT portfolio.id, {day}, %(now)s, count(found.*), count(*) FILTER (WHERE health = 'green'),
    count(*) FILTER (WHERE health = 'amber'), count(*) FILTER (WHERE health = 'red'),
    count(*) FILTER (WHERE health = 'none'), count(*) FILTER (WHERE is_watermelon),
    sum(budget_total), sum(forecast_total), sum(actual_total),
    coalesce(sum(budget_total) FILTER (WHERE health = 'green'), 0),
    coalesce(sum(budget_total) FILTER (WHERE health = 'amber'), 0),
    coalesce(sum(budget_total) FILTER (WHERE health = 'red'), 0), coalesce(sum(risk_exposure_total), 0),
    coalesce(sum(late_milestone_count), 0), count(*) FILTER (
        WHERE coalesce(found.budget, found.forecast, found.actual) IS NOT NULL
        AND coalesce(budget_total, forecast_total, actual_total) IS NULL)
FROM portfolio_portfolio portfolio LEFT JOIN ({rows}) AS found ON found.owner = portfolio.id
WHERE portfolio.id = ANY(%(portfolios)s) GROUP BY portfolio.id
ON CONFLICT (portfolio_id, as_of) DO UPDATE SET {values}
WHERE portfolio_portfoliosnapshot.computed_at <= EXCLUDED.computed_at
"""
PORTFOLIO_COLUMNS = (
    "computed_at", "project_count", "green", "amber", "red", "not_reported", "watermelon_count", "budget", "forecast",
    "actual", "budget_green", "budget_amber", "budget_red", "risk_exposure", "late_milestone_count", "without_rate",
)  # fmt: skip
FROM_STATES = """
SELECT project.portfolio_id AS owner, state.* FROM projects_projectstate state
JOIN projects_project project ON project.id = state.project_id
WHERE NOT project.is_template AND project.status IN ('active', 'on_hold')
"""
FROM_SNAPSHOTS = """
SELECT snapshot.portfolio_id AS owner, snapshot.* FROM projects_projectsnapshot snapshot
JOIN projects_project project ON project.id = snapshot.project_id
WHERE NOT project.is_template AND snapshot.status IN ('active', 'on_hold') AND snapshot.as_of = %(as_of)s
"""


def write_measures(cursor, rows: list[dict]) -> tuple[int, int]:
    """Upsert states and snapshots; how many of each were written."""
    types = array_types()
    statement = UPSERT.format(
        arrays=", ".join(placeholder(name, kind) for name, kind in types.items()),
        names=", ".join(types),
        state=", ".join(STATE_COLUMNS),
        state_values=settings_of(STATE_COLUMNS, "project_id"),
        snapshot=", ".join(OF_SNAPSHOT),
        snapshot_values=settings_of([*OF_SNAPSHOT, "reasons"], *KEY),
    )
    cursor.execute(statement, {name: column([row[name] for row in rows], kind) for name, kind in types.items()})
    return cursor.fetchone()


def placeholder(name: str, kind: str) -> str:
    """Where the values of a column come in, as `column` writes them."""
    return f"string_to_array(%({name})s, E'\\n')::jsonb[]" if kind == "jsonb" else f"%({name})s::{kind}[]"


def column(values: list, kind: str) -> str:
    """The values of a column. JSON is half of what is sent: as lines, it needs none of an array's quotes."""
    return json_lines(values) if kind == "jsonb" else array_of(values, kind)


def write_forecasts(cursor, days: dict[int, date]) -> int:
    """Note the forecast of every open milestone that differs from the last one noted."""
    cursor.execute(FORECASTS, {"ids": list(days), "days": list(days.values())})
    return cursor.rowcount


def write_portfolio_totals(cursor, portfolios: Sequence[int], *, today: date, now: datetime) -> None:
    """The day's totals of portfolios, from the current states of their projects."""
    statement = PORTFOLIOS.format(
        day="coalesce(portfolio.status_date, %(today)s)",
        rows=FROM_STATES,
        values=settings_of(PORTFOLIO_COLUMNS),
    )
    cursor.execute(statement, {"portfolios": list(portfolios), "today": today, "now": now})


def write_portfolio_totals_as_of(cursor, portfolios: Sequence[int], *, as_of: date, now: datetime) -> None:
    """The totals of portfolios on a kept day, from the snapshots of that day."""
    statement = PORTFOLIOS.format(day="%(as_of)s::date", rows=FROM_SNAPSHOTS, values=settings_of(PORTFOLIO_COLUMNS))
    cursor.execute(statement, {"portfolios": list(portfolios), "as_of": as_of, "now": now})
