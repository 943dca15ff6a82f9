"""A small world for access tests: four projects, one row of every noun in each, and a persona for every role.

`open` and `near` share a portfolio with `secret`, which is confidential; `far` is in another portfolio.
"""

from datetime import date
from types import SimpleNamespace

from pmo.models import BinEntry, CustomField
from pmo.roles import RoleName
from tests import factories as make
from tests import money_factories as money
from tests import plan_factories as plans

PROJECTS = ("open", "near", "secret", "far")
# Kinds of facts of a project, with the factory of a row that belongs to it.
FACTS = {
    "milestone": make.MilestoneFactory,
    "budgetline": make.BudgetLineFactory,
    "costentry": make.CostEntryFactory,
    "statusreport": make.StatusReportFactory,
    "decision": make.DecisionFactory,
    "action": make.ActionFactory,
    "objectivelink": make.ObjectiveLinkFactory,
    "risk": make.RiskFactory,
    "issue": make.IssueFactory,
    "assumption": make.AssumptionFactory,
    "allocation": make.AllocationFactory,
    "kpivalue": make.KpiValueFactory,
    "task": plans.TaskFactory,
    "baseline": plans.BaselineFactory,
    "boardcolumn": plans.BoardColumnFactory,
    "sprint": plans.SprintFactory,
    "tender": money.TenderFactory,
}


def build() -> SimpleNamespace:
    """Create everything; returns {projects, rows, personas, portfolios}."""
    department = make.DepartmentFactory(name="Marketing")
    here, elsewhere = (
        make.PortfolioFactory(name="Here", code="HERE"),
        make.PortfolioFactory(name="Elsewhere", code="ELSE"),
    )
    worker = make.PersonFactory(name="Worker", department=department)
    projects = {
        name: make.ProjectFactory(
            name=f"Project {name}", code=name.upper(), portfolio=elsewhere if name == "far" else here,
            confidential=name == "secret", planned_start=date(2025, 1, 1), planned_finish=date(2025, 12, 31),
        )
        for name in PROJECTS
    }  # fmt: skip
    rows = {noun: {name: _row(noun, factory, project, worker) for name, project in projects.items()}
            for noun, factory in FACTS.items()}  # fmt: skip
    rows["response"] = {
        name: make.ResponseFactory(name=f"response {name}", risk=rows["risk"][name], project=project)
        for name, project in projects.items()
    }
    rows |= _around_tasks(rows["task"], worker)
    rows |= _bought(rows["tender"])
    rows["project"] = projects
    world = SimpleNamespace(
        projects=projects, rows=rows, here=here, elsewhere=elsewhere, department=department, worker=worker
    )
    world.organisation_rows = _organisation_rows(world)
    world.personas = _personas(world)
    return world


def _bought(tenders: dict) -> dict:
    """What hangs on the tender of each project, down to the penalty on an order."""
    nouns = ("tendercriterion", "quote", "quotescore", "purchaseorder", "receipt", "penalty", "businesscase",
             "businesscaseline")  # fmt: skip
    rows: dict = {noun: {} for noun in nouns}
    vendor = make.VendorFactory(name="Seller")
    for name, tender in tenders.items():
        project = {"project": tender.project}
        criterion = money.TenderCriterionFactory(**project, tender=tender, name=f"tendercriterion {name}")
        quote = money.QuoteFactory(**project, tender=tender, vendor=vendor, reference=f"quote {name}")
        order = money.PurchaseOrderFactory(**project, vendor=vendor, label=f"purchaseorder {name}")
        case = money.BusinessCaseFactory(**project, name=f"businesscase {name}")
        made = (
            criterion, quote, money.QuoteScoreFactory(**project, quote=quote, criterion=criterion), order,
            money.ReceiptFactory(**project, order=order, label=f"receipt {name}"),
            money.PenaltyFactory(**project, order=order, reason=f"penalty {name}"), case,
            money.BusinessCaseLineFactory(**project, business_case=case, label=f"businesscaseline {name}"),
        )  # fmt: skip
        for noun, row in zip(nouns, made, strict=True):
            rows[noun][name] = row
    return rows


