"""`{{ field|dressed }}`: a bound form field with the classes of the design; forms themselves name none."""

from django import forms, template
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django_filters.widgets import DateRangeWidget

register = template.Library()

# From how many options on a select gets a search field.
SEARCHABLE_FROM = 12
CLASSES = (
    ((forms.CheckboxInput,), "form-check-input"),
    ((forms.CheckboxSelectMultiple, forms.RadioSelect), "form-check-list"),
    ((forms.Select,), "form-select"),
)


def style_class(widget):
    """The class of a widget, by its kind."""
    return next((name for kinds, name in CLASSES if isinstance(widget, kinds)), "form-control")


def is_long(field, widget):
    """Whether a select wants a search field; rows of a model are not counted, that would cost a query."""
    if widget.allow_multiple_selected or isinstance(field, forms.ModelChoiceField):
        return True
    return len(list(widget.choices)) > SEARCHABLE_FROM


def range_of(field, attributes):
    """Two inputs side by side, from and to; each says which."""
    for part, word in zip(field.field.widget.widgets, (_("from"), _("to")), strict=False):
        part.attrs["aria-label"] = f"{field.label} – {word}"
        if isinstance(field.field.widget, DateRangeWidget):
            part.input_type = "date"
    return format_html('<div class="range">{}</div>', field.as_widget(attrs=attributes))


@register.filter
def dressed(field):
    """The field's widget; wrong ones are marked, selects become searchable when they are long."""
    widget = field.field.widget
    names = [widget.attrs.get("class", ""), style_class(widget)]
    if field.errors:
        names.append("is-invalid")
    # Asking for the choices of a related object would read every row of its table.
    related = isinstance(field.field, forms.ModelChoiceField)
    if not related and getattr(widget, "choices", None) and widget.choices[0][0] == "unknown":
        widget.choices = [("unknown", "–"), *widget.choices[1:]]
    attributes = {"class": " ".join(filter(None, names))}
    if isinstance(widget, forms.Textarea):
        # Django writes ten rows unless a form asks otherwise; three are enough for a remark.
        attributes["rows"] = 3 if widget.attrs.get("rows") == "10" else widget.attrs.get("rows", 3)
    if style_class(widget) == "form-select" and is_long(field.field, widget):
        attributes["data-choice"] = "yes"
    if isinstance(widget, forms.MultiWidget):
        return range_of(field, attributes)
    return field.as_widget(attrs=attributes)
