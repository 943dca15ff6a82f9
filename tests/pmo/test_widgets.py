"""Selects of related objects carry the chosen option only, and say what no choice means."""

import pytest
from django import forms
from django.utils.translation import gettext_lazy as _

from pmo.forms import _form_field
from pmo.widgets import RelatedSelect
from portfolio.models import Portfolio
from projects.models import Project

pytestmark = pytest.mark.django_db


class Chooser(forms.Form):
    portfolio = forms.ModelChoiceField(
        Portfolio.objects.all(), required=False, empty_label=_("All"), widget=RelatedSelect()
    )


def test_a_filter_says_that_no_choice_means_all():
    assert '<option value="" selected>Tous</option>' in str(Chooser()["portfolio"])


def test_a_form_leaves_no_choice_blank():
    field = _form_field(Project._meta.get_field("programme"))
    shown = field.widget.render("programme", None, {"id": "id_programme"})
    assert '<option value="" selected></option>' in shown
