"""Sets of risks, responses, issues and assumptions."""

from datetime import date

from django.db.models import Count, F

from pmo.access import AccessQuerySet

from .choices import IssueState, RiskState


class RiskQuerySet(AccessQuerySet):
    """Risks; `score` and `residual_score` are columns kept by the database."""

    def for_list(self):
        return self.select_related("project", "owner").annotate(response_count=Count("responses"))

    def for_detail(self):
        return self.select_related("project", "owner").annotate(response_count=Count("responses"))

    def open(self):
        return self.filter(state=RiskState.OPEN)

    def worst_first(self):
        return self.order_by(F("current_score").desc(), "pk")


class ResponseQuerySet(AccessQuerySet):
    def for_list(self):
        return self.select_related("risk", "project", "owner")


class IssueQuerySet(AccessQuerySet):
    def for_list(self):
        return self.select_related("project", "owner", "escalated_to", "committee")

    def open(self):
        return self.exclude(state=IssueState.CLOSED)

    def waiting_for_an_answer(self, on: date):
        return self.filter(state=IssueState.ESCALATED)


class AssumptionQuerySet(AccessQuerySet):
    def for_list(self):
        return self.select_related("project", "owner")
