"""What is left of an order: to receive, to invoice, and penalties, in the currency of its project."""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Sum

from .choices import CostKind
from .models import CostEntry, Penalty, PurchaseOrder, Receipt

NOTHING = Decimal("0.00")


@dataclass(frozen=True)
class OrderBalance:
    """Amounts excluding VAT. Received counts what is accepted; invoiced, the actual costs that name the order."""

    ordered: Decimal
    received: Decimal = NOTHING
    delivered: Decimal = NOTHING
    invoiced: Decimal = NOTHING
    committed: Decimal = NOTHING
    penalties: Decimal = NOTHING

    @property
    def to_receive(self) -> Decimal:
        """Ordered − accepted, never below 0."""
        return max(self.ordered - self.received, NOTHING)

    @property
    def to_accept(self) -> Decimal:
        """Delivered, but not accepted yet."""
        return self.delivered - self.received

    @property
    def to_invoice(self) -> Decimal:
        """Ordered − invoiced − penalties that are not waived, never below 0."""
        return max(self.ordered - self.invoiced - self.penalties, NOTHING)

    @property
    def invoiced_too_much(self) -> Decimal:
        """What was invoiced beyond the order."""
        return max(self.invoiced - self.ordered, NOTHING)


def balance_of(order: PurchaseOrder) -> OrderBalance:
    """Three queries, whatever the number of receipts and invoices."""
    receipts = dict(_sums(Receipt, order, "is_accepted"))
    costs = dict(_sums(CostEntry, order, "kind"))
    penalties = dict(_sums(Penalty, order, "is_waived"))
    accepted = receipts.get(True, NOTHING)
    return OrderBalance(
        ordered=order.amount,
        received=accepted,
        delivered=accepted + receipts.get(False, NOTHING),
        invoiced=costs.get(CostKind.ACTUAL, NOTHING),
        committed=costs.get(CostKind.COMMITTED, NOTHING),
        penalties=penalties.get(False, NOTHING),
    )


def _sums(model, order: PurchaseOrder, by: str):
    return model.objects.filter(order=order).order_by().values_list(by).annotate(total=Sum("amount"))
