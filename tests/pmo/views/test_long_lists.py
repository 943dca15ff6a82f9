"""Lists longer than a page are walked to their end in their default order, whatever it is made of."""

import re

import pytest
from django.test import Client
from django.urls import get_resolver

from pmo.pages import all_pages
from tests import factories as make
from tests.test_query_count import FACTORIES

pytestmark = pytest.mark.django_db
assert get_resolver().url_patterns
TABLES = {pages.model._meta.model_name: pages for pages in all_pages()}


@pytest.mark.parametrize(
    "noun", ["budgetline", "costentry", "objectivelink", "statusreport", "allocation", "risk", "rate"]
)
def test_a_list_is_walked_page_by_page(noun):
    user, client = make.UserFactory(), Client()
    make.give_role(user, "administrator")
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    made = {FACTORIES[noun]().pk for _ in range(60)}
    url, seen = f"{TABLES[noun].url('list')}?page_size=25", []
    while url:
        page = client.get(url)
        assert page.status_code == 200
        text = page.content.decode()
        seen += [int(pk) for pk in re.findall(r'name="ids" value="([0-9]+)"', text)]
        more = re.search(r'rel="next" href="([^"]+)"', text)
        url = more.group(1).replace("&amp;", "&") if more else ""
    assert sorted(seen) == sorted(made)


@pytest.mark.parametrize(
    ("device", "rows"),
    [("Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) Mobile/15E148", 25), ("Mozilla/5.0 (X11; Linux)", 50)],
)
def test_a_phone_is_shown_half_as_many_rows_a_page(device, rows):
    user, client = make.UserFactory(), Client(headers={"user-agent": device})
    make.give_role(user, "administrator")
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    for _number in range(51):
        make.VendorFactory()
    page = client.get(TABLES["vendor"].url("list")).content.decode()
    assert len(re.findall(r'name="ids" value="[0-9]+"', page)) == rows
    assert 'rel="next"' in page
