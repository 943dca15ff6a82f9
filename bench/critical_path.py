"""Speed of the critical path engine: `python -m bench.critical_path [largest number of tasks]`.

Prints seconds from plain rows to dates, floats, critical flags and driving predecessors, for plans of several
shapes with two links a task, and the processor time per task or link: constant means linear.
"""

from __future__ import annotations

import random
import resource
import sys
from dataclasses import dataclass
from datetime import date, datetime
from time import perf_counter, process_time

from projects.critical_path import Link, Plan, PlannedTask, Schedule, schedule
from projects.working_time import STANDARD, WorkingCalendar, weekly

START = datetime(2024, 1, 1)
DAYS_OFF = [date(year, month, day) for year in range(2020, 2050) for month, day in ((1, 1), (5, 1), (12, 25))]
CALENDARS = {"weekend": weekly([(540, 1080)], [5, 6]), "long": weekly([(360, 1320)], range(6))}
SHAPES = ("network", "chain", "work breakdown", "three calendars", "under way")


def invented_plan(count: int, shape: str = "network") -> Plan:
    """A plan of `count` tasks and 2 * `count` links, the same at every call.

    network: links over some tens of tasks. chain: also one path through all tasks, the deepest order there is.
    work breakdown: a summary for every 19 tasks and one for every 19 of those. three calendars: a third of the
    tasks on others than the project's. under way: what was planned for the first half is done or begun.
    """
    rng = random.Random(count)
    in_tree = shape == "work breakdown"
    tasks = [_task(number, shape, rng) for number in range(count)]
    leaves = [number for number in range(count) if not (in_tree and number % 20 == 0)]
    links = [Link(leaves[place - 1], leaves[place]) for place in range(1, len(leaves))] if shape == "chain" else []
    while len(links) < 2 * count:
        after = rng.randrange(1, len(leaves))
        before = max(0, after - 1 - int(rng.expovariate(1 / 50)))
        kind = rng.choice(("FS",) * 8 + ("SS", "FF", "SF"))
        links.append(Link(leaves[before], leaves[after], kind, rng.choice((0,) * 8 + (480, -240))))
    calendar: WorkingCalendar = STANDARD.closed_on(DAYS_OFF)
    plan = Plan(START, tasks, links, calendar, CALENDARS)
    return _half_done(plan) if shape == "under way" else plan


def _task(number: int, shape: str, rng: random.Random) -> PlannedTask:
    task = PlannedTask(number, rng.choice((0, 480, 960, 2400, 4800)))
    if shape == "work breakdown":
        # 0, 20, 40, ... are summaries; 0, 400, 800, ... are summaries of those.
        task.parent = number // 20 * 20 if number % 20 else number // 400 * 400
        task.parent = None if task.parent == number else task.parent
    elif shape == "three calendars" and number % 3 == 0:
        task.calendar = ("weekend", "long")[number % 2]
    return task


def _half_done(plan: Plan) -> Plan:
    """The plan at half time, done as planned so far and everything begun half done."""
    found = schedule(plan)
    plan.status_date = found.start + (found.finish - found.start) / 2
    for task, row in zip(plan.tasks, found, strict=True):
        if row.start < plan.status_date:
            task.actual_start = row.start
            task.percent_complete = 50
            task.actual_finish = row.finish if row.finish <= plan.status_date else None
    return plan


@dataclass
class Measurement:
    """Best of several runs: seconds on the clock, and of the processor, which other work on the machine spares."""

    seconds: float
    processor: float
    found: Schedule


def measured(plan: Plan, times: int = 3) -> Measurement:
    """Schedule a plan several times, driving predecessors included."""
    best = Measurement(float("inf"), float("inf"), schedule(plan))
    for _ in range(times):
        begin, begin_processor = perf_counter(), process_time()
        best.found = schedule(plan)
        best.found.explanation.driving_predecessors  # noqa: B018
        best.seconds = min(best.seconds, perf_counter() - begin)
        best.processor = min(best.processor, process_time() - begin_processor)
    return best


def main(largest: int = 100_000) -> None:
    """Print the table."""
    print(f"{'shape':<16}{'tasks':>9}{'links':>9}{'seconds':>9}{'processor':>11}{'µs each':>9}{'critical':>10}  finish")
    for shape in SHAPES:
        for count in (size for size in (1_000, 10_000, 100_000) if size <= largest):
            plan = invented_plan(count, shape)
            best = measured(plan)
            each = best.processor / (len(plan.tasks) + len(plan.links)) * 1e6
            critical = int(best.found.is_critical.sum())
            print(
                f"{shape:<16}{count:>9,}{len(plan.links):>9,}{best.seconds:>9.3f}{best.processor:>11.3f}{each:>9.2f}{critical:>10,}"
                f"  {best.found.finish:%Y-%m-%d}"
            )
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"Peak memory of the process, plans included: {peak:,.0f} MB")


if __name__ == "__main__":
    main(*(int(argument) for argument in sys.argv[1:2]))
