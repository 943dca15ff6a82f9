"""Create and update, on a page, in the side panel or as an inline row."""

import json

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from ..access import may_somewhere
from ..constraint_messages import message_for
from ..pages import url_of
from ..writing import Stale
from .detail import show
from .frame import ObjectView


class ObjectEdit(ObjectView):
    """What create and update share. A stale write shows both versions and loses nothing."""

    template_name = "generic/object_form.html"

    def form_class(self):
        return self.pages.form

    def build_form(self, row, data=None, files=None):
        form = self.form_class()(data, files, instance=row, user=self.reader, initial=self.initial(row))
        for name in self.hidden_fields(row):
            form.fields.pop(name, None)
        return form

    def initial(self, row) -> dict:
        return {}

    def respond(self, form, row, status=200, **context):
        template = f"{self.template_name}#panel" if self.htmx_target == "panel" else self.template_name
        title = str(row) if row.pk else _("New: %(what)s") % {"what": self.model._meta.verbose_name}
        crumbs = self.breadcrumbs(row if row.pk else None, last=_("Edit") if row.pk else _("New"))
        values = {"form": form, "object": row, "pages": self.pages, "title": title, "breadcrumbs": crumbs}
        return render(self.request, template, values | {"next": self.next_url()} | context, status=status)

    def submit(self, row):
        form = self.build_form(row, self.request.POST, self.request.FILES)
        try:
            saved = self._checked_and_stored(form)
        except Stale as stale:
            return self._conflict(form, row, stale.current)
        except IntegrityError as error:
            form.add_error(None, message_for(error))
            return self.respond(form, row, status=409)
        return self.respond(form, row, status=422) if saved is None else self.success(saved)

    @transaction.atomic
    def _checked_and_stored(self, form):
        """One transaction, so that what a rule holds, such as a board, is held until the row is written."""
        return self.store(form) if form.is_valid() else None

    def store(self, form):
        return form.save()

    def _conflict(self, form, row, current):
        """Mine beside theirs; sending again with the new version overwrites knowingly."""
        if current is None:
            form.add_error(None, _("This object was deleted meanwhile. Restore it from the bin, then save again."))
            return self.respond(form, row, status=409)
        differences = [
            {"label": row._meta.get_field(name).verbose_name, "mine": show(row, name, self.reader),
             "theirs": show(current, name, self.reader)}
            for name in form.changed_data
            if name in form._meta.fields and not row._meta.get_field(name).many_to_many
        ]  # fmt: skip
        form.data = form.data.copy()
        form.data["version"] = current.version
        return self.respond(form, row, status=409, stale=differences, current=current)

    def success(self, saved):
        text = (
            _("%(object)s is saved.") if self.request.resolver_match.kwargs.get("pk") else _("%(object)s is created.")
        )
        if self.request.htmx:
            response = HttpResponse(status=204)
            response["HX-Trigger"] = json.dumps({"saved": {"message": text % {"object": saved}, "url": url_of(saved)}})
            return response
        messages.success(self.request, text % {"object": saved})
        return HttpResponseRedirect(self.next_url() or url_of(saved) or self.pages.url("list"))

    def next_url(self) -> str:
        """Where to go afterwards: only addresses of our own."""
        wanted = self.request.POST.get("next") or self.request.GET.get("next") or ""
        return wanted if url_has_allowed_host_and_scheme(wanted, allowed_hosts={self.request.get_host()}) else ""


class ObjectCreate(ObjectEdit):
    """A new row; the address may fill fields in, such as ?project=7."""

    def dispatch(self, request, *args, **kwargs):
        if request.user.is_authenticated and not may_somewhere(request.user, "add", self.model.access.kind):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get(self, request, **kwargs):
        row = self.model()
        return self.respond(self.build_form(row), row)

    def post(self, request, **kwargs):
        return self.submit(self.model())

    def initial(self, row) -> dict:
        names = self.form_class().base_fields
        return {name: value for name, value in self.request.GET.items() if name in names}


class ObjectUpdate(ObjectEdit):
    """An existing row."""

    def get(self, request, **kwargs):
        row = self.get_writable("change")
        return self.respond(self.build_form(row), row)

    def post(self, request, **kwargs):
        return self.submit(self.get_writable("change"))
