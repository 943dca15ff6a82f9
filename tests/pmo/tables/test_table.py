"""Heads of exported lists: every list of the product, in either language."""

import pytest
from django.conf import settings
from django.utils import translation
from django.utils.module_loading import import_string

from pmo.pages import all_pages


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_head_of_every_export_starts_with_a_capital(language):
    import_string(f"{settings.ROOT_URLCONF}.urlpatterns")  # declares the pages
    lists = [pages for pages in all_pages() if getattr(pages, "table", None)]
    assert len(lists) > 20
    with translation.override(language):
        for pages in lists:
            table = object.__new__(pages.table)  # heads depend on the class and on what is shown alone
            table.shown = pages.table.columns
            head = table.export_head()
            assert head[0] == "Id", "a CSV that starts with ID is taken for SYLK"
            assert [title for title in head if not title or title[0].islower()] == [], pages.slug
