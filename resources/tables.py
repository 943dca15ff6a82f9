"""Columns of lists of skills, allocations, absences and other non-project work."""

from django.utils.translation import gettext_lazy as _

from pmo.tables import Choice, Column, Day, Link, Number, Percent, Related, Table

from .models import Absence, Allocation, NonProjectWork, PersonSkill, ResourceRole, Skill


class SkillTable(Table):
    model = Skill
    columns = (Link("name"), Column("family", editable=True))
    default_order = ("sort_key",)
    bulk_fields = ("family",)


class PersonSkillTable(Table):
    model = PersonSkill
    columns = (
        Link("holder", label=_("Skill of a person"), shows_row=True),
        Related("person", ordering="person"),
        Related("skill", ordering="skill"),
        Choice("level", editable=True),
    )
    default_order = ("person__sort_key", "-level")
    bulk_fields = ("level",)


class ResourceRoleTable(Table):
    model = ResourceRole
    columns = (Link("name"), Related("department"))
    default_order = ("sort_key",)


class AllocationTable(Table):
    model = Allocation
    columns = (
        Link("allocation", label=_("Allocation"), shows_row=True),
        Related("project", ordering="project"),
        Related("person", ordering="person"),
        Related("role"),
        Day("first_day", editable=True),
        Day("last_day", editable=True),
        Number("quantity", decimals=1, editable=True),
        Choice("unit"),
        Choice("state", editable=True),
    )
    default_order = ("first_day",)
    bulk_fields = ("state", "person", "role", "first_day", "last_day")


class AbsenceTable(Table):
    model = Absence
    columns = (
        Link("absence", label=_("Absence"), shows_row=True),
        Related("person"),
        Choice("kind"),
        Day("first_day"),
        Day("last_day"),
        Percent("share"),
    )
    default_order = ("-first_day",)


class NonProjectWorkTable(Table):
    model = NonProjectWork
    columns = (
        Link("work", label=_("Work"), shows_row=True),
        Related("person"),
        Choice("kind"),
        Percent("share", editable=True),
        Day("first_day"),
        Day("last_day"),
    )
    default_order = ("-first_day",)
