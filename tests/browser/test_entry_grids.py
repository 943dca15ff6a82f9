"""Entry grids in a browser: filled in by keyboard alone, with what is missing said while it is typed."""

import re
from decimal import Decimal

import pytest
from django.utils import timezone

from projects.models import Project, QuoteScore, TenderCriterion
from tests import factories as make
from tests import money_factories as money

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def tender(site):
    return money.TenderFactory(project=Project.objects.get(code="WEB-001"), state="evaluation")


@pytest.mark.full
def test_criteria_are_typed_and_the_missing_weight_is_said(page, site, sign_in, tender):
    sign_in("pmo@example.org")
    page.goto(f"{site}/tenders/{tender.pk}/criteria/")
    page.locator("[name=name-new0]").focus()
    for text in ("Qualité", "70"):
        page.keyboard.type(text)
        page.keyboard.press("Tab")
    assert "30" in page.text_content("[data-weights-says]")
    page.locator("[name=weight-new0]").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.type("30")
    assert page.text_content("[data-weights-total]") == "100"
    page.keyboard.press("Shift+Tab")
    page.keyboard.type("Délai")
    page.keyboard.press("Enter")
    page.wait_for_url("**/comparison/")
    assert dict(TenderCriterion.objects.values_list("name", "weight")) == {"Qualité": 70, "Délai": 30}


@pytest.mark.full
def test_marks_of_all_quotes_are_typed_in_one_grid(page, site, sign_in, tender):
    for name, weight in (("Qualité", 60), ("Délai", 40)):
        money.TenderCriterionFactory(project=tender.project, tender=tender, name=name, weight=weight)
    for name in ("Alpha", "Beta"):
        vendor = make.VendorFactory(name=name)
        money.QuoteFactory(project=tender.project, tender=tender, vendor=vendor, amount=Decimal("100"))
    sign_in("pmo@example.org")
    page.goto(f"{site}/tenders/{tender.pk}/comparison/")
    page.locator("#score-0-0").focus()
    for text, key in (("4", "Tab"), ("3", "ArrowDown"), ("2", "Shift+Tab"), ("5", "Enter")):
        page.keyboard.type(text)
        page.keyboard.press(key)
    page.wait_for_selector("text=4,40")
    scores = QuoteScore.objects.order_by("criterion__pk", "quote__vendor__name").values_list("score", flat=True)
    assert [int(score) for score in scores] == [4, 3, 5, 2]


@pytest.mark.full
def test_cells_of_a_spreadsheet_are_pasted_over_the_forecast(page, site, sign_in):
    project = Project.objects.get(code="WEB-001")
    month = timezone.localdate().replace(day=1)
    for category in ("labour", "services"):
        make.BudgetLineFactory(
            project=project, budget_version="forecast", category=category, nature="opex", month=month,
            fiscal_year=month.year, amount=Decimal("10"),
        )  # fmt: skip
    sign_in("pmo@example.org")
    page.goto(f"{site}/projects/{project.pk}/money/forecast/")
    page.locator("#cell-0-0").focus()
    page.evaluate(
        """() => {
        const carried = new DataTransfer()
        carried.setData("text/plain", "1\u202f234,50 €\\t20\\r\\n30\\t(40)\\r\\n")
        const event = new ClipboardEvent("paste", { clipboardData: carried, bubbles: true, cancelable: true })
        document.activeElement.dispatchEvent(event)
    }"""
    )
    assert page.input_value("#cell-1-1") == "(40)"
    digits = {name: re.sub(r"\D", "", page.text_content(f"[data-sum-{name}]")) for name in ("row", "column", "all")}
    assert digits == {"row": "1255", "column": "1265", "all": "1245"}
    page.keyboard.press("Enter")
    page.wait_for_url("**/money/")
    kept = project.budget_lines.filter(budget_version="forecast").order_by("category", "month")
    assert list(kept.values_list("amount", flat=True)) == [Decimal("1234.50"), 20, 30, -40]
