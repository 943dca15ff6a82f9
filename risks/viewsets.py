"""API routes of risks, responses, issues and assumptions."""

from pmo.api.registry import route
from pmo.api.viewsets import ObjectViewSet

from .filters import AssumptionFilterSet, IssueFilterSet, ResponseFilterSet, RiskFilterSet
from .serializers import AssumptionSerializer, IssueSerializer, ResponseSerializer, RiskSerializer


@route("risks")
class RiskViewSet(ObjectViewSet):
    serializer_class = RiskSerializer
    filterset_class = RiskFilterSet


@route("risk-responses")
class ResponseViewSet(ObjectViewSet):
    serializer_class = ResponseSerializer
    filterset_class = ResponseFilterSet


@route("issues")
class IssueViewSet(ObjectViewSet):
    serializer_class = IssueSerializer
    filterset_class = IssueFilterSet


@route("assumptions")
class AssumptionViewSet(ObjectViewSet):
    serializer_class = AssumptionSerializer
    filterset_class = AssumptionFilterSet
