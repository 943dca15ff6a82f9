"""Rows that cells name by code, name or e-mail: found among what the actor may see, created where that is wanted."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from functools import lru_cache

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import translation

from accounts.models import Department, Person, Vendor
from integrations.cell_values import Unreadable
from integrations.wording import name_key
from pmo.access import may_add
from pmo.forms import RESTRICTED
from portfolio.models import Portfolio, Programme
from projects.models import Project, PurchaseOrder
from resources.models import ResourceRole

MODELS = {
    "person": Person, "department": Department, "vendor": Vendor, "role": ResourceRole, "portfolio": Portfolio,
    "programme": Programme, "order": PurchaseOrder,
}  # fmt: skip
# What may be made up from a name alone.
CREATED = ("person", "department", "vendor", "role")


@lru_cache(maxsize=1)
def restricted_words() -> frozenset[str]:
    """What our own exports show instead of a linked object that the reader may not see."""
    found = set()
    for language in ("en", "fr"):
        with translation.override(language):
            found.add(name_key(str(RESTRICTED)))
    return frozenset(found)


class Index:
    """Rows of one kind by everything a cell may call them; a key that two rows share names neither."""

    def __init__(self, rows: Iterable[object]):
        self.by_key: dict[str, list[object]] = defaultdict(list)
        for row in rows:
            self.add(row)

    def add(self, row) -> None:
        for key in {key for key in self.keys(row) if key}:
            self.by_key[key].append(row)

    @staticmethod
    def keys(row) -> tuple[str, ...]:
        if isinstance(row, PurchaseOrder):
            return (name_key(row.number),)
        return name_key(row.name), name_key(getattr(row, "code", "")), getattr(row, "email", "").casefold()

    def find(self, text: str) -> object | None:
        """The row, or None; Unreadable("ambiguous_reference") when several are meant."""
        found = self.by_key.get(text.casefold().strip()) or self.by_key.get(name_key(text)) or []
        if len(found) > 1:
            raise Unreadable("ambiguous_reference")
        return found[0] if found else None


class ProjectIndex:
    """Projects the actor may see, by id only: a portfolio of many thousands must fit beside a large file."""

    def __init__(self, actor):
        self.codes: dict[str, int] = {}
        self.names: dict[str, set[int]] = defaultdict(set)
        self.portfolios: dict[int, int] = {}
        self.currencies: dict[int, str] = {}
        rows = Project.objects.allowed(actor).order_by().values_list("pk", "code", "name", "portfolio_id", "currency")
        for project in rows.iterator(chunk_size=5_000):
            self.add(*project)

    def add(self, pk: int, code: str, name: str, portfolio_id: int, currency: str) -> None:
        self.codes[code.upper()] = pk
        self.currencies[pk] = currency
        self.names[name_key(name)].add(pk)
        self.portfolios[pk] = portfolio_id

    def find(self, text: str, portfolio_id: int | None) -> int | None:
        pk = self.codes.get(text.strip().upper())
        if pk is not None:
            return pk
        named = self.names.get(name_key(text), set())
        near = {pk for pk in named if self.portfolios[pk] == portfolio_id} or named
        if len(near) > 1:
            raise Unreadable("ambiguous_reference")
        return next(iter(near), None)


class References:
    """One run's look-ups. `on_created` hears the kind of every row made up for a name."""

    def __init__(self, actor, *, create_missing: bool, on_created: Callable[[str], None]):
        self.actor, self.create_missing, self.on_created = actor, create_missing, on_created
        self.portfolio_id: int | None = None  # where projects named without a code are looked for first
        self._indexes: dict[str, Index] = {}
        self._projects: ProjectIndex | None = None

    @property
    def projects(self) -> ProjectIndex:
        if self._projects is None:
            self._projects = ProjectIndex(self.actor)
        return self._projects

    def index(self, kind: str) -> Index:
        if kind not in self._indexes:
            self._indexes[kind] = Index(MODELS[kind].objects.allowed(self.actor))
        return self._indexes[kind]

    def add(self, kind: str, row) -> None:
        """Let a row written by this run be named by later ones."""
        if kind in self._indexes:
            self._indexes[kind].add(row)

    def find(self, kind: str, text: str) -> object:
        """The row, for a project its id. Unreadable with the reason when there is none or more than one."""
        if name_key(text) in restricted_words():
            raise Unreadable("restricted")
        if kind == "project":
            found: object | None = self.projects.find(text, self.portfolio_id)
        else:
            found = self.index(kind).find(text)
        if found is None and self.create_missing and kind in CREATED:
            found = self._create(kind, text)
        if found is None:
            raise Unreadable("unknown_reference")
        return found

    def _create(self, kind: str, text: str):
        row = MODELS[kind](name=text.strip())
        if kind == "person" and "@" in text:
            row.email = text.strip()
        if not may_add(self.actor, row):
            return None
        try:
            with transaction.atomic():
                row.full_clean()
                row.save()
        except (ValidationError, IntegrityError) as error:
            raise Unreadable("unknown_reference") from error
        self.index(kind).add(row)
        self.on_created(kind)
        return row
