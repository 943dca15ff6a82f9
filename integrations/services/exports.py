"""Our own exports on their way back in: which of their columns were calculated and must not become facts."""

from importlib import import_module

from django.conf import settings
from django.utils import translation

from integrations.mapping import Mapping
from integrations.wording import folded
from integrations.writing.objects import WRITABLES
from pmo.pages import pages_of

MARKS = {"id", "version"}


def is_own_export(mapping: Mapping) -> bool:
    """The first column of an export is the id, the last the version of the row."""
    return {column.header for column in mapping.columns} >= MARKS


def leave_out_calculated(mapping: Mapping) -> None:
    """Take fields back from columns that show a measure under a fact's name: the list's budget is a sum."""
    calculated = calculated_titles(mapping.target)
    for column in mapping.columns:
        if column.field and folded(column.header) in calculated:
            column.field, column.score = "", 0.0


def calculated_titles(target: str) -> set[str]:
    """The folded titles, in both languages, of a list's columns that are no field of the object itself."""
    writable = WRITABLES[target]
    pages = _declared_pages(writable.model)
    if pages is None:
        return set()
    table = object.__new__(pages.table)  # titles depend on the class alone
    found = set()
    for language in ("en", "fr"):
        with translation.override(language):
            found |= {
                folded(table.label(column))
                for column in pages.table.columns
                if (column.path or column.name) not in writable.fields
            }
    return found


def _declared_pages(model):
    """The pages of a model; the URLs of its app declare them, which a command has not loaded by itself."""
    import_module(settings.ROOT_URLCONF)
    return pages_of(model)
