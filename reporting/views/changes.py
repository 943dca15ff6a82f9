"""What changed since a day or a session, with who and why: a part of the dashboard, and a page of its own."""

from datetime import date, timedelta
from functools import cached_property

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from pmo import display
from pmo.access import as_flag, condition
from pmo.pages import url_of
from portfolio.models import Portfolio, Session
from projects.choices import ProjectStatus

from ..change_reasons import OF_DIMENSION, Cause, causes, reasons_and_kinds
from ..changes import Move, Standing, moves_between, standings
from ..picture import Picture
from ..steering import decisions_since, risks_since
from ..why import why, worst_dimension
from .dashboard import PictureView, day_of

SHOWN = 6
SESSIONS = 12


class ChangesView(PictureView):
    """Compares two pictures; subclasses say between which days."""

    #: How many of each kind are shown; None for all.
    shown: int | None = SHOWN

    def since(self) -> date:
        raise NotImplementedError

    def until(self) -> date | None:
        """The day of the later picture; None is now."""
        return self.picture.day

    def kinds(self) -> tuple[str, ...]:
        return ("finish", "cost", "health", "status")

    @cached_property
    def before(self) -> Picture:
        return Picture(self.reader, self.since(), **self.scope())

    def changes(self) -> dict:
        """The context of the template: each kind of move with its causes, and what was steered."""
        moves = moves_between(*standings(self.before, self.picture))
        listed = {kind: getattr(moves, kind)[: self.shown] for kind in self.kinds()}
        shown = {move.project.pk for found in listed.values() for move in found}
        self.projects = reasons_and_kinds(self.picture, shown) if shown else {}
        moved: dict[str, set[int]] = {}
        for kind, found in listed.items():
            for move in found:
                moved.setdefault(self._moved_by(kind, move), set()).add(move.project.pk)
        moved.pop("", None)
        told = causes(self.reader, moved, self.projects, self.since(), self.until())
        groups = [self._group(kind, found, len(getattr(moves, kind)), told) for kind, found in listed.items()]
        return {
            "since": self.since(),
            "until": self.until(),
            "compared": moves.compared,
            "groups": groups,
            "new": [self._new(one) for one in moves.new[: self.shown]],
            "new_count": len(moves.new),
            "moved": bool(moves.new) or any(group["count"] for group in groups),
            "query": self.query(since=self.since().isoformat()),
        }

    def steered(self) -> dict:
        """Risks and decisions of the period."""
        risks = risks_since(self.picture, self.since(), self.until())
        return {
            "happened": [
                self._happened(one) for one in (*risks, decisions_since(self.picture, self.since(), self.until()))
            ]
        }

    def _group(self, kind: str, moves: list[Move], count: int, told: dict) -> dict:
        title, icon = {
            "finish": (_("Dates moved"), "calendar-event"), "cost": (_("Cost moved"), "coins"),
            "health": (_("Health changed"), "activity-heartbeat"), "status": (_("Status changed"), "arrows-exchange"),
        }[kind]  # fmt: skip
        return {
            "kind": kind, "title": title, "icon": icon, "count": count,
            "all_url": f"{reverse('changes')}?{self.query(since=self.since().isoformat(), kind=kind)}",
            "more": self.shown is not None and count > self.shown,
            "rows": [self._row(kind, move, told.get((self._moved_by(kind, move), move.project.pk))) for move in moves],
        }  # fmt: skip

    def _row(self, kind: str, move: Move, cause: Cause | None) -> dict:
        write = {"finish": display.day, "cost": self._money, "health": display.health, "status": _status}[kind]
        return {
            "name": move.project.name,
            "url": reverse("projects:project-detail", args=[move.project.pk]),
            "before": write(move.before),
            "after": write(move.after),
            "amount": self._amount(kind, move),
            "worse": move.amount > 0,
            "reasons": self._reasons(move.project) if kind == "health" else [],
            "cause": cause,
        }

    def _money(self, amount) -> str:
        return display.short_money(amount, self.currency)

    def _amount(self, kind: str, move: Move) -> str:
        if kind == "finish":
            return display.slip(move.amount)
        if kind == "cost":
            sign = "+" if move.amount > 0 else "\u2212"
            return sign + self._money(abs(move.amount))
        return ""

    def _kept_reasons(self, project: Standing):
        return getattr(self.projects.get(project.pk), "kept_reasons", None)

    def _reasons(self, project: Standing) -> list[str]:
        """Why the project has its colour now."""
        sees_money = getattr(self.projects.get(project.pk), "sees_money", False)
        return why(self._kept_reasons(project), project.health, sees_money=sees_money, most=1)

    def _moved_by(self, kind: str, move: Move) -> str:
        """Which facts to look for: a colour is moved by those of the dimension that explains it."""
        if kind != "health":
            return kind
        return OF_DIMENSION.get(worst_dimension(self._kept_reasons(move.project), move.project.health), "")

    def _new(self, project: Standing) -> dict:
        return {"name": project.name, "url": reverse("projects:project-detail", args=[project.pk])}

    def _happened(self, found) -> dict:
        title, icon = {
            "risks_new": (_("New risks"), "alert-triangle"), "risks_closed": (_("Risks closed"), "circle-check"),
            "decisions": (_("Decisions taken"), "gavel"),
        }[found.name]  # fmt: skip
        return {
            "name": found.name, "title": title, "icon": icon, "count": found.count, "url": found.url,
            "rows": [_line(row, found.name) for row in found.rows], "more": found.count > len(found.rows),
        }  # fmt: skip


