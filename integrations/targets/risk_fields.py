"""Fields of risks and issues, as columns of an import."""

from integrations.targets.fields import EXTERNAL_KEY, ID, PROJECT, VERSION, Field, Target

_OWNER = Field("owner", "person", "Owner", "Responsable", "Porteur|Pilote|Assigned to|Affecté à")

RISKS = Target(
    "risk", "Risks", "Risques",
    (
        ID,
        VERSION,
        EXTERNAL_KEY,
        PROJECT,
        Field(
            "name", "text", "Name", "Nom",
            "Risk|Risque|Title|Titre|Intitulé|Libellé",
            required=True, max_length=250,
        ),
        Field(
            "kind", "choice", "Kind", "Nature",
            "Threat or opportunity|Menace ou opportunité",
            choices="risks.choices.RiskKind",
        ),
        Field(
            "category", "choice", "Category", "Catégorie",
            "Risk category|Famille",
            choices="risks.choices.RiskCategory",
        ),
        Field("state", "choice", "State", "État", "Status|Statut", choices="risks.choices.RiskState"),
        Field("cause", "long_text", "Cause", "Cause", "Causes"),
        Field("event", "long_text", "Event", "Événement", "Description|Risk description"),
        Field("effect", "long_text", "Effect", "Effet", "Consequence|Conséquence|Consequences"),
        Field(
            "probability", "choice", "Probability", "Probabilité",
            "Likelihood|Probabilité brute|P",
            choices="risks.choices.Probability",
        ),
        Field(
            "impact", "choice", "Impact", "Impact",
            "Severity|Gravité|Impact brut|I",
            choices="risks.choices.Impact",
        ),
        Field(
            "residual_probability", "choice", "Residual probability", "Probabilité résiduelle",
            "Current probability",
            choices="risks.choices.Probability",
        ),
        Field(
            "residual_impact", "choice", "Residual impact", "Impact résiduel",
            "Current impact",
            choices="risks.choices.Impact",
        ),
        Field(
            "cost_impact", "amount", "Cost if it happens", "Coût si survenance",
            "Cost impact|Impact financier",
        ),
        Field(
            "strategy", "choice", "Response strategy", "Stratégie de réponse",
            "Response|Strategy|Stratégie",
            choices="risks.choices.Strategy",
        ),
        Field(
            "proximity", "date", "Could happen from", "Survenance possible à partir du",
            "Proximity|Proximité",
        ),
        Field("review_on", "date", "Next review", "Prochaine revue", "Review date|Date de revue"),
        _OWNER,
        Field("raised_on", "date", "Raised on", "Identifié le", "Date|Date raised|Date d’identification"),
        Field("closed_on", "date", "Closed on", "Clos le", "Date de clôture|Closed"),
    ),
    ("Risk", "Risque", "Risk register", "Registre des risques"),
)  # fmt: skip

ISSUES = Target(
    "issue", "Issues", "Problèmes",
    (
        ID,
        VERSION,
        EXTERNAL_KEY,
        PROJECT,
        Field(
            "name", "text", "Name", "Nom",
            "Issue|Problème|Title|Titre|Intitulé|Libellé",
            required=True, max_length=250,
        ),
        Field("state", "choice", "State", "État", "Status|Statut", choices="risks.choices.IssueState"),
        Field(
            "severity", "choice", "Severity", "Gravité",
            "Priority|Priorité",
            choices="risks.choices.Severity",
        ),
        Field("description", "long_text", "Description", "Description", "Details|Détail"),
        _OWNER,
        Field("raised_on", "date", "Raised on", "Signalé le", "Date|Opened on|Ouvert le"),
        Field("due_on", "date", "To be solved by", "À résoudre avant le", "Due|Due date|Échéance"),
        Field(
            "level", "choice", "Escalation level", "Niveau d’escalade",
            "Level|Niveau",
            choices="risks.choices.EscalationLevel",
        ),
        Field("escalated_to", "person", "Escalated to", "Escaladé à"),
        Field(
            "escalation_reason", "long_text", "Reason of the escalation", "Motif de l’escalade",
            "Reason|Motif",
        ),
        Field("answer_due_on", "date", "Answer due", "Réponse attendue le"),
        Field("answer", "long_text", "Answer", "Réponse"),
        Field("answered_on", "date", "Answered on", "Répondu le"),
        Field("closed_on", "date", "Closed on", "Clos le", "Date de clôture|Closed"),
    ),
    ("Issue", "Problème", "Issue log", "Journal des problèmes"),
)  # fmt: skip
