"""The rows of one page as HTML, and no more of each row from the database than they show.

Written in Python rather than in a template: a hundred rows of fifteen cells are most of the work of a list page.
"""

from html import escape

from django.core.exceptions import FieldDoesNotExist
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString

from ..models import NamedRecord


def body(table, rows: list, *, chosen: bool, edited: bool) -> SafeString:
    """The rows as `<tr>`s, with a box to choose each (`chosen`) and cells that may be edited in place (`edited`)."""
    cells = [(_opening(column, edited), column.writer(table)) for column in table.shown]
    lines = []
    for row in rows:
        url = escape(table.url_of(row))
        lines.append(f'<tr data-panel-url="{url}">' if url else "<tr>")
        if chosen:
            lines.append(
                '<td class="check"><label><input type="checkbox" class="form-check-input" name="ids" '
                f'value="{row.pk}" aria-label="{escape(str(row))}"></label></td>'
            )
        for opening, write in cells:
            html = write(row)
            lines += (opening, html if type(html) is SafeString else conditional_escape(html), "</td>")
        lines.append("</tr>\n")
    return SafeString("".join(lines))


def _opening(column, edited: bool) -> str:
    css = f' class="{column.css}"' if column.css else ""
    cell = f' data-cell="{column.name}"' if edited and column.editable else ""
    return f"<td{css}{cell}>"


class _Unknown(Exception):
    """It cannot be told which columns of the database a row reads."""


def narrowed(rows, paths):
    """The queryset reading only these paths and the names of the rows; untouched where that cannot be told.

    Half of the time of a query with wide related rows goes into columns that no cell shows.
    """
    wanted, related = {"pk"}, set()
    try:
        _add_words(rows.model, "", wanted)
        for path in paths:
            if path not in rows.query.annotations:
                _add(rows.model, path, wanted, related)
    except (_Unknown, FieldDoesNotExist):
        return rows
    rows = rows.select_related(None)
    return (rows.select_related(*sorted(related)) if related else rows).only(*sorted(wanted))


def _add(model, path: str, wanted: set[str], related: set[str]) -> None:
    """Note the column at the end of a path, and the relations on the way."""
    prefix = ""
    for part in path.split("__"):
        if part == "pk":
            return
        field = model._meta.get_field(part)
        if not field.is_relation:
            wanted.add(f"{prefix}{part}")
            return
        if not (field.many_to_one or field.one_to_one):
            raise _Unknown
        related.add(f"{prefix}{part}")
        model, prefix = field.related_model, f"{prefix}{part}__"
    _add_words(model, prefix, wanted)


def _add_words(model, prefix: str, wanted: set[str]) -> None:
    """A row is called by its name, unless its model has words of its own."""
    if model.__str__ is not NamedRecord.__str__:
        raise _Unknown
    wanted.add(f"{prefix}name")
