"""What the roll-up asks of the database: one statement per kind of fact, each one row a project. No arithmetic
beyond sums, minima, maxima and counts; reading the answers is `facts.py`'s business.

Every statement joins `asked`: the projects asked for and the day each is measured for.
"""

from .progress_then import then

ASKED = "WITH asked AS MATERIALIZED (SELECT * FROM unnest(%(ids)s::bigint[], %(days)s::date[]) AS asked (id, as_of)) "

STATUS_DATES = """
SELECT project.id, coalesce(%(as_of)s::date, portfolio.status_date, %(today)s::date)
FROM projects_project project JOIN portfolio_portfolio portfolio ON portfolio.id = project.portfolio_id
WHERE project.id = ANY(%(ids)s) ORDER BY project.id
"""

PROJECT = """
SELECT project.id, asked.as_of, asked.as_of = coalesce(portfolio.status_date, %(today)s::date) AS is_current,
    project.name, project.status, project.stage, project.portfolio_id, project.programme_id, project.currency,
    project.budget, project.progress, project.planned_start, project.planned_finish, project.forecast_start,
    project.forecast_finish, project.actual_start, project.actual_finish, project.updated_at AS changed_at
FROM asked JOIN projects_project project ON project.id = asked.id
JOIN portfolio_portfolio portfolio ON portfolio.id = project.portfolio_id ORDER BY project.id
"""

# A milestone counts as reached only once its actual date has come, so that a past status date stays true.
MILESTONES = """
SELECT project_id, count(*) AS milestones, count(*) FILTER (WHERE reached) AS reached,
    count(*) FILTER (WHERE NOT reached AND expected < as_of) AS late,
    max(greatest(expected, as_of) - reference_date) FILTER (WHERE NOT reached) AS slip_days,
    max(reference_date) AS last_reference, max(expected) AS last_expected,
    min(expected) FILTER (WHERE NOT reached AND expected >= as_of) AS next_on,
    (array_agg(name ORDER BY expected, id) FILTER (WHERE NOT reached AND expected >= as_of))[1] AS next_name,
    max(updated_at) AS changed_at
FROM (
    SELECT milestone.project_id, milestone.id, milestone.name, milestone.reference_date, milestone.updated_at,
        asked.as_of, coalesce(milestone.actual_date <= asked.as_of, false) AS reached,
        coalesce(milestone.actual_date, milestone.forecast_date, milestone.reference_date) AS expected
    FROM asked JOIN projects_milestone milestone ON milestone.project_id = asked.id
) AS dated GROUP BY project_id
"""

# The highest revision and the latest forecast round count; their numbers are kept for the reader.
BUDGETS = """
SELECT project_id, max(total) FILTER (WHERE budget_version = 'initial') AS initial,
    (array_agg(total ORDER BY number DESC) FILTER (WHERE budget_version = 'revised'))[1] AS revised,
    (array_agg(total ORDER BY number DESC) FILTER (WHERE budget_version = 'forecast'))[1] AS forecast,
    max(changed_at) AS changed_at
FROM (
    SELECT line.project_id, line.budget_version, line.number, sum(line.amount) AS total,
        max(line.updated_at) AS changed_at
    FROM asked JOIN projects_budgetline line ON line.project_id = asked.id
    GROUP BY line.project_id, line.budget_version, line.number
) AS versions GROUP BY project_id
"""

# What is accrued of an order lowers its commitment by a trigger. Elsewhere what is accrued in a category was ordered
# before as well, as long as commitments of that category are open (`projects.project_money.accrued_of_commitments`).
COSTS = """
SELECT project_id, sum(ordered + committed - CASE WHEN committed > 0 THEN least(committed, greatest(apart, 0)) ELSE 0
    END) FILTER (WHERE commitments > 0) AS committed, sum(accrued) AS accrued, sum(actual) AS actual,
    max(changed_at) AS changed_at
FROM (
    SELECT entry.project_id, count(*) FILTER (WHERE entry.kind = 'committed') AS commitments,
        coalesce(sum(entry.amount) FILTER (WHERE entry.kind = 'committed' AND follows.an_order), 0) AS ordered,
        coalesce(sum(entry.amount) FILTER (WHERE entry.kind = 'committed' AND NOT follows.an_order), 0) AS committed,
        coalesce(sum(entry.amount) FILTER (WHERE entry.kind = 'accrued' AND NOT follows.an_order), 0) AS apart,
        sum(entry.amount) FILTER (WHERE entry.kind = 'accrued') AS accrued,
        sum(entry.amount) FILTER (WHERE entry.kind = 'actual') AS actual, max(entry.updated_at) AS changed_at
    FROM asked JOIN projects_costentry entry ON entry.project_id = asked.id AND entry.month <= asked.as_of
    CROSS JOIN LATERAL (SELECT entry.order_id IS NOT NULL AND (entry.source = 'order' OR EXISTS (
        SELECT 1 FROM projects_costentry held
        WHERE held.order_id = entry.order_id AND held.kind = 'committed' AND held.source = 'order'
    )) AS an_order) AS follows
    GROUP BY entry.project_id, entry.category, entry.nature
) AS kinds GROUP BY project_id
"""

