"""Why a task starts when it does, and what is wrong with a plan, in the reader's language. No calculation here."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, time

from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext, pgettext

from .choices import Constraint, LinkKind
from .models.task import WORKING_DAY

HOUR, DAY = 60, 1440
MOST_NAMES = 5


def reason_text(reason: Mapping, names: Mapping[int, str]) -> str:
    """Why a task starts when it does: `TaskSchedule.reason` as a sentence; an unknown code shows itself."""
    code = reason.get("code", "")
    sentence = REASONS.get(code)
    return sentence(reason, names) if sentence else code


def problem_text(problem: Mapping, names: Mapping[int, str]) -> str:
    """One of `PlanState.problems` as a sentence that names its tasks; an unknown code shows itself."""
    tasks = [_task(key, names) for key in problem.get("tasks", ())]
    arguments = problem.get("arguments", {})
    sentence = PROBLEMS.get(problem["code"])
    if sentence is None:
        return f"{problem['code']}: {', '.join(tasks)}".rstrip(": ")
    return sentence(_some(tasks), tasks, arguments, names)


def tasks_named(reasons, problems) -> set[int]:
    """The keys of all tasks that these reasons and problems speak of."""
    found = {key for problem in problems for key in problem.get("tasks", ())}
    found |= {int(end) for problem in problems for pair in _left_out(problem) for end in pair}
    for reason in reasons:
        inner = reason.get("reason") or {}
        found |= {reason.get(name) for name in ("predecessor", "summary", "successor", "child")}
        found.add(inner.get("predecessor"))
    return {key for key in found if isinstance(key, int)}


def duration_text(minutes: int, working_day: int = WORKING_DAY) -> str:
    """Working minutes as people say them: 3 d, 1.5 d, 4 h, 20 min."""
    sign, minutes = ("\N{MINUS SIGN}" if minutes < 0 else ""), abs(minutes)
    if (minutes and minutes * 2 % working_day == 0) or minutes >= 2 * working_day:
        return f"{sign}{number(round(minutes / working_day, 1))}\N{NO-BREAK SPACE}{pgettext('days, short', 'd')}"
    if minutes and minutes % HOUR and minutes < HOUR:
        return f"{sign}{minutes}\N{NO-BREAK SPACE}min"
    return f"{sign}{number(round(minutes / HOUR, 1))}\N{NO-BREAK SPACE}h"


def number(value: float) -> str:
    """With at most one decimal."""
    return formats.number_format(value, 0 if value == int(value) else 1)


def moment_text(iso: str | None) -> str:
    """A moment of a plan in the reader's format; the beginning and the end of a day are the day."""
    if not iso:
        return "–"
    moment = datetime.fromisoformat(iso)
    whole = moment.time() in (time(0), time(23, 59))
    return formats.date_format(moment, "SHORT_DATE_FORMAT" if whole else "SHORT_DATETIME_FORMAT")


def _task(key, names: Mapping) -> str:
    return _("“%(name)s”") % {"name": names.get(key) or names.get(str(key)) or f"#{key}"}


def _some(tasks: list[str]) -> str:
    """A few names, and how many more there are."""
    shown, more = tasks[:MOST_NAMES], len(tasks) - MOST_NAMES
    text = ", ".join(shown)
    if more > 0:
        text += " " + ngettext("and %(count)d more", "and %(count)d more", more) % {"count": more}
    return text


def _left_out(problem: Mapping) -> list:
    return problem.get("arguments", {}).get("links_left_out", [])


def _lag(reason: Mapping) -> str:
    lag = reason.get("lag") or 0
    if not lag:
        return ""
    size = duration_text(abs(lag), DAY if reason.get("is_elapsed") else WORKING_DAY)
    if reason.get("is_elapsed"):
        size = _("%(lag)s elapsed") % {"lag": size}
    return ", " + (_("%(lag)s later") if lag > 0 else _("%(lag)s earlier")) % {"lag": size}


WAITING = {
    LinkKind.FINISH_TO_START: gettext_noop("Starts when %(task)s finishes%(lag)s."),
    LinkKind.START_TO_START: gettext_noop("Starts when %(task)s starts%(lag)s."),
    LinkKind.FINISH_TO_FINISH: gettext_noop("Starts so as to finish when %(task)s finishes%(lag)s."),
    LinkKind.START_TO_FINISH: gettext_noop("Starts so as to finish when %(task)s starts%(lag)s."),
}


def _predecessor(reason: Mapping, names: Mapping) -> str:
    text = _(WAITING[reason.get("kind", "FS")])
    return text % {"task": _task(reason["predecessor"], names), "lag": _lag(reason)}


def constraint_label(code: str) -> str:
    """“Start no earlier than”, or the code when it is none of ours."""
    return str(dict(Constraint.choices).get(code, code))


def _constraint(reason: Mapping, names: Mapping) -> str:
    return _("Held by its constraint: %(constraint)s %(date)s.") % {
        "constraint": constraint_label(reason["constraint"]),
        "date": moment_text(reason["date"]),
    }


def _summary(reason: Mapping, names: Mapping) -> str:
    return _("Follows its summary %(task)s: %(reason)s") % {
        "task": _task(reason["summary"], names),
        "reason": reason_text(reason["reason"], names),
    }


def _late(reason: Mapping, names: Mapping) -> str:
    if reason.get("successor") is None:
        return _("As late as possible before the finish of the plan.")
    return _("As late as possible before %(task)s.") % {"task": _task(reason["successor"], names)}


