"""What tasks, links and baselines are filtered by."""

import django_filters
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from pmo.filters import either

from ..models import Baseline, ChecklistItem, Task, TaskAssignment, TaskLink
from .facts import PORTFOLIO_OF_PROJECT, FactFilterSet


class TaskFilterSet(FactFilterSet):
    late = django_filters.BooleanFilter(method="are_late", label=_("Late"))
    open = django_filters.BooleanFilter(method="are_open", label=_("Not finished"))

    def are_open(self, queryset, name, value):
        return either(queryset, queryset.open(), value)

    def are_late(self, queryset, name, value):
        """Not finished, and to be finished before the day for which the project's measures are computed."""
        late = Q(actual_finish__isnull=True, schedule__percent_complete__lt=100) & Q(
            schedule__finish__date__lt=F("project__state__as_of")
        )
        if value is None:
            return queryset
        return queryset.filter(late) if value else queryset.exclude(late)

    class Meta:
        model = Task
        fields = (
            "project", "parent", "responsible", "priority", "is_scheduled", "is_milestone", "constraint", "progress_by",
            "column", "sprint",
        )  # fmt: skip
        paths = PORTFOLIO_OF_PROJECT | {
            "is_critical": "schedule__is_critical", "is_summary": "schedule__is_summary",
        }  # fmt: skip
        mine = ("responsible__user", "assignments__person__user")
        search_fields = ("name", "description", "project__name")
        unordered = ("fixed_cost", "work_cost", "actual_cost")
        orderings = {
            "wbs": ("project__sort_key", "schedule__row_number"), "start": ("schedule__start",),
            "finish": ("schedule__finish",), "total_float": ("schedule__total_float",), "rank": ("rank",),
            "responsible": ("responsible__sort_key", "schedule__start"),
        }  # fmt: skip


class TaskLinkFilterSet(FactFilterSet):
    class Meta:
        model = TaskLink
        fields = ("project", "predecessor", "successor", "kind")
        paths = PORTFOLIO_OF_PROJECT
        search_fields = ("predecessor__name", "successor__name")


class TaskAssignmentFilterSet(FactFilterSet):
    class Meta:
        model = TaskAssignment
        fields = ("project", "task", "person")
        paths = PORTFOLIO_OF_PROJECT
        search_fields = ("task__name", "role_name")


class ChecklistItemFilterSet(FactFilterSet):
    class Meta:
        model = ChecklistItem
        fields = ("project", "task", "is_done")
        paths = PORTFOLIO_OF_PROJECT
        search_fields = ("label", "task__name")


class BaselineFilterSet(FactFilterSet):
    class Meta:
        model = Baseline
        fields = ("project", "state", "is_current", "taken_on")
        paths = PORTFOLIO_OF_PROJECT
        search_fields = ("name", "reason")
        unordered = ("cost",)
