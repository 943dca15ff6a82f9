"""Sets of projects and their facts."""

from datetime import date

from django.db.models import Q

from pmo.access import AccessQuerySet

from .choices import ActionState, DecisionState, ProjectStatus, ReportState


class ProjectQuerySet(AccessQuerySet):
    """Projects. Lists join the state, one row a project."""

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

    def real(self):
        """Without the templates that projects are created from."""
        return self.filter(is_template=False)

    def running(self):
        return self.real().filter(status__in=[ProjectStatus.ACTIVE, ProjectStatus.ON_HOLD])


class ObjectiveLinkQuerySet(AccessQuerySet):
    def for_list(self):
        return self.select_related("project", "objective")


class MilestoneQuerySet(AccessQuerySet):
    def for_list(self):
        return self.select_related("project", "owner")

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


class ActionQuerySet(AccessQuerySet):
    def for_list(self):
        return self.select_related("project", "portfolio", "session__committee", "owner", "decision")

    def open(self):
        return self.filter(state__in=[ActionState.OPEN, ActionState.IN_PROGRESS])

    def overdue(self, on: date):
        return self.open().filter(due_on__lt=on)
