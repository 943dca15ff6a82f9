"""What was escalated to a committee stands on its page and on those of its sessions."""

import pytest

from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(client):
    user = make.UserFactory(language="en")
    make.give_role(user, "officer")
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def opened(client, address: str, tab: str):
    [url] = [one["url"] for one in client.get(address).context["panels"] if one["name"] == tab]
    return {row.name for row in client.get(url).context["page"].rows}


def test_a_session_lists_what_waits_for_the_answer_of_its_committee(officer):
    session = make.SessionFactory()
    asked = {"committee": session.committee, "answer_due_on": session.date}
    make.IssueFactory(name="Waiting", state="escalated", **asked)
    make.IssueFactory(name="Answered", state="answered", **asked)
    make.IssueFactory(
        name="Of another", state="escalated", committee=make.CommitteeFactory(), answer_due_on=session.date
    )
    assert opened(officer, f"/sessions/{session.pk}/", "issues") == {"Waiting"}
    assert opened(officer, f"/committees/{session.committee_id}/", "issues") == {"Waiting", "Answered"}
