"""What list pages show beside their rows."""

from datetime import date

import pytest
from django.test import RequestFactory

from pmo.templatetags.lists import filters_in_use, list_chips, list_sums
from projects.choices import ProjectStatus
from projects.filters import ProjectFilterSet
from projects.models import Project
from projects.tables import ProjectTable
from tests.factories import PersonFactory, PortfolioFactory, UserFactory, give_role

pytestmark = pytest.mark.django_db


@pytest.fixture
def reader():
    user = UserFactory()
    give_role(user, "administrator")
    return user


def asked(address, reader):
    request = RequestFactory().get(address)
    filterset = ProjectFilterSet(request.GET, queryset=Project.objects.allowed(reader), user=reader)
    assert filterset.form.is_valid()
    return {"request": request}, filterset


def test_a_chip_names_the_filter_and_leads_out_of_it(reader):
    context, filterset = asked("/?q=paiement&status=active&cursor=abc&ordering=name", reader)
    by_value = {chip["value"]: chip["query"] for chip in list_chips(context, filterset)}
    assert by_value["paiement"] == "status=active&ordering=name"
    assert by_value[str(ProjectStatus.ACTIVE.label)] == "q=paiement&ordering=name"


def test_a_related_object_is_written_by_its_name(reader):
    person = PersonFactory(name="Jeanne Martin")
    context, filterset = asked(f"/?manager={person.pk}", reader)
    assert [chip["value"] for chip in list_chips(context, filterset)] == ["Jeanne Martin"]


def test_both_ends_of_a_range_make_one_chip(reader):
    context, filterset = asked("/?planned_finish_after=2026-01-31&planned_finish_before=2026-03-01", reader)
    (chip,) = list_chips(context, filterset)
    assert chip["query"] == ""
    assert "–" in chip["value"]


def test_the_project_that_a_list_belongs_to_is_no_chip(reader):
    portfolio = PortfolioFactory()
    context, filterset = asked(f"/?portfolio={portfolio.pk}&panel=portfolio", reader)
    assert [chip["value"] for chip in list_chips(context, filterset)] == [str(portfolio)]
    assert list_chips(context, filterset, "portfolio") == []


def test_the_form_sends_along_the_filters_whose_fields_are_not_there(reader):
    _context, filterset = asked("/?q=paiement&status=active&status=closed&panel=x", reader)
    assert filters_in_use(filterset) == [("status", "active"), ("status", "closed")]
    assert filters_in_use(filterset, "status") == []


def test_a_parameter_belongs_to_the_longest_matching_filter(reader):
    _context, filterset = asked("/", reader)
    assert filterset.filter_of("planned_finish_after") == "planned_finish"
    assert filterset.filter_of("nonsense") == ""


def test_sums_carry_the_organisation_s_currency(reader):
    from pmo.models import Organisation

    table = ProjectTable(user=reader, organisation=Organisation.current(), urls=str, chosen=["budget", "name"])
    (total,) = list_sums(table, {"budget": 1_200_000, "count": 3}, [])
    assert "1" in total["value"] and total["label"]
    assert list_sums(table, {"budget": None}, []) == []


def test_dates_are_written_for_the_reader(reader):
    from pmo.templatetags.lists import written

    assert written(None, date(2026, 1, 31)) in ("31/01/2026", "2026-01-31")
