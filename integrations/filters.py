"""Filters of imports and mappings, one FilterSet per object for page and API."""

from pmo.filters import ObjectFilterSet

from .models import Import, ImportMapping


class ImportFilterSet(ObjectFilterSet):
    class Meta:
        model = Import
        fields = ("state", "owner", "portfolio", "preset", "as_of", "imported_at")
        search_fields = ("file_name", "edition")


class ImportMappingFilterSet(ObjectFilterSet):
    class Meta:
        model = ImportMapping
        fields = ()
