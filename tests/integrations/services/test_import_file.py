"""Importing one file: what is matched, kept, reported, refused, and who may do it."""

import io
import json
import subprocess
import sys
from datetime import date
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from accounts.models import Department, Person, Vendor
from integrations.mapping import propose
from integrations.models import ImportMapping
from integrations.services import import_file
from integrations.targets import target
from integrations.template_workbook import write_template
from integrations.workbook import WorkbookRefused
from integrations.writing.permissions import Permissions
from pmo.history import written_by
from pmo.models import CustomField, ExternalReference
from portfolio.models import Portfolio
from projects.models import BudgetLine, CostEntry, Milestone, MilestoneForecast, Project, ProjectSnapshot
from resources.models import Allocation
from risks.models import Issue, Risk
from tests.factories import (
    MilestoneFactory,
    PersonFactory,
    PortfolioFactory,
    ProjectFactory,
    RiskFactory,
    UserFactory,
    days,
    give_role,
)
from tests.integrations.files import xlsx_bytes

RESULT = ("new", "changed", "unchanged", "rejected")


@pytest.fixture
def officer(db):
    user = UserFactory()
    give_role(user, "officer")
    return user


@pytest.fixture
def portfolio(db):
    return PortfolioFactory(code="WEB", name="Web")


def run(text, actor, **options):
    """Import the text of a CSV file into the portfolio WEB."""
    return import_file(io.BytesIO(text.encode()), actor=actor, name="list.csv", **{"portfolio_code": "WEB"} | options)


def outcome(report, target=None) -> tuple:
    if target:
        return tuple(getattr(report.counts[target], each) for each in RESULT)
    return tuple(report.total(each) for each in RESULT)


def reasons(report) -> list[tuple]:
    return [(problem.row, problem.column, problem.reason_code) for problem in report.problems]


# --- Projects ------------------------------------------------------------------------------------


def test_projects_are_created_and_the_second_run_changes_nothing(officer, portfolio):
    text = "Code;Nom;Début;Fin prévue;Budget;Statut\nA1;Alpha;01/02/2025;31/12/2025;1 000,50;Actif\n;Bêta;;;;\n"
    assert outcome(run(text, officer)) == (2, 0, 0, 0)
    alpha, beta = Project.objects.order_by("pk")
    assert (alpha.code, alpha.planned_start, alpha.budget) == ("A1", date(2025, 2, 1), Decimal("1000.50"))
    assert (alpha.status, alpha.portfolio, beta.code) == ("active", portfolio, "WEB-001")
    assert outcome(run(text, officer)) == (0, 0, 2, 0)
    alpha.refresh_from_db()
    assert alpha.version == 1


def test_an_unreadable_cell_is_reported_and_the_rest_of_its_row_kept(officer, portfolio):
    report = run("Code;Nom;Début;Statut\nA1;Alpha;bientôt;bizarre\n", officer)
    assert outcome(report) == (1, 0, 0, 0)
    assert reasons(report) == [(2, "Début", "not_a_date"), (2, "Statut", "unknown_choice")]
    assert report.problems[0].value == "bientôt" and report.problems[0].sheet == "list"


@pytest.mark.parametrize(
    ("word", "status"),
    [("En cours", "active"), ("En pause", "on_hold"), ("terminé", "closed"), ("Clos", "closed"), ("Idea", "proposed")],
)
def test_a_status_is_understood_in_the_words_that_lists_use(officer, portfolio, word, status):
    assert run(f"Code;Nom;Statut\nA1;Alpha;{word}\n", officer).problems == []
    assert Project.objects.get().status == status


def test_a_value_that_breaks_a_rule_is_left_out_and_the_row_kept(officer, portfolio):
    report = run("Code;Nom;Début prévu;Fin prévue;Budget\nA1;Alpha;01/06/2025;01/01/2025;-5\n", officer)
    assert outcome(report) == (1, 0, 0, 0)
    assert sorted(column for _row, column, _code in reasons(report)) == ["Budget", "Fin prévue"]
    project = Project.objects.get()
    assert (project.planned_start, project.planned_finish, project.budget) == (date(2025, 6, 1), None, None)


def test_problems_stand_in_the_order_of_the_file_with_values_as_the_reader_writes_them(officer, portfolio):
    text = "Code;Nom;Début prévu;Fin prévue\nA1;Alpha;01/06/2025;2025-01-31\nA2;Beta;bientôt;\n"
    with translation.override("fr"):
        report = run(text, officer)
    assert [(problem.row, problem.value) for problem in report.problems] == [(2, "31/01/2025"), (3, "bientôt")]


def test_a_rule_broken_together_with_a_stored_value_keeps_the_stored_one(officer, portfolio):
    ProjectFactory(code="A1", name="Alpha", planned_start=days(0), planned_finish=days(10), portfolio=portfolio)
    report = run(f"Code;Nom;Début prévu\nA1;Alpha;{days(20).isoformat()}\n", officer)
    assert outcome(report) == (0, 0, 1, 0)
    assert reasons(report) == [(2, "Début prévu", "invalid")]
    assert Project.objects.get().planned_start == days(0)


def test_a_row_without_its_name_is_rejected(officer, portfolio):
    report = run("Code;Nom\nA1;\nA2;Beta\n", officer)
    assert outcome(report) == (1, 0, 0, 1) and reasons(report) == [(2, "Nom", "missing_value")]


def test_a_code_that_occurs_twice_is_imported_once(officer, portfolio):
    report = run("Code;Nom\nA1;Alpha\na1;Another\n", officer)
    assert outcome(report) == (1, 0, 0, 1) and reasons(report) == [(3, "", "repeated_key")]


