"""Form fields in the design's classes."""

import django_filters
from django import forms

from pmo.templatetags.fields import dressed
from projects.models import Project


class Sample(forms.Form):
    name = forms.CharField(widget=forms.Textarea)
    kind = forms.ChoiceField(choices=[(str(number), str(number)) for number in range(20)])
    few = forms.ChoiceField(choices=[("1", "one")])
    agreed = forms.BooleanField()


def test_each_kind_of_field_gets_its_class():
    form = Sample()
    assert 'class="form-control"' in dressed(form["name"])
    assert 'class="form-select"' in dressed(form["few"])
    assert 'class="form-check-input"' in dressed(form["agreed"])


def test_a_wrong_field_is_marked():
    form = Sample({})
    assert "is-invalid" in dressed(form["name"])


def test_a_long_select_becomes_searchable_and_a_short_one_does_not():
    form = Sample()
    assert "data-choice" in dressed(form["kind"])
    assert "data-choice" not in dressed(form["few"])


def test_a_remark_starts_with_three_lines():
    assert 'rows="3"' in dressed(Sample()["name"])


def test_both_ends_of_a_range_are_dates_with_a_name():
    class Dates(django_filters.FilterSet):
        due = django_filters.DateFromToRangeFilter(label="Due")

    drawn = dressed(Dates(queryset=Project.objects.none()).form["due"])
    assert drawn.count('type="date"') == 2
    assert 'name="due_after"' in drawn and 'name="due_before"' in drawn
    assert drawn.count("aria-label") == 2


def test_a_yes_or_no_filter_starts_with_neither():
    class Flags(django_filters.FilterSet):
        open = django_filters.BooleanFilter()

    assert '<option value="unknown" selected>–</option>' in dressed(Flags(queryset=Project.objects.none()).form["open"])
