"""Pages of kept snapshots: the lists behind the numbers of a dashboard of an earlier day."""

import django_filters
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from pmo.access import as_flag, condition, visible
from pmo.tables import Choice, Day, HealthColour, Link, Money, Number, Percent, Related, Slip, Table
from pmo.views.export import ObjectExport
from pmo.widgets import DateInput
from projects.amounts_without_rate import without_rate
from projects.filters import ProjectSnapshotFilterSet
from projects.models import Project, ProjectSnapshot

from .picture import RUNNING, kept_by
from .record_pages import RecordDetail, RecordList, RecordPages

AMOUNTS = ("budget_total", "forecast_total", "actual_total")
MONEY = {
    "cost_health", "budget_initial", "budget", "forecast", "committed", "accrued", "actual", "overrun_percent",
    "risk_exposure", "budget_at_completion", "planned_value", "earned_value", "actual_cost", "estimate_at_completion",
    "cpi",
}  # fmt: skip
SECTIONS = (
    ("", ("project", "as_of", "source", "source_label", "status", "stage", "portfolio", "programme")),
    (_("Health"), (
        "health", "schedule_health", "cost_health", "scope_health", "resources_health", "risk_health",
        "declared_health", "declared_on", "is_watermelon", "trend", "rating",
    )),
    (_("Dates"), ("start", "planned_finish", "finish", "slip_days", "progress", "late_milestone_count")),
    (_("Money"), (
        "budget_initial", "budget", "forecast", "committed", "accrued", "actual", "overrun_percent", "risk_exposure",
    )),
    (_("Plan and earned value"), (
        "task_count", "late_task_count", "critical_task_count", "budget_at_completion", "planned_value", "earned_value",
        "actual_cost", "estimate_at_completion", "spi", "cpi", "spi_time", "expected_finish",
    )),
    (_("Risks"), ("risk_count", "risk_score", "issue_count", "critical_issue_count")),
)  # fmt: skip


class SnapshotTable(Table):
    model = ProjectSnapshot
    columns = (
        Day("as_of"),
        Link("name"),
        HealthColour("health", stale_path="is_stale"),
        HealthColour("declared_health", css="brief"),
        Choice("trend", css="brief"),
        Choice("status"),
        Choice("stage"),
        Related("portfolio"),
        Related("programme", extra=True),
        Day("finish"),
        Slip("slip_days", label=_("Slip")),
        Money("budget_total", path="visible_budget_total", label=_("Budget"), summed=True),
        Money("forecast_total", path="visible_forecast_total", label=_("Forecast"), summed=True),
        Money("actual_total", path="visible_actual_total", label=_("Actual"), summed=True, extra=True),
        Number("risk_score", label=_("Risk")),
        Number("late_milestone_count", label=_("Late milestones"), extra=True, summed=True),
        Percent("progress", extra=True),
        Choice("source", extra=True),
    )
    default_order = ("-as_of", "name")

    def further_sums(self):
        return {"without_rate": without_rate(self.user, ProjectSnapshot)}


class SnapshotFilterSet(ProjectSnapshotFilterSet):
    """`kept_by` leaves of each project the last snapshot by that day: the picture of the day."""

    kept_by = django_filters.DateFilter(method="are_kept_by", label=_("As it stood on"), widget=DateInput())

    running = django_filters.BooleanFilter(method="are_running", label=_("Under way"))

    def are_running(self, queryset, name, value):
        test = Q(status__in=RUNNING, project__is_template=False)
        return queryset.filter(test if value else ~test)

    def are_kept_by(self, queryset, name, value):
        return queryset.filter(kept_by(value, Project.objects.allowed(self.user)))

    class Meta(ProjectSnapshotFilterSet.Meta):
        fields = (
            *ProjectSnapshotFilterSet.Meta.fields, "is_watermelon", "is_stale", "trend", "slip_days", "finish",
            "late_milestone_count", "risk_score",
        )  # fmt: skip
        paths = {
            "is_archive": "portfolio__is_archive",
            "is_critical": "project__is_critical",
        }


class KeptRows:
    """Rows with the amounts that the reader may see."""

    def rows(self):
        rows = self.model.objects.allowed(self.reader).select_related("project", "portfolio", "programme")
        shown = {f"visible_{name}": visible(self.reader, name, self.model.access, "money") for name in AMOUNTS}
        return rows.annotate(**shown)


class SnapshotList(KeptRows, RecordList):
    pass


class SnapshotExport(KeptRows, ObjectExport):
    pass


class SnapshotDetail(KeptRows, RecordDetail):
    def flags(self) -> dict:
        return {"sees_money": as_flag(condition(self.reader, "view", self.model.access, "money"))}

    def hidden_fields(self, row) -> set[str]:
        return set() if row.sees_money else MONEY


snapshot_pages = RecordPages(
    ProjectSnapshot,
    table=SnapshotTable,
    filterset=SnapshotFilterSet,
    sections=SECTIONS,
    slug="snapshots",
    icon="camera",
    parent="project",
    tab=80,
    views={"list": SnapshotList, "detail": SnapshotDetail, "export": SnapshotExport},
)
