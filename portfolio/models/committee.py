"""Committees (decision bodies) and their sessions."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from pmo import display
from pmo.access import AccessPath
from pmo.history import tracked
from pmo.models import NamedRecord, Record

from ..choices import CommitteeLevel
from ..querysets import CommitteeQuerySet, SessionQuerySet


@tracked
class Committee(NamedRecord):
    """A body that decides, for a portfolio or the organisation."""

    level = models.CharField(_("level"), max_length=12, choices=CommitteeLevel, default=CommitteeLevel.STEERING)
    portfolio = models.ForeignKey(
        "portfolio.Portfolio",
        models.CASCADE,
        null=True,
        blank=True,
        verbose_name=_("portfolio"),
        related_name="committees",
    )
    chair = models.ForeignKey(
        "accounts.Person",
        models.SET_NULL,
        null=True,
        blank=True,
        verbose_name=_("chair"),
        related_name="chaired_committees",
    )
    members = models.ManyToManyField(
        "accounts.Person", blank=True, verbose_name=_("members"), related_name="committees"
    )
    cadence = models.CharField(
        _("cadence"), max_length=100, blank=True, help_text=_("For example every second Tuesday.")
    )

    objects = CommitteeQuerySet.as_manager()
    access = AccessPath("committee", organisation=True)

    class Meta(NamedRecord.Meta):
        verbose_name = _("committee")
        verbose_name_plural = _("committees")


@tracked
class Session(Record):
    """One sitting of a committee; what it looks at is frozen as of a date."""

    committee = models.ForeignKey(Committee, models.CASCADE, verbose_name=_("committee"), related_name="sessions")
    date = models.DateField(_("date"))
    as_of = models.DateField(_("as of"), help_text=_("The figures shown are those of this day."))
    agenda = models.TextField(_("agenda"), blank=True)
    minutes = models.TextField(_("minutes"), blank=True)

    objects = SessionQuerySet.as_manager()
    access = AccessPath("committee", organisation=True)

    class Meta(Record.Meta):
        verbose_name = _("session")
        verbose_name_plural = _("sessions")
        ordering = ["-date", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["committee", "date"],
                name="session_date_unique",
                violation_error_message=_("This committee already has a session on that day."),
            )
        ]

    def __str__(self):
        return f"{self.committee} {display.day(self.date)}"

    def clean(self):
        if self.date and self.as_of and self.as_of > self.date:
            raise ValidationError({"as_of": _("The as-of date cannot be after the session.")})
