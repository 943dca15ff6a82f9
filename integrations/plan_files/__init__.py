"""Opening a file that holds a plan, whatever program wrote it, as a `ProjectDocument`. Stores nothing."""

from integrations.plan_files.kinds import PlanKind, kind_of
from integrations.plan_files.opening import read_plan_file
from integrations.plan_files.refusals import PlanRefused

__all__ = ["PlanKind", "PlanRefused", "kind_of", "read_plan_file"]
