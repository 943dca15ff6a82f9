"""Examples for the description of the API, made from each schema so that none is out of date."""

BY_NAME = {
    "name": "Mobile payment",
    "code": "PAY-014",
    "currency": "EUR",
    "email": "anne.martin@example.org",
    "country": "FR",
    "source": "jira",
    "key": "PAY",
    "label": "Mobile payment",
    "url": "https://wiki.example.org/pay",
    "version": 3,
    "id": 14,
    "updated_at": "2026-03-02T08:15:30.123456Z",
    "watermark": "2026-03-02T08:15:30.123456Z",
    "custom": {"functional_area": "Payments"},
    "budget": "120000.00",
    "amount": "1500.00",
    "reasons": {},
}
BY_FORMAT = {
    "date": "2026-06-30", "date-time": "2026-03-02T08:15:30.123456Z", "decimal": "12.00", "email": "pmo@example.org",
    "uuid": "5f1c9a52-6d0e-4a3b-9a53-2f1f0f5c7b11", "uri": "https://pmo.example.org/api/v1/",
}  # fmt: skip
BULK = {
    "operation": "upsert",
    "mode": "all",
    "dry_run": False,
    "rows": [{"external_reference": {"source": "jira", "key": "PAY-14"}, "name": "Go-live"}],
}


def example_of(schema: dict, schemas: dict, name: str = ""):
    """A value that fits the schema."""
    if "$ref" in schema:
        return example_of(schemas[schema["$ref"].rsplit("/", 1)[1]], schemas, name)
    if "allOf" in schema or "oneOf" in schema:
        return example_of((schema.get("allOf") or schema["oneOf"])[0], schemas, name)
    if "enum" in schema:
        return schema.get("default", schema["enum"][0])
    kind = schema.get("type", "object")
    kind = kind[0] if isinstance(kind, list) else kind
    if kind == "array":
        return [example_of(schema.get("items", {}), schemas)] if name in ("external_references", "links") else []
    if kind == "object" and schema.get("properties"):
        return {key: example_of(inner, schemas, key) for key, inner in schema["properties"].items()}
    return _plain(schema, kind, name)


def _plain(schema: dict, kind: str, name: str):
    if name in BY_NAME and kind == ("object" if isinstance(BY_NAME[name], dict) else kind):
        fits = isinstance(BY_NAME[name], {"string": str, "integer": int, "object": dict}.get(kind, str))
        if fits:
            return BY_NAME[name]
    if "default" in schema:
        return schema["default"]
    if schema.get("format") in BY_FORMAT:
        return BY_FORMAT[schema["format"]]
    return {"integer": max(3, schema.get("minimum", 3)), "boolean": False, "number": 1.5, "object": {}}.get(kind, "")
