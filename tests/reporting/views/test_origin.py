"""Where a number comes from: formula, inputs, as-of date and last changes, money only for who may see it."""

import pytest
from django.utils import translation
from django.utils.html import escape

from reporting.figure_formulas import FIGURES
from reporting.measures import MEASURES
from tests.factories import TODAY


def address(world, measure, ending=""):
    return f"/projects/{world.red.pk}/origin/{measure}/{ending}"


# One of each kind of formula; all the others in `make test-full`.
FIRST = {"budget", "cpi", "finish", "health", "milestone_slip_days", "overrun_percent", "progress", "risk_health"}
EVERY = [pytest.param(name, marks=() if name in FIRST else pytest.mark.full) for name in sorted(MEASURES)]


@pytest.mark.parametrize("measure", EVERY)
def test_every_measure_is_explained(measure, world, reader_with):
    officer = reader_with("officer")
    with translation.override("en"):
        formula = escape(str(MEASURES[measure].formula))
    assert formula[:40] in officer.text(address(world, measure))
    assert officer.get(address(world, measure, "changes/")).status_code == 200


def test_inputs_are_the_rows_of_the_project(world, reader_with):
    text = reader_with("officer").text(address(world, "forecast"))
    assert "1,600" in text
    assert f"/budget-lines/?project={world.red.pk}" in text
    assert f"as of {TODAY:%Y-%m-%d}" in text


def test_the_last_changes_are_those_of_the_inputs_only(world, reader_with):
    entries = reader_with("officer").get(address(world, "finish", "changes/")).context["entries"]
    assert {entry.noun for entry in entries} == {"project", "milestone"}
    assert entries[0].user == "Claire"


def test_measures_of_money_are_for_who_may_see_money(world, reader_with):
    contributor = reader_with("contributor", project=world.red)
    for measure in ("budget", "forecast", "overrun_percent", "cost_health", "budget_total"):
        assert contributor.get(address(world, measure)).status_code == 404
        assert contributor.get(address(world, measure, "changes/")).status_code == 404
    text = contributor.text(address(world, "risk_health"))
    assert "Studio" not in text and "1,600" not in text


def test_the_overall_colour_names_the_dimensions_it_is_made_of(world, reader_with):
    shown = reader_with("contributor", project=world.red).get(address(world, "health")).context["parts"]
    assert "cost" not in [str(part["label"]) for part in shown]
    assert len(reader_with("officer").get(address(world, "health")).context["parts"]) == 5


def test_an_unknown_measure_is_not_found(world, reader_with):
    assert reader_with("officer").get(address(world, "happiness")).status_code == 404


def test_the_page_of_the_project_links_to_it_and_the_panel_gets_its_part(world, reader_with):
    officer = reader_with("officer")
    assert address(world, "finish") in officer.text(f"/projects/{world.red.pk}/")
    part = officer.get(address(world, "finish"), headers={"HX-Request": "true", "HX-Target": "panel"})
    assert "<html" not in part.content.decode() and "Formula" in part.content.decode()


@pytest.mark.parametrize("figure", sorted(FIGURES))
def test_every_figure_of_a_dashboard_is_explained(figure, world, reader_with):
    assert "Formula" in reader_with("officer").text(f"/dashboard/origin/{figure}/?portfolio={world.here.pk}")


def test_every_figure_shown_has_its_formula(world, reader_with):
    shown = reader_with("officer").get("/dashboard/").context["figures"]
    assert {figure.name for figure in shown} <= set(FIGURES)
    assert reader_with("officer").get("/dashboard/origin/luck/").status_code == 404
