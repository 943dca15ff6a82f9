"""Velocity of sprints, burn-down and burn-up, cumulative flow: dated facts in, one value a day out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np


@dataclass(frozen=True)
class Velocity:
    """Points a sprint over the last sprints; None before the first. `kept` is done ÷ committed."""

    sprints: int
    mean: float | None
    lowest: float | None
    highest: float | None
    kept: float | None


@dataclass(frozen=True)
class ScopeItem:
    """Work in a sprint or release: when it came in, was taken out, was done; `size` in points, days or items."""

    size: float
    added: date
    done: date | None = None
    removed: date | None = None


@dataclass(frozen=True)
class BurnSeries:
    """One value a day, at its end: scope and done (burn-up), remaining and ideal (burn-down)."""

    days: list[date]
    scope: list[float]
    done: list[float | None]
    remaining: list[float | None]
    ideal: list[float]


@dataclass(frozen=True)
class Stay:
    """An item in one state from a day; its next stay ends this one."""

    item: object
    state: str
    since: date


@dataclass(frozen=True)
class FlowSeries:
    """Items in each state at the end of each day, `counts[state][day]`; states in the order given."""

    days: list[date]
    counts: dict[str, list[int]]

    def in_progress(self, states: Iterable[str]) -> list[int]:
        """Items in any of these states, a day each."""
        return np.sum([self.counts[state] for state in states], axis=0, dtype=int).tolist()


def velocity(done: Sequence[float], committed: Sequence[float] | None = None, sprints: int = 3) -> Velocity:
    """Velocity over the last finished sprints, oldest first; a sprint in progress is left out by the caller."""
    last = [float(value) for value in done[-sprints:]]
    if not last:
        return Velocity(0, None, None, None, None)
    promised = sum(committed[-sprints:]) if committed else 0
    kept = sum(last) / float(promised) if promised else None
    return Velocity(len(last), sum(last) / len(last), min(last), max(last), kept)


def burn_series(
    items: Iterable[ScopeItem],
    first: date,
    last: date,
    until: date,
    off: frozenset[date] = frozenset(),
) -> BurnSeries:
    """Burn-down and burn-up from the end of the day before `first` to `last`.

    Done and remaining are None after `until` (the status date): what has not happened is not drawn. The ideal
    line falls from the scope at the start to 0 on `last`, resting on the days in `off`.
    """
    items = list(items)
    days = [first + timedelta(days=number) for number in range(-1, (last - first).days + 1)]
    scope = [sum(item.size for item in items if in_scope(item, day)) for day in days]
    done = [sum(item.size for item in items if in_scope(item, day) and is_done(item, day)) for day in days]
    known = [day <= until for day in days]
    return BurnSeries(
        days,
        [float(value) for value in scope],
        [float(value) if seen else None for value, seen in zip(done, known, strict=True)],
        [float(s - d) if seen else None for s, d, seen in zip(scope, done, known, strict=True)],
        ideal_line(float(scope[0]), days, off),
    )


def in_scope(item: ScopeItem, day: date) -> bool:
    """Whether an item belonged to the scope at the end of a day."""
    return item.added <= day and (item.removed is None or day < item.removed)


def is_done(item: ScopeItem, day: date) -> bool:
    """Whether an item was done at the end of a day."""
    return item.done is not None and item.done <= day


def ideal_line(start: float, days: Sequence[date], off: frozenset[date]) -> list[float]:
    """From `start` to 0 over the days after the first, level on days off."""
    worked = np.cumsum([0, *(day not in off for day in days[1:])])
    total = int(worked[-1])
    return [start * (1 - int(passed) / total) if total else start for passed in worked]


def cumulative_flow(stays: Iterable[Stay], states: Sequence[str], first: date, last: date) -> FlowSeries:
    """Items by state at the end of each day from `first` to `last`; of several stays from one day the last counts.

    An item in a state that is not listed (cancelled, archived) is in none. Cost O(stays + states × days).
    """
    length = (last - first).days + 1
    changes = {state: np.zeros(length + 1, dtype=np.int64) for state in states}
    for stay, end in intervals(stays):
        if stay.state not in changes:
            continue
        start = min(max((stay.since - first).days, 0), length)
        finish = length if end is None else min(max((end - first).days, 0), length)
        changes[stay.state][start] += 1
        changes[stay.state][finish] -= 1
    days = [first + timedelta(days=number) for number in range(length)]
    return FlowSeries(days, {state: np.cumsum(change)[:length].tolist() for state, change in changes.items()})


def intervals(stays: Iterable[Stay]) -> Iterable[tuple[Stay, date | None]]:
    """Each stay with the day its item moves on, None for the present one."""
    by_item: dict[object, list[Stay]] = {}
    for stay in stays:
        by_item.setdefault(stay.item, []).append(stay)
    for own in by_item.values():
        own.sort(key=lambda stay: stay.since)
        for stay, following in zip(own, [*own[1:], None], strict=True):
            yield stay, following.since if following else None
