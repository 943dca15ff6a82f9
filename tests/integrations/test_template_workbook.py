"""The template that users download."""

import io

import pytest

from integrations.sheet_plan import plan_sheets
from integrations.targets import TARGETS
from integrations.template_workbook import write_template
from integrations.workbook import open_workbook


@pytest.fixture(params=["en", "fr"])
def template(request):
    stream = io.BytesIO()
    write_template(stream, request.param)
    with open_workbook(stream, "template.xlsx") as book:
        yield request.param, book


def test_the_template_has_a_guide_and_a_sheet_for_every_kind_of_object(template):
    language, book = template
    assert [sheet.name for sheet in book.sheets][1:] == [target.title(language) for target in TARGETS]


def test_import_recognises_every_column_of_the_template(template):
    _language, book = template
    plans = plan_sheets(book)
    assert [plan.mapping.target for plan in plans] == [target.name for target in TARGETS]
    for plan in plans:
        assert all(column.field for column in plan.mapping.columns)
        assert plan.mapping.missing() == []
        assert list(plan.rows()) == []
