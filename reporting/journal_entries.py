"""Events of the journal in the reader's words: names instead of ids, "restricted" where the reader may not look."""

from collections.abc import Iterable
from dataclasses import replace

from django.apps import apps
from django.db.models import CharField, F, Value
from django.db.models.functions import Coalesce, NullIf

from pmo import display
from pmo.access import EVERYTHING, NOTHING, as_flag, condition
from pmo.change_log import Entry, Reader
from pmo.models import NamedRecord
from pmo.pages import pages_of
from pmo.roles import SCOPED_KINDS
from projects.models import BudgetLine, CostEntry, Project

from .journal import Event, kept_fields, tracked_models

# Fields that tell rows without a name apart.
DAYS = ("as_of", "period_end", "first_day", "starts_on")
AMOUNT_LINES = (BudgetLine, CostEntry)


def with_kinds(user, projects):
    """Annotate each project with `sees_<kind>`: which of its facts the reader may see (no further query)."""
    return projects.annotate(
        **{f"sees_{kind}": as_flag(condition(user, "view", Project.access, kind)) for kind in SCOPED_KINDS}
    )


def visible_models(user, project) -> list[type]:
    """The models whose rows of this project (from `with_kinds`) the reader may see."""
    return [model for model in tracked_models() if _sees(user, project, model.access.kind, model)]


def _sees(user, project, kind: str, model) -> bool:
    if kind in SCOPED_KINDS:
        return getattr(project, f"sees_{kind}")
    return condition(user, "view", model.access) == EVERYTHING


class JournalReader(Reader):
    """Writes entries of several models; labels of related rows come in one query for those with a name."""

    def __init__(self, user, *, sees_money: bool):
        super().__init__(user)
        self.sees_money = sees_money
        self._names: dict[int, str] = {}

    def told(self, events: Iterable[Event]) -> list[Entry]:
        """An entry for each event, in their order."""
        events = list(events)
        self._load(events)
        return [self._told(event) for event in events]

    def _told(self, event: Event) -> Entry:
        hidden = frozenset() if self.sees_money else getattr(event.model, "amounts", frozenset())
        fields = [one for one in kept_fields(event.model) if one.name not in hidden]
        entry = self._entry(event.model, fields, event.row, self._names)
        pages = pages_of(event.model)
        url = pages.url("detail", event.object_id) if pages and event.exists else ""
        # Rows that were loaded without triggers have no earlier values to tell.
        told = entry.differences if event.has_before else []
        return replace(entry, url=url, differences=told, label=entry.label or label_of(event))

    def _load(self, events: list[Event]) -> None:
        wanted: dict[type, set] = {}
        for event in events:
            for one in kept_fields(event.model):
                if one.is_relation:
                    ids = {getattr(event.row, one.attname), getattr(event.row, f"before_{one.attname}")}
                    wanted.setdefault(one.related_model, set()).update(ids - {None})
        user = apps.get_model("accounts", "User")
        named = [event.row.pgh_context.metadata.get("user") for event in events if event.row.pgh_context]
        wanted.setdefault(user, set()).update(set(named) - {None})
        self._label({model: ids for model, ids in wanted.items() if ids})
        self._names = {pk: label for (model, pk), label in self._labels.items() if model is user}

    def _label(self, wanted: dict[type, set]) -> None:
        """One UNION over the models that have a name, and a query for each of the few that have none."""
        named = [model for model in wanted if name_of(model) is not None]
        if named:
            queries = [self._named(model, wanted[model], place) for place, model in enumerate(named)]
            for place, pk, label in queries[0].union(*queries[1:], all=True):
                self._labels[named[place], pk] = label
        for model in set(wanted) - set(named):
            self._labels |= {(model, row.pk): str(row) for row in self._open(model, wanted[model]).for_list()}

    def _named(self, model, ids: set, place: int):
        rows = self._open(model, ids).order_by().annotate(place_of=Value(place), label_of=name_of(model))
        return rows.values_list("place_of", "pk", "label_of")

    def _open(self, model, ids: set):
        """Those of the rows that the reader may see; rows that belong to nobody's scope are open."""
        rows = model._default_manager.filter(pk__in=ids)
        path = getattr(model, "access", None)
        if path is None or path.kind not in SCOPED_KINDS:
            return rows
        seen = condition(self.user, "view", path)
        return rows if seen == EVERYTHING else rows.none() if seen == NOTHING else rows.filter(seen)


def label_of(event: Event) -> str:
    """What to call a row without a name, from its own values: its day, or what it says of itself."""
    row, fields = event.row, {one.name for one in kept_fields(event.model)}
    day = next((name for name in DAYS if name in fields), None)
    if day:
        return display.day(getattr(row, day))
    if event.model in AMOUNT_LINES:
        return str(event.model(**{one.attname: getattr(row, one.attname) for one in kept_fields(event.model)}))
    return ""


def name_of(model):
    """The name of a model's rows as an expression; None for rows that are called by something else."""
    text = CharField()
    if issubclass(model, NamedRecord):
        return Coalesce(F("name"), Value(""), output_field=text)
    if model._meta.label == "accounts.User":
        return Coalesce(NullIf(F("name"), Value("")), F("email"), output_field=text)
    return None
