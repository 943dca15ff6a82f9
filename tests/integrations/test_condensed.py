"""The editions shipped for the demonstration: the published figures without a word of narrative."""

from decimal import Decimal
from pathlib import Path

import pytest

from integrations import presets
from integrations.condensed import condense
from integrations.workbook import open_workbook
from tests.integrations.files import published

DATA = Path(__file__).parents[2] / "demonstration" / "data"
SOURCES = {f"gmpp_{year}.csv": f"gmpp-uk/raw-years/gmpp_{year}.csv" for year in range(2014, 2021)} | {
    "panorama_20170210.csv": "france-panorama-si/2017-02-10_panorama_projets_si.csv",
    "panorama_20170630.csv": "france-panorama-si/2017-07-25_Panorama_des_grands_projets_SI_-_20170630.csv",
}
COUNTS = dict(zip(SOURCES, (200, 188, 143, 144, 133, 133, 125, 57, 61), strict=True))
FACTS = ("name", "department", "rating", "planned_start", "planned_finish", "budget", "stage", "fiscal_year_budget")


def read(path: Path):
    with open_workbook(path) as book:
        found = presets.detect(book).read(book)
        return found.edition, [row for row in found.rows() if not row.rejected]


@pytest.mark.parametrize("name", SOURCES)
def test_every_shipped_edition_holds_all_its_projects(name):
    assert len(read(DATA / name)[1]) == COUNTS[name]


def test_the_shipped_costs_are_those_of_the_publications():
    totals = {name: sum(row.values.get("budget") or 0 for row in read(DATA / name)[1]) for name in SOURCES}
    assert totals["gmpp_2020.csv"] == Decimal("447920.35") * 1_000_000
    assert totals["panorama_20170210.csv"] == Decimal("2292.9") * 1_000_000
    assert totals["panorama_20170630.csv"] == Decimal("2561.1") * 1_000_000


@pytest.mark.full
@pytest.mark.parametrize("name", SOURCES)
def test_a_shipped_edition_says_what_the_published_one_says(name):
    edition, rows = read(DATA / name)
    original, raw = read(published(SOURCES[name]))
    assert (edition.label, edition.as_of, edition.currency) == (original.label, original.as_of, original.currency)
    for row, source in zip(rows, raw, strict=True):
        assert row.external_key == source.external_key
        assert [row.values.get(fact) for fact in FACTS] == [source.values.get(fact) for fact in FACTS]
        # What was withheld is withheld again, not blank: a blank would withdraw an earlier figure.
        assert {fact for fact in FACTS if fact in row.values} >= {fact for fact in FACTS if fact in source.values}
        missing = {each for each in ("rating", "budget", "planned_finish") if each not in source.values}
        assert not missing & set(row.values), row


@pytest.mark.parametrize("name", SOURCES)
def test_no_narrative_is_shipped(name):
    text = (DATA / name).read_text(encoding="utf-8")
    assert max(len(cell) for line in text.splitlines() for cell in line.split(",")) <= 150
    assert "escri" not in text.splitlines()[0]


def test_another_table_is_not_condensed(tmp_path):
    other = tmp_path / "other.csv"
    other.write_text("Name,Budget\nAlpha,1\n")
    with pytest.raises(ValueError, match="no edition"):
        condense(other, tmp_path)
