"""Addresses of skills, allocations, absences and other non-project work."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from pmo import navigation
from pmo.pages import ObjectPages

from . import filters, forms, tables
from .models import Absence, Allocation, NonProjectWork, PersonSkill, ResourceRole, Skill
from .views import AllocationDetail, AskingProjects, Workload, WorkloadFile

app_name = "resources"

allocation_pages = ObjectPages(
    Allocation,
    table=tables.AllocationTable,
    filterset=filters.AllocationFilterSet,
    form=forms.AllocationForm,
    slug="allocations",
    icon="user-check",
    section="people",
    order=20,
    parent="project",
    tabs=(("project", 55), ("person", 10)),
    views={"detail": AllocationDetail},
)
absence_pages = ObjectPages(
    Absence,
    table=tables.AbsenceTable,
    filterset=filters.AbsenceFilterSet,
    form=forms.AbsenceForm,
    slug="absences",
    icon="beach",
    section="people",
    order=30,
    parent="person",
    tab=30,
)
non_project_work_pages = ObjectPages(
    NonProjectWork,
    table=tables.NonProjectWorkTable,
    filterset=filters.NonProjectWorkFilterSet,
    form=forms.NonProjectWorkForm,
    slug="non-project-work",
    icon="refresh",
    section="people",
    order=35,
    parent="person",
    tab=35,
)
skill_pages = ObjectPages(
    Skill,
    table=tables.SkillTable,
    filterset=filters.SkillFilterSet,
    form=forms.SkillForm,
    slug="skills",
    icon="certificate",
    section="people",
    order=40,
)
person_skill_pages = ObjectPages(
    PersonSkill,
    table=tables.PersonSkillTable,
    filterset=filters.PersonSkillFilterSet,
    form=forms.PersonSkillForm,
    slug="person-skills",
    icon="school",
    parent="person",
    tabs=(("person", 20), ("skill", 10)),
)
resource_role_pages = ObjectPages(
    ResourceRole,
    table=tables.ResourceRoleTable,
    filterset=filters.ResourceRoleFilterSet,
    form=forms.ResourceRoleForm,
    slug="project-roles",
    icon="id-badge-2",
    section="people",
    order=45,
)

navigation.register(
    navigation.Item(
        "people", _("Projects that ask for people"), "resources:asking-projects", "briefcase", "outline", order=18
    )
)
navigation.register(navigation.Item("people", _("Workload"), "resources:workload", "chart-bar", "staffing", order=15))

urlpatterns = [
    path("workload/", Workload.as_view(), name="workload"),
    path("workload.<slug:format>", WorkloadFile.as_view(), name="workload-file"),
    path("asking-projects/", AskingProjects.as_view(), name="asking-projects"),
    *allocation_pages.urls(),
    *absence_pages.urls(),
    *non_project_work_pages.urls(),
    *skill_pages.urls(),
    *person_skill_pages.urls(),
    *resource_role_pages.urls(),
]
