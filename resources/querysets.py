"""Sets of skills, allocations and absences."""

from pmo.access import AccessQuerySet

from .choices import AllocationState


class PersonSkillQuerySet(AccessQuerySet):
    def for_list(self):
        return self.select_related("person", "skill")


class AllocationQuerySet(AccessQuerySet):
    def for_list(self):
        return self.select_related("project", "person", "role")

    def standing(self):
        """Everything that still asks for somebody's time."""
        return self.exclude(state=AllocationState.REFUSED)


class AbsenceQuerySet(AccessQuerySet):
    def for_list(self):
        return self.select_related("person")
