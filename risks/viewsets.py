"""API routes of risks, responses, issues and assumptions."""

from django.utils import timezone

from pmo.api.registry import route
from pmo.api.verbs import verb
from pmo.api.viewsets import ObjectViewSet

from . import services
from .filters import AssumptionFilterSet, IssueFilterSet, ResponseFilterSet, RiskFilterSet
from .serializers import (
    AnswerSerializer,
    AssumptionSerializer,
    EscalationSerializer,
    IssueSerializer,
    ResponseSerializer,
    RiskSerializer,
)


@route("risks")
class RiskViewSet(ObjectViewSet):
    serializer_class = RiskSerializer
    filterset_class = RiskFilterSet

    @verb(summary="Close the risk")
    def close(self, row):
        return services.close_risk(self.request.user, risk=row, on=timezone.localdate())

    @verb(summary="The risk has happened: an issue carries on")
    def happened(self, row):
        return services.turn_into_issue(self.request.user, risk=row, on=timezone.localdate())


@route("risk-responses")
class ResponseViewSet(ObjectViewSet):
    serializer_class = ResponseSerializer
    filterset_class = ResponseFilterSet


@route("issues")
class IssueViewSet(ObjectViewSet):
    serializer_class = IssueSerializer
    filterset_class = IssueFilterSet

    @verb(body=EscalationSerializer, summary="Ask somebody for an answer by a day")
    def escalate(self, row, **values):
        return services.escalate_issue(self.request.user, issue=row, **values)

    @verb(body=AnswerSerializer, summary="Answer the escalation")
    def answer(self, row, **values):
        return services.answer_escalation(self.request.user, issue=row, on=timezone.localdate(), **values)

    @verb(summary="Close the issue")
    def close(self, row):
        return services.close_issue(self.request.user, issue=row, on=timezone.localdate())


@route("assumptions")
class AssumptionViewSet(ObjectViewSet):
    serializer_class = AssumptionSerializer
    filterset_class = AssumptionFilterSet
