"""The plan by columns: what reading it leaves for the passes. Nothing is checked or scheduled here."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np

from projects.critical_path.axes import Axes
from projects.critical_path.plan import Plan, Problem
from projects.working_time import minute_of

PLAIN, SUMMARY, MANUAL, DONE, RUNNING = range(5)
"""How a task is scheduled: by links, by its children, by hand, as it happened, from where it stands."""

LONGEST = 10_000_000_000
"""Minutes no duration or lag may pass (19,000 years): a slip of the keyboard must not overflow the sums."""


@dataclass
class Columns:
    """The plan by columns, one entry per task (in the order given) or per usable link."""

    plan: Plan
    keys: list
    index: dict
    duration: list[int]
    remaining: list[int]
    parent: list[int]
    calendar: list[int]
    nature: list[int]
    axes: Axes
    # Minute numbers of the tasks whose dates are given: manual, done and running ones.
    fixed_start: dict[int, int] = field(default_factory=dict)
    fixed_finish: dict[int, int] = field(default_factory=dict)
    constrained: dict[int, tuple[str, int]] = field(default_factory=dict)
    deadline: dict[int, int] = field(default_factory=dict)
    complete: set[int] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)
    # Usable links: task numbers, kind (bit 0: from the start, bit 1: to the finish), lag, place in the plan.
    link: dict[str, np.ndarray] = field(default_factory=dict)

    def report(self, code: str, *tasks: int, **arguments: Any) -> None:
        """Note a problem of these tasks (by number)."""
        self.problems.append(Problem(code, tuple(self.keys[task] for task in tasks), arguments))

    @cached_property
    def natures(self) -> np.ndarray:
        """`nature` as an array, once the plan is read."""
        return np.array(self.nature, dtype=np.int64)

    @property
    def start(self) -> int:
        """Minute at which the project starts."""
        return minute_of(self.plan.start)


def whole_minutes(columns: Columns, what: str, values: Iterable, lowest: int) -> list[int]:
    """Whole numbers within reason; the others are reported and cut to the nearest that can be used."""
    result = list(values)
    for number, value in enumerate(result):
        if type(value) is not int or not lowest <= value <= LONGEST:
            result[number] = cut_to_size(value, lowest)
            if result[number] != value:
                columns.report(f"invalid_{what}", number, value=value, used=result[number])
    return result


def cut_to_size(value: Any, lowest: int) -> int:
    try:
        return min(max(round(value), lowest), LONGEST)
    except (TypeError, ValueError, OverflowError):
        return 0


def depths(parent: list[int]) -> np.ndarray:
    """How many summaries each task lies in. O(tasks * log depth). Raises ValueError when some lie in each other."""
    above = np.array(parent, dtype=np.int64)
    depth = (above >= 0).astype(np.int64)
    for _ in range(len(parent).bit_length() + 1):
        inside = np.flatnonzero(above >= 0)
        if not len(inside):
            return depth
        # From the summary reached so far, twice as far up in each round.
        further = above[inside]
        depth[inside] += depth[further]
        above[inside] = above[further]
    raise ValueError("Some tasks lie in each other")
