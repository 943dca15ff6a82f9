"""The links of an object: shown on its page, all edited at once in one small form."""

import json
import re

from django.core.exceptions import ValidationError
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _

from ..models.record import validate_links
from ..pages import url_of
from ..writing import Stale, save_object
from .frame import ObjectView

# "www.example.org/page" as people type it.
BARE_ADDRESS = re.compile(r"[\w-]+(\.[\w-]+)+(:\d+)?([/?#].*)?$")


class ObjectLinks(ObjectView):
    """GET gives the form, or the links again with ?cancel; POST writes all of them."""

    template_name = "generic/object_links.html"

    def get(self, request, **kwargs):
        row = self.get_row("view") if "cancel" in request.GET else self.get_writable("change")
        if "cancel" in request.GET:
            return self._card(row)
        return self._form(row, [dict(link) for link in row.links])

    def post(self, request, **kwargs):
        row = self.get_writable("change")
        links = typed(request.POST.getlist("label"), request.POST.getlist("url"))
        faults = [fault_of(link) for link in links]
        if any(faults):
            return self._form(row, with_faults(links, faults), status=422)
        version = request.POST.get("version", "")
        try:
            validate_links(links)
            row.links = links
            save_object(
                row, actor=self.reader, expected_version=int(version) if version.isdigit() else None, validate=False
            )
        except ValidationError as error:
            return self._form(row, links, status=422, message=" ".join(error.messages))
        except Stale as stale:
            return self._conflict(row, links, stale.current)
        if not request.htmx:
            return HttpResponseRedirect(url_of(row))
        response = self._card(row)
        response["HX-Trigger"] = json.dumps({"message": {"level": "success", "text": _("The links are saved.")}})
        return response

    def _conflict(self, row, links, current):
        """What was typed stays in the form; what is saved now stands above it."""
        message = _("Somebody changed this object meanwhile. Compare with the links below, then save again.")
        if current is not None:
            row.version = current.version
        return self._form(row, links, status=409, message=message, theirs=current.links if current else [])

    def _card(self, row):
        return render(self.request, f"{self.template_name}#card", self._context(row))

    def _form(self, row, links, status=200, **context):
        context |= self._context(row) | {"links": [*links, {"label": "", "url": ""}]}
        template = f"{self.template_name}#form" if self.request.htmx else self.template_name
        return render(self.request, template, context, status=status)

    def _context(self, row) -> dict:
        return {
            "pages": self.pages,
            "object": row,
            "editable": self.is_writable(row),
            "urls": {"links": self.pages.url("links", row.pk)},
            "title": _("Links of %(object)s") % {"object": row},
            "breadcrumbs": self.breadcrumbs(row, last=_("Links")),
        }


def typed(labels: list[str], urls: list[str]) -> list[dict]:
    """Rows of the form as links: empty ones left out, a missing label is the address, a bare address is on the web."""
    links = []
    for label, url in zip(labels, urls, strict=False):
        label, url = label.strip(), url.strip()
        if BARE_ADDRESS.match(url):
            url = f"https://{url}"
        if label or url:
            links.append({"label": label or url, "url": url})
    return links


def fault_of(link: dict) -> str:
    """What is wrong with one link, or ""."""
    try:
        validate_links([link])
    except ValidationError as error:
        return " ".join(error.messages)
    return ""


def with_faults(links: list[dict], faults: list[str]) -> list[dict]:
    return [link | {"fault": fault} for link, fault in zip(links, faults, strict=True)]
