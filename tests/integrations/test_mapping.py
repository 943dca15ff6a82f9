"""Proposing fields for columns, and keeping a mapping."""

from datetime import datetime

from django.utils import translation

from integrations.mapping import apply_saved, propose, recognised
from integrations.targets import TARGETS, target, target_of_title

PROJECTS = target("project")


def fields(headers, samples=()):
    return [column.field for column in propose(headers, PROJECTS, samples).columns]


def test_english_and_french_headers_find_their_fields():
    assert fields(["Project name", "Start date", "End date", "Total budget (£m)", "Project manager"]) == [
        "name", "planned_start", "planned_finish", "budget", "manager",
    ]  # fmt: skip
    assert fields(["Intitulé du projet", "DEBUT", "Fin prévue", "Coût estimé (k€)", "Chef de projet", "Météo"]) == [
        "name", "planned_start", "planned_finish", "budget", "manager", "rating",
    ]  # fmt: skip


def test_small_misspellings_and_explanations_are_forgiven():
    assert fields(["Planed start", "Projet managers", "Budget approuve\n(hors taxes)"]) == [
        "planned_start", "manager", "budget",
    ]  # fmt: skip


def test_a_field_is_proposed_once_and_to_the_column_that_fits_best():
    assert fields(["Budget total", "Budget"]) == ["", "budget"]


def test_every_title_of_every_target_is_recognised_in_both_languages():
    for each in TARGETS:
        for language in ("en", "fr"):
            headers = [field.title(language) for field in each]
            assert [column.field for column in propose(headers, each).columns] == [field.name for field in each]


def test_other_columns_become_custom_fields_of_a_fitting_type():
    headers = [
        "Name",
        "Zone fonctionnelle",
        "Utilisateurs",
        "Comité le",
        "Pilote technique",
        "N° de marché",
        "Remarques",
    ]
    rows = [
        ("A", "RH", "1 200", "31/03/2017", "Zoé", "17001", "Reprise du retard en mars"),
        ("B", "Finances", "35", "TBC", "Ali", "17002", "Attend le cadrage"),
        ("C", "RH", "7", "", "Zoé", "17003", "Rien à signaler cette semaine"),
        ("D", "RH", "12", "01/02/2018", "Ali", "17004", "Recette en cours"),
    ]
    mapping = propose(headers, PROJECTS, rows)
    assert {column.custom_key: column.custom_type for column in mapping.custom_fields().values()} == {
        "zone_fonctionnelle": "choice",
        "utilisateurs": "number",
        "comite_le": "date",
        "pilote_technique": "person",
        "n_de_marche": "text",
        "remarques": "text",
    }


def test_keys_of_custom_fields_are_valid_and_differ():
    mapping = propose(["Name", "2nd note", "Note!", "note ?"], PROJECTS)
    assert [column.custom_key for column in mapping.columns[1:]] == ["f_2nd_note", "note", "note_2"]


def test_required_fields_without_a_column_are_known():
    assert [field.name for field in propose(["Budget"], PROJECTS).missing()] == ["name"]


def test_a_kept_mapping_fits_a_file_whose_columns_moved():
    kept = propose(["Name", "Budget", "Zone"], PROJECTS, [("A", "1", "RH")]).as_json()
    kept["columns"][1]["field"] = "forecast_finish"
    again = apply_saved(kept, ["Zone", "New column", "BUDGET", "Name"])
    assert [(column.header, column.field, column.custom_key) for column in again.columns] == [
        ("Zone", "", "zone"), ("New column", "", ""), ("BUDGET", "forecast_finish", ""), ("Name", "name", ""),
    ]  # fmt: skip


def test_a_row_of_values_is_not_taken_for_titles():
    assert recognised(["Name", "Budget", "Zone"], PROJECTS) == 2
    assert recognised(["Alpha", 12, None], PROJECTS) == 0


def test_titles_of_sheets_name_their_target_in_both_languages():
    assert target_of_title("Jalons").name == "milestone"
    assert target_of_title("RISK REGISTER").name == "risk"
    assert target_of_title("Feuil1") is None


def test_examples_of_a_column_are_shown_as_its_reader_writes_them():
    rows = [(datetime(2026, 1, 5), 12.5, 3.0), (datetime(2026, 1, 6, 14, 30), 1.0, 4.0)]
    with translation.override("fr"):
        mapping = propose(["Début prévu", "Budget", "Sites"], target("project"), rows)
    assert [column.samples for column in mapping.columns] == [
        ["05/01/2026", "06/01/2026 14:30"], ["12,5", "1"], ["3", "4"],
    ]  # fmt: skip


def test_a_column_of_words_called_version_is_not_the_version_of_the_row():
    words = propose(["Project", "Version", "Amount"], target("budget_line"), [("A1", "initial", 5)])
    numbers = propose(["Project", "Version", "Amount"], target("budget_line"), [("A1", 3, 5)])
    assert [words.columns[1].field, numbers.columns[1].field] == ["budget_version", "version"]


def test_a_custom_field_of_a_header_in_another_script_gets_a_key_all_the_same():
    mapping = propose(["Name", "Бюджет 2", "備考"], target("project"))
    assert [column.custom_key for column in mapping.columns[1:]] == ["f_2", "column"]
