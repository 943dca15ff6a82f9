"""Search over the names and codes of everything a reader may see, grouped by noun: one UNION, accents aside."""

from dataclasses import dataclass, field
from functools import cache

from django.db.models import BooleanField, Case, CharField, F, Q, Value, When
from django.db.models.functions import Cast

from pmo.access import NOTHING, condition, visible
from pmo.models.record import SortKey
from pmo.pages import ObjectPages, all_pages
from projects.models import Project

SHORTEST = 2
PER_NOUN = 6
# What people look for most comes first; the others follow in the order of their declaration.
FIRST = ("projects.Project", "portfolio.Programme", "portfolio.Portfolio", "accounts.Person")
TEXT = CharField()


@dataclass(frozen=True)
class Hit:
    name: str
    code: str
    about: str
    url: str


@dataclass
class Group:
    """The hits of one noun; `url` lists them all."""

    pages: ObjectPages
    url: str
    hits: list[Hit] = field(default_factory=list)
    more: bool = False


@cache
def searched_pages() -> tuple[ObjectPages, ...]:
    """The pages of everything that has a name."""
    named = [pages for pages in all_pages() if "sort_key" in _fields(pages.model)]
    rank = {label: place for place, label in enumerate(FIRST)}
    return tuple(sorted(named, key=lambda pages: rank.get(pages.model._meta.label, len(rank))))


def search(user, text: str, *, per_noun: int = PER_NOUN) -> list[Group]:
    """Groups with at least one hit; every word must occur in name or code. At most one query."""
    words = text.split()
    if len(text.strip()) < SHORTEST:
        return []
    readable = [
        (place, pages)
        for place, pages in enumerate(searched_pages())
        if condition(user, "view", pages.model.access) != NOTHING
    ]
    queries = [_matches(user, pages.model, words, place)[: per_noun + 1] for place, pages in readable]
    if not queries:
        return []
    groups: dict[int, Group] = {}
    for place, pk, name, code, about, _first in queries[0].union(*queries[1:], all=True):
        pages = searched_pages()[place]
        group = groups.setdefault(place, Group(pages, f"{pages.url('list')}?q={text}"))
        if len(group.hits) == per_noun:
            group.more = True
        else:
            group.hits.append(Hit(name, code, about or "", pages.url("detail", pk)))
    return [groups[place] for place in sorted(groups)]


def _fields(model) -> set[str]:
    return {one.name for one in model._meta.concrete_fields}


def _matches(user, model, words: list[str], place: int):
    """(place, id, name, code, about, starts with it), names that start with the first word first."""
    fields = _fields(model)
    code = Cast("code", TEXT) if "code" in fields else Value("", output_field=TEXT)
    about = Value("", output_field=TEXT)
    if "project" in fields:
        about = visible(user, "project__name", Project.access, "project", prefix="project")
    rows = model.objects.allowed(user)
    for word in words:
        wanted = SortKey(Value(word, output_field=TEXT))
        test = Q(sort_key__contains=wanted)
        if "code" in fields:
            rows = rows.alias(code_key=SortKey("code"))
            test |= Q(code_key__contains=wanted)
        rows = rows.filter(test)
    starts = Case(
        When(sort_key__startswith=SortKey(Value(words[0], output_field=TEXT)), then=Value(True)),
        default=Value(False), output_field=BooleanField(),
    )  # fmt: skip
    rows = rows.annotate(place_of=Value(place), code_of=code, about_of=Cast(about, TEXT), starts=starts)
    return rows.order_by("-starts", "sort_key", "pk").values_list(
        "place_of", "pk", F("name"), "code_of", "about_of", "starts"
    )
