"""Columns travel as text of arrays and arrive as they were, whatever is in them."""

import json
from datetime import datetime
from decimal import Decimal

import pytest
from django.db import connection

from pmo.arrays import array_of, json_lines

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("type_name", "values"),
    [
        ("varchar(20)", ['He said "no"', "back\\slash", "{braces}", "a, b", "", "NULL", None, " spaces "]),
        ("integer", [0, -5, None]),
        ("boolean", [True, False, None]),
        ("numeric(5,2)", [Decimal("12.30"), None]),
        ("timestamp", [datetime(2026, 3, 31, 9, 30), None]),
        ("jsonb", [{}, {"text": '"quoted" \\ {braces}', "list": [1, None]}, None]),
    ],
)
def test_values_of_a_column_arrive_as_they_were(type_name, values):
    with connection.cursor() as cursor:
        element = "value::text" if type_name == "jsonb" else "value"
        cursor.execute(f"SELECT {element} FROM unnest(%s::{type_name}[]) AS value", [array_of(values, type_name)])
        found = [value for (value,) in cursor.fetchall()]
    if type_name == "jsonb":
        found = [value and json.loads(value) for value in found]
    assert found == values


def test_json_travels_as_lines_whatever_is_in_it():
    values = [{}, {"text": 'two\nlines, "quoted" \\ {braces} %s é', "list": [1, None, 2.5]}, {"NULL": ""}]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT value::text FROM unnest(string_to_array(%s, E'\\n')::jsonb[]) AS value", [json_lines(values)]
        )
        assert [json.loads(value) for (value,) in cursor.fetchall()] == values
