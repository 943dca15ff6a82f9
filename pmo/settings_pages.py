"""Pages of the organisation's settings and of custom fields, the frame's own objects."""

from dataclasses import dataclass

from django import forms
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from .filters import ObjectFilterSet
from .forms import object_form
from .models import CustomField, Organisation, Record
from .pages import ObjectPages, all_pages
from .tables import Choice, Column, Link, Table

OrganisationForm = object_form(
    Organisation,
    (
        ("", ("name", "language", "currency", "fiscal_year_start", "four_eyes")),
        (
            _("Thresholds of calculated health"),
            (
                "slip_amber_days", "slip_red_days", "cost_amber_percent", "cost_red_percent", "risk_amber_score",
                "risk_red_score", "load_amber_percent", "load_red_percent", "milestones_amber_count",
                "milestones_red_count", "issues_amber_count", "issues_red_count", "exposure_amber_percent",
                "exposure_red_percent", "overload_amber_percent", "overload_red_percent", "unfilled_amber_percent",
                "unfilled_red_percent", "behind_amber_percent", "behind_red_percent", "overspent_amber_percent",
                "overspent_red_percent", "stale_after_days",
            ),
        ),
    ),
)  # fmt: skip
_CustomFieldForm = object_form(CustomField, (("", ("name", "model", "key", "type", "choices", "portfolios")),))


class CustomFieldForm(_CustomFieldForm):
    """Objects by the name they have in the menu, choices one a line, and a key proposed from the name."""

    choices = forms.CharField(
        label=_("Choices"), required=False, widget=forms.Textarea(attrs={"rows": 4}), help_text=_("One a line.")
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["model"] = forms.ChoiceField(label=_("Object"), choices=nouns())
        self.initial["model"] = self.instance.model or "projects.project"
        self.fields["key"].required = False
        self.fields["key"].help_text = _(
            "For the API and for columns of imports. Left empty, it is made from the name."
        )
        self.initial["choices"] = "\n".join(map(str, self.instance.choices))

    def clean_key(self) -> str:
        made = slugify(self.data.get("name", "")).replace("-", "_").lstrip("_0123456789")
        if not (key := self.cleaned_data["key"] or made[:50]):
            raise forms.ValidationError(self.fields["key"].error_messages["required"], code="required")
        return key

    def clean_choices(self) -> list[str]:
        lines = (line.strip() for line in self.cleaned_data["choices"].splitlines())
        return list(dict.fromkeys(line for line in lines if line))


def nouns() -> list[tuple[str, str]]:
    """Objects that may have custom fields, in the order of their names."""
    found = [(pages.model._meta.label_lower, pages.label) for pages in all_pages() if issubclass(pages.model, Record)]
    return sorted(found, key=lambda one: str(one[1]))


@dataclass(frozen=True)
class Noun(Column):
    """The object a field belongs to, by the name it has in the menu."""

    def shown(self, value, table):
        return dict(nouns()).get(value, value)


class OrganisationTable(Table):
    model = Organisation
    columns = (Link("name"), Column("currency"))


class CustomFieldTable(Table):
    model = CustomField
    columns = (Link("name"), Noun("model"), Column("key"), Choice("type"))
    default_order = ("model", "sort_key")


class OrganisationFilterSet(ObjectFilterSet):
    class Meta:
        model = Organisation
        fields = ("currency",)


class CustomFieldFilterSet(ObjectFilterSet):
    class Meta:
        model = CustomField
        fields = ("model", "type")


organisation_pages = ObjectPages(
    Organisation,
    table=OrganisationTable,
    filterset=OrganisationFilterSet,
    form=OrganisationForm,
    slug="organisation",
    icon="settings",
    section="administer",
    order=10,
    views={"create": False, "delete": False, "bulk-update": False, "bulk-delete": False},
)
custom_field_pages = ObjectPages(
    CustomField,
    table=CustomFieldTable,
    filterset=CustomFieldFilterSet,
    form=CustomFieldForm,
    slug="custom-fields",
    icon="forms",
    section="administer",
    order=30,
)

urlpatterns = [*organisation_pages.urls(), *custom_field_pages.urls()]
