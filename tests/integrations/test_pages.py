"""The way of a file through the pages: upload, columns, preview, import, result; and who may walk it."""

import io
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from integrations.forms import meaning_of
from integrations.models import Import, ImportMapping
from integrations.writing.objects import WRITABLES
from pmo.models import CustomField, Organisation
from pmo.pages import pages_of
from projects.models import Project, ProjectSnapshot
from tests.factories import (
    AllocationFactory,
    BudgetLineFactory,
    CostEntryFactory,
    IssueFactory,
    MilestoneFactory,
    PersonFactory,
    PortfolioFactory,
    ProjectFactory,
    RiskFactory,
    UserFactory,
    days,
    give_role,
)
from tests.integrations.files import published, xlsx_bytes

CSV = "Code;Nom;Début;Budget;Zone\nA1;Alpha;03/02/2025;1 500,50;Nord\nA2;Bêta;pas encore;12;Sud\n"


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def officer(db):
    user = UserFactory(language="en")
    give_role(user, "officer")
    return user


@pytest.fixture
def visit(client, officer, django_capture_on_commit_callbacks):
    """Send a request as the officer and let the jobs it starts run."""
    client.force_login(officer)

    def send(method, name, *arguments, query="", **data):
        with django_capture_on_commit_callbacks(execute=True):
            return getattr(client, method)(reverse(f"integrations:{name}", args=arguments) + query, data)

    return send


def upload(visit, content: str | bytes = CSV, name="projects.csv") -> Import:
    data = content.encode() if isinstance(content, str) else content
    answer = visit("post", "import-create", file=SimpleUploadedFile(name, data))
    assert answer.status_code == 302, answer.content.decode()
    return Import.objects.latest("pk")


def page(visit, row: Import, query="") -> str:
    answer = visit("get", "import-detail", row.pk, query=query)
    assert answer.status_code == 200
    return answer.content.decode()


def columns(row: Import, **changed) -> dict:
    """What the page of columns posts when nothing is changed."""
    data = {"preset": "none", "create_missing": "on"}
    for number, sheet in enumerate(row.sheets):
        data[f"sheet{number}-target"] = sheet["target"]
        for column in sheet["columns"]:
            meaning = meaning_of(column)
            data[f"sheet{number}-column_{column['index']}"] = meaning
    return data | changed


def state(row: Import) -> str:
    row.refresh_from_db()
    return row.state


def test_a_file_goes_from_upload_to_result(visit):
    portfolio = PortfolioFactory(code="WEB")
    row = upload(visit)
    assert state(row) == "read" and "Budget" in page(visit, row)

    visit("post", "import-columns", row.pk, **columns(row, portfolio=portfolio.pk))
    assert state(row) == "previewed" and not Project.objects.exists()
    shown = page(visit, row)
    assert "pas encore" in shown and "not a date" in shown and (row.new, row.rejected) == (2, 0)

    visit("post", "import-confirm", row.pk)
    assert state(row) == "done"
    alpha = Project.objects.get(code="A1")
    assert (alpha.name, alpha.budget, alpha.portfolio) == ("Alpha", Decimal("1500.50"), portfolio)
    assert reverse("projects:project-list") in page(visit, row)
    assert "projects.csv" in visit("get", "import-list").content.decode()


def test_a_day_in_the_future_is_refused_at_its_field(visit):
    row = upload(visit)
    answer = visit("post", "import-columns", row.pk, **columns(row, portfolio_code="NEW", as_of="2999-01-01"))
    assert (answer.status_code, state(row)) == (422, "read")
    assert "lies in the future" in answer.content.decode()


def test_a_column_becomes_a_custom_field_when_the_user_says_so(visit):
    portfolio = PortfolioFactory()
    row = upload(visit)
    data = columns(row, portfolio=portfolio.pk, **{"sheet0-column_4": "custom:choice"})
    visit("post", "import-columns", row.pk, **data)
    assert not CustomField.objects.exists()
    visit("post", "import-confirm", row.pk)
    field = CustomField.objects.get(model="projects.project")
    assert (field.name, field.type, field.choices) == ("Zone", "choice", ["Nord", "Sud"])
    assert Project.objects.get(code="A1").custom == {field.key: "Nord"}


