"""Every figure a page can show says where it comes from."""

import pytest
from django.apps import apps
from django.utils.translation import override

from pmo.roles import KINDS
from projects.models import ProjectState
from reporting.measures import MEASURES, reason_text

# What identifies or dates a row needs no formula.
PLAIN = {
    "project", "as_of", "declared_on", "next_milestone_name", "rating", "reasons", "facts_changed_at", "computed_at",
}  # fmt: skip


def test_every_measure_of_a_state_is_explained():
    assert {field.name for field in ProjectState._meta.concrete_fields} - PLAIN == set(MEASURES)


@pytest.mark.parametrize("name", MEASURES)
def test_a_measure_has_words_inputs_and_a_kind(name):
    measure = MEASURES[name]
    assert str(measure.label)
    assert str(measure.formula).endswith(".")
    assert measure.kind in KINDS
    for each in measure.inputs:
        assert str(each.label)
        assert len(each.field_labels) == len(each.fields) > 0
        assert apps.get_model(each.model)


def test_reasons_of_every_kind_are_sentences():
    with override("en"):
        missing = reason_text("no_exchange_rate", {"currency": "USD", "month": "2025-06-01"})
        assert missing == "No exchange rate for USD in 2025-06-01: the totals are not known."
        assert "Amber/Red" in reason_text("rating_as_given", {"rating": "Amber/Red", "as_of": "2020-09-30"})
        assert "12 days" in reason_text(
            "finish_slip", {"value": 12, "reference": "2025-01-01", "forecast": "2025-01-13", "amber": 10, "red": 30}
        )
