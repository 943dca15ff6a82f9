"""Sets of objectives, portfolios, programmes, KPIs and sessions."""

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, OuterRef, Subquery, Value
from django.db.models.functions import Coalesce

from pmo.access import AccessQuerySet

# How many values the small line in a list of KPIs shows.
LATEST = 24


def _projects_seen(model, user, relation: str):
    """How many projects the reader would find behind this row: a count equals its list."""
    projects = model._meta.get_field("projects").related_model.objects.allowed(user).real()
    counted = projects.filter(**{relation: OuterRef("pk")}).order_by().values(relation).annotate(n=Count("pk"))
    return Coalesce(Subquery(counted.values("n")), Value(0))


class ObjectiveQuerySet(AccessQuerySet):
    def for_list(self):
        return self.select_related("parent", "owner", "department")


class PortfolioQuerySet(AccessQuerySet):
    def for_list(self):
        return self.select_related("manager")

    def for_reader(self, user):
        return self.annotate(project_count=_projects_seen(self.model, user, "portfolio"))


class EnvelopeQuerySet(AccessQuerySet):
    def for_list(self):
        return self.select_related("portfolio")


class ProgrammeQuerySet(AccessQuerySet):
    def for_list(self):
        return self.select_related("portfolio", "manager", "sponsor", "customer", "customer_company")

    def for_reader(self, user):
        return self.annotate(project_count=_projects_seen(self.model, user, "programme"))


class KpiQuerySet(AccessQuerySet):
    def for_list(self):
        values = self.model._meta.get_field("values").related_model.objects.filter(kpi=OuterRef("pk"), project=None)
        return self.select_related("owner").annotate(
            last_value=Subquery(values.order_by("-period_end", "-pk").values("value")[:1]),
            latest=ArraySubquery(values.order_by("-period_end", "-pk").values("value")[:LATEST]),
        )


class KpiValueQuerySet(AccessQuerySet):
    def for_list(self):
        return self.select_related("kpi", "project")


class CommitteeQuerySet(AccessQuerySet):
    def for_list(self):
        return self.select_related("portfolio", "chair")


class SessionQuerySet(AccessQuerySet):
    def for_list(self):
        return self.select_related("committee")


class TradingPeriodQuerySet(AccessQuerySet):
    def overlapping(self, first, last):
        """Periods that share a day with these."""
        return self.filter(first_day__lte=last, last_day__gte=first)

    def freezes(self):
        return self.filter(is_freeze=True)
