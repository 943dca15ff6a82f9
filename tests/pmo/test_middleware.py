"""What every request passes through: a session that ended leads to the log-in, from parts of pages too."""

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true", "HX-Current-URL": "http://testserver/projects/?status=active"}


@pytest.mark.parametrize("address", ["/projects/?panel=project", "/my-work/projects/", "/choices/accounts.person/"])
def test_a_part_of_a_page_asked_for_without_a_session_sends_the_page_to_the_log_in_and_back(address):
    answer = Client().get(address, headers=HTMX)
    assert answer["HX-Redirect"] == "/account/login/?next=%2Fprojects%2F%3Fstatus%3Dactive"
    assert b"<form" not in answer.content


def test_a_page_asked_for_without_a_session_is_redirected_as_ever():
    answer = Client().get("/projects/")
    assert (answer.status_code, answer["Location"]) == (302, "/account/login/?next=/projects/")
