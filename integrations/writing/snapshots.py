"""What an import as of a date keeps of every project: its dates, budget and rating of that day as a snapshot."""

from datetime import date
from decimal import Decimal

from django.utils import timezone

from accounts.models import ExchangeRate
from integrations.ratings import RatingMap
from integrations.report import ImportReport
from integrations.writing.drafts import Draft
from integrations.writing.options import ImportOptions
from pmo.models import Mark, Organisation
from projects.choices import SnapshotSource
from projects.models import ProjectSnapshot

WRITTEN = (
    "source", "source_label", "name", "status", "stage", "portfolio", "programme", "start", "planned_finish", "finish",
    "slip_days", "progress", "budget_initial", "budget", "forecast", "budget_total", "forecast_total", "rating",
    "health", "declared_health", "declared_on", "computed_at",
)  # fmt: skip
CENT = Decimal("0.01")


class SnapshotWriter:
    """Snapshots of one run. Those of the same day and project are replaced, so a second run changes nothing."""

    def __init__(self, options: ImportOptions, report: ImportReport):
        self.options, self.report = options, report
        organisation = Organisation.current()
        self.ratings, self.currency = RatingMap(organisation.rating_map), organisation.currency
        self._rates: dict[tuple[str, date], Decimal | None] = {}
        self._touched: set[int] = set()

    def write(self, drafts: list[Draft]) -> None:
        rows = [self._snapshot(draft) for draft in drafts if self.options.as_of or draft.row.values.get("rating")]
        if not rows:
            return
        ProjectSnapshot.objects.bulk_create(
            rows, update_conflicts=True, unique_fields=["project", "as_of"], update_fields=WRITTEN
        )
        # A snapshot of its own changes no fact of the project, but the trend that is read from it.
        now = timezone.now()
        Mark.objects.bulk_create(Mark(project_id=row.project_id, marked_at=now) for row in rows)
        self._touched |= {row.project_id for row in rows}
        self.report.snapshots += len(rows)

    def _snapshot(self, draft: Draft) -> ProjectSnapshot:
        # The row as it is: a date or budget that the project cannot take is still what the edition says.
        values, project = draft.row.values, draft.instance
        as_of = self.options.as_of or timezone.localdate()
        budget = values.get("budget")
        total = self._in_own_currency(budget, str(values.get("currency") or project.currency), as_of)
        rating = str(draft.row.values.get("rating") or "")
        health = self.ratings.health(rating)
        return ProjectSnapshot(
            project_id=project.pk, as_of=as_of, source=SnapshotSource.IMPORT, source_label=self.options.edition[:120],
            name=draft.values.get("name") or project.name, status=values.get("status") or project.status,
            stage=values.get("stage") or project.stage, portfolio_id=project.portfolio_id,
            programme_id=project.programme_id, start=_first(values, "actual_start", "forecast_start", "planned_start"),
            planned_finish=values.get("planned_finish"),
            finish=_first(values, "actual_finish", "forecast_finish", "planned_finish"),
            slip_days=None, progress=values.get("progress"), budget_initial=budget, budget=budget, forecast=budget,
            budget_total=total, forecast_total=total, rating=rating[:60], health=health, declared_health=health,
            declared_on=as_of if rating else None, computed_at=timezone.now(),
        )  # fmt: skip

    def _in_own_currency(self, amount: Decimal | None, currency: str, as_of: date) -> Decimal | None:
        """In the organisation's currency at the rate of the month or the last one before; None without any."""
        if amount is None or currency == self.currency:
            return amount
        month = as_of.replace(day=1)
        if (currency, month) not in self._rates:
            rates = ExchangeRate.objects.filter(currency__code=currency, month__lte=month).order_by("-month")
            self._rates[currency, month] = rates.values_list("rate", flat=True).first()
        rate = self._rates[currency, month]
        return None if rate is None else (amount * rate).quantize(CENT)

    def finish(self) -> None:
        """Across editions the earliest finish is the reference, whichever edition was imported first."""
        if not self.options.keeps_reference or not self._touched:
            return
        rows = ProjectSnapshot.objects.filter(project__in=self._touched, source=SnapshotSource.IMPORT)
        reference: dict[int, tuple[date | None, Decimal | None]] = {}
        changed = []
        for row in rows.order_by("project", "as_of").only(
            "project", "as_of", "planned_finish", "finish", "slip_days", "budget", "budget_initial"
        ):
            finish, budget = reference.get(row.project_id, (None, None))
            reference[row.project_id] = finish, budget = (
                finish or row.finish,
                budget if budget is not None else row.budget,
            )
            slip = (row.finish - finish).days if row.finish and finish else None
            if (row.planned_finish, row.slip_days, row.budget_initial) != (finish, slip, budget):
                row.planned_finish, row.slip_days, row.budget_initial = finish, slip, budget
                changed.append(row)
        ProjectSnapshot.objects.bulk_update(changed, ["planned_finish", "slip_days", "budget_initial"], 500)


def _first(values: dict, *names: str):
    return next((values[name] for name in names if values.get(name)), None)
