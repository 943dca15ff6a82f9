"""What the page of a plan says by script: texts, columns and short names, in the reader's language."""

from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from .choices import Constraint, LinkKind


def page_texts() -> dict:
    """Everything that `static/js/plan` shows; a script holds no words of its own."""
    return {
        "language": get_language() or "en",
        "kinds": {
            "FS": pgettext("link kind, short", "FS"), "SS": pgettext("link kind, short", "SS"),
            "FF": pgettext("link kind, short", "FF"), "SF": pgettext("link kind, short", "SF"),
        },
        "units": {"day": pgettext("days, short", "d"), "hour": "h", "minute": "min",
                  "week": pgettext("week prefix", "W"), "quarter": pgettext("quarter prefix", "Q"), "elapsed": "e"},
        "columns": _columns(),
        "linkKinds": {kind.value: str(kind.label) for kind in LinkKind},
        "constraints": {kind.value: str(kind.label) for kind in Constraint},
        **_messages(),
        **_marks(),
    }  # fmt: skip


def _columns() -> dict[str, str]:
    return {
        "row": _("No."), "name": _("Task"), "duration": _("Duration"), "start": _("Start"), "finish": _("Finish"),
        "predecessors": _("Predecessors"), "percent": _("Complete"), "person": _("Responsible"),
        "constraint": _("Constraint"), "constraint_date": _("Constraint date"), "deadline": _("Deadline"),
        "calendar": _("Calendar"), "fixed_cost": _("Fixed cost"), "cost": _("Cost"), "float": _("Float"),
        "why": _("Why it starts then"),
    }  # fmt: skip


def _messages() -> dict[str, str]:
    return {
        "newTask": _("New task"), "nothing": _("Nothing moved."), "oneMoved": _("One task moved."),
        "moved": _("%(count)s tasks moved."), "finish": _("Finish: %(date)s."), "saving": _("Being recalculated…"),
        "offline": _("The server cannot be reached; nothing was saved."),
        "failed": _("Nothing was saved: something went wrong on our side."),
        "nothingToUndo": _("There is nothing to undo."),
        "deleted": _("%(count)s rows deleted; undo brings them back."), "copied": _("%(count)s rows copied."),
        "oneDeleted": _("One row deleted; undo brings it back."),
        "others": _("Somebody else has changed the plan; it is shown as it is now."),
        "readOnly": _("You may read this plan, but not change it."), "noRows": _("There is no task yet."),
        "noMatch": _("No task matches the search."), "rows": _("%(count)s tasks"),
        "problems": _("%(count)s problems"), "problem": _("1 problem"),
        "gone": _("This task was deleted meanwhile."),
        "dropped": _("The trial is dropped; the plan is as before."), "kept": _("The trial is kept."),
        "details": _("Details"),
        "noChange": _("unchanged"), "drawLink": _("Drop it on the start or the finish of another task."),
        "sheet": _("Sheet %(number)s of %(count)s"),
        "wholeDate": _("A part of the date is missing; empty the whole date to take it away."),
        "pastedFirst": _("Only the first %(count)s rows are pasted."),
        "cellsLeft": _("Pasted; %(count)s cells could not be read and were left out:"),
        "cellLeft": _("row %(row)s, %(name)s: %(text)s"),
        "planCalendar": _("As the plan"), "usualColumns": _("The usual columns"),
        "columnsNote": _("Beside the timeline as many as fit; the table shows all."),
    }  # fmt: skip


def _marks() -> dict[str, str]:
    return {
        "critical": _("critical"), "criticalTasks": _("Critical tasks"), "criticalCount": _("%(count)s critical"),
        "cost": _("Cost"), "milestone": _("milestone"),
        "baseline": _("baseline"), "baselineNamed": _("baseline: %(name)s"), "deadline": _("Deadline"),
        "freeze": _("release freeze"),
        "manual": _("dated by hand"), "floatOf": _("float %(float)s"),
    }  # fmt: skip
