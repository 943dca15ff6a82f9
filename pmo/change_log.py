"""What changed, by whom, when and from where: event rows of pghistory turned into readable entries."""

from dataclasses import dataclass
from datetime import datetime

from django.apps import apps
from django.db.models import F, Window
from django.db.models.functions import Lag
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from . import display
from .access import EVERYTHING, condition
from .forms import RESTRICTED
from .roles import SCOPED_KINDS

VERBS = {
    "insert": pgettext_lazy("somebody", "created"),
    "update": pgettext_lazy("somebody", "changed"),
    "delete": pgettext_lazy("somebody", "deleted"),
}
SOURCES = {
    "page": gettext_lazy("page"), "api": gettext_lazy("API"), "import": gettext_lazy("import"),
    "job": gettext_lazy("job"), "command": gettext_lazy("command line"),
    "erasure": gettext_lazy("erasure of personal data"),
}  # fmt: skip
TECHNICAL = {"id", "created_at", "custom"}


@dataclass(frozen=True)
class Difference:
    """One field of an entry, already written for the reader."""

    label: str
    before: str
    after: str
    name: str = ""


@dataclass(frozen=True)
class Entry:
    """One event of one object."""

    at: datetime
    verb: str
    label: str
    noun: str
    user_id: int | None
    source: str
    differences: list[Difference]
    user: str = ""
    url: str = ""


def tracked_fields(model) -> list:
    """The fields of a model that its event table keeps, in the model's order."""
    event = model.pgh_event_model
    kept = {field.name for field in event._meta.concrete_fields}
    return [field for field in model._meta.concrete_fields if field.name in kept and field.name not in TECHNICAL]


def events(model, **filters):
    """Event rows, newest first, each with its predecessor's values as `before_<column>` (one query)."""
    window = {"partition_by": [F("pgh_obj_id")], "order_by": [F("pgh_id").asc()]}
    before = {f"before_{field.attname}": Window(Lag(field.attname), **window) for field in tracked_fields(model)}
    rows = model.pgh_event_model.objects.annotate(**before)
    return rows.filter(**filters).select_related("pgh_context").order_by("-pgh_id")


class Reader:
    """Writes entries for one reader: names instead of ids, "restricted" where the reader may not look."""

    def __init__(self, user, *, hidden: frozenset[str] = frozenset()):
        self.user, self.hidden = user, hidden
        self._labels: dict[tuple, str] = {}

    def entries(self, model, rows: list) -> list[Entry]:
        fields = [field for field in tracked_fields(model) if field.name not in self.hidden]
        self._load_labels(fields, rows)
        users = self._users(rows)
        return [self._entry(model, fields, row, users) for row in rows]

    def _entry(self, model, fields, row, users) -> Entry:
        context = row.pgh_context.metadata if row.pgh_context else {}
        user_id = context.get("user")
        return Entry(
            at=row.pgh_created_at,
            verb=str(VERBS.get(row.pgh_label, row.pgh_label)),
            label=str(getattr(row, "name", "") or ""),
            noun=str(model._meta.verbose_name),
            user_id=user_id,
            user=users.get(user_id, _("the system")),
            source=str(SOURCES.get(context.get("source"), context.get("source") or "")),
            differences=self._differences(fields, row) if row.pgh_label == "update" else [],
        )

    def _differences(self, fields, row) -> list[Difference]:
        return [
            Difference(str(field.verbose_name), self._text(field, before), self._text(field, after), field.name)
            for field in fields
            if (before := getattr(row, f"before_{field.attname}")) != (after := getattr(row, field.attname))
        ]

    def _text(self, field, value) -> str:
        if value in (None, "", [], {}):
            return "—"
        if field.is_relation:
            return self._labels.get((field.related_model, value), str(RESTRICTED))
        if writer := display.writer_of(field):
            return str(writer(value))
        if field.flatchoices:
            return str(dict(field.flatchoices).get(value, value))
        if field.name == "links":
            return "; ".join(f"{link['label']} ({link['url']})" for link in value)
        kind = field.get_internal_type()
        if kind == "DateField":
            return display.day(value)
        if kind == "DateTimeField":
            return display.moment(value)
        if kind == "DecimalField":
            return display.number(value, 2)
        if kind == "BooleanField":
            return display.yes_no(value)
        return str(value)

    def _load_labels(self, fields, rows) -> None:
        """Names of related objects, at most one query a model; deleted or hidden ones stay restricted."""
        wanted: dict[type, set] = {}
        for field in fields:
            if not field.is_relation:
                continue
            for row in rows:
                wanted.setdefault(field.related_model, set()).update(
                    {getattr(row, field.attname), getattr(row, f"before_{field.attname}", None)} - {None}
                )
        for model, ids in wanted.items():
            known = model._default_manager.filter(pk__in=ids)
            path = getattr(model, "access", None)
            if path and path.kind in SCOPED_KINDS and condition(self.user, "view", path) != EVERYTHING:
                known = known.allowed(self.user)
            if ids:
                self._labels |= {(model, row.pk): str(row) for row in known}

    @staticmethod
    def _users(rows) -> dict:
        ids = {row.pgh_context.metadata.get("user") for row in rows if row.pgh_context} - {None}
        model = apps.get_model("accounts", "User")
        return {user.pk: str(user) for user in model._default_manager.filter(pk__in=ids)} if ids else {}
