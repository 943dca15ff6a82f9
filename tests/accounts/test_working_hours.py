"""Working hours are typed and read as times of the day, and kept in minutes."""

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from accounts.models import Calendar
from accounts.models.calendar import default_week
from accounts.working_hours import hours, read_hours, read_week, week_in_lines, week_in_words

OFFICE = [[540, 750], [840, 1050]]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("09:00-12:30, 14:00-17:30", OFFICE),
        ("14h-17h30 9h-12h30", OFFICE),
        ("9-12:30; 14–17:30", OFFICE),
        ("0:00-24:00", [[0, 1440]]),
        ("", []),
    ],
)
def test_times_are_read_as_people_write_them(typed, kept):
    assert read_hours(typed) == kept
    assert read_hours(hours(kept)) == kept


@pytest.mark.parametrize(
    "typed", ["nine to five", "9-12 and", "12-9", "9-12, 11-14", "9-25", "9:75-12", "9-9", "[[540, 750]]"]
)
def test_what_is_no_time_is_refused_with_a_message_that_quotes_it(typed):
    with pytest.raises(ValidationError) as refused:
        read_hours(typed)
    assert typed in refused.value.messages[0]


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_week_is_written_and_read_back_in_the_language_of_the_reader(language):
    with translation.override(language):
        assert read_week(week_in_lines(default_week())) == default_week()


def test_days_are_called_by_the_beginning_of_their_names_and_others_are_free():
    with translation.override("fr"):
        assert read_week("lun : 9-12\nSam.: 10-11") == [[[540, 720]], [], [], [], [], [[600, 660]], []]
        for wrong in ("9-12", "Monday: 9-12", "m: 9-12"):
            with pytest.raises(ValidationError):
                read_week(wrong)


def test_days_with_equal_hours_stand_together():
    with translation.override("fr"):
        assert week_in_words(default_week()) == "lundi – vendredi 09:00-12:30, 14:00-17:30; samedi – dimanche chômé"


@pytest.mark.django_db
def test_a_calendar_is_written_in_the_browser_without_counting_minutes(client, administrator):
    client.force_login(administrator)
    text = "Lun : 9-17\nMar : 9h-17h"
    answer = client.post("/calendars/new/", {"name": "Temps partiel", "country": "FR", "week": text})
    row = Calendar.objects.get(name="Temps partiel")
    assert (answer.status_code, row.week[:3]) == (302, [[[540, 1020]], [[540, 1020]], []])
    page = client.get(f"/calendars/{row.pk}/").content.decode()
    assert "lundi – mardi 09:00-17:00" in page
    assert "[[" not in page
    edit = client.get(f"/calendars/{row.pk}/edit/").content.decode()
    assert "Lundi: 09:00-17:00" in edit
    wrong = client.post("/calendars/new/", {"name": "Autre", "country": "FR", "week": "Lun: parfois"})
    assert wrong.status_code == 422
    assert "Lun: parfois" in wrong.content.decode()
