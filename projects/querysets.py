"""Sets of projects and their facts."""

from datetime import date

from django.apps import apps
from django.db.models import (
    Case,
    DateField,
    Exists,
    ExpressionWrapper,
    F,
    Func,
    IntegerField,
    Max,
    Min,
    OuterRef,
    Q,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce, NullIf
from django.db.models.lookups import Exact

from pmo.access import AccessQuerySet, visible
from pmo.choices import Health
from portfolio.models import TradingPeriod

from .choices import ActionState, DecisionState, ProjectStatus, ReportState


class DaysBetween(Func):
    """A later date minus an earlier one, in days (Django's own subtraction gives an interval)."""

    template = "(%(expressions)s)"
    arg_joiner = " - "
    output_field = IntegerField()


def severity(path: str) -> Case:
    """0 red, 1 amber, 2 green, 3 not reported: colours in the order in which they need somebody."""
    worst_first = enumerate((Health.RED, Health.AMBER, Health.GREEN))
    return Case(*(When(**{path: colour}, then=Value(rank)) for rank, colour in worst_first), default=Value(3))


IS_OVER = Case(When(status__in=[ProjectStatus.CLOSED, ProjectStatus.CANCELLED], then=Value(1)), default=Value(0))


class ProjectQuerySet(AccessQuerySet):
    """Projects. Lists join the state, one row a project."""

    order_columns = {
        "health_rank": severity("state__health"),
        "declared_rank": severity("state__declared_health"),
        "is_over": IS_OVER,
    }

    def for_list(self):
        return self.select_related("state", "portfolio", "programme", "manager", "sponsor")

    def for_detail(self):
        return self.select_related(
            "state",
            "portfolio",
            "programme",
            "manager",
            "sponsor",
            "department",
            "customer",
            "customer_company",
        )

    def for_reader(self, user):
        """Amounts of the state, empty in the projects whose money the reader may not see."""
        return self.annotate(
            visible_budget=visible(user, "state__budget_total", self.model.access, "money"),
            visible_forecast=visible(user, "state__forecast_total", self.model.access, "money"),
            visible_actual=visible(user, "state__actual_total", self.model.access, "money"),
            visible_overrun=visible(user, "state__overrun_percent", self.model.access, "money"),
        )

    def next_code(self, portfolio) -> str:
        """The next free number under the portfolio's code: WEB-014."""
        prefix = f"{portfolio.code}-".upper()
        taken = self.filter(code__istartswith=prefix).values_list("code", flat=True)
        numbers = [int(code[len(prefix) :]) for code in taken if code[len(prefix) :].isdigit()]
        return f"{prefix}{max(numbers, default=0) + 1:03d}"

    def real(self):
        """Without the templates that projects are created from."""
        return self.filter(is_template=False)

    def reporting(self):
        """Projects outside archives that report; `report_due`: when the report after the last published one is."""
        reports = apps.get_model("projects.StatusReport").objects.filter(project=OuterRef("pk"))
        last = reports.filter(state=ReportState.PUBLISHED).order_by("-as_of").values("as_of")[:1]
        due = ExpressionWrapper(F("last_report") + F("report_every_days"), output_field=DateField())
        expected = self.real().filter(status=ProjectStatus.ACTIVE, report_every_days__gt=0, portfolio__is_archive=False)
        return expected.annotate(last_report=Subquery(last), report_due=due)

    def with_late_report(self, on: date):
        """Those whose next status report was due before a day, or that never had one."""
        return self.reporting().filter(Q(last_report__isnull=True) | Q(report_due__lt=on))

    def running(self):
        return self.real().filter(status__in=[ProjectStatus.ACTIVE, ProjectStatus.ON_HOLD])


class ObjectiveLinkQuerySet(AccessQuerySet):
    def for_list(self):
        return self.select_related("project", "objective")


class MilestoneQuerySet(AccessQuerySet):
    def for_list(self):
        return self.select_related("project", "owner")

    def for_reader(self, user):
        """`slip_days`: reached or expected day against the reference; `in_freeze` as in `with_freezes`."""
        expected = Coalesce("actual_date", "forecast_date", "reference_date")
        return self.with_freezes().annotate(slip_days=DaysBetween(expected, "reference_date"))

    def with_freezes(self):
        """`in_freeze`: a go-live still to come that is expected while releases are frozen."""
        expected = Coalesce(OuterRef("forecast_date"), OuterRef("reference_date"))
        frozen = TradingPeriod.objects.freezes().filter(first_day__lte=expected, last_day__gte=expected)
        return self.annotate(in_freeze=Q(is_go_live=True, actual_date__isnull=True) & Exists(frozen))

    def open(self):
        return self.filter(actual_date__isnull=True)

    def late(self, on: date):
        """Not reached, and the forecast (or, without one, the reference) has passed."""
        return self.open().filter(Q(forecast_date__lt=on) | Q(forecast_date__isnull=True, reference_date__lt=on))


class BudgetLineQuerySet(AccessQuerySet):
    def for_list(self):
        return self.select_related("project", "vendor")


class CostEntryQuerySet(AccessQuerySet):
    def for_list(self):
        return self.select_related("project", "vendor")


class StatusReportQuerySet(AccessQuerySet):
    def for_list(self):
        return self.select_related("project", "author")

    def published(self):
        return self.filter(state=ReportState.PUBLISHED)


class DecisionQuerySet(AccessQuerySet):
    def for_list(self):
        return self.select_related("project", "portfolio", "session__committee", "decider", "asked_by")

    def waiting(self):
        return self.filter(state=DecisionState.ASKED)

    def overdue(self, on: date):
        return self.waiting().filter(due_on__lt=on)


class ActionQuerySet(AccessQuerySet):
    def for_list(self):
        return self.select_related("project", "portfolio", "session__committee", "owner", "decision")

    def open(self):
        return self.filter(state__in=[ActionState.OPEN, ActionState.IN_PROGRESS])

    def overdue(self, on: date):
        return self.open().filter(due_on__lt=on)


def own_calendar(person: str) -> Case:
    """The calendar of a person who does not work by the organisation's, else 0."""
    return Case(When(**{f"{person}__calendar__is_default": False}, then=f"{person}__calendar_id"), default=Value(0))


class TaskQuerySet(AccessQuerySet):
    def for_list(self):
        return self.select_related("project", "parent", "responsible", "schedule", "column", "sprint")

    def scheduled(self):
        return self.filter(is_scheduled=True)

    def open(self):
        """Work that is not finished; summaries only sum up their parts."""
        unfinished = self.filter(actual_finish__isnull=True).exclude(schedule__percent_complete__gte=100)
        return unfinished.exclude(schedule__is_summary=True)

    def done_by(self, user):
        """Those somebody is responsible for or assigned to, found by two indexes rather than by reading every task."""
        assigned = self.model._default_manager.filter(assignments__person__user=user)
        responsible = self.model._default_manager.filter(responsible__user=user)
        found = (rows.order_by().values("pk") for rows in (assigned, responsible))
        return self.filter(pk__in=next(found).union(*found))

    def with_calendar(self):
        """With `works_by`, the calendar that dates the task: its own, else that of whoever does it, else none.

        Those who do it are the people assigned to it, or whoever is responsible while nobody is. They count where all
        of them work by the same calendar and it is not the organisation's, which says nothing about them.
        """
        doers = apps.get_model("projects", "TaskAssignment")._base_manager.filter(task=OuterRef("pk")).order_by()
        lowest, highest = (choose(own_calendar("person")) for choose in (Min, Max))
        shared = Case(When(Exact(lowest, highest), then=lowest), default=Value(0))
        assigned = Subquery(doers.values("task").annotate(shared=shared).values("shared"))
        doing = NullIf(Coalesce(assigned, own_calendar("responsible")), Value(0))
        return self.annotate(works_by=Coalesce("calendar_id", doing))


class TaskLinkQuerySet(AccessQuerySet):
    def for_list(self):
        return self.select_related("project", "predecessor", "successor")


class BaselineQuerySet(AccessQuerySet):
    def for_list(self):
        return self.select_related("project", "approved_by", "decision")

    def for_detail(self):
        return self.for_list().select_related("taken_by")

    def current(self):
        return self.filter(is_current=True)

    def bulk_create(self, objs, *args, **options):
        """Many at once are frozen as one is. Restored or imported rows come another way, with their tasks."""
        from .services.baselines import freeze_plans

        return freeze_plans(super().bulk_create(objs, *args, **options))


class TaskAssignmentQuerySet(AccessQuerySet):
    def for_list(self):
        return self.select_related("project", "task", "person")


class ChecklistItemQuerySet(AccessQuerySet):
    def for_list(self):
        return self.select_related("project", "task")


class OfProjectQuerySet(AccessQuerySet):
    """Rows that show nothing of others but their project: columns and sprints of a board."""

    def for_list(self):
        return self.select_related("project")
