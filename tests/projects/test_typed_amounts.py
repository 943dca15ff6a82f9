"""Amounts as they are typed or pasted."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from projects.typed_amounts import typed_amount


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("", "0"), (" ", "0"), ("12", "12"), ("12,5", "12.5"), ("12.50", "12.5"), ("1 234,50 €", "1234.5"),
        ("1\u202f234,50\u00a0€", "1234.5"), ("€1,234.50", "1234.5"), ("1.234,50", "1234.5"), ("-€1,200.00", "-1200"),
        ("\u221250", "-50"), ("(75,25)", "-75.25"), ("1.234.567", "1234567"), ("1,234,567.8", "1234567.8"),
    ],
)  # fmt: skip
def test_an_amount_is_read_as_both_languages_and_spreadsheets_write_it(text, amount):
    assert typed_amount(text) == Decimal(amount)


@pytest.mark.parametrize(
    "text", ["1,234", "1.200", "12.345,678", "1,2,3", "1.23,4.5", "abc", "NaN", "1e99", "--1", "9" * 16]
)
def test_what_is_no_amount_is_refused_by_its_text(text):
    with pytest.raises(ValidationError) as refused:
        typed_amount(text)
    assert text in refused.value.messages[0]
