"""Rows written many at a time are the rows that Django would write one by one, and nothing is cut to fit."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import DataError, IntegrityError, transaction
from django.forms.models import model_to_dict

from integrations.writing.blank_rows import blank_row
from integrations.writing.objects import WRITABLES
from integrations.writing.statements import insert_rows, update_if_unchanged
from projects.choices import ProjectStatus
from projects.models import Milestone, Project
from tests.factories import (
    AllocationFactory,
    BudgetLineFactory,
    CostEntryFactory,
    IssueFactory,
    MilestoneFactory,
    PersonFactory,
    PortfolioFactory,
    ProjectFactory,
    RiskFactory,
)

ONE_OF_EACH = {
    "person": PersonFactory, "project": ProjectFactory, "milestone": MilestoneFactory, "budget_line": BudgetLineFactory,
    "cost_entry": CostEntryFactory, "risk": RiskFactory, "issue": IssueFactory, "allocation": AllocationFactory,
}  # fmt: skip


@pytest.fixture
def portfolio(db):
    return PortfolioFactory()


def projects(portfolio, *names: str, **values) -> list[Project]:
    return [Project(code=name, name=name, portfolio=portfolio, **values) for name in names]


@pytest.mark.django_db
@pytest.mark.parametrize("target", WRITABLES)
def test_inserted_rows_hold_what_saved_rows_hold(target):
    model, saved = WRITABLES[target].model, ONE_OF_EACH[target]()
    values = {field.attname: getattr(saved, field.attname) for field in model._meta.concrete_fields
              if not field.generated and field.name not in ("id", "created_at", "updated_at")}  # fmt: skip
    if target == "project":
        values["code"] = "OTHER"
    if target == "person":
        values["email"] = "other@example.org"
    row = blank_row(model, values | {"custom": {"zone": "Nord-Est « é »"}})
    insert_rows(model, [row])
    stored = model.objects.get(pk=row.pk)
    assert {name: getattr(stored, name) for name in values} == values | {"custom": {"zone": "Nord-Est « é »"}}
    assert stored.created_at and not row._state.adding


def test_each_row_gets_its_own_id_and_values(portfolio):
    rows = projects(portfolio, "A", "B", "C")
    rows[1].budget, rows[2].planned_start, rows[0].status = Decimal("1.50"), date(2025, 2, 1), ProjectStatus.ACTIVE
    insert_rows(Project, rows)
    for row in rows:
        stored = Project.objects.get(pk=row.pk)
        assert model_to_dict(stored) == model_to_dict(row) | {"objectives": []}
        assert (stored.version, stored.sort_key) == (1, row.name.lower())


def test_a_value_that_does_not_fit_is_refused_rather_than_cut(portfolio):
    for wrong in ({"currency": "EURO"}, {"budget": Decimal(10) ** 15}, {"report_every_days": 40_000}):
        with pytest.raises(DataError), transaction.atomic():
            insert_rows(Project, projects(portfolio, "A", **wrong) + projects(portfolio, "B"))
    assert not Project.objects.exists()


def test_unique_codes_stay_unique(portfolio):
    with pytest.raises(IntegrityError), transaction.atomic():
        insert_rows(Project, projects(portfolio, "A", "a"))


def test_new_rows_share_no_lists():
    first, second = blank_row(Project, {}), blank_row(Project, {})
    first.links.append({"label": "x", "url": "https://example.org"})
    first.custom["zone"] = "Nord"
    assert (second.links, second.custom) == ([], {}) and first._state is not second._state


def test_only_rows_of_the_version_that_was_read_are_updated(db):
    mine, theirs = MilestoneFactory(name="Mine"), MilestoneFactory(name="Theirs")
    Milestone.objects.filter(pk=theirs.pk).update(name="Changed meanwhile")
    mine.name, theirs.name, mine.forecast_date = "Mine now", "Mine too", None
    updated = update_if_unchanged(Milestone, [mine, theirs], ["name", "forecast_date"])
    assert updated == {mine.pk}
    assert set(Milestone.objects.values_list("name", "version")) == {("Mine now", 2), ("Changed meanwhile", 2)}
