"""Money of one project by version, category, nature and month; running totals for the S-curve. Pure."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

CENT, NOTHING = Decimal("0.01"), Decimal(0)


@dataclass(frozen=True)
class Amount:
    """An amount of a kind of cost (category and CapEx/OpEx) in a month; of the whole fiscal year without one."""

    category: str
    nature: str
    amount: Decimal
    month: date | None
    fiscal_year: int = 0


def month_after(month: date, count: int = 1) -> date:
    """The first of the month `count` months later."""
    place = month.year * 12 + month.month - 1 + count
    return date(place // 12, place % 12 + 1, 1)


def months_between(first: date, last: date) -> list[date]:
    """Firsts of months, both ends included."""
    count = (last.year - first.year) * 12 + last.month - first.month
    return [month_after(first.replace(day=1), place) for place in range(count + 1)]


def fiscal_year_of(month: date, first_month: int) -> int:
    """The year in which the fiscal year of a month began."""
    return month.year if month.month >= first_month else month.year - 1


def months_of_year(year: int, first_month: int) -> list[date]:
    """The twelve months of a fiscal year."""
    return [month_after(date(year, first_month, 1), place) for place in range(12)]


def spread(amount: Decimal, months: Sequence[date]) -> dict[date, Decimal]:
    """The amount in equal parts to the cent, what is left over in the last month."""
    if not months:
        return {}
    part = (amount / len(months)).quantize(CENT, ROUND_HALF_UP)
    return dict.fromkeys(months, part) | {months[-1]: amount - part * (len(months) - 1)}


def by_month(amounts: Iterable[Amount], first_month: int) -> dict[date, Decimal]:
    """Sums by month; what is given for a fiscal year is spread evenly over its months."""
    sums: dict[date, Decimal] = defaultdict(Decimal)
    for one in amounts:
        months = [one.month] if one.month else months_of_year(one.fiscal_year, first_month)
        for month, part in spread(one.amount, months).items():
            sums[month] += part
    return dict(sums)


def running(sums: dict[date, Decimal], months: Sequence[date]) -> list[Decimal]:
    """Running totals at the end of each month; what lies before the first counts from its start."""
    total = sum((amount for month, amount in sums.items() if months and month < months[0]), NOTHING)
    totals = []
    for month in months:
        total += sums.get(month, NOTHING)
        totals.append(total)
    return totals


def by_kind(amounts: Iterable[Amount], name: str) -> dict[str, Decimal]:
    """Sums by `category` or `nature`."""
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for one in amounts:
        sums[getattr(one, name)] += one.amount
    return dict(sums)


def accrued_of_commitments(committed: Mapping[Hashable, Decimal], accrued: Mapping[Hashable, Decimal]) -> dict:
    """By kind of cost, what is accrued of what is committed, so that it counts once: as accrued.

    What is received and not yet invoiced was ordered before: as long as commitments of its kind are open, an accrual
    is part of them. What exceeds them was never ordered. Orders are left out: their commitments fall by themselves.
    """
    return {
        kind: min(amount, max(accrued.get(kind, NOTHING), NOTHING)) for kind, amount in committed.items() if amount > 0
    }


def still_to_come(amounts: Iterable[Amount], first_open: date, first_month: int) -> dict[tuple, Decimal]:
    """By (category, nature, month), what lies in months from `first_open` on; a year's amount over what is left."""
    sums: dict[tuple, Decimal] = defaultdict(Decimal)
    for one in amounts:
        months = [one.month] if one.month else months_of_year(one.fiscal_year, first_month)
        ahead = [month for month in months if month >= first_open]
        for month, part in spread(one.amount, ahead).items():
            sums[one.category, one.nature, month] += part
    return dict(sums)
