"""What the roll-up writes: one state a project, and one dated snapshot a project and day."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from pmo.access import AccessPath, AccessQuerySet
from pmo.choices import Health

from ..choices import ProjectStatus, SnapshotSource, Stage, Trend


def _colour(label):
    return models.CharField(label, max_length=5, choices=Health, default=Health.NONE)


def _money(label):
    return models.DecimalField(label, max_digits=18, decimal_places=2, null=True)


def _index(label):
    return models.DecimalField(label, max_digits=14, decimal_places=4, null=True)


def _count(label):
    return models.PositiveIntegerField(label, default=0, db_default=0)


# Only for who may see the project's money.
MEASURES_OF_MONEY = (
    "budget_initial", "budget", "forecast", "committed", "accrued", "actual", "budget_total", "forecast_total",
    "actual_total", "overrun_percent", "risk_exposure", "risk_exposure_total", "budget_at_completion",
    "planned_value", "earned_value", "actual_cost", "estimate_at_completion", "budget_at_completion_total",
    "planned_value_total", "earned_value_total", "actual_cost_total", "estimate_at_completion_total", "cpi",
    "earned_value_detail",
)  # fmt: skip


class Measures(models.Model):
    """The measures of a project for a date. Money twice: own currency, and `_total` in the organisation's."""

    as_of = models.DateField(_("as of"))
    health = _colour(_("health"))
    schedule_health = _colour(_("schedule"))
    cost_health = _colour(_("cost"))
    scope_health = _colour(_("scope"))
    resources_health = _colour(_("resources"))
    risk_health = _colour(_("risk"))
    declared_health = _colour(_("declared"))
    declared_on = models.DateField(_("declared on"), null=True)
    is_watermelon = models.BooleanField(_("watermelon"), default=False, help_text=_("Declared green, calculated red."))
    is_stale = models.BooleanField(_("stale"), default=False)
    trend = models.CharField(_("trend"), max_length=8, choices=Trend, default=Trend.UNKNOWN)
    start = models.DateField(_("start"), null=True)
    planned_finish = models.DateField(_("planned finish"), null=True)
    finish = models.DateField(_("forecast finish"), null=True)
    slip_days = models.IntegerField(_("slip (days)"), null=True)
    progress = models.DecimalField(_("progress (%)"), max_digits=5, decimal_places=2, null=True)
    budget_initial = _money(_("initial budget"))
    budget = _money(_("budget"))
    forecast = _money(_("forecast at completion"))
    committed = _money(_("committed"))
    accrued = _money(_("accrued"))
    actual = _money(_("actual"))
    budget_total = _money(_("budget, organisation's currency"))
    forecast_total = _money(_("forecast, organisation's currency"))
    actual_total = _money(_("actual, organisation's currency"))
    overrun_percent = models.DecimalField(_("overrun (%)"), max_digits=9, decimal_places=2, null=True)
    risk_count = models.PositiveIntegerField(_("open risks"), default=0)
    risk_score = models.PositiveSmallIntegerField(_("highest risk score"), null=True)
    risk_exposure = _money(_("risk exposure"))
    risk_exposure_total = _money(_("risk exposure, organisation's currency"))
    issue_count = models.PositiveIntegerField(_("open issues"), default=0)
    critical_issue_count = models.PositiveIntegerField(_("open critical issues"), default=0, db_default=0)
    milestone_count = models.PositiveIntegerField(_("milestones"), default=0)
    late_milestone_count = models.PositiveIntegerField(_("late milestones"), default=0)
    milestone_slip_days = models.IntegerField(_("slip of the latest milestone (days)"), null=True)
    next_milestone_on = models.DateField(_("next milestone"), null=True)
    next_milestone_name = models.CharField(_("next milestone"), max_length=250, blank=True)
    open_action_count = models.PositiveIntegerField(_("open actions"), default=0)
    late_action_count = models.PositiveIntegerField(_("late actions"), default=0)
    open_decision_count = models.PositiveIntegerField(_("decisions asked"), default=0)
    demand_days = models.DecimalField(_("allocated (days)"), max_digits=12, decimal_places=2, null=True)
    load_percent = models.DecimalField(_("highest load (%)"), max_digits=9, decimal_places=2, null=True)
    task_count = _count(_("tasks"))
    late_task_count = _count(_("late tasks"))
    critical_task_count = _count(_("critical tasks"))
    budget_at_completion = _money(_("budget at completion (BAC)"))
    planned_value = _money(_("planned value (PV)"))
    earned_value = _money(_("earned value (EV)"))
    actual_cost = _money(_("actual cost (AC)"))
    estimate_at_completion = _money(_("estimate at completion (EAC)"))
    budget_at_completion_total = _money(_("BAC, organisation's currency"))
    planned_value_total = _money(_("PV, organisation's currency"))
    earned_value_total = _money(_("EV, organisation's currency"))
    actual_cost_total = _money(_("AC, organisation's currency"))
    estimate_at_completion_total = _money(_("EAC, organisation's currency"))
    spi = _index(_("SPI"))
    cpi = _index(_("CPI"))
    spi_time = _index(_("SPI(t)"))
    actual_time_days = _index(_("actual time AT (working days)"))
    earned_schedule_days = _index(_("earned schedule ES (working days)"))
    planned_duration_days = _index(_("planned duration PD (working days)"))
    expected_finish = models.DateField(_("finish expected from earned schedule"), null=True)
    earned_value_detail = models.JSONField(
        _("earned value in detail"),
        default=dict,
        db_default=models.Value({}, models.JSONField()),
        help_text=_("Forecasts by every method, which one suits, and why a value is missing."),
    )
    rating = models.CharField(_("rating as given"), max_length=60, blank=True)
    reasons = models.JSONField(_("reasons"), default=dict)
    facts_changed_at = models.DateTimeField(_("facts last changed"), null=True)
    computed_at = models.DateTimeField(_("computed"))

    objects = AccessQuerySet.as_manager()

    class Meta:
        abstract = True


