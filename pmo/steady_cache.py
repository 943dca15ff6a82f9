"""The cache while its server answers and while it does not: an outage slows pages down, it does not stop them."""

import time

import structlog
from django.contrib.sessions.backends.cached_db import KEY_PREFIX
from django.core.cache.backends.dummy import DummyCache
from django.core.cache.backends.locmem import LocMemCache
from django.core.cache.backends.redis import RedisCache
from redis.exceptions import RedisError

# After a failure the server is left alone for so long, so that not every request waits for it.
PAUSE_SECONDS = 2.0
PATIENCE_SECONDS = 1.0
REMEMBERED_AT_MOST = 10_000
log = structlog.get_logger(__name__)


class Outage:
    """What the threads of this process know of the server: since when it is away, and what was written meanwhile."""

    def __init__(self):
        self.until = 0.0
        self.keys: set[str] = set()

    @property
    def known(self) -> bool:
        return self.until > 0

    def spares(self) -> bool:
        """Whether the server is not even asked at this moment."""
        return time.monotonic() < self.until

    def note(self, error: Exception) -> None:
        if not self.known:
            log.warning("cache is away", error=str(error))
        self.until = time.monotonic() + PAUSE_SECONDS

    def owe(self, keys: list[str]) -> None:
        if len(self.keys) < REMEMBERED_AT_MOST:
            self.keys.update(keys)

    def end(self) -> list[str]:
        """The keys whose values on the server are out of date."""
        keys, self.keys, self.until = list(self.keys), set(), 0.0
        log.warning("cache is back", stale_keys=len(keys))
        return keys


_outages: dict[str, Outage] = {}


def _served(name: str, *, writes: bool = False):
    def method(self, *arguments, **options):
        outage = self.outage
        if not outage.spares():
            try:
                self.forget_stale_values()
                return getattr(RedisCache, name)(self, *arguments, **options)
            except (RedisError, OSError) as error:
                outage.note(error)
        if writes:
            outage.owe(_keys(arguments[0]))
        return getattr(self.substitute(arguments[0]), name)(*arguments, **options)

    method.__name__ = name
    return method


def _keys(named) -> list[str]:
    return [named] if isinstance(named, str) else list(named)


class SteadyCache(RedisCache):
    """Redis. While it is away each process remembers by itself, so that attempts to sign in go on being counted;
    sessions it does not remember, since another process may end them: they are read from the database."""

    def __init__(self, server, params):
        patience = {"socket_connect_timeout": PATIENCE_SECONDS, "socket_timeout": PATIENCE_SECONDS}
        super().__init__(server, {**params, "OPTIONS": patience | params.get("OPTIONS", {})})
        self.outage = _outages.setdefault(str(server), Outage())
        self.nothing, self.memory = DummyCache("", params), LocMemCache(f"beside {server}", params)

    def substitute(self, named):
        sessions = isinstance(named, str) and named.startswith(KEY_PREFIX)
        return self.nothing if sessions else self.memory

    def forget_stale_values(self) -> None:
        """Once after an outage: what was written or deleted during it is another value than the server kept."""
        if not self.outage.known:
            return
        keys = list(self.outage.keys)
        super().delete_many(keys) if keys else super().has_key("any")
        self.outage.end()
        self.memory.clear()

    add = _served("add", writes=True)
    get = _served("get")
    set = _served("set", writes=True)
    touch = _served("touch", writes=True)
    delete = _served("delete", writes=True)
    get_many = _served("get_many")
    has_key = _served("has_key")
    incr = _served("incr", writes=True)
    set_many = _served("set_many", writes=True)
    delete_many = _served("delete_many", writes=True)
