"""Pages of roll-up runs: when, how long, how many rows, what went wrong."""

from dataclasses import dataclass

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from pmo import display
from pmo.models import RollUpRun
from pmo.models.roll_up import RUN_KINDS
from pmo.own_filters import RollUpRunFilterSet
from pmo.tables import Column, Day, Link, Moment, Number, Table

from .record_pages import RecordDetail, RecordList, RecordPages


@dataclass(frozen=True)
class RunKind(Link):
    """What started the run."""

    def export(self, row, table):
        return str(RUN_KINDS.get(row.kind, row.kind))


@dataclass(frozen=True)
class Seconds(Number):
    """How long a run took."""

    def value(self, row):
        return (row.finished_at - row.started_at).total_seconds() if row.finished_at else None

    def writer(self, table):
        return lambda row: self._words(self.value(row))

    def _words(self, value):
        return _now("running") if value is None else display.number(round(value, 1), 1)


@dataclass(frozen=True)
class Troubles(Column):
    """What went wrong, in the reader's language."""

    def writer(self, table):
        return lambda row: self._html(row.error, table)

    def export(self, row, table):
        return row.error


class RollUpRunTable(Table):
    model = RollUpRun
    columns = (
        RunKind("kind"),
        Moment("started_at"),
        Seconds("seconds", label=_("Duration (s)")),
        Day("as_of"),
        Number("projects"),
        Number("snapshots"),
        Troubles("troubles", css="clip"),
    )
    default_order = ("-started_at",)


roll_up_run_pages = RecordPages(
    RollUpRun,
    table=RollUpRunTable,
    filterset=RollUpRunFilterSet,
    sections=(("", ("kind", "started_at", "finished_at", "as_of", "projects", "snapshots", "troubles")),),
    slug="roll-up-runs",
    icon="refresh",
    section="administer",
    order=60,
    views={"list": RecordList, "detail": RecordDetail},
)
