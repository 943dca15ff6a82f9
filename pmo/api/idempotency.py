"""A POST with an Idempotency-Key is carried out once; sent again, it gets the same answer."""

import functools
import json
from datetime import timedelta
from hashlib import sha256

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from rest_framework.exceptions import ValidationError

from ..models import IdempotencyKey
from ..problems import KeyReused
from .encoding import encode, json_answer

KEPT = timedelta(days=1)
LONGEST_KEY = 200


def once(handler):
    """Decorator of a POST handler. Key, work and answer are one transaction, so a crash leaves none of them.

    A refused request leaves no key: it may be put right and sent again. Two at once: the second waits for
    the first and gets its answer.
    """

    @functools.wraps(handler)
    def wrapped(view, request, *args, **kwargs):
        key = request.headers.get("Idempotency-Key")
        if key is None:
            return handler(view, request, *args, **kwargs)
        if not 0 < len(key) <= LONGEST_KEY:
            raise ValidationError({"Idempotency-Key": [_("Between 1 and %d characters.") % LONGEST_KEY]})
        fingerprint = _fingerprint(request)
        try:
            return _first_time(key, fingerprint, view, handler, request, *args, **kwargs)
        except _Repeated:
            return _again(key, fingerprint, request)

    return wrapped


class _Repeated(Exception):
    pass


def _fingerprint(request) -> str:
    sorted_body = json.dumps(request.data, sort_keys=True)
    return sha256(f"{request.method} {request.get_full_path()} {sorted_body}".encode()).hexdigest()


def _kept(answer) -> dict:
    """What a replay needs: the body to the letter, and where and at which version the object was."""
    headers = {name: answer[name] for name in ("Location", "ETag") if name in answer}
    return {"headers": headers, "body": answer.content.decode()}


def _first_time(key, fingerprint, view, handler, request, *args, **kwargs):
    with transaction.atomic():
        IdempotencyKey.objects.filter(user=request.user, created_at__lt=timezone.now() - KEPT).delete()
        try:
            with transaction.atomic():
                kept = IdempotencyKey.objects.create(user=request.user, key=key, fingerprint=fingerprint)
        except IntegrityError as error:
            raise _Repeated from error
        answer = handler(view, request, *args, **kwargs)
        if answer.status_code >= 400:
            transaction.set_rollback(True)
            return answer
        kept.status, kept.answer = answer.status_code, _kept(answer)
        kept.save(update_fields=["status", "answer"])
    return answer


def _again(key, fingerprint, request):
    kept = IdempotencyKey.objects.get(user=request.user, key=key)
    if kept.fingerprint != fingerprint:
        raise KeyReused(_("Send a new key with every new request."))
    answer = kept.answer
    if not isinstance(answer, dict) or answer.keys() != {"headers", "body"}:
        answer = {"headers": {}, "body": encode(answer).decode()}  # kept by an earlier release, for a day
    headers = answer["headers"] | {"Idempotent-Replayed": "true"}
    return json_answer(answer["body"].encode(), kept.status, **headers)