REPORTS = """
SELECT DISTINCT ON (report.project_id) report.project_id, report.as_of, report.overall
FROM asked JOIN projects_statusreport report ON report.project_id = asked.id
    AND report.state = 'published' AND report.as_of <= asked.as_of
ORDER BY report.project_id, report.as_of DESC, report.correction DESC
"""

# The chance that each level of probability stands for comes from `risks.exposure`.
RISKS = """
SELECT risk.project_id, count(*) FILTER (WHERE risk.state = 'open') AS open,
    max(risk.current_score) FILTER (WHERE risk.state = 'open' AND risk.kind = 'threat') AS highest_score,
    sum(risk.cost_impact * (%(chances)s::numeric[])[coalesce(risk.residual_probability, risk.probability)])
        FILTER (WHERE risk.state = 'open' AND risk.kind = 'threat') AS exposure,
    max(risk.updated_at) AS changed_at
FROM asked JOIN risks_risk risk ON risk.project_id = asked.id GROUP BY risk.project_id
"""

ISSUES = """
SELECT issue.project_id, count(*) FILTER (WHERE issue.state <> 'closed') AS open,
    count(*) FILTER (WHERE issue.state <> 'closed' AND issue.severity = '1') AS critical,
    max(issue.updated_at) AS changed_at
FROM asked JOIN risks_issue issue ON issue.project_id = asked.id GROUP BY issue.project_id
"""

ACTIONS = """
SELECT action.project_id, count(*) AS open, count(*) FILTER (WHERE action.due_on < asked.as_of) AS late
FROM asked JOIN projects_action action ON action.project_id = asked.id AND action.state IN ('open', 'in_progress')
GROUP BY action.project_id
"""

DECISIONS = """
SELECT decision.project_id, count(*) AS asked
FROM asked JOIN projects_decision decision ON decision.project_id = asked.id AND decision.state = 'asked'
GROUP BY decision.project_id
"""

# Four weeks earlier, or the nearest before that; a young project is compared with its first day.
PREVIOUS = """
SELECT asked.id, before.as_of, before.health, before.slip_days, before.overrun_percent
FROM asked CROSS JOIN LATERAL (
    (SELECT as_of, health, slip_days, overrun_percent FROM projects_projectsnapshot snapshot
     WHERE snapshot.project_id = asked.id AND snapshot.as_of <= asked.as_of - 28
     ORDER BY snapshot.as_of DESC LIMIT 1)
    UNION ALL
    (SELECT as_of, health, slip_days, overrun_percent FROM projects_projectsnapshot snapshot
     WHERE snapshot.project_id = asked.id AND snapshot.as_of > asked.as_of - 28 AND snapshot.as_of < asked.as_of
     ORDER BY snapshot.as_of LIMIT 1)
    LIMIT 1
) AS before
"""

EDITIONS = """
SELECT asked.id, edition.as_of, edition.rating, edition.declared_health
FROM asked CROSS JOIN LATERAL (
    SELECT as_of, rating, declared_health FROM projects_projectsnapshot snapshot
    WHERE snapshot.project_id = asked.id AND snapshot.source = 'import' AND snapshot.as_of <= asked.as_of
    ORDER BY snapshot.as_of DESC LIMIT 1
) AS edition
"""

RATES = """
SELECT currency.code, rate.month, rate.rate
FROM accounts_exchangerate rate JOIN accounts_currency currency ON currency.id = rate.currency_id
WHERE rate.month = ANY(%(months)s::date[])
"""

ALLOCATED = """
SELECT allocation.project_id, sum(allocation.quantity) FILTER (WHERE allocation.unit = 'days') AS days,
    max(allocation.updated_at) AS changed_at
FROM asked JOIN resources_allocation allocation ON allocation.project_id = asked.id
    AND allocation.state <> 'refused'
GROUP BY allocation.project_id
"""

