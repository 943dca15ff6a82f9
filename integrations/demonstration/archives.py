"""Imports the published archives beside the company: GMPP 2014-2020 and two editions of Panorama, by date."""

from pathlib import Path

from integrations.services import import_file

FOLDER = Path(__file__).parents[2] / "demonstration" / "data"
ARCHIVES = (("gmpp", "GMPP", "gmpp_*.csv"), ("panorama", "PANORAMA", "panorama_*.csv"))


def import_archives(actor, tell) -> int:
    """One edition after the other, the earliest first; how many."""
    editions = [(preset, code, file) for preset, code, name in ARCHIVES for file in sorted(FOLDER.glob(name))]
    for preset, code, file in editions:
        report = import_file(file, actor=actor, preset=preset, portfolio_code=code)
        tell(f"{report.edition}: {report.snapshots} projects")
    return len(editions)
