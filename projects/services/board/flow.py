"""How the cards of a project flowed: its moves as dated facts for `projects.flow`. One query for the moves.

Requested: the day a card came onto the board. Started: the first day in a column in progress (or done). Finished: the
day it last entered a done column, as long as it has stayed done; a card taken off the board afterwards stays finished.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from django.db import connection
from django.utils import timezone

from projects.flow import DurationSummary, Stay, cycle_days, lead_days, summary
from projects.working_calendars import DEFAULT, read_working_calendars

from ...choices import ColumnKind
from ...models import Project, TaskMove

OFF_BOARD = ""
FORMER = "former:"
"""The state of cards in a column that no longer exists, before the kind it had."""


@dataclass(frozen=True)
class CardTimes:
    """When a card was requested, started and finished; working days between, both ends included."""

    task: int
    requested: date
    started: date | None
    finished: date | None
    lead: int | None = None
    cycle: int | None = None


@dataclass(frozen=True)
class FlowRecord:
    """The whole record of a board. `open`: cards on it that are not finished; `first`: the day of its first move."""

    cards: list[CardTimes]
    stays: list[Stay]
    open: int
    first: date | None

    @property
    def finished(self) -> list[CardTimes]:
        """Finished cards in the order in which they were."""
        return sorted((card for card in self.cards if card.finished), key=_last_day)

    @property
    def finishes(self) -> list[date]:
        """The day of each finished card, in order."""
        return sorted(card.finished for card in self.cards if card.finished)

    def lead(self) -> DurationSummary:
        """Lead times of the finished cards."""
        return summary(card.lead for card in self.finished)

    def cycle(self) -> DurationSummary:
        """Cycle times of the finished cards."""
        return summary(card.cycle for card in self.finished)


def _last_day(card: CardTimes) -> date:
    return card.finished or date.max


@dataclass(frozen=True, slots=True)
class _Move:
    task: int
    kind: str
    column: int | None
    day: date


def read_flow(project: Project, tasks: Iterable[int] | None = None, *, until: datetime | None = None) -> FlowRecord:
    """The record of a project's board, or of some of its tasks, as it stood at a moment (by default now)."""
    moves = _moves(project, tasks, until)
    calendar = _working_days(project, moves)
    cards = [_times(list(own), calendar) for _task, own in groupby(moves, key=lambda move: move.task)]
    stays = [Stay(move.task, _state(move), move.day) for move in moves]
    last = {move.task: move for move in moves}
    still_open = sum(move.kind in (ColumnKind.NOT_STARTED, ColumnKind.DOING) for move in last.values())
    return FlowRecord(cards, stays, still_open, min((move.day for move in moves), default=None))


def _moves(project: Project, tasks: Iterable[int] | None, until: datetime | None) -> list[_Move]:
    rows = TaskMove.objects.filter(project=project)
    if until is not None:
        rows = rows.filter(moved_at__lt=until)
    if tasks is not None:
        rows = rows.filter(task__in=list(tasks))
    values = rows.order_by("task", "moved_at", "pk").values_list("task_id", "kind", "column_id", "moved_at")
    return [_Move(task, kind, column, local_day(moment)) for task, kind, column, moment in values.iterator()]


def local_day(moment: datetime) -> date:
    """The day of a moment on the organisation's clock."""
    return timezone.localtime(moment).date()


def _state(move: _Move) -> str:
    if move.kind == OFF_BOARD:
        return OFF_BOARD
    return str(move.column) if move.column else f"{FORMER}{move.kind}"


def _times(moves: list[_Move], calendar: dict) -> CardTimes:
    requested = moves[0].day
    started = next((move.day for move in moves if move.kind in (ColumnKind.DOING, ColumnKind.DONE)), None)
    finished = _finished(moves)
    if finished is None or started is None:
        return CardTimes(moves[0].task, requested, started, None)
    lead, cycle = lead_days(requested, finished, **calendar), cycle_days(started, finished, **calendar)
    return CardTimes(moves[0].task, requested, started, finished, lead, cycle)


def _finished(moves: list[_Move]) -> date | None:
    """The first day of the last stretch in done columns, if nothing but leaving the board came after it."""
    finished = None
    for move in moves:
        if move.kind == ColumnKind.DONE:
            finished = finished or move.day
        elif move.kind != OFF_BOARD:
            finished = None
    return finished


def _working_days(project: Project, moves: list[_Move]) -> dict:
    """The project's week and days off over the years of the moves, as `days_taken` wants them."""
    years = range(min(moves, key=_day).day.year, max(moves, key=_day).day.year + 1) if moves else ()
    with connection.cursor() as cursor:
        calendars = read_working_calendars(cursor, years)
    calendar = calendars.get(project.calendar_id) or calendars[DEFAULT]
    off = [day for day, spans in calendar.exceptions.items() if not spans]
    return {"week": [bool(spans) for spans in calendar.week], "days_off": off}


def _day(move: _Move) -> date:
    return move.day
