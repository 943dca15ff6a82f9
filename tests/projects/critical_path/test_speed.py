"""The engine within its limits: 100,000 tasks and 200,000 links in under 2 s and 1 GB, at a linear cost.

Seconds are those of one processor: what the engine takes when the machine does nothing else.
"""

import tracemalloc

import pytest

from bench.critical_path import SHAPES, invented_plan, measured
from projects.critical_path import schedule

pytestmark = [pytest.mark.full, pytest.mark.alone]


@pytest.mark.parametrize("shape", SHAPES)
def test_a_hundred_thousand_tasks_take_about_two_seconds(shape):
    plan = invented_plan(100_000, shape)
    assert (len(plan.tasks), len(plan.links)) == (100_000, 200_000)
    best = measured(plan)
    assert len(best.found) == 100_000
    # The target is 2 s, which `bench.critical_path` shows; half as much again is left for a noisy machine.
    assert best.processor < 3


def test_a_hundred_thousand_tasks_take_less_than_a_gigabyte():
    plan = invented_plan(100_000)
    tracemalloc.start()
    try:
        schedule(plan)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 1_000_000_000


@pytest.mark.parametrize("shape", ["network", "chain"])
def test_the_cost_grows_with_the_plan_and_not_with_its_square(shape):
    small, large = (measured(invented_plan(count, shape)).processor for count in (10_000, 100_000))
    # Ten times the plan in ten times the time; memory caches and other work on the machine are allowed for.
    assert large < 25 * small
