"""The wire shape of an object, made from its model: `class Meta: model = Risk` is a whole serializer."""

import copy
from decimal import Decimal

from django.db import models
from django.utils import translation
from django.utils.translation import gettext as _
from rest_framework import serializers
from rest_framework.utils.field_mapping import ClassLookupDict

from ..models import Record
from ..wall_clock import WallClockField
from .fields import (
    CustomValuesField,
    ExternalReferencesField,
    KnownChoiceField,
    LinkField,
    LinkListField,
    WallClockApiField,
    WebLinksField,
)

FIRST, LAST = ("id", "name", "code"), ("links", "custom", "external_references", "version", "created_at", "updated_at")
BOUNDS = ("min_value", "max_value")
# Kept by the database for its own use.
HIDDEN = {"sort_key", "password", "last_login"}


class ObjectSerializer(serializers.ModelSerializer):
    """Base of all serializers.

    `Meta.model` is enough. `Meta.omit` leaves fields out, `Meta.read_only_fields` refuses none but ignores them
    in a body, `Meta.guards` maps fields to the rights that decide about them (see `guards.Guard`).
    """

    serializer_related_field = LinkField
    serializer_choice_field = KnownChoiceField
    serializer_field_mapping = {
        **serializers.ModelSerializer.serializer_field_mapping,
        WallClockField: WallClockApiField,
    }

    def __init_subclass__(cls, **options):
        """The description of the API says of an object what its model says."""
        super().__init_subclass__(**options)
        if cls.__dict__.get("__doc__") is None and hasattr(cls, "Meta"):
            cls.__doc__ = (cls.Meta.model.__doc__ or "").split("\n\n")[0]

    def get_fields(self):
        """Built once a class; a PATCH copies only the fields it names."""
        built = self.built()
        data = getattr(self, "initial_data", None)
        if self.partial and isinstance(data, dict):
            built = {name: field for name, field in built.items() if name in data}
        return {name: copy.deepcopy(field) for name, field in built.items()}

    @classmethod
    def built(cls) -> dict:
        if "_built" not in cls.__dict__:
            with translation.override("en"):
                fields = super(ObjectSerializer, cls()).get_fields()
            if issubclass(cls.Meta.model, Record):
                fields["links"] = WebLinksField()
                fields["custom"] = CustomValuesField(required=False)
                fields["external_references"] = ExternalReferencesField()
            fields["id"] = _id_field(cls.Meta.model)
            cls._built = dict(sorted(fields.items(), key=lambda item: _place(item[0])))
        return cls._built

    def get_field_names(self, declared_fields, info):
        meta = self.Meta.model._meta
        names = [field.name for field in meta.concrete_fields if not field.primary_key or field.is_relation]
        names += [field.name for field in meta.many_to_many if field.remote_field.through._meta.auto_created]
        omitted = HIDDEN.union(getattr(self.Meta, "omit", ()), {"custom"})
        return [name for name in [*names, *declared_fields] if name not in omitted]

    def build_standard_field(self, field_name, model_field):
        """A generated column has the type of what it generates; uniqueness is checked with the other rules."""
        if isinstance(model_field, models.GeneratedField):
            return ClassLookupDict(self.serializer_field_mapping)[model_field.output_field], {"read_only": True}
        field_class, options = super().build_standard_field(field_name, model_field)
        options |= {name: Decimal(str(options[name])) for name in BOUNDS if isinstance(options.get(name), float)}
        kept = [one for one in options.get("validators", ()) if not hasattr(one, "queryset")]
        if "validators" in options:
            options["validators"] = kept
        return field_class, options

    def build_relational_field(self, field_name, relation_info):
        if relation_info.to_many:
            return LinkListField, {"model": relation_info.related_model, "required": False}
        return super().build_relational_field(field_name, relation_info)

    def get_uniqueness_extra_kwargs(self, field_names, declared_fields, extra_kwargs):
        return extra_kwargs, {}

    def get_validators(self):
        return []

    def to_internal_value(self, data):
        """Refuses fields that this object does not have, each by its name."""
        unknown = set(data) - set(self.built()) if isinstance(data, dict) else ()
        if unknown:
            raise serializers.ValidationError({name: [unknown_field()] for name in sorted(unknown)})
        return super().to_internal_value(data)

    def refusal(self, row) -> str | None:
        """Why this row can no longer be changed or deleted, if so."""
        return getattr(row, "refusal", str)() or None


def unknown_field() -> serializers.ErrorDetail:
    return serializers.ErrorDetail(_("There is no such field here."), "unknown_field")


def _id_field(model) -> serializers.Field:
    if isinstance(model._meta.pk, models.UUIDField):
        return serializers.UUIDField(source="pk", read_only=True)
    return serializers.IntegerField(source="pk", read_only=True)


def _place(name: str) -> tuple[int, int]:
    if name in FIRST:
        return 0, FIRST.index(name)
    return (2, LAST.index(name)) if name in LAST else (1, 0)
