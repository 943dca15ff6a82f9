"""Forecast rounds of a project's cost: read, started from the last one, entered month by month and category."""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Exists, Max, OuterRef
from django.utils.translation import gettext as _

from pmo.models import Organisation
from pmo.writing import Stale, delete_object, save_object

from ..choices import BudgetVersion, CostKind
from ..models import BudgetLine, CostEntry, Project
from ..models.order_commitment import SOURCE
from ..project_money import Amount, accrued_of_commitments, fiscal_year_of, still_to_come

INITIAL, REVISED, FORECAST = BudgetVersion.INITIAL.value, BudgetVersion.REVISED.value, BudgetVersion.FORECAST.value
SPENT = (CostKind.ACTUAL, CostKind.ACCRUED)
Cell = tuple[str, str, date]


@dataclass
class ProjectMoney:
    """Budget lines by version and costs by kind, in the currency of the project."""

    first_month: int
    versions: dict[tuple[str, int], list[Amount]] = field(default_factory=lambda: defaultdict(list))
    costs: dict[str, list[Amount]] = field(default_factory=lambda: defaultdict(list))

    @property
    def budget(self) -> tuple[str, int] | None:
        """The version that counts as the budget: the last revision, else the initial one."""
        revised = [key for key in self.versions if key[0] == REVISED]
        return max(revised, default=(INITIAL, 1) if (INITIAL, 1) in self.versions else None)

    @property
    def forecast(self) -> tuple[str, int] | None:
        return max((key for key in self.versions if key[0] == FORECAST), default=None)

    @property
    def spent(self) -> list[Amount]:
        return [one for kind in SPENT for one in self.costs.get(kind, ())]

    def lines(self, version: tuple[str, int] | None) -> list[Amount]:
        return self.versions.get(version, []) if version else []


def read_money(project: Project) -> ProjectMoney:
    """Three queries."""
    organisation = Organisation.objects.filter(pk=1).first() or Organisation(pk=1)
    found = ProjectMoney(organisation.fiscal_year_start)
    lines = BudgetLine.objects.filter(project=project).order_by("pk")
    for line in lines.values_list("budget_version", "number", "category", "nature", "amount", "month", "fiscal_year"):
        found.versions[line[0], line[1]].append(Amount(line[2], line[3], line[4], line[5], line[6]))
    costs, apart = follows_order(CostEntry.objects.filter(project=project).order_by("pk")), defaultdict(Counter)
    for entry in costs.values_list("kind", "category", "nature", "amount", "month", "follows_order"):
        found.costs[entry[0]].append(Amount(entry[1], entry[2], entry[3], entry[4]))
        if not entry[5]:
            apart[entry[0]][entry[1], entry[2]] += entry[3]
    both = accrued_of_commitments(apart[CostKind.COMMITTED.value], apart[CostKind.ACCRUED.value])
    last = max((one.month for one in found.costs.get(CostKind.ACCRUED.value, ()) if one.month), default=None)
    found.costs[CostKind.COMMITTED.value] += [
        Amount(category, nature, -amount, last) for (category, nature), amount in both.items() if amount
    ]
    return found


def follows_order(entries):
    """Entries with `follows_order`: whether the commitments they belong to are kept by their order."""
    held = CostEntry.objects.filter(order=OuterRef("order"), kind=CostKind.COMMITTED, source=SOURCE)
    return entries.annotate(follows_order=Exists(held))


@transaction.atomic
def start_round(actor, *, project: Project, on: date) -> int:
    """A next forecast round: what was spent in the months before, and what the last one foresaw from this month on.

    Without a round yet, what the budget foresees. Returns its number.
    """
    Project.objects.select_for_update(of=("self",)).get(pk=project.pk)
    found, first_open = read_money(project), on.replace(day=1)
    number = found.forecast[1] + 1 if found.forecast else 1
    cells: dict[Cell, Decimal] = defaultdict(Decimal)
    for one in found.spent:
        if one.month is not None and one.month < first_open:
            cells[one.category, one.nature, one.month] += one.amount
    ahead = still_to_come(found.lines(found.forecast or found.budget), first_open, found.first_month)
    for cell, amount in [*sorted(cells.items()), *sorted(ahead.items())]:
        if amount:
            save_object(line_of(project, number, cell, amount, found.first_month), actor=actor)
    return number


@transaction.atomic
def save_forecast(actor, *, project: Project, number: int, cells: Mapping[Cell, Decimal], seen: str) -> int:
    """Write the amounts of the last round by (category, nature, month), 0 taking one away; how many changed.

    `seen` is the mark of the round that the writer looked at. Raises Stale, ValidationError.
    """
    Project.objects.select_for_update(of=("self",)).get(pk=project.pk)
    rows = list(lines_of(project, number))
    if number != last_round(project):
        raise ValidationError(_("Only the last round can be changed; the others are kept as they were."))
    if seen != mark_of(rows):
        raise Stale(None)
    kept: dict[Cell, list[BudgetLine]] = defaultdict(list)
    for row in rows:
        if row.month:
            kept[row.category, row.nature, row.month].append(row)
    organisation = Organisation.objects.filter(pk=1).first() or Organisation(pk=1)
    return sum(
        write_cell(actor, project, number, cell, amount, kept[cell], organisation.fiscal_year_start)
        for cell, amount in cells.items()
    )


def write_cell(actor, project, number: int, cell: Cell, amount: Decimal, lines: list, first_month: int) -> bool:
    """Where several lines make up a cell, the first takes the difference."""
    difference = amount - sum((line.amount for line in lines), Decimal(0))
    if not difference:
        return False
    if not lines:
        save_object(line_of(project, number, cell, amount, first_month), actor=actor)
    elif not amount:
        for line in lines:
            delete_object(line, actor=actor)
    else:
        lines[0].amount += difference
        save_object(lines[0], actor=actor)
    return True


def line_of(project: Project, number: int, cell: Cell, amount: Decimal, first_month: int) -> BudgetLine:
    category, nature, month = cell
    return BudgetLine(
        project=project, budget_version=FORECAST, number=number, fiscal_year=fiscal_year_of(month, first_month),
        month=month, category=category, nature=nature, amount=amount,
    )  # fmt: skip


def lines_of(project: Project, number: int):
    return BudgetLine.objects.filter(project=project, budget_version=FORECAST, number=number).order_by("pk")


def last_round(project: Project) -> int | None:
    rows = BudgetLine.objects.filter(project=project, budget_version=FORECAST)
    return rows.aggregate(last=Max("number"))["last"]


def mark_of(rows) -> str:
    """Changes with every line of a round."""
    text = ",".join(f"{row.pk}:{row.version}" for row in rows)
    return hashlib.sha256(text.encode()).hexdigest()[:16]
