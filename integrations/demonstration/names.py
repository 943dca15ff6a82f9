"""Invented names of people and companies, departments and jobs. No real person is meant."""

FIRST_NAMES = """Adèle Amadou Anaïs Arthur Aurore Baptiste Bérénice Camille Céleste Clément Coralie Damien Diane Élise
Émile Enora Estelle Fabrice Faustine Florian Gaëlle Gaspard Hélène Hugo Inès Ismaël Jeanne Joachim Judith Karim Kenza
Léandre Léonie Loïc Lucie Maëlle Malik Manon Margaux Mathis Mei Nadia Nathan Noémie Octave Ophélie Pauline Quentin
Raphaël Rose Salomé Samir Simon Solène Tanguy Théa Timothée Valentine Victor Yasmine Youssef Zoé"""
SURNAMES = """Abervèze Aubrenac Balzerin Barguinet Beaucampois Belcastré Bournival Brévignon Calmévrard Cassendre
Chantebrise Charvolin Clervaudon Corbignart Courtelaine Damprevost Delmarchais Dervignac Escouflard Estrevaille
Fauvergnat Fontrével Garlandet Gastiboul Grandcoing Guérinval Hautefage-Lornac Hervigny Iselmont Jardivoine Kerdorval
Kermanach-Luz Laborderon Lamarquoise Lanthevin Louvergneau Maltravers-Roy Marcenoux Mazerondel Mirevaux Montclarin
Morvandelle Nauzerolle Nevergnac Orsinval Palluédec Pontarlon Quercize Rambervaux Rastignol Rochevaire Saintorval
Sauvejolle Tarnogrand Thibermont Tourvelin Ubervaux Valcendre Vaudrelle Verdignole Vernoisel Ymauville Zarvédian"""

# code: (name, cost centre)
DEPARTMENTS = {
    "ECO": ("Direction e-commerce", "CC-110"),
    "MKT": ("Direction marketing et acquisition", "CC-120"),
    "OFF": ("Direction de l’offre et des achats", "CC-130"),
    "LOG": ("Direction logistique", "CC-140"),
    "MAG": ("Direction des magasins et de l’expérience client", "CC-150"),
    "DSI": ("Direction des systèmes d’information", "CC-160"),
    "DAF": ("Direction administrative et financière", "CC-170"),
    "PMO": ("Direction de la transformation et PMO", "CC-180"),
}

# department: "job | role | number", the first one leading the department.
JOBS = {
    "ECO": "Directrice e-commerce | Sponsor | 1\nChef de projet e-commerce | Chef de projet | 2\n"
    "Product owner | Product owner | 3\nUX designer | UX designer | 2",
    "MKT": "Directeur marketing | Sponsor | 1\nChef de projet marketing | Chef de projet | 2\n"
    "Traffic manager | Traffic manager | 2\nData analyst | Data analyst | 2",
    "OFF": "Directrice de l’offre | Sponsor | 1\nChef de projet gammes | Chef de projet | 1\n"
    "Chef de produit | Chef de produit | 3\nAcheteur | Acheteur | 1",
    "LOG": "Directeur logistique | Sponsor | 1\nChef de projet logistique | Chef de projet | 1\n"
    "Responsable des flux | Expert logistique | 2",
    "MAG": "Directrice des magasins | Sponsor | 1\nChef de projet omnicanal | Chef de projet | 2\n"
    "Formateur réseau | Conduite du changement | 2",
    "DSI": "Directeur des systèmes d’information | Sponsor | 1\nChef de projet informatique | Chef de projet | 3\n"
    "Architecte | Architecte | 2\nDéveloppeur front-end | Développeur front-end | 4\n"
    "Développeur back-end | Développeur back-end | 5\nIngénieur DevOps | Ingénieur DevOps | 2\n"
    "Testeur | Testeur | 3\nExpert sécurité | Expert sécurité | 1",
    "DAF": "Directrice administrative et financière | Sponsor | 1\nContrôleur de gestion | Contrôle de gestion | 1\n"
    "Juriste et déléguée à la protection des données | Juriste | 1",
    "PMO": "Directeur de la transformation | Sponsor | 1\nResponsable PMO | PMO | 1\nChargé de PMO | PMO | 1\n"
    "Assistante de projet | PMO | 1\nResponsable de portefeuille | PMO | 1\n"
    "Conduite du changement | Conduite du changement | 1",
}

# role: (skills, family)
SKILLS = {
    "Chef de projet": (("Pilotage de projet", "Méthode Scrum", "Gestion budgétaire"), "Pilotage"),
    "Product owner": (("Backlog et priorisation", "Méthode Scrum", "Expérience client"), "Produit"),
    "UX designer": (("Ergonomie", "Maquettage", "Accessibilité RGAA"), "Design"),
    "Traffic manager": (("SEA", "SEO", "Réseaux sociaux"), "Marketing"),
    "Data analyst": (("SQL", "Mesure d’audience", "Python"), "Données"),
    "Chef de produit": (("Construction de gamme", "Négociation", "Labels bio"), "Offre"),
    "Acheteur": (("Négociation", "Appels d’offres"), "Achats"),
    "Expert logistique": (("Gestion d’entrepôt", "Transport"), "Logistique"),
    "Conduite du changement": (("Formation", "Communication interne"), "Pilotage"),
    "Architecte": (("Architecture cloud", "API", "Sécurité applicative"), "Technique"),
    "Développeur front-end": (("TypeScript", "React", "Accessibilité RGAA"), "Technique"),
    "Développeur back-end": (("Python", "Java", "API", "SQL"), "Technique"),
    "Ingénieur DevOps": (("Kubernetes", "Architecture cloud", "Observabilité"), "Technique"),
    "Testeur": (("Recette fonctionnelle", "Tests automatisés"), "Technique"),
    "Expert sécurité": (("Sécurité applicative", "Analyse de risques"), "Sécurité"),
    "Contrôle de gestion": (("Gestion budgétaire", "Contrôle interne"), "Finance"),
    "Juriste": (("RGPD", "Droit de la consommation"), "Juridique"),
    "PMO": (("Pilotage de portefeuille", "Reporting", "Animation d’instances"), "Pilotage"),
    "Sponsor": (("Stratégie", "Management"), "Direction"),
}

# (name, country, what they sell)
VENDORS = (
    ("Atelier Numérique Corvane", "FR", "services"), ("Blueharbour Cloud", "IE", "hosting"),
    ("Cabinet Trévalis Conseil", "FR", "services"), ("Dataquille", "FR", "licences"),
    ("Éditions Logicielles Mervent", "FR", "licences"), ("Fabrique Web Lanvaux", "FR", "services"),
    ("Kestrelpay", "GB", "licences"), ("Logis Automates Vernay", "FR", "equipment"),
    ("Média Garonne", "FR", "media"), ("Northbrook Retail Media", "US", "media"),
    ("Formaction Ouest", "FR", "training"), ("Sécurys Audit", "FR", "services"),
)  # fmt: skip
CUSTOMERS = (("Coopérative Bioval", "FR"), ("Groupement des Épiceries du Littoral", "FR"))
