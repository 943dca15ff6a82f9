"""The rule that somebody can always administer: triggers, so that no path and no race gets around it."""

import pgtrigger
from django.db import IntegrityError
from django.utils.translation import gettext_lazy as _

from pmo.constraint_messages import name_rule

CONSTRAINT = "last_administrator"
MESSAGE = _("Somebody must stay administrator without an end date. Name another one first.")
name_rule(CONSTRAINT, MESSAGE)

# Whoever administers without an end and by own right.
LASTING = """
    SELECT 1 FROM accounts_membership AS held JOIN accounts_user AS holder ON holder.id = held.user_id
    WHERE held.role = 'administrator' AND held.starts_on <= CURRENT_DATE
    AND held.ends_on IS NULL AND held.ended_at IS NULL AND held.delegated_by_id IS NULL
    AND NOT holder.is_integration
"""
# Two removals at once must not each count on the other's administrator, so the second waits for the first.
# The statement after the lock reads anew and sees what the first has committed.
CHECK = f"""
IF {{applies}} THEN
    PERFORM pg_advisory_xact_lock(hashtext('{CONSTRAINT}'));
    IF EXISTS (SELECT 1 FROM accounts_user) AND NOT EXISTS ({LASTING} AND holder.is_active) THEN
        RAISE EXCEPTION 'the last administrator must stay'
        USING ERRCODE = 'check_violation', CONSTRAINT = '{CONSTRAINT}';
    END IF;
END IF;
RETURN NULL;
"""


def _trigger(operation, condition: pgtrigger.Q, applies: str) -> pgtrigger.Trigger:
    return pgtrigger.Trigger(
        name="keep_administrator",
        when=pgtrigger.After,
        operation=operation,
        level=pgtrigger.Row,
        condition=condition,
        func=CHECK.format(applies=applies),
    )


def keeps_administrators_role() -> pgtrigger.Trigger:
    """Refuses to end, change or delete the role of the last one who administers for good."""
    lasting = pgtrigger.Q(
        old__role="administrator", old__ends_on__isnull=True, old__ended_at__isnull=True, old__delegated_by__isnull=True
    )
    return _trigger(pgtrigger.Update | pgtrigger.Delete, lasting, "true")


def keeps_administrators_account() -> pgtrigger.Trigger:
    """Refuses to deactivate the last user who administers for good."""
    closing = pgtrigger.Q(old__is_active=True, new__is_active=False)
    return _trigger(pgtrigger.Update, closing, f"EXISTS ({LASTING} AND holder.id = OLD.id)")


def is_refusal(error: IntegrityError) -> bool:
    """Whether the database refused because the last administrator would be gone."""
    diagnosis = getattr(getattr(error, "__cause__", None), "diag", None)
    return getattr(diagnosis, "constraint_name", None) == CONSTRAINT
