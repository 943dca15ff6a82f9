"""API routes of imports and their mappings; files are uploaded on the pages."""

from pmo.api.registry import route
from pmo.api.viewsets import ReadOnlyViewSet

from .filters import ImportFilterSet, ImportMappingFilterSet
from .serializers import ImportMappingSerializer, ImportSerializer


@route("imports")
class ImportViewSet(ReadOnlyViewSet):
    serializer_class = ImportSerializer
    filterset_class = ImportFilterSet


@route("import-mappings")
class ImportMappingViewSet(ReadOnlyViewSet):
    serializer_class = ImportMappingSerializer
    filterset_class = ImportMappingFilterSet
