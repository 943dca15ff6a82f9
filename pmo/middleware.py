"""What every request passes through: its id, its language, its history context and its safety headers."""

import uuid
from urllib.parse import urlencode, urlsplit

import structlog
from django.conf import settings
from django.db import IntegrityError
from django.middleware.common import CommonMiddleware
from django.shortcuts import resolve_url
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.functional import SimpleLazyObject
from django_htmx.http import HttpResponseClientRedirect
from pghistory.middleware import HistoryMiddleware as PghistoryMiddleware

from .models import Organisation


class RequestIdMiddleware:
    """Gives each request an id that logs, history and error pages share."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.id = uuid.uuid4().hex[:12]
        request.organisation = SimpleLazyObject(Organisation.current)
        with structlog.contextvars.bound_contextvars(request=request.id):
            response = self.get_response(request)
        response["X-Request-Id"] = request.id
        return response


class SlashMiddleware(CommonMiddleware):
    """Adds a slash that was left out of an address, but not to a write of the API.

    Most programs would follow with a GET: nothing would be written, and the answer would be 200.
    """

    def should_redirect_with_slash(self, request):
        is_write = request.path.startswith("/api/") and request.method not in ("GET", "HEAD")
        return not is_write and super().should_redirect_with_slash(request)


class ReaderLanguageMiddleware:
    """The reader's language: kept per user, else the cookie, else the browser's, else the organisation's."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        language = self._language(request)
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
            # A template response is rendered by now; a streamed one captures the language itself.
        patch_vary_headers(response, ("Accept-Language",))
        response.headers.setdefault("Content-Language", language)
        return response

    def _language(self, request) -> str:
        if request.path.startswith("/healthz/"):
            # Whoever asks whether the process lives must not be kept by a database that does not.
            return settings.LANGUAGE_CODE
        known = dict(settings.LANGUAGES)
        chosen = getattr(request.user, "language", "") or request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        if chosen in known:
            return chosen
        if request.path.startswith("/api/") and "Accept-Language" not in request.headers:
            return "en"
        for code, _quality in translation.trans_real.parse_accept_lang_header(
            request.headers.get("Accept-Language", "")
        ):
            if code.split("-")[0] in known:
                return code.split("-")[0]
        return request.organisation.language


class HistoryMiddleware(PghistoryMiddleware):
    """Every write of a request carries who, from where and which request."""

    def get_context(self, request):
        source = "api" if request.path.startswith("/api/") else "page"
        return super().get_context(request) | {"source": source, "request": request.id}


class ContentSecurityPolicyMiddleware:
    """Only our own scripts and styles run; see ARCHITECTURE for what each part is needed for."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        response.headers.setdefault("Content-Security-Policy", settings.CONTENT_SECURITY_POLICY)
        response.headers.setdefault("Permissions-Policy", "camera=(), microphone=(), geolocation=()")
        return response


class ProblemMiddleware:
    """Turns what still escapes into the page or problem that says what to do."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        ended = (
            request.htmx
            and response.status_code == 302
            and urlsplit(response["Location"]).path == resolve_url(settings.LOGIN_URL)
        )
        return self._log_in_again(request) if ended else response

    def _log_in_again(self, request):
        """The session ended: the whole page goes to the log-in and comes back, not the part that was asked for."""
        here = request.htmx.current_url_abs_path or "/"
        return HttpResponseClientRedirect(f"{resolve_url(settings.LOGIN_URL)}?{urlencode({'next': here})}")

    def process_exception(self, request, exception):
        from .views import errors

        if isinstance(exception, IntegrityError):
            return errors.conflict(request, exception)
        return None
