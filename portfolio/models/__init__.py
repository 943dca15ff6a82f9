"""Models of strategy and steering, one module per noun."""

from .committee import Committee, Session
from .kpi import Kpi, KpiValue
from .objective import Objective
from .portfolio import Envelope, Portfolio, Programme
from .snapshot import PortfolioSnapshot
from .trading import TradingPeriod

__all__ = [
    "Committee", "Envelope", "Kpi", "KpiValue", "Objective", "Portfolio", "PortfolioSnapshot", "Programme", "Session",
    "TradingPeriod",
]  # fmt: skip