def _status(value: str):
    badge = ProjectStatus.badge(value)
    return display.badge(badge["label"], badge["colour"], badge["icon"])


def _line(row, name: str) -> dict:
    """A risk or decision; the project of a decision that one is asked for may be one that one may not see."""
    if name == "decisions":
        return {"name": row.name, "url": url_of(row), "about": row.outcome, "why": row.reason, "who": row.decider,
                "day": row.decided_on}  # fmt: skip
    return {"name": row.name, "url": url_of(row), "about": str(row.project), "score": row.current_score,
            "day": row.raised_on if name == "risks_new" else row.closed_on}  # fmt: skip


class ChosenPeriod(ChangesView):
    """The period of the address: `?since=` is a day, `week`, `month` or `session-<id>`."""

    @cached_property
    def latest(self) -> date:
        return self.picture.day or self.today

    @cached_property
    def sessions(self) -> list[Session]:
        """The last sessions before the later day; those that have taken place."""
        rows = Session.objects.allowed(self.reader).filter(date__lt=self.latest).select_related("committee")
        return list(rows.order_by("-date", "pk")[:SESSIONS])

    def chosen(self) -> str:
        wanted = self.request.GET.get("since", "")
        known = {"week", "month", *(f"session-{row.pk}" for row in self.sessions)}
        if wanted in known or day_of(wanted):
            return wanted
        return f"session-{self.sessions[0].pk}" if self.sessions else "week"

    def since(self) -> date:
        chosen = self.chosen()
        if chosen.startswith("session-"):
            return next(row.as_of for row in self.sessions if chosen == f"session-{row.pk}")
        if chosen in ("week", "month"):
            return self.latest - timedelta(days=7 if chosen == "week" else 30)
        return min(day_of(chosen), self.latest - timedelta(days=1))

    def options(self) -> list[dict]:
        chosen = self.chosen()
        found = [("week", _("A week")), ("month", _("A month"))]
        found += [(f"session-{row.pk}", f"{row.committee} · {display.day(row.date)}") for row in self.sessions]
        if day_of(chosen):
            found.append((chosen, display.day(day_of(chosen))))
        return [{"value": value, "label": label, "chosen": value == chosen} for value, label in found]


class DashboardChanges(ChosenPeriod):
    """The part of the dashboard, loaded after its numbers."""

    def get(self, request):
        context = self.changes() | {"options": self.options(), "picture_query": self.query()}
        return render(request, "reporting/changes_part.html", context)


class SteeredSince(ChosenPeriod):
    """Risks and decisions of the period, loaded beside the moves."""

    def get(self, request):
        return render(request, "reporting/changes_steered.html", self.steered())


class Changes(ChosenPeriod):
    """All moves of one kind, or of every kind."""

    shown = None

    def kinds(self):
        wanted = self.request.GET.get("kind", "")
        if wanted and wanted not in super().kinds():
            raise Http404
        return (wanted,) if wanted else super().kinds()

    def get(self, request):
        context = self.changes() | {
            "title": _("What changed since %(day)s") % {"day": display.day(self.since())},
            "breadcrumbs": [
                {"label": _("Dashboard"), "url": reverse("dashboard")},
                {"label": _("What changed"), "url": ""},
            ],
            "options": self.options(),
            "whole": True,
        }
        return render(request, "reporting/changes.html", context)


class SessionSince(ChangesView):
    """Since the last committee: what moved between the session before this one and this one."""

    @cached_property
    def sessions(self) -> list[Session]:
        """The sessions of the committee, the latest first (one query); the portfolio only if it may be seen."""
        seen = condition(self.reader, "view", Portfolio.access, prefix="committee__portfolio")
        rows = Session.objects.allowed(self.reader).filter(committee__sessions=self.kwargs["pk"])
        rows = rows.annotate(sees_portfolio=as_flag(seen)).select_related("committee__portfolio")
        return list(rows.order_by("-date", "pk"))

    @cached_property
    def session(self) -> Session:
        found = next((row for row in self.sessions if row.pk == self.kwargs["pk"]), None)
        if found is None:
            raise Http404
        return found

    @cached_property
    def last(self) -> Session | None:
        return next((row for row in self.sessions if row.date < self.session.date), None)

    @cached_property
    def day(self) -> date | None:
        """The figures of the session are those of its as-of date, or of now while that has not come."""
        return self.session.as_of if self.session.as_of < self.today else None

    def scope(self) -> dict:
        portfolio = self.session.committee.portfolio
        return {"portfolio": portfolio} if portfolio and self.session.sees_portfolio else {}

    def since(self) -> date:
        return self.last.as_of if self.last else self.session.as_of - timedelta(days=30)

    def get(self, request, pk):
        context = self.changes() | {
            "title": _("Since the last session"),
            "session": self.session,
            "last": self.last,
            "breadcrumbs": [
                {"label": str(self.session), "url": url_of(self.session)},
                {"label": _("Since the last session"), "url": ""},
            ],
            "steered_url": f"{reverse('session-steered', args=[pk])}",
        }
        part = "#body" if request.htmx else ""
        return render(request, f"reporting/session_since.html{part}", context)


class SessionSteered(SessionSince):
    """Risks and decisions between the two sessions."""

    def get(self, request, pk):
        return render(request, "reporting/changes_steered.html", self.steered())
