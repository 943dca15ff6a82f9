"""Who is reminded of what on a day: status reports due, actions due, escalations that wait for an answer.

One digest a person and day at most, in their language, of the kinds of mail they want; who sees nothing is told
nothing, because every list starts from what its reader may see.
"""

from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from django.conf import settings
from django.core.cache import cache
from django.db.models import Q
from django.utils import translation

from accounts.choices import MailKind
from accounts.mail import default_language, send
from accounts.models import User
from projects.models import Action, Project
from risks.choices import IssueState
from risks.models import Issue

from .waiting import Group, actions, escalations, read, reports

MONDAY, SATURDAY = 0, 5
AHEAD = timedelta(days=1)
TWO_DAYS = 2 * 24 * 3600


@dataclass
class Digest:
    """What one user is reminded of, by kind of mail."""

    user: User
    groups: dict[MailKind, list[Group]] = field(default_factory=dict)


def send_reminders(today: date) -> int:
    """Queue the digests of a day; how many. Safe to run twice on one day; nothing is sent at weekends."""
    if today.weekday() >= SATURDAY:
        return 0
    sent = 0
    for user in candidates(today):
        # The key is set by whoever comes first, so two runs at once send one mail.
        if cache.add(f"reminded-{user.pk}-{today}", True, TWO_DAYS) and remind(user, today):
            sent += 1
    return sent


def candidates(today: date) -> list[User]:
    """Users of whom something is due by tomorrow; on Mondays also those of whom something is overdue."""
    people = {
        *due_reports(today).values_list("manager__user", flat=True),
        *Action.objects.open().filter(days("due_on", today)).values_list("owner__user", flat=True),
    }
    waiting = Issue.objects.filter(days("answer_due_on", today), state=IssueState.ESCALATED)
    people |= {user for pair in waiting.values_list("escalated_to__user", "committee__chair__user") for user in pair}
    return list(User.objects.filter(pk__in=people - {None}, is_active=True, is_integration=False).order_by("pk"))


def days(name: str, today: date) -> Q:
    """Due today or tomorrow; on Mondays everything that is late as well, so that nobody is nagged every day."""
    by_tomorrow = Q(**{f"{name}__lte": today + AHEAD})
    return by_tomorrow if today.weekday() == MONDAY else by_tomorrow & Q(**{f"{name}__gte": today})


def due_reports(today: date):
    """Running projects whose next status report falls due, or was never written."""
    due = days("report_due", today)
    return Project.objects.reporting().filter(due | Q(last_report__isnull=True) if today.weekday() == MONDAY else due)


def remind(user: User, today: date) -> bool:
    """Send one user the digest of all that waits, if a wanted kind of it is there."""
    with translation.override(user.language or default_language() or settings.LANGUAGE_CODE):
        digest = digest_of(user, today)
        if not digest.groups:
            return False
        groups = [group for found in digest.groups.values() for group in found]
        return send(user, next(iter(digest.groups)), "reminder", {"groups": groups, "today": today})


def digest_of(user: User, today: date) -> Digest:
    """Everything that is due by tomorrow or late, of the kinds of mail that the user wants."""
    to_answer, to_do = read(user, [escalations(user, today), actions(user, today)], today)
    made = {MailKind.ESCALATION: [to_answer], MailKind.REMINDER: [reports(user, today), to_do]}
    digest = Digest(user)
    for kind, groups in made.items():
        due = [shown for group in groups if (shown := due_only(group, today)).lines]
        if due and kind in user.mail_kinds:
            digest.groups[kind] = due
    return digest


def due_only(group: Group, today: date) -> Group:
    """The lines of a group that are due by tomorrow or late."""
    lines = [line for line in group.lines if line.late or (line.due and line.due <= today + AHEAD)]
    # Those that are not among the first lines are not read again for a mail.
    return replace(group, lines=lines, count=group.count if len(lines) == len(group.lines) else len(lines))
