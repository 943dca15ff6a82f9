"""API routes of strategy and steering."""

from pmo.access import holds_organisation_wide
from pmo.api.registry import route
from pmo.api.viewsets import ObjectViewSet, ReadOnlyViewSet

from .filters import (
    CommitteeFilterSet,
    EnvelopeFilterSet,
    KpiFilterSet,
    KpiValueFilterSet,
    ObjectiveFilterSet,
    PortfolioFilterSet,
    PortfolioSnapshotFilterSet,
    ProgrammeFilterSet,
    SessionFilterSet,
    TradingPeriodFilterSet,
)
from .serializers import (
    CommitteeSerializer,
    EnvelopeSerializer,
    KpiSerializer,
    KpiValueSerializer,
    ObjectiveSerializer,
    PortfolioSerializer,
    PortfolioSnapshotSerializer,
    ProgrammeSerializer,
    SessionSerializer,
    TradingPeriodSerializer,
)


@route("objectives")
class ObjectiveViewSet(ObjectViewSet):
    serializer_class = ObjectiveSerializer
    filterset_class = ObjectiveFilterSet


@route("portfolios")
class PortfolioViewSet(ObjectViewSet):
    serializer_class = PortfolioSerializer
    filterset_class = PortfolioFilterSet


@route("envelopes")
class EnvelopeViewSet(ObjectViewSet):
    serializer_class = EnvelopeSerializer
    filterset_class = EnvelopeFilterSet


@route("programmes")
class ProgrammeViewSet(ObjectViewSet):
    serializer_class = ProgrammeSerializer
    filterset_class = ProgrammeFilterSet


@route("kpis")
class KpiViewSet(ObjectViewSet):
    serializer_class = KpiSerializer
    filterset_class = KpiFilterSet


@route("kpi-values")
class KpiValueViewSet(ObjectViewSet):
    serializer_class = KpiValueSerializer
    filterset_class = KpiValueFilterSet


@route("committees")
class CommitteeViewSet(ObjectViewSet):
    serializer_class = CommitteeSerializer
    filterset_class = CommitteeFilterSet


@route("sessions")
class SessionViewSet(ObjectViewSet):
    serializer_class = SessionSerializer
    filterset_class = SessionFilterSet


@route("portfolio-snapshots")
class PortfolioSnapshotViewSet(ReadOnlyViewSet):
    """Totals are given only to who may see every project in them."""

    serializer_class = PortfolioSnapshotSerializer
    filterset_class = PortfolioSnapshotFilterSet

    def get_queryset(self):
        rows = super().get_queryset()
        return rows if holds_organisation_wide(self.request.user, "view", "project") else rows.none()


@route("trading-periods")
class TradingPeriodViewSet(ObjectViewSet):
    serializer_class = TradingPeriodSerializer
    filterset_class = TradingPeriodFilterSet
