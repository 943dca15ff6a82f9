"""Fields of projects and of their milestones and money, as columns of an import."""

from integrations.targets.fields import EXTERNAL_KEY, ID, PROJECT, VERSION, Field, Target

PROJECTS = Target(
    "project", "Projects", "Projets",
    (
        ID,
        VERSION,
        EXTERNAL_KEY,
        Field(
            "code", "text", "Code", "Code",
            "Project code|Code projet|Project number|N° projet|Numéro de projet|Project ID|"
            "Identifiant projet|Trigramme|Shortcode",
            max_length=40,
        ),
        Field(
            "name", "text", "Name", "Nom",
            "Project|Projet|Project name|Nom du projet|Title|Titre|Intitulé|Intitulé du projet|Libellé|"
            "Libellé projet|Initiative|Désignation",
            required=True, max_length=250,
        ),
        Field(
            "description", "long_text", "Description", "Description",
            "Summary|Résumé|Objectives|Objectifs|Description et objectifs du projet|Description / Aims|"
            "Aims|Scope|Périmètre|Purpose",
        ),
        Field(
            "type", "choice", "Type", "Type",
            "Project type|Type de projet",
            choices="projects.choices.ProjectType",
        ),
        Field(
            "method", "choice", "Method", "Méthode",
            "Methodology|Méthodologie",
            choices="projects.choices.Method",
        ),
        Field(
            "status", "choice", "Status", "Statut",
            "Project status|Statut du projet|État|State",
            choices="projects.choices.ProjectStatus",
            choice_words="En cours=active|In progress=active|Ongoing=active|Lancé=active|En pause=on_hold|"
            "Suspendu=on_hold|Paused=on_hold|Suspended=on_hold|Terminé=closed|Terminée=closed|Clôturé=closed|"
            "Done=closed|Completed=closed|Finished=closed|Abandonné=cancelled|Arrêté=cancelled|Abandoned=cancelled|"
            "Stopped=cancelled|À lancer=proposed|À l’étude=proposed|Idea=proposed",
        ),
        Field(
            "stage", "choice", "Stage", "Phase",
            "Étape|Project stage|Phase du projet|Phase en cours|Phase du projet en cours|Current phase",
            choices="projects.choices.Stage",
        ),
        Field(
            "priority", "choice", "Priority", "Priorité",
            "Importance",
            choices="projects.choices.Priority",
        ),
        Field("portfolio", "reference", "Portfolio", "Portefeuille", "Code portefeuille|Portfolio code"),
        Field("programme", "reference", "Programme", "Programme", "Program|Programme name"),
        Field(
            "manager", "person", "Project manager", "Chef de projet",
            "Manager|Cheffe de projet|PM|CdP|Responsable|Project lead|Lead|Pilote|Owner|Directeur de projet",
        ),
        Field(
            "sponsor", "person", "Sponsor", "Sponsor",
            "Executive sponsor|SRO|Senior responsible owner|Commanditaire|Project sponsor",
        ),
        Field(
            "department", "reference", "Department", "Direction",
            "Business unit|Entity|Entité|Service|Département|Ministère|Ministère porteur|Organisation|"
            "Organization",
        ),
        Field(
            "customer", "reference", "Customer", "Client",
            "Customer department|Direction cliente|MOA|Maîtrise d’ouvrage|Client interne",
        ),
        Field(
            "planned_start", "date", "Planned start", "Début planifié",
            "Début prévu|Start|Start date|Début|Date de début|Date début|Project start date|Baseline start|Lancement|"
            "Date de lancement|Démarrage",
        ),
        Field(
            "planned_finish", "date", "Planned finish", "Fin planifiée",
            "Fin prévue|Finish|End|End date|Finish date|Fin|Date de fin|Date fin|Project end date|Baseline finish|"
            "Due date|Échéance|Planned end|Estimated completion date|Completion date|"
            "Date cible|Target date",
            end_of_month=True,
        ),
        Field("forecast_start", "date", "Forecast start", "Début estimé", "Expected start|Début révisé|Début prévu"),
        Field(
            "forecast_finish", "date", "Forecast finish", "Fin estimée",
            "Fin prévue|Forecast end|Expected finish|Expected end|Fin révisée|Atterrissage|Date d’atterrissage|"
            "Current end date",
            end_of_month=True,
        ),
        Field("actual_start", "date", "Actual start", "Début réel", "Real start|Démarrage réel"),
        Field(
            "actual_finish", "date", "Actual finish", "Fin réelle",
            "Actual end|Closed on|Date de clôture",
            end_of_month=True,
        ),
        Field(
            "progress", "percent", "Progress (%)", "Avancement (%)",
            "% complete|Percent complete|Complete|% avancement|Taux d’avancement|Completion|% réalisé",
        ),
        Field(
            "budget", "amount", "Budget", "Budget",
            "Total budget|Budget total|Approved budget|Budget approuvé|Whole life cost|Total cost|"
            "Coût total|Coût estimé|Estimated cost|Montant|Amount|Cost|Coût",
        ),
        Field("currency", "currency", "Currency", "Devise", "Monnaie"),
        Field(
            "rating", "text", "Rating", "Évaluation",
            "RAG|RAG rating|Health|Météo|Colour rating|Delivery confidence|Delivery confidence assessment|"
            "Santé|Couleur",
            max_length=60,
        ),
        Field("confidential", "yes_no", "Confidential", "Confidentiel", "Confidentiality|Confidentialité"),
        Field("has_personal_data", "yes_no", "Personal data", "Données personnelles", "GDPR|RGPD|DCP"),
        Field("has_payment", "yes_no", "Payment", "Paiement"),
        Field("is_public_facing", "yes_no", "Public-facing", "Exposé au public", "Public|Site public"),
        Field(
            "is_critical", "yes_no", "Critical for the organisation", "Critique pour l’organisation",
            "Critical|Critique|Stratégique",
        ),
    ),
    ("Project", "Projet", "Project list", "Liste des projets", "Portefeuille", "Portfolio"),
)  # fmt: skip

