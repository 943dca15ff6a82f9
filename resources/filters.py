"""Filters of skills, allocations and absences, one FilterSet per object for page and API."""

from pmo.filters import ObjectFilterSet

from .models import Absence, Allocation, NonProjectWork, PersonSkill, ResourceRole, Skill


class SkillFilterSet(ObjectFilterSet):
    class Meta:
        model = Skill
        fields = ("family",)
        search_fields = ("name", "family")


class PersonSkillFilterSet(ObjectFilterSet):
    class Meta:
        model = PersonSkill
        fields = ("person", "skill", "level")
        paths = {"department": "person__department"}
        search_fields = ("person__name", "skill__name")
        orderings = {"person": ("person__sort_key", "-level"), "skill": ("skill__sort_key", "-level")}


class ResourceRoleFilterSet(ObjectFilterSet):
    class Meta:
        model = ResourceRole
        fields = ("department",)


class AllocationFilterSet(ObjectFilterSet):
    class Meta:
        model = Allocation
        fields = ("project", "person", "role", "state", "unit", "period", "first_day", "last_day")
        paths = {
            "portfolio": "project__portfolio", "programme": "project__programme", "department": "person__department",
        }  # fmt: skip
        search_fields = ("person__name", "role__name", "note")
        orderings = {"project": ("project__sort_key", "first_day"), "person": ("person__sort_key", "first_day")}


class AbsenceFilterSet(ObjectFilterSet):
    class Meta:
        model = Absence
        fields = ("person", "kind", "first_day", "last_day")
        paths = {"department": "person__department"}
        search_fields = ("person__name",)
        orderings = {"person": ("person__sort_key", "-first_day")}


class NonProjectWorkFilterSet(ObjectFilterSet):
    class Meta:
        model = NonProjectWork
        fields = ("person", "kind", "first_day", "last_day")
        paths = {"department": "person__department"}
        search_fields = ("person__name", "label")
        orderings = {"person": ("person__sort_key", "-first_day")}
