"""On a phone the sections of the dashboard are folded, opened by one tap and kept open; elsewhere all are open."""

import pytest
from axe_playwright_python.sync_playwright import Axe

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PHONE = {"width": 390, "height": 844}
SHOWN = """() => Object.fromEntries([...document.querySelectorAll('[data-fold]')].map((fold) =>
  [fold.dataset.fold, [...fold.children].slice(1).some((one) => one.checkVisibility())]))"""


def dashboard(page, site) -> dict[str, bool]:
    """Opens the dashboard; which of its sections show more than their heading."""
    page.goto(f"{site}/dashboard/")
    page.wait_for_load_state("networkidle")
    return page.evaluate(SHOWN)


@pytest.mark.full
def test_a_wide_window_shows_every_section(page, site, sign_in):
    sign_in("pmo@example.org")
    shown = dashboard(page, site)
    assert {"by-portfolio", "changes-finish", "trouble-risks", "chart-health"} <= set(shown)
    assert all(shown.values())
    assert not page.locator("[data-fold-toggle]").first.is_visible()


@pytest.mark.full
def test_a_phone_shows_the_headings_and_keeps_what_was_opened(page, site, sign_in):
    sign_in("pmo@example.org")
    page.set_viewport_size(PHONE)
    shown = dashboard(page, site)
    assert [name for name, visible in shown.items() if visible] == ["trouble-critical"]
    toggle = page.locator("[data-fold=changes-finish] [data-fold-toggle]")
    assert toggle.get_attribute("aria-expanded") == "false"
    toggle.click()
    assert toggle.get_attribute("aria-expanded") == "true"
    page.locator("[data-fold=trouble-critical] [data-fold-toggle]").press("Enter")
    shown = dashboard(page, site)
    assert [name for name, visible in shown.items() if visible] == ["changes-finish"]
    found = Axe().run(page).response["violations"]
    assert not [one["id"] for one in found if one["impact"] in ("serious", "critical")]


def test_a_phone_without_scripts_shows_every_section(chromium, page, site, sign_in):
    sign_in("pmo@example.org")
    context = chromium.new_context(viewport=PHONE, java_script_enabled=False)
    context.add_cookies(page.context.cookies())
    plain = context.new_page()
    plain.goto(f"{site}/dashboard/")
    assert plain.locator("[data-fold=by-portfolio] table").is_visible()
    assert not plain.locator("[data-fold-toggle]").first.is_visible()
    context.close()
