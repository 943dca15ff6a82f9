"""Fields of the API beyond DRF's: links, external references, custom values, nested measures."""

from django.contrib.contenttypes.models import ContentType
from django.contrib.postgres.expressions import ArraySubquery
from django.core.exceptions import ValidationError as DjangoValidationError
from django.db.models import OuterRef
from django.db.models.functions import JSONObject
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from ..choices import CustomFieldType
from ..custom_fields import DECIMALS, MOST_DIGITS, stored
from ..models import ExternalReference
from ..models.record import validate_links
from ..wall_clock import INVALID, wall_clock
from .labels import label_of
from .representation import Representation, link_reader

WALL_CLOCK = {
    "type": "string",
    "pattern": r"^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2})?)?$",
    "examples": ["2026-03-31T09:00"],
}
LARGEST_ID = 2**63 - 1
UNKNOWN_CHOICE = _("“{input}” cannot be chosen here; give one of {choices}.")


class KnownChoiceField(serializers.ChoiceField):
    """A choice whose refusal says what there is to choose from."""

    default_error_messages = {"invalid_choice": UNKNOWN_CHOICE}

    def fail(self, key, **arguments):
        super().fail(key, choices=", ".join(map(str, self.choices)), **arguments)


@extend_schema_field(WALL_CLOCK)
class WallClockApiField(serializers.Field):
    """A moment of a plan: local working hours, without a time zone, to the minute."""

    def to_internal_value(self, data):
        if not isinstance(data, str):
            raise serializers.ValidationError(INVALID)
        try:
            return wall_clock(data)
        except DjangoValidationError as error:
            raise serializers.ValidationError(error.messages) from error

    def to_representation(self, value):
        return value.isoformat(timespec="minutes")


class LinkField(serializers.Field):
    """A linked object: read as {id, label}, written as its id, as {id}, or as {external_reference}.

    What may not be seen is read as {id: null, label: restricted}; giving that back leaves it as it is.
    """

    default_error_messages = {
        "unknown": _("There is no such object that you may see."),
        "shape": _("Give an id, or an object with id or external_reference."),
    }

    def __init__(self, *, queryset=None, model=None, many=False, **options):
        for unused in ("view_name", "lookup_field", "to_field", "pk_field"):
            options.pop(unused, None)
        self.model = model or (queryset.model if queryset is not None else None)
        super().__init__(**options)

    def select(self, representation: Representation):
        model = self.model or representation.model._meta.get_field(self.source).related_model
        label, lookup = label_of(model), representation.path(self.source)
        pk = representation.take(f"{self.source}_id")
        flag = representation.flag(model.access, None, lookup)
        columns = [] if flag is False else [representation.take(f"{self.source}__{name}") for name in label.columns]
        return link_reader(pk, flag, columns, label.join)

    def to_internal_value(self, data):
        if isinstance(data, dict) and "external_reference" in data:
            return self._found(reference=_reference(data["external_reference"]))
        if isinstance(data, dict):
            if "id" not in data:
                self.fail("shape")
            data = data["id"]
            if data is None:
                return self._unchanged()
        if isinstance(data, bool) or not isinstance(data, int | str):
            self.fail("shape")
        try:
            number = int(data)
        except ValueError:
            self.fail("shape")
        return self._found(pk=number)

    def _found(self, *, pk: int | None = None, reference=None):
        row = self.context["links"].find(self.model, pk=pk, reference=reference)
        if row is None:
            self.fail("unknown")
        return row

    def _unchanged(self):
        """A restricted link given back: the object it names stays."""
        row = getattr(self.root, "instance", None)
        if row is None or getattr(row, f"{self.source}_id", None) is None:
            if self.allow_null:
                return
            self.fail("required")
        raise serializers.SkipField

    def to_representation(self, value):
        return {"id": value.pk, "label": str(value)}


class LinkListField(serializers.ListField):
    """Several linked objects, e.g. the members of a committee. Those the writer may not see stay."""

    def __init__(self, *, model, **options):
        self.model = model
        super().__init__(child=LinkField(model=model), **options)

    def select(self, representation: Representation):
        relation = representation.model._meta.get_field(self.source)
        through, own, other = (
            relation.remote_field.through,
            relation.m2m_field_name(),
            relation.m2m_reverse_field_name(),
        )
        allowed = self.model._default_manager.allowed(representation.user)
        label = label_of(self.model)
        links = through._default_manager.filter(**{own: OuterRef("pk"), f"{other}__in": allowed}).order_by(other)
        json = JSONObject(id=f"{other}_id", **{name: f"{other}__{name}" for name in label.columns})
        name = representation.annotate(f"linked_{self.source}", ArraySubquery(links.values(json=json)))
        return lambda row: [
            {"id": one["id"], "label": label.join(*(one[column] for column in label.columns))} for one in row[name]
        ]


