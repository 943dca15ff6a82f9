"""Sets of skills, allocations and absences."""

from pmo.access import AccessQuerySet, as_flag, condition

from .choices import AllocationState


class PersonSkillQuerySet(AccessQuerySet):
    def for_list(self):
        return self.select_related("person", "skill")


class AllocationQuerySet(AccessQuerySet):
    def for_list(self):
        return self.select_related("project", "person", "role")

    def for_detail(self):
        return self.select_related("project__manager", "project__state", "person", "role")

    def for_reader(self, user):
        """`knows_project`: whether the reader knows at least the outline of the project that asks."""
        from .outlines import OUTLINE

        return self.annotate(knows_project=as_flag(condition(user, "view", OUTLINE)))

    def standing(self):
        """Everything that still asks for somebody's time."""
        return self.exclude(state=AllocationState.REFUSED)


class AbsenceQuerySet(AccessQuerySet):
    def for_list(self):
        return self.select_related("person")