def _around_tasks(tasks: dict, worker) -> dict:
    """What hangs on the task of each project."""
    return {
        "tasklink": {
            name: plans.TaskLinkFactory(
                project=task.project,
                predecessor=task,
                successor=plans.TaskFactory(project=task.project, name=f"next task {name}"),
            )
            for name, task in tasks.items()
        },
        "taskassignment": {
            name: plans.TaskAssignmentFactory(project=task.project, task=task, person=worker)
            for name, task in tasks.items()
        },
        "checklistitem": {
            name: plans.ChecklistItemFactory(project=task.project, task=task, label=f"checklistitem {name}")
            for name, task in tasks.items()
        },
    }


def ids_in(world, noun: str, names) -> set[int]:
    """The rows of a noun in these projects, those included that another row needed."""
    ids = {world.rows[noun][name].pk for name in names}
    return ids | {world.rows["tasklink"][name].successor_id for name in names} if noun == "task" else ids


def _row(noun, factory, project, worker):
    if noun == "allocation":
        return factory(project=project, person=worker)
    if noun in ("budgetline", "costentry"):
        return factory(project=project, label=f"{noun} {project.code.lower()}")
    if noun in ("statusreport", "objectivelink", "kpivalue"):
        return factory(project=project)
    return factory(project=project, name=f"{noun} {project.code.lower()}")


def _organisation_rows(world) -> dict:
    """One row of every noun that belongs to the organisation, a portfolio or a person."""
    return {
        "portfolio": world.here,
        "programme": make.ProgrammeFactory(portfolio=world.here),
        "envelope": make.EnvelopeFactory(portfolio=world.here),
        "objective": make.ObjectiveFactory(),
        "kpi": make.KpiFactory(),
        "committee": (committee := make.CommitteeFactory()),
        "session": make.SessionFactory(committee=committee),
        "person": world.worker,
        "department": world.department,
        "vendor": make.VendorFactory(),
        "rate": make.RateFactory(person=world.worker),
        "currency": (currency := make.CurrencyFactory()),
        "exchangerate": make.ExchangeRateFactory(currency=currency),
        "skill": (skill := make.SkillFactory()),
        "personskill": make.PersonSkillFactory(person=world.worker, skill=skill),
        "resourcerole": make.ResourceRoleFactory(),
        "absence": make.AbsenceFactory(person=world.worker),
        "nonprojectwork": make.NonProjectWorkFactory(person=world.worker),
        "customfield": CustomField.objects.create(name="Zone", model="projects.project", key="zone"),
        "approvallimit": money.ApprovalLimitFactory(),
        "tradingperiod": plans.TradingPeriodFactory(),
        "binentry": BinEntry.objects.create(model="risks.risk", object_id=999_999, label="gone", kind="risk"),
    }


def _personas(world) -> dict:
    """A user for each role, held where it usually is, and an outsider without any."""
    scopes = {
        RoleName.ASSISTANT: {"project": world.projects["open"]},
        RoleName.PORTFOLIO_MANAGER: {"portfolio": world.here},
        RoleName.CONTRIBUTOR: {"project": world.projects["open"]},
        RoleName.GUEST: {"project": world.projects["open"]},
        RoleName.RESOURCE_MANAGER: {"department": world.department},
        RoleName.PROJECT_MANAGER: {"project": world.projects["open"]},
    }
    personas = {}
    for role in RoleName:
        user = make.UserFactory(name=f"The {role.value}", email=f"{role.value}@example.org")
        make.give_role(user, role, **scopes.get(role, {}))
        personas[role.value] = user
    personas["outsider"] = make.UserFactory(name="The outsider", email="outsider@example.org")
    return personas
