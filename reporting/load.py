"""The load of the people that projects ask for, over three months from the status date. Reads allocations and
composes `resources.capacity`; which days count as work is the calendars' business.
"""

from collections import defaultdict
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

HORIZON_MONTHS = 3

# Own allocations that the horizon meets, those of any day whose days have to be counted, and whatever else
# the same people are asked for in the horizon.
ALLOCATIONS = """
WITH asked AS MATERIALIZED (
    SELECT id, as_of, date_trunc('month', as_of)::date AS first,
        (date_trunc('month', as_of) + interval '3 months')::date AS after
    FROM unnest(%(ids)s::bigint[], %(days)s::date[]) AS asked (id, as_of)
), own AS MATERIALIZED (
    SELECT allocation.*, asked.as_of, asked.first, asked.after
    FROM asked JOIN resources_allocation allocation ON allocation.project_id = asked.id
        AND allocation.state <> 'refused'
        AND (allocation.unit <> 'days' OR (allocation.last_day >= asked.first AND allocation.first_day < asked.after))
), busy AS (
    SELECT DISTINCT person_id, as_of, first, after FROM own
    WHERE person_id IS NOT NULL AND last_day >= first AND first_day < after
)
SELECT as_of, true, project_id, person_id, period, first_day, last_day, unit, quantity FROM own
UNION ALL
SELECT busy.as_of, false, other.project_id, other.person_id, other.period, other.first_day, other.last_day,
    other.unit, other.quantity
FROM busy JOIN resources_allocation other ON other.person_id = busy.person_id AND other.state <> 'refused'
    AND other.last_day >= busy.first AND other.first_day < busy.after
WHERE NOT EXISTS (SELECT 1 FROM own WHERE own.id = other.id AND own.as_of = busy.as_of)
"""

PEOPLE = """
SELECT person.id, person.calendar_id, person.working_share, person.starts_on, person.ends_on
FROM accounts_person person WHERE person.id = ANY(%(people)s)
"""
AWAY = """
SELECT true, person_id, first_day, last_day, share FROM resources_absence
WHERE person_id = ANY(%(people)s) AND last_day >= %(first)s AND first_day <= %(last)s
UNION ALL
SELECT false, person_id, first_day, last_day, share FROM resources_nonprojectwork
WHERE person_id = ANY(%(people)s) AND (last_day IS NULL OR last_day >= %(first)s) AND first_day <= %(last)s
"""

UNNAMED = "unnamed"
"""The worker that stands for roles nobody is named for."""


@dataclass(frozen=True, slots=True)
class ProjectLoad:
    """Shares are fractions over the horizon, None without demand in it. `days` counts FTE and share allocations.

    `load` is that of the most loaded person in one month of the horizon in which the project asks for them.
    """

    days: Decimal
    load: float | None = None
    over_allocated: float | None = None
    unfilled: float | None = None


@dataclass(frozen=True, slots=True)
class Request:
    """One allocation; `own` when it belongs to a project that is being measured."""

    as_of: date
    own: bool
    project: int
    person: int | None
    period: str
    first: date
    last: date
    unit: str
    quantity: Decimal


def read_loads(cursor, asked: Mapping[int, date]) -> dict[int, ProjectLoad]:
    """The load of each project that asks for somebody. A fixed number of statements; none more without demand."""
    cursor.execute(ALLOCATIONS, {"ids": list(asked), "days": list(asked.values())})
    requests = [Request(*row) for row in cursor.fetchall()]
    if not requests:
        return {}
    workers = read_workers(cursor, requests)
    loads: dict[int, ProjectLoad] = {}
    for as_of in sorted({request.as_of for request in requests}):
        loads |= loads_on(as_of, [request for request in requests if request.as_of == as_of], workers)
    return loads


