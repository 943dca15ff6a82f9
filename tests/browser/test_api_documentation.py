"""The documentation page of the API renders under our Content-Security-Policy."""

import pytest

pytestmark = [pytest.mark.full, pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_the_routes_of_the_api_are_shown_and_can_be_tried_out(page, site, sign_in):
    sign_in("pmo@example.org")
    page.set_default_timeout(90_000)
    page.goto(f"{site}/api/v1/docs/")
    page.wait_for_selector("#api-documentation .opblock-tag")
    assert page.locator(".opblock-tag").count() > 30
    page.click("[data-tag=vendors]")
    list_of_vendors = "#operations-vendors-vendors_list"
    page.click(f"{list_of_vendors} button.opblock-summary-control", no_wait_after=True)
    page.click(f"{list_of_vendors} .try-out__btn")
    page.click(f"{list_of_vendors} .execute")
    answer = page.locator(f"{list_of_vendors} .live-responses-table .response-col_status").last
    answer.wait_for()
    assert "200" in answer.inner_text()
