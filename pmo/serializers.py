"""Wire shape of the frame's own objects."""

from .api.serializers import ObjectSerializer
from .models import CustomField, Job, Organisation, RollUpRun


class OrganisationSerializer(ObjectSerializer):
    class Meta:
        model = Organisation


class CustomFieldSerializer(ObjectSerializer):
    class Meta:
        model = CustomField


class JobSerializer(ObjectSerializer):
    class Meta:
        model = Job
        omit = ("arguments",)


class RollUpRunSerializer(ObjectSerializer):
    class Meta:
        model = RollUpRun
