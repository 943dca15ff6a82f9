"""Columns of lists of skills, allocations, absences and other non-project work."""

from dataclasses import dataclass

from django.utils.html import escape
from django.utils.translation import gettext_lazy as _

from pmo.tables import Choice, Column, Day, Link, Number, Percent, Related, Table

from . import outlines
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


@dataclass(frozen=True)
class AskingProject(Related):
    """The project that asks; by its outline where the reader knows no more of it."""

    @property
    def reads(self):
        return (*super().reads, "knows_project", "project__confidential")

    def writer(self, table):
        known, sees = super().writer(table), table.sees(self)

        def cell(row):
            return known(row) if sees(row) or not row.knows_project else escape(outlines.name_of(row.project))

        return cell

    def export(self, row, table):
        if table.sees(self)(row) or not row.knows_project:
            return super().export(row, table)
        return outlines.name_of(row.project)


class AllocationTable(Table):
    model = Allocation
    columns = (
        Link("allocation", label=_("Allocation"), shows_row=True),
        AskingProject("project", ordering="project"),
        Related("person", ordering="person"),
        Related("role"),
        Day("first_day", editable=True),
        Day("last_day", editable=True),
        Number("quantity", decimals=2, editable=True),
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
