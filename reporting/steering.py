"""What happened in the steering of a picture after a day: risks new and closed, decisions taken. One query each."""

from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import urlencode

from django.db.models import Q
from django.urls import reverse

from projects.choices import DecisionState
from projects.models import Decision
from risks.models import Risk

from .picture import Picture

SHOWN = 6


@dataclass(frozen=True)
class Happened:
    """Rows of one kind: how many, the first of them, and the list of all."""

    name: str
    count: int
    rows: list
    url: str


def period(name: str, since: date, until: date | None) -> dict:
    """A date field after one day and up to another, as lookups."""
    found = {f"{name}__gt": since}
    return found | ({f"{name}__lte": until} if until else {})


def parameters(name: str, since: date, until: date | None) -> dict:
    """The same as parameters of a list."""
    found = {f"{name}_after": (since + timedelta(days=1)).isoformat()}
    return found | ({f"{name}_before": until.isoformat()} if until else {})


def risks_since(picture: Picture, since: date, until: date | None) -> list[Happened]:
    """Risks raised and risks closed, the highest score first (one query)."""
    raised, closed = period("raised_on", since, until), period("closed_on", since, until)
    rows = Risk.objects.allowed(picture.user).filter(Q(**raised) | Q(**closed), inside(picture))
    found = list(rows.select_related("project").order_by("-current_score", "pk"))
    return [
        _happened(picture, name, field, found, since, until)
        for name, field in (("risks_new", "raised_on"), ("risks_closed", "closed_on"))
    ]


def inside(picture: Picture) -> Q:
    """Facts of the projects that the picture is narrowed to, archives left out of the organisation's."""
    if picture.programme:
        return Q(project__programme=picture.programme)
    return Q(project__portfolio=picture.portfolio) if picture.portfolio else Q(project__portfolio__is_archive=False)


def _happened(picture: Picture, name: str, field: str, rows: list, since: date, until: date | None) -> Happened:
    shown = [row for row in rows if _within(getattr(row, field), since, until)]
    filters = parameters(field, since, until) | picture.scope_parameters()
    return Happened(name, len(shown), shown[:SHOWN], address("risks:risk-list", filters))


def _within(day: date | None, since: date, until: date | None) -> bool:
    return day is not None and day > since and (until is None or day <= until)


def decisions_since(picture: Picture, since: date, until: date | None) -> Happened:
    """Decisions taken, the latest first (one query); the organisation's include those of no project."""
    rows = Decision.objects.allowed(picture.user).filter(
        state=DecisionState.TAKEN, **period("decided_on", since, until)
    )
    filters = {"state": DecisionState.TAKEN.value} | parameters("decided_on", since, until)
    if picture.programme:
        rows = rows.filter(project__programme=picture.programme)
        filters["programme"] = picture.programme.pk
    elif picture.portfolio:
        rows = rows.filter(Q(portfolio=picture.portfolio) | Q(project__portfolio=picture.portfolio))
        filters["portfolio"] = picture.portfolio.pk
    found = list(rows.select_related("project", "portfolio", "decider").order_by("-decided_on", "pk"))
    return Happened("decisions", len(found), found[:SHOWN], address("projects:decision-list", filters))


def address(name: str, filters: dict) -> str:
    return f"{reverse(name)}?{urlencode(filters, doseq=True)}"
