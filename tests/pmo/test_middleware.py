"""What every request passes through: a session that ended leads to the log-in, from parts of pages too."""

import pytest
from django.db import OperationalError, connection
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


@pytest.fixture
def away(monkeypatch):
    """The database does not answer, not even for the session and the name of the organisation."""

    def refused(*_arguments, **_options):
        raise OperationalError("connection refused")

    monkeypatch.setattr(connection, "cursor", refused)
    return Client(raise_request_exception=False)


def test_without_a_database_a_page_says_so_in_the_readers_language(away):
    away.cookies["sessionid"] = "somebody"
    for language, words in (("fr", "La base de données ne répond pas"), ("en", "The database does not answer")):
        answer = away.get("/projects/", headers={"accept-language": language})
        assert (answer.status_code, answer["Retry-After"]) == (503, "5")
        assert words in answer.content.decode() and "<nav" not in answer.content.decode()


def test_without_a_database_the_api_asks_to_try_again(away):
    answer = away.get("/api/v1/projects/", headers={"authorization": "Bearer pmo_x"})
    assert (answer.status_code, answer["Retry-After"]) == (503, "5")
    assert answer.json()["type"] == "urn:pmo:problem:busy"


def test_without_a_database_the_process_lives_but_is_not_ready(away):
    assert away.get("/healthz/live").status_code == 200
    answer = away.get("/healthz/ready")
    assert (answer.status_code, answer.json()["database"]) == (503, False)