def test_a_code_of_a_project_that_may_not_be_seen_is_refused_like_a_taken_one(portfolio):
    manager = UserFactory()
    give_role(manager, "portfolio_manager", portfolio=portfolio)
    hidden = ProjectFactory(code="S1", name="Secret", portfolio=PortfolioFactory())
    report = run("Code;Nom;Budget\nS1;Mine;5\nS2;Fine;6\n", manager)
    assert outcome(report) == (1, 0, 0, 1)
    hidden.refresh_from_db()
    assert (hidden.name, hidden.version) == ("Secret", 1)
    assert "Secret" not in json.dumps(report.as_json())


def test_a_project_is_found_by_code_whatever_its_name_and_by_name_without_a_code(officer, portfolio):
    ProjectFactory(code="A1", name="Old name", portfolio=portfolio)
    ProjectFactory(code="A2", name="Été  2025", portfolio=portfolio)
    assert outcome(run("Code;Nom\na1;New name\n", officer)) == (0, 1, 0, 0)
    assert outcome(run("Nom;Budget\nETE 2025;7\n", officer)) == (0, 1, 0, 0)
    assert set(Project.objects.values_list("name", flat=True)) == {"New name", "ETE 2025"}


def test_a_name_in_another_portfolio_is_another_project(officer, portfolio):
    ProjectFactory(name="Alpha", portfolio=PortfolioFactory())
    assert outcome(run("Nom;Budget\nAlpha;7\n", officer)) == (1, 0, 0, 0)


def test_external_keys_find_their_row_again_when_everything_else_has_changed(officer, portfolio):
    run("External key;Nom\nX-1;Alpha\n", officer)
    report = run("External key;Nom;Budget\nX-1;Renamed;8\n", officer)
    assert outcome(report) == (0, 1, 0, 0) and Project.objects.get().name == "Renamed"
    assert list(ExternalReference.objects.values_list("source", "key")) == [("import", "X-1")]


def test_a_new_project_needs_a_portfolio(officer, portfolio):
    report = run("Code;Nom\nA1;Alpha\n", officer, portfolio_code="")
    assert outcome(report) == (0, 0, 0, 1) and reasons(report)[0][2] == "no_portfolio"
    report = run("Code;Nom;Portefeuille\nA1;Alpha;WEB\nA2;Beta;Nowhere\n", officer, portfolio_code="")
    assert outcome(report) == (1, 0, 0, 1)
    assert (3, "Portefeuille", "unknown_reference") in reasons(report)


def test_blank_cells_empty_what_may_be_empty_and_missing_columns_touch_nothing(officer, portfolio):
    ProjectFactory(
        code="A1",
        name="Alpha",
        description="Kept",
        budget=5,
        planned_start=days(0),
        status="active",
        portfolio=portfolio,
    )
    report = run("Code;Nom;Budget;Statut\nA1;Alpha;;\n", officer)
    project = Project.objects.get()
    assert outcome(report) == (0, 1, 0, 0)
    assert (project.budget, project.status, project.description, project.planned_start) == (
        None, "active", "Kept", days(0),
    )  # fmt: skip


def test_people_departments_and_vendors_are_found_or_created(officer, portfolio):
    PersonFactory(name="Ada Lovelace", email="ada@example.org")
    text = "Code;Nom;Chef de projet;Sponsor;Direction\nA1;Alpha;ada@example.org;Grace Hopper;Ventes\n"
    report = run(text, officer)
    project = Project.objects.get()
    assert (project.manager.name, project.sponsor.name, project.department.name) == (
        "Ada Lovelace", "Grace Hopper", "Ventes",
    )  # fmt: skip
    assert report.created == {"person": 1, "department": 1}
    assert outcome(run(text, officer)) == (0, 0, 1, 0) and Person.objects.count() == 2


def test_unknown_names_are_reported_where_nothing_is_to_be_created(officer, portfolio):
    report = run("Code;Nom;Direction\nA1;Alpha;Ventes\n", officer, create_missing=False)
    assert outcome(report) == (1, 0, 0, 0) and reasons(report) == [(2, "Direction", "unknown_reference")]
    assert not Department.objects.exists()


def test_a_name_that_two_people_share_names_neither(officer, portfolio):
    PersonFactory(name="Ada")
    PersonFactory(name="ada")
    report = run("Code;Nom;Chef de projet\nA1;Alpha;Ada\n", officer)
    assert reasons(report) == [(2, "Chef de projet", "ambiguous_reference")]
    assert Project.objects.get().manager is None


def test_a_linked_object_that_the_export_hid_stays_as_it_is(officer, portfolio):
    ada = PersonFactory(name="Ada")
    ProjectFactory(code="A1", name="Alpha", manager=ada, portfolio=portfolio)
    for word in ("restricted", "restreint", "Restricted"):
        run(f"Code;Nom;Chef de projet\nA1;Alpha;{word}\n", officer, create_missing=False)
    assert Project.objects.get().manager == ada


def test_text_that_our_exports_protect_from_being_a_formula_comes_back_as_it_was(officer, portfolio):
    ProjectFactory(code="A1", name="=Alpha", portfolio=portfolio)
    assert outcome(run("Code;Nom\nA1;'=Alpha\n", officer)) == (0, 0, 1, 0)


