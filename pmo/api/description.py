"""Finishes the description of the API: shared components, what routes are called, an example for every body."""

from .examples import BULK, example_of
from .schema import BULK_ANSWER, DESCRIPTIONS, LINK, LINK_REQUEST, PROBLEM, REFERENCE, UUID_LINK

INTRODUCTION = """
Read and write every object of the portfolio. Sign in with a personal access token:
`Authorization: Bearer pmo_…`. A token sees and does what its owner may; one with the scope “read” never writes.

* Lists come in pages: follow `next` until it is null.
* `updated_since` with the `watermark` of the last sync gives what changed, and in `deleted` what is gone.
* `If-Match` with the ETag (or `version` in the body) refuses a change on an older version with 412.
* `POST …/bulk/` creates, updates or upserts up to 1,000 rows by id or external reference.
* Errors are problem details (RFC 9457); `errors` say where and why. Amounts are text, dates ISO, times UTC.
"""
SHARED = {
    "Problem": PROBLEM, "Link": LINK, "UuidLink": UUID_LINK, "LinkRequest": LINK_REQUEST,
    "ExternalReference": REFERENCE, "BulkAnswer": BULK_ANSWER,
}  # fmt: skip


def complete(result, generator, request, public):
    """The last step of drf-spectacular: nothing here knows a single object."""
    result["info"]["description"] = INTRODUCTION.strip()
    components = result.setdefault("components", {})
    schemas = components.setdefault("schemas", {})
    schemas.update(SHARED)
    components["responses"] = {f"Problem{status}": _problem(status, text) for status, text in DESCRIPTIONS.items()}
    _without_internals(result)
    for name, schema in schemas.items():
        if schema.get("type") == "object" and schema.get("properties") and name not in SHARED:
            schema["examples"] = [BULK if name.startswith("Bulk") else example_of(schema, schemas)]
    return result


def _problem(status: str, text: str) -> dict:
    schema = {"$ref": "#/components/schemas/Problem"}
    return {"description": text, "content": {"application/problem+json": {"schema": schema}}}


def _without_internals(node) -> None:
    """Drops what drf-spectacular notes for itself."""
    if isinstance(node, dict):
        node.pop("x-spec-enum-id", None)
        for inner in node.values():
            _without_internals(inner)
    elif isinstance(node, list):
        for inner in node:
            _without_internals(inner)
