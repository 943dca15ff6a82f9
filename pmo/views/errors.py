"""Error pages in both languages that say what to do; the API's errors are `pmo/problems.py`."""

import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from ..constraint_messages import message_for
from ..whole_files import FULL


def _answer(request, status: int, **context):
    if request.path.startswith("/api/"):
        from ..problems import problem

        return problem(status, detail=str(context.get("message", "")), request=request)
    return render(request, f"{status}.html", context, status=status)


def bad_request(request, exception=None):
    return _answer(request, 400)


def permission_denied(request, exception=None):
    return _answer(request, 403, message=str(exception or ""))


def page_not_found(request, exception=None):
    is_cut = request.path.startswith("/api/") and not request.path.endswith("/")
    return _answer(request, 404, message=_("Addresses of the API end with a slash.") if is_cut else "")


def conflict(request, error):
    return _answer(request, 409, message=message_for(error))


def too_large(request, message: str = ""):
    return _answer(request, 413, message=message)


def server_error(request):
    """A failure of ours, or of what we stand on: a database away, restarting or held for too long, a full disk."""
    error = sys.exc_info()[1]
    away = isinstance(error, OperationalError | InterfaceError)
    full = isinstance(error, OSError) and error.errno in FULL
    with translation.override(translation.get_language_from_request(request)):
        answer = _alone(request, 503 if away or full else 500, disk_is_full=full)
    if away:
        answer["Retry-After"] = "5"
    return answer


def _alone(request, status: int, **context):
    """Without menu and user, which would ask the database."""
    if request.path.startswith("/api/"):
        return _answer(request, status)
    return HttpResponse(render_to_string(f"{status}.html", context), status=status)


def csrf_failure(request, reason=""):
    return _answer(request, 403, reason=reason)
