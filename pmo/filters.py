"""Filters of lists, one FilterSet for page and API: related fields show and accept only what the user may see."""

import copy

import django_filters
from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db import models
from django.db.models import Q
from django.http import QueryDict
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django_filters.utils import get_model_field

from .custom_fields import custom_filters, definitions
from .models.record import NamedRecord, SortKey
from .widgets import RelatedSelect, RelatedSelectMultiple

# Parameters of a list that are not filters.
RESERVED = frozenset({"ordering", "cursor", "page_size", "updated_since", "columns", "total", "panel"})


class RelatedField(django_filters.fields.ModelMultipleChoiceField):
    """Several related objects. `found`, where it is set, holds those of the chosen ones that there are, by key."""

    found: dict | None = None

    def _check_values(self, value):
        if self.found is None:
            return super()._check_values(value)
        chosen = [self.found.get(str(key)) for key in value]
        if None in chosen:
            gone = value[chosen.index(None)]
            raise ValidationError(self.error_messages["invalid_choice"], "invalid_choice", {"value": gone})
        return chosen


class Related(django_filters.ModelMultipleChoiceFilter):
    """Any of several related objects; the filter set narrows its choices to what the user may see."""

    field_class = RelatedField


# By kind of column, the first that fits.
RANGES = {
    models.DateTimeField: django_filters.DateTimeFromToRangeFilter,
    models.DateField: django_filters.DateFromToRangeFilter,
    models.DecimalField: django_filters.RangeFilter,
    models.IntegerField: django_filters.RangeFilter,
}


class ObjectFilterSet(django_filters.FilterSet):
    """Base of all filters. `Meta.search_fields` feed `q`; `Meta.orderings` adds named orderings.

    `Meta.mine` are the paths to users whose rows `mine=true` finds: those that name the reader.
    """

    q = django_filters.CharFilter(method="search", label=_("Search"))

    def __init__(self, data=None, queryset=None, *, user, prefix=None, request=None):
        if queryset is None:
            queryset = self._meta.model._default_manager.allowed(user)
        self.is_bound, self.data, self.queryset = data is not None, data or QueryDict(), queryset
        self.request, self.form_prefix, self.user = request, prefix, user
        self.custom_definitions = definitions(self._meta.model)
        found = {name: _copy(filter_) for name, filter_ in self.base_filters.items()}
        self.filters = found | custom_filters(self.custom_definitions)
        for filter_ in self.filters.values():
            filter_.parent, filter_.model = self, queryset.model
            self._scope(filter_)

    def get_form_class(self):
        """Only the filters that the address names: twenty fields cost more than the rows they filter."""
        used = {self.filter_of(name) for name in self.data}
        return self._form_of(name for name in self.filters if name in used)

    @property
    def form(self):
        """The form of the filters in use; what it needs of related objects is read in one query."""
        if not hasattr(self, "_form"):
            read_chosen(super().form, self.data)
        return self._form

    def whole_form(self):
        """The form with every filter, to choose from; what `form` has read and checked is not read again."""
        form = self._form_of(self.filters)(self.data if self.is_bound else None, prefix=self.form_prefix)
        form._errors = self.form.errors
        for name, value in getattr(self.form, "cleaned_data", {}).items():
            chosen = value if isinstance(value, models.QuerySet | list) else [value]
            form.fields[name].widget.known = {str(row.pk): str(row) for row in chosen if isinstance(row, models.Model)}
        return form

    def _form_of(self, names) -> type:
        return type(
            f"{type(self).__name__}Form", (self._meta.form,), {name: self.filters[name].field for name in names}
        )

    def filter_of(self, parameter: str) -> str:
        """The name of the filter that a parameter such as "due_on_after" belongs to, or ""."""
        return max((name for name in self.filters if f"{parameter}_".startswith(f"{name}_")), key=len, default="")

    @classmethod
    def get_filters(cls):
        """`Meta.paths` adds filters through relations under a short name, e.g. portfolio: project__portfolio."""
        filters = super().get_filters()
        for name, path in getattr(getattr(cls, "Meta", None), "paths", {}).items():
            filters[name] = cls.filter_for_field(get_model_field(cls._meta.model, path), path)
        if getattr(getattr(cls, "Meta", None), "mine", ()):
            filters["mine"] = django_filters.BooleanFilter(method="are_mine", label=_("Mine"))
        return filters

    @classmethod
    def filter_for_lookup(cls, field, lookup_type):
        """Any of several choices or related objects; dates and numbers from … to."""
        label = capfirst(field.verbose_name)
        if lookup_type == "exact" and field.choices:
            return django_filters.MultipleChoiceFilter, {"choices": field.choices, "distinct": False, "label": label}
        if isinstance(field, models.ForeignKey | models.ManyToManyField):
            nobody = field.related_model._default_manager.none()
            return Related, {"queryset": nobody, "distinct": field.many_to_many, "label": label}
        for kind, filter_class in RANGES.items():
            if isinstance(getattr(field, "output_field", field), kind):
                return filter_class, {"label": label}
        filter_class, options = super().filter_for_lookup(field, lookup_type)
        return filter_class, {**options, "label": label}

    def _scope(self, filter_) -> None:
        related = filter_.extra.get("queryset")
        if related is None:
            return
        # The filter gives its own queryset precedence over the one of its options; it is made when it is asked for.
        filter_.queryset = lambda _request: related.model._default_manager.allowed(self.user)
        many = isinstance(filter_, django_filters.ModelMultipleChoiceFilter)
        filter_.extra.setdefault("widget", RelatedSelectMultiple() if many else RelatedSelect())

    def are_mine(self, queryset, name, value):
        if value is None:
            return queryset
        # Path by path, each by its index: one condition over all of them would read every row of the table.
        rows = queryset.model._default_manager.order_by()
        first, *others = (rows.filter(**{path: self.user.pk}).values("pk") for path in self.Meta.mine)
        mine = first.union(*others) if others else first
        return queryset.filter(pk__in=mine) if value else queryset.exclude(pk__in=mine)

    def search(self, queryset, name, value):
        """Every word must occur in one of the search fields, accents and case aside."""
        for word in value.split():
            test = Q()
            for field in self.search_fields():
                alias = f"key_of_{field}"
                queryset = queryset.alias(**{alias: SortKey(field)})
                test |= Q(**{f"{alias}__contains": SortKey(models.Value(word, output_field=models.TextField()))})
            queryset = queryset.filter(test)
        return queryset

    @classmethod
    def search_fields(cls) -> tuple[str, ...]:
        return getattr(cls.Meta, "search_fields", None) or ("name",)

    @classmethod
    def orderings(cls) -> dict[str, tuple[str, ...]]:
        """Orderings by name: every plain column of the model, its name by sort key, and `Meta.orderings`.

        `Meta.unordered` leaves out amounts that not every reader of a row may see: an order would tell them.
        """
        hidden = getattr(cls.Meta, "unordered", ())
        unordered = models.JSONField | models.ForeignKey | models.TextField
        plain = {
            field.name: (field.name,)
            for field in cls._meta.model._meta.concrete_fields
            if not isinstance(field, unordered) and field.name not in hidden
        }
        plain.update(getattr(cls.Meta, "orderings", {}))
        if "name" in plain and _has_field(cls._meta.model, "sort_key"):
            plain["name"] = ("sort_key",)
        return plain

    @classmethod
    def order(cls, wanted: str, default: tuple[str, ...]) -> tuple[str, ...]:
        """The fields of an ordering such as "-due_on". Raises KeyError with its name when unknown."""
        if not wanted:
            return default
        fields = cls.orderings()[wanted.lstrip("-")]
        if not wanted.startswith("-"):
            return fields
        return tuple(field[1:] if field.startswith("-") else f"-{field}" for field in fields)

    def unknown_parameters(self) -> list[str]:
        """Names in the address that are neither a filter nor a parameter of lists."""
        known = set(RESERVED) | set(self.filters)
        for name, filter_ in self.filters.items():
            known |= {f"{name}{suffix}" for suffix in _suffixes(filter_)}
        return sorted(name for name in self.data if name not in known)

    def active(self) -> dict[str, list[str]]:
        """The filters in use, without empty ones."""
        return {name: self.data.getlist(name) for name in self.data if name not in RESERVED and self.data.get(name)}


