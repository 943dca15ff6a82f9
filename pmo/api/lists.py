"""One page of a list: filtered, ordered, paged by key to a definite end, with the watermark for the next sync."""

import base64
import binascii
import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpResponse
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.translation import gettext as _
from django_filters import BooleanFilter, ModelMultipleChoiceFilter, MultipleChoiceFilter

from ..access import NOTHING
from ..paging import BadCursor, paginate
from ..problems import InvalidParameter, Resync, UnknownParameter, parameter_error
from .concurrency import entity_tag, is_fresh
from .encoding import encode, instant, json_answer
from .parameters import filter_errors, referred_to
from .removals import changed_scopes, removed, rows_concerned
from .representation import Representation
from .watermark import watermark

DEFAULT_SIZE, LARGEST_SIZE = 100, 1000
PARAMETERS = ("page_size", "cursor", "ordering", "total", "updated_since", "reference_source", "reference_key")


@dataclass(frozen=True)
class Position:
    """Where a walk through a list stands: after which row, or in the removals after which id.

    The first page fixes `mark` (given out as watermark on every page) and `until` (rows changed later are
    left to the next sync, so that a walk ends however fast others write).
    """

    rows: str = ""
    removed_after: int | None = None
    mark: datetime | None = None
    until: datetime | None = None

    def token(self) -> str:
        parts = [self.rows, self.removed_after, self.mark.isoformat(), self.until.isoformat()]
        return base64.urlsafe_b64encode(encode(parts)).decode().rstrip("=")

    @classmethod
    def read(cls, token: str) -> "Position":
        try:
            rows, after, mark, until = json.loads(base64.urlsafe_b64decode(token + "=" * (-len(token) % 4)))
            mark, until = datetime.fromisoformat(mark), datetime.fromisoformat(until)
        except (binascii.Error, ValueError, TypeError) as error:
            raise BadCursor from error
        known = isinstance(rows, str) and (after is None or (type(after) is int and 0 <= after < 2**63))
        if not known or mark.tzinfo is None or until.tzinfo is None:
            raise BadCursor
        return cls(rows, after, mark, until)


