"""Fields of people and of their allocations, as columns of an import."""

from integrations.targets.fields import EXTERNAL_KEY, ID, PROJECT, VERSION, Field, Target

PEOPLE = Target(
    "person", "People", "Personnes",
    (
        ID,
        VERSION,
        EXTERNAL_KEY,
        Field(
            "name", "text", "Name", "Nom",
            "Person|Personne|Full name|Nom complet|Nom et prénom|Employee|Collaborateur|Resource|Ressource",
            required=True, max_length=250,
        ),
        Field(
            "email", "text", "E-mail", "E-mail",
            "Mail|Email|Courriel|Adresse e-mail|Email address",
            max_length=254,
        ),
        Field(
            "kind", "choice", "Kind", "Nature",
            "Internal or external|Interne ou externe|Statut|Type",
            choices="accounts.choices.PersonKind",
        ),
        Field("department", "reference", "Department", "Direction", "Service|Entity|Entité|Business unit"),
        Field("vendor", "reference", "Employer", "Employeur", "Vendor|Fournisseur|Société|ESN|Company"),
        Field(
            "job_title", "text", "Job title", "Fonction",
            "Title|Poste|Job|Métier|Role|Rôle",
            max_length=150,
        ),
        Field(
            "working_share", "percent", "Working share (%)", "Temps de travail (%)",
            "Part time|Temps partiel|Quotité|FTE|ETP",
        ),
        Field("starts_on", "date", "Here from", "Présent à partir du", "Start date|Date d’arrivée|Arrivée"),
        Field(
            "ends_on", "date", "Here until", "Présent jusqu’au",
            "End date|Date de départ|Départ",
            end_of_month=True,
        ),
    ),
    ("Person", "Personne", "Staff", "Team", "Équipe", "Resources", "Ressources", "Collaborateurs"),
)  # fmt: skip

ALLOCATIONS = Target(
    "allocation", "Allocations", "Affectations",
    (
        ID,
        VERSION,
        EXTERNAL_KEY,
        PROJECT,
        Field("person", "person", "Person", "Personne", "Name|Nom|Resource|Ressource|Collaborateur"),
        Field("role", "reference", "Project role", "Rôle sur le projet", "Role|Rôle|Profil|Profile"),
        Field(
            "period", "choice", "Given", "Saisie",
            "Period|Période",
            choices="resources.choices.AllocationPeriod",
        ),
        Field(
            "first_day", "date", "First day", "Premier jour",
            "Start|Start date|Début|Date de début|From|Du|Month|Mois",
            required=True,
        ),
        Field(
            "last_day", "date", "Last day", "Dernier jour",
            "End|End date|Fin|Date de fin|To|Au",
            end_of_month=True,
        ),
        Field(
            "unit", "choice", "Unit", "Unité", choices="resources.choices.AllocationUnit", decisive=True,
            choice_words="j=days|jour=days|jh=days|jours-homme=days|day=days|man-days=days|person-days=days|d=days|etp=fte|"
            "% du temps=share|pourcent=share|percent=share|share=share",
        ),
        Field(
            "quantity", "number", "Quantity", "Quantité",
            "Days|Jours|Charge|Effort|Workload|Load",
            required=True,
        ),
        Field(
            "state", "choice", "State", "État",
            "Status|Statut",
            choices="resources.choices.AllocationState",
        ),
        Field("note", "text", "Note", "Note", "Comment|Commentaire", max_length=250),
    ),
    ("Allocation", "Affectation", "Assignments", "Staffing", "Plan de charge"),
)  # fmt: skip
