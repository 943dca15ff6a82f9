"""Giving and ending roles, and who holds a role on one department, portfolio, programme or project."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pmo import display
from pmo.access import PROJECT, may_somewhere
from pmo.pages import url_of

from ..access_review import seen_by
from ..forms.access import LastDayForm, RoleForm
from ..giving import may_give_somewhere
from ..models.membership import SCOPES
from ..review_rows import rows_of
from ..scopes import scope_model, scope_of
from ..services import end_role, give_role
from ..services.roles import find_role, manages_roles_on, may_end, roles_on
from .form_page import FormPage
from .user import with_verbs


def scope_or_404(reader, name: str, pk: int):
    """The scope if the reader may see it."""
    if name not in SCOPES:
        raise Http404
    scope = scope_model(name)._default_manager.allowed(reader).filter(pk=pk).first()
    if scope is None:
        raise Http404
    return scope


class RoleGive(FormPage):
    """Give a role; `?user=7` or `?project=3` fill the form in."""

    title = gettext_lazy("Give a role")
    button = gettext_lazy("Give the role")

    def require(self):
        if not may_give_somewhere(self.request.user):
            raise PermissionDenied

    def build_form(self, data=None):
        initial = {name: self.request.GET.get(name) for name in SCOPES if name in self.request.GET}
        if "user" in self.request.GET and may_somewhere(self.reader, "view", "account"):
            initial["holder"] = self.request.GET["user"]
        return RoleForm(data, actor=self.reader, initial=initial)

    def apply(self, form):
        chosen = form.cleaned_data
        held = give_role(
            self.reader, user=chosen["user"], role=chosen["role"], scope=chosen["scope"],
            starts_on=chosen["starts_on"], ends_on=chosen["ends_on"],
        )  # fmt: skip
        return _("%(who)s: %(role)s is given.") % {"who": held.user, "role": held.get_role_display()}

    def back(self):
        return reverse("accounts:user-list") if may_somewhere(self.reader, "view", "account") else "/"


class RoleEnd(FormPage):
    """End a role now or on a day. Who manages the scope finds it there although accounts are not listed to it."""

    title = gettext_lazy("End a role")
    intro = gettext_lazy("Empty: the role ends at once. It stays on record either way.")
    button = gettext_lazy("End the role")

    def require(self):
        self.row = find_role(self.request.user, self.kwargs["pk"])
        if self.row is None:
            raise Http404
        if not may_end(self.request.user, self.row):
            raise PermissionDenied

    def build_form(self, data=None):
        return LastDayForm(data)

    def apply(self, form):
        last_day = form.cleaned_data["last_day"]
        end_role(self.reader, membership=self.row, last_day=last_day)
        if last_day:
            return _("The role of %(who)s ends on %(day)s.") % {"who": self.row.user, "day": display.day(last_day)}
        return _("The role of %(who)s is ended.") % {"who": self.row.user}

    def crumbs(self):
        return [{"label": str(self.row), "url": self.back()}, {"label": self.title, "url": ""}]

    def back(self) -> str:
        scope, came_from = scope_of(self.row), self.request.POST.get("from") or self.request.GET.get("from")
        if may_somewhere(self.reader, "view", "account") and came_from != "scope":
            return reverse("accounts:user-detail", args=[self.row.user_id])
        return scope_url(scope) if scope is not None else reverse("accounts:profile")


class ScopeAccess(FormPage):
    """Who holds a role on one scope, who sees it, and a form to give a role there."""

    template_name = "accounts/scope_access.html"
    button = gettext_lazy("Give the role")

    def require(self):
        self.scope = scope_or_404(self.request.user, self.kwargs["scope"], self.kwargs["pk"])
        self.may_manage = manages_roles_on(self.request.user, self.scope)
        self.refused = not self.may_manage and not may_somewhere(self.request.user, "view", "account")
        # A tab of the object's page says so instead of failing.
        if self.refused and not self.request.htmx:
            raise PermissionDenied

    def build_form(self, data=None):
        return RoleForm(data, actor=self.reader, scope=self.scope) if self.may_manage else None

    def post(self, request, **kwargs):
        if not self.may_manage:
            raise PermissionDenied
        return super().post(request, **kwargs)

    def apply(self, form):
        chosen = form.cleaned_data
        held = give_role(
            self.reader, user=chosen["user"], role=chosen["role"], scope=self.scope, starts_on=chosen["starts_on"],
            ends_on=chosen["ends_on"],
        )  # fmt: skip
        return _("%(who)s: %(role)s is given.") % {"who": held.user, "role": held.get_role_display()}

    def respond(self, form, status=200):
        context = {"scope": self.scope, "title": _("Access: %(what)s") % {"what": self.scope}, "refused": self.refused}
        if not self.refused:
            context |= {"form": form, "rows": self.rows(), "seen_by": self.seen_by(), "button": self.button}
        context |= {
            "url": scope_url(self.scope),
            "scope_url": url_of(self.scope),
            "may_manage": self.may_manage,
            "scope_kind": self.kwargs["scope"],
        }
        template = self.template_name
        if self.request.htmx and not self.request.htmx.boosted:
            template += "#panel"
        return render(self.request, template, context, status=status)

    def rows(self):
        return with_verbs(self.reader, roles_on(self.scope))

    def seen_by(self):
        """For a project: everybody who sees it and why, also by a role held further up."""
        if self.kwargs["scope"] != PROJECT:
            return []
        return rows_of(seen_by(self.scope.pk, today=timezone.localdate()))

    def back(self):
        return scope_url(self.scope)


def scope_url(scope) -> str:
    return reverse("accounts:scope-access", args=[scope._meta.model_name, scope.pk])
