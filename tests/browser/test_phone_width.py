"""No page is wider than a phone: tables, boards and timelines scroll sideways, and these within themselves."""

from datetime import date, datetime
from decimal import Decimal

import pytest
from django.utils import timezone

from projects.models import BoardColumn, Project, Sprint, Task, Tender
from projects.services.board import create_card, default_columns
from projects.services.planning import recalculate
from tests import factories as make
from tests import money_factories as money
from tests import plan_factories as plans

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

WIDTH = 390
LONG = "Remplacement complet de l’interface de paiement et du rapprochement bancaire des places de marché"
UNBROKEN = ("Remplacement" * 17)[:200]
TOO_WIDE = """() => [...document.querySelectorAll('body *')]
  .filter((one) => one.getBoundingClientRect().right + scrollX > innerWidth + 1 && !one.closest('.offcanvas'))
  .map((one) => `${one.tagName}.${one.className}`).slice(0, 12)"""


@pytest.fixture
def furnished(site):
    """A project with something on each of its pages, with long names and large amounts."""
    project = Project.objects.get(code="WEB-001")
    project.name = UNBROKEN
    project.save()
    columns = default_columns(None, project=project)
    BoardColumn.objects.filter(project=project).update(wip_limit=1)
    sprint = plans.SprintFactory(project=project, name=LONG[:60])
    for number, column in enumerate((*columns, *columns)):
        create_card(
            None, project=project, name=f"{LONG} {number}", column=column, sprint=sprint, over_limit=True,
            story_points=5, responsible=project.manager, deadline=datetime(2026, 1, 5, 17), now=timezone.now(),
        )  # fmt: skip
    phase = plans.TaskFactory(project=project, name=LONG)
    plans.TaskFactory(project=project, parent=phase, name=LONG, duration=960, fixed_cost=Decimal("1250000"))
    recalculate(project, now=timezone.now())
    for year in range(2024, 2029):
        make.BudgetLineFactory(project=project, fiscal_year=year, amount=Decimal("1234567.89"))
        make.CostEntryFactory(project=project, month=date(year, 3, 1), amount=Decimal("1234567.89"))
    tender = money.TenderFactory(project=project, name=LONG)
    for weight in (60, 40):
        money.TenderCriterionFactory(project=project, tender=tender, weight=weight, name=LONG[weight:])
    for number in range(4):
        money.QuoteFactory(
            project=project, tender=tender, amount=Decimal(1_000_000 + number),
            vendor=make.VendorFactory(name=f"Société générale de services informatiques {number}"),
        )  # fmt: skip
    order = money.PurchaseOrderFactory(project=project, label=LONG, amount=Decimal("1250000"), tender=tender)
    case = money.BusinessCaseFactory(project=project, name=LONG)
    for year in range(2026, 2036):
        money.BusinessCaseLineFactory(project=project, business_case=case, year=year, amount=Decimal("1250000"))
    make.ProjectFactory(portfolio=make.PortfolioFactory(name=LONG), status="active", name=LONG)
    project.order, project.case = order, case
    return project


def addresses(project) -> list[str]:
    below, tender = f"/projects/{project.pk}", Tender.objects.get()
    return [
        "/", "/my-work/", "/workload/", "/roadmap/", "/accounts/users/",
        f"{below}/", f"{below}/board/", f"{below}/board/?lanes=sprint",
        f"{below}/backlog/", f"{below}/flow/", f"{below}/variance/", f"{below}/delete/", f"{below}/report/",
        f"/tasks/?project={project.pk}",
        f"{below}/plan/", f"{below}/plan/?view=table", f"{below}/money/", f"{below}/money/forecast/",
        f"/tenders/{tender.pk}/", f"/tenders/{tender.pk}/comparison/", f"/orders/{project.order.pk}/",
        f"/business-cases/{project.case.pk}/", f"/business-cases/{project.case.pk}/comparison/",
        f"/tasks/{Task.objects.first().pk}/", f"/sprints/{Sprint.objects.get().pk}/",
    ]  # fmt: skip


@pytest.mark.full
def test_no_page_is_wider_than_a_phone(page, site, sign_in, furnished):
    page.set_viewport_size({"width": WIDTH, "height": 844})
    sign_in("pmo@example.org")
    too_wide = {}
    for address in addresses(furnished):
        answer = page.goto(f"{site}{address}")
        assert answer.status == 200, address
        page.wait_for_load_state("networkidle")
        width, room = page.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
        if width > min(room, WIDTH):
            too_wide[address] = (width, page.evaluate(TOO_WIDE))
    assert not too_wide
