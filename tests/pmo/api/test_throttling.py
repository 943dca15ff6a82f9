"""A token may send so many requests; the headers tell how many are left."""

import pytest
from django.core.cache import cache
from redis.exceptions import ConnectionError as CacheGone
from rest_framework.settings import api_settings

from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def three_a_minute(monkeypatch):
    cache.clear()
    monkeypatch.setattr(api_settings, "DEFAULT_THROTTLE_RATES", {"token": "3/min"})
    monkeypatch.setattr("pmo.api.throttling.time.time", lambda: 1_000_000.0)
    yield
    cache.clear()


def test_the_fourth_request_has_to_wait(officer):
    answers = [officer.get("vendors/") for _number in range(4)]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 429]
    assert [answer["RateLimit-Remaining"] for answer in answers] == ["2", "1", "0", "0"]
    assert answers[3]["RateLimit-Limit"] == "3"
    assert answers[3]["Retry-After"] == answers[3]["RateLimit-Reset"]
    assert answers[3].json()["type"] == "urn:pmo:problem:too-many-requests"


def test_each_token_counts_for_itself(officer, api_of):
    for _number in range(4):
        officer.get("vendors/")
    assert api_of(UserFactory()).get("vendors/").status_code == 200


def test_a_new_window_opens(officer, monkeypatch):
    for _number in range(4):
        officer.get("vendors/")
    monkeypatch.setattr("pmo.api.throttling.time.time", lambda: 1_000_060.0)
    assert officer.get("vendors/").status_code == 200


def test_without_the_cache_nobody_is_held_back(officer, monkeypatch):
    def gone(*args, **options):
        raise CacheGone("no cache")

    monkeypatch.setattr("pmo.api.throttling.cache.add", gone)
    assert officer.get("vendors/").status_code == 200