def test_history_says_who_imported_and_that_it_was_an_import(officer, portfolio):
    run("Code;Nom\nA1;Alpha\n", officer)
    event = Project.pgh_event_models["insert"].objects.get() if hasattr(Project, "pgh_event_models") else None
    from django.apps import apps

    event = event or apps.get_model("projects", "ProjectEvent").objects.get()
    assert event.pgh_context.metadata["user"] == officer.pk
    assert event.pgh_context.metadata["source"] == "import"


# --- Re-importing exports: ids, versions, conflicts ------------------------------------------------


def test_a_row_with_its_id_is_that_row_and_shows_its_changes_cell_by_cell(officer, portfolio):
    project = ProjectFactory(code="A1", name="Alpha", budget=10, portfolio=portfolio)
    report = run(f"id;version;Code;Nom;Budget\n{project.pk};1;A1;Alpha 2;10\n", officer)
    assert outcome(report) == (0, 1, 0, 0)
    [change] = report.changes
    assert [(cell.field, cell.before, cell.after) for cell in change.cells] == [("Nom", "Alpha", "Alpha 2")]


def test_a_row_that_was_changed_since_the_export_is_a_conflict_and_stays(officer, portfolio):
    project = ProjectFactory(code="A1", name="Alpha", description="old", portfolio=portfolio)
    Project.objects.filter(pk=project.pk).update(description="theirs")
    text = f"id;version;Nom;Description\n{project.pk};1;Alpha;mine\n"
    report = run(text, officer)
    assert outcome(report) == (0, 0, 0, 1)
    assert reasons(report) == [(2, "version", "version_conflict")]
    assert [(cell.before, cell.after) for cell in report.conflicts[0].cells] == [("theirs", "mine")]
    project.refresh_from_db()
    assert (project.description, project.version) == ("theirs", 2)
    assert outcome(run(text, officer, overwrite_conflicts=True)) == (0, 1, 0, 0)
    project.refresh_from_db()
    assert project.description == "mine"


def test_an_old_version_with_the_values_of_today_is_no_conflict(officer, portfolio):
    project = ProjectFactory(code="A1", name="Alpha", description="old", portfolio=portfolio)
    Project.objects.filter(pk=project.pk).update(description="new")
    assert outcome(run(f"id;version;Nom;Description\n{project.pk};1;Alpha;new\n", officer)) == (0, 0, 1, 0)


def test_a_row_that_changes_while_the_import_runs_is_a_conflict_and_stays(officer, portfolio, monkeypatch):
    ProjectFactory(code="A1", name="Alpha", description="old", portfolio=portfolio)
    ProjectFactory(code="B1", name="Beta", description="old", portfolio=portfolio)
    read = Permissions.changeable

    def changed_after_reading(self, ids):
        found = read(self, ids)
        Project.objects.filter(code="A1").update(description="theirs")
        return found

    monkeypatch.setattr(Permissions, "changeable", changed_after_reading)
    report = run("Code;Nom;Description\nA1;Alpha;mine\nB1;Beta;mine\n", officer)
    assert outcome(report) == (0, 1, 0, 1) and [code for *_place, code in reasons(report)] == ["version_conflict"]
    assert dict(Project.objects.values_list("code", "description")) == {"A1": "theirs", "B1": "mine"}


def test_two_rows_with_the_same_id_are_not_both_written(officer, portfolio):
    milestone = MilestoneFactory(project=ProjectFactory(code="P1", portfolio=portfolio), name="Go-live")
    report = run(f"id;Projet;Jalon\n{milestone.pk};P1;First\n{milestone.pk};P1;Second\n", officer)
    assert outcome(report) == (0, 1, 0, 1) and [code for *_place, code in reasons(report)] == ["repeated_key"]
    milestone.refresh_from_db()
    assert milestone.name == "First"


