"""How long the roll-up takes where every project has a plan, a baseline and costs, against the same SELECTs fetched.

    PORT=8999 .venv/bin/python manage.py generate_portfolio --projects 10000 --facts 5 --years 0
    PORT=8999 .venv/bin/python bench/plan_roll_up.py [tasks a project] [rounds]

The plans are written by SQL into the generated portfolio where it has none. Reading counts the frozen tasks as rows
that Python fetches, as it does every other statement; the roll-up itself fetches them as one block of numbers.
"""

import os
import statistics
import sys
from datetime import date, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pmo.settings")

import django

django.setup()

from django.db import connection  # noqa: E402

from bench.roll_up import fetched, recorded, seconds  # noqa: E402
from pmo import embedded  # noqa: E402
from projects.models import BaselineTask, Project  # noqa: E402
from reporting import earned  # noqa: E402
from reporting.nightly import BATCH, roll_up_everything  # noqa: E402

# One task after the other, a day each from the planned start; the first half is done, a little late.
TASKS = """
INSERT INTO projects_task (project_id, name, position, description, priority, is_scheduled, is_milestone, duration,
    "constraint", is_manual, progress_by, percent_complete, fixed_cost, work_cost, rank, links, custom,
    created_at, version)
SELECT project.id, 'Task ' || n, n, '', '3', true, false, 420, 'ASAP', false, 'duration',
    CASE WHEN n < %(tasks)s / 2 THEN 100 ELSE 0 END, n %% 5 * 100, 1000 + n %% 11 * 10, 0, '[]', '{}', now(), 1
FROM projects_project project, generate_series(1, %(tasks)s) AS n
"""
SCHEDULES = """
INSERT INTO projects_taskschedule (task_id, project_id, row_number, level, wbs, is_summary, start, finish, late_start,
    late_finish, duration, total_float, free_float, is_critical, percent_complete, reason)
SELECT task.id, task.project_id, position, 0, position::text, false, day.start, day.start + interval '8 hours',
    day.start, day.start + interval '8 hours', 420, 0, 0, position %% 3 = 0, percent_complete, '{}'
FROM projects_task task JOIN projects_project project ON project.id = task.project_id,
    LATERAL (SELECT coalesce(project.planned_start, current_date) + position + time '09:00' AS start) AS day
"""
STATES = """
INSERT INTO projects_planstate (project_id, number, start, finish, task_count, critical_count, problems, computed_at)
SELECT project_id, 1, min(start), max(finish), count(*), count(*) FILTER (WHERE is_critical), '[]', now()
FROM projects_taskschedule GROUP BY project_id
"""
BASELINES = """
INSERT INTO projects_baseline (name, project_id, taken_on, reason, state, is_current, answer, start, finish, cost,
    links, custom, created_at, version)
SELECT 'Agreed', plan.project_id, current_date, '', 'approved', true, '', plan.start, plan.finish, 0, '[]', '{}',
    now(), 1
FROM projects_planstate plan
"""
FROZEN = """
INSERT INTO projects_baselinetask (baseline_id, project_id, task_id, name, wbs, is_summary, is_milestone, start, finish,
    duration, work, fixed_cost, work_cost)
SELECT baseline.id, task.project_id, task.id, task.name, found.wbs, false, false, found.start - interval '3 days',
    found.finish - interval '3 days', found.duration, NULL, task.fixed_cost, task.work_cost
FROM projects_taskschedule found JOIN projects_task task ON task.id = found.task_id
JOIN projects_baseline baseline ON baseline.project_id = task.project_id
"""


def write_plans(tasks: int) -> None:
    """Plans with a current baseline for every project, unless there are some."""
    if BaselineTask.objects.exists():
        return
    with connection.cursor() as cursor:
        for statement in (TASKS, SCHEDULES, STATES, BASELINES, FROZEN):
            cursor.execute(statement, {"tasks": tasks})
        cursor.execute("DELETE FROM pmo_mark")
        cursor.execute("VACUUM ANALYZE")


def with_frozen_tasks(work) -> list[tuple[str, object]]:
    """The reading statements of the roll-up; that of the frozen tasks is a COPY, which has to be noted apart."""
    found, fetch = [], earned.frozen_tasks

    def noted(cursor, baselines, days, past):
        found.append((earned.fact_queries.FROZEN_TASKS, {"baselines": baselines, "days": days}))
        return fetch(cursor, baselines, days, past)

    earned.frozen_tasks = noted
    try:
        return recorded(work) + found
    finally:
        earned.frozen_tasks = fetch


def main(tasks: int, rounds: int) -> None:
    projects = Project.objects.count()
    bare = statistics.median(seconds(roll_up_everything) for _round in range(rounds))
    print(f"{projects} projects in batches of {BATCH}" + ("" if BaselineTask.objects.exists() else
          f"; without a plan rolled up in {bare:.2f} s"))  # fmt: skip
    write_plans(tasks)
    statements = with_frozen_tasks(roll_up_everything)
    reads, runs = [], []
    for _round in range(rounds):
        reads.append(seconds(lambda: fetched(statements)))
        runs.append(seconds(roll_up_everything))
    ratios = ", ".join(f"{run / read:.2f}" for run, read in zip(runs, reads, strict=True))
    print(f"{BaselineTask.objects.count()} tasks with baseline and progress; {len(statements)} reading statements")
    print(f"the SELECTs, fetched  {statistics.median(reads):7.2f} s")
    print(f"full roll-up          {statistics.median(runs):7.2f} s   ratios {ratios}")
    before = date.today() - timedelta(days=7)
    print(f"of an earlier day     {seconds(lambda: roll_up_everything(as_of=before)):7.2f} s, with its progress")


if __name__ == "__main__":
    embedded.ensure_running(cache=False)
    try:
        given = [int(text) for text in sys.argv[1:]]
        main(given[0] if given else 100, given[1] if len(given) > 1 else 3)
    finally:
        embedded.stop(cache=False)
