"""Earned value and variance of a project over the API: the same figures as its pages, as plain numbers."""

from django.http import Http404
from django.utils.translation import gettext as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_serializer
from rest_framework import serializers
from rest_framework.viewsets import GenericViewSet

from pmo.api.encoding import json_answer
from pmo.api.fields import WallClockApiField
from pmo.api.history import check_parameters
from pmo.api.registry import route
from pmo.problems import InvalidParameter, parameter_error
from projects.choices import BaselineState
from projects.models import Baseline, Project

from .earned_then import EARLIEST, measures_on
from .journal_entries import with_kinds
from .plan_measures import AMOUNTS, RATIOS
from .views.dashboard import day_of

MEASURES = (*AMOUNTS, *RATIOS, "expected_finish")


class PointSerializer(serializers.Serializer):
    """An amount of a day, in the project's currency."""

    day = serializers.DateField()
    amount = serializers.FloatField(allow_null=True)


class EarnedTaskSerializer(serializers.Serializer):
    """A frozen task: budget, planned and earned value on the status date, its own actual cost where given."""

    task = serializers.IntegerField(allow_null=True)
    wbs = serializers.CharField()
    name = serializers.CharField()
    percent = serializers.FloatField()
    bac = serializers.FloatField()
    pv = serializers.FloatField()
    ev = serializers.FloatField()
    ac = serializers.FloatField(allow_null=True)
    sv = serializers.FloatField()


@extend_schema_serializer(many=False)
class EarnedValueSerializer(serializers.Serializer):
    """The S-curve and the tasks; indices and forecasts are those of the project's state."""

    as_of = serializers.DateField(allow_null=True)
    currency = serializers.CharField()
    baseline = serializers.IntegerField(allow_null=True)
    planned_value = PointSerializer(many=True)
    earned_value = PointSerializer(many=True)
    actual_cost = PointSerializer(many=True)
    forecast = PointSerializer(many=True)
    tasks = EarnedTaskSerializer(many=True)
    measures = serializers.DictField(help_text="Amounts, indices and times of the day, by the names of the state.")
    progress = serializers.DictField(
        allow_null=True, help_text="Of an earlier day: how many tasks, and of how many nothing was recorded by then."
    )


class VarianceRowSerializer(serializers.Serializer):
    """A task against the baseline; days are working days of the project's calendar."""

    task = serializers.IntegerField(allow_null=True)
    wbs = serializers.CharField()
    name = serializers.CharField()
    is_summary = serializers.BooleanField()
    state = serializers.ChoiceField(choices=("", "new", "gone"))
    baseline_start = WallClockApiField(allow_null=True)
    baseline_finish = WallClockApiField(allow_null=True)
    start = WallClockApiField(allow_null=True)
    finish = WallClockApiField(allow_null=True)
    start_days = serializers.FloatField(allow_null=True)
    finish_days = serializers.FloatField(allow_null=True)
    duration_days = serializers.FloatField(allow_null=True)
    work_minutes = serializers.IntegerField(allow_null=True)
    cost_difference = serializers.FloatField(allow_null=True)


@extend_schema_serializer(many=False)
class VarianceSerializer(serializers.Serializer):
    """Every task against a baseline; costs are null for who may not see the money."""

    baseline = serializers.IntegerField(allow_null=True)
    results = VarianceRowSerializer(many=True)


class OfProject(GenericViewSet):
    """One answer about one project, for who may see these kinds of its facts."""

    model = Project
    queryset = Project._default_manager.none()
    pagination_class = None
    filter_backends = ()
    time_field = ""
    kinds: tuple[str, ...] = ("plan",)

    def project(self, pk) -> Project:
        """The project with what of it the reader may see. Raises Http404."""
        rows = with_kinds(self.request.user, Project.objects.allowed(self.request.user)).select_related("state")
        found = rows.filter(pk=pk).first()
        if found is None or not all(getattr(found, f"sees_{kind}") for kind in self.kinds):
            raise Http404
        return found


