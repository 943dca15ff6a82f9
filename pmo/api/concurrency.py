"""ETag, If-None-Match and If-Match: what the reader has seen, in the strong or the weak form."""

import re
from hashlib import blake2b

from django.utils.translation import get_language

from ..writing import Stale

_TAG = re.compile(r'(?:W/)?"([^"]*)"')


def entity_tag(request, content: bytes, version: int | None = None) -> str:
    """Covers everything shown, the reader and the language; an object's starts with its version."""
    digest = blake2b(content, digest_size=9)
    digest.update(f"{request.user.pk} {get_language()}".encode())
    return f"v{version}.{digest.hexdigest()}" if version is not None else digest.hexdigest()


def tags(header: str) -> set[str]:
    """The tags of a header; a proxy that compresses makes them weak, which says nothing about the version."""
    return {"*"} if header.strip() == "*" else set(_TAG.findall(header))


def is_fresh(request, tag: str) -> bool:
    """Whether the reader already has this answer."""
    header = request.headers.get("If-None-Match")
    return header is not None and bool({"*", tag} & tags(header))


def check_match(request, row, current_tag) -> None:
    """Refuse to write over a version that the writer has not seen. Raises Stale.

    The version comes from If-Match, else from `version` in the body; without either the last writer wins.
    `current_tag` is called for objects that carry no version.
    """
    header = request.headers.get("If-Match")
    if header is not None:
        _check_tags(tags(header), row, current_tag)
        return
    body = request.data if request.method in ("PUT", "PATCH") and isinstance(request.data, dict) else {}
    seen = body.get("version")
    if seen is not None and hasattr(row, "version") and seen != row.version:
        raise _stale(row, seen if isinstance(seen, int) else None)


def _check_tags(seen: set[str], row, current_tag) -> None:
    if "*" in seen:
        return
    version = getattr(row, "version", None)
    if version is None:
        if current_tag() not in seen:
            raise _stale(row, None)
        return
    versions = {tag.split(".")[0].removeprefix("v") for tag in seen}
    if str(version) not in versions:
        raise _stale(row, next((int(one) for one in versions if one.isdecimal()), None))


def _stale(row, expected: int | None) -> Stale:
    error = Stale(row)
    error.expected = expected
    return error
