"""Choices of people and roles."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from pmo.choices import BadgeChoices


class PersonKind(BadgeChoices):
    INTERNAL = "internal", "blue", "user", _("Internal")
    EXTERNAL = "external", "purple", "user-share", _("External")


class TokenScope(BadgeChoices):
    READ = "read", "green", "eye", _("Read")
    WRITE = "write", "orange", "pencil", _("Read and write")


class Theme(TextChoices):
    AUTO = "auto", _("Like the device")
    LIGHT = "light", _("Light")
    DARK = "dark", _("Dark")


class MailKind(TextChoices):
    MENTION = "mention", _("Somebody mentions me")
    ASSIGNMENT = "assignment", _("Something is assigned to me")
    REMINDER = "reminder", _("A status report or an action is due")
    ESCALATION = "escalation", _("An escalation waits for my answer")
    DECISION = "decision", _("A decision I asked for is taken")
    APPROVAL = "approval", _("Something waits for my approval")
