"""Verbs of objects as POST routes, e.g. /issues/7/escalate/: one service call each, the same as on the pages."""

import functools

from django.db import transaction
from django.urls import reverse
from rest_framework import serializers
from rest_framework.decorators import action

from .idempotency import once
from .registry import routes
from .serializers import unknown_field


class VerbSerializer(serializers.Serializer):
    """What a verb needs to be told; unknown members are refused."""

    def to_internal_value(self, data):
        unknown = set(data) - set(self.fields) if isinstance(data, dict) else ()
        if unknown:
            raise serializers.ValidationError({name: [unknown_field()] for name in sorted(unknown)})
        return super().to_internal_value(data)


class Nothing(VerbSerializer):
    """A verb that needs no more than its object."""


def verb(right: str = "change", body: type[VerbSerializer] = Nothing, summary: str = ""):
    """Decorator of a viewset method (self, row, **values) that calls a service and returns the object to show.

    The row is held, and must be open to `right`. What another object has become of is shown with its address.
    """

    def decorate(method):
        @functools.wraps(method)
        def handler(view, request, pk, *args, **kwargs):
            reader = body(data=request.data or {}, context=view.get_serializer_context())
            reader.is_valid(raise_exception=True)
            with transaction.atomic():
                row = view.locked(pk, right, settled=True)
                result = method(view, row, **reader.validated_data)
            return _shown(view, result)

        handler.body, handler.summary = body, summary
        return action(detail=True, methods=["post"])(once(handler))

    return decorate


def _shown(view, result):
    if isinstance(result, view.model):
        return view.shown(result.pk)
    path, other = next((path, viewset) for path, viewset in routes().items() if viewset.model is type(result))
    return other(request=view.request, kwargs={}, format_kwarg=None).shown(
        result.pk, 201, Location=reverse(f"api:{path}-detail", args=[result.pk])
    )
