"""What a risk or its response would cost is for who may see the project's money: on pages, exports and in history."""

import pytest
from django.test import Client
from django.urls import get_resolver

from pmo.pages import pages_of
from tests import factories as make

pytestmark = pytest.mark.django_db
assert get_resolver().url_patterns  # declares the pages
AMOUNT = "98765"


@pytest.fixture
def rows():
    project = make.ProjectFactory(shares_money=False)
    risk = make.RiskFactory(project=project, cost_impact=AMOUNT)
    response = make.ResponseFactory(project=project, risk=risk, cost=AMOUNT)
    for row, field in ((risk, "cost_impact"), (response, "cost")):
        setattr(row, field, "98765.43")
        row.save()
    return project, risk, response


def client_of(role, **scope) -> Client:
    user, client = make.UserFactory(), Client()
    make.give_role(user, role, **scope)
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def shown(client, row) -> str:
    pages, text = pages_of(type(row)), ""
    for address in (
        pages.url("list"), pages.url("export", "csv"), pages.url("detail", row.pk), pages.url("history", row.pk),
        f"/projects/{row.project_id}/journal/",
    ):  # fmt: skip
        answer = client.get(address)
        assert answer.status_code == 200, address
        text += (b"".join(answer.streaming_content) if answer.streaming else answer.content).decode("utf-8-sig")
    return text.replace(",", "").replace("\u202f", "").replace("\u00a0", "")


@pytest.mark.parametrize("place", [1, 2])
def test_who_may_not_see_the_money_reads_the_amount_nowhere(rows, place):
    contributor = client_of("contributor", project=rows[0])
    text = shown(contributor, rows[place])
    assert AMOUNT not in text and "98.8k" not in text and "€99k" not in text
    protector = shown(client_of("data_protection_officer"), rows[place])
    assert AMOUNT not in protector


@pytest.mark.parametrize("place", [1, 2])
def test_who_may_see_the_money_reads_it(rows, place):
    assert AMOUNT in shown(client_of("finance_controller"), rows[place])


def test_the_report_page_names_no_amount_without_the_right(rows):
    """The reasons beside the report's colours follow the same rule as the project's page."""
    from projects.calculated import calculated_colours
    from projects.models import ProjectState

    reasons = {"cost": [{"code": "cost_overrun", "arguments": {}}]}
    state = ProjectState(project=rows[0], reasons=reasons)
    assert calculated_colours(state, sees_money=False)["cost"].reasons == []
