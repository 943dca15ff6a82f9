"""The Canadian and French editions, with independent sums over the raw cells."""

import csv
from datetime import date
from decimal import Decimal

import pytest

from integrations import presets
from integrations.editions import difference
from integrations.renames import Named, probable_renames
from integrations.workbook import open_workbook
from tests.integrations.files import published

CANADA = {2016: "canada-large-it-projects/source/data_2016.csv", 2019: "canada-large-it-projects/source/data_2019.csv"}
PANORAMA = {
    "2017-02": "france-panorama-si/2017-02-10_panorama_projets_si.csv",
    "2017-06": "france-panorama-si/2017-07-25_Panorama_des_grands_projets_SI_-_20170630.csv",
}


def read(path: str):
    with open_workbook(published(path)) as book:
        found = presets.detect(book).read(book)
        return found.edition, list(found.rows())


def raw(path: str) -> list[dict]:
    with published(path).open(encoding="utf-8-sig", newline="") as file:
        return [row for row in csv.DictReader(file) if any(value for value in row.values())]


@pytest.mark.parametrize(("year", "count", "as_of"), [(2016, 398, date(2016, 6, 9)), (2019, 463, date(2019, 5, 1))])
def test_every_canadian_project_is_read_with_its_own_key(year, count, as_of):
    edition, rows = read(CANADA[year])
    source = {row["uniqueId"]: row for row in raw(CANADA[year])}
    assert len(rows) == len(source) == count
    assert (edition.as_of, edition.currency) == (as_of, "CAD")
    for row in rows:
        expected = source[row.external_key]
        assert str(row.values["budget"] or "") == expected["totalBudget"]
        assert str(row.values["planned_finish"] or "") == expected["estimatedCompletionDate"]
        assert not row.problems


@pytest.mark.parametrize(
    ("label", "count", "total", "as_of"),
    [("2017-02", 57, "2292.9", date(2017, 2, 10)), ("2017-06", 61, "2561.1", date(2017, 6, 30))],
)
def test_every_french_project_is_read_with_its_cost(label, count, total, as_of):
    edition, rows = read(PANORAMA[label])
    assert (edition.label, edition.as_of) == (f"Panorama {label}", as_of)
    assert len(rows) == count and not any(row.rejected for row in rows)
    assert sum(row.values.get("budget") or 0 for row in rows) == Decimal(total) * 1_000_000


def test_projects_still_being_scoped_have_no_cost_and_say_so():
    _edition, rows = read(PANORAMA["2017-06"])
    scoping = [row for row in rows if row.values["stage"] == "scoping"]
    assert len(scoping) == 8
    assert {problem.reason_code for row in scoping for problem in row.problems} == {"pending"}


def test_the_finish_follows_from_start_and_duration():
    _edition, rows = read(PANORAMA["2017-02"])
    connect = next(row for row in rows if row.values["name"] == "FRANCE CONNECT")
    assert (connect.values["planned_start"], connect.values["planned_finish"]) == (date(2013, 7, 1), date(2017, 3, 31))


def test_the_difference_between_the_french_editions_agrees_with_the_raw_cells():
    (_first, old), (_second, new) = read(PANORAMA["2017-02"]), read(PANORAMA["2017-06"])
    found = difference(old, new)
    names = [{row["Nom du projet"].strip().casefold() for row in raw(PANORAMA[label])} for label in PANORAMA]
    assert len(found.new) == len(names[1] - names[0]) == 15
    assert len(found.gone) == len(names[0] - names[1]) == 11
    assert len(found.kept) == 46
    costs = [
        {row["Nom du projet"].strip().casefold(): row["Coût estimé"].removesuffix(".0") for row in raw(PANORAMA[label])}
        for label in PANORAMA
    ]
    assert len(found.changed_cost) == sum(costs[0][name] != costs[1][name] for name in names[0] & names[1]) == 17
    assert len(found.changed_duration) == 19


def test_probable_renames_of_the_french_editions_are_proposed():
    (_first, old), (_second, new) = read(PANORAMA["2017-02"]), read(PANORAMA["2017-06"])
    named = [
        [
            Named(row.external_key, row.values["name"], row.values["department"], row.values["planned_start"])
            for row in rows
        ]
        for rows in (old, new)
    ]
    found = {(rename.old.name, rename.new.name) for rename in probable_renames(*named)}
    assert {("CASSIOPEE", "CASSIOPEE V2"), ("GENESIS", "GENESIS V2")} <= found
    assert len(found) <= 4
