"""Business cases: frozen in service and database, copied, compared with what was spent."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.utils import translation

from pmo.bin import put_in_bin, restore
from projects import services
from projects.models import BusinessCase, BusinessCaseLine
from tests import money_factories as money
from tests.factories import TODAY, CostEntryFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


@pytest.fixture
def case():
    case = money.BusinessCaseFactory(discount_rate=Decimal("10"))
    for year, kind, amount in (
        (2024, "cost", "100"),
        (2025, "cost", "20"),
        (2025, "gain", "64"),
        (2026, "gain", "121"),
    ):
        line = {"business_case": case, "project": case.project, "year": year, "kind": kind}
        money.BusinessCaseLineFactory(**line, amount=Decimal(amount))
    return case


def frozen(case):
    return services.freeze_case(None, case=case, on=TODAY)


def test_figures_agree_with_hand_calculation(case):
    found = services.figures_of(case, case.lines.all())
    assert (found.costs, found.gains) == (Decimal("120"), Decimal("185"))
    assert found.npv == Decimal("40")  # −100 + 44 ÷ 1.1 + 121 ÷ 1.21
    assert round(found.payback, 4) == Decimal("2.4628")  # 2 + 56 ÷ 121


def test_a_case_is_frozen_once_and_not_empty(case):
    assert frozen(case).frozen_on == TODAY
    with pytest.raises(ValidationError, match="frozen already"):
        frozen(case)
    with pytest.raises(ValidationError, match="no cost and no gain"):
        frozen(money.BusinessCaseFactory())


def test_a_frozen_case_refuses_changes_in_the_model(case):
    case = frozen(case)
    line = case.lines.first()
    assert case.refusal() and line.refusal()
    with pytest.raises(ValidationError, match="frozen"):
        BusinessCaseLine(business_case=case, project=case.project, year=2030, amount=1).full_clean()


@pytest.mark.parametrize("values", [{"discount_rate": 1}, {"frozen_on": None}, {"number": 9}])
def test_the_database_refuses_to_change_a_frozen_case(case, values):
    frozen(case)
    with pytest.raises(IntegrityError, match="stays"), transaction.atomic():
        BusinessCase.objects.filter(pk=case.pk).update(**values)


def test_the_database_refuses_to_change_or_delete_a_frozen_line(case):
    frozen(case)
    with pytest.raises(IntegrityError, match="stays"), transaction.atomic():
        case.lines.update(amount=1)
    with pytest.raises(IntegrityError, match="stays"), transaction.atomic():
        case.lines.first().delete()
        at_the_end()


def test_a_frozen_case_goes_into_the_bin_and_comes_back_whole(case):
    frozen(case)
    with transaction.atomic():
        entry = put_in_bin(BusinessCase.objects.get(pk=case.pk), actor=None)
        at_the_end()
    restored = restore(entry, actor=None)
    assert (restored.frozen_on, restored.lines.count()) == (TODAY, 4)


def test_a_line_leaves_no_frozen_case_for_another(case):
    other = money.BusinessCaseLineFactory(project=case.project, business_case__number=7)
    frozen(case)
    with pytest.raises(IntegrityError, match="stays"), transaction.atomic():
        BusinessCaseLine.objects.filter(pk=other.pk).update(business_case=case)


def test_a_copy_is_the_next_version_and_open(case):
    copy = services.copy_case(None, case=frozen(case), name="Second")
    assert (copy.number, copy.name, copy.frozen_on, copy.discount_rate) == (2, "Second", None, Decimal("10"))
    assert services.figures_of(copy, copy.lines.all()) == services.figures_of(case, case.lines.all())


def test_today_counts_what_was_spent_in_the_years_that_are_over(case):
    for month, kind, amount in (
        ("2024-03", "actual", "130"),
        ("2025-02", "accrued", "5"),
        ("2025-02", "committed", "999"),
    ):
        month = date.fromisoformat(f"{month}-01")
        CostEntryFactory(project=case.project, month=month, kind=kind, amount=Decimal(amount))
    flows = services.as_of_today(case, case.lines.all(), today=date(2025, 6, 16))
    assert [(flow.year, flow.cost, flow.gain) for flow in flows] == [
        (2024, Decimal("130"), 0), (2025, Decimal("20"), Decimal("64")), (2026, 0, Decimal("121")),
    ]  # fmt: skip


def at_the_end() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
