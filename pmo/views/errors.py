"""Error pages in both languages that say what to do; the API's errors are `pmo/problems.py`."""

from django.shortcuts import render
from django.utils.translation import gettext as _

from ..constraint_messages import message_for


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
    return _answer(request, 500)


def csrf_failure(request, reason=""):
    return _answer(request, 403, reason=reason)