@route("projects/(?P<project>[0-9]{1,18})/earned-value", name="earned-value-of-project")
class EarnedValueOfProjectViewSet(OfProject):
    """The S-curve of a project and its tasks."""

    serializer_class = EarnedValueSerializer
    kinds = ("plan", "money")

    @extend_schema(
        parameters=[OpenApiParameter("as_of", OpenApiTypes.DATE, description="An earlier day, with what was known.")],
        responses=EarnedValueSerializer, summary="S-curve and earned value by task",
        operation_id="earned_value_of_project",
    )  # fmt: skip
    def list(self, request, project):
        from .frozen_plan import frozen_plan
        from .s_curve import s_curve

        check_parameters(request, {"as_of"})
        row = self.project(project)
        now = getattr(row, "state", None)
        state = self._on(row, now)
        plan = frozen_plan(row, state and state.earned_value_detail.get("baseline"))
        answer = {"as_of": state and state.as_of, "currency": row.currency, "baseline": plan and plan.baseline.pk}
        empty = dict.fromkeys(("planned_value", "earned_value", "actual_cost", "forecast", "tasks"), ())
        empty |= {"measures": {}, "progress": None}
        if plan is None:
            return json_answer(answer | empty)
        curve = s_curve(plan, state)
        return json_answer(answer | {
            "planned_value": points(curve.planned),
            "earned_value": points((one.day, one.ev) for one in curve.readings),
            "actual_cost": points((one.day, one.ac) for one in curve.readings),
            "forecast": points(curve.forecast),
            "tasks": plan.by_task(state.as_of, then=state is not now) if state else [],
            "measures": {name: getattr(state, name) for name in MEASURES} if state else {},
            "progress": state and state.earned_value_detail.get("progress"),
        })  # fmt: skip

    def _on(self, row, now):
        """The measures of `?as_of=`, else those of now."""
        given = self.request.query_params.get("as_of")
        if given is None:
            return now
        day = day_of(given)
        if day is None or day < EARLIEST:
            raise InvalidParameter([parameter_error("as_of", _("Enter a date, such as 2026-03-31."))])
        return now if now is None or day >= now.as_of else measures_on(row, day)


def points(pairs) -> list[dict]:
    """Days with their amounts to cents."""
    return [{"day": day, "amount": None if amount is None else round(amount, 2)} for day, amount in pairs]


@route("projects/(?P<project>[0-9]{1,18})/variance", name="variance-of-project")
class VarianceOfProjectViewSet(OfProject):
    """Dates, effort and cost of every task against the current baseline, or against `?baseline=`."""

    serializer_class = VarianceSerializer

    @extend_schema(
        parameters=[OpenApiParameter("baseline", OpenApiTypes.INT, description="The current one when left out.")],
        responses=VarianceSerializer, summary="Variance of every task", operation_id="variance_of_project",
    )  # fmt: skip
    def list(self, request, project):
        from .variance import variance_of

        check_parameters(request, {"baseline"})
        row = self.project(project)
        baseline = self._baseline(row)
        found = variance_of(row, baseline) if baseline else []
        return json_answer({"baseline": baseline and baseline.pk, "results": [
            variance_row(one, sees_money=row.sees_money) for one in found
        ]})  # fmt: skip

    def _baseline(self, project: Project) -> Baseline | None:
        rows = Baseline.objects.allowed(self.request.user).filter(project=project)
        rows = rows.exclude(state=BaselineState.REJECTED)
        wanted = self.request.query_params.get("baseline", "")
        if not wanted:
            return rows.filter(is_current=True).first()
        found = rows.filter(pk=int(wanted)).first() if wanted.isdecimal() and len(wanted) < 19 else None
        if found is None:
            raise InvalidParameter([parameter_error("baseline", _("There is no such object that you may see."))])
        return found


def variance_row(row, *, sees_money: bool) -> dict:
    """One task as plain values."""
    names = ("task", "wbs", "name", "is_summary", "state", "start_days", "finish_days", "duration_days", "work_minutes")
    difference = row.cost_difference if sees_money else None
    dates = {
        "baseline_start": row.planned.start, "baseline_finish": row.planned.finish, "start": row.current.start,
        "finish": row.current.finish,
    }  # fmt: skip
    moments = {name: moment and moment.isoformat(timespec="minutes") for name, moment in dates.items()}
    cost = None if difference is None else float(difference)
    return {name: getattr(row, name) for name in names} | moments | {"cost_difference": cost}
