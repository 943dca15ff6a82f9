"""The rows of a list: escaped, only for who may see them, and from no more columns than they show."""

from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import get_resolver

from pmo.models import Organisation
from pmo.pages import all_pages, url_of
from pmo.tables import Related, Table
from projects.models import Milestone, Project
from projects.tables import MilestoneTable, ProjectTable
from resources.models import Allocation
from tests.factories import (
    AllocationFactory,
    DepartmentFactory,
    MilestoneFactory,
    PersonFactory,
    PortfolioFactory,
    ProjectFactory,
    UserFactory,
    give_role,
)

pytestmark = pytest.mark.django_db


class People(Table):
    model = Allocation
    columns = (Related("person"), Related("project"))
    default_order = ("first_day",)


@pytest.fixture
def reader():
    assert get_resolver().url_patterns
    user = UserFactory()
    give_role(user, "administrator")
    return user


def table_of(kind, reader, **options):
    return kind(user=reader, organisation=Organisation.current(), urls=url_of, **options)


def shown(table, reader, **options) -> str:
    rows = table.model.objects.allowed(reader).for_list().for_reader(reader)
    return table.body(list(table.narrowed(rows, table.default_order)), **options)


def test_what_people_typed_is_escaped_in_every_cell(reader):
    portfolio = PortfolioFactory(name="<b>P</b>", code="<i>")
    ProjectFactory(
        name='<script>"x"</script>', code="<u>", portfolio=portfolio, manager=PersonFactory(name="<em>M</em>")
    )
    html = shown(table_of(ProjectTable, reader), reader, chosen=True, edited=True)
    assert not any(tag in html for tag in ("<b>", "<i>", "<u>", "<script>", "<em>"))
    assert "&lt;script&gt;&quot;x&quot;" in html


def test_boxes_and_editable_cells_are_there_only_for_who_may_use_them(reader):
    ProjectFactory()
    table = table_of(ProjectTable, reader)
    assert 'name="ids"' not in shown(table, reader) and "data-cell" not in shown(table, reader)
    changed = shown(table, reader, chosen=True, edited=True)
    assert changed.count('name="ids"') == 1 and 'data-cell="status"' in changed


def test_a_linked_object_that_may_not_be_seen_is_not_named():
    """Who manages people sees their allocations, on confidential projects too."""
    assert get_resolver().url_patterns
    user, department = UserFactory(), DepartmentFactory()
    give_role(user, "resource_manager", department=department)
    person = PersonFactory(name="Jeanne Martin", department=department)
    AllocationFactory(person=person, project=ProjectFactory(name="Secret project", confidential=True))
    html = shown(table_of(People, user), user)
    assert "Jeanne Martin" in html and "Secret project" not in html and 'class="restricted"' in html


@pytest.mark.parametrize("kind", [ProjectTable, MilestoneTable])
def test_all_columns_of_all_rows_come_from_one_query(kind, reader, django_assert_num_queries):
    """No cell may ask the database again for a column that was left out."""
    for _number in range(3):
        MilestoneFactory(project=ProjectFactory(manager=PersonFactory(), portfolio=PortfolioFactory()))
    table = table_of(kind, reader, chosen=[column.name for column in kind.columns])
    rows = kind.model.objects.allowed(reader).for_list().for_reader(reader)
    with django_assert_num_queries(1):
        assert table.body(list(table.narrowed(rows, table.default_order)), chosen=True).count("<tr") >= 3


def test_a_row_is_read_without_the_columns_that_no_cell_shows(reader):
    ProjectFactory(description="long")
    table = table_of(ProjectTable, reader, chosen=["code", "portfolio"])
    (row,) = table.narrowed(Project.objects.allowed(reader).for_list(), ("sort_key",))
    assert {"description", "links", "status"} <= row.get_deferred_fields()
    assert not {"code", "name", "sort_key"} & row.get_deferred_fields()


def test_every_list_shows_every_column_with_a_query_for_no_row(reader, django_assert_max_num_queries):
    """Tables whose rows are called by other words than a name are read whole; none may fail."""
    for pages in all_pages():
        table = table_of(pages.table, reader, chosen=[column.name for column in pages.table.columns])
        rows = pages.model.objects.allowed(reader).for_list().for_reader(reader)
        with django_assert_max_num_queries(1 + len(rows._prefetch_related_lookups)):
            list(table.narrowed(rows, tuple(pages.table.default_order)))


def test_equal_values_are_written_alike_and_different_ones_are_not(reader):
    for name, finish in (("A", "2026-01-31"), ("B", "2026-01-31"), ("C", None)):
        MilestoneFactory(project=ProjectFactory(name=name), reference_date="2026-01-30", forecast_date=finish)
    html = shown(table_of(MilestoneTable, reader, chosen=["forecast_date"]), reader)
    assert html.count("31/01/2026") + html.count("2026-01-31") == 2
    assert Milestone.objects.count() == 3 == html.count("<tr")


@pytest.mark.parametrize(
    "value, decimals, text",
    [
        (Decimal("1234567.5"), 0, "1,234,568"), (Decimal("-0.4"), 0, "0"), (2.5, 0, "3"), (1234, 1, "1,234.0"),
        (Decimal("109.73"), 1, "109.7"), (10**20, 0, "100,000,000,000,000,000,000"),
    ],
)  # fmt: skip
def test_numbers_are_rounded_half_away_from_zero_and_grouped(value, decimals, text):
    from django.utils import translation

    from pmo import display

    with translation.override("en"):
        assert display.number(value, decimals) == text
    with translation.override("fr"):
        assert display.number(value, decimals) == text.replace(",", "\u202f").replace(".", ",")


def test_short_amounts_are_rounded_not_cut():
    from django.utils import translation

    from pmo import display

    with translation.override("en"):
        assert display.short_money(Decimal("109729.15"), "EUR") == "€110k"
        assert display.short_money(Decimal("1250000"), "EUR") == "€1.3m"


def test_a_negative_amount_has_its_sign_before_the_currency():
    from django.utils import translation

    from pmo import display

    with translation.override("en"):
        assert display.money(Decimal("-1200.5"), "EUR") == "\u2212€1,200.50"
        assert display.short_money(Decimal("-1250000"), "EUR") == "\u2212€1.3m"
        assert display.percent(Decimal("-4.25"), 1) == "\u22124.3%"
    with translation.override("fr"):
        assert display.money(Decimal("-1200"), "EUR", 0) == "\u22121\u202f200\u00a0€"


def test_two_related_filters_cost_one_query_together_on_page_and_sheet(reader, client):
    """Not one a field, nor one a widget, and never all rows of their tables to find a name."""
    person, portfolio = PersonFactory(), PortfolioFactory()
    project = ProjectFactory(manager=person, portfolio=portfolio)
    client.force_login(reader, backend="allauth.account.auth_backends.AuthenticationBackend")
    plain, related = "/projects/?status=active", f"/projects/?manager={person.pk}&portfolio={portfolio.pk}"
    for headers in ({}, {"HX-Request": "true", "HX-Target": "filter-grid-projects"}):
        counted = []
        for address in (plain, related):
            with CaptureQueriesContext(connection) as captured:
                answer = client.get(address, headers=headers)
            counted.append(len(captured))
            assert answer.status_code == 200
        assert counted[1] == counted[0] + 1
        assert str(person) in answer.content.decode() and str(portfolio) in answer.content.decode()
        assert headers or project.name in answer.content.decode()
