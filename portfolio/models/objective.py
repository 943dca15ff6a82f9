"""SMART objectives in a cascade."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from pmo.access import AccessPath
from pmo.history import tracked
from pmo.models import NamedRecord

from ..choices import Horizon, ObjectiveStatus
from ..querysets import ObjectiveQuerySet


@tracked
class Objective(NamedRecord):
    """Specific, measured, with baseline, target and deadline; supports its parent."""

    code = models.CharField(_("code"), max_length=30, blank=True)
    statement = models.TextField(_("specific statement"), blank=True, help_text=_("What exactly is to be achieved."))
    measure = models.CharField(_("measure"), max_length=200, blank=True, help_text=_("How progress is measured."))
    unit = models.CharField(_("unit"), max_length=30, blank=True)
    baseline = models.DecimalField(_("starting value"), max_digits=18, decimal_places=4, null=True, blank=True)
    target = models.DecimalField(_("target"), max_digits=18, decimal_places=4, null=True, blank=True)
    actual = models.DecimalField(_("actual"), max_digits=18, decimal_places=4, null=True, blank=True)
    deadline = models.DateField(_("deadline"), null=True, blank=True)
    horizon = models.CharField(_("horizon"), max_length=10, choices=Horizon, default=Horizon.SHORT)
    status = models.CharField(_("status"), max_length=10, choices=ObjectiveStatus, default=ObjectiveStatus.ACTIVE)
    parent = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, verbose_name=_("supports"), related_name="children"
    )
    owner = models.ForeignKey(
        "accounts.Person",
        models.SET_NULL,
        null=True,
        blank=True,
        verbose_name=_("owner"),
        related_name="objectives",
    )
    department = models.ForeignKey(
        "accounts.Department",
        models.SET_NULL,
        null=True,
        blank=True,
        verbose_name=_("department"),
        related_name="objectives",
    )

    objects = ObjectiveQuerySet.as_manager()
    access = AccessPath("strategy", organisation=True)

    class Meta(NamedRecord.Meta):
        verbose_name = _("objective")
        verbose_name_plural = _("objectives")
        constraints = [
            models.UniqueConstraint(
                fields=["code"],
                condition=~models.Q(code=""),
                name="objective_code_unique",
                violation_error_message=_("An objective with this code exists already."),
            ),
            models.CheckConstraint(
                condition=models.Q(baseline__isnull=True)
                | models.Q(target__isnull=True)
                | ~models.Q(baseline=models.F("target")),
                name="objective_target_differs",
                violation_error_message=_("The target must differ from the starting value."),
            ),
        ]

    def clean(self):
        above, seen = self.parent, {self.pk} - {None}
        while above is not None:
            if above.pk in seen:
                raise ValidationError({"parent": _("An objective cannot support itself.")})
            seen.add(above.pk)
            above = above.parent
