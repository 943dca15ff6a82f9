"""Many rows in one request: create, update or upsert, all or the valid ones, for real or as a rehearsal."""

from dataclasses import dataclass, field

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from rest_framework import serializers
from rest_framework.exceptions import PermissionDenied

from ..access import may_somewhere
from ..problems import field_errors, model_errors, pointer, problem
from .bulk_targets import Targets
from .bulk_writing import write_together
from .changes import Change, change_of, denied, references_of, write_lists, write_references
from .encoding import json_answer
from .fields import KnownChoiceField, ReferenceSerializer
from .links import Links

MOST_ROWS = 1000
"""Rows that one request may carry."""


class BulkSerializer(serializers.Serializer):
    """The envelope of a bulk request."""

    operation = KnownChoiceField(choices=("create", "update", "upsert"), default="upsert")
    mode = KnownChoiceField(
        choices=("all", "valid"), default="all", help_text="all: one error and nothing is written; valid: the rest is."
    )
    dry_run = serializers.BooleanField(default=False, help_text="Answers as if written, and writes nothing.")
    rows = serializers.ListField(child=serializers.DictField(), min_length=1, max_length=MOST_ROWS)


@dataclass
class Row:
    """One row of the request, and what becomes of it."""

    index: int
    body: dict
    reference: tuple[str, str] | None = None
    target: object | None = None
    change: Change | None = None
    outcome: str = ""
    errors: list[dict] = field(default_factory=list)

    def refuse(self, detail, name: str = "", code: str = "invalid") -> None:
        where = ("rows", self.index, name) if name else ("rows", self.index)
        self.refuse_all([{"pointer": pointer(*where), "detail": str(detail), "code": code}])

    def refuse_all(self, errors: list[dict]) -> None:
        self.errors += errors
        self.outcome = "rejected"

    @property
    def is_good(self) -> bool:
        return not self.errors


