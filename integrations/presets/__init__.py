"""Publications that import knows by name: their columns, dates, currency and unit need no mapping."""

from integrations.presets.canada import Canada
from integrations.presets.edition import Edition, EditionReading, Preset
from integrations.presets.gmpp import Gmpp
from integrations.presets.panorama import Panorama
from integrations.workbook import Workbook

__all__ = ["Edition", "EditionReading", "Preset", "detect", "names", "preset"]

_PRESETS = {each.name: each() for each in (Gmpp, Canada, Panorama)}


def names() -> list[str]:
    return list(_PRESETS)


def preset(name: str) -> Preset:
    """The preset of that name; KeyError when there is none."""
    return _PRESETS[name]


def detect(workbook: Workbook) -> Preset | None:
    """The preset whose columns the file has, or None: then the columns are mapped by hand."""
    return next((each for each in _PRESETS.values() if each.table(workbook) is not None), None)
