"""Errors of the API as RFC 9457 problem details; the error pages are `pmo/views/errors.py`."""

from django.core.exceptions import NON_FIELD_ERRORS, PermissionDenied
from django.core.exceptions import ValidationError as ModelValidationError
from django.db import DatabaseError, DataError, IntegrityError, OperationalError
from django.db.models import ProtectedError, RestrictedError
from django.http import Http404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from rest_framework import exceptions
from rest_framework.views import set_rollback

from .api.encoding import json_answer
from .constraint_messages import IN_USE, message_for
from .paging import BadCursor
from .writing import Stale

PREFIX = "urn:pmo:problem:"
CONTENT_TYPE = "application/problem+json"
# The type of a problem → its title. docs/api.md says what to do about each.
TITLES = {
    "invalid": gettext_lazy("Some values are not valid."),
    "unknown-parameter": gettext_lazy("The address has a parameter that this route does not know."),
    "bad-request": gettext_lazy("The request cannot be understood."),
    "not-signed-in": gettext_lazy("Sign in or send a valid token."),
    "not-allowed": gettext_lazy("You may not do this."),
    "not-found": gettext_lazy("There is nothing here that you may see."),
    "method-not-allowed": gettext_lazy("This route does not answer that method."),
    "not-acceptable": gettext_lazy("The API answers in JSON."),
    "unsupported-media-type": gettext_lazy("Send JSON."),
    "conflict": gettext_lazy("The change conflicts with other data."),
    "resync": gettext_lazy("What was deleted since then is no longer known."),
    "stale": gettext_lazy("Somebody else changed this object since you read it."),
    "too-large": gettext_lazy("The request is too large."),
    "key-reused": gettext_lazy("This idempotency key belongs to another request."),
    "too-many-requests": gettext_lazy("Too many requests; wait and try again."),
    "busy": gettext_lazy("The database is busy; try again."),
    "server-error": gettext_lazy("Something went wrong on our side."),
}
BY_STATUS = {
    400: "bad-request", 401: "not-signed-in", 403: "not-allowed", 404: "not-found", 405: "method-not-allowed",
    406: "not-acceptable", 409: "conflict", 410: "resync", 412: "stale", 413: "too-large",
    415: "unsupported-media-type", 422: "key-reused", 429: "too-many-requests", 500: "server-error", 503: "busy",
}  # fmt: skip


class UnknownParameter(exceptions.APIException):
    """`errors` name the parameters that the route does not know."""

    status_code = 400
    default_code = "unknown-parameter"

    def __init__(self, errors: list[dict]):
        super().__init__(None)
        self.errors = errors


class InvalidParameter(UnknownParameter):
    default_code = "invalid"


class Conflict(exceptions.APIException):
    """The change does not go with other rows. `errors` say where, for a caller who can do something about it."""

    status_code = 409

    def __init__(self, detail=None, errors: list[dict] | None = None):
        super().__init__(detail)
        self.errors = errors

    @classmethod
    def of(cls, error: ModelValidationError) -> "Conflict":
        return cls(" ".join(error.messages), field_errors(model_errors(error)))


class Resync(exceptions.APIException):
    """The watermark is older than what is known of deletions: only reading everything anew is safe."""

    status_code = 410


class KeyReused(exceptions.APIException):
    status_code = 422


def problem(status: int, *, name: str = "", detail: str = "", request=None, headers=None, **members):
    """The answer. `members` are the extension members of the type, e.g. `errors`."""
    name = name or BY_STATUS.get(status, "bad-request")
    body = {"type": PREFIX + name, "title": TITLES[name], "status": status}
    if detail:
        body["detail"] = detail
    if request is not None:
        body |= {"instance": request.path, "request": getattr(request, "id", "")}
    answer = json_answer(body | members, status, **(headers or {}))
    answer["Content-Type"] = CONTENT_TYPE
    return answer


def handle_exception(error, context):
    """DRF's exception handler: every refusal as a problem; None lets our own mistakes become a 500."""
    set_rollback()
    request = getattr(context.get("request"), "_request", context.get("request"))
    for kind, answer in ANSWERS:
        if isinstance(error, kind):
            return answer(error, request)
    return None