@pytest.mark.full
def test_a_measure_is_known_for_one_by_a_command_too_which_loads_no_pages():
    program = (
        "import os, django; os.environ.setdefault('DJANGO_SETTINGS_MODULE', 'pmo.settings'); django.setup()\n"
        "from integrations.services.exports import titles_of_list\n"
        "print(sorted(title for titles in titles_of_list('project') for title, field in titles.items() if not field))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert {"'budget'", "'finish'", "'fin'"} <= set(done.stdout.strip("[]\n").split(", "))


def test_an_id_that_does_not_exist_and_one_that_is_hidden_read_the_same(portfolio):
    manager = UserFactory()
    give_role(manager, "portfolio_manager", portfolio=portfolio)
    hidden = ProjectFactory(portfolio=PortfolioFactory())
    reports = [run(f"id;Nom\n{pk};Taken\n", manager) for pk in (hidden.pk, 99_999_999)]
    assert [outcome(report) for report in reports] == [(0, 0, 0, 1)] * 2
    assert {report.problems[0].reason for report in reports} == {reports[0].problems[0].reason}


# --- Everything that belongs to a project ----------------------------------------------------------

WORKBOOK = {
    "Personnes": [["Nom", "E-mail", "Direction"], ["Ada", "ada@example.org", "Ventes"]],
    "Projets": [["Code", "Nom", "Chef de projet"], ["P1", "Alpha", "ada@example.org"]],
    "Jalons": [["Projet", "Nom", "Date de référence", "Mise en production"], ["P1", "MEP", "2025-03-01", "oui"]],
    "Budget": [
        ["Projet", "Exercice", "Catégorie", "Montant HT"],
        ["P1", 2025, "Autre", 100], ["P1", 2025, "Autre", 100], ["P1", 2026, "Autre", 50],
    ],
    "Dépenses": [["Projet", "Mois comptable", "Montant HT", "Fournisseur"], ["Alpha", "2025-02", "12,5", "Acme"]],
    "Risques": [["Projet", "Nom", "Probabilité", "Impact"], ["P1", "Retard", 4, "Majeur"]],
    "Problèmes": [["Projet", "Nom", "Gravité"], ["P1", "Panne", "Critique"]],
    "Affectations": [["Projet", "Personne", "Premier jour", "Quantité"], ["P1", "Ada", "2025-03-01", 10]],
}  # fmt: skip


def test_a_workbook_fills_every_kind_of_object_and_again_changes_nothing(officer, portfolio):
    def once():
        file = io.BytesIO(xlsx_bytes(**WORKBOOK))
        return import_file(file, actor=officer, portfolio_code="WEB", name="book.xlsx")

    report = once()
    assert report.problems == []
    assert outcome(report) == (10, 0, 0, 0)
    project = Project.objects.get()
    assert project.manager.email == "ada@example.org" and project.manager.department.name == "Ventes"
    milestone, risk, issue = Milestone.objects.get(), Risk.objects.get(), Issue.objects.get()
    assert (milestone.is_go_live, milestone.reference_date) == (True, date(2025, 3, 1))
    assert (risk.probability, risk.impact, risk.score, issue.severity) == (4, 4, 16, "1")
    assert sorted(BudgetLine.objects.values_list("fiscal_year", "amount")) == [(2025, 100), (2025, 100), (2026, 50)]
    cost = CostEntry.objects.get()
    assert (cost.amount, cost.month, cost.vendor) == (Decimal("12.50"), date(2025, 2, 1), Vendor.objects.get())
    allocation = Allocation.objects.get()
    assert (allocation.person.name, allocation.last_day) == ("Ada", date(2025, 3, 31))
    assert outcome(once()) == (0, 0, 10, 0)


def test_a_fact_whose_project_is_unknown_is_rejected_by_its_name(officer, portfolio):
    report = run("Projet;Jalon;Date de référence\nNowhere;Go-live;2025-01-01\n", officer)
    assert outcome(report) == (0, 0, 0, 1)
    assert reasons(report) == [(2, "Projet", "unknown_reference")]


def test_a_milestone_as_of_a_date_keeps_its_forecast_of_that_day(officer, portfolio):
    ProjectFactory(code="P1", portfolio=portfolio)
    for as_of, forecast in ((date(2025, 1, 31), "2025-06-01"), (date(2025, 2, 28), "2025-07-01")):
        text = f"Projet;Jalon;Date prévisionnelle\nP1;Go-live;{forecast}\n"
        run(text, officer, as_of=as_of)
    found = MilestoneForecast.objects.order_by("as_of").values_list("as_of", "forecast_date")
    assert list(found) == [(date(2025, 1, 31), date(2025, 6, 1)), (date(2025, 2, 28), date(2025, 7, 1))]


# --- As of a date -----------------------------------------------------------------------------------


def test_facts_edited_by_hand_later_are_not_overwritten_by_an_older_situation(officer, portfolio):
    with written_by(officer, "page"):
        ProjectFactory(code="A1", name="Alpha", budget=10, portfolio=portfolio)
    report = run("Code;Nom;Budget;RAG\nA1;Alpha;5;Amber/Red\n", officer, as_of=date(2020, 1, 31))
    assert outcome(report) == (0, 0, 1, 0)
    assert Project.objects.get().budget == 10
    snapshot = ProjectSnapshot.objects.get()
    assert (snapshot.as_of, snapshot.budget, snapshot.rating) == (date(2020, 1, 31), 5, "Amber/Red")
    assert snapshot.declared_health == "red" and snapshot.source_label == ""


def test_a_file_without_a_date_and_without_ratings_leaves_no_snapshot(officer, portfolio):
    run("Code;Nom;Budget\nA1;Alpha;5\n", officer)
    assert not ProjectSnapshot.objects.exists()


def test_a_portfolio_made_for_a_past_day_is_an_archive_of_that_day(officer):
    run("Code;Nom\nA1;Alpha\n", officer, portfolio_code="OLD", as_of=date(2020, 1, 31))
    run("Code;Nom\nB1;Beta\n", officer, portfolio_code="NOW")
    old, now = Portfolio.objects.get(code="OLD"), Portfolio.objects.get(code="NOW")
    assert (old.is_archive, old.status_date) == (True, date(2020, 1, 31))
    assert (now.is_archive, now.status_date) == (False, None)


# --- Who may ----------------------------------------------------------------------------------------


def test_only_rows_that_the_actor_may_change_are_changed(portfolio):
    manager = UserFactory()
    mine, other = ProjectFactory(code="M1", portfolio=portfolio), ProjectFactory(code="O1", portfolio=portfolio)
    give_role(manager, "project_manager", project=mine)
    report = run("Code;Nom\nM1;Mine now\nO1;Stolen\nN1;Brand new\n", manager)
    assert outcome(report) == (0, 1, 0, 2)
    assert [code for _row, _column, code in reasons(report)] == ["unknown_row", "not_allowed"]
    other.refresh_from_db()
    assert other.version == 1 and Project.objects.count() == 2


def test_facts_are_added_only_to_projects_where_the_actor_may_add_them(portfolio):
    manager = UserFactory()
    mine, other = ProjectFactory(code="M1", portfolio=portfolio), ProjectFactory(code="O1", portfolio=portfolio)
    give_role(manager, "project_manager", project=mine)
    secret = ProjectFactory(code="S1", portfolio=portfolio, confidential=True)
    risk = RiskFactory(project=other, name="Theirs")
    text = "Projet;Risque;Cause\nM1;Late;x\nO1;Theirs;x\nO1;New;x\nS1;Hidden;x\n"
    report = run(text, manager)
    assert outcome(report) == (1, 0, 0, 3)
    assert [code for _row, _column, code in reasons(report)] == ["unknown_row", "not_allowed", "unknown_reference"]
    risk.refresh_from_db()
    assert risk.version == 1 and not secret.risks.exists() and mine.risks.count() == 1


def test_a_fact_is_not_moved_into_a_project_where_the_actor_may_not_add(portfolio):
    manager = UserFactory()
    mine, other = ProjectFactory(code="M1", portfolio=portfolio), ProjectFactory(code="O1", portfolio=portfolio)
    give_role(manager, "project_manager", project=mine)
    milestone = MilestoneFactory(project=mine)
    report = run(f"id;Projet;Jalon;Date de référence\n{milestone.pk};O1;Moved;2025-01-01\n", manager)
    assert outcome(report) == (0, 0, 0, 1)
    assert not other.milestones.exists()


def test_a_project_is_not_moved_into_a_portfolio_where_the_actor_may_not_add(portfolio):
    manager = UserFactory()
    give_role(manager, "portfolio_manager", portfolio=portfolio)
    target = PortfolioFactory(code="ELSE")
    give_role(manager, "executive", portfolio=target)
    project = ProjectFactory(code="M1", portfolio=portfolio)
    report = run("Code;Nom;Portefeuille\nM1;Moved;ELSE\n", manager)
    assert outcome(report) == (0, 0, 0, 1)
    project.refresh_from_db()
    assert project.portfolio == portfolio


def test_whoever_may_not_create_portfolios_is_refused_a_new_one(portfolio):
    manager = UserFactory()
    give_role(manager, "portfolio_manager", portfolio=portfolio)
    with pytest.raises(WorkbookRefused) as refused:
        run("Code;Nom\nA1;Alpha\n", manager, portfolio_code="NEW")
    assert refused.value.code == "unknown_portfolio" and Portfolio.objects.count() == 1


def test_people_are_not_created_by_whoever_may_not(portfolio):
    manager = UserFactory()
    mine = ProjectFactory(code="M1", portfolio=portfolio)
    give_role(manager, "project_manager", project=mine)
    report = run("Code;Nom;Sponsor\nM1;Mine;Nobody Known\n", manager)
    assert reasons(report) == [(2, "Sponsor", "unknown_reference")] and not Person.objects.exists()


# --- All or nothing ---------------------------------------------------------------------------------


def test_cancelling_keeps_nothing(officer, portfolio):
    class Stop(Exception):
        pass

    def stop(rows, fraction):
        if rows >= 2000:
            raise Stop

    text = "Code;Nom\n" + "".join(f"A{n};Project {n}\n" for n in range(3000))
    with pytest.raises(Stop):
        run(text, officer, progress=stop)
    assert not Project.objects.exists() and not ExternalReference.objects.exists()


def test_a_file_that_turns_out_damaged_at_its_end_keeps_nothing(officer, portfolio):
    text = "Code;Nom\n" + "".join(f"A{n};Project {n}\n" for n in range(1500)) + 'B1;"' + "x" * 3_000_000
    with pytest.raises(WorkbookRefused):
        run(text, officer)
    assert not Project.objects.exists()


def test_progress_is_told_after_every_batch(officer, portfolio):
    told = []
    text = "Code;Nom\n" + "".join(f"A{n};Project {n}\n" for n in range(2500))
    run(text, officer, progress=lambda rows, fraction: told.append((rows, fraction)))
    assert [rows for rows, _fraction in told] == [1000, 2000, 2500] and told[-1][1] == 1.0


@pytest.mark.parametrize("change", [" bis", pytest.param("", marks=pytest.mark.full)])
def test_the_number_of_queries_grows_with_batches_not_with_rows(officer, portfolio, change):
    def text(rows):
        lines = (f"A{n};Project {n}{change};{n % 28 + 1:02}/02/2025;{n};Owner {n % 3}\n" for n in range(rows))
        return "Code;Nom;Début;Budget;Chef de projet\n" + "".join(lines)

    run(text(2000).replace(change, "") if change else text(1), officer)
    queries = []
    for rows in (100, 1000, 2000):
        with CaptureQueriesContext(connection) as found:
            run(text(rows), officer, dry_run=True)
        queries.append(len(found))
    assert queries[0] == queries[1] and queries[2] - queries[1] <= 12, queries


def test_one_row_that_the_database_refuses_does_not_take_its_batch_along(officer, portfolio):
    ProjectFactory(code="TAKEN", portfolio=PortfolioFactory())
    manager = UserFactory()
    give_role(manager, "portfolio_manager", portfolio=portfolio)
    lines = [f"A{n};Project {n}\n" for n in range(300)]
    lines[137] = "TAKEN;Collides\n"
    report = run("Code;Nom\n" + "".join(lines), manager)
    assert outcome(report) == (299, 0, 0, 1) and report.problems[0].row == 139


# --- Custom fields and kept presets ------------------------------------------------------------------


def kept(name="Monthly", **columns) -> ImportMapping:
    found = [
        {
            "index": n,
            "header": header,
            "field": field,
            "score": 1,
            "custom_key": key,
            "custom_type": kind,
            "samples": [],
        }
        for n, (header, (field, key, kind)) in enumerate(columns.items())
    ]
    return ImportMapping.objects.create(name=name, columns={"project": {"target": "project", "columns": found}})


def test_a_kept_preset_maps_columns_and_makes_custom_fields(officer, portfolio):
    kept(Intitulé=("name", "", ""), Zone=("", "zone", "choice"), Effectif=("", "headcount", "number"))
    report = run("Intitulé;Zone;Effectif\nAlpha;Nord;12,5\nBeta;Sud;\n", officer, preset="monthly")
    assert outcome(report) == (2, 0, 0, 0) and report.created == {"custom_field": 2}
    assert Project.objects.get(name="Alpha").custom == {"zone": "Nord", "headcount": "12.5"}
    assert CustomField.objects.get(key="zone").choices == ["Nord", "Sud"]
    assert outcome(run("Intitulé;Zone;Effectif\nAlpha;Est;12,5\nBeta;Sud;\n", officer, preset="Monthly")) == (
        0,
        1,
        1,
        0,
    )


def test_a_custom_field_belongs_to_the_portfolios_that_imports_fill(officer, portfolio):
    kept("mine", Nom=("name", "", ""), Zone=("", "zone", "text"), Effectif=("", "headcount", "number"))
    run("Nom;Zone;Effectif\nAlpha;Nord;1\n", officer, preset="mine")
    zone = CustomField.objects.get(key="zone")
    assert [one.code for one in zone.portfolios.all()] == ["WEB"]
    PortfolioFactory(code="OPS")
    run("Nom;Zone;Effectif\nBeta;Sud;\n", officer, preset="mine", portfolio_code="OPS")
    assert sorted(one.code for one in zone.portfolios.all()) == ["OPS", "WEB"]
    assert [one.code for one in CustomField.objects.get(key="headcount").portfolios.all()] == ["WEB"]
    zone.portfolios.clear()
    run("Nom;Zone;Effectif\nGamma;Est;\n", officer, preset="mine")
    assert not zone.portfolios.exists()


def test_custom_fields_are_not_made_by_whoever_may_not(portfolio):
    manager = UserFactory()
    mine = ProjectFactory(code="M1", name="Alpha", portfolio=portfolio)
    give_role(manager, "project_manager", project=mine)
    mapping = {"list": {"target": "project", "columns": [
        {"index": 0, "header": "Nom", "field": "name", "score": 1, "custom_key": "", "custom_type": "", "samples": []},
        {"index": 1, "header": "Zone", "field": "", "score": 0, "custom_key": "zone", "custom_type": "text"},
    ]}}  # fmt: skip
    report = run("Nom;Zone\nAlpha;Nord\n", manager, mappings=mapping)
    assert outcome(report) == (0, 0, 1, 0)
    assert not CustomField.objects.exists() and reasons(report) == [(2, "Zone", "not_allowed")]


ZONE_AND_SIZE = {"list": {"target": "project", "columns": [
    {"index": 0, "header": "Nom", "field": "name", "score": 1, "custom_key": "", "custom_type": "", "samples": []},
    {"index": 1, "header": "Zone", "field": "", "score": 0, "custom_key": "zone", "custom_type": "choice"},
    {"index": 2, "header": "Taille", "field": "", "score": 0, "custom_key": "size", "custom_type": "number"},
]}}  # fmt: skip


def test_a_new_choice_of_a_custom_field_is_learnt_only_from_who_may_change_the_field(officer, portfolio):
    run("Nom;Zone;Taille\nAlpha;Nord;1\n", officer, mappings=ZONE_AND_SIZE)
    manager = UserFactory()
    give_role(manager, "project_manager", project=Project.objects.get())
    with translation.override("en"):
        report = run("Nom;Zone;Taille\nAlpha;Typo;2\n", manager, mappings=ZONE_AND_SIZE)
    assert reasons(report) == [(2, "Zone", "unknown_choice")]
    assert report.problems[0].reason == "not one of the choices of this field: Nord"
    assert Project.objects.get().custom == {"zone": "Nord", "size": "2"}
    assert CustomField.objects.get(key="zone").choices == ["Nord"]
    run("Nom;Zone;Taille\nAlpha;Sud;2\n", officer, mappings=ZONE_AND_SIZE)
    assert CustomField.objects.get(key="zone").choices == ["Nord", "Sud"]


def test_a_blank_custom_cell_empties_a_value_and_changes_nothing_where_there_is_none(officer, portfolio):
    ProjectFactory(name="Alpha", portfolio=portfolio)
    blank = "Nom;Zone;Taille\nAlpha;;\n"
    assert outcome(run(blank, officer, mappings=ZONE_AND_SIZE)) == (0, 0, 1, 0)
    run("Nom;Zone;Taille\nAlpha;Nord;1\n", officer, mappings=ZONE_AND_SIZE)
    assert outcome(run(blank, officer, mappings=ZONE_AND_SIZE)) == (0, 1, 0, 0)
    assert Project.objects.get().custom == {}


def test_changed_custom_values_are_shown_as_the_reader_writes_them_and_new_choices_counted(officer, portfolio):
    run("Nom;Zone;Taille\nAlpha;Nord;1\n", officer, mappings=ZONE_AND_SIZE)
    with translation.override("fr"):
        report = run("Nom;Zone;Taille\nAlpha;Sud;1234,5\n", officer, mappings=ZONE_AND_SIZE)
    cells = [(cell.field, cell.before, cell.after) for cell in report.changes[0].cells]
    assert cells == [("Zone", "Nord", "Sud"), ("Taille", "1", "1\u202f234,5")]
    assert report.created == {"custom_choice": 1}


def test_numbers_of_custom_fields_are_kept_as_they_can_be_filtered(officer, portfolio):
    report = run(
        "Nom;Zone;Taille\nA;;0,30000000000000004\nB;;12,50\nC;;99999999999999999999\n", officer, mappings=ZONE_AND_SIZE
    )
    assert reasons(report) == [(4, "Taille", "out_of_range")]
    kept = Project.objects.order_by("name").values_list("custom", flat=True)
    assert list(kept) == [{"size": "0.3"}, {"size": "12.5"}, {}]


def test_columns_that_nobody_mapped_are_named_and_left_out(officer, portfolio):
    report = run("Code;Nom;Zone xyz\nA1;Alpha;Nord\n", officer)
    assert report.ignored_columns == {"list": ["Zone xyz"]} and not CustomField.objects.exists()


def test_values_below_no_title_and_sheets_not_read_are_named(officer, portfolio):
    book = openpyxl.Workbook()
    book.active.title = "Projects"
    for row in (["Code", "Name", None, "Budget"], ["A1", "Alpha", "seen by nobody", 5]):
        book.active.append(row)
    book.create_sheet("Notes").append(["kept for later"])
    book.create_sheet("Empty")
    old = book.create_sheet("Old projects")
    old.append(["Code", "Name"])
    old.sheet_state = "hidden"
    stream = io.BytesIO()
    book.save(stream)
    with translation.override("en"):
        report = import_file(stream, actor=officer, name="b.xlsx", portfolio_code="WEB", preset="none")
    assert report.ignored_columns == {"Projects": ["column C, without a title"]}
    assert report.ignored_sheets == ["Notes", "Old projects"]


def test_our_template_leaves_no_sheet_out(officer, portfolio):
    for language in ("en", "fr"):
        stream = io.BytesIO()
        write_template(stream, language)
        stream.seek(0)
        assert import_file(stream, actor=officer, name="t.xlsx", portfolio_code="WEB").ignored_sheets == []


def test_a_formula_that_nobody_calculated_does_not_empty_a_field(officer, portfolio):
    project = ProjectFactory(code="A1", name="Alpha", portfolio=portfolio, budget=500)
    book = openpyxl.Workbook()
    book.active.append(["Code", "Name", "Budget"])
    book.active.append(["A1", "Alpha", "=2*250"])
    stream = io.BytesIO()
    book.save(stream)
    report = import_file(stream, actor=officer, name="b.xlsx", portfolio_code="WEB")
    project.refresh_from_db()
    assert (project.budget, reasons(report)) == (500, [(2, "Budget", "not_calculated")])


def test_two_rows_of_titles_are_read_as_one(officer, portfolio):
    rows = [["Code", "Name", "Planned", None, "Budget"], [None, None, "start", "finish"], ["A1", "Alpha", "2026-01-05"]]
    rows[2] += ["2026-06-30", 12]
    stream = io.BytesIO(xlsx_bytes(Projects=rows))
    report = import_file(stream, actor=officer, name="b.xlsx", portfolio_code="WEB")
    assert (outcome(report), report.problems) == ((1, 0, 0, 0), [])
    project = Project.objects.get(code="A1")
    assert (project.planned_start, project.planned_finish) == (date(2026, 1, 5), date(2026, 6, 30))


def test_budget_lines_need_no_fiscal_year_beside_their_month_and_name_their_version(officer, portfolio):
    ProjectFactory(code="A1", name="Alpha", portfolio=portfolio)
    text = "Project;Month;Version;Amount\nA1;2026-03;initial;100\nA1;03/2026;révisé;120\n"
    report = run(text, officer, mappings={"list": propose_for(text, "budget_line")})
    assert outcome(report) == (2, 0, 0, 0), report.problems
    lines = BudgetLine.objects.order_by("amount").values_list("budget_version", "fiscal_year", "month")
    assert list(lines) == [("initial", 2026, date(2026, 3, 1)), ("revised", 2026, date(2026, 3, 1))]


def test_names_in_other_scripts_are_told_apart_and_found_again(officer, portfolio):
    text = "Nom;Chef de projet\nПроект;Иван\nЗадача;王伟\n一期;???\n"
    assert outcome(run(text, officer)) == (3, 0, 0, 0)
    assert outcome(run(text, officer)) == (0, 0, 3, 0)
    assert Person.objects.filter(name__in=["Иван", "王伟", "???"]).count() == 3
    milestones = "Project;Name;Reference date\n一期;开始;2026-01-01\n一期;结束;2026-02-01\nНет;x;2026-02-01\n"
    report = run(milestones, officer, mappings={"list": propose_for(milestones, "milestone")})
    assert outcome(report, "milestone") == (2, 0, 0, 1)
    assert reasons(report) == [(4, "Project", "unknown_reference")]


def test_a_value_that_breaks_a_rule_is_quoted_as_its_reader_writes_it(officer, portfolio):
    ProjectFactory(code="A1", name="Alpha", portfolio=portfolio)
    text = "Projet;Nom;Nature;Stratégie de réponse\nA1;Risque;Opportunité;Réduire\n"
    with translation.override("fr"):
        budget = run("Code;Nom;Budget\nA2;Beta;(1 200,50)\n", officer)
        risk = run(text, officer, mappings={"list": propose_for(text, "risk")})
    assert [problem.value for problem in (*budget.problems, *risk.problems)] == ["-1 200,50", "Réduire"]


def test_an_amount_in_another_currency_than_its_project_is_not_taken_for_the_projects(officer, portfolio):
    ProjectFactory(code="A1", name="Alpha", portfolio=portfolio, currency="EUR")
    text = "Project;Kind;Month;Amount\nA1;Actual;2026-03;$5\nA1;Actual;2026-03;5 €\nA1;Actual;2026-03;7\n"
    with translation.override("en"):
        report = run(text, officer, mappings={"list": propose_for(text, "cost_entry")})
    assert outcome(report) == (2, 0, 0, 1)
    assert report.problems[0].reason == "in USD, while the money of its project is in EUR"
    assert sorted(CostEntry.objects.values_list("amount", flat=True)) == [5, 7]


def test_a_currency_is_read_by_code_symbol_or_word(officer, portfolio):
    report = run("Code;Nom;Devise\nA1;a;usd\nA2;b;€\nA3;c;Livres sterling\nA4;d;écus\n", officer)
    assert reasons(report) == [(5, "Devise", "not_a_currency")]
    kept = Project.objects.order_by("code").values_list("currency", flat=True)
    assert list(kept) == ["USD", "EUR", "GBP", portfolio.currency]


def test_a_situation_in_the_future_and_an_impossible_portfolio_are_refused_with_the_reason(officer):
    for options, code in (
        ({"as_of": date(2999, 1, 1)}, "future_date"),
        ({"portfolio_code": "X" * 40}, "bad_portfolio_code"),
    ):
        with pytest.raises(WorkbookRefused) as refused:
            run("Code;Nom\nA1;Alpha\n", officer, **options)
        assert refused.value.code == code


def test_a_word_that_is_no_choice_is_told_the_choices(officer, portfolio):
    said = {
        "en": "not one of the choices of this field: Proposed · Active · On hold · Closed · Cancelled",
        "fr": "pas l’un des choix de ce champ : Proposé · Actif · Suspendu · Clos · Annulé",
    }
    for language, words in said.items():
        with translation.override(language):
            report = run("Code;Nom;Statut\nA1;Alpha;begun\n", officer, dry_run=True)
        assert report.problems[0].reason == words


def propose_for(text: str, target_name: str) -> dict:
    header, *rows = (line.split(";") for line in text.splitlines())
    return propose(header, target(target_name), rows).as_json()


# --- The command -------------------------------------------------------------------------------------


@pytest.fixture
def file(tmp_path) -> Path:
    path = tmp_path / "list.csv"
    path.write_text("Code;Nom;Début\nA1;Alpha;bientôt\n")
    return path


def test_the_command_reports_as_json(officer, portfolio, file, capsys):
    call_command("import_workbook", file, portfolio="WEB", user=officer.email, json=True)
    report = json.loads(capsys.readouterr().out)
    assert report["totals"] == {"new": 1, "changed": 0, "unchanged": 0, "rejected": 0}
    assert report["counts"] == {"project": report["totals"]}
    assert report["problems"][0] | {"reason": ""} == {
        "sheet": "list", "row": 2, "column": "Début", "value": "bientôt", "reason_code": "not_a_date", "reason": "",
    }  # fmt: skip
    assert (report["portfolio_code"], report["dry_run"]) == ("WEB", False)


def test_the_command_tries_without_keeping_anything(officer, portfolio, file, capsys):
    call_command("import_workbook", file, portfolio="WEB", user=officer.email, dry_run=True)
    assert "1 new" in capsys.readouterr().out and not Project.objects.exists()


def test_the_command_says_what_is_wrong(officer, portfolio, file, tmp_path):
    pdf = tmp_path / "list.pdf"
    pdf.write_bytes(b"%PDF-1.4")
    for arguments, says in (
        ({"file": pdf}, "PDF"),
        ({"file": tmp_path / "nowhere.csv"}, "no file"),
        ({"file": file, "preset": "unknown"}, "unknown"),
        ({"file": file, "user": "nobody@example.org"}, "no such active user"),
    ):
        with pytest.raises(CommandError, match=says):
            options = {"user": officer.email, "portfolio": "WEB"} | arguments
            call_command("import_workbook", options.pop("file"), **options)


def test_the_command_acts_for_the_first_administrator_unless_told_otherwise(db, file):
    with pytest.raises(CommandError):
        call_command("import_workbook", file, portfolio="NEW")
    give_role(UserFactory(), "administrator")
    call_command("import_workbook", file, portfolio="NEW")
    assert Project.objects.count() == 1


@pytest.mark.parametrize(
    ("word", "kind"), [("Provision", "accrued"), ("FNP", "accrued"), ("Commande", "committed"), ("Facturé", "actual")]
)
def test_a_cost_is_understood_in_the_words_of_the_accounts(officer, portfolio, word, kind):
    run("Code;Nom\nA1;Alpha\n", officer)
    report = run(f"Code projet;Nature de l’écriture;Mois comptable;Montant HT\nA1;{word};02/2025;12,50\n", officer)
    assert (report.problems, CostEntry.objects.get().kind) == ([], kind)


def test_a_cost_of_a_kind_nobody_knows_is_rejected_and_never_taken_for_an_actual_one(officer, portfolio):
    run("Code;Nom\nA1;Alpha\n", officer)
    report = run("Code projet;Nature de l’écriture;Mois comptable;Montant HT\nA1;Bidon;02/2025;12,50\n", officer)
    assert outcome(report, "cost_entry") == (0, 0, 0, 1) and not CostEntry.objects.exists()
    column = "Nature de l’écriture"
    assert reasons(report) == [(2, column, "unknown_choice"), (2, column, "undecided")]


def test_an_unreadable_amount_is_named_with_its_column_both_times(officer, portfolio):
    run("Code;Nom\nA1;Alpha\n", officer)
    report = run("Code projet;Mois comptable;Montant HT\nA1;02/2025;abc\n", officer)
    assert [column for _row, column, _code in reasons(report)] == ["Montant HT", "Montant HT"]
