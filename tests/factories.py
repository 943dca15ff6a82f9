"""Factories of the main objects, with the smallest valid row each; nothing is filled in that a test did not ask for.

Dates are relative to `TODAY`, a fixed Monday, so that figures do not move with the clock.
"""

from datetime import date, timedelta
from decimal import Decimal

import factory
from factory.django import DjangoModelFactory

from accounts.models import Currency, Department, ExchangeRate, Membership, Person, Rate, User, Vendor
from pmo.access import forget_holdings
from portfolio.models import Committee, Envelope, Kpi, KpiValue, Objective, Portfolio, Programme, Session
from projects.models import (
    Action,
    BudgetLine,
    CostEntry,
    Decision,
    Milestone,
    ObjectiveLink,
    Project,
    StatusReport,
)
from resources.models import Absence, Allocation, NonProjectWork, PersonSkill, ResourceRole, Skill
from risks.models import Assumption, Issue, Response, Risk

TODAY = date(2025, 6, 16)
PASSWORD = "a long enough password"


def days(count: int) -> date:
    """The day that many days after TODAY (before it when negative)."""
    return TODAY + timedelta(days=count)


def give_role(user, role, *, starts_on=date(2000, 1, 1), ends_on=None, granted_by=None, **scope) -> Membership:
    """The user holds a role from long ago; `scope` is at most one of department, portfolio, programme, project."""
    held = Membership.objects.create(
        user=user, role=role, starts_on=starts_on, ends_on=ends_on, granted_by=granted_by, **scope
    )
    forget_holdings(user)
    return held


class UserFactory(DjangoModelFactory):
    """A user without any role who can log in with PASSWORD."""

    class Meta:
        model = User
        skip_postgeneration_save = True

    email = factory.Sequence(lambda number: f"user{number}@example.org")
    name = factory.Sequence(lambda number: f"User {number}")
    password = factory.django.Password(PASSWORD)


class DepartmentFactory(DjangoModelFactory):
    class Meta:
        model = Department

    name = factory.Sequence(lambda number: f"Department {number}")


class VendorFactory(DjangoModelFactory):
    class Meta:
        model = Vendor

    name = factory.Sequence(lambda number: f"Vendor {number}")


class PersonFactory(DjangoModelFactory):
    """Somebody without a log-in; give `user=` for one with."""

    class Meta:
        model = Person

    name = factory.Sequence(lambda number: f"Person {number}")


class RateFactory(DjangoModelFactory):
    class Meta:
        model = Rate

    person = factory.SubFactory(PersonFactory)
    valid_from = date(2020, 1, 1)
    amount = Decimal("500")


class CurrencyFactory(DjangoModelFactory):
    class Meta:
        model = Currency
        django_get_or_create = ("code",)

    code = "USD"
    name = factory.SelfAttribute("code")


class ExchangeRateFactory(DjangoModelFactory):
    class Meta:
        model = ExchangeRate

    currency = factory.SubFactory(CurrencyFactory, code=factory.Sequence(lambda number: f"X{number % 100:02}"))
    month = TODAY.replace(day=1)
    rate = Decimal("0.9")


class PortfolioFactory(DjangoModelFactory):
    class Meta:
        model = Portfolio

    name = factory.Sequence(lambda number: f"Portfolio {number}")
    code = factory.Sequence(lambda number: f"PF{number}")


class EnvelopeFactory(DjangoModelFactory):
    class Meta:
        model = Envelope

    portfolio = factory.SubFactory(PortfolioFactory)
    fiscal_year = TODAY.year


class ProgrammeFactory(DjangoModelFactory):
    class Meta:
        model = Programme

    name = factory.Sequence(lambda number: f"Programme {number}")
    code = factory.Sequence(lambda number: f"PG{number}")
    portfolio = factory.SubFactory(PortfolioFactory)


class ObjectiveFactory(DjangoModelFactory):
    class Meta:
        model = Objective

    name = factory.Sequence(lambda number: f"Objective {number}")


class CommitteeFactory(DjangoModelFactory):
    class Meta:
        model = Committee

    name = factory.Sequence(lambda number: f"Committee {number}")


class SessionFactory(DjangoModelFactory):
    class Meta:
        model = Session

    committee = factory.SubFactory(CommitteeFactory)
    date = TODAY
    as_of = factory.SelfAttribute("date")