def parameter_error(name: str, message) -> dict:
    return {"parameter": name, "detail": str(message)}


def pointer(*path) -> str:
    """Where in the body, as a JSON pointer: #/links/0/url."""
    return "#" + "".join("/" + str(part).replace("~", "~0").replace("/", "~1") for part in path)


def field_errors(detail, *path) -> list[dict]:
    """DRF's nested error detail as a flat list of {pointer, detail, code}."""
    if isinstance(detail, dict):
        flat = [field_errors(inner, *path, *(() if key in NOT_A_FIELD else (key,))) for key, inner in detail.items()]
        return [entry for entries in flat for entry in entries]
    if isinstance(detail, list | tuple):
        nested = any(isinstance(inner, dict | list | tuple) for inner in detail)
        flat = [
            field_errors(inner, *path, *((index,) if nested else ())) for index, inner in enumerate(detail) if inner
        ]
        return [entry for entries in flat for entry in entries]
    return [{"pointer": pointer(*path), "detail": str(detail), "code": getattr(detail, "code", "invalid") or "invalid"}]


NOT_A_FIELD = {NON_FIELD_ERRORS, "non_field_errors"}


def model_errors(error: ModelValidationError) -> dict:
    """Django's validation error as DRF's detail: {field: [messages with code]}."""
    by_field = error.error_dict if hasattr(error, "error_dict") else {NON_FIELD_ERRORS: error.error_list}
    return {
        name: [exceptions.ErrorDetail(message, one.code or "invalid") for one in errors for message in one.messages]
        for name, errors in by_field.items()
    }


def _invalid(error, request):
    return problem(400, name="invalid", request=request, errors=field_errors(error.detail))


def _model_invalid(error, request):
    return problem(400, name="invalid", request=request, errors=field_errors(model_errors(error)))


def _parameters(error, request):
    return problem(400, name=error.default_code, request=request, errors=error.errors)


def _refusal(error, request):
    headers = {}
    if getattr(error, "auth_header", None):
        headers["WWW-Authenticate"] = error.auth_header
    if getattr(error, "wait", None):
        headers["Retry-After"] = str(max(1, round(error.wait)))
    further = {"errors": error.errors} if getattr(error, "errors", None) else {}
    return problem(error.status_code, detail=str(error.detail), request=request, headers=headers, **further)


def _no_json(error, request):
    hint = _("Send the header Content-Type: application/json.")
    return problem(415, detail=f"{error.detail} {hint}", request=request)


def _stale(error, request):
    current = error.current
    return problem(
        412,
        request=request,
        detail=_("Read the object again, and repeat your change on what it is now."),
        expected_version=getattr(error, "expected", None),
        current_version=getattr(current, "version", None),
        yours=getattr(error, "yours", None),
        current=getattr(error, "shown", None),
    )


def _in_use(error, request):
    return problem(409, detail=str(IN_USE), request=request)


def _database(error, request):
    state = getattr(getattr(error, "__cause__", None), "pgcode", "") or ""
    if isinstance(error, IntegrityError):
        return problem(409, detail=message_for(error), request=request)
    if isinstance(error, DataError):
        return problem(400, detail=_("A value is out of range."), request=request)
    # Lock not available, statement cancelled by its timeout, deadlock, serialisation.
    if isinstance(error, OperationalError) and state in ("55P03", "57014", "40P01", "40001"):
        return problem(503, request=request, headers={"Retry-After": "1"})
    return None


ANSWERS = (
    (exceptions.ValidationError, _invalid),
    (UnknownParameter, _parameters),
    (exceptions.UnsupportedMediaType, _no_json),
    (exceptions.APIException, _refusal),
    (ModelValidationError, _model_invalid),
    (Stale, _stale),
    (BadCursor, lambda error, request: problem(
        400, name="invalid", request=request,
        errors=[parameter_error("cursor", _("Follow `next` as it was given, with the same filters and ordering."))],
    )),
    (Http404, lambda error, request: problem(404, request=request)),
    (PermissionDenied, lambda error, request: problem(403, detail=str(error), request=request)),
    (ProtectedError, _in_use),
    (RestrictedError, _in_use),
    (DatabaseError, _database),
)  # fmt: skip
