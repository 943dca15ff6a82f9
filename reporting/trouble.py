"""Where it hurts in a picture: critical projects, watermelons by money, top risks, late milestones. One query each."""

from dataclasses import dataclass

from django.db.models import F
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext as _

from pmo import display
from pmo.choices import Health
from pmo.pages import url_of
from projects.choices import Dimension
from projects.models import Milestone
from projects.watermelons import PARTS, measure_of
from projects.watermelons import watermelons as find_watermelons
from risks.choices import RiskKind, RiskState
from risks.models import Risk

from .picture import RUNNING, Picture
from .steering import inside
from .why import why

SHOWN = 8


@dataclass(frozen=True)
class Trouble:
    """A list of what hurts most of one kind, and the whole list behind `url`; `more` when that one is longer."""

    name: str
    title: str
    icon: str
    url: str
    rows: list
    empty: str
    more: bool = False


def troubles(picture: Picture, currency: str, organisation) -> list[Trouble]:
    """Everything to look at first; risks and milestones only as of now."""
    found = [critical(picture, currency), watermelons(picture, currency)]
    if picture.day:
        return found
    return [
        *found, watermelons_in_parts(picture, currency), top_risks(picture, organisation), late_milestones(picture),
    ]  # fmt: skip


def _list(name: str, title: str, icon: str, url: str, rows, write, empty: str) -> Trouble:
    found = list(rows[: SHOWN + 1])
    return Trouble(name, title, icon, url, [write(row) for row in found[:SHOWN]], empty, len(found) > SHOWN)


def _projects(picture: Picture, rows=None, also=(), **filters):
    """What is written of projects; `also` names further columns of the rows."""
    state = picture.state
    columns = {
        "of_project": F("project_id" if picture.day else "pk"), "called": F(f"{picture.project}name"),
        "colour": F(f"{state}health"), "slip": F(f"{state}slip_days"), "reasons_kept": F(f"{state}reasons"),
        "until": F(f"{state}finish"), "declared": F(f"{state}declared_health"), "worth": picture.money("budget_total"),
        "sees_money": picture.sees_money(),
    }  # fmt: skip
    rows = picture.rows() if rows is None else rows
    return rows.filter(**filters).order_by().values(*also, **columns)


def _write(currency: str):
    def write(row) -> dict:
        return {
            "name": row["called"],
            "url": reverse("projects:project-detail", args=[row["of_project"]]),
            "badge": display.health(row["colour"]),
            "notes": [
                display.short_money(row["worth"], currency),
                display.day(row["until"]),
                display.slip(row["slip"]),
            ],
            "why": why(row["reasons_kept"], row["colour"], sees_money=row["sees_money"], most=1),
        }

    return write


def critical(picture: Picture, currency: str) -> Trouble:
    """Projects critical for the organisation, off track first."""
    rows = _projects(picture, **{f"{picture.project}is_critical": True})
    # "red" sorts after "green", "none" and "amber".
    rows = rows.order_by(F("colour").desc(nulls_last=True), F("worth").desc(nulls_last=True), "called")
    title, empty = _("Critical projects"), _("No running project is marked as critical.")
    return _list("critical", title, "flame", picture.list_url(is_critical="true"), rows, _write(currency), empty)


def watermelons(picture: Picture, currency: str) -> Trouble:
    """Declared on track, calculated off track, by money."""
    rows = _projects(picture, **{f"{picture.state}is_watermelon": True})
    rows = rows.order_by(F("worth").desc(nulls_last=True), "called")
    title, empty = _("Watermelons: declared on track, calculated off track"), _("No watermelon.")
    return _list("watermelons", title, "melon", picture.list_url(is_watermelon="true"), rows, _write(currency), empty)


def watermelons_in_parts(picture: Picture, currency: str) -> Trouble:
    """Declared on track and calculated off track in schedule, cost, scope …, by money; each says in which."""
    parts = {name: f"state__{measure_of(name)}" for name in PARTS}
    also = [*parts.values(), *(f"declared_{name}" for name in parts)]
    rows = _projects(picture, find_watermelons(picture.rows(), parts), also)
    rows = rows.order_by(F("worth").desc(nulls_last=True), "called")
    write = _write(currency)

    def write_parts(row) -> dict:
        melons = [
            str(Dimension(name).label)
            for name, colour in parts.items()
            if row[colour] == Health.RED and row[f"declared_{name}"] == Health.GREEN
        ]
        return write(row) | {"why": [" · ".join(melons)]}

    title, empty = _("Watermelons by dimension"), _("No dimension is declared on track and calculated off track.")
    url = picture.list_url(watermelon_in=list(parts), ordering="-budget")
    return _list("watermelons-in-parts", title, "melon", url, rows, write_parts, empty)


def top_risks(picture: Picture, organisation) -> Trouble:
    """Open threats with the highest score after responses."""
    rows = Risk.objects.allowed(picture.user).filter(inside(picture), state=RiskState.OPEN, kind=RiskKind.THREAT)
    rows = rows.filter(project__status__in=RUNNING, project__is_template=False).select_related("project")
    url = picture.facts_url(
        "risks:risk-list", state=RiskState.OPEN.value, kind=RiskKind.THREAT.value, ordering="-current_score"
    )

    def write(row) -> dict:
        return {"name": row.name, "url": url_of(row), "badge": display.score(row.current_score, organisation),
                "notes": [], "why": [str(row.project)]}  # fmt: skip

    rows = rows.order_by("-current_score", "pk")
    return _list("risks", _("Top risks"), "alert-triangle", url, rows, write, _("No open risk."))


def late_milestones(picture: Picture) -> Trouble:
    """Not reached and expected before the status date, the oldest first."""
    rows = Milestone.objects.allowed(picture.user).filter(inside(picture), actual_date__isnull=True)
    rows = rows.filter(project__status__in=RUNNING, project__is_template=False).select_related("project")
    rows = rows.annotate(expected=Coalesce("forecast_date", "reference_date"))
    rows = rows.filter(expected__lt=F("project__state__as_of")).order_by("expected", "pk")

    def write(row) -> dict:
        return {"name": row.name, "url": url_of(row), "badge": "", "notes": [display.day(row.expected)],
                "why": [str(row.project)]}  # fmt: skip

    url = picture.facts_url("projects:milestone-list", late="true")
    return _list("milestones", _("Late milestones"), "flag", url, rows, write, _("No late milestone."))
