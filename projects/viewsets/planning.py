"""The plan of a project in the REST API: its rows, and the commands of the plan's editor."""

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework import serializers
from rest_framework.decorators import action

from pmo.api.concurrency import entity_tag, is_fresh
from pmo.api.encoding import json_answer
from pmo.api.idempotency import once
from pmo.api.schema import DESCRIPTIONS
from pmo.api.verbs import VerbSerializer
from pmo.problems import problem

from ..models import Project
from ..services.planning import PlanConflict, PlanProblems, answer_document, edit_plan, opened_plan, plan_document


class PlanEditSerializer(VerbSerializer):
    """Commands that are checked and carried out as one. `dry_run`: says what would move and writes nothing."""

    commands = serializers.ListField(child=serializers.DictField())
    dry_run = serializers.BooleanField(default=False)


class PlanRoutes:
    """Mixin of the route of projects: /projects/7/plan/."""

    @extend_schema(summary="The rows and links of a project's plan", responses={200: OpenApiTypes.OBJECT}, request=None)
    @action(detail=True, methods=["get"], url_path="plan")
    def plan(self, request, pk):
        opened = opened_plan(request.user, pk, now=timezone.now())
        if opened is None:
            raise Http404
        today = timezone.localdate()
        tag = entity_tag(request, f"{opened.mark} {today}".encode())
        headers = {"ETag": f'"{tag}"', "Cache-Control": "private, no-cache"}
        if is_fresh(request, tag):
            return HttpResponse(status=304, headers=headers)
        return json_answer(plan_document(request.user, opened, today=today), **headers)

    @extend_schema(
        summary="Edit the plan by commands, all or nothing",
        responses={200: OpenApiTypes.OBJECT, 412: OpenApiResponse(OpenApiTypes.OBJECT, DESCRIPTIONS["412"])},
        request=PlanEditSerializer,
    )
    @plan.mapping.post
    @once
    def edit_plan(self, request, pk):
        project = self._with_plan(pk)
        body = PlanEditSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        try:
            answer = edit_plan(
                request.user,
                project=project,
                now=timezone.now(),
                show=lambda answer: answer_document(request.user, project, answer),
                **body.validated_data,
            )
        except PlanProblems as error:
            return problem(400, name="invalid", request=request, errors=[_pointed(one) for one in error.problems])
        except PlanConflict as error:
            detail = _("Read the plan again, and repeat your change on what it is now.")
            return problem(412, request=request, detail=detail, conflicts=error.conflicts)
        return json_answer(answer.shown)

    def _with_plan(self, pk) -> Project:
        found = Project.objects.allowed(self.request.user, "view", "plan").filter(pk=pk).first()
        if found is None:
            raise Http404
        return found


def _pointed(one: dict) -> dict:
    """A problem of a command as an error with its pointer."""
    inside = f"/fields/{one['field']}" if one["field"] else ""
    name = f"{one['name']}: " if one["name"] else ""
    return {"pointer": f"#/commands/{one['index']}{inside}", "detail": f"{name}{one['text']}", "code": "invalid"}
