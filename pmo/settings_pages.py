"""Pages of the organisation's settings and of custom fields, the frame's own objects."""

from django.utils.translation import gettext_lazy as _

from .filters import ObjectFilterSet
from .forms import object_form
from .models import CustomField, Organisation
from .pages import ObjectPages
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
CustomFieldForm = object_form(CustomField, (("", ("name", "model", "key", "type", "choices", "portfolios")),))


class OrganisationTable(Table):
    model = Organisation
    columns = (Link("name"), Column("currency"))


class CustomFieldTable(Table):
    model = CustomField
    columns = (Link("name"), Column("model"), Column("key"), Choice("type"))
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
