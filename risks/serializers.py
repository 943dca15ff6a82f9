"""Wire shape of risks, responses, issues and assumptions."""

from pmo.api.guards import MONEY
from pmo.api.serializers import ObjectSerializer

from .models import Assumption, Issue, Response, Risk


class RiskSerializer(ObjectSerializer):
    class Meta:
        model = Risk
        guards = {"cost_impact": MONEY}


class ResponseSerializer(ObjectSerializer):
    class Meta:
        model = Response
        guards = {"cost": MONEY}


class IssueSerializer(ObjectSerializer):
    class Meta:
        model = Issue


class AssumptionSerializer(ObjectSerializer):
    class Meta:
        model = Assumption
