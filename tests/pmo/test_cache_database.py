"""The cache has a database of its own: emptying it loses no job."""

import pytest

from pmo.cache_database import beside


@pytest.mark.parametrize(
    "queue, cache",
    [
        ("redis://queue", "redis://queue/1"),
        ("redis://:p%40ss@127.0.0.1:6379/0", "redis://:p%40ss@127.0.0.1:6379/1"),
        ("rediss://user:secret@host:6380/4?ssl_cert_reqs=none", "rediss://user:secret@host:6380/5?ssl_cert_reqs=none"),
        ("redis://host:6379?db=2", "redis://host:6379?db=3"),
        ("unix:///run/redis.sock", "unix:///run/redis.sock?db=1"),
        ("unix://:secret@/run/redis.sock?db=7", "unix://:secret@/run/redis.sock?db=8"),
    ],
)
def test_the_cache_is_in_the_next_database_of_the_same_server(queue, cache):
    assert beside(queue) == cache


def test_an_emptied_cache_leaves_the_queue_as_it_is(tmp_path):
    """On a server of its own, with the client that cache and queue use."""
    import redis
    from django.core.cache.backends.redis import RedisCache

    from pmo import embedded

    instance = embedded.Instance(tmp_path / "var", for_tests=True)
    embedded.ensure_running(instance=instance, database=False)
    try:
        queue = redis.Redis.from_url(embedded.redis_url(instance))
        cache = RedisCache(beside(embedded.redis_url(instance)), {})
        queue.rpush("celery", "job")
        cache.set("kept", 1)
        cache.clear()
        assert cache.get("kept") is None
        assert queue.lrange("celery", 0, -1) == [b"job"]
    finally:
        embedded.stop(instance=instance, database=False)
