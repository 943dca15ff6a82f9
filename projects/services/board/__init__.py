"""The board of a project: columns, cards and their ranks, sprints, and how its work flows."""

from .backlog import assign_sprint, leave_plan, put_on_board, take_into_plan
from .burn import SprintBurn, read_burn
from .cards import ANYWHERE, OverLimit, create_card, move_card, rank_card
from .columns import column_counts, default_columns
from .flow import CardTimes, FlowRecord, read_flow
from .forecast import ForecastShown, forecast_finish, sentence
from .reading import read_cards
from .sprints import ClosedSprint, Pace, close_sprint, next_sprint, pace_of, start_sprint

__all__ = [
    "ANYWHERE", "CardTimes", "ClosedSprint", "FlowRecord", "ForecastShown", "OverLimit", "Pace", "SprintBurn",
    "assign_sprint", "close_sprint", "column_counts", "create_card", "default_columns",
    "forecast_finish", "leave_plan", "move_card", "next_sprint", "pace_of", "put_on_board",
    "rank_card", "read_burn", "read_cards", "read_flow", "sentence", "start_sprint", "take_into_plan",
]  # fmt: skip
