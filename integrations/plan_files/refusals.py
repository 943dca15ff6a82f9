"""Why a file with a plan is refused as a whole, and what its owner can do about it."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

MESSAGES = {
    "too_large": _("The file is larger than a plan can be (%(detail)s)."),
    "too_deep": _("The file is nested deeper than a plan ever is, so it was not read."),
    "not_xml": _("The file is not XML that can be read: %(detail)s. Save it again from its program."),
    "has_doctype": _(
        "The file declares an XML document type, which plans never need, so it was not read. "
        "Save it again from its program."
    ),
    "not_a_project": _("This XML file is no plan: its root is “%(detail)s”. Save the plan as MS Project XML."),
    "converter_missing": _(
        "Plans of this kind (%(kind)s) are read by the optional package mpxj, which is not installed. "
        "Ask the administrator for “pip install -r requirements/mpxj.txt”, or save the plan as MS Project XML."
    ),
    "java_incomplete": _(
        "The Java on this server lacks what plans of this kind (%(kind)s) need. Ask the administrator for a whole "
        "one (on Debian: “apt install default-jre-headless”), or save the plan as MS Project XML."
    ),
    "not_converted": _("The plan could not be read: %(detail)s. Open it in its program and save it as MS Project XML."),
    "too_slow": _("Reading the plan took longer than %(detail)s seconds and was stopped. Save it as MS Project XML."),
    "no_tasks": _("The file holds no task."),
}


class PlanRefused(Exception):
    """A file that is not read at all. `code` is stable; `message` is in the reader's language."""

    def __init__(self, code: str, /, **params: object):
        super().__init__(code, params)
        self.code, self.params = code, params

    @property
    def message(self) -> str:
        return str(MESSAGES[self.code]) % {"detail": "", **self.params}

    def __str__(self) -> str:
        return self.message
