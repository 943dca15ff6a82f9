"""What a resource manager may know of a project that asks for people of its departments: the outline, nothing else.

Name, dates, priority and manager; a confidential project has neither name nor manager here.
"""

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from pmo.access import AccessPath, as_flag, condition
from pmo.forms import RESTRICTED
from projects.choices import ProjectStatus
from projects.models import Project

from .models import Allocation

# Seen from an allocation: whoever manages the person knows the outline of the project.
OUTLINE = AccessPath("outline", department="person__department")
CONFIDENTIAL = _("Confidential project")


def asking(user) -> QuerySet:
    """The projects not over that ask for somebody, as far as the user may know them; `is_open` where the page opens."""
    seen = condition(user, "view", Project.access)
    known = Allocation.objects.standing().filter(condition(user, "view", OUTLINE))
    asked = Allocation.objects.standing().values("project")
    rows = Project.objects.real().filter((seen & Q(pk__in=asked)) | Q(pk__in=known.values("project")))
    rows = rows.exclude(status__in=[ProjectStatus.CLOSED, ProjectStatus.CANCELLED])
    return rows.select_related("state", "manager").annotate(is_open=as_flag(seen))


def name_of(project) -> str:
    """What the outline calls a project."""
    return str(CONFIDENTIAL) if project.confidential else project.name


def manager_of(project) -> str:
    """Who leads it; of a confidential project that would tell too much."""
    return str(RESTRICTED) if project.confidential else str(project.manager or "")
