"""Choices of risks, issues and assumptions."""

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _

from pmo.choices import BadgeChoices


class RiskKind(BadgeChoices):
    THREAT = "threat", "red", "alert-triangle", _("Threat")
    OPPORTUNITY = "opportunity", "green", "sparkles", _("Opportunity")


class RiskState(BadgeChoices):
    OPEN = "open", "orange", "eye", _("Open")
    OCCURRED = "occurred", "red", "bolt", _("Occurred")
    CLOSED = "closed", "green", "circle-check", _("Closed")


class RiskCategory(TextChoices):
    TECHNICAL = "technical", _("Technical")
    SCHEDULE = "schedule", _("Schedule")
    COST = "cost", _("Cost")
    RESOURCES = "resources", _("Resources")
    VENDOR = "vendor", _("Vendor")
    SECURITY = "security", _("Security and data")
    LEGAL = "legal", _("Legal and compliance")
    MARKET = "market", _("Market and customers")
    ORGANISATION = "organisation", _("Organisation and change")


class Probability(IntegerChoices):
    RARE = 1, _("1 · Rare")
    UNLIKELY = 2, _("2 · Unlikely")
    POSSIBLE = 3, _("3 · Possible")
    LIKELY = 4, _("4 · Likely")
    ALMOST_CERTAIN = 5, _("5 · Almost certain")


class Impact(IntegerChoices):
    NEGLIGIBLE = 1, _("1 · Negligible")
    MINOR = 2, _("2 · Minor")
    MODERATE = 3, _("3 · Moderate")
    MAJOR = 4, _("4 · Major")
    SEVERE = 5, _("5 · Severe")


class Strategy(BadgeChoices):
    AVOID = "avoid", "blue", "route", _("Avoid")
    REDUCE = "reduce", "azure", "shield-half", _("Reduce")
    TRANSFER = "transfer", "purple", "arrows-exchange", _("Transfer")
    ACCEPT = "accept", "secondary", "hand-stop", _("Accept")
    EXPLOIT = "exploit", "green", "rocket", _("Exploit")
    ENHANCE = "enhance", "teal", "trending-up", _("Enhance")
    SHARE = "share", "cyan", "share", _("Share")


class ResponseState(BadgeChoices):
    PLANNED = "planned", "secondary", "clock", _("Planned")
    IN_PROGRESS = "in_progress", "blue", "progress", _("In progress")
    DONE = "done", "green", "check", _("Done")


class Severity(BadgeChoices):
    CRITICAL = "1", "red", "flame", _("Critical")
    HIGH = "2", "orange", "chevron-up", _("High")
    MEDIUM = "3", "blue", "equal", _("Medium")
    LOW = "4", "secondary", "chevron-down", _("Low")


class IssueState(BadgeChoices):
    OPEN = "open", "orange", "alert-circle", _("Open")
    ESCALATED = "escalated", "red", "arrow-up-circle", _("Escalated")
    ANSWERED = "answered", "blue", "message-check", _("Answered")
    CLOSED = "closed", "green", "circle-check", _("Closed")


class EscalationLevel(BadgeChoices):
    NONE = "none", "secondary", "minus", _("Not escalated")
    PROGRAMME = "programme", "azure", "stack-2", _("Programme")
    PORTFOLIO = "portfolio", "blue", "briefcase", _("Portfolio")
    EXECUTIVE = "executive", "red", "building", _("Executive committee")


class AssumptionState(BadgeChoices):
    OPEN = "open", "secondary", "help-circle", _("To be confirmed")
    CONFIRMED = "confirmed", "green", "check", _("Confirmed")
    REFUTED = "refuted", "red", "x", _("Refuted")