def test_columns_are_kept_as_a_preset_for_the_next_file(visit):
    portfolio = PortfolioFactory()
    row = upload(visit)
    data = columns(row, portfolio=portfolio.pk, keep_as="Monthly list", **{"sheet0-column_4": "custom:text"})
    visit("post", "import-columns", row.pk, **data)
    assert ImportMapping.objects.get().name == "Monthly list"
    following = upload(visit, "Zone;Nom;Code\nEst;Gamma;A3\n", "february.csv")
    assert "Monthly list" in page(visit, following)
    shown = visit("post", "import-columns", following.pk, query="?again=1", preset="Monthly list").content.decode()
    assert '<option value="custom:text" selected' in shown


def test_a_sheet_is_taken_as_another_kind_of_object(visit):
    row = upload(visit, "Titre;Projet;Échéance\nBug;P1;01/02/2025\n")
    target = row.sheets[0]["target"]
    other = "issue" if target != "issue" else "risk"
    shown = visit("post", "import-columns", row.pk, query="?again=1", **{"preset": "none", "sheet0-target": other})
    assert f'<option value="{other}" selected' in shown.content.decode()
    assert "field:raised_on" in shown.content.decode()


def test_two_columns_may_not_fill_one_field_and_required_ones_must_be_filled(visit):
    row = upload(visit)
    answer = visit("post", "import-columns", row.pk, **columns(row, **{"sheet0-column_4": "field:name"}))
    assert answer.status_code == 422 and "Several columns" in answer.content.decode()
    answer = visit("post", "import-columns", row.pk, **columns(row, **{"sheet0-column_1": ""}))
    assert answer.status_code == 422 and "No column gives" in answer.content.decode()
    assert state(row) == "read"


def test_an_edition_is_recognised_and_leaves_a_dated_snapshot(visit):
    source = published("france-panorama-si/2017-02-10_panorama_projets_si.csv")
    row = upload(visit, source.read_bytes(), source.name)
    assert (row.preset, row.edition) == ("panorama", "Panorama 2017-02")
    visit(
        "post",
        "import-columns",
        row.pk,
        preset="panorama",
        portfolio_code="FR",
        as_of="2017-02-10",
        create_missing="on",
    )
    visit("post", "import-confirm", row.pk)
    assert state(row) == "done" and row.portfolio.is_archive
    assert ProjectSnapshot.objects.filter(portfolio=row.portfolio, source="import").count() == 57


@pytest.mark.full
def test_probable_renames_are_confirmed_before_the_import(visit):
    later = "2017-07-25_Panorama_des_grands_projets_SI_-_20170630.csv"
    for name in ("2017-02-10_panorama_projets_si.csv", later):
        source = published(f"france-panorama-si/{name}")
        row = upload(visit, source.read_bytes(), source.name)
        visit("post", "import-columns", row.pk, preset="panorama", portfolio_code="", create_missing="on",
              portfolio=getattr(Import.objects.exclude(portfolio=None).first(), "portfolio_id", "") or "")  # fmt: skip
        if name != later:
            visit("post", "import-confirm", row.pk)
    row.refresh_from_db()
    pair = next(each for each in row.report["renames"] if each["new_name"] == "CASSIOPEE V2")
    assert "CASSIOPEE V2" in page(visit, row)
    before = Project.objects.count()
    visit("post", "import-confirm", row.pk, rename=[f"{pair['new_key']}\t{pair['old_key']}"])
    assert state(row) == "previewed", "a confirmed rename changes the preview, which is shown again"
    assert "CASSIOPEE V2" not in [each["new_name"] for each in row.report["renames"]]
    visit("post", "import-confirm", row.pk)
    assert state(row) == "done" and Project.objects.count() == before + 14
    renamed = Project.objects.get(name="CASSIOPEE V2")
    assert list(renamed.snapshots.order_by("as_of").values_list("name", flat=True)) == ["CASSIOPEE", "CASSIOPEE V2"]


def test_a_rename_that_was_not_proposed_is_not_taken(visit):
    row = upload(visit)
    visit("post", "import-columns", row.pk, **columns(row, portfolio_code="NEW"))
    visit("post", "import-confirm", row.pk, rename=["a1\tsomething"])
    assert state(row) == "done" and row.renames == {}


