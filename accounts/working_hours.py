"""Hours of work as people write them ("09:00-12:30") and as calendars keep them, in minutes after midnight."""

import re
from itertools import groupby

from django import forms
from django.core.exceptions import ValidationError
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

CLOCK = r"(\d{1,2})(?:[:h](\d{2})|h)?"
SPAN = re.compile(rf"{CLOCK}\s*[-–]\s*{CLOCK}")
# Between spans; whatever else is left over was not understood.
BETWEEN = re.compile(r"[\s,;+&]*")
LAST_MINUTE = 24 * 60


def hours(spans) -> str:
    """Spans [start, end] in minutes after midnight as "09:00-12:30, 14:00-17:30"; "" for no work."""
    return ", ".join(f"{_clock(start)}-{_clock(end)}" for start, end in spans or ())


def week_in_lines(week) -> str:
    """Seven lists of spans as seven lines, each behind the name of its day."""
    lines = (f"{day}: {hours(spans)}".strip() for day, spans in zip(WEEKDAYS.values(), week, strict=False))
    return "\n".join(line.capitalize() for line in lines)


def week_in_words(week) -> str:
    """The same, days with equal hours together: "monday - friday 09:00-12:30; saturday - sunday none"."""
    parts, none = [], gettext("no work")
    for times, group in groupby(zip(WEEKDAYS.values(), week, strict=False), lambda one: hours(one[1])):
        days = [str(day) for day, _spans in group]
        parts.append(f"{' – '.join(dict.fromkeys((days[0], days[-1])))} {times or none}")
    return "; ".join(parts)


def read_hours(text: str) -> list[list[int]]:
    """What `hours` writes, also with "9h" and "9-12"; ValidationError for anything else. In order, none in another."""
    if BETWEEN.sub("", SPAN.sub("", text)):
        raise ValidationError(_("“%(text)s”: write times as 09:00-12:30, 14:00-17:30."), params={"text": text.strip()})
    found = sorted([_minutes(one[1], one[2]), _minutes(one[3], one[4])] for one in SPAN.finditer(text))
    starts_of_next = [start for start, _end in found[1:]] + [LAST_MINUTE]
    for (start, end), latest in zip(found, starts_of_next, strict=False):
        if not start < end <= latest:
            message = _("“%(text)s”: each time must end after it starts and before the next one.")
            raise ValidationError(message, params={"text": text.strip()})
    return found


def read_week(text: str) -> list[list[list[int]]]:
    """Lines "Monday: 09:00-12:30" as seven lists of spans; a day without a line has no work."""
    week: list[list[list[int]]] = [[] for _day in WEEKDAYS]
    for line in filter(None, map(str.strip, text.splitlines())):
        name, _colon, times = line.partition(":") if line[0].isalpha() else ("", "", "")
        week[_day_called(name, line)] = read_hours(times)
    return week


def _day_called(name: str, line: str) -> int:
    """The day whose name starts like this, 0 for Monday; two letters are enough."""
    wanted = name.strip().rstrip(".").lower()
    for number, day in WEEKDAYS.items():
        if len(wanted) > 1 and str(day).lower().startswith(wanted):
            return number
    raise ValidationError(_("“%(text)s”: start the line with a day and a colon."), params={"text": line})


def _minutes(hour: str, minute: str | None) -> int:
    if int(minute or 0) > 59:
        return LAST_MINUTE + 1
    return int(hour) * 60 + int(minute or 0)


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


class HoursField(forms.CharField):
    """Spans of one day in a line."""

    write, read = staticmethod(hours), staticmethod(read_hours)

    def prepare_value(self, value):
        return value if isinstance(value, str) else self.write(value)

    def clean(self, value):
        return self.read(super().clean(value))

    def has_changed(self, initial, data) -> bool:
        return super().has_changed(self.prepare_value(initial), data)


class WeekField(HoursField):
    """A week in seven lines."""

    widget = forms.Textarea(attrs={"rows": 7})
    write, read = staticmethod(week_in_lines), staticmethod(read_week)
