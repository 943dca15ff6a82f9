"""Which projects a role reaches, from plain facts: the rule of `pmo.access` for a day that is no longer in
the tables. No queries here."""

from dataclasses import dataclass

from pmo.access import DEPARTMENT, ORGANISATION, PORTFOLIO, PROGRAMME, PROJECT, Holding


@dataclass(frozen=True)
class ProjectFacts:
    """What decides about the access to a project."""

    pk: int
    portfolio_id: int | None = None
    programme_id: int | None = None
    department_id: int | None = None
    confidential: bool = False

    def inside(self, scope: str, scope_id: int | None) -> bool:
        """Whether the project lies in that department, portfolio or programme, or is that project."""
        keys = {PROJECT: self.pk, PROGRAMME: self.programme_id, PORTFOLIO: self.portfolio_id}
        keys[DEPARTMENT] = self.department_id
        return scope == ORGANISATION or (scope_id is not None and keys[scope] == scope_id)


def reaches(held: Holding, project: ProjectFacts) -> bool:
    """Whether the role reaches the project: a confidential one only by name, or by control of everything."""
    if not project.inside(held.scope, held.scope_id):
        return False
    if not project.confidential or held.scope == PROJECT:
        return True
    return held.scope == ORGANISATION and held.grants.confidential


def sees(held: Holding, project: ProjectFacts) -> bool:
    """Whether the role shows the project at all."""
    return reaches(held, project) and "view" in held.grants.scoped.get("project", ())