def _dated(text: str):
    """A sentence about one date."""
    return lambda reason, names: _(text) % {"date": moment_text(reason.get("date"))}


REASONS = {
    "project_start": _dated(gettext_noop("Starts with the plan, on %(date)s.")),
    "predecessor": _predecessor,
    "constraint": _constraint,
    "summary": _summary,
    "status_date": _dated(gettext_noop("Not begun yet, so it is placed after the progress date %(date)s.")),
    "actual_start": _dated(gettext_noop("Began on %(date)s.")),
    "manual": _dated(gettext_noop("Dated by hand: %(date)s.")),
    "as_late_as_possible": _late,
    "child": lambda reason, names: _("Starts with %(task)s.") % {"task": _task(reason["child"], names)},
}


def _said(text: str):
    """A sentence about the tasks and the arguments of a problem."""

    def sentence(tasks: str, named: list[str], arguments: Mapping, names: Mapping) -> str:
        late = arguments.get("late_by")
        return _(text) % {
            "tasks": tasks,
            "first": named[0] if named else "–",
            "second": named[1] if len(named) > 1 else "–",
            "date": moment_text(arguments.get("date")),
            "late": duration_text(late) if late is not None else "",
            "constraint": constraint_label(arguments.get("constraint", "")),
            "value": arguments.get("value", arguments.get("kind", arguments.get("calendar", ""))),
        }

    return sentence


def _cycle(tasks: str, named: list[str], arguments: Mapping, names: Mapping) -> str:
    left_out = ", ".join(
        f"{_task(before, names)} → {_task(after, names)}" for before, after in arguments.get("links_left_out", ())
    )
    return _("These tasks wait for each other: %(tasks)s. Left out of the calculation: %(links)s.") % {
        "tasks": tasks,
        "links": left_out or "–",
    }


PROBLEMS = {
    code: _said(text)
    for code, text in {
        "go_live_in_freeze": gettext_noop("%(first)s is a go-live and falls on days on which releases are frozen."),
        "impossible_constraint": gettext_noop("%(first)s misses its constraint “%(constraint)s %(date)s” by %(late)s."),
        "deadline_missed": gettext_noop("%(first)s misses its deadline of %(date)s by %(late)s."),
        "manual_before_predecessor": gettext_noop(
            "%(first)s is dated by hand %(late)s before %(second)s, its predecessor, allows it."
        ),
        "out_of_sequence": gettext_noop("%(first)s began %(late)s before %(second)s, its predecessor, allows it."),
        "beyond_the_calendar": gettext_noop("The plan runs beyond the last day that can be reckoned with: %(date)s."),
        "required_finish_missed": gettext_noop("The plan misses its required finish of %(date)s by %(late)s."),
        "manual_summary": gettext_noop("%(first)s has parts, so its dates come from them and not from your hand."),
        "unknown_constraint": gettext_noop("%(first)s has a constraint that does not exist: %(constraint)s."),
        "constraint_not_for_summary": gettext_noop(
            "%(first)s has parts; the constraint “%(constraint)s” is for single tasks only and has no effect."
        ),
        "constraint_without_date": gettext_noop("The constraint “%(constraint)s” of %(first)s has no date."),
        "progress_without_actual_start": gettext_noop("%(first)s shows progress but no actual start."),
        "invalid_percent_complete": gettext_noop("The percentage %(value)s of %(first)s lies outside 0 to 100."),
        "actual_finish_without_start": gettext_noop("%(first)s has an actual finish but no actual start."),
        "actual_finish_before_start": gettext_noop("The actual finish of %(first)s lies before its actual start."),
        "manual_without_dates": gettext_noop("%(first)s is to be dated by hand but has no dates."),
        "manual_finish_before_start": gettext_noop("The finish by hand of %(first)s lies before its start."),
        "constraint_on_manual_task": gettext_noop(
            "%(first)s is dated by hand, so its constraint “%(constraint)s” has no effect."
        ),
        "invalid_duration": gettext_noop("The duration %(value)s of %(first)s cannot be used."),
        "invalid_remaining": gettext_noop("The remaining duration %(value)s of %(first)s cannot be used."),
        "duplicate_task": gettext_noop("%(first)s is in the plan twice."),
        "unknown_calendar": gettext_noop("The calendar of %(tasks)s does not exist; the project's is used."),
        "calendar_without_working_time": gettext_noop("The calendar %(value)s has no working time and is not used."),
        "unknown_parent": gettext_noop("%(first)s is part of something that is not in the plan."),
        "parent_cycle": gettext_noop("These tasks are parts of each other: %(tasks)s."),
        "dangling_link": gettext_noop("A link of %(first)s leads to a task that is not in the plan."),
        "self_link": gettext_noop("%(first)s is linked to itself."),
        "unknown_link_kind": gettext_noop("The link from %(first)s to %(second)s is of a kind that does not exist."),
        "invalid_lag": gettext_noop("The lag %(value)s between %(first)s and %(second)s cannot be used."),
        "link_to_own_summary": gettext_noop(
            "%(first)s and %(second)s are linked although one is part of the other; the link has no effect."
        ),
        "link_to_finish_of_summary": gettext_noop(
            "The link from %(first)s to the finish of %(second)s has no effect: its parts make its finish."
        ),
    }.items()
} | {"cycle": _cycle}
