"""Earned value of many projects at once: reads their frozen tasks as arrays and asks the engine for all of them.

Which day counts and what becomes of the figures is decided elsewhere; the formulas are `projects.earned_value`.
"""

import io
from collections import defaultdict
from collections.abc import Mapping, Set
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

import numpy as np

from projects.earned_value import (
    COST_METHODS,
    FINISH_METHODS,
    Baseline,
    Position,
    Recommendation,
    project_positions,
    recommended_cost,
    recommended_finish,
)
from projects.earned_value.measures import columns
from projects.working_calendars import DEFAULT, read_working_calendars
from projects.working_time import WorkingCalendar, minute_of, moment_of

from . import fact_queries
from .earned_facts import EarnedFacts
from .earned_reasons import LARGEST_AMOUNT, Reasons, missing_of, within
from .progress_grounds import grounds_of
from .progress_then import FROZEN_TASKS_THEN, zone

NUMBERS = ("number", "start", "finish", "fixed", "variable", "percent", "started", "known", "source", "since")
# A row of COPY BINARY: the number of fields, and before each of them its length; all are eight bytes long.
ROW = np.dtype([("count", ">i2")] + [pair for name in NUMBERS for pair in ((f"{name}_size", ">i4"),
                (name, ">i8" if name == "number" else ">f8"))])  # fmt: skip
HEADER, TRAILER = 19, 2
EPOCH = minute_of(datetime(1970, 1, 1))
YEARS_AHEAD = 5
# Forecasts beyond that say no more than "far too late", and may have no date at all.
FARTHEST = minute_of(datetime(2199, 12, 31))
NO_BASELINE = Recommendation(None, "no_baseline")


@dataclass(frozen=True)
class Asked:
    """What is asked of each project, an element each: its day, calendar, costs and the finish of its work."""

    ids: list[int]
    days: list[date]
    calendars: list[WorkingCalendar]
    actual_cost: np.ndarray
    cost_source: list[str]
    finished: np.ndarray
    baselines: list[int]
    grounds: list[dict | None]


def read_earned(
    cursor, asked: Mapping[int, date], baselines: Mapping, plans: Mapping, costs: Mapping, past: Set[int] = frozenset()
) -> dict:
    """`EarnedFacts` by project for each of `baselines`; the rows are those of `fact_queries`.

    Projects in `past` have the progress of their day, the others that of today. Five statements, whatever the
    number of projects.
    """
    ids = list(baselines)
    days, frozen, earlier = (
        [asked[pk] for pk in ids],
        [baselines[pk].baseline for pk in ids],
        [pk in past for pk in ids],
    )
    tasks = frozen_tasks(cursor, frozen, days, earlier)
    calendars = calendars_of(cursor, [baselines[pk].calendar for pk in ids], tasks, days)
    spent = [spent_of(costs.get(pk), plans.get(pk)) for pk in ids]
    amounts = np.array([np.nan if amount is None else float(amount) for amount, _source in spent])
    ended = [plans[pk].finish if pk in plans else None for pk in ids]
    finished = np.array([FARTHEST if moment is None else minute_of(moment) for moment in ended], dtype=np.int64)
    grounds = grounds_of(tasks["number"].astype(np.int64) - 1, tasks, earlier)
    sources = [source for _amount, source in spent]
    question = Asked(ids, days, calendars, amounts, sources, finished, frozen, grounds)
    position, origins = positions_of(tasks, question)
    return facts_of(question, position, origins, earlier_indices(cursor, ids, days))


def frozen_tasks(cursor, baselines: list[int], days: list[date], past: list[bool]) -> np.ndarray:
    """The tasks of the baselines as one array, fetched in binary: Python never sees the single rows."""
    statement = FROZEN_TASKS_THEN if any(past) else fact_queries.FROZEN_TASKS
    parameters = {"baselines": baselines, "days": days, "past": past, "zone": zone()}
    query = cursor.mogrify(statement, parameters).decode()
    buffer = io.BytesIO()
    cursor.copy_expert(f"COPY ({query}) TO STDOUT (FORMAT binary)", buffer)
    content = buffer.getbuffer()
    return np.frombuffer(content[HEADER : len(content) - TRAILER], dtype=ROW)


def spent_of(costs, plan) -> tuple[object, str]:
    """Actual cost and where it is from: cost entries, actual and accrued, or what the tasks say without any."""
    known = [] if costs is None else [amount for amount in (costs.actual, costs.accrued) if amount is not None]
    if known:
        return sum(known), "entries"
    return (plan.actual_cost, "tasks") if plan is not None and plan.actual_cost is not None else (None, "")


