"""Triggers that keep the commitment of an order in the costs: what was ordered, less what was invoiced since.

One cost entry a month, of kind "committed" and source "order". Held by the database, so that an invoice lowers it
whether it comes by page, API, import or restore; deferred, so that many rows of one transaction count once.
"""

import pgtrigger

SOURCE = "order"

SETTLE = """
WITH placed AS (
    SELECT its.*, COALESCE(NULLIF(its.number, ''), '#' || its.id) AS document,
        date_trunc('month', COALESCE(its.ordered_on, its.approved_on))::date AS first
    FROM projects_purchaseorder its
    WHERE its.id = ANY(touched) AND its.approved_on IS NOT NULL AND its.state IN ('ordered', 'closed', 'cancelled')
        AND NOT EXISTS (
            SELECT 1 FROM projects_costentry given
            WHERE given.order_id = its.id AND given.kind = 'committed' AND given.source <> 'order'
        )
), engaged AS (
    SELECT placed.id, GREATEST(cost.month, placed.first) AS month, SUM(cost.amount) AS amount
    FROM placed JOIN projects_costentry cost ON cost.order_id = placed.id AND cost.kind IN ('actual', 'accrued')
    GROUP BY 1, 2
    UNION ALL SELECT id, first, 0 FROM placed
    UNION ALL SELECT id, GREATEST(date_trunc('month', ended_on)::date, first), 0 FROM placed
        WHERE ended_on IS NOT NULL AND state IN ('closed', 'cancelled')
), by_month AS (
    SELECT id, month, SUM(SUM(amount)) OVER (PARTITION BY id ORDER BY month) AS engaged FROM engaged GROUP BY 1, 2
), balances AS (
    SELECT by_month.id, by_month.month, CASE
        WHEN placed.state <> 'ordered' AND by_month.month >= date_trunc('month', placed.ended_on) THEN 0
        ELSE placed.amount - LEAST(placed.amount, GREATEST(by_month.engaged, 0)) END AS balance
    FROM by_month JOIN placed USING (id)
), wanted AS (
    SELECT placed.*, balances.month,
        balance - COALESCE(LAG(balance) OVER (PARTITION BY placed.id ORDER BY balances.month), 0) AS entry
    FROM balances JOIN placed USING (id)
), gone AS (
    DELETE FROM projects_costentry kept
    WHERE kept.order_id = ANY(touched) AND kept.source = 'order' AND kept.kind = 'committed' AND NOT EXISTS (
        SELECT 1 FROM wanted
        WHERE wanted.id = kept.order_id AND wanted.project_id = kept.project_id AND wanted.month = kept.month
            AND wanted.document = kept.document_number AND wanted.category = kept.category
            AND wanted.nature = kept.nature AND wanted.entry <> 0
    )
)
INSERT INTO projects_costentry (version, links, custom, project_id, kind, month, category, nature, purpose, vendor_id,
    order_id, document_number, source, label, amount)
SELECT 1, '[]', '{}', project_id, 'committed', month, category, nature, purpose, vendor_id, id, document, 'order',
    label, entry
FROM wanted WHERE entry <> 0
ON CONFLICT (project_id, source, document_number, kind, month, category, nature) WHERE document_number <> ''
DO UPDATE SET amount = EXCLUDED.amount, label = EXCLUDED.label, order_id = EXCLUDED.order_id
WHERE (projects_costentry.amount, projects_costentry.label, projects_costentry.order_id)
    IS DISTINCT FROM (EXCLUDED.amount, EXCLUDED.label, EXCLUDED.order_id);
"""
OF_COST = """
IF TG_OP <> 'DELETE' AND NOT (NEW.kind = 'committed' AND NEW.source = 'order') THEN touched := touched || NEW.order_id;
END IF;
IF TG_OP <> 'INSERT' AND NOT (OLD.kind = 'committed' AND OLD.source = 'order') THEN touched := touched || OLD.order_id;
END IF;
touched := array_remove(touched, NULL);
IF cardinality(touched) = 0 THEN RETURN NULL; END IF;
"""


# Only rows that name an order ask for anything: large files of other costs are written as fast as without triggers.
NAMED_NOW, NAMED_BEFORE = "NEW.order_id IS NOT NULL", "OLD.order_id IS NOT NULL"
OF_COSTS = (
    ("insert", pgtrigger.Insert, NAMED_NOW),
    ("update", pgtrigger.Update, f"{NAMED_NOW} OR {NAMED_BEFORE}"),
    ("delete", pgtrigger.Delete, NAMED_BEFORE),
)


def settles(name: str, operation, before: str, condition: str | None = None) -> pgtrigger.Trigger:
    """Settle the orders that a written row is about, at the end of the transaction."""
    return pgtrigger.Trigger(
        name=name,
        when=pgtrigger.After,
        operation=operation,
        condition=pgtrigger.Condition(condition) if condition else None,
        timing=pgtrigger.Deferred,
        declare=[("touched", "BIGINT[] := '{}'")],
        func=before + SETTLE + "RETURN NULL;",
    )


def settles_order(model):
    """Class decorator of costs: an invoice or accrual of an order lowers its commitment."""
    found = [settles(f"settle_{name}", operation, OF_COST, condition) for name, operation, condition in OF_COSTS]
    return pgtrigger.register(*found)(model)


def is_settled(model):
    """Class decorator of orders: placed, ended or renumbered, its commitment follows."""
    return pgtrigger.register(settles("settle_order", pgtrigger.Update, "touched := ARRAY[NEW.id];"))(model)
