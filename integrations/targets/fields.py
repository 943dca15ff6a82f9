"""What a column can become: a field of a target, its kind, its titles in both languages and synonyms."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

from django.utils.module_loading import import_string

from integrations.cell_values import choice_keys
from integrations.wording import folded

# How a cell is read. "reference" names another object by code or name, "person" by e-mail or name.
KINDS = (
    "text", "long_text", "integer", "number", "amount", "percent", "date", "month", "fiscal_year",
    "yes_no", "choice", "currency", "person", "reference", "key",
)  # fmt: skip


@dataclass(frozen=True)
class Field:
    """``name`` is the model's word. ``end_of_month`` reads "March 2017" as its last day (finish dates)."""

    name: str
    kind: str
    english: str
    french: str
    synonyms: str = ""  # separated by "|"
    choices: str = ""  # dotted path of a TextChoices class
    choice_words: str = ""  # other words for a choice: "en cours=active", separated by "|"
    required: bool = False
    decisive: bool = False  # what a new row means rests on it: unreadable, the row is rejected, never taken for another
    max_length: int | None = None
    end_of_month: bool = False
    english_help: str = ""
    french_help: str = ""

    def title(self, language: str) -> str:
        return self.french if language.startswith("fr") else self.english

    def help(self, language: str) -> str:
        return self.french_help if language.startswith("fr") else self.english_help

    @cached_property
    def spellings(self) -> frozenset[str]:
        """Every folded header that means this field."""
        words = (self.name.replace("_", " "), self.english, self.french, *self.synonyms.split("|"))
        return frozenset(map(folded, words)) - {""}

    @property
    def choice_keys(self) -> dict[str, str]:
        return _keys_of(self.choices, self.choice_words) if self.choices else {}

    def choice_labels(self) -> list[str]:
        """Labels in the active language, for a drop-down of the template."""
        return [str(label) for _key, label in import_string(self.choices).choices] if self.choices else []

    def known_choices(self) -> str:
        """The choices for whoever wrote another word, in the active language."""
        return " · ".join(self.choice_labels())


@lru_cache(maxsize=64)
def _keys_of(path: str, words: str) -> dict[str, str]:
    also = (pair.split("=") for pair in words.split("|") if pair)
    return {folded(word): key for word, key in also} | choice_keys(import_string(path).choices)


@dataclass(frozen=True)
class Target:
    """One kind of object a sheet holds: ``name`` is its word, the titles are those of its sheet."""

    name: str
    english: str
    french: str
    fields: tuple[Field, ...]
    synonyms: tuple[str, ...] = ()

    def __iter__(self) -> Iterator[Field]:
        return iter(self.fields)

    def __getitem__(self, name: str) -> Field:
        return self.by_name[name]

    @cached_property
    def by_name(self) -> dict[str, Field]:
        return {field.name: field for field in self.fields}

    @cached_property
    def titles(self) -> frozenset[str]:
        return frozenset(map(folded, (self.name.replace("_", " "), self.english, self.french, *self.synonyms)))

    def title(self, language: str) -> str:
        return self.french if language.startswith("fr") else self.english


ID = Field(
    "id", "integer", "ID", "Identifiant",
    "Id interne|Internal ID|PK",
    english_help="Leave as exported; empty for a new row.",
    french_help="À laisser tel qu’exporté ; vide pour une nouvelle ligne.",
)  # fmt: skip
VERSION = Field(
    "version", "integer", "Row version", "Version de la ligne",
    "Record version|Version",
    english_help="Leave as exported: shows whether the row has changed since.",
    french_help="À laisser tel qu’exporté : indique si la ligne a changé depuis.",
)  # fmt: skip
EXTERNAL_KEY = Field(
    "external_key", "key", "External key", "Clé externe",
    "External ID|External reference|Référence externe|uniqueId|Key|Clé|GUID|Identifiant externe",
    max_length=200, english_help="The key of this row in the system it comes from.",
    french_help="La clé de cette ligne dans le système d’origine.",
)  # fmt: skip
PROJECT = Field(
    "project", "reference", "Project", "Projet",
    "Project code|Code projet|Project name|Nom du projet|Project ID|Référence projet",
    required=True, english_help="Code or name of the project.", french_help="Code ou nom du projet.",
)  # fmt: skip
