"""Plan de charge: rows of people or roles against periods, from the allocations that the reader may see."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.db import connection
from django.db.models import F, Q, Value

from accounts.models import Person
from projects.working_calendars import DEFAULT, read_working_calendars

from .capacity import Demand, LoadTable, Part, Period, Worker, in_days, load_table, months, weeks
from .choices import AllocationPeriod, AllocationState, AllocationUnit
from .models import Absence, Allocation, NonProjectWork, ResourceRole

HUNDRED = Decimal(100)
STANDING = tuple(state for state in AllocationState.values if state != AllocationState.REFUSED)


@dataclass(frozen=True)
class Cell:
    """One person or role in one period, in days. `load` is a percentage or None without capacity."""

    demand: Decimal
    capacity: Decimal
    load: int | None

    @property
    def css(self) -> str:
        if self.load is None:
            return "load-over" if self.demand else "load-none"
        if self.load > 100:
            return "load-over"
        return "load-high" if self.load > 90 else "load-fit" if self.load >= 50 else "load-low" if self.demand else ""


@dataclass(frozen=True)
class Line:
    """One person or role over all periods."""

    row: object
    cells: list[Cell]


def periods_of(scale: str, first: date, count: int) -> list[Period]:
    """`count` weeks or months from the one that holds `first`."""
    if scale == "month":
        last = date(first.year + (first.month + count - 1) // 12, (first.month + count - 1) % 12 + 1, 1)
        return months(first.replace(day=1), last - timedelta(days=1))
    monday = first - timedelta(days=first.weekday())
    return weeks(monday, monday + timedelta(weeks=count, days=-1))


def people_lines(user, people: list[Person], periods: list[Period], states=STANDING) -> list[Line]:
    """The load of people by their allocations in these states: three queries, whatever the number of people."""
    allocations = _allocations(user, periods, states).filter(person__in=people)
    table = load_table(_workers(people, periods), list(map(_demand_on_person, allocations)), periods)
    return _lines({person.pk: person for person in people}, table)


def role_lines(user, periods: list[Period], states=STANDING) -> list[Line]:
    """What is asked of roles before a name is known; roles have no capacity of their own."""
    calendars = _calendars(periods)
    roles = {role.pk: role for role in ResourceRole.objects.allowed(user)}
    allocations = _allocations(user, periods, states).filter(person__isnull=True, role__in=roles)
    workers = {pk: Worker(calendars[DEFAULT], named=False) for pk in roles}
    return _lines(roles, load_table(workers, list(map(_demand_on_role, allocations)), periods))


def _allocations(user, periods: list[Period], states):
    # Given by months, an allocation lasts to the end of its last one, whatever day it names.
    inside = Q(first_day__lte=periods[-1].last, last_day__gte=periods[0].first.replace(day=1))
    return Allocation.objects.allowed(user).filter(inside, state__in=states)


def _demand(allocation: Allocation, worker) -> Demand:
    return Demand(
        worker, allocation.project_id, allocation.first_day, allocation.last_day, allocation.unit,
        allocation.quantity / (HUNDRED if allocation.unit == AllocationUnit.SHARE else 1),
        allocation.period == AllocationPeriod.MONTHS,
    )  # fmt: skip


def _demand_on_person(allocation: Allocation) -> Demand:
    return _demand(allocation, allocation.person_id)


def _demand_on_role(allocation: Allocation) -> Demand:
    return _demand(allocation, allocation.role_id)


def _calendars(periods: list[Period]):
    with connection.cursor() as cursor:
        return read_working_calendars(cursor, range(periods[0].first.year - 1, periods[-1].last.year + 2))


def _workers(people: list[Person], periods: list[Period]) -> dict[int, Worker]:
    """Capacity of people; absences count in full here, their reasons are never read."""
    calendars, ids = _calendars(periods), [person.pk for person in people]
    running = Q(last_day__isnull=True) | Q(last_day__gte=periods[0].first)
    away, busy = _parts(
        Absence.objects.filter(running, person__in=ids), NonProjectWork.objects.filter(running, person__in=ids)
    )
    return {
        person.pk: Worker(
            calendars.get(person.calendar_id, calendars[DEFAULT]), person.working_share / HUNDRED, person.starts_on,
            person.ends_on, away.get(person.pk, ()), busy.get(person.pk, ()),
        )
        for person in people
    }  # fmt: skip


def _parts(*kinds) -> list[dict[int, list[Part]]]:
    """What takes people away, by person, for each kind of rows: one query for all kinds."""
    columns = ("sort", "person_id", "first_day", "last_day", "taken")
    first, *others = (
        rows.order_by().annotate(sort=Value(number), taken=F("share") / HUNDRED).values_list(*columns)
        for number, rows in enumerate(kinds)
    )
    parts: list[dict[int, list[Part]]] = [{} for _ in kinds]
    for sort, person, first_day, last_day, share in first.union(*others, all=True):
        parts[sort].setdefault(person, []).append(Part(first_day, last_day, share))
    return parts


def _lines(rows: dict, table: LoadTable) -> list[Line]:
    position = {worker: index for index, worker in enumerate(table.workers)}
    return [
        Line(row, [_cell(table, position[pk], number) for number in range(len(table.periods))])
        for pk, row in rows.items()
    ]


def _cell(table: LoadTable, worker: int, period: int) -> Cell:
    demand, capacity = int(table.demand[worker, period]), int(table.capacity[worker, period])
    return Cell(in_days(demand), in_days(capacity), round(100 * demand / capacity) if capacity else None)
