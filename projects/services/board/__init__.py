"""The board of a project: columns, cards and their ranks, sprints, and how its work flows."""

from .backlog import assign_sprint, leave_plan, put_on_board, take_into_plan
from .burn import SprintBurn, read_burn
from .cards import ANYWHERE, create_card, date_by_board, move_card, rank_card
from .columns import column_counts, default_columns
from .flow import CardTimes, FlowRecord, read_flow
from .forecast import ForecastShown, forecast_finish, sentence
from .lanes import LANES, LaneChange, lane_of
from .ranks import hold_board
from .reading import read_cards
from .room import Arrival, OverLimit, judge_arrivals
from .sprints import ClosedSprint, Pace, close_sprint, next_sprint, pace_of, start_sprint

__all__ = [
    "ANYWHERE", "LANES", "Arrival", "CardTimes", "ClosedSprint", "FlowRecord", "ForecastShown", "LaneChange",
    "OverLimit", "Pace", "SprintBurn",
    "assign_sprint", "close_sprint", "column_counts", "create_card", "date_by_board", "default_columns",
    "forecast_finish", "hold_board", "judge_arrivals", "lane_of", "leave_plan", "move_card", "next_sprint", "pace_of",
    "put_on_board", "rank_card", "read_burn", "read_cards", "read_flow", "sentence", "start_sprint", "take_into_plan",
]  # fmt: skip
