"""Names that change between editions."""

import pytest

from integrations.renames import Named, probable_renames


def pairs(old, new):
    found = probable_renames([Named(n, n) for n in old], [Named(n, n) for n in new])
    return [(rename.old.name, rename.new.name) for rename in found]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Urenco Future Options", "Project Eagle (formerly Urenco Future Options)"),
        ("Health and Work Service", "Fit for Work (previously called Health and Work Service)"),
        ("Universal Credit Programme", "Universal Credit"),
        ("Carrier Enabled Power Projection", "CEPP"),
        ("Common Platform", "Common Platform (CP)"),
        ("The Material Strategy", "The Materiel Strategy"),
        ("CASSIOPEE", "CASSIOPEE V2"),
        ("Lower Thames Crossing Feasibility", "Lower Thames Crossing"),
        ("Refonte du site", "Projet refonte site"),
        ("Solde (anciennement Louvois)", "Solde"),
    ],
)
def test_a_probable_rename_is_proposed(old, new):
    assert pairs([old, "Something else entirely"], [new, "Quite another matter"]) == [(old, new)]


@pytest.mark.parametrize(
    ("old", "new"),
    [("GRAPEVINE 1", "GRAPEVINE 2"), ("Army 2020", "Airseeker"), ("Crossrail", "Thameslink"), ("", "")],
)
def test_different_projects_are_not_paired(old, new):
    assert pairs([old], [new]) == []


def test_names_that_both_editions_have_are_left_alone():
    assert pairs(["Alpha", "Universal Credit"], ["Universal Credit", "Universal Credit Programme"]) == []


def test_each_name_is_proposed_once_with_its_best_partner():
    assert pairs(
        ["Electronic Monitoring"], ["Electronic Monitoring (EM)", "Electronic Monitoring Programme Board"]
    ) == [("Electronic Monitoring", "Electronic Monitoring (EM)")]


def test_the_same_start_date_backs_a_likeness():
    alone = probable_renames([Named("a", "Future Maritime Strategy")], [Named("b", "Future Maritime Support")])
    backed = probable_renames(
        [Named("a", "Future Maritime Strategy", "MOD", 1)], [Named("b", "Future Maritime Support", "MOD", 1)]
    )
    assert [rename.reason for rename in backed] == ["similar"] and len(alone) <= len(backed)
    assert all(0 < rename.score < 1 for rename in backed)
