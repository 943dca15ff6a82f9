"""Costs of a file that name the order they belong to."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from integrations.cell_values import Unreadable
from integrations.targets.project_fields import COST_ENTRIES
from integrations.writing.references import References
from pmo.access import forget_holdings
from projects.models import CostEntry
from tests.factories import CostEntryFactory, ProjectFactory, UserFactory, give_role
from tests.money_factories import PurchaseOrderFactory

pytestmark = pytest.mark.django_db


def test_a_cost_has_a_column_for_its_order():
    assert COST_ENTRIES["order"].kind == "reference"
    assert "numero de commande" in COST_ENTRIES["order"].spellings


def test_an_order_is_named_by_its_number_and_only_where_it_may_be_seen():
    order = PurchaseOrderFactory(number="PO-7")
    PurchaseOrderFactory(number="")
    user = UserFactory()
    forget_holdings(user)
    give_role(user, "project_manager", project=order.project)
    found = References(user, create_missing=True, on_created=lambda kind: None)
    assert found.find("order", "po-7") == order
    for unknown in ("PO-8", "#1"):
        with pytest.raises(Unreadable):
            found.find("order", unknown)
    stranger = References(UserFactory(), create_missing=True, on_created=lambda kind: None)
    with pytest.raises(Unreadable):
        stranger.find("order", "PO-7")


def test_an_order_of_another_project_is_refused():
    entry = CostEntryFactory(month=date(2026, 1, 1), amount=Decimal(1))
    entry.order = PurchaseOrderFactory(project=ProjectFactory())
    with pytest.raises(ValidationError, match=r"project|projet"):
        entry.full_clean()
    assert CostEntry.objects.get().order is None