def test_an_export_is_edited_and_imported_again_with_its_differences_shown(visit, client):
    project = ProjectFactory(code="P1", name="Alpha")
    milestone = MilestoneFactory(project=project, name="Go-live", reference_date=days(0), forecast_date=days(5))
    exported = client.get(reverse("projects:milestone-export", args=["csv"]))
    text = b"".join(exported.streaming_content).decode()
    row = upload(visit, text.replace(days(5).isoformat(), days(20).isoformat()), "milestones.csv")
    assert row.sheets[0]["target"] == "milestone"
    visit("post", "import-columns", row.pk, **columns(row))
    row.refresh_from_db()
    assert (row.new, row.changed, row.rejected) == (0, 1, 0), row.report["problems"]
    [cell] = row.report["changes"][0]["cells"]
    assert (cell["before"], cell["after"]) == (days(5).isoformat(), days(20).isoformat())
    assert days(20).isoformat() in page(visit, row)
    visit("post", "import-confirm", row.pk)
    milestone.refresh_from_db()
    assert milestone.forecast_date == days(20) and milestone.version == 2


def test_a_row_changed_after_the_preview_is_a_conflict(visit):
    project = ProjectFactory(code="A1", name="Alpha")
    row = upload(visit, "Code;Nom;Budget\nA1;Alpha;100\n")
    visit("post", "import-columns", row.pk, **columns(row))
    Project.objects.filter(pk=project.pk).update(budget=999)
    visit("post", "import-confirm", row.pk)
    project.refresh_from_db()
    assert state(row) == "done" and project.budget == 999
    assert row.rejected == 1 and row.report["conflicts"][0]["object_id"] == project.pk


@pytest.mark.parametrize(
    ("content", "name", "says"),
    [
        (b"%PDF-1.4 ...", "list.csv", "This is a PDF"),
        (bytes(range(256)) * 20, "list.xlsx", "not a text file or a workbook"),
        (b"", "list.csv", "The file is empty. Choose the file again"),
    ],
)
def test_what_is_no_table_is_refused_with_what_to_do(visit, content, name, says):
    answer = visit("post", "import-create", file=SimpleUploadedFile(name, content))
    assert answer.status_code == 422 and says in answer.content.decode()
    assert not Import.objects.exists()


def test_a_file_that_is_too_large_is_refused(visit, settings):
    settings.IMPORT_MAX_BYTES = 10
    answer = visit("post", "import-create", file=SimpleUploadedFile("list.csv", CSV.encode()))
    assert answer.status_code == 413 and not Import.objects.exists()


def test_reasons_are_read_in_the_language_of_whoever_looks(visit, officer):
    row = upload(visit, "Code;Nom;Début\nA1;Alpha;bientôt\n")
    visit("post", "import-columns", row.pk, **columns(row, portfolio_code="NEW"))
    assert "not a date" in page(visit, row)
    officer.language = "fr"
    officer.save()
    text = page(visit, row)
    assert "pas une date" in text and "not a date" not in text


def test_a_cancelled_preview_says_so_above_the_columns(visit):
    row = upload(visit)
    visit("post", "import-columns", row.pk, **columns(row, portfolio_code="NEW"))
    row.refresh_from_db()
    type(row).objects.filter(pk=row.pk).update(state="read")
    type(row.job).objects.filter(pk=row.job.pk).update(state="cancelled")
    assert "Preview of projects.csv" in page(visit, row) and "Cancelled" in page(visit, row)


def test_a_file_of_which_no_row_can_be_imported_offers_no_import(visit):
    row = upload(visit, "Code;Nom;Budget\n;;\n;;12\n")
    visit("post", "import-columns", row.pk, **columns(row, portfolio_code="NEW"))
    assert state(row) == "previewed" and (row.new, row.changed, row.unchanged) == (0, 0, 0)
    text = page(visit, row)
    assert "No row of this file can be imported." in text and "Import now" not in text


def test_the_preview_says_what_is_created_besides_the_rows(visit):
    row = upload(visit, "Code;Nom;Chef de projet\nA1;Alpha;Ada Lovelace\nA2;Beta;Grace Hopper\n")
    visit("post", "import-columns", row.pk, **columns(row, portfolio_code="NEW"))
    text = " ".join(page(visit, row).split())
    assert "Created besides: portfolios (1), people (2)" in text


def test_a_workbook_of_several_sheets_is_imported_in_the_order_of_its_objects(visit):
    book = xlsx_bytes(
        Jalons=[["Projet", "Nom", "Date de référence"], ["P1", "Recette", "2025-03-01"]],
        Projets=[["Code", "Nom"], ["P1", "Alpha"]],
    )
    row = upload(visit, book, "book.xlsx")
    visit("post", "import-columns", row.pk, **columns(row, portfolio_code="NEW"))
    visit("post", "import-confirm", row.pk)
    assert state(row) == "done" and row.new == 2
    assert Project.objects.get().milestones.get().name == "Recette"


