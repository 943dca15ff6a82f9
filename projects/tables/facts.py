"""Columns of lists of projects and their facts."""

from django.utils.translation import gettext_lazy as _

from pmo.tables import (
    Choice,
    Column,
    Day,
    HealthColour,
    Link,
    Money,
    Month,
    Number,
    Percent,
    Related,
    Slip,
    Table,
    YesNo,
)

from ..amounts_without_rate import without_rate
from ..models import Action, BudgetLine, CostEntry, Decision, Milestone, ObjectiveLink, Project, StatusReport

PROJECT_CURRENCY = "project__currency"


class ProjectTable(Table):
    model = Project
    columns = (
        Column("code"),
        Link("name"),
        HealthColour("health", path="state__health", stale_path="state__is_stale"),
        HealthColour("declared_health", path="state__declared_health", label=_("Declared"), css="brief"),
        Choice("trend", path="state__trend", css="brief"),
        Choice("status", editable=True),
        Choice("stage", editable=True),
        Related("portfolio", ordering="portfolio"),
        Related("programme", extra=True),
        Related("manager", ordering="manager", editable=True),
        Related("sponsor", extra=True),
        Choice("type", extra=True),
        Choice("priority", editable=True, extra=True),
        Day("finish", path="state__finish", label=_("Finish")),
        Slip("slip_days", path="state__slip_days", label=_("Slip")),
        Money("budget", path="visible_budget", label=_("Budget"), summed=True),
        Money("forecast", path="visible_forecast", label=_("Forecast"), summed=True),
        Money("actual", path="visible_actual", label=_("Actual"), summed=True, extra=True),
        Percent("overrun", path="visible_overrun", label=_("Overrun"), extra=True),
        Number("risk_score", path="state__risk_score", label=_("Risk")),
        Number("late_milestone_count", path="state__late_milestone_count", label=_("Late milestones"), extra=True),
        Percent("progress", path="state__progress", label=_("Progress"), extra=True),
        Day("next_milestone_on", path="state__next_milestone_on", label=_("Next milestone"), extra=True),
        Day("planned_finish", extra=True, editable=True),
        Day("forecast_finish", extra=True, editable=True),
        YesNo("confidential", extra=True),
        YesNo("is_critical", extra=True),
    )
    # What is steered first; archives and templates after it.
    default_order = ("portfolio__is_archive", "is_template", "sort_key")
    # Views that everybody finds in the menu, beside those that were kept.
    offered_views = (
        (_("In trouble first"), "ordering=trouble"),
        (_("Under way, in trouble first"), "running=true&ordering=trouble"),
        (_("Watermelons"), "is_watermelon=true&ordering=-budget"),
        (
            _("Watermelons by dimension"),
            "watermelon_in=schedule&watermelon_in=cost&watermelon_in=scope&ordering=-budget&running=true",
        ),
    )
    bulk_fields = ("status", "stage", "priority", "manager", "sponsor", "programme", "department", "report_every_days")

    def further_sums(self):
        return {"without_rate": without_rate(self.user, Project, "state__")}


class ObjectiveLinkTable(Table):
    model = ObjectiveLink
    columns = (Link("link", label=_("Link"), shows_row=True), Percent("weight", editable=True))
    default_order = ("project", "-weight")


class MilestoneTable(Table):
    model = Milestone
    columns = (
        Link("name"),
        Related("project", ordering="project"),
        Day("reference_date"),
        Day("forecast_date", editable=True),
        Day("actual_date", editable=True),
        Slip("slip_days", label=_("Slip")),
        YesNo("is_key"),
        YesNo("is_go_live"),
        YesNo("in_freeze", label=_("In a release freeze")),
        Related("owner"),
    )
    default_order = ("reference_date",)
    bulk_fields = ("owner", "is_key", "is_go_live")


class BudgetLineTable(Table):
    model = BudgetLine
    columns = (
        Link("line", label=_("Line"), shows_row=True),
        Related("project", ordering="project"),
        Choice("budget_version", extra=True),
        Number("number", label=_("No."), extra=True),
        Number("fiscal_year", grouped=False, extra=True),
        Month("month"),
        Choice("category", extra=True),
        Choice("nature"),
        Choice("purpose", extra=True),
        Column("label", editable=True),
        Related("vendor", extra=True),
        Column("cost_centre", extra=True),
        Column("account", extra=True),
        Money("amount", currency=PROJECT_CURRENCY, editable=True, summed=True),
    )
    default_order = ("project", "fiscal_year", "month")
    bulk_fields = ("category", "nature", "purpose", "cost_centre", "account", "vendor")


class CostEntryTable(Table):
    model = CostEntry
    columns = (
        Link("entry", label=_("Entry"), shows_row=True),
        Related("project", ordering="project"),
        Month("month"),
        Choice("kind", extra=True),
        Column("label", extra=True),
        Choice("category"),
        Choice("nature"),
        Related("vendor"),
        Column("document_number"),
        Column("source", extra=True),
        Money("amount", currency=PROJECT_CURRENCY, summed=True),
    )
    default_order = ("-month",)
    bulk_fields = ("category", "nature", "purpose", "vendor")


class StatusReportTable(Table):
    model = StatusReport
    columns = (
        Link("report", label=_("Report"), shows_row=True),
        Day("as_of"),
        Related("project", ordering="project", extra=True),
        Choice("state"),
        HealthColour("overall"),
        HealthColour("schedule"),
        HealthColour("cost"),
        HealthColour("scope"),
        HealthColour("resources", extra=True),
        HealthColour("risk", extra=True),
        Choice("trend"),
        Related("author"),
        Column("summary", css="clip", extra=True),
    )
    default_order = ("-as_of",)


class DecisionTable(Table):
    model = Decision
    columns = (
        Link("name"),
        Related("project"),
        Choice("state"),
        Related("decider"),
        Day("asked_on"),
        Day("due_on", editable=True),
        Day("decided_on"),
        Related("session", extra=True),
        Related("portfolio", extra=True),
    )
    default_order = ("-asked_on",)
    bulk_fields = ("decider", "due_on", "session")


class ActionTable(Table):
    model = Action
    columns = (
        Link("name"),
        Related("project"),
        Related("owner", editable=True),
        Choice("state", editable=True),
        Choice("priority", editable=True),
        Day("due_on", editable=True),
        Day("done_on"),
        Related("session", extra=True),
        Related("decision", extra=True),
    )
    default_order = ("due_on",)
    bulk_fields = ("owner", "state", "priority", "due_on", "done_on")
