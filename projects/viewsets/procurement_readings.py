"""What the API calculates of tenders, orders and business cases: comparison, balance, figures."""

from decimal import ROUND_HALF_UP, Decimal

from django.http import Http404
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action

from pmo.api.encoding import json_answer

from .. import services
from ..models import BusinessCaseLine
from ..order_balance import balance_of
from ..serializers.procurement import BalanceSerializer, CaseFiguresSerializer, ComparisonSerializer

PLACES = {
    "roi": "0.0001", "npv": "0.01", "benefit_cost_ratio": "0.0001", "payback": "0.01", "discounted_payback": "0.01",
    "irr": "0.0001",
}  # fmt: skip


class Readable:
    """Mixin of a route: the row in the address with what it hangs on. 404 where it may not be seen."""

    def readable(self, pk):
        found = self.model._default_manager.allowed(self.request.user).for_list().filter(pk=pk).first()
        if found is None:
            raise Http404
        return found


class ComparisonRoute(Readable):
    @extend_schema(summary="The quotes of a call for tender side by side", responses=ComparisonSerializer, request=None)
    @action(detail=True, methods=["get"], filter_backends=[], pagination_class=None)
    def comparison(self, request, pk):
        tender, today = self.readable(pk), timezone.localdate()
        found = services.compare_quotes(tender, on=today)
        return json_answer({
            "tender": tender.pk, "currency": tender.currency, "on": today,
            "offers": [offer_of(offer) for offer in found.offers],
        })  # fmt: skip


def offer_of(offer) -> dict:
    vendor = offer.last.quote.vendor
    return round_of(offer.last) | {
        "vendor": {"id": vendor.pk, "label": vendor.name},
        "scores": [{"criterion": key, "score": score} for key, score in offer.scores.items()],
        "total": offer.total,
        "is_lowest": offer.is_lowest,
        "is_best": offer.is_best,
        "earlier": [round_of(one) for one in offer.earlier],
    }


def round_of(one) -> dict:
    return {
        "quote": one.quote.pk,
        "round": one.quote.round,
        "amount": one.offer.amount,
        "amount_with_vat": one.offer.with_vat,
        "comparable_amount": one.offer.comparable,
        "validity": one.validity,
        "change_percent": one.change,
    }


class BalanceRoute(Readable):
    @extend_schema(summary="What is left of an order", responses=BalanceSerializer, request=None)
    @action(detail=True, methods=["get"], filter_backends=[], pagination_class=None)
    def balance(self, request, pk):
        order = self.readable(pk)
        found = balance_of(order)
        names = [name for name in BalanceSerializer().fields if name != "currency"]
        return json_answer({"currency": order.project.currency} | {name: getattr(found, name) for name in names})


class FiguresRoute(Readable):
    @extend_schema(summary="ROI, NPV and payback of a business case", responses=CaseFiguresSerializer, request=None)
    @action(detail=True, methods=["get"], filter_backends=[], pagination_class=None)
    def figures(self, request, pk):
        case = self.readable(pk)
        lines = BusinessCaseLine.objects.allowed(request.user).filter(business_case=case)
        found = services.figures_of(case, list(lines))
        totals = {name: getattr(found, name) for name in ("costs", "gains", "net")}
        measures = {name: rounded(getattr(found, name), places) for name, places in PLACES.items()}
        return json_answer({"currency": case.project.currency, **totals, **measures, "reasons": found.reasons})


def rounded(value, places: str) -> Decimal | None:
    return None if value is None else Decimal(str(value)).quantize(Decimal(places), ROUND_HALF_UP)
