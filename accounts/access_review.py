"""The access review: who held which role where on a day, given or implied. What a role allows is the table of
this release; periods, delegations and names are those of the day."""

from dataclasses import dataclass, replace
from datetime import date, datetime, time

from django.db.models import Q
from django.utils import timezone

from pmo.access import DEPARTMENT, ORGANISATION, PORTFOLIO, PROGRAMME, PROJECT, Holding

from .holdings import LEADERS, ROLE_AND_SCOPE, holding_of
from .models import Membership, User
from .named_roles import NamedRole, named_at
from .past_rows import history_begins, rows_at
from .reach import ProjectFacts, reaches
from .scopes import every_scope_key_lookups, scope_model

MEMBERSHIP_FIELDS = (
    "user_id", *ROLE_AND_SCOPE, "starts_on", "ends_on", "ended_at", "granted_by_id", "delegated_by_id",
)  # fmt: skip
FACTS = ("portfolio_id", "programme_id", "department_id", "confidential")
GIVEN, DELEGATED, NAMED, NEIGHBOUR = "given", "delegated", "named", "neighbour"


@dataclass(frozen=True)
class Grant:
    """One role that somebody held. `reason` is given, delegated, named (on the project itself) or neighbour."""

    user_id: int
    held: Holding
    reason: str
    starts_on: date | None = None
    ends_on: date | None = None
    ended_at: datetime | None = None
    granted_by_id: int | None = None
    delegated_by_id: int | None = None
    membership_id: int | None = None


@dataclass(frozen=True)
class Review:
    """The grants of a day. `history_since` is the first recorded change; `by_periods` says that the day lies
    before it, so that only the recorded periods of roles are known, not who was named on projects."""

    day: date
    grants: list[Grant]
    moment: datetime | None
    history_since: datetime | None
    by_periods: bool


def review(day: date, *, today: date) -> Review:
    """Everything that gave rights on the day; today means now, an earlier day includes what ended during it."""
    since = history_begins(Membership)
    moment = None if day >= today else _end_of(day)
    by_periods = moment is not None and (since is None or moment < since)
    known = None if by_periods else moment
    named = set() if by_periods else named_at(known)
    return Review(day, _grants(_given(known, day, today), named, known), known, since, by_periods)


def seen_by(project_id: int, *, today: date) -> list[Grant]:
    """The grants that open one project now: the review of today narrowed to it, without reading everything."""
    facts = project_facts({project_id}, None).get(project_id)
    if facts is None:
        return []
    near = Q(project=project_id) | Q(role__in=LEADERS, project__portfolio=facts.portfolio_id)
    for scope, key in (
        (PORTFOLIO, facts.portfolio_id),
        (PROGRAMME, facts.programme_id),
        (DEPARTMENT, facts.department_id),
    ):
        near |= Q(**{scope: key}) if key is not None else Q(pk__in=[])
    near |= Q(**every_scope_key_lookups(None))
    grants = _grants(_given(None, today, today, near), named_at(None, facts.portfolio_id), None)
    return [grant for grant in grants if reaches(grant.held, facts)]


def _grants(given: list[Grant], named: set[NamedRole], moment: datetime | None) -> list[Grant]:
    """What is valid of the roles given and named, for users whose account is open, and what follows from it."""
    users = rows_at(User, ("is_active",), moment)
    active = {pk for pk, row in users.items() if row["is_active"]}
    known = [grant for grant in given if grant.user_id in active]
    known += [
        Grant(one.user_id, Holding(one.role, one.scope, one.scope_id), NAMED) for one in named if one.user_id in active
    ]
    valid = _without_orphans(known, active)
    return valid + _neighbours(valid, moment)


def _end_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.max))


def _given(moment: datetime | None, day: date, today: date, *conditions) -> list[Grant]:
    rows = rows_at(Membership, MEMBERSHIP_FIELDS, moment, *conditions, starts_on__lte=day)
    return [_grant(pk, row) for pk, row in rows.items() if _counts(row, day, today)]


def _counts(row: dict, day: date, today: date) -> bool:
    if row["ends_on"] is not None and row["ends_on"] < day:
        return False
    if row["ended_at"] is None:
        return True
    last = timezone.localdate(row["ended_at"])
    return last > day or (last == day < today)


