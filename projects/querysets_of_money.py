"""Sets of tenders, quotes, orders and business cases."""

from pmo.access import AccessQuerySet


class TenderQuerySet(AccessQuerySet):
    def for_list(self):
        return self.select_related("project", "owner", "chosen__vendor", "approved_by")

    def for_detail(self):
        return self.for_list().select_related("chosen_by")


class TenderCriterionQuerySet(AccessQuerySet):
    def for_list(self):
        return self.select_related("project", "tender")


class QuoteQuerySet(AccessQuerySet):
    def for_list(self):
        return self.select_related("project", "tender", "vendor")


class QuoteScoreQuerySet(AccessQuerySet):
    def for_list(self):
        return self.select_related("project", "quote__vendor", "criterion")


class PurchaseOrderQuerySet(AccessQuerySet):
    def for_list(self):
        return self.select_related("project", "vendor", "tender", "quote__vendor", "approved_by")

    def for_detail(self):
        return self.for_list().select_related("asked_by")


class OfOrderQuerySet(AccessQuerySet):
    def for_list(self):
        return self.select_related("project", "order")


class BusinessCaseQuerySet(AccessQuerySet):
    def for_list(self):
        return self.select_related("project", "decision")


class BusinessCaseLineQuerySet(AccessQuerySet):
    def for_list(self):
        return self.select_related("project", "business_case")
