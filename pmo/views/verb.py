"""A verb on one row: publish, escalate, take a decision. One service call behind a small form."""

import json

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _

from ..access import may
from ..pages import url_of
from ..writing import Stale
from .frame import ObjectView


class ObjectVerb(ObjectView):
    """Subclasses set `name`, `label`, `icon`, `action` and perhaps `form_class`, and write `perform`.

    Without a form the button posts at once; with one, it opens the form first.
    """

    name = ""
    label = ""
    icon = "check"
    action = "change"
    form_class = None
    done = ""
    template_name = "generic/object_verb.html"

    @classmethod
    def applies(cls, row) -> bool:
        """Whether the verb makes sense for the row as it is."""
        return True

    @classmethod
    def button(cls, pages, row, user):
        """{label, icon, url, asks} for the page of the row, or None."""
        if not cls.applies(row):
            return None
        # Whoever is shown the row may see it.
        allowed = True if cls.action == "view" else getattr(row, f"may_{cls.action}", None)
        if not (may(user, cls.action, row) if allowed is None else allowed):
            return None
        return {"label": cls.label, "icon": cls.icon, "url": pages.url(cls.name, row.pk), "asks": bool(cls.form_class)}

    def perform(self, row, data: dict):
        """Call the service and return the row to show afterwards. May raise ValidationError, Stale."""
        raise NotImplementedError

    def initial(self, row) -> dict:
        return {}

    def build_form(self, row, data=None):
        return self.form_class(data, initial=self.initial(row)) if self.form_class else None

    def get(self, request, **kwargs):
        row = self._row()
        return self._respond(row, self.build_form(row))

    def post(self, request, **kwargs):
        row = self._row()
        form = self.build_form(row, request.POST)
        if form is not None and not form.is_valid():
            return self._respond(row, form, 422)
        try:
            shown = self.perform(row, form.cleaned_data if form is not None else {})
        except ValidationError as error:
            return self._refuse(row, form, error.messages)
        except Stale:
            return self._refuse(
                row, form, [_("Somebody changed this object meanwhile. Look at it again, then repeat.")]
            )
        return self._success(shown or row)

    def _row(self):
        row = self.get_row(self.action)
        if not self.applies(row):
            raise PermissionDenied
        return row

    def _refuse(self, row, form, errors):
        if form is not None:
            form.add_error(None, errors)
            return self._respond(row, form, 422)
        for error in errors:
            messages.error(self.request, error)
        return HttpResponseRedirect(url_of(row))

    def _success(self, row):
        text = str(self.done or _("Done."))
        if self.request.htmx:
            trigger = json.dumps({"saved": {"message": text, "url": url_of(row)}})
            return HttpResponse(status=204, headers={"HX-Trigger": trigger})
        messages.success(self.request, text)
        return HttpResponseRedirect(url_of(row))

    def _respond(self, row, form, status=200):
        title = _("%(verb)s: %(object)s") % {"verb": self.label, "object": row}
        context = {
            "pages": self.pages, "object": row, "form": form, "verb": self, "title": title, "back": url_of(row),
            "breadcrumbs": self.breadcrumbs(row, last=str(self.label)),
        }  # fmt: skip
        template = f"{self.template_name}#panel" if self.htmx_target == "panel" else self.template_name
        return render(self.request, template, context, status=status)
