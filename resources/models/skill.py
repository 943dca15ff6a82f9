"""Skills, who has them, and the roles in which people are asked for."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from pmo.access import AccessPath
from pmo.history import tracked
from pmo.models import NamedRecord, Record

from ..choices import SkillLevel
from ..querysets import PersonSkillQuerySet


def _unique_name(name, message):
    return models.UniqueConstraint(models.functions.Lower("name"), name=name, violation_error_message=message)


@tracked
class Skill(NamedRecord):
    """Something a person can do, for example SEO or Python."""

    family = models.CharField(_("family"), max_length=80, blank=True)

    access = AccessPath("directory", organisation=True)

    class Meta(NamedRecord.Meta):
        verbose_name = _("skill")
        verbose_name_plural = _("skills")
        constraints = [_unique_name("skill_name_unique", _("A skill with this name exists already."))]


@tracked
class PersonSkill(Record):
    """The level a person has in a skill."""

    person = models.ForeignKey("accounts.Person", models.CASCADE, verbose_name=_("person"), related_name="skills")
    skill = models.ForeignKey(Skill, models.CASCADE, verbose_name=_("skill"), related_name="holders")
    level = models.PositiveSmallIntegerField(_("level"), choices=SkillLevel, default=SkillLevel.PRACTICE)

    objects = PersonSkillQuerySet.as_manager()
    access = AccessPath("directory", department="person__department", owner="person__user", organisation=True)

    class Meta(Record.Meta):
        verbose_name = _("skill of a person")
        verbose_name_plural = _("skills of people")
        ordering = ["person", "skill", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "skill"],
                name="person_skill_unique",
                violation_error_message=_("This person already has that skill."),
            )
        ]

    def __str__(self):
        return f"{self.person} · {self.skill}"


@tracked
class ResourceRole(NamedRecord):
    """A job on projects, asked for before a name is known, for example UX designer."""

    department = models.ForeignKey(
        "accounts.Department",
        models.SET_NULL,
        null=True,
        blank=True,
        verbose_name=_("department"),
        related_name="roles",
    )

    access = AccessPath("directory", organisation=True)

    class Meta(NamedRecord.Meta):
        verbose_name = _("project role")
        verbose_name_plural = _("project roles")
        constraints = [_unique_name("resource_role_name_unique", _("A role with this name exists already."))]
