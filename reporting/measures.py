"""Where a number comes from: every measure with its label, formula, inputs and unit, for the page that explains it.

The formulas themselves are in `rollup.py`, `project_money.py` and the apps.
"""

from django.utils.translation import gettext as _

from projects.health_reasons import reason_text as health_reason_text

from .measure import Input, Measure
from .measure_formulas import FORMULAS

__all__ = ["MEASURES", "Input", "Measure", "reason_text"]

MEASURES: dict[str, Measure] = {measure.name: measure for measure in FORMULAS}


def reason_text(code: str, arguments: dict) -> str:
    """A sentence for any reason kept with a state or snapshot, in the reader's language."""
    if code == "no_exchange_rate":
        return _("No exchange rate for %(currency)s in %(month)s: the totals are not known.") % arguments
    if code == "rating_as_given":
        return _("Rating as given on %(as_of)s: %(rating)s.") % arguments
    return health_reason_text(code, arguments)
