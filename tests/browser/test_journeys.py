"""What people do all week, in a browser: log in, report a status, add a risk, look at dashboards, in both languages."""

import time

import pytest
from axe_playwright_python.sync_playwright import Axe

from projects.models import Project, StatusReport
from risks.models import Risk
from tests.factories import PASSWORD

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PAGES = (
    "/",
    "/my-work/",
    "/projects/",
    "/risks/",
    "/risks/matrix/",
    "/workload/",
    "/milestones/",
    "/portfolios/",
    "/people/",
)


def serious(page) -> list[str]:
    """What axe calls serious or critical."""
    found = Axe().run(page).response["violations"]
    return [
        f"{one['id']}: {one['nodes'][0]['html'][:160]}" for one in found if one["impact"] in ("serious", "critical")
    ]


def test_a_wrong_password_says_so_and_a_right_one_enters(page, site):
    def answer_the_form(password: str):
        page.fill("input[name=login]", "pm@example.org")
        page.fill("input[name=password]", password)
        page.press("input[name=password]", "Enter")

    page.goto(f"{site}/account/login/")
    answer_the_form("wrong")
    page.wait_for_selector("[role=alert], .field-error, .alert")
    assert "/account/login" in page.url
    answer_the_form(PASSWORD)
    page.wait_for_url(lambda url: "/account/login" not in url)
    page.wait_for_selector("#content h1")


def test_a_status_is_reported_in_three_clicks_from_my_work(page, site, sign_in):
    sign_in("pm@example.org")
    page.goto(f"{site}/my-work/")
    page.click("text=Refonte du site >> nth=0")
    page.check("input[name=overall][value=amber]", force=True)
    page.fill("textarea[name=summary]", "Le lot paiement glisse d'une semaine.")
    page.fill("textarea[name=comment]", "Rattrapage en cours.")
    page.click("button[name=publish]")
    page.wait_for_url(lambda url: "/report/" not in url)
    report = StatusReport.objects.get()
    assert (report.state, report.overall) == ("published", "amber")
    assert report.facts["health"]


def test_a_risk_is_added_from_the_project(page, site, sign_in):
    sign_in("pm@example.org")
    project = Project.objects.get(code="WEB-001")
    page.goto(f"{site}/risks/new/?project={project.pk}")
    page.fill("input[name=name]", "Retard du prestataire de paiement")
    page.press("input[name=name]", "Enter")
    page.wait_for_url(lambda url: "/new/" not in url)
    assert Risk.objects.get().project == project


@pytest.mark.full
def test_a_form_is_sent_once_however_often_it_is_asked_to(page, site, sign_in):
    sign_in("pm@example.org")
    project = Project.objects.get(code="WEB-001")
    page.goto(f"{site}/risks/new/?project={project.pk}")
    page.fill("input[name=name]", "Prestataire en retard")
    page.route("**/risks/new/**", lambda route: (time.sleep(0.5), route.continue_()))
    page.evaluate("""() => {
        const button = document.querySelector('.form-actions button[type=submit]')
        for (const moment of [0, 150, 300]) setTimeout(() => button.click(), moment)
    }""")
    page.wait_for_url(lambda url: "/new/" not in url)
    page.goto(f"{site}/projects/{project.pk}/#tab-risks")
    page.click("#tab-risks [data-shortcut-create]")
    page.wait_for_selector(".side-panel input[name=name]:focus")
    page.keyboard.type("Deux fois Entrée")
    for _press in range(3):
        page.keyboard.press("Enter")
    page.wait_for_selector(".side-panel .panel-title:has-text('Deux fois')")
    page.wait_for_load_state("networkidle")
    assert sorted(Risk.objects.values_list("name", flat=True)) == ["Deux fois Entrée", "Prestataire en retard"]


def test_two_people_editing_one_project_see_a_conflict(page, site, sign_in):
    sign_in("pm@example.org")
    project = Project.objects.get(code="WEB-002")
    page.goto(f"{site}/projects/{project.pk}/edit/")
    Project.objects.filter(pk=project.pk).update(name="Paiement mobile v2")
    page.fill("input[name=name]", "Paiement mobile (mien)")
    page.press("input[name=name]", "Enter")
    page.wait_for_selector("text=Paiement mobile v2")
    assert page.input_value("input[name=name]") == "Paiement mobile (mien)"
    assert page.evaluate("document.activeElement.getAttribute('role')") == "alert"
    page.set_viewport_size({"width": 390, "height": 844})
    assert page.evaluate("document.documentElement.scrollWidth") <= 391
    project.refresh_from_db()
    assert project.name == "Paiement mobile v2"