class ListPage:
    """Answers one GET of a list."""

    def __init__(self, view, request):
        self.view, self.request, self.model = view, request, view.model
        self.parameters = request.query_params
        self._refuse_ambiguous(PARAMETERS, {})
        self.size = self._size()
        self.since = self._since()
        self.position = self._position()
        self.allowed = view.get_queryset()
        self.queryset = self._filtered()
        self.order = self._order()
        self.wants_total = self._wants_total()
        self._refuse_too_old()

    def answer(self) -> HttpResponse:
        rows, after = self._rows()
        gone, after_gone = self._removed(len(rows), done=not after)
        total = self._changed().count() if self.wants_total else None
        shown = encode(rows)
        etag = entity_tag(self.request, shown + encode([after, gone, after_gone, total, self.request.get_full_path()]))
        headers = {"ETag": f'"{etag}"', "Cache-Control": "private, no-cache"}
        if is_fresh(self.request, etag):
            return HttpResponse(status=304, headers=headers)
        rest = {"next": self._next(after, after_gone), "total": total, "watermark": instant(self.position.mark)}
        if self.since:
            rest["deleted"] = gone
        return json_answer(b'{"results":' + shown + b"," + encode(rest)[1:], **headers)

    def _rows(self) -> tuple[list[dict], str]:
        if self.position.removed_after is not None:
            return [], ""
        representation = Representation(self.view.serializer_class, self.request.user)
        names = [name.lstrip("-") for name in self.order]
        rows = self._changed().for_order(self.order)
        if any(name.startswith("visible_") for name in names):
            rows = rows.for_reader(self.request.user)
        selected = representation.select(rows, *names)
        page = paginate(selected, self.order, size=self.size, cursor=self.position.rows, total=False)
        return representation.rows(page.rows), page.next_cursor

    def _changed(self):
        if not self.since:
            return self.queryset
        time = self.view.time_field
        return self.queryset.filter(self.concerned | self.view.within(time, self.since, self.position.until))

    def _removed(self, rows: int, *, done: bool) -> tuple[list[int], int | None]:
        """Removals follow the rows, in the room that is left on the page."""
        room = self.size - rows
        if not self.since or not done:
            return [], None
        if room == 0:
            return [], 0
        after = self.position.removed_after or 0
        label = self.view.deletion_label or self.model._meta.label_lower
        found = removed(self.model, label, self.allowed, self.since, self.concerned, after=after, size=room + 1)
        return found[:room], found[room - 1] if len(found) > room else None

    def _next(self, rows: str, removed_after: int | None) -> str | None:
        if not rows and removed_after is None:
            return None
        token = Position(rows, removed_after, self.position.mark, self.position.until).token()
        query = [(name, value) for name, values in self.parameters.lists() if name != "cursor" for value in values]
        return self.request.build_absolute_uri(f"{self.request.path}?{urlencode([*query, ('cursor', token)])}")

    def _filtered(self):
        """The filters of the pages; their cost only when one is used."""
        rows = referred_to(self.model, self.allowed, self.parameters)
        used = [name for name in self.parameters if name not in PARAMETERS]
        if not used:
            return rows
        filters = self.view.filterset_class(_without_paging(self.parameters), rows, user=self.request.user)
        self._refuse_ambiguous(used, filters.filters)
        unknown = filters.unknown_parameters() + [name for name in used if name in ("columns", "panel")]
        if unknown:
            raise UnknownParameter([parameter_error(name, _("There is no such parameter.")) for name in unknown])
        if not filters.form.is_valid():
            raise InvalidParameter(filter_errors(filters, used))
        return filters.qs

    def _refuse_ambiguous(self, names, filters: dict) -> None:
        """What a page takes for "no filter" is in a program most likely a mistake: empty, twice, neither yes nor no."""
        errors = []
        for name in names:
            values, filter_ = self.parameters.getlist(name), filters.get(name)
            if "" in values:
                errors.append(parameter_error(name, _("Give a value, or leave the parameter out.")))
            elif len(values) > 1 and not isinstance(filter_, MultipleChoiceFilter | ModelMultipleChoiceFilter):
                errors.append(parameter_error(name, _("Give this parameter once.")))
            elif isinstance(filter_, BooleanFilter) and values[0] not in ("true", "false"):
                errors.append(parameter_error(name, _("Give true or false.")))
        if errors:
            raise InvalidParameter(errors)

    def _order(self) -> tuple[str, ...]:
        wanted = self.parameters.get("ordering", "")
        if self.since:
            if wanted:
                raise InvalidParameter([parameter_error("ordering", _("With updated_since the order is fixed."))])
            return (self.view.time_field,)
        try:
            return self.view.filterset_class.order(wanted, tuple(self.model._meta.ordering))
        except KeyError as error:
            known = ", ".join(sorted(self.view.filterset_class.orderings()))
            message = _("Order by one of %(known)s, with - before it for descending.") % {"known": known}
            raise InvalidParameter([parameter_error("ordering", message)]) from error

    def _size(self) -> int:
        text = self.parameters.get("page_size", str(DEFAULT_SIZE))
        if not (text.isascii() and text.isdecimal() and len(text) <= 4 and 1 <= int(text) <= LARGEST_SIZE):
            message = _("Give a number from 1 to %(most)d.") % {"most": LARGEST_SIZE}
            raise InvalidParameter([parameter_error("page_size", message)])
        return int(text)

    def _wants_total(self) -> bool:
        text = self.parameters.get("total", "false")
        if text not in ("true", "false"):
            raise InvalidParameter([parameter_error("total", _("Give true or false."))])
        return text == "true"

    def _since(self) -> datetime | None:
        text = self.parameters.get("updated_since")
        if text is None:
            return None
        if not self.view.time_field:
            raise UnknownParameter([parameter_error("updated_since", _("This object keeps no time of change."))])
        moment = _moment(text)
        if moment is None:
            raise InvalidParameter([parameter_error("updated_since", _("Give a watermark or an ISO date and time."))])
        return moment

    def _refuse_too_old(self) -> None:
        """Last of all: a request that is wrong otherwise is told that first."""
        days = settings.DELETION_DAYS
        if self.since and self.since < datetime.now(UTC) - timedelta(days=days):
            message = _("Deletions are known for %(days)s days only. Read everything anew, without updated_since.")
            raise Resync(message % {"days": days})

    def _position(self) -> Position:
        token = self.parameters.get("cursor")
        position = Position.read(token) if token else None
        if position is None:
            now, mark = watermark()
            position = Position(mark=mark, until=now)
        self.concerned = NOTHING
        if self.since:
            self.concerned = rows_concerned(self.model.access, changed_scopes(self.request.user, self.since))
        return position


def _moment(text: str) -> datetime | None:
    """A plus sign that was not escaped arrives as a space; without a time zone UTC is meant."""
    try:
        day = parse_date(text)
        moment = datetime(day.year, day.month, day.day) if day else parse_datetime(text.replace(" ", "+"))
        moment = moment if moment is None or moment.tzinfo else moment.replace(tzinfo=UTC)
        return moment.astimezone(UTC) if moment else None
    except (ValueError, OverflowError):
        return None


def _without_paging(parameters):
    kept = parameters.copy()
    for name in PARAMETERS:
        kept.pop(name, None)
    return kept
