"""Durations and predecessors are read as planners of both languages type them."""

import pytest
from django.core.exceptions import ValidationError

from projects.services.planning.typed import TypedLink, Units, duration_minutes, typed_links

UNITS = Units(420, 2100)


@pytest.mark.parametrize(
    ("text", "minutes"),
    [("3 d", 1260), ("3j", 1260), ("1,5 j", 630), ("0.5d", 210), ("4 h", 240), ("90 min", 90), ("2 w", 4200),
     ("2 sem", 4200), ("2 sem.", 4200), ("3", 1260), (45, 45), ("0", 0), ("4h30", 270), ("1 j 4 h", 660),
     ("3j 30 min", 1290), ("1 200 j", 504_000), ("1\N{NARROW NO-BREAK SPACE}200 j", 504_000)],
)  # fmt: skip
def test_durations(text, minutes):
    assert duration_minutes(text, UNITS) == minutes


@pytest.mark.parametrize(
    "text", ["", "soon", "3 parsecs", "-1 d", "1e9 d", -5, True, "9" * 30, "9" * 400, "3 4 d", "3 d 4", "3 d soon", "h"]
)
def test_what_is_no_duration_is_said(text):
    with pytest.raises(ValidationError):
        duration_minutes(text, UNITS)


@pytest.mark.parametrize(
    ("text", "link"),
    [("3", TypedLink("3", "FS", 0, False)), ("5SS+2d", TypedLink("5", "SS", 840, False)),
     ("2FD-1j", TypedLink("2", "FS", -420, False)),     ("1.2 DD + 4h", TypedLink("1.2", "SS", 240, False)),
     ("7df", TypedLink("7", "SF", 0, False)),
     ("3FS+2ed", TypedLink("3", "FS", 2880, True)), ("3+2ej", TypedLink("3", "FS", 2880, True))],
)  # fmt: skip
def test_links(text, link):
    assert typed_links(text, UNITS) == [link]


def test_several_links_and_none():
    assert [link.row for link in typed_links("3; 4FF ;", UNITS)] == ["3", "4"] and typed_links(" ", UNITS) == []


@pytest.mark.parametrize("text", ["3+", "3FS+soon", "!", "3 4"])
def test_what_is_no_link_is_said(text):
    with pytest.raises(ValidationError):
        typed_links(text, UNITS)
