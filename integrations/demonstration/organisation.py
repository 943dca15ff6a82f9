"""Writes the company: settings, calendars, departments, people, skills, vendors, absences."""

import unicodedata
from datetime import timedelta

from accounts.choices import PersonKind
from accounts.models import Calendar, CalendarException, Department, Person, Rate, Vendor
from integrations.demonstration.days import workday
from integrations.demonstration.exchange_rates import write_currencies
from integrations.demonstration.ideas import COMPANY
from integrations.demonstration.names import CUSTOMERS, DEPARTMENTS, FIRST_NAMES, JOBS, SKILLS, SURNAMES, VENDORS
from integrations.demonstration.world import World, write
from pmo.models import Organisation
from resources.choices import AbsenceKind, NonProjectKind
from resources.models import Absence, NonProjectWork, PersonSkill, ResourceRole, Skill

DOMAIN = "demo.example"
PEOPLE = 60
DAILY_RATES = {"Sponsor": 950, "Architecte": 720, "Expert sécurité": 700, "Chef de projet": 620}


def write_organisation(world: World) -> None:
    """Everything about the company that does not depend on its projects."""
    organisation, _new = Organisation.objects.get_or_create(pk=1)
    organisation.name, organisation.language, organisation.currency = COMPANY, "fr", "EUR"
    organisation.save()
    write_currencies(world)
    write_vendors(world)
    calendar = write_calendars(world)
    world.departments = {
        code: Department.objects.create(name=name, code=code, cost_centre=centre)
        for code, (name, centre) in DEPARTMENTS.items()
    }
    write_people(world, calendar)
    write_skills(world)
    write_absences(world)


def write_vendors(world: World) -> None:
    rows = [
        Vendor(name=name, country=country, code=f"F{number:03d}", email=f"contact@{slug(name)}.example")
        for number, (name, country, _sells) in enumerate(VENDORS, 1)
    ]
    for row, (_name, _country, sells) in zip(write(Vendor, rows), VENDORS, strict=True):
        world.vendors[sells].append(row)
    world.customers = write(Vendor, [Vendor(name=name, country=land, is_customer=True) for name, land in CUSTOMERS])


def write_calendars(world: World) -> Calendar:
    """The organisation's calendar, with its closing days, and one for those who share a job in Belgium."""
    calendar = Calendar.objects.filter(is_default=True).first()
    if calendar is None:
        calendar = Calendar.objects.create(name="Calendrier France", country="FR", is_default=True)
    Calendar.objects.create(name="Calendrier Belgique", country="BE")
    for year in (world.today.year - 1, world.today.year):
        eve = workday(world.today.replace(year=year, month=12, day=24))
        CalendarException.objects.create(calendar=calendar, first_day=eve, last_day=eve, label="Fermeture annuelle")
    return calendar


def slug(name: str) -> str:
    """A name as it stands in an address."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return "-".join("".join(letter if letter.isalnum() else " " for letter in plain).split())


def write_people(world: World, calendar: Calendar) -> None:
    """Sixty people; the first of each department leads it, every sixth developer or tester is external."""
    firsts = world.random.sample(FIRST_NAMES.split(), PEOPLE)
    lasts = world.random.sample(SURNAMES.split(), PEOPLE)
    rows, jobs = [], list(jobs_of_all())
    for (department, title, role), first, last in zip(jobs, firsts, lasts, strict=True):
        row = Person(
            name=f"{first} {last}", email=f"{slug(first)}.{slug(last)}@{DOMAIN}", job_title=title,
            department=world.departments[department], calendar=calendar,
            working_share=80 if world.random.random() < 0.12 and role != "Sponsor" else 100,
            starts_on=workday(world.today - timedelta(days=world.random.randint(800, 3000))),
        )  # fmt: skip
        if len(world.by_role[role]) % 3 == 2 and role.startswith(("Développeur", "Testeur", "UX")):
            row.kind, row.vendor = PersonKind.EXTERNAL, world.random.choice(world.vendors["services"])
        world.by_role[role].append(row)
        rows.append(row)
    world.people = write(Person, rows)
    for (department, _title, role), row in zip(jobs, world.people, strict=True):
        if role == "Sponsor":
            world.leaders[department] = row
            Department.objects.filter(pk=world.departments[department].pk).update(manager=row)
        row.role_name = role
    write(Rate, [
        Rate(person=row, valid_from=row.starts_on, amount=DAILY_RATES.get(row.role_name, 520)) for row in world.people
    ])  # fmt: skip


def jobs_of_all():
    """(department, job, role) of everybody."""
    for department, lines in JOBS.items():
        for line in lines.splitlines():
            title, role, number = (cell.strip() for cell in line.split("|"))
            yield from [(department, title, role)] * int(number)


def write_skills(world: World) -> None:
    """Roles, skills, and who has which at what level."""
    departments = {role: person.department for person in reversed(world.people) for role in [person.role_name]}
    for role in SKILLS:
        if role != "Sponsor":
            world.roles[role] = ResourceRole.objects.create(name=role, department=departments.get(role))
    skills: dict[str, Skill] = {}
    for names, family in SKILLS.values():
        for name in names:
            if name not in skills:
                skills[name] = Skill.objects.create(name=name, family=family)
    write(PersonSkill, [
        PersonSkill(person=row, skill=skills[name], level=world.random.choice((2, 3, 3, 4)))
        for row in world.people for name in SKILLS[row.role_name][0] if world.random.random() < 0.85
    ])  # fmt: skip


def write_absences(world: World) -> None:
    """Two holidays a year, some training and sickness; and the time that does not go to projects."""
    absences, others = [], []
    for row in world.people:
        for days_ago in (-90, 10, 190, 370, 560):
            first = workday(world.today - timedelta(days=days_ago + world.random.randint(-45, 45)))
            length = world.random.choice((4, 6, 11, 13))
            absences.append(Absence(person=row, first_day=first, last_day=first + timedelta(days=length)))
        if world.random.random() < 0.3:
            first = workday(world.today - timedelta(days=world.random.randint(-40, 300)))
            kind = world.random.choice((AbsenceKind.TRAINING, AbsenceKind.SICKNESS))
            absences.append(Absence(person=row, kind=kind, first_day=first, last_day=first + timedelta(days=2)))
        others.append(other_work(row, world))
    write(Absence, absences)
    write(NonProjectWork, others)


def other_work(row: Person, world: World) -> NonProjectWork:
    """Leading a department takes most of the time, running what exists some of it."""
    if row.role_name == "Sponsor":
        kind, label, share = NonProjectKind.MANAGEMENT, "Management de la direction", 70
    elif row.role_name in ("PMO", "Juriste", "Contrôle de gestion"):
        kind, label, share = NonProjectKind.ADMINISTRATION, "Activités récurrentes", 50
    else:
        kind, label, share = NonProjectKind.RUN, "Maintenance et support", world.random.choice((5, 10, 15))
    return NonProjectWork(person=row, kind=kind, label=label, share=share, first_day=row.starts_on)
