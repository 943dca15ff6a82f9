"""Where the cache lives beside the queue: in the next database of the same server."""

from urllib.parse import parse_qsl, urlencode, urlsplit


def beside(queue: str) -> str:
    """The address of the cache, given the queue's: emptying the cache then leaves every queued job where it is.

    >>> beside("redis://:secret@host:6379/0")
    'redis://:secret@host:6379/1'
    """
    parts, (address, _mark, query) = urlsplit(queue), queue.partition("?")
    options = dict(parse_qsl(query))
    in_path = "" if parts.scheme == "unix" else parts.path.strip("/")
    number = str(int(options.get("db") or in_path or 0) + 1)
    if parts.scheme == "unix" or "db" in options:
        return f"{address}?{urlencode(options | {'db': number})}"
    return f"{parts.scheme}://{parts.netloc}/{number}" + (f"?{query}" if query else "")
