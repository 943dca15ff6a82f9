"""Quotes of a call for tender side by side, where they are scored; the page of an order with its balances."""

from decimal import Decimal, InvalidOperation

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pmo import display, panels
from pmo.pages import pages_of, trail, url_of
from pmo.views.detail import ObjectDetail
from pmo.views.frame import ReaderView

from .. import services
from ..choices import OrderState, QuoteState, TenderState
from ..models import Tender
from ..order_balance import balance_of
from ..services.criteria import weights_message
from ..verbs_of_money import approval_rules

VALIDITY = {
    "expired": ("red", "calendar-off", gettext_lazy("expired")),
    "soon": ("orange", "hourglass", gettext_lazy("expires soon")),
    "valid": ("green", "circle-check", gettext_lazy("valid")),
    "open": ("secondary", "help-circle", gettext_lazy("no day given")),
}


class TenderComparison(ReaderView):
    """GET: the comparison, as a page or in its tab. POST: the scores of its form, all at once."""

    template_name = "projects/tender_comparison.html"

    def get(self, request, pk):
        return self.respond(self.tender(pk))

    def post(self, request, pk):
        tender = self.tender(pk)
        if not tender.may_change:
            raise PermissionDenied
        try:
            services.score_quotes(self.reader, tender=tender, scores=self.typed())
        except ValidationError as error:
            return self.respond(tender, error.messages, 422)
        return self.respond(tender) if request.htmx else HttpResponseRedirect(request.path)

    def tender(self, pk) -> Tender:
        rows = Tender.objects.allowed(self.reader).with_permissions(self.reader, "change").for_list()
        found = rows.filter(pk=pk).first()
        if found is None:
            raise Http404
        return found

    def typed(self) -> dict:
        """The scores by (quote, criterion). Raises ValidationError."""
        found = {}
        for name, text in self.request.POST.items():
            prefix, *numbers = name.split("-")
            if prefix == "score" and len(numbers) == 2 and all(one.isdecimal() and len(one) < 19 for one in numbers):
                found[int(numbers[0]), int(numbers[1])] = _score(text)
        return found

    def respond(self, tender, errors=(), status=200):
        self.refused = bool(errors)
        part = "#body" if self.request.htmx and not self.request.htmx.boosted else ""
        return render(self.request, self.template_name + part, self.context(tender) | {"errors": errors}, status=status)

    def context(self, tender) -> dict:
        found = services.compare_quotes(tender, on=timezone.localdate())
        is_open = tender.state not in (TenderState.AWARDED, TenderState.CANCELLED)
        edited = reverse("projects:tender-criteria", args=[tender.pk]) if tender.may_change and is_open else ""
        title = _("Comparison of quotes")
        return {
            "tender": tender,
            "title": f"{title} · {tender}",
            "breadcrumbs": trail(tender, title),
            "offers": [self.column(tender, offer, is_open) for offer in found.offers],
            "criteria": [self.line(found, criterion, place) for place, criterion in enumerate(found.criteria)],
            "scorable": tender.may_change and is_open and any(not one.is_price for one in found.criteria),
            "chosen": tender.chosen,
            "can_choose": tender.may_change and is_open,
            "comparison_url": reverse("projects:tender-comparison", args=[tender.pk]),
            "criteria_url": edited,
            "weights": weights_message([one.weight for one in found.criteria]),
            "new_quote_url": f"{reverse('projects:quote-create')}?tender={tender.pk}&project={tender.project_id}",
        }

    def column(self, tender, offer, is_open: bool) -> dict:
        """One vendor as the page shows it."""
        last = offer.last
        return shown_round(last, tender.currency) | {
            "vendor": last.quote.vendor,
            "url": url_of(last.quote),
            "scope": last.quote.scope,
            "scope_amount": _signed(last.offer.scope_amount, tender.currency),
            "over_all_rounds": _percent(offer.over_all_rounds),
            "is_chosen": last.quote.state == QuoteState.CHOSEN,
            "is_lowest": offer.is_lowest,
            "is_best": offer.is_best,
            "total": None if offer.total is None else display.number(offer.total, 2),
            "earlier": [shown_round(one, tender.currency) for one in offer.earlier],
            "choose_url": f"{pages_of(Tender).url('choose', tender.pk)}?quote={last.quote.pk}",
            "can_be_chosen": is_open and last.validity != "expired",
        }

    def line(self, found, criterion, place: int) -> dict:
        """A criterion with its score for each vendor."""
        cells = []
        for number, offer in enumerate(found.offers):
            score = offer.scores[criterion.pk]
            cells.append({
                "text": "" if score is None else display.number(score, 1), "value": "" if score is None else str(score),
                "name": f"score-{offer.last.quote.pk}-{criterion.pk}", "vendor": offer.last.quote.vendor.name,
                "id": f"score-{place}-{number}",
            })  # fmt: skip
            # What was typed and refused is still there to be mended.
            if self.refused:
                cells[-1]["text"] = self.request.POST.get(cells[-1]["name"], cells[-1]["text"])
        return {"name": criterion.name, "weight": criterion.weight, "is_price": criterion.is_price, "cells": cells}


