"""API routes of the frame's own objects."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpResponse
from django.utils.translation import gettext as _

from .access import holdings, holds_organisation_wide
from .api.registry import route
from .api.validation import check_row
from .api.verbs import verb
from .api.viewsets import ChangeViewSet, ObjectViewSet, ReadOnlyViewSet
from .bin import CannotRestore, restore
from .jobs import request_cancel
from .own_filters import (
    BinEntryFilterSet,
    CustomFieldFilterSet,
    JobFilterSet,
    OrganisationFilterSet,
    RollUpRunFilterSet,
    SavedViewFilterSet,
)
from .pages import all_pages
from .problems import Conflict
from .serializers import (
    BinEntrySerializer,
    CustomFieldSerializer,
    JobSerializer,
    OrganisationSerializer,
    RollUpRunSerializer,
    SavedViewSerializer,
)


class VerbsOnly:
    """Mixin: rows that are read and acted on by verbs, never written."""

    http_method_names = ("get", "head", "options", "post")


def list_names() -> set[str]:
    return {pages.name("list") for pages in all_pages()}


@route("organisation")
class OrganisationViewSet(ChangeViewSet):
    serializer_class = OrganisationSerializer
    filterset_class = OrganisationFilterSet


@route("custom-fields")
class CustomFieldViewSet(ObjectViewSet):
    serializer_class = CustomFieldSerializer
    filterset_class = CustomFieldFilterSet


@route("bin")
class BinViewSet(VerbsOnly, ChangeViewSet):
    """What was deleted: one's own, or everything for the PMO."""

    serializer_class = BinEntrySerializer
    filterset_class = BinEntryFilterSet

    @verb("view", summary="Restore the object with all its rows")
    def restore(self, row):
        try:
            return restore(row, actor=self.request.user)
        except CannotRestore as error:
            raise Conflict(str(error)) from error


@route("saved-views")
class SavedViewViewSet(ObjectViewSet):
    """One's own kept views of lists, and those shared with everybody; `query` is the address of the list."""

    serializer_class = SavedViewSerializer
    filterset_class = SavedViewFilterSet
    actions = {"add": "view", "change": "change", "delete": "change"}
    bulk = None

    def get_queryset(self):
        return self.model._default_manager.offered_to(self.request.user)

    def refuse_without_any_right(self):
        if not holdings(self.request.user):
            raise PermissionDenied

    def prepare(self, change):
        change.row.owner = self.request.user

    def write(self, change):
        row = change.row
        if row.list_name not in list_names():
            raise ValidationError({"list_name": _("There is no such list.")})
        if row.shared and not holds_organisation_wide(self.request.user, "change", "setting"):
            raise PermissionDenied(_("Only the PMO shares views with everybody."))
        check_row(row, {"list_name", "name", "query", "shared"})
        row.save()

    def destroy(self, request, pk, *args, **kwargs):
        with transaction.atomic():
            self.locked(pk, "change").delete()
        return HttpResponse(status=204)


@route("jobs")
class JobViewSet(VerbsOnly, ChangeViewSet):
    serializer_class = JobSerializer
    filterset_class = JobFilterSet

    @verb("view", summary="Cancel the job: at once while it waits, else at its next step")
    def cancel(self, row):
        request_cancel(row)
        return row

    lookup_value_regex = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"


@route("roll-up-runs")
class RollUpRunViewSet(ReadOnlyViewSet):
    serializer_class = RollUpRunSerializer
    filterset_class = RollUpRunFilterSet
