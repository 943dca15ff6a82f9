"""What a user types about objectives, portfolios, programmes, KPIs, committees and sessions."""

from django.utils.translation import gettext_lazy as _

from pmo.forms import object_form

from .models import Committee, Envelope, Kpi, KpiValue, Objective, Portfolio, Programme, Session, TradingPeriod

ObjectiveForm = object_form(
    Objective,
    (
        ("", ("name", "code", "statement", "horizon", "status", "parent")),
        (_("Measure"), ("measure", "unit", "baseline", "target", "actual", "deadline")),
        (_("Responsible"), ("owner", "department")),
    ),
)
PortfolioForm = object_form(
    Portfolio, (("", ("name", "code", "description", "manager", "currency", "status_date", "is_archive")),)
)
EnvelopeForm = object_form(Envelope, (("", ("portfolio", "fiscal_year", "capex", "opex", "note")),))
ProgrammeForm = object_form(
    Programme,
    (
        ("", ("name", "code", "portfolio", "description", "status")),
        (_("People"), ("manager", "sponsor", "customer", "customer_company")),
    ),
)
KpiForm = object_form(
    Kpi,
    (
        ("", ("name", "code", "description", "unit", "direction", "owner", "source")),
        (_("Thresholds"), ("target", "amber", "red")),
    ),
)
KpiValueForm = object_form(KpiValue, (("", ("kpi", "project", "period_end", "value", "note")),))
CommitteeForm = object_form(Committee, (("", ("name", "level", "portfolio", "chair", "members", "cadence")),))
SessionForm = object_form(Session, (("", ("committee", "date", "as_of", "agenda", "minutes")),))
TradingPeriodForm = object_form(
    TradingPeriod, (("", ("name", "kind", "first_day", "last_day", "is_freeze", "country", "brand", "note")),)
)
