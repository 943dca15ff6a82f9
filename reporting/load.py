"""The load of the people that projects ask for, over three months from the status date. Reads allocations and
composes `resources.capacity`; which days count as work is the calendars' business.
"""

from collections import defaultdict
from collections.abc import Hashable, Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple

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
SELECT as_of, true AS own, project_id, person_id, {span}, unit, {quantity} FROM own
UNION ALL
SELECT busy.as_of, false, other.project_id, other.person_id, {span}, other.unit, {quantity}
FROM busy JOIN resources_allocation other ON other.person_id = busy.person_id AND other.state <> 'refused'
    AND other.last_day >= busy.first AND other.first_day < busy.after
WHERE NOT EXISTS (SELECT 1 FROM own WHERE own.id = other.id AND own.as_of = busy.as_of)
"""

# Given by month, an allocation covers whole months; a share is a part of one.
ALLOCATIONS = ALLOCATIONS.format(
    span="CASE period WHEN 'months' THEN date_trunc('month', first_day)::date ELSE first_day END, "
    "CASE period WHEN 'months' THEN (date_trunc('month', last_day) + interval '1 month')::date - 1 ELSE last_day END",
    quantity="CASE unit WHEN 'share' THEN quantity / 100 ELSE quantity END::float8",
)

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


class ProjectLoad(NamedTuple):
    """Shares are fractions over the horizon, None without demand in it. `days` counts FTE and share allocations.

    `load` is that of the most loaded person in one month of the horizon in which the project asks for them.
    """

    days: Decimal
    load: float | None = None
    over_allocated: float | None = None
    unfilled: float | None = None


class Request(NamedTuple):
    """One allocation; `own` when it belongs to a project that is being measured."""

    as_of: date
    own: bool
    project: int
    person: int | None
    first: date
    last: date
    unit: str
    quantity: float


def read_loads(cursor, asked: Mapping[int, date]) -> dict[int, ProjectLoad]:
    """The load of each project that asks for somebody. A fixed number of statements; none more without demand."""
    cursor.execute(ALLOCATIONS, {"ids": list(asked), "days": list(asked.values())})
    requests = [Request._make(row) for row in cursor.fetchall()]
    if not requests:
        return {}
    workers = read_workers(cursor, requests)
    loads: dict[int, ProjectLoad] = {}
    for as_of in sorted({request.as_of for request in requests}):
        loads |= loads_on(as_of, [request for request in requests if request.as_of == as_of], workers)
    return loads


def read_workers(cursor, requests: list[Request]) -> dict[Hashable, object]:
    """Everybody asked for, with calendar, absences and other work around the days asked for."""
    from projects.working_calendars import DEFAULT, read_working_calendars
    from resources.capacity import Part, Worker

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
    from resources.load_sums import Asked, load_sums

    first, last = min(request.first for request in requests), max(request.last for request in requests)
    periods, horizon = periods_around(as_of, first, last)
    asked = [Asked(each.person or UNNAMED, each.first, each.last, each.unit, each.quantity) for each in requests]
    here = {worker: workers[worker] for worker in dict.fromkeys(each.worker for each in asked)}
    return loads_of(requests, list(here), load_sums(here, asked, periods), horizon)


def periods_around(as_of: date, first: date, last: date) -> tuple[list, slice]:
    """The three months of the horizon, all time before and all time after them: few periods make a quick table."""
    from resources.capacity import Period, months

    day, start = timedelta(days=1), as_of.replace(day=1)
    horizon = months(start, start + timedelta(days=31 * HORIZON_MONTHS - 10))
    before = [Period(first, start - day)] if first < start else []
    after = [Period(horizon[-1].last + day, last)] if last > horizon[-1].last else []
    return [*before, *horizon, *after], slice(len(before), len(before) + HORIZON_MONTHS)


def loads_of(requests: list[Request], workers: list, sums, horizon: slice) -> dict[int, ProjectLoad]:
    """Shares by project, as `LoadTable.over_allocated_shares` has them: who overloads a person bears it in part."""
    import numpy as np

    from resources.capacity import TOLERANCE, UNITS_PER_DAY

    rows = {worker: number for number, worker in enumerate(workers)}
    row = np.array([rows[request.person or UNNAMED] for request in requests])
    units, capacity = sums.demands[:, horizon], sums.capacity[:, horizon]
    demand = np.zeros(capacity.shape)
    np.add.at(demand, row, units)
    excess = np.where(demand - capacity > TOLERANCE, demand - capacity, 0)
    beyond = np.divide(excess, demand, out=np.zeros(demand.shape), where=demand > 0)
    load = np.divide(demand, capacity, out=np.zeros(demand.shape), where=capacity > 0)
    # Roles nobody is named for have no capacity: they count as unfilled, not as overload.
    named = np.array([request.person is not None for request in requests])
    asked = units.sum(1)
    columns = {
        "days": np.where([request.unit == "days" for request in requests], 0, sums.demands.sum(1)) / UNITS_PER_DAY,
        "asked": asked,
        "over": np.where(named, (units * beyond[row]).sum(1), 0),
        "unfilled": np.where(named, 0, asked),
    }
    return by_project(requests, columns, np.where(units > 0, load[row], 0).max(1))


def by_project(requests: list[Request], columns: Mapping, load) -> dict[int, ProjectLoad]:
    """Sums of the columns, and the highest load, of each project that is being measured."""
    import numpy as np

    place: dict[int, int] = {}
    for request in requests:
        if request.own:
            place.setdefault(request.project, len(place))
    # Requests of other projects go to one more place, which nobody reads.
    places = np.array([place[request.project] if request.own else len(place) for request in requests])
    totals = [np.bincount(places, column, len(place) + 1).tolist() for column in columns.values()]
    highest = np.zeros(len(place) + 1)
    np.maximum.at(highest, places, load)
    figures = zip(*totals, highest.tolist(), strict=True)
    return {project: as_load(*each) for project, each in zip(place, figures, strict=False)}


def as_load(days: float, asked: float, over: float, unfilled: float, load: float) -> ProjectLoad:
    """The sums of one project as shares."""
    exact_days = Decimal(round(days * 100)) / 100
    if not asked:
        return ProjectLoad(exact_days)
    return ProjectLoad(exact_days, load or None, over / asked, unfilled / asked)
