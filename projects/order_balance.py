"""What is left of an order: to receive, to invoice, and penalties, in the currency of its project."""

from dataclasses import dataclass
from decimal import Decimal

from django.db import connection

from .choices import CostKind
from .models import PurchaseOrder

NOTHING = Decimal("0.00")


@dataclass(frozen=True)
class OrderBalance:
    """Amounts excluding VAT. Received counts what is accepted; invoiced, the actual costs that name the order.

    Of an order that is closed or cancelled (`is_over`) nothing is left to receive or to invoice.
    """

    ordered: Decimal
    received: Decimal = NOTHING
    delivered: Decimal = NOTHING
    invoiced: Decimal = NOTHING
    committed: Decimal = NOTHING
    penalties: Decimal = NOTHING
    is_over: bool = False

    @property
    def to_receive(self) -> Decimal:
        """Ordered − accepted, never below 0."""
        return NOTHING if self.is_over else max(self.ordered - self.received, NOTHING)

    @property
    def to_accept(self) -> Decimal:
        """Delivered, but not accepted yet."""
        return self.delivered - self.received

    @property
    def to_invoice(self) -> Decimal:
        """Ordered − invoiced − penalties that are not waived, never below 0."""
        return NOTHING if self.is_over else max(self.ordered - self.invoiced - self.penalties, NOTHING)

    @property
    def received_too_much(self) -> Decimal:
        """What was accepted beyond the order."""
        return max(self.received - self.ordered, NOTHING)

    @property
    def invoiced_too_much(self) -> Decimal:
        """What was invoiced beyond the order."""
        return max(self.invoiced - self.ordered, NOTHING)


SUMS = """
SELECT CASE WHEN is_accepted THEN 'received' ELSE 'to_accept' END, SUM(amount) FROM projects_receipt
    WHERE order_id = %(order)s GROUP BY 1
UNION ALL SELECT 'penalties', SUM(amount) FROM projects_penalty
    WHERE order_id = %(order)s AND NOT is_waived HAVING COUNT(*) > 0
UNION ALL SELECT kind, SUM(amount) FROM projects_costentry WHERE order_id = %(order)s GROUP BY kind
"""


def balance_of(order: PurchaseOrder) -> OrderBalance:
    """One query, whatever the number of receipts and invoices."""
    with connection.cursor() as cursor:
        cursor.execute(SUMS, {"order": order.pk})
        sums = dict(cursor.fetchall())
    received = sums.get("received", NOTHING)
    return OrderBalance(
        ordered=order.amount,
        received=received,
        delivered=received + sums.get("to_accept", NOTHING),
        invoiced=sums.get(CostKind.ACTUAL.value, NOTHING),
        committed=sums.get(CostKind.COMMITTED.value, NOTHING),
        penalties=sums.get("penalties", NOTHING),
        is_over=order.is_over,
    )
