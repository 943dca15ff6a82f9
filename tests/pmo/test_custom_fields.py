"""Custom fields are shown where they belong: everywhere, in their portfolios, or where they have a value."""

import pytest
from django.test import Client

from pmo.models import CustomField
from projects.models import Project
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer():
    user, client = make.UserFactory(language="en"), Client()
    make.give_role(user, "officer")
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


@pytest.fixture
def shop():
    return make.PortfolioFactory(name="Shop")


@pytest.fixture
def archive():
    return make.PortfolioFactory(name="Archive")


@pytest.fixture
def fields(archive):
    CustomField.objects.create(name="Functional area", model="projects.project", key="area")
    narrow = CustomField.objects.create(name="Delivery confidence", model="projects.project", key="confidence")
    narrow.portfolios.add(archive)
    CustomField.objects.create(name="Probability word", model="risks.risk", key="word").portfolios.add(archive)


def shown(client, row, slug) -> set[str]:
    names = {"Functional area", "Delivery confidence", "Probability word"}
    found = []
    for address in (f"/{slug}/{row.pk}/", f"/{slug}/{row.pk}/edit/"):
        text = client.get(address).content.decode()
        found.append({name for name in names if name in text})
    assert found[0] == found[1], "page and form differ"
    return found[0]


def test_a_field_of_a_portfolio_is_shown_on_its_projects_only(officer, fields, shop, archive):
    both = {"Functional area", "Delivery confidence"}
    assert shown(officer, make.ProjectFactory(portfolio=archive), "projects") == both
    assert shown(officer, make.ProjectFactory(portfolio=shop), "projects") == {"Functional area"}


def test_a_value_that_is_there_is_shown_wherever_the_project_lies(officer, fields, shop):
    project = make.ProjectFactory(portfolio=shop, custom={"confidence": "Amber"})
    assert shown(officer, project, "projects") == {"Functional area", "Delivery confidence"}


def test_rows_below_a_project_follow_its_portfolio(officer, fields, shop, archive):
    risk = make.RiskFactory(project=make.ProjectFactory(portfolio=archive))
    assert shown(officer, risk, "risks") == {"Probability word"}
    assert shown(officer, make.RiskFactory(project=make.ProjectFactory(portfolio=shop)), "risks") == set()


def test_a_new_project_has_the_fields_of_the_portfolio_that_is_chosen(officer, fields, archive):
    assert "Delivery confidence" not in officer.get("/projects/new/").content.decode()
    assert "Delivery confidence" in officer.get(f"/projects/new/?portfolio={archive.pk}").content.decode()


def test_saving_a_form_keeps_the_values_of_fields_it_does_not_show(officer, fields, shop, archive):
    project = make.ProjectFactory(portfolio=shop, custom={"area": "Payment"})
    address = f"/projects/{project.pk}/edit/"
    page = officer.get(address)
    data = {name: value for name, value in page.context["form"].initial.items() if value is not None}
    data |= {"name": "Renamed", "custom_area": "Returns"}
    answer = officer.post(address, data)
    assert answer.status_code == 302, answer.context["form"].errors
    assert Project.objects.get().custom["area"] == "Returns"


def test_lists_filter_and_export_every_field_as_before(officer, fields, archive, shop):
    make.ProjectFactory(name="Old", portfolio=archive, custom={"confidence": "Amber"})
    make.ProjectFactory(name="New", portfolio=shop)
    rows = officer.get("/projects/?custom_confidence=Amber").context["page"].rows
    assert [row.name for row in rows] == ["Old"]
    export = b"".join(
        officer.get("/projects/export.csv?columns=name&columns=custom_confidence").streaming_content
    ).decode()
    assert "Delivery confidence" in export and "Amber" in export


def test_the_pmo_says_where_a_field_is_shown(officer, fields, shop, archive):
    field = CustomField.objects.get(key="confidence")
    data = {"name": field.name, "model": field.model, "key": field.key, "type": "text", "choices": ""}
    data |= {"portfolios": [shop.pk, archive.pk], "version": field.version}
    assert officer.post(f"/custom-fields/{field.pk}/edit/", data).status_code == 302
    assert set(field.portfolios.all()) == {shop, archive}


def test_a_field_is_made_in_the_browser_without_a_word_of_code():
    officer = Client()
    user = make.UserFactory()
    make.give_role(user, "administrator")
    officer.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    form = officer.get("/custom-fields/new/", headers={"accept-language": "en"}).content.decode()
    assert 'value="projects.project" selected>Projects</option>' in form
    data = {
        "name": "2e zone d’été",
        "model": "projects.project",
        "type": "choice",
        "key": "",
        "choices": " Nord\nSud\n\nSud",
    }
    assert officer.post("/custom-fields/new/", data).status_code == 302
    field = CustomField.objects.get()
    assert (field.key, field.choices) == ("e_zone_dete", ["Nord", "Sud"])
    assert "Projects" in officer.get("/custom-fields/", headers={"accept-language": "en"}).content.decode()
    again = officer.get(f"/custom-fields/{field.pk}/edit/").content.decode()
    assert "Nord\nSud" in again.replace("\r", "")
    assert officer.post("/custom-fields/new/", data | {"name": "!!!"}).status_code == 422
    assert CustomField.objects.count() == 1
