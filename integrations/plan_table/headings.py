"""The columns of a plan as a table: their titles in French and English, and other words for them."""

from __future__ import annotations

from collections.abc import Sequence

from integrations.wording import folded

# English and French title first, then what other tools and people write.
TITLES = {
    "number": ("ID", "N°", "No", "Row", "Ligne", "Id.", "#"),
    "uid": ("UID", "UID", "Unique ID", "Identifiant unique", "N° unique"),
    "key": ("Key", "Clé", "GUID"),
    "wbs": ("WBS", "WBS", "WBS code", "Code WBS", "Outline number", "Numéro hiérarchique", "N° hiérarchique", "OTP"),
    "level": ("Outline level", "Niveau hiérarchique", "Level", "Niveau"),
    "name": ("Name", "Nom", "Task name", "Nom de la tâche", "Nom de tâche", "Task", "Tâche", "Activity", "Activité"),
    "duration": ("Duration", "Durée"),
    "start": ("Start", "Début", "Start date", "Date de début"),
    "finish": ("Finish", "Fin", "End", "Finish date", "End date", "Date de fin"),
    "predecessors": ("Predecessors", "Prédécesseurs", "Predecessor", "Prédécesseur", "Depends on", "Dépend de"),
    "constraint": ("Constraint", "Contrainte", "Constraint type", "Type de contrainte"),
    "constraint_date": ("Constraint date", "Date de contrainte"),
    "deadline": ("Deadline", "Échéance"),
    "percent": ("% complete", "% achevé", "Percent complete", "Pourcentage achevé", "Progress", "Avancement", "%"),
    "actual_start": ("Actual start", "Début réel"),
    "actual_finish": ("Actual finish", "Fin réelle"),
    "remaining": ("Remaining duration", "Durée restante"),
    "is_milestone": ("Milestone", "Jalon"),
    "is_manual": ("Dated by hand", "Daté à la main", "Manual", "Manuel", "Task mode", "Mode de la tâche", "Mode Tâche"),
    "notes": ("Notes", "Notes", "Note", "Remarques", "Comments", "Commentaires"),
}
LANGUAGES = ("en", "fr")

CONSTRAINTS = {
    "ASAP": ("As soon as possible", "Le plus tôt possible", "Dès que possible"),
    "ALAP": ("As late as possible", "Le plus tard possible"),
    "SNET": ("Start no earlier than", "Début au plus tôt le", "Début au plus tôt"),
    "SNLT": ("Start no later than", "Début au plus tard le", "Début au plus tard"),
    "FNET": ("Finish no earlier than", "Fin au plus tôt le", "Fin au plus tôt"),
    "FNLT": ("Finish no later than", "Fin au plus tard le", "Fin au plus tard"),
    "MSO": ("Must start on", "Doit commencer le", "Doit débuter le"),
    "MFO": ("Must finish on", "Doit finir le", "Doit se terminer le"),
}
CONSTRAINT_KEYS = {
    folded(word): code for code, words in CONSTRAINTS.items() for word in (code, *words)
}  # fmt: skip

# "%" alone folds to nothing.
_FIELDS = {folded(title) or title: field for field, titles in TITLES.items() for title in titles}


def title(field: str, language: str) -> str:
    """The title we write."""
    return TITLES[field][LANGUAGES.index(language)]


def constraint_words(code: str, language: str) -> str:
    """A constraint as we write it."""
    return CONSTRAINTS[code][LANGUAGES.index(language)]


def fields_of(cells: Sequence[object]) -> dict[str, int]:
    """Which field stands in which column; the first of two columns for one field counts."""
    found: dict[str, int] = {}
    for place, cell in enumerate(cells):
        text = str(cell or "").strip()
        field = _FIELDS.get(folded(text) or text)
        if field is not None:
            found.setdefault(field, place)
    return found