def test_a_refusal_found_by_the_job_is_said_on_the_page(visit):
    row = upload(visit, "1;2\n3;4\n")
    assert state(row) == "refused"
    assert "No row of column titles" in page(visit, row)


def test_the_template_is_given_in_both_languages(visit):
    for language, title in (("fr", "Projets"), ("en", "Projects")):
        answer = visit("get", "import-template", language)
        from openpyxl import load_workbook

        book = load_workbook(io.BytesIO(b"".join(answer.streaming_content)), read_only=True)
        assert title in book.sheetnames
        book.close()


def test_problems_are_given_as_csv_that_runs_no_formula(visit):
    row = upload(visit, "Code;Nom;Début\nA1;Alpha;=cmd\n")
    visit("post", "import-columns", row.pk, **columns(row, portfolio_code="NEW"))
    text = visit("get", "import-problems", row.pk).content.decode()
    assert "'=cmd" in text


def test_an_import_that_has_not_run_is_deleted_with_its_file(visit):
    row = upload(visit)
    path = row.file.path
    visit("post", "import-delete", row.pk)
    from pathlib import Path

    assert not Import.objects.exists() and not Path(path).exists()


def test_an_import_that_has_run_is_neither_deleted_nor_run_again(visit):
    row = upload(visit)
    visit("post", "import-columns", row.pk, **columns(row, portfolio_code="NEW"))
    visit("post", "import-confirm", row.pk)
    visit("post", "import-delete", row.pk)
    visit("post", "import-confirm", row.pk)
    assert state(row) == "done" and row.new == 2


PAGES = ("import-detail", "import-columns", "import-problems")


@pytest.mark.parametrize("role", ["contributor", "executive", "guest", "resource_manager"])
def test_whoever_may_not_import_sees_no_page_of_it(visit, client, role):
    row = upload(visit)
    other = UserFactory()
    give_role(other, role)
    client.force_login(other)
    assert [client.get(reverse(f"integrations:{name}", args=[row.pk])).status_code for name in PAGES] == [404] * 3
    assert client.post(reverse("integrations:import-confirm", args=[row.pk])).status_code == 404
    assert client.get(reverse("integrations:import-create")).status_code == 403
    assert "projects.csv" not in client.get(reverse("integrations:import-list")).content.decode()


def test_an_auditor_reads_imports_and_changes_none(visit, client):
    row = upload(visit)
    auditor = UserFactory()
    give_role(auditor, "auditor")
    client.force_login(auditor)
    assert client.get(reverse("integrations:import-detail", args=[row.pk])).status_code == 200
    for name in ("import-columns", "import-confirm", "import-delete"):
        assert client.post(reverse(f"integrations:{name}", args=[row.pk])).status_code == 403


def test_the_difference_between_the_french_editions_is_on_a_page(visit, officer):
    from integrations.services import import_file

    for name in (
        "2017-02-10_panorama_projets_si.csv",
        "2017-07-25_Panorama_des_grands_projets_SI_-_20170630.csv",
    ):
        report = import_file(published(f"france-panorama-si/{name}"), actor=officer)
    answer = visit("get", "editions", report.portfolio_id)
    assert [count for _label, count in answer.context["figures"]] == [15, 11, 46, 17, 19]
    assert "CASSIOPEE V2" in answer.content.decode()


def test_the_difference_page_hides_money_and_projects_that_are_not_the_readers(visit, client, officer):
    from integrations.services import import_file

    for day, budget in (("2024-01-31", 100), ("2024-02-29", 200)):
        file = io.BytesIO(f"Code;Nom;Budget\nA1;Alpha;{budget}\n".encode())
        report = import_file(file, actor=officer, portfolio_code="PF", as_of=day_of(day), name="list.csv")
    address = reverse("integrations:editions", args=[report.portfolio_id])
    assert client.get(address).context["found"].changed_cost
    blind = UserFactory()
    give_role(blind, "data_protection_officer")
    client.force_login(blind)
    assert client.get(address).context["found"].changed_cost == []
    outsider = UserFactory()
    give_role(outsider, "guest")
    client.force_login(outsider)
    assert client.get(address).status_code == 404


def day_of(text: str):
    from datetime import date

    return date.fromisoformat(text)


