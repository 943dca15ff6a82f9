"""Wire shape of imports and their mappings."""

from pmo.api.labels import label
from pmo.api.serializers import ObjectSerializer
from pmo.models import Job

from .models import Import, ImportMapping

label(Job, "title")


class ImportSerializer(ObjectSerializer):
    class Meta:
        model = Import
        omit = ("file", "mapping", "sheets", "renames", "report")


class ImportMappingSerializer(ObjectSerializer):
    class Meta:
        model = ImportMapping