def either(queryset, chosen, value):
    """The rows that were chosen among them, those that were not, or all where nothing is said."""
    if value is None:
        return queryset
    return chosen if value else queryset.exclude(pk__in=chosen.order_by().values("pk"))


def read_chosen(form, data) -> None:
    """Give the fields of named objects the chosen ones, all in one query; a single field reads for itself."""
    asked = {name: _keys(data.getlist(name)) for name, field in form.fields.items() if _is_named(field)}
    asked = {name: keys for name, keys in asked.items() if keys}
    if len(asked) < 2:
        return
    first, *others = (
        form.fields[name].queryset.filter(pk__in=keys).order_by().values_list(models.Value(name), "pk", "name")
        for name, keys in asked.items()
    )
    found: dict[str, dict] = {name: {} for name in asked}
    for name, pk, label in first.union(*others, all=True):
        row = form.fields[name].queryset.model(pk=pk, name=label)
        found[name][str(pk)] = row
    for name, rows in found.items():
        form.fields[name].found = rows


def _is_named(field) -> bool:
    """Whether a field chooses among objects of which the name is all that a page shows."""
    return isinstance(field, RelatedField) and field.queryset.model.__str__ is NamedRecord.__str__


def _keys(values: list[str]) -> list[str]:
    """The chosen keys; none where one is no key at all, which the field then says."""
    keys = [value for value in values if value]
    return keys if all(key.isascii() and key.isdecimal() and len(key) < 19 for key in keys) else []


def _copy(filter_):
    """A filter of the class as one of its own; a deep copy would copy every choice and queryset."""
    own = copy.copy(filter_)
    own.extra = dict(filter_.extra)
    own.__dict__.pop("_field", None)
    if own.method is not None:
        # Its function is bound to the filter it was made for.
        own.method = own.method
    return own


def _suffixes(filter_) -> tuple[str, ...]:
    if isinstance(filter_, django_filters.DateFromToRangeFilter):
        return ("_after", "_before")
    if isinstance(filter_, django_filters.RangeFilter):
        return ("_min", "_max")
    return ()


def _has_field(model, name: str) -> bool:
    try:
        model._meta.get_field(name)
    except FieldDoesNotExist:
        return False
    return True
