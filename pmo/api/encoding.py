"""JSON as the API writes and reads it: ISO dates, amounts as text so that no digit is lost."""

import json
import math
from datetime import UTC, date, datetime
from decimal import Decimal

from django.conf import settings
from django.http import HttpResponse
from django.utils.translation import gettext as _
from rest_framework.exceptions import APIException, ParseError, UnsupportedMediaType, ValidationError
from rest_framework.parsers import BaseParser
from rest_framework.renderers import BaseRenderer

MOST_DIGITS = 400


def plain(value):
    """A value that JSON does not know."""
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, datetime):
        # Plans are in local working hours: their moments have no time zone (`pmo.wall_clock`).
        return instant(value) if value.tzinfo else value.isoformat(timespec="minutes")
    if isinstance(value, date):
        return value.isoformat()
    return str(value)


def instant(value: datetime) -> str:
    """A moment in UTC, to the microsecond, so that it can be given back in `updated_since`."""
    return value.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"


def encode(data) -> bytes:
    return json.dumps(data, default=plain, ensure_ascii=False, separators=(",", ":")).encode()


def json_answer(data, status: int = 200, **headers) -> HttpResponse:
    content = data if isinstance(data, bytes) else encode(data)
    return HttpResponse(content, status=status, content_type="application/json", headers=headers)


class TooLarge(APIException):
    status_code = 413
    default_code = "too_large"


class StrictJSONParser(BaseParser):
    """Refuses what the database could not hold: NaN, lone surrogates, the character zero; and huge bodies."""

    media_type = "application/json"

    def parse(self, stream, media_type=None, parser_context=None):
        encoding = (
            parser_context["request"].headers.get("Content-Encoding", "identity") if parser_context else "identity"
        )
        if encoding != "identity":
            raise UnsupportedMediaType("", _("Send the body as it is, without Content-Encoding."))
        limit = settings.DATA_UPLOAD_MAX_MEMORY_SIZE
        body = stream.read(limit + 1)
        if len(body) > limit:
            raise TooLarge(_("The body is larger than %(limit)d bytes; send it in parts.") % {"limit": limit})
        data = _read(_text(body))
        if not isinstance(data, dict):
            raise ValidationError(_("Send one object, {…}, with its fields by name; many rows go to /bulk/."))
        return data


def _text(body: bytes) -> str:
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ParseError(
            _("The body is not text in UTF-8: see byte %(place)d.") % {"place": error.start + 1}
        ) from error


def _read(text: str):
    try:
        data = json.loads(text, parse_constant=_refuse, parse_float=_number, parse_int=_whole)
        if "\\u" in text or "\0" in text:
            _refuse_unstorable(data)
    except json.JSONDecodeError as error:
        place = {"line": error.lineno, "column": error.colno}
        raise ParseError(_("This is not JSON: see line %(line)d, column %(column)d.") % place) from error
    except RecursionError as error:
        raise ParseError(_("This is nested too deeply.")) from error
    return data


def _refuse(constant: str):
    raise ParseError(_("%(value)s is not a number in JSON.") % {"value": constant[:40]})


def _number(text: str) -> float:
    number = float(text)
    return number if math.isfinite(number) else _refuse(text)


def _whole(text: str) -> int:
    """Beyond what any column holds; reading thousands of digits takes long, and Python refuses to."""
    return int(text) if len(text) <= MOST_DIGITS else _refuse(text)


def _refuse_unstorable(data) -> None:
    text = json.dumps(data, ensure_ascii=False).replace("\\\\", "")
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise ParseError(_("Half of a surrogate pair, such as \\ud800, is not a character.")) from error
    if "\\u0000" in text:
        raise ParseError(_("The character zero (\\u0000) cannot be stored."))


class JSONRenderer(BaseRenderer):
    """Renders what a view returns as data; most views answer with `json_answer`."""

    media_type = "application/json"
    format = "json"
    charset = None

    def render(self, data, accepted_media_type=None, renderer_context=None):
        return b"" if data is None else encode(data)
