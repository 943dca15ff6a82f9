"""Sentences of risks, issues, decisions, actions and reports, in French. No figures."""

# (category, name, cause, event, effect, response)
RISKS = (
    ("vendor", "Retard du prestataire principal", "Équipe du prestataire partagée entre plusieurs clients",
     "Les livraisons arrivent en retard", "La recette est décalée d’autant", "Pénalités et point hebdomadaire"),
    ("technical", "Interface avec l’ERP instable", "Spécifications de l’interface incomplètes",
     "Les échanges échouent en charge", "Les commandes sont ressaisies à la main", "Prototype et tests de charge"),
    ("technical", "Performances insuffisantes en période de soldes", "Volumétrie sous-estimée",
     "Le site ralentit pendant un pic", "Des ventes sont perdues", "Tir de performance avant l’ouverture"),
    ("resources", "Départ d’une personne clé", "Compétence détenue par une seule personne",
     "La personne quitte le projet", "Le savoir-faire se perd", "Binôme et documentation"),
    ("resources", "Équipe mobilisée par le support", "Incidents fréquents en production",
     "L’équipe est détournée du projet", "La charge prévue n’est pas produite", "Astreinte confiée à un tiers"),
    ("cost", "Hausse du coût des licences", "Contrat renouvelé en cours de projet",
     "L’éditeur augmente ses tarifs", "Le budget est dépassé", "Négociation groupée"),
    ("security", "Fuite de données de clients", "Nouvelle exposition de données personnelles",
     "Un accès non autorisé survient", "Sanction et perte de confiance", "Test d’intrusion et chiffrement"),
    ("legal", "Avis défavorable de la déléguée à la protection des données", "Analyse d’impact engagée trop tard",
     "Le traitement doit être revu", "La mise en production est repoussée", "Analyse d’impact dès le cadrage"),
    ("market", "Un concurrent lance une offre équivalente", "Marché très actif",
     "L’offre perd son avance", "Les gains attendus diminuent", "Lancement progressif dès le pilote"),
    ("organisation", "Adhésion insuffisante des magasins", "Nouveaux gestes métier",
     "Les équipes contournent l’outil", "Le service promis n’est pas rendu", "Ambassadeurs et formation"),
    ("schedule", "Gel de mise en production de fin d’année", "Calendrier commercial",
     "La mise en production tombe pendant le gel", "Deux mois de décalage", "Jalon avancé ou lotissement"),
    ("schedule", "Validation tardive des maquettes", "Nombreux valideurs",
     "Les ateliers sont reconduits", "Le développement démarre en retard", "Valideur unique par lot"),
    ("vendor", "Défaillance d’un sous-traitant", "Sous-traitant fragile financièrement",
     "Le sous-traitant cesse son activité", "Reprise par une autre équipe", "Réversibilité prévue au contrat"),
    ("technical", "Qualité des données reprises", "Doublons dans l’ancien référentiel",
     "La reprise échoue en partie", "Fiches produits ou clients erronées", "Campagnes de nettoyage"),
)  # fmt: skip
OPPORTUNITIES = (
    ("market", "Aide régionale à la numérisation", "Appel à projets ouvert", "Le dossier est retenu",
     "Une partie du coût est financée", "Dossier déposé"),
    ("technical", "Réutiliser le socle d’un autre projet", "Composants communs", "Le socle convient",
     "Un mois gagné", "Atelier de convergence"),
)  # fmt: skip
# (name, description, reason of an escalation)
ISSUES = (
    ("Environnement de recette indisponible", "L’environnement de recette ne répond plus depuis la dernière livraison.",
     "L’hébergeur ne s’engage pas sur un délai."),
    ("Anomalies bloquantes en recette", "Trois anomalies bloquent le parcours principal.",
     "Le prestataire conteste deux anomalies sur trois."),
    ("Spécifications contradictoires", "Deux directions demandent des règles de gestion opposées.",
     "Un arbitrage entre directions est nécessaire."),
    ("Accès aux données refusé", "L’équipe n’a pas accès aux données de test.",
     "L’accès dépend d’une décision de sécurité."),
    ("Contrat non signé", "Le contrat du prestataire est toujours en relecture.",
     "Le démarrage du lot suivant en dépend."),
    ("Charge de l’équipe sous-estimée", "La vélocité constatée est inférieure d’un tiers au plan.",
     "Un renfort demande un budget supplémentaire."),
    ("Livraison incomplète du prestataire", "Deux fonctionnalités manquent dans la livraison.",
     "Le prestataire demande un avenant."),
    ("Formation des magasins reportée", "La moitié des magasins n’a pas libéré de créneau.",
     "La date d’ouverture du service est en jeu."),
)  # fmt: skip
# (name, question, outcome, reason)
DECISIONS = (
    ("Passage en conception", "Le cadrage est-il suffisant pour lancer la conception ?",
     "Go pour la conception.", "Périmètre, coûts et planning partagés."),
    ("Choix du prestataire", "Quel prestataire retenir à l’issue de l’appel d’offres ?",
     "Offre la mieux notée retenue.", "Meilleur rapport entre qualité et prix."),
    ("Renfort de l’équipe", "Faut-il renforcer l’équipe pour tenir la date ?",
     "Renfort de deux personnes pendant trois mois.", "La date est imposée par le calendrier commercial."),
    ("Réduction du périmètre du premier lot", "Quelles fonctionnalités reporter au second lot ?",
     "Trois fonctionnalités reportées au second lot.", "Elles ne conditionnent pas l’ouverture."),
    ("Date de mise en production", "Confirme-t-on la date de mise en production ?",
     "Date confirmée sous réserve de la recette.", "Aucune anomalie bloquante ouverte."),
    ("Ouverture du pilote", "Ouvre-t-on le pilote aux premiers clients ?",
     "Pilote ouvert à cinq pour cent des clients.", "Risque limité et retour rapide."),
    ("Déblocage de la provision pour aléas", "Faut-il débloquer la provision pour aléas ?",
     "Moitié de la provision débloquée.", "Le reste couvre la fin du projet."),
)  # fmt: skip
REVISION = ("Budget révisé", "Accorde-t-on le budget révisé ?", "Budget révisé accordé.",
            "L’écart vient du périmètre validé en comité.")  # fmt: skip
