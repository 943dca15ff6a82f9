"""Icons: drawn from the installed set, by reference where the sheet has them."""

import pytest
from django.urls import reverse

from pmo.templatetags import icons


def test_an_unknown_icon_is_a_ring_and_no_path_leads_out_of_the_set():
    assert icons.drawing("no-such-icon-at-all") == icons.RING
    assert icons.drawing("../../../package") == icons.RING


def test_a_frequent_icon_is_a_reference_into_the_sheet():
    assert f'{icons.sheet_address()}#plus"' in icons.icon("plus")
    assert 'aria-hidden="true"' in icons.icon("plus")


def test_a_label_is_spoken_and_escaped():
    drawn = icons.icon("plus", label='Add "one"')
    assert 'role="img"' in drawn
    assert 'aria-label="Add &quot;one&quot;"' in drawn


def test_every_badge_and_menu_entry_finds_its_icon_on_the_sheet():
    from pmo import navigation
    from pmo.choices import BadgeChoices

    names, drawn = icons.sheet()
    wanted = {member.icon for choices in BadgeChoices.__subclasses__() for member in choices} | navigation.icons()
    assert wanted and wanted <= names
    assert all(f'id="{name}"' in drawn for name in wanted)


@pytest.mark.django_db
def test_the_sheet_is_kept_by_browsers_and_open_to_visitors(client):
    answer = client.get(icons.sheet_address())
    assert answer["Content-Type"] == "image/svg+xml"
    assert "immutable" in answer["Cache-Control"]
    assert answer.content.decode() == icons.sheet()[1]


@pytest.mark.django_db
@pytest.mark.parametrize("version", ["old", "00000000"])
def test_an_older_address_still_answers(client, version):
    assert client.get(reverse("icon-sheet", args=[version])).status_code == 200
