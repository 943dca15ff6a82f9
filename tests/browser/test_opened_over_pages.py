"""What opens over a page: readable over what it covers, within the window, in the reader's language."""

import pytest

from tests.browser.waiting import eventually

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def open_first_choice(page):
    page.locator(".ts-control").first.click()
    eventually(page, page.locator(".ts-dropdown .option, .ts-dropdown .no-results").first.is_visible)
    return page.locator(".ts-dropdown").first


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_what_a_select_covers_does_not_shine_through_its_choices(scheme, page, site, sign_in):
    sign_in("pmo@example.org")
    page.emulate_media(color_scheme=scheme)
    page.goto(f"{site}/projects/new/")
    choices = open_first_choice(page)
    colour = choices.evaluate("one => getComputedStyle(one).backgroundColor")
    assert colour.startswith("rgb(")
    assert choices.evaluate("one => getComputedStyle(one.querySelector('.active')).backgroundColor") != colour


def test_a_choice_that_is_not_there_is_told_in_french_with_the_way_to_add_it(page, site, sign_in):
    sign_in("pmo@example.org")
    page.goto(f"{site}/projects/new/")
    choices = open_first_choice(page)
    page.keyboard.type("nulle part")
    eventually(page, choices.locator(".no-results").is_visible)
    assert choices.locator(".no-results").inner_text().split("\n")[0] == "Aucun résultat"
    link = choices.get_by_role("link", name="Nouveau : portefeuille")
    assert link.get_attribute("href") == "/portfolios/new/" and link.get_attribute("target") == "_blank"


@pytest.mark.parametrize("width", [1300, *(pytest.param(width, marks=pytest.mark.full) for width in (768, 1024, 1600))])
def test_the_sheet_of_filters_stays_within_the_window(width, page, site, sign_in):
    sign_in("pmo@example.org")
    page.set_viewport_size({"width": width, "height": 800})
    for address in ("projects/", "roadmap/"):
        page.goto(f"{site}/{address}")
        page.get_by_text("Filtres", exact=True).click()
        sheet = page.locator(".list-sheet:has(.filter-grid)")
        eventually(page, sheet.locator("input, select").first.is_visible)
        eventually(page, lambda shown=sheet: shown.locator("label").count() > 3)
        place = sheet.bounding_box()
        assert place["x"] >= 0 and place["x"] + place["width"] <= width, address
        assert sheet.evaluate("one => one.scrollWidth <= one.clientWidth"), address