ACTIONS = (
    "Mettre à jour le planning de référence", "Relancer le prestataire", "Compléter l’analyse d’impact",
    "Préparer le support du COPIL", "Organiser l’atelier avec les magasins", "Chiffrer le second lot",
    "Valider les maquettes restantes", "Nettoyer les données du catalogue", "Planifier le tir de performance",
    "Rédiger le plan de conduite du changement", "Faire signer le PV de recette",
    "Vérifier la réversibilité du contrat",
    "Mettre à jour le registre des traitements", "Confirmer les disponibilités de l’équipe",
)  # fmt: skip
SUMMARIES = {
    "green": (
        "Le projet avance conformément au plan.", "Avancement nominal, aucun point bloquant.",
        "Les livrables de la période sont tenus.",
    ),
    "amber": (
        "Le projet avance, un point demande de la vigilance.", "Situation sous surveillance, plan d’action engagé.",
        "Quelques écarts, rattrapables à ce stade.",
    ),
    "red": (
        "Le projet est en difficulté et demande un arbitrage.", "Les engagements ne seront pas tenus sans décision.",
        "Situation critique, plan de redressement en préparation.",
    ),
}  # fmt: skip
ATTENTION = {
    "schedule": "Planning : le jalon « {milestone} » a glissé, {cause}.",
    "cost": "Budget : l’atterrissage dépasse le budget, un arbitrage est à prévoir.",
    "risk": "Risques : la criticité maximale reste élevée malgré le plan d’atténuation.",
    "resources": "Ressources : une partie de l’équipe est en surcharge.",
}
ACHIEVED = ("Atelier de suivi tenu avec les métiers.", "Revue de code et démonstration effectuées.",
            "Point hebdomadaire avec le prestataire.", "Lot de développement livré en intégration.",
            "Campagne de tests poursuivie.", "Comité de projet tenu, relevé diffusé.")  # fmt: skip
NEXT = "Prochain jalon : {milestone}, prévu le {day:%d/%m/%Y}."
ALL_DONE = "Tous les jalons sont atteints ; clôture administrative."
OPTIMISM = "Le plan de rattrapage validé avec l’équipe doit ramener le projet dans les clous."
