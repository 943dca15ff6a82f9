"""The rule that somebody can always administer: a trigger, so that no path and no race gets around it."""

import pgtrigger
from django.db import IntegrityError

CONSTRAINT = "last_administrator"

# Two removals at once must not each count on the other's administrator, so the second waits for the first.
# The statement after the lock reads anew and sees what the first has committed.
CHECK = f"""
PERFORM pg_advisory_xact_lock(hashtext('{CONSTRAINT}'));
IF EXISTS (SELECT 1 FROM accounts_user) AND NOT EXISTS (
    SELECT 1 FROM accounts_membership AS held JOIN accounts_user AS holder ON holder.id = held.user_id
    WHERE held.role = 'administrator' AND held.starts_on <= CURRENT_DATE
    AND held.ends_on IS NULL AND held.ended_at IS NULL AND held.delegated_by_id IS NULL
    AND holder.is_active AND NOT holder.is_integration
) THEN
    RAISE EXCEPTION 'the last administrator must stay'
    USING ERRCODE = 'check_violation', CONSTRAINT = '{CONSTRAINT}';
END IF;
RETURN NULL;
"""


def keeps_an_administrator(condition: pgtrigger.Q, *, on_delete: bool = False) -> pgtrigger.Trigger:
    """A trigger that refuses a change after which no lasting administrator is left."""
    return pgtrigger.Trigger(
        name="keep_administrator",
        when=pgtrigger.After,
        operation=pgtrigger.Update | pgtrigger.Delete if on_delete else pgtrigger.Update,
        level=pgtrigger.Row,
        condition=condition,
        func=CHECK,
    )


def is_refusal(error: IntegrityError) -> bool:
    """Whether the database refused because the last administrator would be gone."""
    diagnosis = getattr(getattr(error, "__cause__", None), "diag", None)
    return getattr(diagnosis, "constraint_name", None) == CONSTRAINT
