"""Choices of projects and their facts."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from pmo.choices import BadgeChoices


class ProjectStatus(BadgeChoices):
    PROPOSED = "proposed", "secondary", "bulb", _("Proposed")
    ACTIVE = "active", "blue", "player-play", _("Active")
    ON_HOLD = "on_hold", "orange", "player-pause", _("On hold")
    CLOSED = "closed", "green", "circle-check", _("Closed")
    CANCELLED = "cancelled", "secondary", "ban", _("Cancelled")


class Stage(BadgeChoices):
    SCOPING = "scoping", "azure", "zoom-question", _("Scoping")
    DESIGN = "design", "blue", "pencil", _("Design")
    BUILD = "build", "indigo", "hammer", _("Build")
    ACCEPTANCE = "acceptance", "purple", "checkup-list", _("Acceptance")
    ROLLOUT = "rollout", "orange", "rocket", _("Rollout")
    CLOSURE = "closure", "green", "flag", _("Closure")


class ProjectType(TextChoices):
    SITE_REDESIGN = "site_redesign", _("Site redesign")
    RANGE_LAUNCH = "range_launch", _("Product-range launch")
    PAYMENT = "payment", _("Payment integration")
    OMNICHANNEL = "omnichannel", _("Omnichannel")
    WEB_SITE = "web_site", _("Web site")
    APPLICATION = "application", _("Application")
    CAMPAIGN = "campaign", _("Acquisition campaign")
    CLOUD_MIGRATION = "cloud_migration", _("Cloud migration")
    AUTOMATION = "automation", _("Process automation")
    COMPLIANCE = "compliance", _("Security and compliance")
    BACK_OFFICE = "back_office", _("Back office")
    OTHER = "other", _("Other")


class Method(TextChoices):
    WATERFALL = "waterfall", _("Waterfall")
    SCRUM = "scrum", _("Scrum")
    KANBAN = "kanban", _("Kanban")
    LEAN = "lean", _("Lean")
    DEVOPS = "devops", _("DevOps")
    HYBRID = "hybrid", _("Hybrid")


class Priority(BadgeChoices):
    CRITICAL = "1", "red", "chevrons-up", _("Critical")
    HIGH = "2", "orange", "chevron-up", _("High")
    MEDIUM = "3", "blue", "equal", _("Medium")
    LOW = "4", "secondary", "chevron-down", _("Low")


class Trend(BadgeChoices):
    BETTER = "better", "green", "trending-up", _("Improving")
    SAME = "same", "secondary", "arrow-narrow-right", _("Stable")
    WORSE = "worse", "red", "trending-down", _("Worsening")
    UNKNOWN = "unknown", "secondary", "minus", _("No trend yet")


class BudgetVersion(BadgeChoices):
    INITIAL = "initial", "secondary", "flag", _("Initial budget")
    REVISED = "revised", "blue", "edit", _("Revised budget")
    FORECAST = "forecast", "orange", "telescope", _("Forecast")


class CostCategory(TextChoices):
    LABOUR = "labour", _("Internal labour")
    SERVICES = "services", _("External services")
    LICENCES = "licences", _("Licences and subscriptions")
    HOSTING = "hosting", _("Hosting and cloud")
    EQUIPMENT = "equipment", _("Equipment")
    MEDIA = "media", _("Media and acquisition")
    TRAINING = "training", _("Training and change")
    OTHER = "other", _("Other")


class Nature(BadgeChoices):
    CAPEX = "capex", "indigo", "building-bank", _("CapEx")
    OPEX = "opex", "cyan", "receipt", _("OpEx")


class Purpose(TextChoices):
    BUILD = "build", _("Build")
    RUN = "run", _("Run")


class CostKind(BadgeChoices):
    COMMITTED = "committed", "blue", "file-check", _("Committed")
    ACCRUED = "accrued", "orange", "hourglass", _("Accrued")
    ACTUAL = "actual", "green", "coin", _("Actual")


class ReportState(BadgeChoices):
    DRAFT = "draft", "secondary", "pencil", _("Draft")
    PUBLISHED = "published", "green", "send", _("Published")


class Dimension(TextChoices):
    OVERALL = "overall", _("Overall")
    SCHEDULE = "schedule", _("Schedule")
    COST = "cost", _("Cost")
    SCOPE = "scope", _("Scope")
    RESOURCES = "resources", _("Resources")
    RISK = "risk", _("Risk")


class DecisionState(BadgeChoices):
    ASKED = "asked", "orange", "help-circle", _("Asked")
    TAKEN = "taken", "green", "gavel", _("Taken")
    WITHDRAWN = "withdrawn", "secondary", "ban", _("Withdrawn")


class ActionState(BadgeChoices):
    OPEN = "open", "blue", "circle", _("To do")
    IN_PROGRESS = "in_progress", "azure", "progress", _("In progress")
    DONE = "done", "green", "circle-check", _("Done")
    CANCELLED = "cancelled", "secondary", "ban", _("Cancelled")


class SnapshotSource(BadgeChoices):
    ROLL_UP = "roll_up", "blue", "refresh", _("Roll-up")
    IMPORT = "import", "purple", "file-import", _("Import")


class LinkKind(TextChoices):
    FINISH_TO_START = "FS", _("Finish to start")
    START_TO_START = "SS", _("Start to start")
    FINISH_TO_FINISH = "FF", _("Finish to finish")
    START_TO_FINISH = "SF", _("Start to finish")


class Constraint(TextChoices):
    ASAP = "ASAP", _("As soon as possible")
    ALAP = "ALAP", _("As late as possible")
    SNET = "SNET", _("Start no earlier than")
    SNLT = "SNLT", _("Start no later than")
    FNET = "FNET", _("Finish no earlier than")
    FNLT = "FNLT", _("Finish no later than")
    MSO = "MSO", _("Must start on")
    MFO = "MFO", _("Must finish on")


class ProgressBy(TextChoices):
    """What the percent complete of a task rests on."""

    DURATION = "duration", _("Duration")
    PHYSICAL = "physical", _("Estimate on site")
    UNITS = "units", _("Units done")
    CHECKLIST = "checklist", _("Check-list")
    BOARD = "board", _("Board")


class BaselineState(BadgeChoices):
    PROPOSED = "proposed", "orange", "help-circle", _("Proposed")
    APPROVED = "approved", "green", "circle-check", _("Approved")
    REJECTED = "rejected", "secondary", "ban", _("Not approved")


class ColumnKind(BadgeChoices):
    NOT_STARTED = "todo", "secondary", "circle", _("To do")
    DOING = "doing", "azure", "progress", _("In progress")
    DONE = "done", "green", "circle-check", _("Done")


class SprintState(BadgeChoices):
    PLANNED = "planned", "secondary", "calendar", _("Planned")
    ACTIVE = "active", "blue", "player-play", _("Active")
    CLOSED = "closed", "green", "circle-check", _("Closed")


class TenderState(BadgeChoices):
    DRAFT = "draft", "secondary", "pencil", _("Draft")
    OPEN = "open", "blue", "send", _("Open")
    EVALUATION = "evaluation", "orange", "scale", _("Evaluation")
    AWARDED = "awarded", "green", "award", _("Awarded")
    CANCELLED = "cancelled", "secondary", "ban", _("Cancelled")


class QuoteState(BadgeChoices):
    RECEIVED = "received", "blue", "inbox", _("Received")
    CHOSEN = "chosen", "green", "award", _("Chosen")
    REFUSED = "refused", "secondary", "ban", _("Not chosen")


class OrderState(BadgeChoices):
    DRAFT = "draft", "secondary", "pencil", _("Draft")
    WAITING = "waiting", "orange", "hourglass", _("Waiting for approval")
    ORDERED = "ordered", "blue", "file-check", _("Ordered")
    CLOSED = "closed", "green", "circle-check", _("Closed")
    CANCELLED = "cancelled", "secondary", "ban", _("Cancelled")


class CaseKind(BadgeChoices):
    COST = "cost", "orange", "arrow-down-right", _("Cost")
    GAIN = "gain", "green", "arrow-up-right", _("Gain")
