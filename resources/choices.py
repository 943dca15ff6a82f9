"""Choices of skills, allocations and absences."""

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _

from pmo.choices import BadgeChoices


class SkillLevel(IntegerChoices):
    NOTION = 1, _("1 · Notions")
    PRACTICE = 2, _("2 · Practice")
    CONFIRMED = 3, _("3 · Confirmed")
    EXPERT = 4, _("4 · Expert")


class AllocationUnit(TextChoices):
    DAYS = "days", _("days")
    FTE = "fte", _("FTE")
    SHARE = "share", _("% of working time")


class AllocationPeriod(TextChoices):
    DATES = "dates", _("From day to day")
    MONTHS = "months", _("By month")


class AllocationState(BadgeChoices):
    REQUESTED = "requested", "secondary", "help-circle", _("Requested")
    PROPOSED = "proposed", "azure", "user-question", _("Proposed")
    CONFIRMED = "confirmed", "green", "user-check", _("Confirmed")
    REFUSED = "refused", "red", "user-x", _("Refused")


class AbsenceKind(BadgeChoices):
    LEAVE = "leave", "azure", "beach", _("Leave")
    SICKNESS = "sickness", "orange", "first-aid-kit", _("Sickness")
    TRAINING = "training", "blue", "school", _("Training")
    OTHER = "other", "secondary", "calendar-off", _("Other")


class NonProjectKind(BadgeChoices):
    RUN = "run", "cyan", "refresh", _("Run and support")
    MANAGEMENT = "management", "indigo", "users", _("Management")
    ADMINISTRATION = "administration", "secondary", "file", _("Administration")
    OTHER = "other", "secondary", "dots", _("Other")
