"""A page with one form that calls one service; what the service refuses stands beside the field it names."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _

from pmo.views.frame import ReaderView


class FormPage(ReaderView):
    """Subclasses set `title`, `build_form()`, `apply(form)` → message, and `back()`."""

    template_name = "accounts/form.html"
    title = ""
    intro = ""
    button = _("Save")

    def dispatch(self, request, *args, **kwargs):
        if request.user.is_authenticated:
            self.require()
        return super().dispatch(request, *args, **kwargs)

    def require(self) -> None:
        """Raise PermissionDenied or Http404 for whoever may not open this page at all."""

    def get(self, request, **kwargs):
        return self.respond(self.build_form())

    def post(self, request, **kwargs):
        form = self.build_form(request.POST)
        if not form.is_valid():
            return self.respond(form, status=422)
        try:
            message = self.apply(form)
        except ValidationError as error:
            add_errors(form, error)
            return self.respond(form, status=422)
        return self.succeed(message)

    def succeed(self, message):
        if message:
            messages.success(self.request, message)
        return HttpResponseRedirect(self.next_url() or self.back())

    def respond(self, form, status=200, **context):
        values = {
            "form": form, "title": self.title, "intro": self.intro, "button": self.button, "back": self.back(),
            "next": self.next_url(), "breadcrumbs": self.crumbs(),
        }  # fmt: skip
        return render(self.request, self.template_name, values | context, status=status)

    def crumbs(self) -> list[dict]:
        return [{"label": self.title, "url": ""}]

    def back(self) -> str:
        return "/"

    def next_url(self) -> str:
        """Where to go afterwards: only addresses of our own."""
        wanted = self.request.POST.get("next") or self.request.GET.get("next") or ""
        return wanted if url_has_allowed_host_and_scheme(wanted, allowed_hosts={self.request.get_host()}) else ""


def add_errors(form, error: ValidationError) -> None:
    """A service's refusal on the form; what names a field that is not there goes on top."""
    if not hasattr(error, "error_dict"):
        form.add_error(None, error)
        return
    for name, errors in error.error_dict.items():
        form.add_error(name if name in form.fields else None, errors)


def said(error: ValidationError) -> str:
    """A service's refusal as one text for a flash message."""
    return " ".join(error.messages)
