"""Moments as the clock on the wall shows them: plans are made in local working hours, without a time zone."""

from datetime import datetime

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.translation import gettext_lazy as _

INVALID = _("Enter a date and a time, such as 2026-03-31 09:00.")


def wall_clock(value) -> datetime | None:
    """A naive datetime on the minute from a datetime, a date or ISO text. Raises ValidationError."""
    if value in (None, ""):
        return None
    if isinstance(value, str):
        value = _parsed(value.strip())
    if not isinstance(value, datetime):
        value = datetime(value.year, value.month, value.day)
    if value.tzinfo is not None:
        raise ValidationError(_("Give the time without a time zone: plans are in local working hours."), "time_zone")
    return value.replace(second=0, microsecond=0)


def _parsed(text: str):
    try:
        found = parse_datetime(text) or parse_date(text)
    except ValueError:
        found = None
    if found is None:
        raise ValidationError(INVALID, "invalid")
    return found


class WallClockFormField(forms.Field):
    """A date and a time typed by a person; `datetime-local` of the browser."""

    widget = forms.DateTimeInput(attrs={"type": "datetime-local", "step": 60}, format="%Y-%m-%dT%H:%M")

    def to_python(self, value):
        return wall_clock(value)


class WallClockField(models.DateTimeField):
    """PostgreSQL's timestamp without time zone, naive in Python: a day's 09:00 stays 09:00 in summer and winter."""

    def db_type(self, connection):
        return "timestamp"

    def to_python(self, value):
        return wall_clock(value)

    def get_prep_value(self, value):
        return wall_clock(models.Field.get_prep_value(self, value))

    def formfield(self, **kwargs):
        return models.Field.formfield(self, **{"form_class": WallClockFormField, **kwargs})
