"""Filters of strategy and steering, one FilterSet per object for page and API."""

from pmo.filters import ObjectFilterSet

from .models import (
    Committee,
    Envelope,
    Kpi,
    KpiValue,
    Objective,
    Portfolio,
    PortfolioSnapshot,
    Programme,
    Session,
    TradingPeriod,
)


class ObjectiveFilterSet(ObjectFilterSet):
    class Meta:
        model = Objective
        fields = ("code", "status", "horizon", "parent", "owner", "department", "deadline")
        search_fields = ("name", "code", "statement")


class PortfolioFilterSet(ObjectFilterSet):
    class Meta:
        model = Portfolio
        fields = ("code", "manager", "is_archive")
        search_fields = ("name", "code")


class EnvelopeFilterSet(ObjectFilterSet):
    class Meta:
        model = Envelope
        fields = ("portfolio", "fiscal_year")
        search_fields = ("portfolio__name", "note")


class ProgrammeFilterSet(ObjectFilterSet):
    class Meta:
        model = Programme
        fields = ("code", "portfolio", "status", "manager", "sponsor", "customer", "customer_company")
        search_fields = ("name", "code")
        orderings = {"portfolio": ("portfolio__sort_key", "sort_key")}


class KpiFilterSet(ObjectFilterSet):
    class Meta:
        model = Kpi
        fields = ("code", "unit", "direction", "owner")
        search_fields = ("name", "code", "description")


class KpiValueFilterSet(ObjectFilterSet):
    class Meta:
        model = KpiValue
        fields = ("kpi", "project", "period_end")
        search_fields = ("kpi__name", "note")


class CommitteeFilterSet(ObjectFilterSet):
    class Meta:
        model = Committee
        fields = ("level", "portfolio", "chair", "members")


class SessionFilterSet(ObjectFilterSet):
    class Meta:
        model = Session
        fields = ("committee", "date", "as_of")
        search_fields = ("committee__name", "agenda", "minutes")


class PortfolioSnapshotFilterSet(ObjectFilterSet):
    class Meta:
        model = PortfolioSnapshot
        fields = ("portfolio", "as_of")
        search_fields = ("portfolio__name",)
        unordered = PortfolioSnapshot.amounts


class TradingPeriodFilterSet(ObjectFilterSet):
    class Meta:
        model = TradingPeriod
        fields = ("kind", "is_freeze", "country", "brand", "first_day", "last_day")
        search_fields = ("name", "brand", "note")
