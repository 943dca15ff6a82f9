"""What the templates of dashboards need to draw parts of a whole."""

from django import template

from pmo import display

register = template.Library()


@register.filter
def by_count(parts):
    """Parts for the tag `bar`, sized by the number of projects."""
    return [{"value": part.count, "colour": part.colour, "label": part.label} for part in parts]


@register.filter
def by_share(parts):
    """Parts for the tag `bar`, sized by their share of the budget."""
    return [{"value": part.share or 0, "colour": part.colour, "label": part.label} for part in parts]


@register.filter
def percentage(value):
    """A share of 0 to 100 as the reader writes it."""
    return display.percent(value)