def calendars_of(cursor, wanted: list[int | None], tasks: np.ndarray, days: list[date]) -> list[WorkingCalendar]:
    """The working calendar of each project, with the holidays of all years that its dates may touch."""
    years = {day.year for day in days}
    if len(tasks):
        years |= {(datetime(1970, 1, 1) + timedelta(seconds=float(moment))).year
                  for moment in (tasks["start"].min(), tasks["finish"].max())}  # fmt: skip
    found = read_working_calendars(cursor, range(min(years), max(years) + YEARS_AHEAD + 1))
    return [found.get(pk) or found[DEFAULT] for pk in wanted]


def positions_of(tasks: np.ndarray, asked: Asked) -> tuple[Position, np.ndarray]:
    """Where every project stands, in working minutes of its calendar from its origin, which is given too."""
    number = tasks["number"].astype(np.int64) - 1
    begin = on_axis(asked.calendars, number, minutes_of(tasks["start"]))
    end = on_axis(asked.calendars, number, minutes_of(tasks["finish"]))
    each = np.arange(len(asked.ids))
    ends = np.array([minute_of(datetime.combine(day, time.max)) for day in asked.days], dtype=np.int64)
    day, origins = on_axis(asked.calendars, each, ends), np.full(len(each), FARTHEST)
    np.minimum.at(origins, number, begin)
    # A project whose baseline froze no task starts on its day, and has no cost to earn.
    origins = np.where(origins == FARTHEST, day, origins)
    at = np.maximum(day - origins, 0).astype(float)
    baseline = Baseline.of(begin - origins[number], end - begin, tasks["fixed"], tasks["variable"])
    complete, started = tasks["percent"] / 100, tasks["started"] > 0
    found = project_positions(baseline, number, at, complete, asked.actual_cost, started)
    done = (found.bac > 0) & (found.ev >= found.bac * (1 - 1e-9))
    finished = np.maximum(on_axis(asked.calendars, each, asked.finished) - origins, 0).astype(float)
    found = replace(found, at=np.where(done, np.minimum(at, finished), at))
    known = np.bincount(number, tasks["known"].astype(float), minlength=len(each)) > 0
    return without_ground(found, known), origins