class KpiFactory(DjangoModelFactory):
    class Meta:
        model = Kpi

    name = factory.Sequence(lambda number: f"KPI {number}")
    code = factory.Sequence(lambda number: f"kpi{number}")


class KpiValueFactory(DjangoModelFactory):
    class Meta:
        model = KpiValue

    kpi = factory.SubFactory(KpiFactory)
    period_end = factory.Sequence(lambda number: days(number))
    value = Decimal("1")


class ProjectFactory(DjangoModelFactory):
    """An active project without dates, money or people."""

    class Meta:
        model = Project

    name = factory.Sequence(lambda number: f"Project {number}")
    code = factory.Sequence(lambda number: f"P{number:04}")
    portfolio = factory.SubFactory(PortfolioFactory)
    status = "active"


class ObjectiveLinkFactory(DjangoModelFactory):
    class Meta:
        model = ObjectiveLink

    project = factory.SubFactory(ProjectFactory)
    objective = factory.SubFactory(ObjectiveFactory)


class MilestoneFactory(DjangoModelFactory):
    class Meta:
        model = Milestone

    project = factory.SubFactory(ProjectFactory)
    name = factory.Sequence(lambda number: f"Milestone {number}")
    reference_date = days(30)


class BudgetLineFactory(DjangoModelFactory):
    class Meta:
        model = BudgetLine

    project = factory.SubFactory(ProjectFactory)
    fiscal_year = TODAY.year
    amount = Decimal("1000")


class CostEntryFactory(DjangoModelFactory):
    class Meta:
        model = CostEntry

    project = factory.SubFactory(ProjectFactory)
    month = TODAY.replace(day=1)
    amount = Decimal("100")


class StatusReportFactory(DjangoModelFactory):
    """A draft; give `state="published", published_at=…` for a published one."""

    class Meta:
        model = StatusReport

    project = factory.SubFactory(ProjectFactory)
    as_of = TODAY


class DecisionFactory(DjangoModelFactory):
    class Meta:
        model = Decision

    project = factory.SubFactory(ProjectFactory)
    name = factory.Sequence(lambda number: f"Decision {number}")
    asked_on = TODAY


class ActionFactory(DjangoModelFactory):
    class Meta:
        model = Action

    project = factory.SubFactory(ProjectFactory)
    name = factory.Sequence(lambda number: f"Action {number}")


class RiskFactory(DjangoModelFactory):
    """An open threat, 3 × 3."""

    class Meta:
        model = Risk

    project = factory.SubFactory(ProjectFactory)
    name = factory.Sequence(lambda number: f"Risk {number}")


class ResponseFactory(DjangoModelFactory):
    class Meta:
        model = Response

    risk = factory.SubFactory(RiskFactory)
    project = factory.SelfAttribute("risk.project")
    name = factory.Sequence(lambda number: f"Response {number}")


class IssueFactory(DjangoModelFactory):
    class Meta:
        model = Issue

    project = factory.SubFactory(ProjectFactory)
    name = factory.Sequence(lambda number: f"Issue {number}")


class AssumptionFactory(DjangoModelFactory):
    class Meta:
        model = Assumption

    project = factory.SubFactory(ProjectFactory)
    name = factory.Sequence(lambda number: f"Assumption {number}")


class SkillFactory(DjangoModelFactory):
    class Meta:
        model = Skill

    name = factory.Sequence(lambda number: f"Skill {number}")


class PersonSkillFactory(DjangoModelFactory):
    class Meta:
        model = PersonSkill

    person = factory.SubFactory(PersonFactory)
    skill = factory.SubFactory(SkillFactory)


class ResourceRoleFactory(DjangoModelFactory):
    class Meta:
        model = ResourceRole

    name = factory.Sequence(lambda number: f"Role {number}")


class AllocationFactory(DjangoModelFactory):
    """Ten days of a person over the next four weeks, requested."""

    class Meta:
        model = Allocation

    project = factory.SubFactory(ProjectFactory)
    person = factory.SubFactory(PersonFactory)
    first_day = TODAY
    last_day = days(27)
    quantity = Decimal("10")


class AbsenceFactory(DjangoModelFactory):
    class Meta:
        model = Absence

    person = factory.SubFactory(PersonFactory)
    first_day = TODAY
    last_day = days(4)


class NonProjectWorkFactory(DjangoModelFactory):
    class Meta:
        model = NonProjectWork

    person = factory.SubFactory(PersonFactory)
    share = Decimal("20")
    first_day = TODAY