@pytest.mark.full
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_are_accessible_in_both_schemes(page, site, sign_in, scheme):
    page.emulate_media(color_scheme=scheme)
    sign_in("pmo@example.org")
    project = Project.objects.get(code="WEB-001")
    for path in (
        *PAGES,
        f"/projects/{project.pk}/",
        f"/projects/{project.pk}/edit/",
        f"/projects/{project.pk}/report/",
    ):
        page.goto(site + path)
        page.wait_for_load_state("networkidle")
        assert not serious(page), path


@pytest.mark.parametrize(("language", "word"), [("fr", "Projets"), ("en", "Projects")])
def test_pages_speak_one_language(page, site, sign_in, language, word):
    sign_in("pmo@example.org")
    page.context.set_extra_http_headers({"Accept-Language": language})
    page.context.add_cookies([{"name": "django_language", "value": language, "url": site}])
    page.goto(f"{site}/projects/")
    assert page.locator("h1").inner_text().strip().lower() == word.lower()
    assert page.evaluate("document.documentElement.lang") == language


def test_a_row_is_opened_edited_saved_and_left_by_keys_alone(page, site, sign_in):
    sign_in("pmo@example.org")
    page.goto(f"{site}/projects/")
    page.wait_for_load_state("networkidle")
    page.keyboard.press("j")
    page.keyboard.press("o")
    page.wait_for_selector(".side-panel.show [data-shortcut-edit]")
    page.keyboard.press("e")
    page.wait_for_selector(".side-panel input[name=name]:focus")
    page.keyboard.press("End")
    page.keyboard.type(" bis")
    page.keyboard.press("Enter")
    page.wait_for_selector("tr:has-text(' bis')")
    page.wait_for_selector(".side-panel.show .panel-title:has-text(' bis')")
    page.keyboard.press("Escape")
    page.wait_for_selector("tr[data-panel-url]:focus")
    assert Project.objects.filter(name__endswith=" bis").count() == 1


@pytest.mark.parametrize("way", ["a part of the page", "figures of a script"])
def test_a_session_that_ended_leads_to_the_log_in_and_back(page, site, sign_in, way):
    sign_in("pmo@example.org")
    page.goto(f"{site}/projects/?status=active")
    page.wait_for_load_state("networkidle")
    page.context.clear_cookies(name="sessionid")
    if way == "a part of the page":
        page.keyboard.press("j")
        page.keyboard.press("o")
    else:
        page.evaluate("() => { fetch('/choices/accounts.person/') }")
    page.wait_for_url(lambda url: "/account/login/?next=" in url)
    page.fill("input[name=login]", "pmo@example.org")
    page.fill("input[name=password]", PASSWORD)
    page.press("input[name=password]", "Enter")
    page.wait_for_url(f"{site}/projects/?status=active")


def test_tabs_beyond_the_edge_are_found_in_a_list_beside_them(page, site, sign_in):
    sign_in("pmo@example.org")
    page.goto(f"{site}/projects/{Project.objects.get(code='WEB-001').pk}/")
    page.click("[data-tabs-more] summary")
    page.click("[data-tabs-more] nav a:has-text('Historique')")
    page.wait_for_selector("#tab-history.active")
    assert page.url.endswith("#tab-history")
    assert page.locator("[data-tabs-more]").get_attribute("open") is None
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#tab-history"


@pytest.mark.full
def test_nothing_overflows_on_a_phone(page, site, sign_in):
    sign_in("pm@example.org")
    page.set_viewport_size({"width": 390, "height": 844})
    project = Project.objects.get(code="WEB-001")
    for path in (*PAGES, f"/projects/{project.pk}/", f"/projects/{project.pk}/report/"):
        page.goto(site + path)
        page.wait_for_load_state("networkidle")
        assert page.evaluate("document.documentElement.scrollWidth") <= 391, path
