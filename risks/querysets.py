"""Sets of risks, responses, issues and assumptions."""

from datetime import date

from django.db.models import Count, F, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce

from pmo.access import AccessQuerySet, visible

from .choices import IssueState, RiskState


class RiskQuerySet(AccessQuerySet):
    """Risks; `score` and `residual_score` are columns kept by the database."""

    def for_list(self):
        # A subquery counts for the rows of the page only; a join would group every risk of the list first.
        responses = self.model._meta.get_field("responses").related_model.objects.filter(risk=OuterRef("pk"))
        counted = responses.order_by().values("risk").annotate(count=Count("pk")).values("count")
        return self.select_related("project", "owner").annotate(response_count=Coalesce(Subquery(counted), Value(0)))

    def for_reader(self, user):
        """What it would cost, empty where the reader may not see the project's money."""
        return self.annotate(visible_cost_impact=visible(user, "cost_impact", self.model.access, "money"))

    def open(self):
        return self.filter(state=RiskState.OPEN)

    def to_review(self, on: date):
        return self.open().filter(review_on__lt=on)

    def worst_first(self):
        return self.order_by(F("current_score").desc(), "pk")


class ResponseQuerySet(AccessQuerySet):
    def for_list(self):
        return self.select_related("risk", "project", "owner")

    def for_reader(self, user):
        """The cost, empty where the reader may not see the project's money."""
        return self.annotate(visible_cost=visible(user, "cost", self.model.access, "money"))


class IssueQuerySet(AccessQuerySet):
    def for_list(self):
        return self.select_related("project", "owner", "escalated_to", "committee")

    def open(self):
        return self.exclude(state=IssueState.CLOSED)

    def escalated(self):
        return self.filter(state=IssueState.ESCALATED)

    def to_answer(self, user):
        """Escalated to somebody, or to a committee that they chair."""
        return self.escalated().filter(Q(escalated_to__user=user) | Q(committee__chair__user=user))

    def without_answer(self, on: date):
        """Escalated, and the answer was due before a day."""
        return self.escalated().filter(answer_due_on__lt=on)


class AssumptionQuerySet(AccessQuerySet):
    def for_list(self):
        return self.select_related("project", "owner")
