"""The facts that a measure of a project is made of, as far as a reader may see them: rows, fields and lists."""

from dataclasses import dataclass, field

from django.apps import apps

from pmo.models import Organisation
from pmo.pages import pages_of, url_of
from pmo.roles import SCOPED_KINDS
from pmo.views.detail import show
from projects.models import Project

from .measure import Input, Measure

SHOWN = 8
# Colours that the overall colour is the worst of; each has its own page.
DIMENSIONS = ("schedule_health", "cost_health", "scope_health", "resources_health", "risk_health")


@dataclass
class Source:
    """One kind of fact: its fields, the rows of the project, and where all of them are listed."""

    label: str
    heads: list[str]
    rows: list[dict] = field(default_factory=list)
    url: str = ""
    more: bool = False
    hidden: bool = False


def sources(measure: Measure, project: Project, user, organisation: Organisation) -> list[Source]:
    """At most one query an input; `project` carries `sees_<kind>` of `journal_entries.with_kinds`."""
    return [_source(given, project, user, organisation) for given in measure.inputs]


def _source(given: Input, project, user, organisation) -> Source:
    model = apps.get_model(given.model)
    found = Source(str(given.label), given.field_labels)
    if model is Project:
        fields = [name for name in given.fields if name != "budget" or project.sees_money]
        found.hidden = not fields
        found.heads = [str(Project._meta.get_field(name).verbose_name) for name in fields]
        found.rows = [_row(project, fields, user)]
    elif model is Organisation:
        found.rows = [_row(organisation, given.fields, user)]
    elif "project" in {one.name for one in model._meta.concrete_fields}:
        _add_rows(found, model, given, project, user)
    return found


def _add_rows(found: Source, model, given: Input, project, user) -> None:
    """The rows of the project, the latest changed first."""
    kind = model.access.kind
    if kind in SCOPED_KINDS and not getattr(project, f"sees_{kind}"):
        found.hidden = True
        return
    rows = list(model.objects.allowed(user).filter(project=project).for_list().order_by("-updated_at")[: SHOWN + 1])
    found.rows, found.more = [_row(row, given.fields, user) for row in rows[:SHOWN]], len(rows) > SHOWN
    pages = pages_of(model)
    found.url = f"{pages.url('list')}?project={project.pk}" if pages else ""


def _row(row, fields, user) -> dict:
    return {"name": str(row), "url": url_of(row), "values": [show(row, name, user) for name in fields]}
