"""The journal of a project over the API: every change of it and its rows, as far as the reader sees them."""

from datetime import timedelta

from django.http import Http404
from django.utils.translation import gettext as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_serializer
from rest_framework import serializers
from rest_framework.viewsets import GenericViewSet

from pmo.api.encoding import json_answer
from pmo.api.history import PAGE_PARAMETERS, HistoryEntrySerializer, check_parameters, next_address, page_size, told
from pmo.api.parameters import unknown_choice
from pmo.api.registry import route
from pmo.problems import InvalidParameter, parameter_error
from projects.models import Project

from .journal import Asked, read_events, start_of, writers
from .journal_entries import JournalReader, visible_models, with_kinds
from .plan_viewsets import EarnedValueOfProjectViewSet, VarianceOfProjectViewSet
from .views.journal import JournalForm, key_of, text_of

__all__ = ["EarnedValueOfProjectViewSet", "JournalOfProjectViewSet", "VarianceOfProjectViewSet"]

PARAMETERS = [
    OpenApiParameter(
        "noun", OpenApiTypes.STR, many=True, description="Kinds of object, such as risk; may be repeated."
    ),
    OpenApiParameter("by", OpenApiTypes.INT, description="The user who wrote."),
    OpenApiParameter("since", OpenApiTypes.DATE),
    OpenApiParameter("until", OpenApiTypes.DATE),
]


class JournalObjectSerializer(serializers.Serializer):
    """What was changed; `id` leads nowhere once it is deleted."""

    noun = serializers.CharField()
    id = serializers.IntegerField()
    label = serializers.CharField()
    exists = serializers.BooleanField()


class JournalEntrySerializer(HistoryEntrySerializer):
    """One event of one object of the project."""

    object = JournalObjectSerializer()


@extend_schema_serializer(many=False)
class JournalPageSerializer(serializers.Serializer):
    """Entries, newest first, and the address of older ones."""

    results = JournalEntrySerializer(many=True)
    next = serializers.CharField(allow_null=True)


@route("projects/(?P<project>[0-9]{1,18})/journal", name="journal-of-project")
class JournalOfProjectViewSet(GenericViewSet):
    """Who changed what of a project, when and from where."""

    model = Project
    queryset = Project._default_manager.none()
    serializer_class = JournalPageSerializer
    pagination_class = None
    filter_backends = ()
    time_field = ""

    @extend_schema(
        parameters=[*PAGE_PARAMETERS, *PARAMETERS], responses=JournalPageSerializer, summary="Journal of a project",
        operation_id="journal_of_project",
    )  # fmt: skip
    def list(self, request, project):
        check_parameters(request, {"page_size", "before", "noun", "by", "since", "until"})
        row = with_kinds(request.user, Project.objects.allowed(request.user)).filter(pk=project).first()
        if row is None:
            raise Http404
        size = page_size(request)
        events = read_events(self._asked(request, row, size + 1))
        shown = events[:size]
        entries = JournalReader(request.user, sees_money=row.sees_money).told(shown)
        older = text_of(shown[-1].key) if len(events) > size else None
        results = [self._entry(event, entry) for event, entry in zip(shown, entries, strict=True)]
        return json_answer({"results": results, "next": next_address(request, older)})

    def _asked(self, request, row, limit: int) -> Asked:
        models = visible_models(request.user, row)
        form = JournalForm(request.query_params, models=models, people=writers([row.pk], models))
        if not form.is_valid():
            known = unknown_choice(form.fields["noun"].choices, request.query_params.getlist("noun"))
            raise InvalidParameter(
                [
                    parameter_error(name, (name == "noun" and known) or text)
                    for name, errors in form.errors.items()
                    for text in errors
                ]
            )
        before, chosen = request.query_params.get("before", ""), form.cleaned_data
        if before and key_of(before) is None:
            raise InvalidParameter([parameter_error("before", _("Take it from `next`."))])
        return Asked(
            projects=[row.pk],
            models=[one for one in models if not chosen["noun"] or one._meta.model_name in chosen["noun"]],
            since=start_of(chosen["since"]) if chosen["since"] else None,
            until=start_of(chosen["until"] + timedelta(days=1)) if chosen["until"] else None,
            writer=chosen["by"], before=key_of(before) if before else None, limit=limit,
        )  # fmt: skip

    def _entry(self, event, entry) -> dict:
        what = {
            "noun": event.model._meta.model_name, "id": event.object_id, "label": entry.label, "exists": event.exists,
        }  # fmt: skip
        return told(event.row, entry) | {"object": what}
