"""What a dashboard shows of a picture: figures, colours and a line for each portfolio or programme, all linked.

Words and addresses only; sums are those of `totals.py`.
"""

from dataclasses import dataclass, field
from decimal import Decimal

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from pmo import display
from pmo.choices import Health

from .picture import Picture
from .totals import Totals

WORST_FIRST = (Health.RED, Health.AMBER, Health.GREEN, Health.NONE)
FILLS = {Health.RED: "red", Health.AMBER: "orange", Health.GREEN: "green", Health.NONE: "grey"}
LATE = {"slip_days_min": 1}
LATE_MILESTONES = {"late_milestone_count_min": 1, "columns": ["name", "health", "finish", "late_milestone_count"]}


@dataclass(frozen=True)
class Part:
    """The projects of one colour: how many, their budget, and its share (0 to 100, None without a budget)."""

    health: str
    label: str
    colour: str
    count: int
    budget: str
    share: int | None
    url: str


@dataclass(frozen=True)
class Figure:
    """One number with the list behind it and the page that explains it."""

    name: str
    label: str
    value: str
    url: str = ""
    change: str = ""
    good: bool = True
    trend_url: str = ""


@dataclass
class Line:
    """A portfolio or a programme in the table. `worst` is the worst colour, only up to programme."""

    name: str
    url: str
    parts: list[Part]
    projects: str
    projects_url: str
    money: dict[str, str]
    over: str
    late: str
    late_url: str
    worst: str = ""
    programmes: list["Line"] = field(default_factory=list)
    key: str = ""


def parts(picture: Picture, totals: Totals, currency: str) -> list[Part]:
    """The colours, worst first, with the list of each."""
    return [
        Part(
            health=health.value,
            label=str(health.label),
            colour=FILLS[health],
            count=totals.by_health[health],
            budget=display.short_money(totals.budget_by_health[health], currency) if totals.with_money else "",
            share=None if (share := totals.share_of_budget(health)) is None else round(share * 100),
            url=picture.list_url(health=health.value),
        )
        for health in WORST_FIRST
    ]


def counts(picture: Picture, totals: Totals, *, linked: bool) -> list[Part]:
    """The colours of a line in the table: numbers and lists only."""
    address = picture.list_url() if linked else ""
    return [
        Part(
            health.value, str(health.label), FILLS[health], totals.by_health[health], "", None,
            f"{address}&health={health.value}" if linked else "",
        )
        for health in WORST_FIRST
    ]  # fmt: skip


def figures(picture: Picture, totals: Totals, currency: str) -> list[Figure]:
    """The figures above the table. Money only when the reader sees some."""
    shown = [
        Figure("projects", _("Running projects"), display.number(totals.projects), picture.list_url()),
        Figure("late", _("Projects that slip"), display.number(totals.late), picture.list_url(**LATE)),
        Figure(
            "late_milestones",
            _("Late milestones"),
            display.number(totals.counts["late_milestone_count"]),
            late_milestones_url(picture),
        ),
        Figure(
            "watermelons",
            _("Watermelons"),
            display.number(totals.watermelons),
            picture.list_url(is_watermelon="true"),
        ),
        Figure(
            "critical", _("Critical projects"), display.number(totals.critical), picture.list_url(is_critical="true")
        ),
        Figure("stale", _("Stale facts"), display.number(totals.stale), picture.list_url(is_stale="true")),
    ]
    return shown + money_figures(picture, totals, currency) if totals.with_money else shown


def money_figures(picture: Picture, totals: Totals, currency: str) -> list[Figure]:
    amounts = {name: display.short_money(amount, currency) for name, amount in totals.money.items()}
    over = overrun(totals, currency)
    return [
        Figure("budget", _("Budget"), amounts["budget_total"], picture.list_url()),
        Figure(
            "forecast", _("Forecast"), amounts["forecast_total"], picture.list_url(), over, (totals.overrun or 0) <= 0
        ),
        Figure("actual", _("Actual"), amounts["actual_total"], picture.list_url(columns=["name", "health", "actual"])),
        Figure("exposure", _("Risk exposure"), amounts["risk_exposure_total"]),
    ]


def late_milestones_url(picture: Picture) -> str:
    """Now the milestones themselves; of a kept day only how many each project had."""
    return (
        picture.list_url(**LATE_MILESTONES)
        if picture.day
        else picture.facts_url("projects:milestone-list", late="true")
    )


def overrun(totals: Totals, currency: str) -> str:
    """Forecast beyond the budget with its sign, "" when there is none to tell."""
    if not totals.overrun:
        return ""
    sign = "+" if totals.overrun > 0 else "\u2212"
    return f"{sign}{display.short_money(abs(totals.overrun), currency)}"


def lines(picture: Picture, portfolios: dict, programmes: dict, currency: str) -> list[Line]:
    """A line for each portfolio with those programmes below, by name; what may not be named reads "restricted"."""
    by_programme: dict[tuple, Totals] = {}
    for cell in picture.cells:
        key = cell["of_portfolio"], cell["of_programme"]
        by_programme.setdefault(key, Totals()).include(cell)
    found = {}
    for pk, totals in picture.totals_by("of_portfolio").items():
        inner = Picture(picture.user, picture.day, portfolio=portfolios.get(pk))
        found[pk] = line(inner, portfolios.get(pk), totals, currency)
    for (portfolio, programme), totals in by_programme.items():
        if programme in programmes:
            inner = Picture(picture.user, picture.day, programme=programmes[programme])
            shown = line(inner, programmes[programme], totals, currency, worst=True)
            found[portfolio].programmes.append(shown)
    for one in found.values():
        one.programmes.sort(key=lambda shown: shown.key)
    return sorted(found.values(), key=lambda shown: shown.key)


def line(picture: Picture, scope, totals: Totals, currency: str, *, worst: bool = False) -> Line:
    """The totals of one portfolio or programme; without `scope` it may not be named or opened."""
    return Line(
        name=str(scope) if scope else pgettext("portfolio", "restricted"),
        url=scope_url(scope) if scope else "",
        parts=counts(picture, totals, linked=bool(scope)),
        projects=display.number(totals.projects),
        projects_url=picture.list_url() if scope else "",
        money={name: display.short_money(amount, currency) for name, amount in totals.money.items()},
        over=overrun(totals, currency),
        late=display.number(totals.counts["late_milestone_count"]),
        late_url=late_milestones_url(picture) if scope else "",
        worst=display.health(worst_of(totals)) if worst else "",
        key=scope.sort_key if scope else "\uffff",
    )


def scope_url(scope) -> str:
    """The dashboard of a portfolio or programme."""
    return reverse(f"{scope._meta.model_name}-dashboard", args=[scope.pk])


def worst_of(totals: Totals) -> str:
    """The worst colour that any project has; not reported only when all are."""
    return next(health for health in WORST_FIRST if totals.by_health[health] or health == Health.NONE)


def in_currency(amounts: list[tuple[Decimal, Decimal | None]]) -> tuple[Decimal, int]:
    """The sum of amounts by their rates, and how many have none."""
    known = [amount * rate for amount, rate in amounts if rate is not None]
    return sum(known, Decimal(0)), len(amounts) - len(known)