MILESTONES = Target(
    "milestone", "Milestones", "Jalons",
    (
        ID,
        VERSION,
        EXTERNAL_KEY,
        PROJECT,
        Field(
            "name", "text", "Name", "Nom",
            "Milestone|Jalon|Milestone name|Nom du jalon|Libellé|Title|Intitulé",
            required=True, max_length=250,
        ),
        Field(
            "reference_date", "date", "Reference date", "Date de référence",
            "Baseline date|Planned date|Date prévue|Date initiale|Baseline|Référence|Date",
            end_of_month=True,
        ),
        Field(
            "forecast_date", "date", "Forecast date", "Date prévisionnelle",
            "Forecast|Date estimée|Expected date|Date révisée",
            end_of_month=True,
        ),
        Field(
            "actual_date", "date", "Actual date", "Date réelle",
            "Actual|Réalisé|Date de réalisation|Achieved on",
        ),
        Field("is_go_live", "yes_no", "Go-live", "Mise en production", "MEP|Production release"),
        Field("is_key", "yes_no", "Key milestone", "Jalon clé", "Key|Majeur"),
        Field("owner", "person", "Owner", "Responsable", "Porteur|Pilote"),
        Field("note", "long_text", "Note", "Note", "Comment|Commentaire|Remarque"),
    ),
    ("Milestone", "Jalon"),
)  # fmt: skip

