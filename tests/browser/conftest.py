"""Chromium against a live server, for whoever has it; elsewhere these tests skip and say so."""

import os
import shutil
from datetime import date

import pytest
from django.test import Client

from accounts.models import User
from pmo.models import Organisation
from tests import factories as make

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
SWITCHES = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
# Playwright's event loop runs in this thread; Django would refuse the database while it does.
UNSAFE = "DJANGO_ALLOW_ASYNC_UNSAFE"


@pytest.fixture(scope="module")
def chromium():
    """A browser for the tests of one file; its loop is gone before the next file's tests start."""
    if CHROMIUM is None:
        pytest.skip("no Chromium on this machine")
    from playwright.sync_api import sync_playwright

    os.environ[UNSAFE] = "true"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=SWITCHES)
        yield browser
        browser.close()
    os.environ.pop(UNSAFE, None)


@pytest.fixture
def site(chromium, live_server, settings, transactional_db):
    """The address of a running server with one organisation, its people and three projects."""
    settings.ALLOWED_HOSTS = ["*"]
    Organisation.objects.get_or_create(pk=1)
    user = make.UserFactory(email="pm@example.org", name="Camille Petit")
    person = make.PersonFactory(name="Camille Petit", user=user)
    portfolio = make.PortfolioFactory(name="Site marchand", code="WEB")
    for number, name in enumerate(("Refonte du site", "Paiement mobile", "Gamme bio"), start=1):
        make.ProjectFactory(
            name=name, code=f"WEB-00{number}", portfolio=portfolio, manager=person, status="active",
            planned_start=date(2026, 1, 5), planned_finish=date(2026, 12, 18), forecast_finish=date(2027, 2, 1),
        )  # fmt: skip
    make.give_role(make.UserFactory(email="pmo@example.org", name="Alex Martin"), "administrator")
    from projects.models import Project
    from reporting.services import recalculate

    recalculate(list(Project.objects.values_list("pk", flat=True)))
    return live_server.url


@pytest.fixture
def page(chromium, site):
    """A page whose console errors, failed requests and policy violations fail the test."""
    context = chromium.new_context(locale="fr-FR", viewport={"width": 1280, "height": 900})
    page, faults = context.new_page(), []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    page.set_default_timeout(15_000)
    page.faults = faults
    yield page
    context.close()
    unexpected = [fault for fault in faults if "status of 4" not in fault]
    assert not unexpected


@pytest.fixture
def sign_in(page, site):
    """Give the browser a session, as the form does; the form itself has a journey of its own."""

    def log_in(email: str):
        client = Client()
        client.force_login(User.objects.get(email=email), backend="allauth.account.auth_backends.AuthenticationBackend")
        page.context.add_cookies([{"name": "sessionid", "value": client.session.session_key, "url": site}])
        return page

    return log_in
