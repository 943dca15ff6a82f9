"""What the company works on: portfolios, programmes and the ideas of its projects, in French. No dates, no figures."""

from dataclasses import dataclass

COMPANY = "Brindeval"

# code: (name, description, department that leads it)
PORTFOLIOS = {
    "ECO": ("Expérience e-commerce", "Site, application et parcours de paiement des clients en ligne.", "ECO"),
    "MKT": ("Acquisition et fidélité", "Campagnes d’acquisition, fidélité et connaissance client.", "MKT"),
    "OMN": ("Omnicanal et magasins", "Services qui relient le site et les 42 magasins.", "MAG"),
    "SUP": ("Offre, achats et logistique", "Gammes de produits, achats, entrepôts et transport.", "LOG"),
    "SOC": ("Socle technique et conformité", "Cloud, back office, RGPD et cybersécurité.", "DSI"),
}

# code: (portfolio, name, description, customer)
PROGRAMMES = {
    "SITE": ("ECO", "Nouvelle plateforme de vente", "Refonte complète du site et de l’application mobile.", "ECO"),
    "PAI": ("ECO", "Parcours de paiement", "Payer plus vite et partout, sans rupture entre écrans.", "DAF"),
    "FID": ("MKT", "Fidélité et connaissance client", "Une seule vue du client, un seul programme de fidélité.", "MKT"),
    "OMNI": ("OMN", "Omnicanal 360", "Retrait, retour et stock unifiés entre le site et les magasins.", "MAG"),
    "BIO": ("SUP", "Gamme bio et responsable", "Lancer et faire grandir les gammes bio sur trois ans.", "OFF"),
    "LOGI": ("SUP", "Logistique agile", "Préparer et livrer plus vite à coût maîtrisé.", "LOG"),
    "CLOUD": ("SOC", "Move to Cloud", "Sortir des centres de données historiques.", "DSI"),
    "CONF": ("SOC", "RGPD et cybersécurité", "Protéger les données des clients et l’activité.", "DSI"),
}