def read_workers(cursor, requests: list[Request]) -> dict[Hashable, object]:
    """Everybody asked for, with calendar, absences and other work around the days asked for."""
    from resources.capacity import Part, Worker
    from resources.working_calendars import DEFAULT, read_working_calendars

    first = min(min(request.first, request.as_of) for request in requests).replace(day=1)
    last = max(max(request.last, request.as_of) for request in requests) + timedelta(days=31 * (HORIZON_MONTHS + 1))
    calendars = read_working_calendars(cursor, range(first.year, last.year + 1))
    people = sorted({request.person for request in requests if request.person})
    cursor.execute(AWAY, {"people": people, "first": first, "last": last})
    away: dict[tuple[bool, int], list] = defaultdict(list)
    for absent, person, start, end, share in cursor.fetchall():
        away[absent, person].append(Part(start, end, share / 100))
    cursor.execute(PEOPLE, {"people": people})
    workers: dict[Hashable, object] = {UNNAMED: Worker(calendars[DEFAULT], named=False)}
    for pk, calendar, share, starts_on, ends_on in cursor.fetchall():
        hours = calendars.get(calendar, calendars[DEFAULT])
        workers[pk] = Worker(hours, share / 100, starts_on, ends_on, away[True, pk], away[False, pk])
    return workers


def loads_on(as_of: date, requests: list[Request], workers: Mapping) -> dict[int, ProjectLoad]:
    """Loads of the projects measured for one day, from one table of all the people they ask for."""
    from resources.capacity import load_table, months

    first = min(min(request.first for request in requests), as_of)
    last = max(max(request.last for request in requests), horizon_end(as_of))
    periods = months(first, last)
    start = next(number for number, period in enumerate(periods) if period.last >= as_of)
    asked_for = {request.person or UNNAMED for request in requests}
    here = {key: worker for key, worker in workers.items() if key in asked_for}
    table = load_table(here, [demand_of(request) for request in requests], periods)
    own = {request.project for request in requests if request.own}
    return summed(table, slice(start, start + HORIZON_MONTHS), own)


def horizon_end(as_of: date) -> date:
    """The last day of the horizon's last month, or a day close before it: months are whole."""
    return as_of.replace(day=1) + timedelta(days=31 * HORIZON_MONTHS - 10)


def demand_of(request: Request):
    """An allocation as demand; the project's key also says whether its quantity is in days already."""
    from resources.capacity import SHARE, Demand

    quantity = request.quantity / 100 if request.unit == SHARE else request.quantity
    whole_months = request.period == "months"
    project = (request.project, request.unit == "days")
    return Demand(request.person or UNNAMED, project, request.first, request.last, request.unit, quantity, whole_months)


def summed(table, horizon: slice, own: set[int]) -> dict[int, ProjectLoad]:
    """One pass over the table's detail; the same shares as `LoadTable.over_allocated_share`, for all projects."""
    import numpy as np

    from resources.capacity import UNITS_PER_DAY

    rows = {worker: number for number, worker in enumerate(table.workers)}
    demand = table.demand[:, horizon]
    excess = np.divide(table.excess[:, horizon], demand, out=np.zeros(demand.shape), where=demand > 0)
    load = table.load[:, horizon]
    found: dict[int, dict] = {pk: {"days": 0, "asked": 0, "over": 0.0, "unfilled": 0, "load": -1.0} for pk in own}
    for (worker, (project, counted)), all_units in table.detail.items():
        if project not in own:
            continue
        sums, units = found[project], all_units[horizon]
        sums["days"] += 0 if counted else int(all_units.sum())
        asked = int(units.sum())
        sums["asked"] += asked
        if worker == UNNAMED:
            sums["unfilled"] += asked
            continue
        sums["over"] += float((units * excess[rows[worker]]).sum())
        busy = load[rows[worker]][(units > 0) & ~np.isnan(load[rows[worker]])]
        sums["load"] = max(sums["load"], float(busy.max())) if len(busy) else sums["load"]
    return {pk: as_load(sums, UNITS_PER_DAY) for pk, sums in found.items()}


def as_load(sums: dict, units_per_day: int) -> ProjectLoad:
    """Sums in units as days and shares."""
    days = Decimal(sums["days"]) / units_per_day
    if not sums["asked"]:
        return ProjectLoad(days)
    load = sums["load"] if sums["load"] >= 0 else None
    return ProjectLoad(days, load, sums["over"] / sums["asked"], sums["unfilled"] / sums["asked"])
