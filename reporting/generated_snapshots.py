"""The generated past: snapshots as thinning would have left them (daily for 90 days, weekly before)."""

from datetime import date, timedelta

# Figures drift towards those of today; what matters is their number and width, not their truth.
SNAPSHOTS_OF_DAY = (
    "projects.ProjectSnapshot",
    {
        "project_id": "project.id",
        "as_of": "%(day)s::date",
        "name": "project.name",
        "status": "project.status",
        "stage": "project.stage",
        "portfolio_id": "project.portfolio_id",
        "programme_id": "project.programme_id",
        "health": "colour",
        "schedule_health": "colour",
        "cost_health": "'green'",
        "risk_health": "'amber'",
        "declared_health": "'green'",
        "is_watermelon": "colour = 'red'",
        "trend": "'same'",
        "start": "project.planned_start",
        "planned_finish": "project.planned_finish",
        "finish": "project.planned_finish + slip",
        "slip_days": "slip",
        "progress": "project.progress",
        "budget_initial": "amount",
        "budget": "amount",
        "forecast": "amount * 1.05",
        "actual": "amount * 0.4",
        "budget_total": "amount",
        "forecast_total": "amount * 1.05",
        "actual_total": "amount * 0.4",
        "overrun_percent": "5",
        "risk_count": "5",
        "risk_score": "12",
        "risk_exposure": "10000",
        "risk_exposure_total": "10000",
        "milestone_count": "%(facts)s",
        "late_milestone_count": "1",
        "reasons": "CASE WHEN colour = 'green' THEN '{}'::jsonb ELSE jsonb_build_object('schedule', "
        "jsonb_build_array(jsonb_build_object('code', 'finish_slip', 'colour', colour, 'arguments', "
        "jsonb_build_object('value', slip, 'amber', 10, 'red', 30, 'reference', project.planned_finish, "
        "'forecast', project.forecast_finish)))) END",
        "computed_at": "%(day)s::date + time '02:15'",
    },
    """projects_project project, LATERAL (
        SELECT greatest(0, project.forecast_finish - project.planned_finish - (%(today)s - %(day)s::date) / 10)
            AS slip, round((200000 + pg_temp.chance(project.id, 20) * 100000)::numeric, 2) AS amount
    ) AS drift, LATERAL (
        SELECT CASE WHEN slip >= 30 THEN 'red' WHEN slip >= 10 THEN 'amber' ELSE 'green' END AS colour
    ) AS seen WHERE %(day)s::date >= project.planned_start ORDER BY project.id""",
)


def kept_days(today: date, years: int) -> list[date]:
    """The days that thinning would have left, oldest first, as the nightly runs would have written them."""
    ages = [age for age in range(years * 365, 0, -1) if age <= 90 or (today - timedelta(age)).isoweekday() == 7]
    return [today - timedelta(age) for age in ages]


PORTFOLIO_SNAPSHOTS = """
INSERT INTO portfolio_portfoliosnapshot (portfolio_id, as_of, computed_at, project_count, green, amber, red,
    not_reported, budget, forecast, actual)
SELECT portfolio_id, as_of, max(computed_at), count(*), count(*) FILTER (WHERE health = 'green'),
    count(*) FILTER (WHERE health = 'amber'), count(*) FILTER (WHERE health = 'red'), 0, sum(budget_total),
    sum(forecast_total), sum(actual_total)
FROM projects_projectsnapshot WHERE status IN ('active', 'on_hold') GROUP BY portfolio_id, as_of
"""
