"""Models of the organisation and its people, one module per noun."""

from .calendar import Calendar, CalendarException
from .currency import Currency, ExchangeRate
from .department import Department, Vendor
from .invitation import Invitation
from .membership import Membership
from .person import Person, Rate
from .token import AccessToken
from .user import User

__all__ = [
    "AccessToken", "Calendar", "CalendarException", "Currency", "Department", "ExchangeRate", "Invitation",
    "Membership", "Person", "Rate", "User", "Vendor",
]  # fmt: skip
