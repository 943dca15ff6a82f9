"""What every route does. An app's viewset names serializer and filters; rights, paging and writes are here."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Model, Q
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.exceptions import PermissionDenied
from rest_framework.viewsets import GenericViewSet

from ..access import may_somewhere
from ..custom_fields import definitions
from ..models import Record
from ..problems import Conflict
from ..writing import Stale, delete_object
from .bulk import BulkRequest
from .changes import Change, change_of, denied, references_of, write_lists, write_references
from .concurrency import check_match, entity_tag, is_fresh
from .encoding import encode, json_answer
from .history import PAGE_PARAMETERS, HistoryPageSerializer, history_of
from .idempotency import once
from .links import Links
from .lists import ListPage
from .prepared import Reading, prepared
from .representation import Representation
from .schema import KeysetPagination, ObjectFilters
from .validation import check_row


class ReadOnlyViewSet(GenericViewSet):
    """GET of a list and of one object."""

    # For the description only; `ListPage` does the work.
    pagination_class = KeysetPagination
    filter_backends = (ObjectFilters,)
    lookup_value_regex = "[0-9]{1,18}"
    # The column that `updated_since` compares, and the name under which deletions are kept, if not the model's.
    time_field = ""
    deletion_label = ""

    def __init_subclass__(cls, **options):
        super().__init_subclass__(**options)
        serializer = cls.__dict__.get("serializer_class")
        if serializer is not None:
            cls.model: type[Model] = serializer.Meta.model
            cls.queryset = cls.model._default_manager.none()
            if issubclass(cls.model, Record) and not cls.time_field:
                cls.time_field = "updated_at"
            if not hasattr(cls.model, "pgh_event_model"):
                cls.history = None

    def get_queryset(self):
        return self.model._default_manager.allowed(self.request.user)

    def get_serializer_context(self):
        return {**super().get_serializer_context(), "links": Links(self.request.user), "custom": definitions}

    def list(self, request, *args, **kwargs):
        return ListPage(self, request).answer()

    def retrieve(self, request, pk, *args, **kwargs):
        return self.shown(pk)

    @extend_schema(parameters=PAGE_PARAMETERS, responses=HistoryPageSerializer, summary="History of one object")
    @action(detail=True, methods=["get"], filter_backends=[], pagination_class=None)
    def history(self, request, pk, *args, **kwargs):
        """Who changed what, when and from where; newest first."""
        return history_of(self, request, pk)

    def represent(self, pks) -> dict:
        """id → what the user may see of it (one query)."""
        representation = Representation(self.serializer_class, self.request.user)
        found = representation.select(self.get_queryset().filter(pk__in=pks))
        return {values["pk"]: representation.row(values) for values in found}

    def read(self, pk) -> dict | None:
        """What the user may see of one object; None where that is nothing."""
        numbered = self.model._meta.pk.get_internal_type() != "UUIDField"
        if numbered and type(self).get_queryset is ReadOnlyViewSet.get_queryset:
            statement = prepared(Reading.by(self.request.user, self.serializer_class))
            return statement.row(pk) if statement else None
        # The address gives the number as text.
        return next(iter(self.represent([pk]).values()), None)

    def shown(self, pk, status: int = 200, **headers) -> HttpResponse:
        """One object with its ETag. Raises Http404."""
        row = self.read(pk)
        if row is None:
            raise Http404
        content = encode(row)
        tag = entity_tag(self.request, content, row.get("version"))
        headers |= {"ETag": f'"{tag}"', "Cache-Control": "private, no-cache"}
        if self.request.method in ("GET", "HEAD") and is_fresh(self.request, tag):
            return HttpResponse(status=304, headers=headers)
        return json_answer(content, status, **headers)

    def within(self, time: str, since, until) -> Q:
        return Q(**{f"{time}__gte": since, f"{time}__lte": until})

    def finalize_response(self, request, response, *args, **kwargs):
        response = super().finalize_response(request, response, *args, **kwargs)
        throttle = getattr(request._request, "api_throttle", None)
        for name, value in (throttle.headers() if throttle else {}).items():
            response[name] = value
        return response


class OfParent:
    """Mixin: only the rows of the object in the address, which must be one that the user may see."""

    parent: type[Model]

    def get_queryset(self):
        name = self.parent._meta.model_name
        found = self.parent._default_manager.allowed(self.request.user).filter(pk=self.kwargs[name])
        if not found.exists():
            raise Http404
        return super().get_queryset().filter(**{name: self.kwargs[name]})


class ChangeViewSet(ReadOnlyViewSet):
    """PUT and PATCH of one object."""

    actions = {"add": "add", "change": "change", "delete": "delete"}

    @property
    def guards(self) -> dict:
        return getattr(self.serializer_class.Meta, "guards", {})

    def update(self, request, pk, *args, partial=False, **kwargs):
        body = request.data  # read before the row is held: it may not be JSON
        with transaction.atomic():
            row = self.locked(pk, self.actions["change"])
            serializer = self.serializer_class(row, data=body, partial=partial, context=self.get_serializer_context())
            serializer.is_valid(raise_exception=True)
            values = serializer.validated_data
            current = references_of(self.model, [row.pk])[row.pk] if "external_references" in values else None
            self.write(change_of(row, values, current))
        return self.shown(pk)

    def partial_update(self, request, pk, *args, **kwargs):
        return self.update(request, pk, *args, partial=True, **kwargs)

    def locked(self, pk, wanted: str, *, settled: bool = False):
        """The row, held until the end of the transaction. 404 if not to be seen, 403 if not to be changed.

        `settled`: also one that can no longer be changed, for a verb that knows what to do with it.
        """
        rows = self.get_queryset().with_permissions(self.request.user, wanted).select_for_update(of=("self",))
        if follows := getattr(self.model, "clean_follows", ()):
            rows = rows.select_related(*follows)
        row = rows.filter(pk=pk).order_by("pk").first()
        if row is None:
            raise Http404
        if not getattr(row, f"may_{wanted}"):
            raise PermissionDenied(_("You may see this, but not change it."))
        check_match(self.request, row, lambda: self.shown(pk)["ETag"].strip('"'))
        if not settled:
            self.refuse_if_settled(row)
        return row

    def refuse_if_settled(self, row) -> None:
        reason = self.serializer_class().refusal(row)
        if reason:
            raise Conflict(reason)

    def write(self, change: Change) -> None:
        """Check, write, prove the right to have done so. One transaction around it is the caller's business."""
        if change.is_empty:
            return
        for refusal in self.judge([change]).values():
            raise Conflict.of(refusal)
        check_row(change.row, change.touched)
        change.write()
        if change.references is not None:
            write_references(self.model, {change.row.pk: change.references})
        write_lists(change, self.request.user)
        refused = denied(
            self.model, self.request.user, [change], self.guards,
            add=self.actions["add"], change=self.actions["change"],
        )  # fmt: skip
        if refused:
            raise PermissionDenied(refusal_message(refused[change.row.pk]))
        self.follow([change])

    def judge(self, changes: list[Change]) -> dict[int, ValidationError]:
        """Refusals, by place, of rules that look at several rows; what follows from a change is put on its row."""
        return {}

    def follow(self, changes: list[Change]) -> None:
        """What the server does besides once rows are written, by one request alone or by many rows in bulk.

        Inside the transaction of the write. In bulk it is called once for the rows written together, and for each
        row that is written alone.
        """

    def handle_exception(self, exc):
        """A stale write shows both versions."""
        if isinstance(exc, Stale) and exc.current is not None:
            exc.yours = self.request.data if self.request.method in ("PUT", "PATCH") else None
            exc.shown = self.represent([exc.current.pk]).get(exc.current.pk)
        return super().handle_exception(exc)


