"""Projects and their share in objectives."""

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from pmo.access import AccessPath
from pmo.access_changes import UPDATE, changes_access
from pmo.history import tracked
from pmo.marks import marks_plan, marks_project
from pmo.models import NamedRecord, Record
from pmo.wall_clock import WallClockField

from ..choices import Method, Priority, ProjectStatus, ProjectType, Stage
from ..querysets import ObjectiveLinkQuerySet, ProjectQuerySet


def _in_order(first: str, last: str, name: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=Q(**{f"{first}__isnull": True}) | Q(**{f"{last}__isnull": True}) | Q(**{f"{last}__gte": F(first)}),
        name=name,
        violation_error_message=_("The finish must not be before the start."),
    )


SEEN_BY = (
    "confidential", "shares_money", "portfolio_id", "programme_id", "manager_id", "sponsor_id", "department_id",
)  # fmt: skip
SCHEDULED_BY = (
    "plan_start", "planned_start", "actual_start", "forecast_start", "calendar_id", "progress_date", "critical_float",
)  # fmt: skip
WITH_A_PLAN = """
SELECT DISTINCT written.id FROM {rows} AS written
WHERE EXISTS (SELECT 1 FROM projects_task AS task WHERE task.project_id = written.id AND task.is_scheduled)
"""
ITSELF = "SELECT DISTINCT 'project', id, NULL::bigint FROM {rows} AS written"


