"""Addresses of boards: pages of a project, what their scripts send, figures; and the tab that opens them."""

from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _

from pmo import panels

from .views import board


def board_of(project) -> str:
    """Where the board of a project is."""
    return reverse("projects:board", args=[project.pk])


panels.register("projects.project", panels.Panel("board", _("Board"), "layout-kanban", board_of, "plan", order=23))

board_patterns = [
    path("projects/<int:pk>/board/", board.Board.as_view(), name="board"),
    path("projects/<int:pk>/board/cards/", board.AddCard.as_view(), name="board-add"),
    path("projects/<int:pk>/backlog/", board.Backlog.as_view(), name="backlog"),
    path("projects/<int:pk>/backlog/change/", board.ChangeBacklog.as_view(), name="backlog-change"),
    path("projects/<int:pk>/flow/", board.Flow.as_view(), name="flow"),
    path("projects/<int:pk>/flow/burn/", board.BurnChart.as_view(), name="flow-burn"),
    path("projects/<int:pk>/flow/velocity/", board.VelocityChart.as_view(), name="flow-velocity"),
    path("projects/<int:pk>/flow/cumulative/", board.CumulativeFlowChart.as_view(), name="flow-cumulative"),
    path("projects/<int:pk>/flow/times/", board.TimesChart.as_view(), name="flow-times"),
    path("projects/<int:pk>/flow/forecast/", board.ForecastChart.as_view(), name="flow-forecast"),
    path("tasks/<int:pk>/move/", board.MoveCard.as_view(), name="board-move"),
]