_MONEY = (
    Field(
        "category", "choice", "Category", "Catégorie",
        "Cost category|Nature de dépense|Poste",
        choices="projects.choices.CostCategory",
    ),
    Field(
        "nature", "choice", "CapEx/OpEx", "CapEx/OpEx",
        "Nature|Capex Opex|Investissement/Fonctionnement",
        choices="projects.choices.Nature",
    ),
    Field(
        "purpose", "choice", "Build/run", "Build/run",
        "Purpose|Build or run",
        choices="projects.choices.Purpose",
    ),
)  # fmt: skip
_AMOUNT = Field(
    "amount", "amount", "Amount excl. VAT", "Montant HT",
    "Amount|Montant|Value|Cost|Coût|Budget|Total",
    required=True,
)  # fmt: skip
_VENDOR = Field("vendor", "reference", "Vendor", "Fournisseur", "Supplier|Prestataire")
_LABEL = Field("label", "text", "Label", "Libellé", "Description|Intitulé|Wording", max_length=200)

BUDGET_LINES = Target(
    "budget_line", "Budget lines", "Lignes de budget",
    (
        ID,
        VERSION,
        EXTERNAL_KEY,
        PROJECT,
        Field(
            "budget_version", "choice", "Budget version", "Version du budget",
            "Version",
            choices="projects.choices.BudgetVersion", decisive=True,
            choice_words="Initial=initial|Budget=initial|Initiale=initial|Révisé=revised|Révision=revised|Révisée=revised|"
            "Revised=revised|Revision=revised|Prévision=forecast|Reprévision=forecast|Reforecast=forecast|EAC=forecast",
        ),
        Field("number", "integer", "Version number", "Numéro de version", "Round|N° version"),
        Field(
            "fiscal_year", "fiscal_year", "Fiscal year", "Exercice", "Year|Année|FY",
            english_help="Year in which the fiscal year starts; that of the month if empty.",
            french_help="Année où commence l’exercice ; celui du mois si la cellule est vide.",
        ),
        Field("month", "month", "Month", "Mois", "Period|Période"),
        *_MONEY,
        Field("cost_centre", "text", "Cost centre", "Centre de coût", "Cost center|CDC", max_length=40),
        Field("account", "text", "Account", "Compte", "GL account|Compte comptable", max_length=40),
        _VENDOR,
        _LABEL,
        _AMOUNT,
    ),
    ("Budget", "Budgets", "Budget line", "Ligne de budget"),
)  # fmt: skip

COST_ENTRIES = Target(
    "cost_entry", "Costs", "Dépenses",
    (
        ID,
        VERSION,
        EXTERNAL_KEY,
        PROJECT,
        Field(
            "kind", "choice", "Kind", "Nature de l’écriture",
            "Type|Entry kind|Statut",
            choices="projects.choices.CostKind", decisive=True,
            choice_words="Provision=accrued|FNP=accrued|Provisionné=accrued|Accrual=accrued|Engagement=committed|"
            "Commande=committed|Commandé=committed|Commitment=committed|Order=committed|Ordered=committed|"
            "Réel=actual|Facture=actual|Facturé=actual|Constaté=actual|Dépensé=actual|Payé=actual|Invoice=actual|Invoiced=actual|"
            "Paid=actual|Spent=actual",
        ),
        Field(
            "month", "month", "Accounting month", "Mois comptable",
            "Month|Mois|Date|Période|Period|Date comptable|Posting date",
            required=True,
        ),
        *_MONEY,
        _VENDOR,
        Field(
            "order", "reference", "Order number", "Numéro de commande", "Order|Commande|N° commande|PO number",
            english_help="The number of an order that is placed here.",
            french_help="Le numéro d’une commande passée ici.",
        ),
        Field(
            "document_number", "text", "Document number", "Numéro de pièce",
            "Invoice|Facture|N° pièce|Document|N° facture|Purchase order|Bon de commande",
            max_length=60,
        ),
        Field("source", "text", "Source", "Source", "System|Système", max_length=60),
        _LABEL,
        _AMOUNT,
    ),
    ("Cost", "Coûts", "Cost entries", "Actuals", "Réalisé", "Dépense"),
)  # fmt: skip
