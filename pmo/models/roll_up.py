"""Marks that facts leave when they change, and the runs that turn them into states and snapshots."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from .. import display
from ..access import AccessPath, AccessQuerySet
from ..run_troubles import troubles_text

RUN_KINDS = {"drain": _("Changes"), "nightly": _("Nightly run"), "command": _("Command line")}


class Mark(models.Model):
    """Append-only, without a unique key: one would make writers wait on each other and deadlock.

    `project_id` null means everything (thresholds, rates, calendars changed).
    """

    project_id = models.BigIntegerField(null=True)
    marked_at = models.DateTimeField()
    # Marks that stand for "everything" give way to those of single edits.
    in_bulk = models.BooleanField(default=False, db_default=False)
    # What the plan rests on changed: tasks, links, check-lists, calendars. It is scheduled before it is measured.
    of_plan = models.BooleanField(default=False, db_default=False)

    class Meta:
        ordering = ["pk"]
        indexes = [
            models.Index(fields=["in_bulk", "id"], name="mark_turn"),
            models.Index(fields=["project_id"], name="mark_project"),
        ]

    def __str__(self):
        return f"{self.project_id or 'everything'}"


class RollUpRun(models.Model):
    """One drain or nightly run, listed with duration, rows and errors."""

    kind = models.CharField(_("kind"), max_length=20)
    started_at = models.DateTimeField(_("started"))
    finished_at = models.DateTimeField(_("finished"), null=True)
    as_of = models.DateField(_("as of"), null=True)
    projects = models.PositiveIntegerField(_("projects"), default=0)
    snapshots = models.PositiveIntegerField(_("snapshots"), default=0)
    # What went wrong, as codes with arguments (`pmo.run_troubles`), so that everybody reads it in their language.
    troubles = models.JSONField(_("errors"), default=list, db_default=[], blank=True)

    objects = AccessQuerySet.as_manager()
    access = AccessPath("operation", organisation=True)
    written = {"kind": lambda kind: RUN_KINDS.get(kind, kind), "troubles": troubles_text}

    class Meta:
        verbose_name = _("roll-up run")
        verbose_name_plural = _("roll-up runs")
        ordering = ["-started_at", "-pk"]

    def __str__(self):
        return f"{RUN_KINDS.get(self.kind, self.kind)} · {display.moment(self.started_at)}"

    @property
    def error(self) -> str:
        """What went wrong, a line each, in the reader's language; empty when nothing did."""
        return troubles_text(self.troubles)