def test_the_table_of_ratings_is_edited_by_the_pmo_and_applies_to_what_was_imported(visit, client, officer):
    from integrations.services import import_file

    file = io.BytesIO(b"Code;Nom;RAG\nA1;Alpha;Amber/Green\n")
    import_file(file, actor=officer, portfolio_code="PF", as_of=day_of("2024-01-31"), name="list.csv")
    snapshot = ProjectSnapshot.objects.get()
    assert (snapshot.rating, snapshot.declared_health, snapshot.health) == ("Amber/Green", "green", "green")
    assert client.get(reverse("integrations:rating-map")).status_code == 200
    rows = len(Organisation.current().rating_map) + 3
    others = {f"rating_{n}": "" for n in range(rows)} | {f"health_{n}": "none" for n in range(rows)}
    visit("post", "rating-map", **others | {"rating_0": "amber / green", "health_0": "amber"})
    snapshot.refresh_from_db()
    assert (snapshot.rating, snapshot.declared_health, snapshot.health) == ("Amber/Green", "amber", "amber")
    assert Organisation.current().rating_map == {"amber / green": "amber"}
    manager = UserFactory()
    give_role(manager, "project_manager")
    client.force_login(manager)
    assert client.get(reverse("integrations:rating-map")).status_code == 403


def exported(client, noun: str) -> str:
    return b"".join(client.get(reverse(f"projects:{noun}-export", args=["csv"])).streaming_content).decode()


@pytest.mark.parametrize("noun", ["project", "milestone", "budgetline", "costentry"])
def test_an_export_that_nobody_edited_changes_nothing(visit, client, noun):
    twins = [PersonFactory(name="Ada"), PersonFactory(name="Ada")]
    for manager in twins:
        project = ProjectFactory(name="Twin", manager=manager, currency="GBP", budget=None)
        MilestoneFactory(project=project, owner=manager, is_key=True)
        BudgetLineFactory(project=project, label="-5 % if late", amount=Decimal("-12.50"))
        CostEntryFactory(project=project, label="Twice")
    row = upload(visit, exported(client, noun), f"{noun}.csv")
    visit("post", "import-columns", row.pk, **columns(row))
    row.refresh_from_db()
    assert (row.new, row.changed, row.unchanged, row.rejected) == (0, 0, 2, 0), row.report
    assert row.report["problems"] == []
    visit("post", "import-confirm", row.pk)
    assert not ProjectSnapshot.objects.filter(source="import").exists()


LISTS = {
    "project": "projects:project", "milestone": "projects:milestone", "budget_line": "projects:budgetline",
    "cost_entry": "projects:costentry", "risk": "risks:risk", "issue": "risks:issue",
    "allocation": "resources:allocation", "person": "accounts:person",
}  # fmt: skip


def exported_whole(client, target: str, language: str) -> str:
    """Every column of a list, in the language of the reader."""
    from django.conf import settings

    address = reverse(LISTS[target] + "-export", args=["csv"])
    pages = pages_of(WRITABLES[target].model)
    chosen = "&".join(f"columns={column.name}" for column in pages.table.columns)
    custom = "".join(f"&columns=custom_{field.key}" for field in CustomField.objects.all())
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    answer = client.get(f"{address}?{chosen}{custom}")
    return b"".join(answer.streaming_content).decode()


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("target", LISTS)
def test_every_column_of_every_list_comes_back_as_what_it_was(visit, client, officer, target, language):
    officer.language = language
    officer.save()
    person = PersonFactory(name="Ada", email="ada@example.org", starts_on=days(-500), job_title="Chef")
    project = ProjectFactory(
        manager=person, sponsor=person, budget=7, planned_start=days(0), planned_finish=days(10),
        forecast_start=days(1), forecast_finish=days(20), is_critical=True, priority="1", status="on_hold",
    )  # fmt: skip
    CustomField.objects.create(model="projects.project", key="zone", name="Zone de vente")
    Project.objects.filter(pk=project.pk).update(custom={"zone": "Nord"})
    MilestoneFactory(project=project, owner=person, reference_date=days(3), forecast_date=days(5), is_go_live=True)
    BudgetLineFactory(project=project, label="Lot 1", amount=Decimal("12.50"), cost_centre="CC", nature="opex")
    CostEntryFactory(project=project, kind="accrued", document_number="F-1", nature="opex")
    RiskFactory(project=project, owner=person, probability=4, impact=2, cost_impact=100)
    IssueFactory(project=project, owner=person)
    AllocationFactory(project=project, person=person)
    text = exported_whole(client, target, language)
    row = upload(visit, text, "export.csv")
    visit("post", "import-columns", row.pk, **columns(row))
    row.refresh_from_db()
    assert row.report["changes"] == [] and row.report["problems"] == [], text
    assert (row.new, row.changed, row.unchanged, row.rejected) == (0, 0, 1, 0)


