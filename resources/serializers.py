"""Wire shape of skills, allocations and absences."""

from pmo.api.serializers import ObjectSerializer

from .models import Absence, Allocation, NonProjectWork, PersonSkill, ResourceRole, Skill


class SkillSerializer(ObjectSerializer):
    class Meta:
        model = Skill


class PersonSkillSerializer(ObjectSerializer):
    class Meta:
        model = PersonSkill


class ResourceRoleSerializer(ObjectSerializer):
    class Meta:
        model = ResourceRole


class AllocationSerializer(ObjectSerializer):
    class Meta:
        model = Allocation


class AbsenceSerializer(ObjectSerializer):
    class Meta:
        model = Absence


class NonProjectWorkSerializer(ObjectSerializer):
    class Meta:
        model = NonProjectWork