_BASELINES = """
SELECT asked.id, baseline.id AS baseline, baseline.name, baseline.start, baseline.finish, baseline.cost,
    project.calendar_id AS calendar, baseline.updated_at AS changed_at
FROM asked JOIN projects_baseline baseline ON {is_current}
JOIN projects_project project ON project.id = asked.id ORDER BY asked.id
"""
BASELINES = _BASELINES.format(is_current="baseline.project_id = asked.id AND baseline.is_current")
# The one that was current by the end of the day; where none was, that of today.
BASELINES_THEN = _BASELINES.format(
    is_current="""baseline.id = coalesce((
    SELECT held.id FROM (
        SELECT DISTINCT ON (event.pgh_obj_id) event.pgh_obj_id AS id, event.is_current FROM projects_baselineevent event
        WHERE asked.id = ANY(%(past)s::bigint[]) AND event.project_id = asked.id
            AND event.pgh_created_at < (asked.as_of + 1)::timestamp AT TIME ZONE %(zone)s
        ORDER BY event.pgh_obj_id, event.pgh_created_at DESC, event.pgh_id DESC
    ) AS held JOIN projects_baseline alive ON alive.id = held.id WHERE held.is_current ORDER BY held.id DESC LIMIT 1
), (SELECT today.id FROM projects_baseline today WHERE today.project_id = asked.id AND today.is_current))"""
)

# A task is late when it was to be done by now, by the current baseline or by the plan, and is not.
_PLANS = """
SELECT plan.project_id, plan.start, plan.finish, plan.task_count AS tasks, plan.critical_count AS critical,
    count(*) FILTER (WHERE progress.percent < 100 AND least(found.finish, frozen.finish) < asked.as_of) AS late,
    sum(task.fixed_cost + task.work_cost) AS cost,
    sum((task.fixed_cost + task.work_cost) * progress.percent) AS cost_done,
    sum(found.duration) AS duration, sum(found.duration * progress.percent) AS duration_done,
    avg(progress.percent) AS percent, sum(progress.actual_cost) AS actual_cost, max(task.updated_at) AS changed_at
FROM {asked} JOIN projects_planstate plan ON plan.project_id = asked.id AND plan.task_count > 0
JOIN projects_taskschedule found ON found.project_id = plan.project_id AND NOT found.is_summary
JOIN projects_task task ON task.id = found.task_id
LEFT JOIN projects_baseline baseline ON baseline.project_id = plan.project_id AND baseline.is_current
LEFT JOIN projects_baselinetask frozen ON frozen.baseline_id = baseline.id AND frozen.task_id = found.task_id
{progress}
GROUP BY plan.project_id
"""
PLANS = _PLANS.format(asked="asked", progress="""
CROSS JOIN LATERAL (SELECT found.percent_complete AS percent, task.actual_cost) AS progress
""")  # fmt: skip
# The plan as it stands today, with the progress that each task had on the day.
PLANS_THEN = _PLANS.format(
    asked="(SELECT asked.*, asked.id = ANY(%(past)s::bigint[]) AS is_past FROM asked) AS asked",
    progress=then("found.task_id"),
)

# Every frozen task with the progress of today, as numbers only: the one statement that grows with the tasks. Progress
# that began after the day does not count yet; a task that has left the plan has earned nothing.
FROZEN_TASKS = """
SELECT asked.number::bigint, extract(epoch FROM frozen.start)::float8, extract(epoch FROM frozen.finish)::float8,
    frozen.fixed_cost::float8, frozen.work_cost::float8,
    coalesce(CASE WHEN task.actual_start::date > asked.as_of THEN 0 ELSE found.percent_complete END, 0)::float8,
    coalesce(task.actual_start::date <= asked.as_of, false)::int::float8,
    (found.task_id IS NOT NULL)::int::float8, 0::float8, 0::float8
FROM unnest(%(baselines)s::bigint[], %(days)s::date[]) WITH ORDINALITY AS asked (baseline, as_of, number)
JOIN projects_baselinetask frozen ON frozen.baseline_id = asked.baseline AND NOT frozen.is_summary
LEFT JOIN projects_taskschedule found ON found.task_id = frozen.task_id
LEFT JOIN projects_task task ON task.id = frozen.task_id
"""

# What the indices were four and eight weeks earlier, so that a steady pace is told from a swinging one.
EARLIER_INDICES = """
SELECT asked.number, before.spi_time, before.cpi
FROM unnest(%(ids)s::bigint[], %(days)s::date[]) WITH ORDINALITY AS asked (id, as_of, number)
CROSS JOIN (VALUES (56), (28)) AS ago (days)
CROSS JOIN LATERAL (
    SELECT spi_time, cpi FROM projects_projectsnapshot snapshot
    WHERE snapshot.project_id = asked.id AND snapshot.as_of BETWEEN asked.as_of - ago.days - 21
        AND asked.as_of - ago.days
    ORDER BY snapshot.as_of DESC LIMIT 1
) AS before
ORDER BY asked.number, ago.days DESC
"""
