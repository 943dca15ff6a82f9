"""Language and appearance: kept on the user, and in a cookie for visitors who are not signed in."""

from django.conf import settings
from django.http import HttpResponse, HttpResponseBadRequest, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.generic import View

from pmo.views.frame import ReaderView

from ..choices import Theme

YEAR = 365 * 24 * 3600


class SetLanguage(View):
    """POST language and next: the pages speak it from now on."""

    def post(self, request):
        language = request.POST.get("language", "")
        if language not in dict(settings.LANGUAGES):
            return HttpResponseBadRequest()
        if request.user.is_authenticated:
            request.user.language = language
            request.user.save(update_fields=["language"])
        response = HttpResponseRedirect(_next_page(request))
        remember_language(response, language)
        return response


class SetTheme(ReaderView):
    """POST theme: light, dark or like the device; answers without content, the page has changed already."""

    def post(self, request):
        theme = request.POST.get("theme", "")
        if theme not in Theme.values:
            return HttpResponseBadRequest()
        request.user.theme = theme
        request.user.save(update_fields=["theme"])
        return HttpResponse(status=204)


def remember_language(response, language: str) -> None:
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME, language, max_age=YEAR, secure=settings.HTTPS, httponly=True, samesite="Lax"
    )


def _next_page(request) -> str:
    wanted = request.POST.get("next", "")
    allowed = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return wanted if allowed else "/"
