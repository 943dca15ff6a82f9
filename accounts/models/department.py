"""Departments (directions) and vendors."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from pmo.access import AccessPath
from pmo.history import tracked
from pmo.models import NamedRecord

from ..querysets import DepartmentQuerySet


@tracked
class Department(NamedRecord):
    """A part of the organisation, in a tree."""

    code = models.CharField(_("code"), max_length=30, blank=True)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, verbose_name=_("part of"), related_name="children"
    )
    manager = models.ForeignKey(
        "accounts.Person",
        models.SET_NULL,
        null=True,
        blank=True,
        verbose_name=_("manager"),
        related_name="manages",
    )
    cost_centre = models.CharField(_("cost centre"), max_length=40, blank=True)

    objects = DepartmentQuerySet.as_manager()
    access = AccessPath("directory", department="", organisation=True)

    class Meta(NamedRecord.Meta):
        verbose_name = _("department")
        verbose_name_plural = _("departments")
        constraints = [
            models.UniqueConstraint(
                models.functions.Lower("name"),
                name="department_name_unique",
                violation_error_message=_("A department with this name exists already."),
            ),
            models.CheckConstraint(
                condition=~models.Q(parent=models.F("pk")),
                name="department_not_its_own_parent",
                violation_error_message=_("A department cannot be part of itself."),
            ),
        ]

    def clean(self):
        above, seen = self.parent, {self.pk}
        while above is not None:
            if above.pk in seen:
                raise ValidationError({"parent": _("A department cannot be part of itself.")})
            seen.add(above.pk)
            above = above.parent


@tracked
class Vendor(NamedRecord):
    """A company that we buy from, or that is a customer of a project."""

    code = models.CharField(_("code"), max_length=30, blank=True)
    country = models.CharField(_("country"), max_length=2, blank=True, help_text=_("ISO code, for example FR."))
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    is_customer = models.BooleanField(_("is a customer"), default=False)
    note = models.TextField(_("note"), blank=True)

    access = AccessPath("directory", organisation=True)

    class Meta(NamedRecord.Meta):
        verbose_name = _("vendor")
        verbose_name_plural = _("vendors")
        constraints = [
            models.UniqueConstraint(
                models.functions.Lower("name"),
                name="vendor_name_unique",
                violation_error_message=_("A vendor with this name exists already."),
            )
        ]