def test_every_head_of_an_export_starts_with_a_capital_and_exports_of_before_are_still_read(visit, client, officer):
    officer.language = "fr"
    officer.save()
    project = ProjectFactory(name="Alpha", planned_finish=days(10), forecast_finish=days(20))
    text = exported_whole(client, "project", "fr")
    head, rest = text.split("\r\n", 1)
    titles = head.lstrip("\ufeff").split(";")
    assert (titles[0], titles[-1]) == ("Id", "Version") and "Nom" in titles and "Fin prévue" in titles
    assert [title for title in titles if title[0].islower()] == []
    of_before = f"{head.lower()}\r\n{rest}".replace(f"{days(20):%d/%m/%Y}", f"{days(33):%d/%m/%Y}")
    row = upload(visit, of_before, "export.csv")
    visit("post", "import-columns", row.pk, **columns(row))
    visit("post", "import-confirm", row.pk)
    project.refresh_from_db()
    assert (project.planned_finish, project.forecast_finish) == (days(10), days(33))


def test_an_edited_cell_of_a_french_export_changes_the_fact_of_that_title(visit, client, officer):
    officer.language = "fr"
    officer.save()
    CustomField.objects.create(model="projects.project", key="zone", name="Zone de vente")
    project = ProjectFactory(name="Alpha", planned_finish=days(10), forecast_finish=days(20), custom={"zone": "Nord"})
    text = exported_whole(client, "project", "fr").replace(f"{days(20):%d/%m/%Y}", f"{days(33):%d/%m/%Y}")
    row = upload(visit, text.replace("Nord", "Sud"), "export.csv")
    visit("post", "import-columns", row.pk, **columns(row))
    visit("post", "import-confirm", row.pk)
    project.refresh_from_db()
    assert (project.planned_finish, project.forecast_finish) == (days(10), days(33))
    assert project.custom == {"zone": "Sud"}


def test_measures_in_an_export_never_become_facts(visit, client):
    ProjectFactory(code="P1", name="Alpha")
    row = upload(visit, exported(client, "project"), "projects.csv")
    meanings = {column["header"]: column["field"] for column in row.sheets[0]["columns"]}
    assert {meanings[title] for title in ("Health", "Budget", "Finish", "Forecast")} == {""}
    assert (meanings["Id"], meanings["Version"], meanings["Name"]) == ("id", "version", "name")


def test_a_row_that_was_changed_since_its_export_is_shown_as_a_conflict(visit, client):
    milestone = MilestoneFactory(name="Go-live", reference_date=days(0), forecast_date=days(5))
    text = exported(client, "milestone").replace(days(5).isoformat(), days(20).isoformat())
    type(milestone).objects.filter(pk=milestone.pk).update(forecast_date=days(9))
    row = upload(visit, text, "milestones.csv")
    visit("post", "import-columns", row.pk, **columns(row))
    row.refresh_from_db()
    assert row.rejected == 1 and "changed by somebody else" in page(visit, row)
    visit("post", "import-confirm", row.pk, overwrite="on")
    assert state(row) == "previewed" and row.changed == 1
    visit("post", "import-confirm", row.pk, overwrite="on")
    milestone.refresh_from_db()
    assert state(row) == "done" and milestone.forecast_date == days(20)


def test_a_project_manager_takes_an_export_of_the_own_project_back_in(client, db, django_capture_on_commit_callbacks):
    manager = UserFactory(language="en")
    mine, other = ProjectFactory(name="Mine"), ProjectFactory(name="Other")
    give_role(manager, "project_manager", project=mine)
    milestone = MilestoneFactory(project=mine, forecast_date=days(5))
    MilestoneFactory(project=other, forecast_date=days(5))
    client.force_login(manager)
    text = exported(client, "milestone").replace(days(5).isoformat(), days(20).isoformat())
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("integrations:import-create"), {"file": SimpleUploadedFile("m.csv", text.encode())})
    row = Import.objects.get()
    for name, data in (("import-columns", columns(row)), ("import-confirm", {})):
        with django_capture_on_commit_callbacks(execute=True):
            assert client.post(reverse(f"integrations:{name}", args=[row.pk]), data).status_code == 302
    milestone.refresh_from_db()
    assert state(row) == "done" and milestone.forecast_date == days(20)
    assert other.milestones.get().version == 1
