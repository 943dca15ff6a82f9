"""The product goes on without its cache, and forgets nothing that counts."""

import pytest
from django.contrib.sessions.backends.cached_db import KEY_PREFIX
from django.core.cache.backends.redis import RedisCache
from redis.exceptions import ConnectionError as Refused

from pmo import steady_cache
from pmo.steady_cache import SteadyCache

SESSION = f"{KEY_PREFIX}abc"


class Server:
    """A server that can be taken away; it keeps its values meanwhile."""

    def __init__(self):
        self.values, self.away, self.asked = {}, False, 0

    def reach(self):
        self.asked += 1
        if self.away:
            raise Refused("Connection refused")
        return self.values

    def get(self, _cache, key, default=None, version=None):
        return self.reach().get(key, default)

    def set(self, _cache, key, value, timeout=None, version=None):
        self.reach()[key] = value

    def delete(self, _cache, key, version=None):
        return self.reach().pop(key, None) is not None

    def delete_many(self, _cache, keys, version=None):
        for key in keys:
            self.reach().pop(key, None)

    def has_key(self, _cache, key, version=None):
        return key in self.reach()


@pytest.fixture
def server(monkeypatch):
    server = Server()
    for name in ("get", "set", "delete", "delete_many", "has_key"):
        call = getattr(server, name)
        monkeypatch.setattr(RedisCache, name, lambda *given, call=call, **options: call(*given, **options))
    monkeypatch.setattr(steady_cache, "PAUSE_SECONDS", 0.0)
    return server


@pytest.fixture
def cache(request):
    return SteadyCache(f"redis://{request.node.name}", {})


def test_while_the_server_is_away_attempts_are_counted_by_each_process(server, cache):
    server.away = True
    cache.set("attempts", 3)
    assert cache.get("attempts") == 3


def test_while_the_server_is_away_sessions_come_from_the_database(server, cache):
    server.away = True
    cache.set(SESSION, {"user": 1})
    assert cache.get(SESSION) is None


def test_a_session_that_ended_during_an_outage_does_not_come_back_with_the_server(server, cache):
    cache.set(SESSION, {"user": 1})
    server.away = True
    cache.delete(SESSION)
    server.away = False
    assert cache.get(SESSION) is None


def test_after_an_outage_the_server_counts_again_and_what_was_remembered_is_forgotten(server, cache):
    server.away = True
    cache.set("attempts", 3)
    server.away = False
    assert cache.get("attempts") is None
    cache.set("attempts", 1)
    server.away = True
    assert cache.get("attempts") is None


def test_a_server_that_is_away_is_not_asked_by_every_request(server, cache, monkeypatch):
    monkeypatch.setattr(steady_cache, "PAUSE_SECONDS", 60.0)
    server.away = True
    for _request in range(5):
        cache.get("attempts")
    assert server.asked == 1


def test_a_server_that_does_not_answer_is_given_up_soon(cache):
    assert cache._options["socket_timeout"] <= 1
    assert cache._options["socket_connect_timeout"] <= 1


def test_a_page_is_served_without_any_cache_server(settings, client, db):
    from tests.factories import UserFactory

    settings.CACHES = {"default": {"BACKEND": "pmo.steady_cache.SteadyCache", "LOCATION": "redis://127.0.0.1:1/1"}}
    settings.SESSION_ENGINE = "django.contrib.sessions.backends.cached_db"
    client.force_login(UserFactory())
    assert client.get("/accounts/profile/").status_code == 200
