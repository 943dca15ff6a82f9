"""Filters of the frame's own objects; the base of all filters is `pmo/filters.py`."""

from django.db.models import TextField
from django.db.models.functions import Cast

from .filters import ObjectFilterSet
from .models import BinEntry, CustomField, Job, Organisation, RollUpRun, SavedView


class OrganisationFilterSet(ObjectFilterSet):
    class Meta:
        model = Organisation
        fields = ()


class CustomFieldFilterSet(ObjectFilterSet):
    class Meta:
        model = CustomField
        fields = ("model", "key", "type")


class JobFilterSet(ObjectFilterSet):
    class Meta:
        model = Job
        fields = ("task", "state", "owner", "created_at")
        search_fields = ("title",)


class BinEntryFilterSet(ObjectFilterSet):
    class Meta:
        model = BinEntry
        fields = ("model", "deleted_by", "deleted_at")
        search_fields = ("label",)


class SavedViewFilterSet(ObjectFilterSet):
    class Meta:
        model = SavedView
        fields = ("list_name", "shared")


class RollUpRunFilterSet(ObjectFilterSet):
    class Meta:
        model = RollUpRun
        fields = ("kind", "as_of", "started_at")
        search_fields = ("kind", "trouble_words")

    def search(self, queryset, name, value):
        """By what went wrong as it is kept: codes, currencies, months, numbers of projects."""
        words = Cast("troubles", TextField())
        return super().search(queryset.alias(trouble_words=words), name, value)
