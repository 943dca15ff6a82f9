"""The columns of an uploaded file as proposed, as a kept preset has them, and as the user chose them."""

from collections.abc import Mapping
from dataclasses import asdict

from integrations.mapping import apply_saved, propose
from integrations.models import Import
from integrations.services.plans import NO_PRESET, kept_mapping
from integrations.targets import target
from integrations.workbook import WorkbookRefused


def sheets_as_asked(user, row: Import, data: Mapping[str, str], presets: set[str]) -> tuple[list[dict], str]:
    """(sheets, preset) as the page asks for them: where the target of a sheet moved, columns are proposed anew."""
    preset = data.get("preset", row.preset)
    if preset not in presets:
        preset = NO_PRESET
    if preset != NO_PRESET:
        return _by_preset(user, row, preset), preset
    sheets = []
    for number, sheet in enumerate(row.sheets):
        wanted = data.get(f"sheet{number}-target", sheet["target"])
        sheets.append(sheet if wanted == sheet["target"] else with_target(sheet, wanted))
    return sheets, preset


def _by_preset(user, row: Import, preset: str) -> list[dict]:
    try:
        kept = kept_mapping(user, preset).columns
    except WorkbookRefused:
        return []  # a publication: its columns are known and not to be chosen
    sheets = []
    for sheet in row.sheets:
        name = next(iter(kept)) if len(kept) == len(row.sheets) == 1 else sheet["target"]
        if name in kept:
            sheet = with_columns(sheet, apply_saved(kept[name], headers_of(sheet)), chosen=True)
        sheets.append(sheet)
    return sheets


def headers_of(sheet: dict) -> list[str]:
    return [column["header"] for column in sheet["columns"]]


def with_target(sheet: dict, name: str) -> dict:
    """The sheet as holding other objects, its columns proposed anew; no custom field until the user chooses one."""
    if not name:
        return sheet | {"target": ""}
    try:
        return with_columns(sheet, propose(headers_of(sheet), target(name)), chosen=False)
    except KeyError:
        return sheet


def with_columns(sheet: dict, mapping, *, chosen: bool) -> dict:
    """The sheet under another mapping; samples and proposed custom fields stay."""
    pairs = zip(sheet["columns"], mapping.columns, strict=True)
    return sheet | {"target": mapping.target, "columns": [_column(old, asdict(new), chosen) for old, new in pairs]}


def _column(old: dict, new: dict, chosen: bool) -> dict:
    return old | {
        "field": new["field"],
        "score": new.get("score", 0),
        "custom_key": new["custom_key"] or old["custom_key"],
        "custom_type": new["custom_type"] or old["custom_type"],
        "known": bool(new.get("known")) and not chosen,
        "chosen": chosen and bool(new["custom_key"]),
    }


LEFT_OUT = {"field": "", "custom_key": "", "custom_type": ""}


def as_chosen(sheet: dict, mapping: dict | None) -> dict:
    """A sheet as the user left it on the last visit."""
    if mapping is None:
        return sheet | {"target": ""}
    chosen = {column["index"]: column for column in mapping["columns"]}
    columns = [_column(old, chosen.get(old["index"], LEFT_OUT), True) for old in sheet["columns"]]
    return sheet | {"target": mapping["target"], "columns": columns}
