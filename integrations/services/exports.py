"""Our own exports on their way back in: their titles mean what the list meant, and a measure never becomes a fact."""

from importlib import import_module

from django.conf import settings
from django.utils import translation

from integrations.mapping import SURE, Mapping
from integrations.targets import target
from integrations.wording import folded
from integrations.writing.objects import WRITABLES
from pmo.pages import pages_of

MARKS = {"id", "version"}


def is_own_export(mapping: Mapping) -> bool:
    """The first column of an export is the id, the last the version of the row; earlier ones wrote both small."""
    return {folded(column.header) for column in mapping.columns} >= MARKS


def read_as_export(mapping: Mapping) -> None:
    """Let every title of the list stand for what the list shows under it: a field, or a measure that fills none."""
    headers = {folded(column.header) for column in mapping.columns}
    titles = max(titles_of_list(mapping.target), key=lambda known: len(headers & set(known)))
    meant = {titles[header] for header in headers if header in titles} - {""}
    for column in mapping.columns:
        header = folded(column.header)
        if header in MARKS:
            continue
        if header in titles:
            column.field = titles[header]
            column.score = SURE if column.field else 0.0
        elif column.field in meant:
            column.field, column.score = "", 0.0


def titles_of_list(target_name: str) -> list[dict[str, str]]:
    """In each language the folded titles of a list's columns with the field each shows; "" for what is calculated."""
    pages = _declared_pages(WRITABLES[target_name].model)
    if pages is None:
        return [{}]
    table = object.__new__(pages.table)  # titles depend on the class alone
    found = []
    for language in ("en", "fr"):
        with translation.override(language):
            found.append({folded(table.label(column)): _field(column, target_name) for column in pages.table.columns})
    return found


def _field(column, target_name: str) -> str:
    name = column.path or column.name
    return name if name in WRITABLES[target_name].fields and name in target(target_name).by_name else ""


def _declared_pages(model):
    """The pages of a model; the URLs of its app declare them, which a command has not loaded by itself."""
    import_module(settings.ROOT_URLCONF)
    return pages_of(model)
