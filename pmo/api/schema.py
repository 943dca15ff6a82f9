"""The description of the API (OpenAPI 3.1): parameters, answers and problems that every route shares."""

from django.db.models import UUIDField
from drf_spectacular.contrib.django_filters import DjangoFilterExtension
from drf_spectacular.extensions import OpenApiSerializerFieldExtension
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.utils import OpenApiParameter
from rest_framework.filters import BaseFilterBackend
from rest_framework.pagination import BasePagination

from ..models import Record

INSTANT = {"type": "string", "format": "date-time"}
PROBLEM = {
    "type": "object",
    "required": ["type", "title", "status"],
    "properties": {
        "type": {"type": "string", "examples": ["urn:pmo:problem:invalid"]},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "instance": {"type": "string"},
        "request": {"type": "string", "description": "The id of the request in the server's log."},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["detail"],
                "properties": {
                    "pointer": {"type": "string", "examples": ["#/forecast_finish"]},
                    "parameter": {"type": "string"},
                    "index": {"type": "integer", "description": "The row of a bulk request."},
                    "detail": {"type": "string"},
                    "code": {"type": "string"},
                },
            },
        },
    },
}
BULK_ANSWER = {
    "type": "object",
    "required": ["created", "updated", "unchanged", "rejected", "dry_run", "rows"],
    "properties": {
        **{name: {"type": "integer"} for name in ("created", "updated", "unchanged", "rejected")},
        "dry_run": {"type": "boolean"},
        "rows": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {
                    "index": {"type": "integer"},
                    "outcome": {"enum": ["created", "updated", "unchanged", "rejected"]},
                    "id": {"type": ["integer", "null"]},
                    "version": {"type": ["integer", "null"]},
                    "errors": PROBLEM["properties"]["errors"],
                },
            },
        },
    },
}
DESCRIPTIONS = {
    "400": "Not valid; `errors` say where and why.",
    "401": "Not signed in.",
    "403": "You may see this, but not do it.",
    "404": "There is nothing here that you may see.",
    "409": "The change conflicts with other data.",
    "410": "The watermark is too old: deletions are no longer known. Read everything anew.",
    "412": "Somebody else changed the object; `current` and `yours` are both shown.",
    "413": "The body is too large.",
    "415": "The body is not JSON.",
    "422": "The idempotency key belongs to another request.",
    "429": "Too many requests; see Retry-After.",
    "503": "The database is busy; see Retry-After.",
}
ALWAYS = ("400", "401", "403", "404", "406", "429", "503")
WRITES = ("409", "413", "415")
DESCRIPTIONS["406"] = "The API answers in JSON only."
SUMMARIES = {
    "list": "List {many}",
    "create": "Create: {one}",
    "retrieve": "Show: {one}",
    "update": "Replace: {one}",
    "partial_update": "Change: {one}",
    "destroy": "Delete: {one}",
    "bulk": "Create, change or upsert many {many}",
}
IF_MATCH = OpenApiParameter(
    "If-Match", str, OpenApiParameter.HEADER, description="The ETag that you have read; another version answers 412."
)
IF_NONE_MATCH = OpenApiParameter(
    "If-None-Match", str, OpenApiParameter.HEADER, description="An ETag that you have; 304 if nothing changed."
)
IDEMPOTENCY_KEY = OpenApiParameter(
    "Idempotency-Key", str, OpenApiParameter.HEADER, description="Sent again with the same key, a request is done once."
)


class KeysetPagination(BasePagination):
    """Describes the pages of `lists.ListPage`."""

    def get_paginated_response_schema(self, schema):
        removals = {"type": "array", "items": {"type": "integer"}, "description": "With updated_since: ids to remove."}
        return {
            "type": "object",
            "required": ["results", "next", "total", "watermark"],
            "properties": {
                "results": schema,
                "next": {"type": ["string", "null"], "format": "uri", "description": "The next page; null at the end."},
                "total": {"type": ["integer", "null"], "description": "With total=true: how many rows in all."},
                "watermark": {**INSTANT, "description": "Give it back as updated_since in the next sync."},
                "deleted": removals,
            },
        }

    def get_schema_operation_parameters(self, view):
        listed = [
            ("page_size", {"type": "integer", "minimum": 1, "maximum": 1000, "default": 100}, "Rows on a page."),
            ("cursor", {"type": "string"}, "Taken from `next`; not to be made up."),
            ("total", {"type": "boolean", "default": False}, "Count all rows of the list too."),
        ]
        if issubclass(view.model, Record):
            listed.append(("reference_source", {"type": "string"}, "Only what this other system knows."))
            listed.append(("reference_key", {"type": "string"}, "With reference_source: what it calls so."))
        if view.time_field:
            listed.append(("updated_since", INSTANT, "Only what changed since then, and what is gone."))
        return [
            {"name": name, "in": "query", "required": False, "schema": schema, "description": description}
            for name, schema, description in listed
        ]


class ObjectFilters(BaseFilterBackend):
    """Stands for `filterset_class` in the description; `ListPage` does the filtering."""

    def get_filterset_class(self, view, queryset=None):
        return view.filterset_class

    def filter_queryset(self, request, queryset, view):
        return queryset


