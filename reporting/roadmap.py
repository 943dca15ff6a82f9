"""Where bars and marks of a roadmap stand: percentages of the shown period. Pure; dates in, numbers out."""

from calendar import monthrange
from dataclasses import dataclass, field
from datetime import date, timedelta


@dataclass(frozen=True)
class Period:
    """The days a roadmap shows, both included."""

    first: date
    last: date

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1

    def place(self, day: date) -> float:
        """How far into the period the day begins, in per cent; outside it below 0 or above 100."""
        return round(100 * (day - self.first).days / self.days, 2)

    def shows(self, day: date | None) -> bool:
        return day is not None and self.first <= day <= self.last

    def bar(self, start: date | None, finish: date | None) -> tuple[float, float] | None:
        """(start, width) of a bar in per cent, cut at the edges; None when nothing of it is in the period.

        With one date only, the bar is that day.
        """
        start, finish = start or finish, finish or start
        if start is None or finish < self.first or start > self.last or finish < start:
            return None
        begins = max(start, self.first)
        ends = min(finish, self.last) + timedelta(days=1)
        return self.place(begins), round(self.place(ends) - self.place(begins), 2)


@dataclass(frozen=True)
class Tick:
    """One label of the scale."""

    place: float
    label: str


def months_after(day: date, months: int) -> date:
    """The first of the month that many months later (earlier when negative)."""
    index = day.year * 12 + day.month - 1 + months
    return date(index // 12, index % 12 + 1, 1)


def period_of(today: date, first: date | None, months: int) -> Period:
    """From the first of a month on; by default from the quarter before today's."""
    begins = (first or months_after(today, -3 - (today.month - 1) % 3)).replace(day=1)
    ends = months_after(begins, months - 1)
    return Period(begins, ends.replace(day=monthrange(ends.year, ends.month)[1]))


def ticks(period: Period, step: int, write) -> list[Tick]:
    """A label every `step` months (1 or 3), written by `write(day)`."""
    day = months_after(period.first, -((period.first.month - 1) % step))
    found = []
    while day <= period.last:
        if day >= period.first:
            found.append(Tick(period.place(day), write(day)))
        day = months_after(day, step)
    return found


@dataclass
class Lane:
    """Rows under one heading."""

    title: str
    rows: list = field(default_factory=list)
