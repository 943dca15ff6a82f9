"""Custom fields in forms, filters, tables and the API; their values live in `Record.custom`."""

from datetime import date
from decimal import Decimal

import django_filters
from django import forms
from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import DateField, DecimalField, Q, Value
from django.db.models.fields.json import KT
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _

from . import display
from .choices import CustomFieldType
from .models import CustomField, Record
from .widgets import DateInput

PREFIX = "custom_"
# Of numbers, in every way they come in.
MOST_DIGITS, DECIMALS = 20, 4


def definitions(model) -> list[CustomField]:
    """The custom fields of a model, by name (one query)."""
    if not issubclass(model, Record):
        return []
    fields = CustomField.objects.filter(model=model._meta.label_lower).order_by("sort_key", "pk")
    of_portfolios = ArrayAgg("portfolios", filter=Q(portfolios__isnull=False), default=Value([]))
    return list(fields.annotate(of_portfolios=of_portfolios))


def belonging(fields: list[CustomField], row, portfolio: int | None = None) -> list[CustomField]:
    """Those fields that a row shows: of every portfolio, of its own, or with a value on it.

    `portfolio` (an id) stands in for that of a row that is not saved yet.
    """
    if not any(one.of_portfolios for one in fields):
        return fields
    around = portfolio or portfolio_of(row)
    return [one for one in fields if not one.of_portfolios or around in one.of_portfolios or row.custom.get(one.key)]


def portfolio_of(row) -> int | None:
    """The id of the portfolio around a row, None where it has none."""
    path = type(row).access
    if path.portfolio == "":
        return row.pk
    for part in filter(None, (path.project or "").split("__")):
        row = getattr(row, part, None)
    return getattr(row, "portfolio_id", None)


def form_field(definition: CustomField) -> forms.Field:
    """The form field of a definition; none is ever required, since old rows have no value."""
    options = {"label": definition.name, "required": False}
    if definition.type == CustomFieldType.NUMBER:
        return forms.DecimalField(localize=True, max_digits=MOST_DIGITS, decimal_places=DECIMALS, **options)
    if definition.type == CustomFieldType.DATE:
        return forms.DateField(widget=DateInput(), **options)
    if definition.type == CustomFieldType.CHOICE:
        return forms.ChoiceField(choices=[("", "—"), *((one, one) for one in definition.choices)], **options)
    return forms.CharField(max_length=1000, **options)


def stored(value):
    """How a cleaned value is kept in JSON: dates ISO, numbers as text so that no digit is lost, one text a number."""
    if value in (None, ""):
        return None
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return value if isinstance(value, str | bool) else str(value)


def in_words(definition: CustomField, value: str) -> str:
    """A kept value in the reader's format, as it is where the kind of the field was changed after it was kept."""
    try:
        if definition.type == CustomFieldType.DATE:
            return display.day(date.fromisoformat(value))
        if definition.type == CustomFieldType.NUMBER:
            return display.number(value, max(0, -Decimal(value).normalize().as_tuple().exponent))
    except (TypeError, ValueError, ArithmeticError):
        pass
    return value


def custom_filters(fields: list[CustomField]) -> dict[str, django_filters.Filter]:
    """One filter for each custom field, named custom_<key>."""
    return {f"{PREFIX}{one.key}": _filter(one) for one in fields}


def _filter(definition: CustomField) -> django_filters.Filter:
    column = KT(f"custom__{definition.key}")
    if definition.type == CustomFieldType.NUMBER:
        column = Cast(column, DecimalField(max_digits=MOST_DIGITS, decimal_places=DECIMALS))
        return django_filters.RangeFilter(label=definition.name, method=_ranges(definition.key, column))
    if definition.type == CustomFieldType.DATE:
        column = Cast(column, DateField())
        return django_filters.DateFromToRangeFilter(label=definition.name, method=_ranges(definition.key, column))
    if definition.type == CustomFieldType.CHOICE:
        choices = [(one, one) for one in definition.choices]
        return django_filters.ChoiceFilter(
            label=definition.name, choices=choices, field_name=f"custom__{definition.key}", empty_label=_("All")
        )
    return django_filters.CharFilter(
        label=definition.name, field_name=f"custom__{definition.key}", lookup_expr="icontains"
    )


def _ranges(key: str, column):
    def between(queryset, name, value):
        queryset = queryset.alias(**{f"value_of_{key}": column})
        start, stop = (value.start, value.stop) if value else (None, None)
        if start is not None:
            queryset = queryset.filter(**{f"value_of_{key}__gte": start})
        if stop is not None:
            queryset = queryset.filter(**{f"value_of_{key}__lte": stop})
        return queryset

    return between