# Of each portfolio/programme: "name | type | size | flags", flags being d personal data, p payment, f public-facing,
# c confidential, k critical, $ in dollars, £ in pounds.
IDEAS = {
    "ECO/SITE": """
Refonte du site marchand | site_redesign | XL | dfk
Nouveau moteur de recherche | site_redesign | L | f
Fiches produits enrichies | site_redesign | M | f
Application mobile iOS et Android | application | XL | dfk
Design system et accessibilité RGAA | site_redesign | M | f
Personnalisation de la page d’accueil | web_site | M | df
Migration du catalogue vers le nouveau PIM | back_office | L |
Optimisation des temps de chargement | site_redesign | S | f
Refonte du tunnel de commande | site_redesign | L | dpfk
Référencement naturel du nouveau site | web_site | M | f
""",
    "ECO/PAI": """
Paiement mobile en un geste | payment | L | dpfk
Paiement fractionné en trois fois | payment | M | dpf
Conformité DSP2 et authentification forte | payment | L | dpk
Portefeuilles électroniques Wallet | payment | M | dpf
Carte cadeau dématérialisée | payment | S | pf
Lutte contre la fraude au paiement | payment | M | dp
Abonnements et paiements récurrents | payment | M | dpf
""",
    "ECO/": """
Site B2B pour les professionnels | web_site | L | df
Ouverture du site en Belgique | web_site | M | df
Ouverture du site au Royaume-Uni | web_site | L | df£
Chatbot du service client | application | M | df
Avis clients vérifiés | web_site | S | df
Marketplace partenaires | web_site | XL | dpfk
Live shopping | application | S | f
Configurateur de meubles en 3D | application | M | f
Espace client en libre-service | application | M | df
Blog et contenus inspirationnels | web_site | S | f
""",
    "MKT/FID": """
Refonte du programme de fidélité | application | L | dfk
Customer Data Platform | application | XL | dk
Segmentation et scoring des clients | automation | M | d
Marketing automation et parcours e-mail | automation | M | d
Enquêtes de satisfaction NPS | application | S | d
Offre de parrainage | campaign | S | df
Carte de fidélité dans l’application | application | M | df
""",
    "MKT/": """
Campagne d’acquisition de printemps | campaign | M | f
Campagne d’acquisition d’automne | campaign | M | f
Campagne Black Friday | campaign | L | fk
Campagne de Noël | campaign | M | f
Campagne rentrée étudiante | campaign | S | f
Campagne d’influence et réseaux sociaux | campaign | M | f
Nouvelle charte de marque | other | M | fc
Mesure sans cookies tiers | automation | M | d
Tableau de bord de l’acquisition | automation | S |
Affiliation et comparateurs de prix | campaign | S | f
Publicité Retail Media | campaign | M | f$
Ligne éditoriale et stratégie SEO | campaign | S | f
Audit de la concurrence et personas | other | S |
Campagne télévision segmentée | campaign | L | f
""",
    "OMN/OMNI": """
Click & Collect en deux heures | omnichannel | L | dfk
Ship from Store | omnichannel | L | d
Stock unifié site et magasins | omnichannel | XL | k
Retours en magasin des achats en ligne | omnichannel | M | df
Encaissement mobile des vendeurs | omnichannel | M | p
Tablettes d’aide à la vente | omnichannel | M | d
Prise de rendez-vous en ligne | omnichannel | S | df
E-réservation | omnichannel | S | df
Ticket de caisse dématérialisé | omnichannel | M | d
""",
    "OMN/": """
Nouveau système de caisse | application | XL | pk
Étiquettes électroniques de prix | other | L |
Rachat d’une enseigne régionale | other | L | c
Bornes de commande en magasin | omnichannel | M | f
Wi-Fi et réseau des magasins | other | M |
Magasin connecté pilote à Nantes | omnichannel | M | f
Planification des équipes en magasin | application | M | d
Formation des vendeurs au digital | other | S |
Vidéo et comptage des visiteurs | other | S | d
Affichage dynamique en vitrine | other | S |
""",
    "SUP/BIO": """
Lancement de la gamme bio alimentaire | range_launch | L | fk
Lancement de la cosmétique bio | range_launch | M | f
Linge de maison en coton biologique | range_launch | M | f
Label et traçabilité des produits | compliance | M |
Emballages sans plastique | other | M |
Affichage environnemental des produits | web_site | S | f
Sélection de producteurs locaux | range_launch | S | f
""",
    "SUP/LOGI": """
Nouveau système d’entrepôt WMS | application | XL | k
Automatisation de la préparation de commandes | automation | XL | k
Livraison le soir et sur rendez-vous | application | M | df
Suivi des colis en temps réel | application | M | df
Entrepôt de Lyon | other | L | c
Prévision de la demande | automation | M |
Optimisation des tournées | automation | M |
""",
    "SUP/": """
Portail fournisseurs | application | M |
Négociation et appels d’offres en ligne | automation | M |
Gestion des prix et promotions | back_office | L |
Qualité des données produits | back_office | M |
Automatisation du réapprovisionnement | automation | L |
Reconditionné et seconde main | range_launch | M | f
Gamme de printemps décoration | range_launch | M | f
Gamme enfants | range_launch | M | f
Gestion des retours fournisseurs | automation | S |
EDI avec les cinquante premiers fournisseurs | back_office | M |
""",
    "SOC/CLOUD": """
Migration cloud du site marchand | cloud_migration | XL | k
Migration cloud du système d’information | cloud_migration | L |
Plateforme de données dans le cloud | cloud_migration | L | d$
Sauvegarde et reprise d’activité | cloud_migration | M |
Chaîne d’intégration et de déploiement continus | automation | M |
Observabilité et supervision | cloud_migration | S |
Fermeture du centre de données de Lille | cloud_migration | L |
""",
    "SOC/CONF": """
Registre des traitements et analyses d’impact | compliance | M | d
Gestion du consentement | compliance | M | df
Droit à l’effacement et à la portabilité | compliance | M | d
Centre opérationnel de sécurité SOC | compliance | L | k
Authentification unique et multifacteur | compliance | M | d
Certification PCI DSS | compliance | L | pk
Tests d’intrusion et correctifs | compliance | S |
Sensibilisation à la cybersécurité | compliance | S |
""",
    "SOC/": """
Back office de gestion des commandes | back_office | L | dk
Migration de l’ERP finance | back_office | XL | k
Automatisation de la facturation | automation | M |
Dématérialisation des factures fournisseurs | automation | M |
Nouveau SIRH | application | L | dc
Poste de travail et bureautique | other | M |
Outil de ticketing du support | application | S |
Gestion électronique des documents | application | M |
Référentiel d’API d’entreprise | back_office | M |
Décommissionnement des applications historiques | back_office | M |
Robotisation des tâches comptables | automation | S |
Contrôle de gestion et reporting | back_office | M |
Entrepôt de données financier | back_office | L |
Gestion des contrats | application | S |
""",
}


@dataclass(frozen=True)
class Idea:
    """A project before it has dates, people or money."""

    name: str
    type: str
    size: str
    flags: str
    portfolio: str
    programme: str

    @property
    def currency(self) -> str:
        """Euros but for the projects bought in other countries."""
        return "USD" if "$" in self.flags else "GBP" if "£" in self.flags else "EUR"


def all_ideas() -> list[Idea]:
    """Every idea, taken from the groups in turn, so that the first few show a bit of everything."""
    groups = [ideas_of(place, lines) for place, lines in IDEAS.items()]
    longest = max(map(len, groups))
    return [group[place] for place in range(longest) for group in groups if place < len(group)]


def ideas_of(place: str, lines: str) -> list[Idea]:
    """The ideas of one group."""
    portfolio, programme = place.split("/")
    rows = [[cell.strip() for cell in line.split("|")] for line in lines.strip().splitlines()]
    return [Idea(name, type_, size, flags, portfolio, programme) for name, type_, size, flags in rows]


def ideas(count: int) -> list[Idea]:
    """As many ideas as asked for; beyond the list they come again as further lots."""
    known = all_ideas()
    found = []
    for number in range(count):
        idea, lot = known[number % len(known)], number // len(known) + 1
        name = idea.name if lot == 1 else f"{idea.name}, lot {lot}"
        found.append(Idea(name, idea.type, idea.size, idea.flags, idea.portfolio, idea.programme))
    return found
