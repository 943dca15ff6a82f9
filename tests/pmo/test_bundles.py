"""Every style sheet and script of ours travels: in one bundle, or named by a template on its own."""

from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders

from pmo import bundles

STATIC = Path(settings.BASE_DIR) / "static"
BUNDLED = [path for paths in bundles.BUNDLES.values() for path in paths]


def test_every_file_is_in_one_bundle_or_named_by_a_template():
    templates = "".join(path.read_text() for path in (Path(settings.BASE_DIR) / "templates").rglob("*.html"))
    ours = {str(path.relative_to(STATIC)) for path in STATIC.rglob("*") if path.suffix in (".js", ".css")}
    assert len(BUNDLED) == len(set(BUNDLED))
    assert set(BUNDLED) <= ours
    assert {path for path in ours - set(BUNDLED) if f"{{% static '{path}' %}}" not in templates} == set()


@pytest.mark.parametrize("name", bundles.BUNDLES)
def test_a_bundle_is_found_and_holds_its_files_in_order(name):
    text = Path(finders.find(name)).read_text()
    places = [text.index((STATIC / path).read_text()) for path in bundles.BUNDLES[name]]
    assert places == sorted(places)


def test_what_is_for_paper_stays_for_paper():
    text = bundles.bundled("bundles/pages.css")
    assert "@media print {\n" + (STATIC / "css/print.css").read_text() in text


def test_a_changed_source_is_written_anew_and_an_unchanged_one_left_alone(tmp_path, monkeypatch):
    path = bundles.write_bundle("bundles/pages.js", tmp_path)
    before = path.stat().st_mtime_ns
    assert bundles.write_bundle("bundles/pages.js", tmp_path).stat().st_mtime_ns == before
    monkeypatch.setitem(bundles.BUNDLES, "bundles/pages.js", ("js/assets.js",))
    assert bundles.write_bundle("bundles/pages.js", tmp_path).read_text() == (STATIC / "js/assets.js").read_text()
    assert [one.name for one in path.parent.iterdir()] == ["pages.js"]
