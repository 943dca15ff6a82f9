"""One fixed number of queries per page, whatever the rows: every list, page, export and chart with 1 and with 3."""

from urllib.parse import urlencode

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import get_resolver

from pmo.pages import all_pages
from tests import factories as make
from tests import money_factories as money
from tests import plan_factories as plans
from tests.world import FACTS

MOST = 10
OF_TENDERS = {
    "tendercriterion": money.TenderCriterionFactory,
    "quote": money.QuoteFactory,
    "quotescore": money.QuoteScoreFactory,
    "purchaseorder": money.PurchaseOrderFactory,
    "receipt": money.ReceiptFactory,
    "penalty": money.PenaltyFactory,
    "businesscase": money.BusinessCaseFactory,
    "businesscaseline": money.BusinessCaseLineFactory,
}
OF_TASKS = {
    "tasklink": plans.TaskLinkFactory,
    "taskassignment": plans.TaskAssignmentFactory,
    "checklistitem": plans.ChecklistItemFactory,
}
FACTORIES = {
    **FACTS,
    "project": make.ProjectFactory,
    "response": make.ResponseFactory,
    "portfolio": make.PortfolioFactory,
    "programme": make.ProgrammeFactory,
    "envelope": make.EnvelopeFactory,
    "objective": make.ObjectiveFactory,
    "kpi": make.KpiFactory,
    "committee": make.CommitteeFactory,
    "session": make.SessionFactory,
    "person": make.PersonFactory,
    "department": make.DepartmentFactory,
    "vendor": make.VendorFactory,
    "rate": make.RateFactory,
    "currency": make.CurrencyFactory,
    "exchangerate": make.ExchangeRateFactory,
    "skill": make.SkillFactory,
    "personskill": make.PersonSkillFactory,
    "resourcerole": make.ResourceRoleFactory,
    "absence": make.AbsenceFactory,
    "nonprojectwork": make.NonProjectWorkFactory,
    "tradingperiod": plans.TradingPeriodFactory,
    **OF_TASKS,
    **OF_TENDERS,
}
# `make test` asks for these, of every app and with every way to a project; `make test-full` for all the others too.
FIRST = {
    "allocation", "baseline", "costentry", "department", "milestone", "person", "portfolio", "project", "quotescore",
    "response", "risk", "task", "taskassignment",
}  # fmt: skip
NOUNS = [pytest.param(noun, marks=() if noun in FIRST else pytest.mark.full) for noun in sorted(FACTORIES)]
PAGES = ("/", "/my-work/", "/my-work/projects/", "/bin/", "/search/?q=project")


@pytest.fixture(params=[pytest.param("administrator", marks=pytest.mark.full), "project_manager"])
def reader(request, db):
    """Somebody who sees everything, and somebody whose rows depend on conditions."""
    assert get_resolver().url_patterns
    user = make.UserFactory()
    person = make.PersonFactory(user=user)
    if request.param == "administrator":
        make.give_role(user, "administrator")
    else:
        make.ProjectFactory(manager=person)
    client = Client()
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    client.person, client.sees_all = person, request.param == "administrator"
    return client


def pages_of(noun):
    return next(pages for pages in all_pages() if pages.model._meta.model_name == noun)


def queries(client, url) -> int:
    with CaptureQueriesContext(connection) as captured:
        answer = client.get(url)
        content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    expected = (200, 302) if client.sees_all else (200, 302, 403, 404)
    assert answer.status_code in expected, (url, answer.status_code, content[:200])
    return len(captured)


def make_row(noun, client):
    """A row that the reader may see where its noun belongs to a project."""
    if noun == "project":
        return make.ProjectFactory(manager=client.person)
    if noun in FACTS or noun in OF_TASKS or noun in OF_TENDERS or noun == "response":
        project = make.ProjectFactory(manager=client.person)
        if noun == "response":
            return make.ResponseFactory(project=project, risk=make.RiskFactory(project=project))
        return FACTORIES[noun](project=project)
    return FACTORIES[noun]()


@pytest.mark.parametrize("noun", NOUNS)
def test_lists_and_pages_cost_the_same_for_one_row_and_for_three(reader, noun):
    pages = pages_of(noun)
    row = make_row(noun, reader)
    addresses = [
        pages.url("list"),
        pages.url("export", "csv"),
        pages.url("detail", row.pk),
        pages.url("history", row.pk),
    ]
    first = {address: queries(reader, address) for address in addresses if queries(reader, address)}
    for _ in range(2):
        make_row(noun, reader)
    second = {address: queries(reader, address) for address in addresses}
    assert second == first
    assert max(second.values()) <= MOST


def test_a_filter_in_use_reads_no_table_of_choices(reader):
    """The filter sheet must not list every project to offer them."""
    url = pages_of("risk").url("list")
    make_row("risk", reader)
    assert queries(reader, f"{url}?current_score_min=1") <= queries(reader, url) + 1


def test_several_filters_by_objects_cost_one_query_more_than_none(reader):
    """A list filtered by portfolio, programme, manager and department at once reads all of these together."""
    programme = make.ProgrammeFactory()
    department = make.DepartmentFactory()

    def fill():
        make.ProjectFactory(
            portfolio=programme.portfolio, programme=programme, manager=reader.person, department=department
        )

    for _ in range(60):
        fill()
    url = pages_of("project").url("list")
    chosen = {
        "portfolio": programme.portfolio_id, "programme": programme.pk, "manager": reader.person.pk,
        "department": department.pk,
    }  # fmt: skip
    queries(reader, url)
    assert queries(reader, f"{url}?{urlencode(chosen)}") <= MOST
    seen = {name for name in chosen if reader.get(url, {name: chosen[name]}).context["active_filters"]}
    several = {name: chosen[name] for name in seen} | {"department": department.pk + 999}
    assert reader.get(url, several).context["page"].rows == []


@pytest.mark.parametrize("scale", ["week", "month"])
def test_the_workload_costs_the_same_for_one_person_and_for_many(reader, scale):
    department = make.DepartmentFactory()

    def fill(count):
        for _ in range(count):
            person = make.PersonFactory(department=department)
            make.AbsenceFactory(person=person), make.NonProjectWorkFactory(person=person)
            make.AllocationFactory(person=person, project=make.ProjectFactory(manager=reader.person))

    fill(1)
    addresses = [f"/{name}?scale={scale}&department={department.pk}" for name in ("workload/", "workload.csv")]
    [queries(reader, url) for url in addresses]
    first = [queries(reader, url) for url in addresses]
    fill(45)
    assert [queries(reader, url) for url in addresses] == first and max(first) <= MOST


@pytest.mark.parametrize("page", PAGES)
def test_other_pages_cost_the_same_for_one_project_and_for_three(reader, page):
    def fill():
        project = make.ProjectFactory(manager=reader.person, name="Project", status="active")
        for factory in (make.RiskFactory, make.ActionFactory, make.DecisionFactory, make.MilestoneFactory):
            factory(project=project)

    fill()
    queries(reader, page)
    first = queries(reader, page)
    fill()
    fill()
    assert queries(reader, page) == first <= MOST