def _grant(pk: int, row: dict) -> Grant:
    return Grant(
        user_id=row["user_id"],
        held=holding_of(*(row[name] for name in ROLE_AND_SCOPE)),
        reason=DELEGATED if row["delegated_by_id"] else GIVEN,
        starts_on=row["starts_on"],
        ends_on=row["ends_on"],
        ended_at=row["ended_at"],
        granted_by_id=row["granted_by_id"],
        delegated_by_id=row["delegated_by_id"],
        membership_id=pk,
    )


def _without_orphans(grants: list[Grant], active: set[int]) -> list[Grant]:
    """A delegation gives nothing once the delegator holds the role no more."""
    own = {(grant.user_id, grant.held) for grant in grants if grant.reason in (GIVEN, NAMED)}
    return [
        grant
        for grant in grants
        if grant.reason != DELEGATED or (grant.delegated_by_id in active and (grant.delegated_by_id, grant.held) in own)
    ]


def _neighbours(grants: list[Grant], moment: datetime | None) -> list[Grant]:
    """Whoever leads a project sees the rest of its portfolio, but for what is confidential."""
    leading = [grant for grant in grants if grant.held.scope == PROJECT and grant.held.role in LEADERS]
    key = "pk__in" if moment is None else "pgh_obj_id__in"
    ids = {grant.held.scope_id for grant in leading}
    portfolios = rows_at(scope_model(PROJECT), ("portfolio_id",), moment, **{key: ids})
    around = {
        (grant.user_id, portfolios[grant.held.scope_id]["portfolio_id"])
        for grant in leading
        if grant.held.scope_id in portfolios
    }
    return [
        Grant(user_id, Holding("neighbour", PORTFOLIO, portfolio_id), NEIGHBOUR)
        for user_id, portfolio_id in sorted(around)
    ]


def project_facts(ids: set[int], moment: datetime | None) -> dict[int, ProjectFacts]:
    """What decided about the access to these projects at the moment."""
    key = "pk__in" if moment is None else "pgh_obj_id__in"
    rows = rows_at(scope_model(PROJECT), FACTS, moment, **{key: ids})
    return {pk: ProjectFacts(pk, *(row[name] for name in FACTS)) for pk, row in rows.items()}


def reaching_project(grants: list[Grant], project_id: int, moment: datetime | None) -> list[Grant]:
    """The grants that open this project."""
    facts = project_facts({project_id}, moment).get(project_id)
    return [grant for grant in grants if reaches(grant.held, facts)] if facts else []


def reaching_portfolio(grants: list[Grant], portfolio_id: int, moment: datetime | None) -> list[Grant]:
    """The grants on the organisation, on this portfolio, and on programmes and projects in it."""
    key = "pk__in" if moment is None else "pgh_obj_id__in"
    programmes = {grant.held.scope_id for grant in grants if grant.held.scope == PROGRAMME}
    inside = rows_at(scope_model(PROGRAMME), ("portfolio_id",), moment, **{key: programmes})
    programmes = {pk for pk, row in inside.items() if row["portfolio_id"] == portfolio_id}
    facts = project_facts({grant.held.scope_id for grant in grants if grant.held.scope == PROJECT}, moment)
    projects = {pk for pk, one in facts.items() if one.portfolio_id == portfolio_id}
    reached: dict[str, set[int]] = {PORTFOLIO: {portfolio_id}, PROGRAMME: programmes, PROJECT: projects}
    return [
        grant
        for grant in grants
        if grant.held.scope == ORGANISATION or grant.held.scope_id in reached.get(grant.held.scope, ())
    ]


def narrowed(found: Review, *, user_id=None, role="", project_id=None, portfolio_id=None) -> Review:
    """The review with the grants that a filter leaves."""
    grants = found.grants
    if project_id is not None:
        grants = reaching_project(grants, project_id, found.moment)
    if portfolio_id is not None:
        grants = reaching_portfolio(grants, portfolio_id, found.moment)
    if user_id is not None:
        grants = [grant for grant in grants if grant.user_id == user_id]
    if role:
        grants = [grant for grant in grants if grant.held.role == role]
    return replace(found, grants=grants)