@changes_access(ITSELF, columns=SEEN_BY, events=(UPDATE,))
@marks_plan(WITH_A_PLAN, columns=SCHEDULED_BY, events=("update",))
@marks_project
@tracked
class Project(NamedRecord):
    """A piece of work with a start and an end. Measures live in its `state`, never here."""

    code = models.CharField(_("code"), max_length=40)
    description = models.TextField(_("description"), blank=True)
    type = models.CharField(_("type"), max_length=20, choices=ProjectType, default=ProjectType.OTHER)
    method = models.CharField(_("method"), max_length=20, choices=Method, default=Method.HYBRID)
    status = models.CharField(_("status"), max_length=10, choices=ProjectStatus, default=ProjectStatus.PROPOSED)
    stage = models.CharField(_("stage"), max_length=12, choices=Stage, default=Stage.SCOPING)
    priority = models.CharField(_("priority"), max_length=1, choices=Priority, default=Priority.MEDIUM)
    portfolio = models.ForeignKey(
        "portfolio.Portfolio", models.PROTECT, verbose_name=_("portfolio"), related_name="projects"
    )
    programme = models.ForeignKey(
        "portfolio.Programme",
        models.SET_NULL,
        null=True,
        blank=True,
        verbose_name=_("programme"),
        related_name="projects",
    )
    manager = models.ForeignKey(
        "accounts.Person", models.SET_NULL, null=True, blank=True, verbose_name=_("project manager"),
        related_name="managed_projects",
    )  # fmt: skip
    sponsor = models.ForeignKey(
        "accounts.Person", models.SET_NULL, null=True, blank=True, verbose_name=_("sponsor"),
        related_name="sponsored_projects",
    )  # fmt: skip
    department = models.ForeignKey(
        "accounts.Department",
        models.SET_NULL,
        null=True,
        blank=True,
        verbose_name=_("department"),
        related_name="projects",
    )
    customer = models.ForeignKey(
        "accounts.Department",
        models.SET_NULL,
        null=True,
        blank=True,
        verbose_name=_("customer"),
        related_name="ordered_projects",
    )
    customer_company = models.ForeignKey(
        "accounts.Vendor", models.SET_NULL, null=True, blank=True, verbose_name=_("customer company"),
        related_name="ordered_projects",
    )  # fmt: skip
    objectives = models.ManyToManyField(
        "portfolio.Objective",
        through="projects.ObjectiveLink",
        verbose_name=_("objectives"),
        related_name="projects",
    )
    planned_start = models.DateField(_("planned start"), null=True, blank=True)
    planned_finish = models.DateField(_("planned finish"), null=True, blank=True, help_text=_("The reference date."))
    forecast_start = models.DateField(_("forecast start"), null=True, blank=True)
    forecast_finish = models.DateField(_("forecast finish"), null=True, blank=True)
    actual_start = models.DateField(_("actual start"), null=True, blank=True)
    actual_finish = models.DateField(_("actual finish"), null=True, blank=True)
    plan_start = WallClockField(
        _("start of the plan"), null=True, blank=True,
        help_text=_("Nothing in the plan starts earlier; empty: the planned start, or the actual one."),
    )  # fmt: skip
    calendar = models.ForeignKey(
        "accounts.Calendar", models.SET_NULL, null=True, blank=True, verbose_name=_("calendar"), related_name="+",
        help_text=_("Empty: the organisation's."),
    )  # fmt: skip
    progress_date = models.DateField(
        _("progress as of"), null=True, blank=True,
        help_text=_("Work that is not done yet is placed after this day; empty: where the plan put it."),
    )  # fmt: skip
    critical_float = models.PositiveIntegerField(
        _("critical up to a float of"),
        default=0,
        help_text=_("Working minutes of total float."),
    )
    progress = models.DecimalField(
        _("progress (%)"), max_digits=5, decimal_places=2, null=True, blank=True,
        validators=[MinValueValidator(0), MaxValueValidator(100)],
    )  # fmt: skip
    budget = models.DecimalField(
        _("budget"), max_digits=16, decimal_places=2, null=True, blank=True, validators=[MinValueValidator(0)],
        help_text=_("Total excluding VAT; used while there are no budget lines."),
    )  # fmt: skip
    currency = models.CharField(_("currency"), max_length=3, default="EUR")
    confidential = models.BooleanField(
        _("confidential"),
        default=False,
        help_text=_("Invisible to anyone not named on it, but for the PMO and control."),
    )
    shares_money = models.BooleanField(
        _("the team sees the money"), default=False, help_text=_("Contributors see budget and costs.")
    )
    is_critical = models.BooleanField(_("critical for the organisation"), default=False)
    has_personal_data = models.BooleanField(_("personal data"), default=False)
    has_payment = models.BooleanField(_("payment"), default=False)
    is_public_facing = models.BooleanField(_("public-facing"), default=False)
    is_template = models.BooleanField(_("template"), default=False, help_text=_("Kept to create projects from."))
    report_every_days = models.PositiveSmallIntegerField(
        _("status report every (days)"), default=7, help_text=_("0: no status report is expected.")
    )

    objects = ProjectQuerySet.as_manager()
    access = AccessPath("project", project="")
    # Fields of this row that only readers of its money see, in history too.
    amounts = frozenset({"budget"})
    clean_follows = ("programme",)

    class Meta(NamedRecord.Meta):
        verbose_name = _("project")
        verbose_name_plural = _("projects")
        constraints = [
            models.UniqueConstraint(
                models.functions.Upper("code"),
                name="project_code_unique",
                violation_error_message=_("A project with this code exists already."),
            ),
            _in_order("planned_start", "planned_finish", "project_planned_dates_in_order"),
            _in_order("forecast_start", "forecast_finish", "project_forecast_dates_in_order"),
            _in_order("actual_start", "actual_finish", "project_actual_dates_in_order"),
        ]
        indexes = [
            models.Index(fields=["portfolio", "sort_key"], name="project_portfolio_name"),
            models.Index(fields=["sort_key", "id"], name="project_name"),
        ]

    def clean(self):
        if self.programme_id and self.portfolio_id and self.programme.portfolio_id != self.portfolio_id:
            raise ValidationError({"programme": _("This programme belongs to another portfolio.")})


@tracked
class ObjectiveLink(Record):
    """How much a project contributes to an objective, in percent of the project's effort."""

    project = models.ForeignKey(Project, models.CASCADE, verbose_name=_("project"), related_name="objective_links")
    objective = models.ForeignKey(
        "portfolio.Objective", models.CASCADE, verbose_name=_("objective"), related_name="project_links"
    )
    weight = models.PositiveSmallIntegerField(
        _("weight (%)"), default=100, validators=[MinValueValidator(1), MaxValueValidator(100)]
    )

    objects = ObjectiveLinkQuerySet.as_manager()
    access = AccessPath("project", project="project")

    class Meta(Record.Meta):
        verbose_name = _("objective link")
        verbose_name_plural = _("objective links")
        ordering = ["project", "-weight", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["project", "objective"],
                name="objective_link_unique",
                violation_error_message=_("This project is linked to that objective already."),
            )
        ]

    def __str__(self):
        return f"{self.project} → {self.objective}"
