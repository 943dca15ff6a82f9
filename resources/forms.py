"""What a user types about skills, allocations, absences and other non-project work."""

from django.utils.translation import gettext_lazy as _

from pmo.forms import object_form

from .models import Absence, Allocation, NonProjectWork, PersonSkill, ResourceRole, Skill

SkillForm = object_form(Skill, (("", ("name", "family")),))
PersonSkillForm = object_form(PersonSkill, (("", ("person", "skill", "level")),))
ResourceRoleForm = object_form(ResourceRole, (("", ("name", "department")),))
AllocationForm = object_form(
    Allocation,
    (
        ("", ("project", "person", "role", "state")),
        (_("When and how much"), ("period", "first_day", "last_day", "unit", "quantity", "note")),
    ),
)
AbsenceForm = object_form(Absence, (("", ("person", "kind", "first_day", "last_day", "share", "note")),))
NonProjectWorkForm = object_form(NonProjectWork, (("", ("person", "kind", "label", "share", "first_day", "last_day")),))
