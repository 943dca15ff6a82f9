"""Choices of strategy and steering."""

from django.utils.translation import gettext_lazy as _

from pmo.choices import BadgeChoices


class Horizon(BadgeChoices):
    SHORT = "short", "azure", "player-play", _("Short term")
    MEDIUM = "medium", "blue", "player-track-next", _("Medium term")
    LONG = "long", "indigo", "telescope", _("Long term")


class ObjectiveStatus(BadgeChoices):
    DRAFT = "draft", "secondary", "pencil", _("Draft")
    ACTIVE = "active", "blue", "target", _("Active")
    REACHED = "reached", "green", "check", _("Reached")
    MISSED = "missed", "red", "x", _("Missed")
    DROPPED = "dropped", "secondary", "ban", _("Dropped")


class ProgrammeStatus(BadgeChoices):
    PROPOSED = "proposed", "secondary", "bulb", _("Proposed")
    ACTIVE = "active", "blue", "player-play", _("Active")
    ON_HOLD = "on_hold", "orange", "player-pause", _("On hold")
    CLOSED = "closed", "green", "circle-check", _("Closed")


class KpiDirection(BadgeChoices):
    UP = "up", "green", "trending-up", _("Higher is better")
    DOWN = "down", "blue", "trending-down", _("Lower is better")


class KpiUnit(BadgeChoices):
    NUMBER = "number", "secondary", "hash", _("Number")
    PERCENT = "percent", "secondary", "percentage", _("Percent")
    MONEY = "money", "secondary", "coin", _("Money")
    DAYS = "days", "secondary", "calendar", _("Days")


class CommitteeLevel(BadgeChoices):
    PROJECT = "project", "azure", "users", _("Project committee (COPROJ)")
    STEERING = "steering", "blue", "steering-wheel", _("Steering committee (COPIL)")
    EXECUTIVE = "executive", "indigo", "building", _("Executive committee (CODIR)")
    ARBITRATION = "arbitration", "purple", "scale", _("Arbitration committee")


class TradingKind(BadgeChoices):
    SALES = "sales", "pink", "discount-2", _("Sales")
    BLACK_FRIDAY = "black_friday", "dark", "shopping-cart", _("Black Friday")
    CHRISTMAS = "christmas", "green", "christmas-tree", _("Christmas")
    CAMPAIGN = "campaign", "purple", "speakerphone", _("Campaign")
    FREEZE = "freeze", "red", "snowflake", _("Release freeze")
    OTHER = "other", "secondary", "calendar-event", _("Other")
