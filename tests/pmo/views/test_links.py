"""Links of an object are edited on its page, by whoever may change it, with the version that was seen."""

import pytest
from django.test import Client
from django.urls import get_resolver

from pmo.models.record import validate_links
from pmo.pages import pages_of
from risks.models import Risk
from tests import factories as make

pytestmark = pytest.mark.django_db
assert get_resolver().url_patterns  # declares the pages
HTMX = {"HX-Request": "true"}


def client_of(user) -> Client:
    client = Client()
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


@pytest.fixture
def editor():
    user = make.UserFactory()
    make.give_role(user, "administrator")
    return client_of(user)


@pytest.fixture
def risk():
    return make.RiskFactory(name="Delay")


def address(row) -> str:
    return pages_of(type(row)).url("links", row.pk)


def send(client, row, *links, version=None):
    labels, urls = zip(*links, strict=True) if links else ((), ())
    body = {"label": labels, "url": urls, "version": row.version if version is None else version}
    return client.post(address(row), body, headers=HTMX)


def test_links_are_added_changed_and_removed_together(editor, risk):
    assert send(editor, risk, ("Contract", "https://example.org/c"), ("", "")).status_code == 200
    risk.refresh_from_db()
    assert risk.links == [{"label": "Contract", "url": "https://example.org/c"}]
    answer = send(editor, risk, ("Deal", "mailto:legal@example.org"))
    risk.refresh_from_db()
    assert risk.links == [{"label": "Deal", "url": "mailto:legal@example.org"}]
    assert 'href="mailto:legal@example.org"' in answer.content.decode()
    send(editor, risk)
    risk.refresh_from_db()
    assert risk.links == []


def test_an_address_without_scheme_is_on_the_web_and_names_itself(editor, risk):
    send(editor, risk, ("", "www.example.org/plan?x=1"))
    risk.refresh_from_db()
    assert risk.links == [{"label": "https://www.example.org/plan?x=1", "url": "https://www.example.org/plan?x=1"}]


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "ftp://example.org", "data:text/html,x", "mailto:nobody", "file:///etc/passwd", ""]
)
def test_other_schemes_are_refused_beside_their_row(editor, risk, url):
    answer = send(editor, risk, ("Good", "https://example.org"), ("Bad", url))
    assert answer.status_code == 422 and b'id="link-fault-2"' in answer.content
    risk.refresh_from_db()
    assert risk.links == [] and risk.version == 1


def test_a_stale_version_writes_nothing_and_shows_what_is_saved(editor, risk):
    Risk.objects.filter(pk=risk.pk).update(links=[{"label": "Theirs", "url": "https://example.org/theirs"}])
    answer = send(editor, risk, ("Mine", "https://example.org/mine"), version=1)
    text = answer.content.decode()
    assert answer.status_code == 409 and "Theirs" in text and "Mine" in text and 'value="2"' in text
    risk.refresh_from_db()
    assert risk.links[0]["label"] == "Theirs"


def test_who_may_not_change_the_object_edits_no_links(risk):
    user = make.UserFactory()
    make.give_role(user, "auditor")
    reader = client_of(user)
    assert reader.get(address(risk)).status_code == 403
    assert send(reader, risk, ("x", "https://example.org")).status_code == 403
    assert b"hx-get" not in reader.get(f"{address(risk)}?cancel=1", headers=HTMX).content
    stranger = client_of(make.UserFactory())
    assert stranger.get(address(risk)).status_code == 404
    assert stranger.get(f"{address(risk)}?cancel=1").status_code == 404


def test_history_tells_links_in_words(editor, risk):
    send(editor, risk, ("Contract", "https://example.org/c"))
    text = editor.get(pages_of(Risk).url("history", risk.pk)).content.decode()
    assert "Contract (https://example.org/c)" in text and "{&#x27;" not in text


def test_a_published_report_keeps_its_facts_and_links_on_pages_too(editor):
    report = make.StatusReportFactory(state="published", published_at="2026-01-05T08:00:00Z")
    pages = pages_of(type(report))
    for verb, arguments in (("update", ()), ("delete", ()), ("links", ()), ("cell", ("summary",))):
        assert editor.get(pages.url(verb, report.pk, *arguments)).status_code == 403, verb
    assert editor.post(pages.url("cell", report.pk, "summary"), {"summary": "x"}).status_code == 403
    assert editor.post(pages.url("bulk-delete"), {"ids": [report.pk], "confirm": "1"}).status_code == 403
    page = editor.get(pages.url("detail", report.pk)).content.decode()
    assert "data-cell-url" not in page and pages.url("update", report.pk) not in page
    assert pages.url("correct", report.pk) in page


def test_an_object_has_no_endless_links():
    with pytest.raises(Exception, match="50"):
        validate_links([{"label": "x", "url": "https://example.org"}] * 51)
