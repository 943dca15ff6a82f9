"""The history of one object over the API: newest first, walked by the number of the last entry."""

from urllib.parse import urlencode

from django.db.models import F
from django.http import Http404
from django.utils.translation import gettext as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter
from rest_framework import serializers

from ..access import may
from ..change_log import Difference, Reader, events
from ..problems import InvalidParameter, UnknownParameter, parameter_error
from .encoding import json_answer

SIZE, LARGEST = 100, 1000
PAGE_PARAMETERS = [
    OpenApiParameter("page_size", OpenApiTypes.INT, description="Entries on a page, 1 to 1,000 (100)."),
    OpenApiParameter("before", OpenApiTypes.STR, description="Taken from `next`; not to be made up."),
]


class WriterSerializer(serializers.Serializer):
    """Who wrote; null for the system itself."""

    id = serializers.IntegerField()
    label = serializers.CharField()


class DifferenceSerializer(serializers.Serializer):
    """One field, before and after, written in the reader's language."""

    field = serializers.CharField()
    label = serializers.CharField()
    before = serializers.CharField()
    after = serializers.CharField()


class HistoryEntrySerializer(serializers.Serializer):
    """One event of an object."""

    at = serializers.DateTimeField()
    event = serializers.ChoiceField(choices=("insert", "update", "delete"))
    by = WriterSerializer(allow_null=True)
    source = serializers.CharField()
    changes = DifferenceSerializer(many=True)


class HistoryPageSerializer(serializers.Serializer):
    """Entries, newest first, and the address of older ones."""

    results = HistoryEntrySerializer(many=True)
    next = serializers.CharField(allow_null=True)


def told(row, entry) -> dict:
    """An event row and its entry as the API shows them."""
    context = row.pgh_context.metadata if row.pgh_context else {}
    return {
        "at": entry.at,
        "event": row.pgh_label,
        "by": {"id": entry.user_id, "label": entry.user} if entry.user_id else None,
        "source": str(context.get("source") or ""),
        "changes": [changed(one) for one in entry.differences],
    }


def changed(difference: Difference) -> dict:
    return {
        "field": difference.name, "label": difference.label, "before": difference.before, "after": difference.after,
    }  # fmt: skip


def check_parameters(request, known: set[str]) -> None:
    """Raises UnknownParameter."""
    if unknown := sorted(set(request.query_params) - known):
        message = _("This route has no such parameter.")
        raise UnknownParameter([parameter_error(name, message) for name in unknown])


def page_size(request) -> int:
    """Raises InvalidParameter."""
    text = request.query_params.get("page_size", str(SIZE))
    if not (text.isascii() and text.isdecimal() and len(text) <= 4 and 1 <= int(text) <= LARGEST):
        message = _("Give a number from 1 to %(most)d.") % {"most": LARGEST}
        raise InvalidParameter([parameter_error("page_size", message)])
    return int(text)


def next_address(request, before) -> str | None:
    """The address of the older entries; None at the end."""
    if not before:
        return None
    kept = request.query_params.copy()
    kept["before"] = str(before)
    return request.build_absolute_uri(f"{request.path}?{urlencode(list(kept.lists()), doseq=True)}")


def history_of(view, request, pk):
    """One page of the history of an object that the reader may see. Raises Http404."""
    check_parameters(request, {"page_size", "before"})
    row, size = view.get_queryset().filter(pk=pk).first(), page_size(request)
    if row is None:
        raise Http404
    amounts = getattr(view.model, "amounts", frozenset())
    hidden = frozenset() if not amounts or may(request.user, "view", row, "money") else amounts
    rows, before = events(view.model, pgh_obj_id=row.pk), request.query_params.get("before", "")
    if before:
        if not (before.isascii() and before.isdecimal() and len(before) < 18):
            raise InvalidParameter([parameter_error("before", _("Take it from `next`."))])
        rows = rows.filter(pgh_id__lt=int(before))
    found = list(rows.order_by(F("pgh_id").desc())[: size + 1])
    entries = Reader(request.user, hidden=hidden).entries(view.model, found[:size])
    older = found[size - 1].pgh_id if len(found) > size else None
    results = [told(event, entry) for event, entry in zip(found[:size], entries, strict=True)]
    return json_answer({"results": results, "next": next_address(request, older)})
