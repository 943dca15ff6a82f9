"""One fact edited in place: with its rules, its version, custom fields too, and never an amount that is hidden."""

import pytest
from django.test import Client
from django.urls import get_resolver

from pmo.models import CustomField
from pmo.pages import pages_of
from risks.models import Risk
from tests import factories as make

pytestmark = pytest.mark.django_db
assert get_resolver().url_patterns  # declares the pages


@pytest.fixture
def editor():
    user = make.UserFactory()
    make.give_role(user, "administrator")
    client = Client()
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def cell(row, field: str) -> str:
    return pages_of(type(row)).url("cell", row.pk, field)


def test_every_fact_on_the_page_opens_as_a_field(editor):
    risk = make.RiskFactory()
    CustomField.objects.create(name="Zone", model="risks.risk", key="zone")
    page = editor.get(pages_of(Risk).url("detail", risk.pk)).content.decode()
    names = [name for _title, group in pages_of(Risk).form.fieldsets for name in group]
    for name in [*names, "custom_zone"]:
        assert f'data-cell-url="{cell(risk, name)}"' in page
        assert editor.get(cell(risk, name)).status_code == 200, name
    assert page.count("data-cell-open") == len(names) + 1


def test_a_custom_field_is_saved_in_place_and_keeps_the_others(editor):
    for key, kind in (("zone", "text"), ("price", "number")):
        CustomField.objects.create(name=key, model="risks.risk", key=key, type=kind)
    risk = make.RiskFactory(custom={"zone": "north"})
    answer = editor.post(cell(risk, "custom_price"), {"custom_price": "12.50", "version": risk.version})
    risk.refresh_from_db()
    assert answer.status_code == 200 and risk.custom == {"zone": "north", "price": "12.5"}
    assert editor.post(cell(risk, "custom_price"), {"custom_price": "x", "version": risk.version}).status_code == 422


def test_what_is_no_field_of_the_form_is_not_found(editor):
    risk = make.RiskFactory()
    for name in ("score", "version", "custom_nothing", "links"):
        assert editor.get(cell(risk, name)).status_code == 404, name


def test_a_conflict_tells_the_present_value_in_words(editor):
    risk = make.RiskFactory(state="open")
    Risk.objects.filter(pk=risk.pk).update(state="closed")
    answer = editor.post(cell(risk, "state"), {"state": "occurred", "version": 1})
    text = answer.content.decode()
    assert answer.status_code == 409 and 'class="pill' in text and 'value="2"' in text
    risk.refresh_from_db()
    assert risk.state == "closed"
