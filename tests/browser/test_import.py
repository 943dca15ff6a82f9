"""A file on its way in, as people see it: wrong files refused, columns, preview, import, and an export edited."""

import csv
import io

import pytest
from axe_playwright_python.sync_playwright import Axe

from projects.models import Project
from tests.factories import UserFactory, give_role

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

LIST = "Code;Intitulé;Fin prévue;Budget (k€);Zone\nWEB-001;Refonte du site web;bientôt;1 250,5;Nord\nN-1;Neuf;;10;Sud\n"


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def upload(page, site, sign_in):
    give_role(UserFactory(email="officer@example.org", name="Jeanne", language="fr"), "officer")
    sign_in("officer@example.org")

    def send(name: str, content: bytes):
        page.goto(f"{site}/imports/new/")
        page.set_input_files("input[type=file]", {"name": name, "mimeType": "text/csv", "buffer": content})
        page.click("form[enctype] button[type=submit]")
        page.wait_for_load_state("networkidle")

    return send


def serious(page) -> list[str]:
    found = Axe().run(page).response["violations"]
    return [one["id"] for one in found if one["impact"] in ("serious", "critical")]


def means(page, header: str, value: str) -> None:
    page.locator("tr", has=page.locator("th", has_text=header)).locator("select").select_option(value)


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [("devis.csv", b"%PDF-1.4 x", "C’est un PDF"), ("vide.csv", b"", "Le fichier est vide")],
)
def test_a_wrong_file_is_refused_in_the_language_of_the_reader(page, upload, name, content, says):
    upload(name, content)
    assert says in page.inner_text("[role=alert]")


def test_a_list_is_mapped_previewed_and_imported(page, upload):
    upload("liste.csv", LIST.encode("cp1252"))
    means(page, "Zone", "custom:choice")
    page.fill("input[name=portfolio_code]", "NEUF")
    assert serious(page) == []
    page.click("form#columns button.btn-primary")
    page.wait_for_selector("form[action*=confirm]")
    text = page.inner_text("main")
    assert "Cellules qui changeraient" in text and "bientôt" in text and "pas une date" in text
    assert serious(page) == [] and not Project.objects.filter(code="N-1").exists()
    page.click("form[action*=confirm] button.btn-primary")
    page.wait_for_selector("text=Importé")
    assert Project.objects.get(code="N-1").custom == {"zone": "Sud"}
    assert Project.objects.get(code="WEB-001").name == "Refonte du site web"


@pytest.mark.full
def test_an_edited_export_shows_its_changes_and_conflicts_before_anything_is_written(page, site, upload):
    upload("liste.csv", LIST.encode())
    export = page.request.get(f"{site}/projects/export.csv").body().decode("utf-8-sig")
    rows = [line for line in csv.reader(io.StringIO(export), delimiter=";") if line]
    name, code = rows[0].index("Nom"), rows[0].index("Code")
    for row in rows[1:]:
        row[name] += " (relu)"
    Project.objects.filter(code="WEB-002").update(description="changé entre-temps")
    text = io.StringIO()
    csv.writer(text, delimiter=";").writerows(rows)
    upload("export.csv", text.getvalue().encode())
    page.click("form#columns button.btn-primary")
    page.wait_for_selector("form[action*=confirm]")
    shown = page.inner_text("main")
    assert "Une ligne a été modifiée par quelqu’un d’autre" in shown.replace("'", "’")
    page.click("form[action*=confirm] button.btn-primary")
    page.wait_for_selector("text=Importé")
    changed = set(Project.objects.filter(name__endswith="(relu)").values_list("code", flat=True))
    assert changed == {row[code] for row in rows[1:]} - {"WEB-002"}
