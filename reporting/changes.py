"""What moved between two pictures of the portfolio: finish, cost, health and status of each project.

Figures only; who moved them and why is `change_reasons.py`.
"""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.db.models import Value

from pmo.choices import Health
from projects.choices import ProjectStatus

from .picture import RUNNING, Picture

RANK = {Health.NONE: 0, Health.GREEN: 1, Health.AMBER: 2, Health.RED: 3}


@dataclass(frozen=True)
class Standing:
    """A project in one picture. The forecast is in the organisation's currency, None where the reader sees no money."""

    pk: int
    name: str
    status: str
    health: str
    finish: date | None
    forecast: Decimal | None

    @property
    def runs(self) -> bool:
        return self.status in RUNNING


@dataclass(frozen=True)
class Move:
    """One project before and after; `amount` is how far it moved, more being worse."""

    project: Standing
    before: object
    after: object
    amount: Decimal | int


@dataclass
class Moves:
    """What moved, the furthest first, and how many projects were compared; `new` have no earlier picture."""

    finish: list[Move] = field(default_factory=list)
    cost: list[Move] = field(default_factory=list)
    health: list[Move] = field(default_factory=list)
    status: list[Move] = field(default_factory=list)
    new: list[Standing] = field(default_factory=list)
    compared: int = 0


def standings(before: Picture, after: Picture) -> tuple[dict[int, Standing], dict[int, Standing]]:
    """Every project of two pictures by its id, whatever its status (one statement)."""
    found: tuple[dict, dict] = ({}, {})
    rows = _columns(before, 0).union(_columns(after, 1), all=True)
    for place, pk, name, status, health, finish, forecast in rows:
        found[place][pk] = Standing(pk, name, status, health or Health.NONE, finish, forecast)
    return found


def _columns(picture: Picture, place: int):
    state, project = picture.state, picture.project
    rows = picture.all_rows().order_by().annotate(place=Value(place), seen_forecast=picture.money("forecast_total"))
    key = "project_id" if picture.day else "pk"
    return rows.values_list(
        "place", key, f"{project}name", "status", f"{state}health", f"{state}finish", "seen_forecast"
    )


def moves_between(before: dict[int, Standing], after: dict[int, Standing]) -> Moves:
    """Compare the projects that run in either picture."""
    moves = Moves()
    for pk, now in after.items():
        then = before.get(pk)
        if then is None:
            if now.runs:
                moves.new.append(now)
        elif then.runs or now.runs:
            moves.compared += 1
            compare(then, now, moves)
    for listed in (moves.finish, moves.cost, moves.health):
        listed.sort(key=lambda move: (-abs(move.amount), move.project.name))
    moves.health.sort(key=lambda move: (-move.amount, move.project.name))
    return moves


def compare(then: Standing, now: Standing, moves: Moves) -> None:
    """Note every way in which one project moved."""
    if then.status != now.status:
        moves.status.append(Move(now, then.status, now.status, 0))
    if not now.runs and now.status != ProjectStatus.CLOSED:
        return
    if then.finish and now.finish and then.finish != now.finish:
        moves.finish.append(Move(now, then.finish, now.finish, (now.finish - then.finish).days))
    if then.forecast is not None and now.forecast is not None and then.forecast != now.forecast:
        moves.cost.append(Move(now, then.forecast, now.forecast, now.forecast - then.forecast))
    if then.health != now.health:
        moves.health.append(Move(now, then.health, now.health, RANK[now.health] - RANK[then.health]))