class BulkRequest:
    """Carries one bulk request out."""

    def __init__(self, view, request):
        self.view, self.request, self.user, self.model = view, request, request.user, view.model
        envelope = BulkSerializer(data=request.data)
        unknown = set(request.data) - set(envelope.fields) if isinstance(request.data, dict) else set()
        if unknown:
            raise serializers.ValidationError({name: [_("There is no such member.")] for name in sorted(unknown)})
        envelope.is_valid(raise_exception=True)
        self.ask = envelope.validated_data
        # The bodies as they came: DRF's DictField would not keep their types.
        self.rows = [Row(index, body) for index, body in enumerate(request.data["rows"])]

    def answer(self):
        self._refuse_without_right()
        with transaction.atomic():
            self._read()
            refused = [row for row in self.rows if not row.is_good]
            if not (refused and self.ask["mode"] == "all"):
                write_together(self, [row for row in self.rows if row.is_good])
                refused = [row for row in self.rows if not row.is_good]
            failed = bool(refused) and self.ask["mode"] == "all"
            if failed or self.ask["dry_run"]:
                transaction.set_rollback(True)
        return self._refusal(refused) if failed else self._report()

    def _refuse_without_right(self) -> None:
        adds = may_somewhere(self.user, self.view.actions["add"], self.model.access.kind)
        if self.ask["operation"] == "create" and not adds:
            raise PermissionDenied(_("You may not add this anywhere."))

    def _read(self) -> None:
        """Find the rows meant, look up everything linked, validate each body."""
        for row in self.rows:
            self._take_reference(row)
        context = {"request": self.request, "links": Links(self.user), "custom": _remembered(self.view)}
        Targets(self).find()
        _prepare_links(self.view.serializer_class, self.rows, context["links"])
        targets = [row.target.pk for row in self.rows if row.target]
        references = references_of(self.model, targets)
        readers = {partial: _reader(self.view.serializer_class, context, partial) for partial in (True, False)}
        for row in self.rows:
            if row.is_good:
                self._read_row(row, readers[row.target is not None], references)
        self._judge([row for row in self.rows if row.is_good])

    def _judge(self, rows: list[Row]) -> None:
        for place, error in self.view.judge([row.change for row in rows]).items():
            rows[place].refuse_all(field_errors(model_errors(error), "rows", rows[place].index))

    def _take_reference(self, row: Row) -> None:
        if "external_reference" not in row.body:
            return
        row.body = dict(row.body)
        field_ = ReferenceSerializer(data=row.body.pop("external_reference"))
        if field_.is_valid():
            row.reference = field_.validated_data
        else:
            row.refuse_all(field_errors(field_.errors, "rows", row.index, "external_reference"))

    def _read_row(self, row: Row, reader, references: dict) -> None:
        reader.instance = row.target
        try:
            values = reader.run_validation(row.body)
        except serializers.ValidationError as error:
            row.refuse_all(field_errors(error.detail, "rows", row.index))
            return
        current = references.get(row.target.pk) if row.target else set()
        if row.reference and (row.reference not in current or "external_references" in values):
            values["external_references"] = sorted({*values.get("external_references", current), row.reference})
        row.change = change_of(row.target or self.model(), values, current)
        if row.target is None:
            self.view.prepare(row.change)
        row.outcome = "created" if row.target is None else "unchanged" if row.change.is_empty else "updated"

    def write_lists(self, rows: list[Row]) -> None:
        for row in rows:
            write_lists(row.change, self.user)
        wanted = {row.change.row.pk: row.change.references for row in rows if row.change.references is not None}
        write_references(self.model, wanted)

    def prove_rights(self, rows: list[Row]) -> None:
        """Mark the rows that were written without the right to; the caller takes them back."""
        from .viewsets import refusal_message

        by_pk = {row.change.row.pk: row for row in rows}
        refused = denied(
            self.model, self.user, [row.change for row in rows], self.view.guards,
            add=self.view.actions["add"], change=self.view.actions["change"],
        )  # fmt: skip
        for pk, name in refused.items():
            by_pk[pk].refuse(refusal_message(name), name, "not_allowed")

    def _refusal(self, refused: list[Row]):
        errors = [{"index": row.index, **error} for row in refused for error in row.errors]
        detail = ngettext(
            "Nothing was written: %(bad)d row of %(all)d was refused.",
            "Nothing was written: %(bad)d rows of %(all)d were refused.",
            len(refused),
        ) % {"bad": len(refused), "all": len(self.rows)}
        return problem(400, name="invalid", request=self.request, detail=detail, errors=errors)

    def _report(self):
        outcomes = [row.outcome for row in self.rows]
        counts = {name: outcomes.count(name) for name in ("created", "updated", "unchanged", "rejected")}
        return json_answer({**counts, "dry_run": self.ask["dry_run"], "rows": [self._line(row) for row in self.rows]})

    def _line(self, row: Row) -> dict:
        written = row.change.row if row.change and row.is_good else row.target
        pk = getattr(written, "pk", None)
        if self.ask["dry_run"] and row.outcome == "created":
            pk = None
        line = {"index": row.index, "outcome": row.outcome, "id": pk, "version": getattr(written, "version", None)}
        if pk is None:
            line["version"] = None
        return {**line, "errors": row.errors}


def _reader(serializer_class, context, partial: bool):
    """One serializer reads every row: its fields are made once."""
    reader = serializer_class(data={}, context=context)
    reader.fields  # noqa: B018  (made before `partial` narrows them to the body's)
    reader.partial = partial
    return reader


def _remembered(view):
    """The custom fields are read once a request."""
    known: dict = {}

    def definitions(model):
        if model not in known:
            known[model] = view.get_serializer_context()["custom"](model)
        return known[model]

    return definitions


def _prepare_links(serializer_class, rows: list[Row], links: Links) -> None:
    """Look up everything that the bodies link to: two queries for each linked kind of object."""
    pks: dict[type, set] = {}
    references: dict[type, set] = {}
    for name, field_ in serializer_class.built().items():
        child = getattr(field_, "child", field_)
        model = getattr(child, "model", None)
        if model is None or field_.read_only:
            continue
        for row in rows:
            for value in _links_in(row.body.get(name)):
                if isinstance(value, tuple):
                    references.setdefault(model, set()).add(value)
                else:
                    pks.setdefault(model, set()).add(value)
    for model in {*pks, *references}:
        links.prepare(model, pks=pks.get(model, set()), references=references.get(model, set()))


def _links_in(value):
    for one in value if isinstance(value, list) else [value]:
        reference = one.get("external_reference") if isinstance(one, dict) else None
        if isinstance(reference, dict) and {"source", "key"} <= reference.keys():
            yield str(reference["source"]), str(reference["key"])
        pk = one.get("id") if isinstance(one, dict) else one
        if isinstance(pk, int) and not isinstance(pk, bool):
            yield pk