def shown_round(one, currency: str) -> dict:
    """A quote in the words of the reader."""
    colour, icon, label = VALIDITY[one.validity]
    return {
        "round": one.quote.round,
        "url": url_of(one.quote),
        "reference": one.quote.reference,
        "received_on": display.day(one.quote.received_on),
        "valid_until": display.day(one.quote.valid_until),
        "validity": {"colour": colour, "icon": icon, "label": label},
        "amount": display.money(one.offer.amount, currency),
        "with_vat": display.money(one.offer.with_vat, currency),
        "vat_rate": display.percent(one.quote.vat_rate, 1),
        "comparable": display.money(one.offer.comparable, currency),
        "change": _percent(one.change),
        "went_down": one.change is not None and one.change < 0,
    }


def _percent(value: Decimal | None) -> str:
    return "" if value is None else ("+" if value > 0 else "") + display.percent(value, 1).replace("-", "−")


def _signed(value: Decimal, currency: str) -> str:
    return "" if not value else ("+" if value > 0 else "") + display.money(value, currency).replace("-", "−")


def _score(text: str) -> Decimal | None:
    text = text.strip().replace(",", ".")
    if not text:
        return None
    try:
        value = Decimal(text)
    except InvalidOperation:
        value = Decimal("NaN")
    if not value.is_finite():
        raise ValidationError(_("“%(text)s” is not a score from 0 to 5.") % {"text": text})
    return value


class OrderDetail(ObjectDetail):
    """Adds the balances, and who may approve an order that waits."""

    template_name = "projects/order_detail.html"

    def sections(self, row) -> list:
        answered = [
            self._fact(row, name) for name in ("state", "asked_by", "approved_by", "approved_on", "ended_on", "answer")
        ]
        return [*super().sections(row), ("", answered)]

    def context(self, row) -> dict:
        found, currency = balance_of(row), row.project.currency
        return super().context(row) | {
            "figures": [
                {"label": label, "value": display.money(value, currency, 0)} for label, value in _figures(found, row)
            ],
            "too_much": found.invoiced_too_much and display.money(found.invoiced_too_much, currency),
            "received_too_much": found.received_too_much and display.money(found.received_too_much, currency),
            "approval": self.approval(row) if row.state == OrderState.WAITING else None,
        }

    def approval(self, row) -> dict:
        """Which roles may approve this amount; or why that is not known."""
        try:
            rules = approval_rules(row)
            limits = services.roles_with_enough(row, on=timezone.localdate(), rules=rules)
        except ValidationError as error:
            return {"problem": " ".join(error.messages), "roles": []}
        currency = rules.organisation.currency
        return {
            "is_own": services.is_kept_from(self.reader, row, rules),
            "problem": "" if limits else _("Nobody's limit reaches this amount. Ask the PMO to raise one."),
            "roles": [
                _("%(role)s (up to %(amount)s)")
                % {"role": limit.get_role_display(), "amount": display.money(limit.up_to, currency, 0)}
                for limit in limits
            ],
        }


def _figures(found, row) -> list[tuple]:
    shown = [
        (_("Ordered amount"), found.ordered),
        (_("Received and accepted"), found.received),
        (_("Still to receive"), found.to_receive),
        (_("Invoiced"), found.invoiced),
        (_("Still to invoice"), found.to_invoice),
    ]
    shown += [(_("Delivered, not accepted yet"), found.to_accept)] if found.to_accept else []
    return [*shown, (_("Penalties"), found.penalties), (_("Committed"), found.committed)]


def comparison_of(tender: Tender) -> str:
    return reverse("projects:tender-comparison", args=[tender.pk])


panels.register(
    "projects.Tender",
    panels.Panel("comparison", gettext_lazy("Comparison"), "scale", comparison_of, "money", order=5),
)


class ReceiptDetail(ObjectDetail):
    """Adds the acceptance to the facts."""

    def sections(self, row) -> list:
        return [*super().sections(row), ("", [self._fact(row, name) for name in ("is_accepted", "accepted_on")])]


class TenderDetail(ObjectDetail):
    """Adds the choice to the facts."""

    def sections(self, row) -> list:
        names = ("chosen", "reason", "chosen_on", "chosen_by", "approved_by", "approved_on")
        return [*super().sections(row), ("", [self._fact(row, name) for name in names])]
