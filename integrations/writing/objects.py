"""Which model each target of the import fills, and how its cells become the model's attributes."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from accounts.models import Person
from integrations.wording import name_key
from projects.models import BudgetLine, CostEntry, Milestone, Project
from resources.models import Allocation
from risks.models import Issue, Risk


@dataclass(frozen=True)
class Writable:
    """`references` maps fields to the kind of row they name. `identity` gives the key by which a row without
    id, external key or code is found again; rows with equal keys are paired in their order."""

    target: str
    model: type
    references: dict[str, str]
    identity: Callable[[object], tuple]
    scope: str = "project_id"  # rows are looked up among those with the same value of this attribute
    # Two rows of a file may not mean the same one; facts without a name of their own may repeat.
    unique: bool = False

    @cached_property
    def fields(self) -> dict[str, object]:
        return {each.name: each for each in self.model._meta.concrete_fields}

    @cached_property
    def relation_names(self) -> list[str]:
        return [each.name for each in self.model._meta.concrete_fields if each.is_relation]

    @property
    def belongs_to_project(self) -> bool:
        return "project" in self.references


def _named(row) -> tuple:
    return (name_key(row.name or ""),)


def _budget_line(row) -> tuple:
    return (
        row.budget_version, row.number, row.fiscal_year, row.month, row.category, row.nature, row.purpose,
        row.cost_centre, row.account, row.vendor_id, row.label,
    )  # fmt: skip


def _cost_entry(row) -> tuple:
    return (
        row.kind, row.month, row.category, row.nature, row.purpose, row.vendor_id, row.document_number, row.source,
        row.label,
    )  # fmt: skip


def _allocation(row) -> tuple:
    return row.person_id, row.role_id, row.period, row.first_day, row.last_day, row.unit


def _person(row) -> tuple:
    return (row.email.casefold(),) if row.email else _named(row)


_PROJECT = {
    "portfolio": "portfolio", "programme": "programme", "manager": "person", "sponsor": "person",
    "department": "department", "customer": "department",
}  # fmt: skip

WRITABLES = {
    each.target: each
    for each in (
        Writable("person", Person, {"department": "department", "vendor": "vendor"}, _person, scope="", unique=True),
        Writable("project", Project, _PROJECT, _named, scope="portfolio_id", unique=True),
        Writable("milestone", Milestone, {"project": "project", "owner": "person"}, _named),
        Writable("budget_line", BudgetLine, {"project": "project", "vendor": "vendor"}, _budget_line),
        Writable("cost_entry", CostEntry, {"project": "project", "vendor": "vendor", "order": "order"}, _cost_entry),
        Writable("risk", Risk, {"project": "project", "owner": "person"}, _named),
        Writable("issue", Issue, {"project": "project", "owner": "person", "escalated_to": "person"}, _named),
        Writable("allocation", Allocation, {"project": "project", "person": "person", "role": "role"}, _allocation),
    )
}