class ObjectFiltersExtension(DjangoFilterExtension):
    target_class = "pmo.api.schema.ObjectFilters"
    priority = 1

    def get_schema_operation_parameters(self, auto_schema, *args, **kwargs):
        found = super().get_schema_operation_parameters(auto_schema, *args, **kwargs)
        for parameter in found:
            # A filter by more than the column can hold finds nothing; it is no mistake.
            for bound in ("minimum", "maximum"):
                parameter["schema"].pop(bound, None)
        names = sorted(auto_schema.view.filterset_class.orderings())
        ordering = {"type": "string", "enum": [*names, *(f"-{name}" for name in names)]}
        return [*found, {"name": "ordering", "in": "query", "required": False, "schema": ordering}]


class ObjectSchema(AutoSchema):
    """Adds headers and problems to each operation."""

    def get_override_parameters(self):
        if self.method == "GET":
            return [IF_NONE_MATCH]
        if self.method != "POST":
            return [IF_MATCH]
        return [IDEMPOTENCY_KEY, IF_MATCH] if self._verb_body() else [IDEMPOTENCY_KEY]

    def get_tags(self):
        return [getattr(self.view, "route_name", "") or "api"]

    def get_summary(self):
        name, many = (str(text) for text in self._names())
        action = getattr(self.view, "action", "") or ""
        told = SUMMARIES.get(action) or getattr(getattr(self.view, action, None), "summary", "")
        return told.format(one=name, many=many) or None

    def get_description(self):
        own = self.view.__class__.__doc__
        return own if own and "serializer_class" in self.view.__class__.__dict__ else ""

    def _names(self) -> tuple:
        meta = self.view.model._meta
        return meta.verbose_name, meta.verbose_name_plural

    def get_request_serializer(self):
        if getattr(self.view, "action", "") == "bulk":
            from .bulk import BulkSerializer

            return BulkSerializer
        body = self._verb_body()
        return super().get_request_serializer() if body is None else body if body._declared_fields else None

    def _verb_body(self):
        """What a verb of an object takes, if this operation is one."""
        return getattr(getattr(self.view, getattr(self.view, "action", "") or "", None), "body", None)

    def _get_response_bodies(self, direction="response"):
        bodies = super()._get_response_bodies(direction)
        if getattr(self.view, "action", "") == "bulk":
            bodies = {"200": {"description": "What became of each row.", "content": _json(_ref("BulkAnswer"))}}
        if self._verb_body() and "201" not in bodies:
            bodies["201"] = {"description": "Another object has come of it; see Location.", "content": _json({})}
        if self.method == "GET":
            bodies["304"] = {"description": "You have this already."}
        for status in self._problems():
            bodies[status] = {"$ref": f"#/components/responses/Problem{status}"}
        return bodies

    def _problems(self) -> list[str]:
        found = list(ALWAYS)
        if self.method != "GET":
            found += WRITES
        if self.method in ("PUT", "PATCH", "DELETE") or self._verb_body():
            found.append("412")
        if getattr(self.view, "action", "") == "list" and getattr(self.view, "time_field", ""):
            found.append("410")
        if self.method == "POST":
            found.append("422")
        return sorted(found)


def _ref(name: str) -> dict:
    return {"$ref": f"#/components/schemas/{name}"}


def _json(schema: dict) -> dict:
    return {"application/json": {"schema": schema}}


LINK = {
    "type": "object",
    "required": ["id", "label"],
    "properties": {"id": {"type": ["integer", "null"]}, "label": {"type": "string"}},
    "description": "A linked object; without id and with the label “restricted” where you may not see it.",
}
UUID_LINK = {**LINK, "properties": {"id": {"type": ["string", "null"], "format": "uuid"}, "label": {"type": "string"}}}
REFERENCE = {
    "type": "object",
    "required": ["source", "key"],
    "properties": {
        "source": {"type": "string", "minLength": 1, "maxLength": 60},
        "key": {"type": "string", "minLength": 1, "maxLength": 250},
    },
}
LINK_REQUEST = {
    "oneOf": [
        {"type": "integer", "minimum": 1},
        {
            "type": "object",
            "required": ["id"],
            "properties": {"id": {"type": ["integer", "null"], "minimum": 1}, "label": {"type": "string"}},
        },
        {
            "type": "object",
            "required": ["external_reference"],
            "properties": {"external_reference": _ref("ExternalReference")},
        },
    ],
    "description": "The id of an object that you may see, or what another system calls it; null as it was read.",
}


class LinkExtension(OpenApiSerializerFieldExtension):
    target_class = "pmo.api.fields.LinkField"

    def map_serializer_field(self, auto_schema, direction):
        if direction == "request":
            return _ref("LinkRequest")
        return _ref("UuidLink" if isinstance(self._linked()._meta.pk, UUIDField) else "Link")

    def _linked(self):
        """The model at the link's other end, which a link that is only read does not name."""
        field = self.target
        return field.model or field.parent.Meta.model._meta.get_field(field.source).related_model


class CustomValuesExtension(OpenApiSerializerFieldExtension):
    target_class = "pmo.api.fields.CustomValuesField"

    def map_serializer_field(self, auto_schema, direction):
        return {
            "type": "object",
            "additionalProperties": {"type": ["string", "null"]},
            "description": "Values of custom fields by key.",
        }


class NestedExtension(OpenApiSerializerFieldExtension):
    target_class = "pmo.api.fields.NestedField"

    def map_serializer_field(self, auto_schema, direction):
        component = auto_schema.resolve_serializer(self.target.serializer_class, direction)
        return {"oneOf": [component.ref, {"type": "null"}], "readOnly": True}
