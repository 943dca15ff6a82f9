"""Addresses of projects and their facts."""

from django.urls import path

from pmo.pages import ObjectPages

from . import filters, forms, tables, urls_of_money, verbs, views
from .board_urls import board_patterns
from .models import (
    Action,
    Baseline,
    BoardColumn,
    BudgetLine,
    ChecklistItem,
    CostEntry,
    Decision,
    Milestone,
    ObjectiveLink,
    Project,
    Sprint,
    StatusReport,
    Task,
    TaskAssignment,
    TaskLink,
)
from .views.baselines import BaselineCreate, BaselineDetail

app_name = "projects"

project_pages = ObjectPages(
    Project,
    table=tables.ProjectTable,
    filterset=filters.ProjectFilterSet,
    form=forms.ProjectForm,
    slug="projects",
    opening="is_archive=false",
    icon="briefcase",
    section="deliver",
    order=10,
    parent="portfolio",
    tabs=(("portfolio", 10), ("programme", 10)),
    views={"detail": views.ProjectDetail},
    verbs=(verbs.CopyProject,),
)
milestone_pages = ObjectPages(
    Milestone,
    table=tables.MilestoneTable,
    filterset=filters.MilestoneFilterSet,
    form=forms.MilestoneForm,
    slug="milestones",
    opening="running=true",
    icon="flag",
    section="deliver",
    order=20,
    parent="project",
    tab=20,
)
budget_line_pages = ObjectPages(
    BudgetLine,
    table=tables.BudgetLineTable,
    filterset=filters.BudgetLineFilterSet,
    form=forms.BudgetLineForm,
    slug="budget-lines",
    opening="is_archive=false",
    icon="report-money",
    section="money",
    order=10,
    parent="project",
    tab=30,
)
cost_entry_pages = ObjectPages(
    CostEntry,
    table=tables.CostEntryTable,
    filterset=filters.CostEntryFilterSet,
    form=forms.CostEntryForm,
    slug="costs",
    icon="receipt",
    section="money",
    order=20,
    parent="project",
    tab=32,
)
status_report_pages = ObjectPages(
    StatusReport,
    table=tables.StatusReportTable,
    filterset=filters.StatusReportFilterSet,
    form=forms.StatusReportForm,
    slug="status-reports",
    opening="running=true",
    icon="report",
    section="deliver",
    order=30,
    parent="project",
    tab=15,
    verbs=(verbs.PublishReport, verbs.CorrectReport),
)
decision_pages = ObjectPages(
    Decision,
    table=tables.DecisionTable,
    filterset=filters.DecisionFilterSet,
    form=forms.DecisionForm,
    slug="decisions",
    icon="gavel",
    section="steer",
    order=40,
    parent="project",
    tabs=(("project", 50), ("session", 10)),
    verbs=(verbs.TakeDecision,),
)
action_pages = ObjectPages(
    Action,
    table=tables.ActionTable,
    filterset=filters.ActionFilterSet,
    form=forms.ActionForm,
    slug="actions",
    icon="checkbox",
    section="deliver",
    order=40,
    parent="project",
    tabs=(("project", 52), ("session", 20)),
    verbs=(verbs.FinishAction,),
)
objective_link_pages = ObjectPages(
    ObjectiveLink,
    table=tables.ObjectiveLinkTable,
    filterset=filters.ObjectiveLinkFilterSet,
    form=forms.ObjectiveLinkForm,
    slug="objective-links",
    icon="target-arrow",
    parent="project",
    tabs=(("project", 70), ("objective", 10)),
)
task_pages = ObjectPages(
    Task,
    table=tables.TaskTable,
    filterset=filters.TaskFilterSet,
    form=forms.TaskForm,
    slug="tasks",
    opening="running=true",
    icon="list-tree",
    section="deliver",
    order=15,
    parent="project",
    tab=22,
)
task_link_pages = ObjectPages(
    TaskLink,
    table=tables.TaskLinkTable,
    filterset=filters.TaskLinkFilterSet,
    form=forms.TaskLinkForm,
    slug="task-links",
    icon="arrow-guide",
    parent="project",
)
task_assignment_pages = ObjectPages(
    TaskAssignment,
    table=tables.TaskAssignmentTable,
    filterset=filters.TaskAssignmentFilterSet,
    form=forms.TaskAssignmentForm,
    slug="task-assignments",
    icon="user-check",
    parent="task",
    tab=10,
)
checklist_item_pages = ObjectPages(
    ChecklistItem,
    table=tables.ChecklistItemTable,
    filterset=filters.ChecklistItemFilterSet,
    form=forms.ChecklistItemForm,
    slug="checklist-items",
    icon="list-check",
    parent="task",
    tab=20,
)
baseline_pages = ObjectPages(
    Baseline,
    table=tables.BaselineTable,
    filterset=filters.BaselineFilterSet,
    form=forms.BaselineForm,
    slug="baselines",
    icon="bookmark",
    parent="project",
    tab=24,
    views={"create": BaselineCreate, "detail": BaselineDetail},
    verbs=(verbs.ApproveBaseline, verbs.RejectBaseline, verbs.MakeCurrent, verbs.TakeReferenceDates),
)
board_column_pages = ObjectPages(
    BoardColumn,
    table=tables.BoardColumnTable,
    filterset=filters.BoardColumnFilterSet,
    form=forms.BoardColumnForm,
    slug="board-columns",
    icon="columns",
    parent="project",
)
sprint_pages = ObjectPages(
    Sprint,
    table=tables.SprintTable,
    filterset=filters.SprintFilterSet,
    form=forms.SprintForm,
    slug="sprints",
    icon="run",
    parent="project",
    tab=26,
    verbs=(views.board.StartSprint, views.board.CloseSprint),
)

urlpatterns = [
    path("projects/<int:pk>/report/", views.ReportStatus.as_view(), name="project-report"),
    path("projects/<int:pk>/charts/milestones/", views.MilestoneTrendChart.as_view(), name="project-milestone-trend"),
    path("projects/<int:pk>/charts/money/", views.MoneyTrendChart.as_view(), name="project-money-trend"),
    path("projects/<int:pk>/plan/", views.PlanPage.as_view(), name="project-plan"),
    path("projects/<int:pk>/plan/rows/", views.PlanRowsView.as_view(), name="project-plan-rows"),
    path("projects/<int:pk>/plan/edit/", views.PlanEdit.as_view(), name="project-plan-edit"),
    *board_patterns,
    *project_pages.urls(),
    *milestone_pages.urls(),
    *budget_line_pages.urls(),
    *cost_entry_pages.urls(),
    *status_report_pages.urls(),
    *decision_pages.urls(),
    *action_pages.urls(),
    *objective_link_pages.urls(),
    *task_pages.urls(),
    *task_link_pages.urls(),
    *task_assignment_pages.urls(),
    *checklist_item_pages.urls(),
    *baseline_pages.urls(),
    *board_column_pages.urls(),
    *sprint_pages.urls(),
    *urls_of_money.urlpatterns,
]
