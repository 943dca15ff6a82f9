"""Sets of objectives, portfolios, programmes, KPIs and sessions."""

from pmo.access import AccessQuerySet


class ObjectiveQuerySet(AccessQuerySet):
    def for_list(self):
        return self.select_related("parent", "owner", "department")


class PortfolioQuerySet(AccessQuerySet):
    def for_list(self):
        return self.select_related("manager")


class EnvelopeQuerySet(AccessQuerySet):
    def for_list(self):
        return self.select_related("portfolio")


class ProgrammeQuerySet(AccessQuerySet):
    def for_list(self):
        return self.select_related("portfolio", "manager", "sponsor", "customer", "customer_company")


class KpiQuerySet(AccessQuerySet):
    def for_list(self):
        return self.select_related("owner")


class KpiValueQuerySet(AccessQuerySet):
    def for_list(self):
        return self.select_related("kpi", "project")


class CommitteeQuerySet(AccessQuerySet):
    def for_list(self):
        return self.select_related("portfolio", "chair")


class SessionQuerySet(AccessQuerySet):
    def for_list(self):
        return self.select_related("committee")
