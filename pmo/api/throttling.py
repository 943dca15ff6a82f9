"""How many requests a token may send, and the headers that tell how many are left."""

import time

import structlog
from django.core.cache import cache
from redis.exceptions import RedisError
from rest_framework.settings import api_settings
from rest_framework.throttling import BaseThrottle

SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86400}
log = structlog.get_logger(__name__)


def rate() -> tuple[int, int]:
    """(requests, seconds) of a setting such as 1200/min."""
    count, period = api_settings.DEFAULT_THROTTLE_RATES["token"].split("/")
    return int(count), SECONDS[period[0]]


class TokenThrottle(BaseThrottle):
    """Counts in fixed windows, per token or, in the browser, per user: two commands to the cache.

    Without the cache nobody is held back: the API must not stop with it.
    """

    def allow_request(self, request, view):
        if not request.user.is_authenticated:
            return True
        self.limit, seconds = rate()
        now = time.time()
        self.reset = int(seconds - now % seconds) + 1
        who = f"token-{request.auth.pk}" if request.auth else f"user-{request.user.pk}"
        used = self._count(f"api-rate:{who}:{int(now // seconds)}", seconds)
        self.remaining = max(0, self.limit - used)
        request._request.api_throttle = self
        return used <= self.limit

    def _count(self, key: str, seconds: int) -> int:
        try:
            cache.add(key, 0, timeout=seconds + 5)
            return cache.incr(key)
        except (RedisError, OSError, ValueError) as error:
            log.warning("throttle_without_cache", error=str(error))
            return 0

    def wait(self):
        return self.reset

    def headers(self) -> dict[str, str]:
        return {
            "RateLimit-Limit": str(self.limit),
            "RateLimit-Remaining": str(self.remaining),
            "RateLimit-Reset": str(self.reset),
        }
