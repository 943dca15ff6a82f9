"""The colour of a KPI's value against its target and thresholds. Pure arithmetic: no rows, no page."""

from decimal import Decimal

from pmo.choices import Health

from .choices import KpiDirection


def kpi_health(
    value: Decimal | None,
    *,
    direction: str,
    target: Decimal | None = None,
    amber: Decimal | None = None,
    red: Decimal | None = None,
) -> str:
    """Red from the threshold "off track", amber from "at risk", else green; without thresholds by the target alone.

    All in the KPI's own unit. Where higher is better a value at or below a threshold has reached it, where lower is
    better one at or above. Without thresholds a missed target is amber. Not reported without a value, or without
    anything to compare it with.
    """
    if value is None or (target is None and amber is None and red is None):
        return Health.NONE
    sign = 1 if direction == KpiDirection.UP else -1
    if red is not None and sign * value <= sign * red:
        return Health.RED
    if amber is not None:
        return Health.AMBER if sign * value <= sign * amber else Health.GREEN
    if target is not None and sign * value < sign * target:
        return Health.AMBER
    return Health.GREEN
