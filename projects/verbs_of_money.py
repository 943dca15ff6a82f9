"""Verbs on the pages of tenders, orders, receipts and business cases."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pmo.access import may
from pmo.views.verb import ObjectVerb

from . import services
from .choices import OrderState, TenderState
from .forms import verbs_of_money as forms
from .models import Decision, Quote

RUNNING = (OrderState.DRAFT, OrderState.WAITING, OrderState.ORDERED)


class OnADay(ObjectVerb):
    """A verb whose form asks for a day, today unless said otherwise."""

    form_class = forms.OnForm

    def initial(self, row):
        return {"on": timezone.localdate()}


# -- Calls for tender ----------------------------------------------------------------------------------------------
def latest_quotes(reader, tender):
    """The last offer of each vendor."""
    rows = Quote.objects.allowed(reader).filter(tender=tender).select_related("vendor")
    later = Quote.objects.allowed(reader).filter(
        tender=OuterRef("tender"), vendor=OuterRef("vendor"), round__gt=OuterRef("round")
    )
    return rows.filter(~Exists(later)).order_by("vendor__sort_key", "pk")


class ChooseQuote(OnADay):
    name, label, icon = "choose", _("Choose a quote"), "award"
    form_class = forms.ChooseForm
    done = _("The quote is chosen; its order is a draft that can be placed now.")

    @classmethod
    def applies(cls, row):
        return row.state not in (TenderState.AWARDED, TenderState.CANCELLED)

    def initial(self, row):
        return super().initial(row) | {"quote": self.request.GET.get("quote")}

    def build_form(self, row, data=None):
        return self.form_class(data, initial=self.initial(row), quotes=latest_quotes(self.reader, row))

    def perform(self, row, data):
        if not may(self.reader, "add", row):
            raise PermissionDenied
        return services.choose_quote(self.reader, tender=row, **data)


class ReopenTender(ObjectVerb):
    name, label, icon = "reopen", _("Take the choice back"), "arrow-back-up"
    form_class = forms.OnlyReasonForm
    done = _("The choice is taken back.")

    @classmethod
    def applies(cls, row):
        return row.state == TenderState.AWARDED

    def perform(self, row, data):
        return services.reopen_tender(self.reader, tender=row, **data)


# -- Orders --------------------------------------------------------------------------------------------------------
class PlaceOrder(OnADay):
    name, label, icon = "place", _("Order"), "file-check"
    done = _("Done. An order above your limit waits for approval.")

    @classmethod
    def applies(cls, row):
        return row.state == OrderState.DRAFT

    def perform(self, row, data):
        return services.place_order(self.reader, order=row, **data)


def approval_rules(row) -> services.Rules:
    """What approving goes by today, kept on a row that a page shows: its buttons and its note ask the same."""
    return row.__dict__.setdefault("_approval_rules", services.Rules(timezone.localdate()))


class OfApprover(OnADay):
    """A verb for whom a limit reaches, whatever else their role allows."""

    action = "view"

    @classmethod
    def applies(cls, row):
        return row.state == OrderState.WAITING

    @classmethod
    def button(cls, pages, row, user):
        return super().button(pages, row, user) if cls.is_open_to(user, row) else None

    @classmethod
    def is_open_to(cls, user, row) -> bool:
        try:
            return cls.applies(row) and services.may_approve(
                user, row, on=timezone.localdate(), rules=approval_rules(row)
            )
        except ValidationError:
            return False

    def _row(self):
        row = super()._row()
        if not self.is_open_to(self.reader, row):
            raise PermissionDenied
        return row


class ApproveOrder(OfApprover):
    @classmethod
    def is_open_to(cls, user, row) -> bool:
        return super().is_open_to(user, row) and not services.is_kept_from(user, row, approval_rules(row))

    name, label, icon = "approve", _("Approve"), "circle-check"
    form_class = forms.OrderApprovalForm
    done = _("The order is approved and committed.")

    def perform(self, row, data):
        return services.approve_order(self.reader, order=row, **data)


class RefuseOrder(OfApprover):
    name, label, icon = "refuse", _("Do not approve"), "ban"
    form_class = forms.ReasonForm
    done = _("The order is a draft again, with your reason.")

    def perform(self, row, data):
        return services.refuse_order(self.reader, order=row, **data)


class ArrangeOrder(ObjectVerb):
    name, label, icon = "arrange", _("Number and delivery"), "truck-delivery"
    form_class = forms.ArrangeForm
    done = _("Number and delivery are noted.")

    @classmethod
    def applies(cls, row):
        return row.state in (OrderState.WAITING, OrderState.ORDERED)

    def initial(self, row):
        return {"number": row.number, "due_on": row.due_on}

    def perform(self, row, data):
        return services.arrange_order(self.reader, order=row, **data)


class CloseOrder(OnADay):
    name, label, icon = "close", _("Close the order"), "lock-check"
    done = _("The order is closed; what was not invoiced is released.")

    @classmethod
    def applies(cls, row):
        return row.state == OrderState.ORDERED

    def perform(self, row, data):
        return services.close_order(self.reader, order=row, **data)


class CancelOrder(OnADay):
    name, label, icon = "cancel", _("Cancel the order"), "ban"
    form_class = forms.ReasonForm
    done = _("The order is cancelled.")

    @classmethod
    def applies(cls, row):
        return row.state in RUNNING

    def perform(self, row, data):
        return services.cancel_order(self.reader, order=row, **data)


class AcceptReceipt(OnADay):
    name, label, icon = "accept", _("Accept"), "checkbox"
    form_class = forms.AcceptanceForm
    done = _("The receipt is accepted.")

    @classmethod
    def applies(cls, row):
        return not row.is_accepted and row.order.state == OrderState.ORDERED

    def initial(self, row):
        return super().initial(row) | {"reservations": row.reservations}

    def perform(self, row, data):
        return services.accept_receipt(self.reader, receipt=row, **data)


class WithdrawAcceptance(ObjectVerb):
    name, label, icon = "withdraw", _("Take the acceptance back"), "arrow-back-up"
    form_class = forms.OnlyReasonForm
    done = _("The acceptance is taken back; the receipt can be changed again.")

    @classmethod
    def applies(cls, row):
        return row.is_accepted and row.order.state == OrderState.ORDERED

    def perform(self, row, data):
        return services.withdraw_acceptance(self.reader, receipt=row, **data)


# -- Business cases ------------------------------------------------------------------------------------------------
class FreezeCase(OnADay):
    name, label, icon = "freeze", _("Freeze"), "snowflake"
    form_class = forms.FreezeForm
    done = _("The business case is frozen and stays as it was decided.")

    @classmethod
    def applies(cls, row):
        return row.frozen_on is None

    def initial(self, row):
        return super().initial(row) | {"decision": row.decision_id}

    def build_form(self, row, data=None):
        decisions = Decision.objects.allowed(self.reader).filter(project=row.project_id)
        return self.form_class(data, initial=self.initial(row), decisions=decisions)

    def perform(self, row, data):
        return services.freeze_case(self.reader, case=row, **data)


class CopyCase(ObjectVerb):
    name, label, icon, action = "copy", _("Copy to a next version"), "copy", "change"
    form_class = forms.NextVersionForm
    done = _("The next version is a copy that can be changed.")

    def initial(self, row):
        return {"name": row.name}

    def perform(self, row, data):
        return services.copy_case(self.reader, case=row, **data)
