"""What the page of a list shows beside its rows: the filters in use, the columns to choose from."""

from datetime import date

from django import template
from django.db.models import Model, QuerySet

from .. import display
from ..tables import Column

register = template.Library()


def written(field, value):
    """A cleaned filter value as the reader wrote it."""
    if isinstance(value, bool):
        return display.yes_no(value)
    if isinstance(value, date):
        return display.day(value)
    several = list(value) if isinstance(value, QuerySet | list | tuple | set) else [value]
    if several and all(isinstance(one, Model) for one in several):
        # Never by the field's choices, which are all rows of their table.
        return ", ".join(map(str, several))
    if isinstance(value, slice):
        return " – ".join("…" if end is None else written(field, end) for end in (value.start, value.stop))
    labels = {
        str(key): str(label) for key, label in getattr(field, "choices", ()) if not isinstance(label, list | tuple)
    }
    return ", ".join(labels.get(str(one), str(one)) for one in several)


@register.simple_tag(takes_context=True)
def list_chips(context, filterset, hidden=""):
    """The filters in use as {label, value, query}; the query is the address without that filter."""
    request, form = context["request"], filterset.form
    cleaned = getattr(form, "cleaned_data", {})
    found = {}
    for parameter in filterset.active():
        name = filterset.filter_of(parameter)
        if name and name != hidden and cleaned.get(name) not in (None, "", []):
            found.setdefault(name, []).append(parameter)
    chips = []
    for name, parameters in found.items():
        query = request.GET.copy()
        for parameter in [*parameters, "cursor"]:
            query.pop(parameter, None)
        text = written(form.fields[name], cleaned[name])
        chips.append({"label": form.fields[name].label, "value": text, "query": query.urlencode()})
    return chips


@register.simple_tag
def list_columns(table):
    """All columns as {name, label, shown, standard}, for the reader to choose from."""
    return [
        {"name": one.name, "label": table.label(one), "shown": one in table.shown, "standard": not one.extra}
        for one in table.all_columns()
    ]


@register.simple_tag
def filters_in_use(filterset, hidden=""):
    """(parameter, value) of the filters in use, which the form sends along while its fields are not there."""
    return [
        (name, value)
        for name, values in filterset.active().items()
        if filterset.filter_of(name) not in ("", "q", hidden)
        for value in values
    ]


@register.filter
def parameter(query, name):
    """One parameter of an address whose name is in a variable."""
    return query.get(name, "")


@register.filter
def noun(row):
    """What kind of object this is, in the reader's words."""
    return row._meta.verbose_name


@register.simple_tag
def list_sums(table, sums, rows, around=""):
    """Sums of the whole filtered list as {label, value}; amounts in several currencies are not added up."""
    shown = []
    for column in table.shown:
        value = sums.get(column.name)
        if value is None or not getattr(column, "summed", False):
            continue
        currency = getattr(column, "currency", None)
        if currency is None:
            shown.append({"label": table.label(column), "value": display.number(value, column.decimals)})
        elif not currency or around == "project":
            code = Column(column.name, path=currency).value(rows[0]) if currency else table.organisation.currency
            shown.append({"label": table.label(column), "value": display.short_money(value, code)})
    return shown
