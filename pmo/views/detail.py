"""A page about one row: its facts by section, and tabs that other apps add."""

from django.db import models
from django.shortcuts import render
from django.utils.html import format_html, format_html_join, linebreaks

from .. import display, panels
from ..access import sees_link
from ..custom_fields import PREFIX, belonging, definitions, in_words
from ..forms import RESTRICTED
from ..pages import url_of
from ..roles import SCOPED_KINDS
from .frame import ObjectView

MONEY_FIELDS = {"amount", "budget", "cost", "cost_impact", "capex", "opex"}


def show(row, name: str, user) -> str:
    """A field of a row for the reader; a linked object that may not be seen reads "restricted"."""
    field = row._meta.get_field(name)
    if field.many_to_many:
        related = getattr(row, name).allowed(user)
        return format_html_join(", ", '<a href="{}">{}</a>', ((url_of(one), one) for one in related)) or display.NOTHING
    value = getattr(row, name)
    if value in (None, ""):
        return display.NOTHING
    if field.is_relation:
        return _related(row, name, value, user)
    return _plain(row, field, value)


def show_custom(row, definition):
    """A custom field of a row: dates and numbers in the reader's format."""
    value = row.custom.get(definition.key)
    if value in (None, ""):
        return display.NOTHING
    return in_words(definition, value)


def _related(row, name: str, value, user):
    if value.access.kind in SCOPED_KINDS and not sees_link(row, name, user):
        return format_html('<span class="text-secondary fst-italic">{}</span>', RESTRICTED)
    url = url_of(value)
    return format_html('<a href="{}">{}</a>', url, value) if url else value


def _plain(row, field, value):
    if writer := display.writer_of(field):
        return writer(value)
    if field.flatchoices:
        return display.choice(field, value)
    if isinstance(field, models.BooleanField):
        return display.yes_no(value)
    if isinstance(field, models.DateTimeField):
        return display.moment(value)
    if isinstance(field, models.DateField):
        return display.day(value)
    if isinstance(field, models.DecimalField):
        if field.name in MONEY_FIELDS:
            return display.money(value, _currency_of(row))
        return display.number(value, 0 if value == value.to_integral() else 2)
    if isinstance(field, models.TextField):
        return format_html('<div class="prose">{}</div>', _paragraphs(value))
    return value


def _paragraphs(text: str):
    from django.utils.safestring import mark_safe

    return mark_safe(linebreaks(text, autoescape=True))


def _currency_of(row) -> str:
    if hasattr(row, "currency"):
        return row.currency
    around = getattr(row, "project", None) or getattr(row, "portfolio", None)
    return getattr(around, "currency", "EUR")


class ObjectDetail(ObjectView):
    """The page, or only its body for the side panel."""

    template_name = "generic/object_detail.html"
    panel_template_name = "generic/object_panel.html"

    def get(self, request, **kwargs):
        row = self.get_row("view")
        template = self.panel_template_name if self.htmx_target == "panel" else self.template_name
        return render(request, template, self.context(row))

    def context(self, row) -> dict:
        return {
            "pages": self.pages,
            "object": row,
            "title": str(row),
            "breadcrumbs": self.breadcrumbs(row),
            "sections": self.sections(row),
            "custom": self._custom(row),
            "panels": panels.for_row(row, self.reader),
            "urls": self._urls(row),
            "actions": self.pages.buttons(row, self.reader),
            "writable": not getattr(row, "refusal", str)(),
            "editable": row.may_change and self.is_writable(row),
        }

    def sections(self, row) -> list:
        """(title, [(label, value, name)]) of each fieldset of the form; money only for who may see it."""
        hidden = self.hidden_fields(row)
        return [
            (title, [self._fact(row, name) for name in names if name not in hidden])
            for title, names in self.pages.form.fieldsets
        ]

    def _fact(self, row, name: str):
        label = row._meta.get_field(name).verbose_name
        return {"name": name, "label": label, "value": show(row, name, self.reader)}

    def _custom(self, row) -> list:
        return [
            {"name": f"{PREFIX}{one.key}", "label": one.name, "value": show_custom(row, one)}
            for one in belonging(definitions(self.model), row)
        ]

    def _urls(self, row) -> dict:
        verbs = ("detail", "update", "delete", "history", "links")
        return {verb: self.pages.url(verb, row.pk) for verb in verbs if self.pages.has(verb)}
