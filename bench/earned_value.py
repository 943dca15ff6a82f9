"""Speed of earned value for a whole portfolio: `python -m bench.earned_value [projects] [tasks a project]`.

Compares all snapshots from one SELECT with the same SELECT merely fetched into Python, in one run, on a
database of its own that is thrown away afterwards.
"""

from __future__ import annotations

import os
import resource
import shutil
import sys
from pathlib import Path
from time import perf_counter

import numpy as np
import psycopg2

from pmo import embedded
from projects.earned_value import COST_METHODS, FINISH_METHODS, Baseline, project_positions
from projects.earned_value.measures import columns

CHECKOUT = Path(__file__).resolve().parents[1]
TASKS = """
CREATE UNLOGGED TABLE task AS
SELECT n / {tasks} AS project, (n % {tasks}) * 480 AS start, 480 + n % 7 * 240 AS duration,
       (n % 5 * 100)::numeric(16,2) AS fixed, (1000 + n % 11 * 10)::numeric(16,2) AS variable,
       round(least(1, greatest(0, 0.6 + (n % {tasks}) * -0.01 + n % 3 * 0.2)), 2)::numeric(5,2) AS complete,
       (n % 13 * 90)::numeric(16,2) AS actual
FROM generate_series(0, {projects} * {tasks} - 1) AS n
"""
SELECT = "SELECT project, start, duration, fixed::float8, variable::float8, complete::float8, actual::float8 FROM task"


def fetched(cursor, query: str) -> list[tuple]:
    """All rows of a query as Python sees them."""
    cursor.execute(query)
    return cursor.fetchall()


def snapshots(rows: np.ndarray, projects: int) -> dict[str, np.ndarray]:
    """All measures and the seventeen forecasts of every project."""
    project = rows[:, 0].astype(np.int64)
    baseline = Baseline(rows[:, 1], rows[:, 2], rows[:, 3], rows[:, 4])
    actual = np.bincount(project, rows[:, 6], minlength=projects)
    at = np.full(projects, rows[:, 1].max() / 2)
    position = project_positions(baseline, project, at, rows[:, 5], actual)
    forecasts = {name: formula(position) for name, formula in (FINISH_METHODS | COST_METHODS).items()}
    return columns(position) | forecasts


def timed(work, *arguments) -> tuple[float, object]:
    """Seconds of one call, and what it returned."""
    begin = perf_counter()
    result = work(*arguments)
    return perf_counter() - begin, result


def measure(cursor, projects: int, tasks: int) -> None:
    """One line of results for one size of portfolio."""
    cursor.execute("DROP TABLE IF EXISTS task")
    cursor.execute(TASKS.format(projects=projects, tasks=tasks))
    timed(fetched, cursor, SELECT)
    fetch, rows = timed(fetched, cursor, SELECT)
    convert, array = timed(np.array, rows)
    del rows
    calculate, found = timed(snapshots, array, projects)
    whole = fetch + convert + calculate
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{projects:>7,} projects {projects * tasks:>10,} tasks | fetched alone {fetch:5.2f} s | "
        f"with {len(found)} measures {whole:5.2f} s (calculation {calculate:5.2f} s) | "
        f"ratio {whole / fetch:4.2f} | {peak:,.0f} MB"
    )


def main(projects: int = 10_000, tasks: int = 100) -> None:
    """Three sizes, each ten times the one before."""
    instance = embedded.Instance(CHECKOUT / "var" / f"bench-{os.getpid()}", for_tests=True)
    embedded.ensure_running(instance=instance, cache=False)
    try:
        with psycopg2.connect(embedded.database_url(instance)) as connection, connection.cursor() as cursor:
            for size in (projects // 100, projects // 10, projects):
                measure(cursor, size, tasks)
        connection.close()
    finally:
        embedded.stop(instance=instance, cache=False)
        shutil.rmtree(instance.folder, ignore_errors=True)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