def refusal_message(field: str) -> str:
    if field:
        return _("You may not set “%(field)s” here.") % {"field": field}
    return _("You may not write this here.")


class ObjectViewSet(ChangeViewSet):
    """Everything that can be done with an object: read, create, change, delete, in bulk."""

    @once
    def create(self, request, *args, **kwargs):
        self.refuse_without_any_right()
        with transaction.atomic():
            serializer = self.serializer_class(data=request.data, context=self.get_serializer_context())
            serializer.is_valid(raise_exception=True)
            change = change_of(self.model(), serializer.validated_data)
            self.prepare(change)
            self.write(change)
        return self.shown(change.row.pk, 201, Location=f"{request.path}{change.row.pk}/")

    def prepare(self, change: Change) -> None:
        """Values of a new row that the server gives."""

    def refuse_without_any_right(self) -> None:
        if not may_somewhere(self.request.user, self.actions["add"], self.model.access.kind):
            raise PermissionDenied(_("You may not add this anywhere."))

    def destroy(self, request, pk, *args, **kwargs):
        with transaction.atomic():
            delete_object(self.locked(pk, self.actions["delete"]), actor=request.user)
        return HttpResponse(status=204)

    @action(detail=False, methods=["post"])
    @once
    def bulk(self, request, *args, **kwargs):
        return BulkRequest(self, request).answer()
