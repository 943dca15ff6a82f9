"""Business cases: their figures, frozen for a decision, copied to a next version, compared with another or today."""

from collections import defaultdict
from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max, Sum
from django.db.models.functions import ExtractYear
from django.utils.translation import gettext as _

from pmo.writing import save_object
from portfolio.business_case import BusinessCase as Figures
from portfolio.business_case import YearFlow, business_case

from ..choices import CaseKind, CostKind
from ..models import BusinessCase, BusinessCaseLine, CostEntry, Decision, Project


def flows_of(lines) -> list[YearFlow]:
    """Costs and gains of the lines, each with its year."""
    return [
        YearFlow(line.year, cost=line.amount) if line.kind == CaseKind.COST else YearFlow(line.year, gain=line.amount)
        for line in lines
    ]


def figures_of(case: BusinessCase, lines) -> Figures:
    """ROI, NPV, payback and their like at the discount rate of the case."""
    return business_case(flows_of(lines), case.discount_rate / 100)


def spent_by_year(project: Project | int) -> dict[int, Decimal]:
    """Actual and accrued costs of a project by calendar year (one query)."""
    spent = CostEntry.objects.filter(project=project, kind__in=(CostKind.ACTUAL, CostKind.ACCRUED))
    rows = spent.order_by().annotate(year=ExtractYear("month")).values_list("year").annotate(Sum("amount"))
    return dict(sorted(rows))


def as_of_today(case: BusinessCase, lines, *, today: date) -> list[YearFlow]:
    """The case with what was really spent: years that are over and the running one by their costs where these are
    higher, later years and all gains as they were foreseen."""
    spent = spent_by_year(case.project_id)
    costs: dict[int, Decimal] = defaultdict(Decimal)
    gains: dict[int, Decimal] = defaultdict(Decimal)
    for flow in flows_of(lines):
        costs[flow.year] += flow.cost
        gains[flow.year] += flow.gain
    for year in {*costs, *spent}:
        if year < today.year:
            costs[year] = spent.get(year, Decimal(0))
        elif year == today.year:
            costs[year] = max(costs[year], spent.get(year, Decimal(0)))
    return [YearFlow(year, max(costs[year], Decimal(0)), gains[year]) for year in sorted({*costs, *gains})]


@transaction.atomic
def freeze_case(actor, *, case: BusinessCase, on: date, decision: Decision | None = None) -> BusinessCase:
    """Freeze a case with its lines, for a decision if there is one. Raises ValidationError."""
    case = BusinessCase.objects.select_for_update(of=("self",)).get(pk=case.pk)
    if case.frozen_on:
        raise ValidationError(_("This business case is frozen already."))
    if not BusinessCaseLine.objects.filter(business_case=case).exists():
        raise ValidationError(_("There is no cost and no gain in it yet."))
    case.frozen_on, case.decision = on, decision
    return save_object(case, actor=actor)


@transaction.atomic
def copy_case(actor, *, case: BusinessCase, name: str) -> BusinessCase:
    """A next version with the same lines, not frozen."""
    Project.objects.select_for_update(of=("self",)).get(pk=case.project_id)
    last = BusinessCase.objects.filter(project=case.project_id).aggregate(last=Max("number"))["last"]
    copy = BusinessCase(
        project_id=case.project_id, number=last + 1, name=name, discount_rate=case.discount_rate,
        assumptions=case.assumptions,
    )  # fmt: skip
    save_object(copy, actor=actor)
    for line in BusinessCaseLine.objects.filter(business_case=case).order_by("pk"):
        values = {name: getattr(line, name) for name in ("project_id", "kind", "year", "label", "nature", "amount")}
        save_object(BusinessCaseLine(business_case=copy, **values), actor=actor)
    return copy
