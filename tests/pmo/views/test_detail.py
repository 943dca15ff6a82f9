"""Facts on the page of an object are written as people say them: months, years, durations."""

from datetime import date

import pytest
from django.test import Client
from django.utils import translation

from tests import factories as make
from tests.plan_factories import TaskFactory

pytestmark = pytest.mark.django_db
MAY = date(2026, 5, 1)


@pytest.fixture
def page():
    user, client = make.UserFactory(), Client()
    make.give_role(user, "administrator")
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")

    def text(row, slug: str, language: str) -> str:
        client.cookies["django_language"] = language
        answer = client.get(f"/{slug}/{row.pk}/", headers={"accept-language": language})
        assert answer.status_code == 200
        return answer.content.decode().replace("\N{NO-BREAK SPACE}", " ")

    return text


def test_a_month_is_a_month_and_a_year_has_no_thousands(page):
    line = make.BudgetLineFactory(month=MAY, fiscal_year=2026)
    assert "mai 2026" in page(line, "budget-lines", "fr")
    assert "May 2026" in page(line, "budget-lines", "en")
    year = page(make.EnvelopeFactory(fiscal_year=2028), "envelopes", "fr")
    assert "2028" in year.split("<main")[1].split("fiscal_year")[-1]
    assert "2\u202f028" not in year


def test_a_task_lasts_days_rather_than_minutes(page):
    text = page(TaskFactory(duration=419_580, work=210), "tasks", "fr")
    assert "999 j" in text
    assert "0,5 j" in text
    assert "419580" not in text and "419\u202f580" not in text


def test_names_carry_dates_and_months_in_the_format_of_the_reader():
    cost, absence = make.CostEntryFactory.build(month=MAY, label="Audit"), make.AbsenceFactory.build(first_day=MAY)
    with translation.override("fr"):
        assert "mai 2026" in str(cost)
        assert str(absence).endswith("01/05/2026")
    with translation.override("en"):
        assert "May 2026" in str(cost)
        assert str(absence).endswith("2026-05-01")


def test_names_are_written_as_they_were_given(page):
    text = page(make.ProjectFactory(name="iPhone en magasin"), "projects", "fr")
    assert "IPhone" not in text
    assert ">Projets</a>" in text
