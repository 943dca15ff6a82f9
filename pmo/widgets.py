"""Inputs of the product: related objects are looked up while typing, so that no page carries 10,000 options."""

from django import forms
from django.urls import reverse


class _Looked:
    """Renders the chosen options only; `data-choices-url` gives the rest to the browser."""

    def optgroups(self, name, value, attrs=None):
        chosen = [str(one) for one in value if str(one)]
        options = [] if self.is_required or self.allow_multiple_selected else [("", self._nothing(), 0)]
        options += [(key, label, number) for number, (key, label) in enumerate(self._labels(chosen), start=1)]
        subgroup = [
            self.create_option(name, key, label, key in chosen or (not key and not chosen), number, attrs=attrs)
            for key, label, number in options
        ]
        return [(None, subgroup, 0)]

    def _nothing(self) -> str:
        """What stands for no choice, where the field says more than Django's dashes."""
        said = getattr(getattr(self.choices, "field", None), "empty_label", None)
        return "" if said is None or set(said) == {"-"} else said

    def _labels(self, chosen: list[str]) -> list[tuple[str, str]]:
        known = getattr(self, "known", {})
        missing = [key for key in chosen if key not in known and key.isdigit()]
        found = dict(known)
        if missing:
            found |= {str(row.pk): str(row) for row in self.choices.queryset.filter(pk__in=missing)}
        return [(key, found[key]) for key in chosen if key in found]

    def build_attrs(self, base_attrs, extra_attrs=None):
        attrs = super().build_attrs(base_attrs, extra_attrs)
        model = self.choices.queryset.model
        attrs["data-choices-url"] = reverse("choices", args=[model._meta.label_lower])
        return attrs


class RelatedSelect(_Looked, forms.Select):
    """One related object."""


class RelatedSelectMultiple(_Looked, forms.SelectMultiple):
    """Several related objects."""


class DateInput(forms.DateInput):
    """The browser's own date field; its value is ISO whatever the reader's language."""

    input_type = "date"

    def __init__(self, attrs=None):
        super().__init__(attrs, format="%Y-%m-%d")