class ProjectState(Measures):
    """The current measures of a project: one row each, the only thing lists and pages join."""

    project = models.OneToOneField(
        "projects.Project", models.CASCADE, primary_key=True, verbose_name=_("project"), related_name="state"
    )

    access = AccessPath("project", project="project")

    class Meta:
        verbose_name = _("project state")
        verbose_name_plural = _("project states")
        ordering = ["project"]
        indexes = [
            models.Index(fields=["health", "project"], name="project_state_health"),
            models.Index(fields=["finish", "project"], name="project_state_finish"),
            models.Index(fields=["slip_days", "project"], name="project_state_slip"),
            models.Index(fields=["budget_total", "project"], name="project_state_budget"),
        ]

    def __str__(self):
        return f"{self.project} {self.as_of}"


class ProjectSnapshot(Measures):
    """The measures of a project on a day, with the name, stage and portfolio it had then."""

    # The unique and the portfolio index below start with these two keys; indexes of their own would only cost writes.
    project = models.ForeignKey(
        "projects.Project", models.CASCADE, verbose_name=_("project"), related_name="snapshots", db_index=False
    )
    source = models.CharField(_("source"), max_length=10, choices=SnapshotSource, default=SnapshotSource.ROLL_UP)
    source_label = models.CharField(_("edition"), max_length=120, blank=True)
    is_cited = models.BooleanField(_("cited"), default=False, help_text=_("Kept: a report or session refers to it."))
    name = models.CharField(_("name"), max_length=250)
    status = models.CharField(_("status"), max_length=10, choices=ProjectStatus, blank=True)
    stage = models.CharField(_("stage"), max_length=12, choices=Stage, blank=True)
    portfolio = models.ForeignKey(
        "portfolio.Portfolio",
        models.CASCADE,
        verbose_name=_("portfolio"),
        related_name="project_snapshots",
        db_index=False,
    )
    programme = models.ForeignKey(
        "portfolio.Programme", models.SET_NULL, null=True, verbose_name=_("programme"), related_name="+"
    )

    access = AccessPath("project", project="project")

    class Meta:
        verbose_name = _("project snapshot")
        verbose_name_plural = _("project snapshots")
        ordering = ["project", "-as_of"]
        constraints = [models.UniqueConstraint(fields=["project", "as_of"], name="project_snapshot_day_unique")]
        indexes = [
            models.Index(fields=["portfolio", "as_of"], name="project_snapshot_portfolio"),
            # The roll-up looks for the latest import of each project among hundreds of its own rows.
            models.Index(
                fields=["project", "as_of"],
                condition=models.Q(source=SnapshotSource.IMPORT),
                name="project_snapshot_import",
            ),
        ]

    def __str__(self):
        return f"{self.name} {self.as_of}"
