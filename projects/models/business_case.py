"""Business cases: costs and gains by year, frozen when a decision is taken, compared later."""

import pgtrigger
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from pmo.access import AccessPath
from pmo.constraint_messages import name_rule
from pmo.history import tracked
from pmo.models import NamedRecord, Record

from ..choices import CaseKind, Nature
from ..querysets_of_money import BusinessCaseLineQuerySet, BusinessCaseQuerySet
from .belonging import same_project
from .procurement import money_field

FROZEN = "business_case_stays_frozen"
STAYS = _("This business case is frozen and stays as it was decided. Copy it to a next version.")
name_rule(FROZEN, STAYS)
REFUSE = f"""
RAISE EXCEPTION 'a business case stays as it was frozen' USING ERRCODE = 'check_violation', CONSTRAINT = '{FROZEN}';
"""
# The decision may go, and the name may be put right; what was decided on never changes.
FROZEN_OF_CASE = ("project_id", "number", "discount_rate", "assumptions", "frozen_on")
FROZEN_OF_LINE = ("project_id", "business_case_id", "kind", "year", "label", "nature", "amount")
OF_A_FROZEN = """
EXISTS (SELECT 1 FROM projects_businesscase its WHERE its.id IN (OLD.business_case_id, {other}) AND its.frozen_on
IS NOT NULL)
"""


def _frozen(columns: tuple[str, ...], applies: str) -> pgtrigger.Trigger:
    """Refuses to change what a frozen case is about, whatever way the write comes in."""
    before, after = (", ".join(f'{side}."{column}"' for column in columns) for side in ("OLD", "NEW"))
    return pgtrigger.Trigger(
        name="stay_frozen",
        when=pgtrigger.Before,
        operation=pgtrigger.Update,
        func=f"IF ({before}) IS DISTINCT FROM ({after}) AND {applies} THEN {REFUSE} END IF; RETURN NEW;",
    )


# Deferred: a line may go with its whole case, into the bin.
LINES_STAY = pgtrigger.Trigger(
    name="lines_stay",
    when=pgtrigger.After,
    operation=pgtrigger.Delete,
    timing=pgtrigger.Deferred,
    func=f"IF {OF_A_FROZEN.format(other='OLD.business_case_id')} THEN {REFUSE} END IF; RETURN NULL;",
)


@pgtrigger.register(_frozen(FROZEN_OF_CASE, "OLD.frozen_on IS NOT NULL"))
@tracked
class BusinessCase(NamedRecord):
    """What a project costs and brings. Frozen, it never changes; the next one starts as its copy."""

    project = models.ForeignKey(
        "projects.Project", models.CASCADE, verbose_name=_("project"), related_name="business_cases"
    )
    number = models.PositiveSmallIntegerField(_("version number"), default=1, validators=[MinValueValidator(1)])
    discount_rate = models.DecimalField(
        _("discount rate (%)"), max_digits=5, decimal_places=2, default=8,
        validators=[MinValueValidator(0), MaxValueValidator(100)],
    )  # fmt: skip
    assumptions = models.TextField(_("assumptions"), blank=True)
    frozen_on = models.DateField(_("frozen on"), null=True, blank=True, editable=False)
    decision = models.ForeignKey(
        "projects.Decision", models.SET_NULL, null=True, blank=True, verbose_name=_("decision"),
        related_name="business_cases", help_text=_("The decision it was frozen for."),
    )  # fmt: skip

    objects = BusinessCaseQuerySet.as_manager()
    access = AccessPath("money", project="project")

    class Meta(NamedRecord.Meta):
        verbose_name = _("business case")
        verbose_name_plural = _("business cases")
        ordering = ["project", "-number", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["project", "number"],
                name="business_case_number_unique",
                violation_error_message=_("This project has a business case of that number already."),
            )
        ]

    def clean(self):
        same_project(self, "decision")

    def refusal(self):
        return STAYS if self.frozen_on else ""


@pgtrigger.register(_frozen(FROZEN_OF_LINE, OF_A_FROZEN.format(other="NEW.business_case_id")), LINES_STAY)
@tracked
class BusinessCaseLine(Record):
    """One cost or gain of one year, always a positive amount."""

    project = models.ForeignKey("projects.Project", models.CASCADE, verbose_name=_("project"), related_name="+")
    business_case = models.ForeignKey(
        BusinessCase, models.CASCADE, verbose_name=_("business case"), related_name="lines"
    )
    kind = models.CharField(_("kind"), max_length=4, choices=CaseKind, default=CaseKind.COST)
    year = models.PositiveSmallIntegerField(_("year"), validators=[MinValueValidator(1990), MaxValueValidator(2100)])
    label = models.CharField(_("label"), max_length=200, blank=True)
    nature = models.CharField(_("CapEx/OpEx"), max_length=5, choices=Nature, default=Nature.OPEX)
    amount = money_field(_("amount excl. VAT"), validators=[MinValueValidator(0)])

    objects = BusinessCaseLineQuerySet.as_manager()
    access = AccessPath("money", project="project")

    class Meta(Record.Meta):
        verbose_name = _("line of a business case")
        verbose_name_plural = _("lines of business cases")
        ordering = ["business_case", "year", "kind", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(amount__gte=0),
                name="business_case_line_not_negative",
                violation_error_message=_("Give a positive amount; the kind says whether it is a cost or a gain."),
            )
        ]

    def __str__(self):
        return f"{self.year} {self.get_kind_display()} {self.label}".strip()

    def clean(self):
        same_project(self, "business_case")
        if self.business_case_id and self.business_case.frozen_on:
            raise ValidationError({"business_case": STAYS})

    def refusal(self):
        return self.business_case.refusal()
