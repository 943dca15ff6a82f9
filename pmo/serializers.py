"""Wire shape of the frame's own objects."""

from django.apps import apps
from rest_framework import serializers

from .api.fields import KnownChoiceField
from .api.serializers import ObjectSerializer
from .choices import Health
from .models import BinEntry, CustomField, Job, Organisation, Record, RollUpRun, SavedView
from .run_troubles import troubles_text


def record_names() -> list[str]:
    """The objects that may carry custom fields."""
    return sorted(model._meta.label_lower for model in apps.get_models() if issubclass(model, Record))


class OrganisationSerializer(ObjectSerializer):
    rating_map = serializers.DictField(child=KnownChoiceField(choices=Health.choices), required=False)

    class Meta:
        model = Organisation


class CustomFieldSerializer(ObjectSerializer):
    model = KnownChoiceField(choices=record_names())
    choices = serializers.ListField(child=serializers.CharField(max_length=250), max_length=500, required=False)

    class Meta:
        model = CustomField


class JobSerializer(ObjectSerializer):
    class Meta:
        model = Job
        omit = ("arguments",)


class BinEntrySerializer(ObjectSerializer):
    class Meta:
        model = BinEntry
        omit = ("rows", "detached", "project_id")


class SavedViewSerializer(ObjectSerializer):
    class Meta:
        model = SavedView
        read_only_fields = ("owner",)


class TroubleSerializer(serializers.Serializer):
    """What went wrong, as a code with arguments."""

    code = serializers.CharField()
    arguments = serializers.DictField()


class TroubleWords(serializers.CharField):
    """The troubles in words, a line each, in the reader's language."""

    def select(self, representation):
        troubles = representation.take("troubles")
        return lambda row: troubles_text(row[troubles])


class RollUpRunSerializer(ObjectSerializer):
    troubles = TroubleSerializer(many=True, read_only=True)
    error = TroubleWords(read_only=True, help_text="The troubles in words, in the reader's language.")

    class Meta:
        model = RollUpRun
