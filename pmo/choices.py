"""Choices that carry a badge colour and an icon beside their label, and the choices of the frame."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class BadgeChoices(TextChoices):
    """Members are written `value, colour, icon, label`; colours are Tabler's names."""

    def __new__(cls, value, colour="secondary", icon="point"):
        member = str.__new__(cls, value)
        member._value_ = value
        member.colour = colour
        member.icon = icon
        return member

    @classmethod
    def badge(cls, value):
        """{label, colour, icon} of a stored value; an unknown value shows itself."""
        try:
            member = cls(value)
        except ValueError:
            return {"label": value, "colour": "secondary", "icon": "point"}
        return {"label": member.label, "colour": member.colour, "icon": member.icon}


class Health(BadgeChoices):
    """Colour of a dimension. Without facts it is not reported, never green."""

    GREEN = "green", "green", "circle-check", _("On track")
    AMBER = "amber", "orange", "alert-triangle", _("At risk")
    RED = "red", "red", "circle-x", _("Off track")
    NONE = "none", "secondary", "circle-dashed", _("Not reported")


class FourEyes(TextChoices):
    """What somebody else approves than who asked for it."""

    NOTHING = "nothing", _("Not needed")
    ORDERS = "orders", _("For orders above the limit of who asks")
    ALL = "all", _("For every order and every baseline")


class JobState(BadgeChoices):
    QUEUED = "queued", "secondary", "clock", _("Queued")
    RUNNING = "running", "blue", "loader", _("Running")
    DONE = "done", "green", "check", _("Done")
    FAILED = "failed", "red", "x", _("Failed")
    CANCELLED = "cancelled", "orange", "ban", _("Cancelled")


class CustomFieldType(TextChoices):
    TEXT = "text", _("Text")
    NUMBER = "number", _("Number")
    DATE = "date", _("Date")
    CHOICE = "choice", _("Choice")
    PERSON = "person", _("Person")
