"""Wire shape of risks, responses, issues and assumptions."""

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from accounts.models import Person
from pmo.api.fields import KnownChoiceField, LinkField
from pmo.api.guards import MONEY
from pmo.api.serializers import ObjectSerializer
from pmo.api.verbs import VerbSerializer
from portfolio.models import Committee

from .choices import EscalationLevel
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


class EscalationSerializer(VerbSerializer):
    """To whom, until when, and why."""

    level = KnownChoiceField(choices=[one for one in EscalationLevel.choices if one[0] != EscalationLevel.NONE])
    escalated_to = LinkField(model=Person, required=False, allow_null=True)
    committee = LinkField(model=Committee, required=False, allow_null=True)
    answer_due_on = serializers.DateField()
    reason = serializers.CharField(max_length=10_000)

    def validate(self, values):
        if not values.get("escalated_to") and not values.get("committee"):
            raise serializers.ValidationError(_("Name a person or a committee."))
        return values


class AnswerSerializer(VerbSerializer):
    """The answer that an escalation waits for."""

    answer = serializers.CharField(max_length=10_000)
