"""What the PMO keeps for everybody: two views of lists, and what the columns of the accounts' monthly file mean."""

from accounts.models import User
from integrations.demonstration.personas import PERSONAS
from integrations.mapping import propose
from integrations.models import ImportMapping
from integrations.targets import target
from pmo.models import SavedView
from pmo.roles import RoleName

VIEWS = (
    # The archives beside the company hold a thousand times its money.
    ("projects:project-list", "Projets en cours de l’entreprise", "is_archive=false&running=true&ordering=trouble"),
    ("projects:milestone-list", "Jalons en retard", "late=true&ordering=forecast_date"),
)
ACCOUNTS = "Extraction comptable mensuelle"
COLUMNS = ("Code projet", "Mois comptable", "Nature de l’écriture", "Catégorie", "Montant HT", "N° de pièce", "Journal")


def write_kept_views() -> None:
    """Shared by the PMO officer; called when the log-ins are there."""
    officer = next(persona.email for persona in PERSONAS if persona.role == RoleName.OFFICER)
    owner = User.objects.get(email=officer)
    for list_name, name, query in VIEWS:
        SavedView.objects.create(owner=owner, list_name=list_name, name=name, query=query, shared=True)
    write_mapping()


def write_mapping() -> None:
    """By headers, as the page on which columns are checked keeps it; the journal of the accounts is left out."""
    mapping = propose(COLUMNS, target("cost_entry"))
    for column in mapping.columns:
        column.custom_key, column.custom_type = "", ""
    ImportMapping.objects.create(
        name=ACCOUNTS,
        columns={"cost_entry": mapping.as_json()},
        note="Fichier déposé par la comptabilité le 5 du mois.",
    )
