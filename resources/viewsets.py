"""API routes of skills, allocations and absences."""

from pmo.api.registry import route
from pmo.api.viewsets import ObjectViewSet

from .filters import (
    AbsenceFilterSet,
    AllocationFilterSet,
    NonProjectWorkFilterSet,
    PersonSkillFilterSet,
    ResourceRoleFilterSet,
    SkillFilterSet,
)
from .serializers import (
    AbsenceSerializer,
    AllocationSerializer,
    NonProjectWorkSerializer,
    PersonSkillSerializer,
    ResourceRoleSerializer,
    SkillSerializer,
)


@route("skills")
class SkillViewSet(ObjectViewSet):
    serializer_class = SkillSerializer
    filterset_class = SkillFilterSet


@route("person-skills")
class PersonSkillViewSet(ObjectViewSet):
    serializer_class = PersonSkillSerializer
    filterset_class = PersonSkillFilterSet


@route("resource-roles")
class ResourceRoleViewSet(ObjectViewSet):
    serializer_class = ResourceRoleSerializer
    filterset_class = ResourceRoleFilterSet


@route("allocations")
class AllocationViewSet(ObjectViewSet):
    serializer_class = AllocationSerializer
    filterset_class = AllocationFilterSet


@route("absences")
class AbsenceViewSet(ObjectViewSet):
    serializer_class = AbsenceSerializer
    filterset_class = AbsenceFilterSet


@route("non-project-work")
class NonProjectWorkViewSet(ObjectViewSet):
    serializer_class = NonProjectWorkSerializer
    filterset_class = NonProjectWorkFilterSet
