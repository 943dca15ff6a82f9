"""Which object a row means: by id, external key, confirmed rename, code, or by what identifies it in its scope."""

from collections import defaultdict

from django.contrib.contenttypes.models import ContentType

from integrations.wording import name_key
from integrations.writing.drafts import Draft
from integrations.writing.objects import Writable
from integrations.writing.options import ImportOptions
from integrations.writing.references import References
from pmo.models import ExternalReference


class Matcher:
    """Matches batch after batch; by its identity an object is matched once a run."""

    def __init__(self, writable: Writable, options: ImportOptions, references: References):
        self.writable, self.options, self.references = writable, options, references
        self.content_type = ContentType.objects.get_for_model(writable.model)
        self.taken: set[int] = set()
        self._seen: set[tuple] = set()

    def is_repeated(self, draft: Draft) -> bool:
        """Whether an earlier row of this run was about the same object; nameless facts may look alike."""
        token = self._token(draft)
        if token is None:
            return False
        repeated = token in self._seen
        self._seen.add(token)
        return repeated

    def _token(self, draft: Draft) -> tuple | None:
        if draft.row.values.get("id"):
            return "id", draft.row.values["id"]
        if draft.key:
            return "key", draft.key
        if not self.writable.unique:
            return None
        if draft.values.get("code"):
            return "code", str(draft.values["code"]).upper()
        return "identity", *self._identity(draft.instance)

    def match(self, drafts: list[Draft]) -> dict[int, int | None]:
        """Index of a draft → id of its object; None for a new one. Ids are not yet checked for access."""
        by_key = self._by_external_key({draft.key for draft in drafts if draft.key})
        found: dict[int, int | None] = {}
        left: list[int] = []
        for index, draft in enumerate(drafts):
            pk = draft.row.values.get("id") or by_key.get(draft.key) or self._by_rename(draft, by_key)
            pk = pk or self._by_code(draft)
            if pk is None:
                left.append(index)
            else:
                found[index] = pk
                self.taken.add(pk)
        found.update(self._by_identity(drafts, left))
        return found

    def _by_external_key(self, keys: set[str]) -> dict[str, int]:
        wanted = keys | {old for new, old in self.options.renames.items() if new in keys}
        if not wanted:
            return {}
        rows = ExternalReference.objects.filter(
            content_type=self.content_type, source=self.options.source, key__in=wanted
        )
        return dict(rows.values_list("key", "object_id"))

    def _by_rename(self, draft: Draft, by_key: dict[str, int]) -> int | None:
        """The project that had another key, or in a file without keys another name, as a person confirmed it."""
        if self.writable.target != "project" or not self.options.renames:
            return None
        old = self.options.renames.get(draft.key or name_key(str(draft.values.get("name") or "")))
        if not old or old in by_key:
            return by_key.get(old or "")
        index, portfolio_id = self.references.projects, draft.instance.portfolio_id
        return next((pk for pk in index.names.get(old, ()) if index.portfolios[pk] == portfolio_id), None)

    def _by_code(self, draft: Draft) -> int | None:
        code = draft.values.get("code") if self.writable.target == "project" else None
        return self.references.projects.codes.get(str(code).upper()) if code else None

    def _by_identity(self, drafts: list[Draft], left: list[int]) -> dict[int, int | None]:
        candidates = self._candidates([drafts[index] for index in left])
        keyed = self._keyed({pk for pks in candidates.values() for pk in pks}) if candidates else set()
        found: dict[int, int | None] = {}
        for index in left:
            draft = drafts[index]
            free = [
                pk for pk in candidates.get(self._identity(draft.instance), ())
                if pk not in self.taken and not (draft.key and pk in keyed)
            ]  # fmt: skip
            found[index] = free[0] if free else None
            self.taken.update(free[:1])
        return found

    def _identity(self, instance) -> tuple:
        scope = getattr(instance, self.writable.scope) if self.writable.scope else None
        return scope, *self.writable.identity(instance)

    def _candidates(self, drafts: list[Draft]) -> dict[tuple, list[int]]:
        """Ids by identity, the oldest first."""
        if self.writable.target == "project":
            return self._projects_named(drafts)
        rows = self.writable.model.objects.allowed(self.options.actor)
        if self.writable.scope:
            rows = rows.filter(**{f"{self.writable.scope}__in": {draft.instance.project_id for draft in drafts}})
        candidates: dict[tuple, list[int]] = defaultdict(list)
        for row in rows.order_by("pk"):
            candidates[self._identity(row)].append(row.pk)
            if self.writable.target == "person" and row.email:
                candidates[None, name_key(row.name)].append(row.pk)
        return candidates

    def _projects_named(self, drafts: list[Draft]) -> dict[tuple, list[int]]:
        """A row with a code of its own is not the project that merely has its name."""
        index = self.references.projects
        candidates: dict[tuple, list[int]] = {}
        for draft in drafts:
            if not draft.values.get("code"):
                scope, key = self._identity(draft.instance)
                near = sorted(pk for pk in index.names.get(key, ()) if index.portfolios[pk] == scope)
                candidates[scope, key] = near
        return candidates

    def _keyed(self, ids: set[int]) -> set[int]:
        """Those that this source calls by another key already."""
        if not self.options.source:
            return set()
        rows = ExternalReference.objects.filter(
            content_type=self.content_type, source=self.options.source, object_id__in=ids
        )
        return set(rows.values_list("object_id", flat=True))
