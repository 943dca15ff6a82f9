"""Forecasts from past throughput by Monte Carlo: how many periods an amount takes, how much fits in some periods.

The random generator is handed in, so that a stored seed draws the same forecast again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

LEVELS = (50, 70, 85, 95)
RUNS = 10_000
WINDOW = 12
HORIZON = 520
"""Periods after which a run is given up: ten years of weeks."""


@dataclass(frozen=True)
class ThroughputForecast:
    """What holds with each certainty (per cent of runs); empty, with the code of the reason, when none can be made.

    Of periods: at most so many are needed. Of items: at least so many are done.
    """

    certainty: dict[int, int]
    periods_read: int
    reason: str | None = None


def counts_by_week(done: Iterable[date], first: date, last: date) -> np.ndarray:
    """Items done in each whole week from Monday between two days; weeks that the days cut are left out."""
    monday = first + timedelta(days=-first.weekday() % 7)
    weeks = max((last + timedelta(days=1) - monday).days // 7, 0)
    numbers = np.array([(day - monday).days // 7 for day in done], dtype=np.int64)
    return np.bincount(numbers[(numbers >= 0) & (numbers < weeks)], minlength=weeks)


def forecast_periods(
    history: Sequence[float],
    remaining: float,
    generator: np.random.Generator,
    levels: Sequence[int] = LEVELS,
    window: int = WINDOW,
    runs: int = RUNS,
) -> ThroughputForecast:
    """Periods needed to do `remaining`, from the throughput of the last `window` periods, oldest first.

    A level reached in no run within 520 periods is left out.
    """
    recent = np.asarray(history[-window:], dtype=float)
    if remaining <= 0:
        return ThroughputForecast(dict.fromkeys(levels, 0), len(recent))
    if (reason := unusable(recent)) is not None:
        return ThroughputForecast({}, len(recent), reason)
    needed = periods_needed(recent, remaining, generator, runs)
    found = {level: int(np.percentile(needed, level, method="inverted_cdf")) for level in levels}
    return ThroughputForecast({level: n for level, n in found.items() if n <= HORIZON}, len(recent))


def forecast_items(
    history: Sequence[float],
    periods: int,
    generator: np.random.Generator,
    levels: Sequence[int] = LEVELS,
    window: int = WINDOW,
    runs: int = RUNS,
) -> ThroughputForecast:
    """Amount done in the next `periods`, from the throughput of the last `window` periods, oldest first."""
    recent = np.asarray(history[-window:], dtype=float)
    if (reason := unusable(recent)) is not None:
        return ThroughputForecast({}, len(recent), reason)
    paces = imagined_paces(recent, generator, runs)
    totals = sum((drawn(paces, generator) for _ in range(periods)), np.zeros(runs))
    found = {level: int(np.percentile(totals, 100 - level, method="inverted_cdf")) for level in levels}
    return ThroughputForecast(found, len(recent))


def unusable(recent: np.ndarray) -> str | None:
    """Code of what keeps a history from being projected."""
    if len(recent) < 3:
        return "too_few_periods"
    return None if recent.sum() > 0 else "nothing_done"


def periods_needed(recent: np.ndarray, remaining: float, generator: np.random.Generator, runs: int) -> np.ndarray:
    """Periods each run takes; `HORIZON + 1` for a run that does not get there."""
    paces = imagined_paces(recent, generator, runs)
    left = np.full(runs, float(remaining))
    needed = np.full(runs, HORIZON + 1)
    for period in range(1, HORIZON + 1):
        left -= drawn(paces, generator)
        needed[(left <= 0) & (needed > HORIZON)] = period
        if (needed <= HORIZON).all():
            break
    return needed


def imagined_paces(recent: np.ndarray, generator: np.random.Generator, runs: int) -> np.ndarray:
    """For each run, the few periods it holds to be typical, `[run, period]`: a third of the history, redrawn.

    Neighbouring periods resemble each other, so twelve weeks tell about the pace to come no more than some
    four independent ones would. Drawing from all twelve makes bands that are too narrow on unseen history.
    """
    return generator.choice(recent, size=(runs, max(-(-len(recent) // 3), 2)))


def drawn(paces: np.ndarray, generator: np.random.Generator) -> np.ndarray:
    """One period of each run."""
    runs, choices = paces.shape
    return paces[np.arange(runs), generator.integers(choices, size=runs)]


def sure_by(forecast: ThroughputForecast, start: date, days_a_period: int = 7) -> Mapping[int, date]:
    """Level → the last day of the period it is reached in; `start` is the first day of the first period."""
    return {
        level: start + timedelta(days=max(periods * days_a_period - 1, 0))
        for level, periods in forecast.certainty.items()
    }
