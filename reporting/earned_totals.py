"""Earned value of many projects: sums over those that have all four figures, indices, and the worst of them.

Sums are those of states or kept snapshots that the reader may see; nothing is calculated from facts.
"""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, F, Q, Sum
from django.urls import reverse

from pmo import display

from .picture import Picture

FIGURES = {"bac": "budget_at_completion", "pv": "planned_value", "ev": "earned_value", "ac": "actual_cost"}
WORST = 8


@dataclass(frozen=True)
class EarnedTotals:
    """Sums in the organisation's currency over `counted` projects; `left_out` lack one of the four figures."""

    counted: int = 0
    left_out: int = 0
    bac: Decimal | None = None
    pv: Decimal | None = None
    ev: Decimal | None = None
    ac: Decimal | None = None

    @property
    def spi(self) -> Decimal | None:
        """EV ÷ PV; None while nothing was planned."""
        return self.ev / self.pv if self.pv else None

    @property
    def cpi(self) -> Decimal | None:
        """EV ÷ AC; None while nothing was spent."""
        return self.ev / self.ac if self.ac else None

    @property
    def eac(self) -> Decimal | None:
        """AC + (BAC − EV) ÷ CPI; None while the CPI is unknown or nothing is earned."""
        return self.ac + (self.bac - self.ev) / self.cpi if self.cpi else None


def earned_totals(picture: Picture) -> EarnedTotals:
    """The sums of a picture's running projects (one query)."""
    columns = {f"seen_{name}": picture.money(f"{field}_total") for name, field in FIGURES.items()}
    whole = Q(**{f"{name}__isnull": False for name in columns})
    sums = {name: Sum(f"seen_{name}", filter=whole) for name in FIGURES}
    rows = picture.rows().order_by().annotate(**columns, seen_money=picture.sees_money())
    found = rows.aggregate(
        counted=Count("pk", filter=whole), left_out=Count("pk", filter=Q(seen_money=True) & ~whole), **sums
    )
    return EarnedTotals(**found)


def worst(picture: Picture, index: str) -> list[dict]:
    """The running projects with the lowest `spi` or `cpi` under 1, each with its colour and link."""
    value = picture.money("cpi") if index == "cpi" else F(f"{picture.state}spi")
    rows = picture.rows().annotate(the_index=value).filter(the_index__lt=1).order_by("the_index", "pk")
    columns = {"of_project": F("project_id" if picture.day else "pk"), "called": F(f"{picture.project}name"),
               "colour": F(f"{picture.state}health")}  # fmt: skip
    return [
        {
            "name": row["called"], "url": reverse("projects:project-detail", args=[row["of_project"]]),
            "value": display.number(row["the_index"], 2), "badge": display.health(row["colour"]),
        }
        for row in rows.values("the_index", **columns)[:WORST]
    ]  # fmt: skip
