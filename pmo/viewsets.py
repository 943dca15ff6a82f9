"""API routes of the frame's own objects."""

from .api.registry import route
from .api.viewsets import ChangeViewSet, ObjectViewSet, ReadOnlyViewSet
from .own_filters import CustomFieldFilterSet, JobFilterSet, OrganisationFilterSet, RollUpRunFilterSet
from .serializers import CustomFieldSerializer, JobSerializer, OrganisationSerializer, RollUpRunSerializer


@route("organisation")
class OrganisationViewSet(ChangeViewSet):
    serializer_class = OrganisationSerializer
    filterset_class = OrganisationFilterSet


@route("custom-fields")
class CustomFieldViewSet(ObjectViewSet):
    serializer_class = CustomFieldSerializer
    filterset_class = CustomFieldFilterSet


@route("jobs")
class JobViewSet(ReadOnlyViewSet):
    serializer_class = JobSerializer
    filterset_class = JobFilterSet
    lookup_value_regex = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"


@route("roll-up-runs")
class RollUpRunViewSet(ReadOnlyViewSet):
    serializer_class = RollUpRunSerializer
    filterset_class = RollUpRunFilterSet
