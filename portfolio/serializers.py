"""Wire shape of strategy and steering."""

from pmo.api.guards import MONEY
from pmo.api.labels import label
from pmo.api.serializers import ObjectSerializer

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

label(Session, "committee__name", "date")


class ObjectiveSerializer(ObjectSerializer):
    class Meta:
        model = Objective


class PortfolioSerializer(ObjectSerializer):
    class Meta:
        model = Portfolio


class EnvelopeSerializer(ObjectSerializer):
    class Meta:
        model = Envelope


class ProgrammeSerializer(ObjectSerializer):
    class Meta:
        model = Programme


class KpiSerializer(ObjectSerializer):
    class Meta:
        model = Kpi


class KpiValueSerializer(ObjectSerializer):
    class Meta:
        model = KpiValue


class CommitteeSerializer(ObjectSerializer):
    class Meta:
        model = Committee


class SessionSerializer(ObjectSerializer):
    class Meta:
        model = Session


class PortfolioSnapshotSerializer(ObjectSerializer):
    class Meta:
        model = PortfolioSnapshot
        guards = dict.fromkeys(PortfolioSnapshot.amounts, MONEY)


class TradingPeriodSerializer(ObjectSerializer):
    class Meta:
        model = TradingPeriod
