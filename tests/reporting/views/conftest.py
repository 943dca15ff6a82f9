"""A small portfolio for the pages of reporting: readers of several roles, and a day kept before it changed."""

from datetime import datetime
from types import SimpleNamespace

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from pmo.history import written_by
from tests import factories as make
from tests.factories import TODAY, days

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
MOST_QUERIES = 10


class Reader:
    """Somebody who reads pages; every page stays within the number of queries allowed."""

    def __init__(self, user):
        self.user, self.client = user, Client()
        self.client.force_login(user, backend=BACKEND)

    def get(self, path, **headers):
        with CaptureQueriesContext(connection) as captured:
            answer = self.client.get(path, **headers)
            if answer.streaming:
                answer.body = b"".join(answer.streaming_content).decode("utf-8-sig")
        asked = [one["sql"] for one in captured if not one["sql"].startswith(("SAVEPOINT", "RELEASE"))]
        assert len(asked) <= MOST_QUERIES, "\n".join(sql[:150] for sql in asked)
        return answer

    def part(self, path):
        """What htmx fetches."""
        return self.get(path, headers={"HX-Request": "true"})

    def text(self, path) -> str:
        answer = self.get(path)
        assert answer.status_code == 200, (path, answer.status_code)
        return answer.content.decode()


def reader(role, *, language="en", **scope) -> Reader:
    user = make.UserFactory(language=language)
    if role:
        make.give_role(user, role, **scope)
    return Reader(user)


@pytest.fixture
def reader_with():
    return reader


@pytest.fixture(autouse=True)
def no_cache():
    cache.clear()


@pytest.fixture
def world(db):
    """Green, red and confidential projects with money, a watermelon, late milestones, risks; an archive besides.

    They were kept ten days ago, then the red one slipped and cost more, written by `pm`.
    """
    from reporting.drain import drain_all

    here, archive = make.PortfolioFactory(name="Here", code="H"), make.PortfolioFactory(code="A", is_archive=True)
    programme = make.ProgrammeFactory(name="Mobile", portfolio=here)
    pm = make.PersonFactory(name="Claire", user=make.UserFactory(name="Claire"))
    sponsor = make.PersonFactory(name="Marc", user=make.UserFactory(name="Marc"))
    green = make.ProjectFactory(name="Green shop", code="GS", portfolio=here, planned_finish=days(200), budget=300)
    red = make.ProjectFactory(
        name="Réd checkout", code="RC", portfolio=here, programme=programme, manager=pm, sponsor=sponsor,
        planned_finish=days(100), forecast_finish=days(100), is_critical=True,
    )  # fmt: skip
    secret = make.ProjectFactory(
        name="Secret merger", code="SM", portfolio=here, planned_finish=days(-60), budget=5000, confidential=True
    )
    make.ProjectFactory(name="Old", portfolio=archive, planned_finish=days(-400), budget=77)
    make.ProjectFactory(name="Closed", portfolio=here, status="closed", budget=88)
    line = make.BudgetLineFactory(project=red, amount=1000, label="Studio")
    milestone = make.MilestoneFactory(
        project=red, name="Go-live", reference_date=days(90), is_go_live=True, is_key=True
    )
    make.StatusReportFactory(
        project=red, as_of=days(-12), state="published", overall="green", published_at=at(days(-12))
    )
    drain_all(today=days(-10))
    with written_by(pm.user, "page"):
        milestone.forecast_date = days(-2)
        milestone.save()
        red.forecast_finish = days(160)
        red.save()
        make.BudgetLineFactory(project=red, amount=1600, budget_version="forecast", label="Studio again")
        make.RiskFactory(project=red, name="Bank says no", probability=5, impact=5, raised_on=days(-3))
        make.DecisionFactory(project=red, name="Choose the bank", decider=sponsor, due_on=days(2))
        make.DecisionFactory(
            project=secret, name="Buy them", state="taken", outcome="Yes", decided_on=days(-1), decider=sponsor
        )
    drain_all(today=TODAY)
    return SimpleNamespace(
        here=here, archive=archive, programme=programme, green=green, red=red, secret=secret, line=line,
        milestone=milestone, pm=pm, sponsor=sponsor,
    )  # fmt: skip


def at(day):
    return timezone.make_aware(datetime(day.year, day.month, day.day, 9))