def minutes_of(seconds: np.ndarray) -> np.ndarray:
    """Minute numbers of moments given in seconds since 1970."""
    return (seconds.astype(np.float64) // 60).astype(np.int64) + EPOCH


def on_axis(calendars: list[WorkingCalendar], number: np.ndarray, minutes: np.ndarray) -> np.ndarray:
    """Working minutes before each minute, on the calendar of the project it belongs to."""
    kinds = {id(calendar): calendar for calendar in calendars}
    if len(kinds) == 1:
        return calendars[0].positions(minutes)
    kind, found = np.array([id(calendar) for calendar in calendars]), np.zeros(len(minutes), dtype=np.int64)
    for key, calendar in kinds.items():
        chosen = kind[number] == key
        found[chosen] = calendar.positions(minutes[chosen])
    return found


def without_ground(position: Position, known: np.ndarray) -> Position:
    """Nothing is known of a baseline without a cost, and nothing earned where none of its tasks is in the plan."""
    budget = position.bac > 0
    kept = {name: np.where(budget, getattr(position, name), np.nan) for name in ("bac", "pv", "ev", "es")}
    earned = {name: np.where(known, kept[name], np.nan) for name in ("ev", "es")}
    return replace(position, **kept | earned, pd=np.where(position.pd > 0, position.pd, np.nan))


def earlier_indices(cursor, ids: list[int], days: list[date]) -> dict[str, dict[int, list[float]]]:
    """Earlier readings of SPI(t) and CPI by the project's number, oldest first."""
    cursor.execute(fact_queries.EARLIER_INDICES, {"ids": ids, "days": days})
    found: dict[str, dict[int, list[float]]] = {"spi_t": defaultdict(list), "cpi": defaultdict(list)}
    for number, spi_time, cpi in cursor.fetchall():
        for name, value in (("spi_t", spi_time), ("cpi", cpi)):
            if value is not None:
                found[name][number - 1].append(float(value))
    return found


def facts_of(asked: Asked, position: Position, origins: np.ndarray, earlier: Mapping) -> dict[int, EarnedFacts]:
    """The figures of each project, with its forecasts, which of them suits, and why a value is missing."""
    found = columns(position)
    finishes = {name: formula(position) for name, formula in FINISH_METHODS.items()}
    costs = {name: formula(position) for name, formula in COST_METHODS.items()}
    dates = {name: dates_of(asked, origins, durations) for name, durations in finishes.items()}
    day_lengths = [day_length(calendar) for calendar in asked.calendars]
    values = {name: listed(column) for name, column in (found | costs | finishes).items()}
    why = Reasons(position)
    facts = {}
    for number, pk in enumerate(asked.ids):
        one = {name: column[number] for name, column in values.items()}
        when = {name: column[number] for name, column in dates.items()}
        detail = detail_of(asked, number, one, when, why, earlier)
        facts[pk] = earned_facts(one, when, day_lengths[number], detail)
    return facts


def earned_facts(one: Mapping, when: Mapping, day: float, detail: dict) -> EarnedFacts:
    """One project from its values by name; times become working days."""

    def in_days(name: str) -> float | None:
        return None if one[name] is None else one[name] / day

    return EarnedFacts(
        bac=one["bac"], pv=one["pv"], ev=one["ev"], ac=one["ac"], eac=within(one["eac"], LARGEST_AMOUNT),
        spi=within(one["spi"]), cpi=within(one["cpi"]), spi_time=within(one["spi_t"]),
        actual_time=in_days("at"), earned_schedule=in_days("es"), planned_duration=in_days("pd"),
        expected_finish=when["earned_schedule_spi_t"], detail=detail,
    )  # fmt: skip


def detail_of(asked: Asked, number: int, one: Mapping, when: Mapping, why: "Reasons", earlier: Mapping) -> dict:
    """The forecasts by method, those that the facts have overtaken, which ones suit, and what is missing and why."""
    missing = missing_of(one, when, why.of(number))
    spent, day = one["ac"], asked.days[number]
    behind = [name for name in COST_METHODS if one[name] is not None and spent is not None and one[name] < spent]
    behind += [name for name, finish in when.items() if finish is not None and finish < day and one["complete"] != 1]
    single = why.single(number)
    return {
        "finish": {name: None if finish is None else finish.isoformat() for name, finish in when.items()},
        "cost": {name: rounded_or_none(one[name]) for name in COST_METHODS},
        "suits": {
            "finish": as_json(recommended_finish(single, earlier["spi_t"].get(number, ()))),
            "cost": as_json(recommended_cost(single, earlier["cpi"].get(number, ()))),
        }
        if one["bac"] is not None
        else dict.fromkeys(("finish", "cost"), as_json(NO_BASELINE)),
        "behind": behind,
        "missing": missing,
        "actual_cost_from": asked.cost_source[number],
        "baseline": asked.baselines[number],
    } | ({} if (ground := asked.grounds[number]) is None else {"progress": ground})


def as_json(found) -> dict:
    """A recommendation as plain values."""
    return {"method": found.method, "code": found.code, "arguments": found.arguments}


def dates_of(asked: Asked, origins: np.ndarray, durations: np.ndarray) -> list[date | None]:
    """The day on which a duration from each project's origin ends; None where it is undefined or absurdly far."""
    known = np.isfinite(durations) & (np.abs(durations) < FARTHEST)
    positions = origins + np.where(known, np.round(np.where(known, durations, 0)), 0).astype(np.int64)
    kinds = {id(calendar): calendar for calendar in asked.calendars}
    kind = np.array([id(calendar) for calendar in asked.calendars])
    minutes = np.zeros(len(positions), dtype=np.int64)
    for key, calendar in kinds.items():
        chosen = kind == key
        minutes[chosen] = calendar.closings(positions[chosen])
    known &= (minutes > 0) & (minutes < FARTHEST)
    return [moment_of(minute).date() if sure else None for minute, sure in zip(minutes.tolist(), known, strict=True)]


def day_length(calendar: WorkingCalendar) -> float:
    """Working minutes of a day: those of a week by the days worked in it."""
    worked = sum(1 for spans in calendar.week if spans)
    return calendar.minutes_per_week / worked if worked else 1.0


def listed(column: np.ndarray) -> list[float | None]:
    """A column as plain numbers, None for NaN."""
    return [None if value != value else value for value in column.tolist()]


def rounded_or_none(value: float | None) -> float | None:
    """An amount to cents."""
    return None if value is None or abs(value) > LARGEST_AMOUNT else round(value, 2)