class ReferenceSerializer(serializers.Serializer):
    """Key of the object in another system."""

    source = serializers.CharField(max_length=60)
    key = serializers.CharField(max_length=250)

    def to_internal_value(self, data):
        value = super().to_internal_value(data)
        missing = [name for name in ("source", "key") if name not in value]
        if missing:
            # A PATCH of the object does not make half a reference.
            raise serializers.ValidationError(
                {name: [self.fields[name].error_messages["required"]] for name in missing}
            )
        return value["source"], value["key"]


def _reference(data) -> tuple[str, str]:
    field = ReferenceSerializer(data=data)
    field.is_valid(raise_exception=True)
    return field.validated_data


class ExternalReferencesField(serializers.ListField):
    """All external references of an object; what is given replaces what is there."""

    child = ReferenceSerializer()

    def __init__(self, **options):
        options.setdefault("required", False)
        options.setdefault("max_length", 50)
        super().__init__(**options)

    def select(self, representation: Representation):
        references = ExternalReference.objects.filter(
            content_type=ContentType.objects.get_for_model(representation.model), object_id=OuterRef("pk")
        ).order_by("source", "key")
        json = JSONObject(source="source", key="key")
        name = representation.annotate("own_references", ArraySubquery(references.values(json=json)))
        return lambda row: row[name]

    def to_internal_value(self, data):
        return sorted(set(super().to_internal_value(data)))


class CustomValuesField(serializers.JSONField):
    """Values of custom fields by key. A PATCH changes the keys it names; null empties one."""

    default_error_messages = {
        "shape": _("Give an object of keys and values."),
        "unknown_key": _("There is no custom field with this key."),
    }

    def to_internal_value(self, data):
        if not isinstance(data, dict):
            self.fail("shape")
        known = {one.key: one for one in self.context["custom"](self.parent.Meta.model)}
        values, errors = {}, {}
        for key, value in data.items():
            try:
                values[key] = self._cleaned(known.get(key), value)
            except serializers.ValidationError as error:
                errors[key] = error.detail
        if errors:
            raise serializers.ValidationError(errors)
        return values

    def _cleaned(self, definition, value):
        if definition is None:
            self.fail("unknown_key")
        if value in (None, ""):
            return None
        return stored(_custom_field(definition).run_validation(value))


def _custom_field(definition) -> serializers.Field:
    """Values travel as text: numbers with a point, dates in ISO."""
    if definition.type == CustomFieldType.NUMBER:
        return serializers.DecimalField(max_digits=MOST_DIGITS, decimal_places=DECIMALS)
    if definition.type == CustomFieldType.DATE:
        return serializers.DateField(input_formats=["iso-8601"])
    if definition.type == CustomFieldType.CHOICE:
        return KnownChoiceField(choices=list(definition.choices))
    return serializers.CharField(max_length=1000)


class WebLinkSerializer(serializers.Serializer):
    """A link on an object: label and address."""

    label = serializers.CharField(max_length=250)
    url = serializers.CharField(max_length=2000)


class WebLinksField(serializers.ListField):
    """The links of an object; the model checks that no address can run a script."""

    child = WebLinkSerializer()

    default_error_messages = {"half": _("Give label and url of every link.")}

    def __init__(self, **options):
        super().__init__(required=False, max_length=100, **options)

    def to_internal_value(self, data):
        links = [dict(one) for one in super().to_internal_value(data)]
        if any(set(one) != {"label", "url"} for one in links):
            self.fail("half")
        validate_links(links)
        return links


class NestedField(serializers.Field):
    """The one row that belongs to the object, e.g. the state of a project; null while there is none."""

    def __init__(self, serializer_class, **options):
        self.serializer_class = serializer_class
        super().__init__(read_only=True, **options)

    def select(self, representation: Representation):
        nested = Representation(
            self.serializer_class,
            representation.user,
            prefix=representation.path(self.source),
            root=representation.root,
        )
        pk = nested.take("pk")
        return lambda row: None if row[pk] is None else nested.row(row)


class TextField(serializers.ReadOnlyField):
    """A read-only column selected under another name than its own."""

    def __init__(self, column: str, **options):
        self.column = column
        super().__init__(**options)

    def select(self, representation: Representation):
        name = representation.take(self.column)
        return lambda row: row[name]
