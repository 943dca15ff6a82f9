"""Forward and backward pass over the network, and the placing of tasks that are to be as late as possible.

All in events (see `axes`); nothing here knows a date.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from projects.critical_path.axes import NEVER, moved
from projects.critical_path.columns import DONE, MANUAL, PLAIN, RUNNING, SUMMARY
from projects.critical_path.network import CROSSING, SAME, Network
from projects.working_time import minute_of

ROLL = 5
"""Nature of the nodes after the tasks: what the children of a summary come to."""


@dataclass
class Passes:
    """Early and late event of each start (2k) and finish (2k + 1), and what limits them besides the links."""

    network: Network
    early: list[int] = field(default_factory=list)
    late: list[int] = field(default_factory=list)
    # Bounds that do not come from links: earliest start and finish, latest start and finish, per node.
    not_before: list[int] = field(default_factory=list)
    done_not_before: list[int] = field(default_factory=list)
    starts_by: list[int] = field(default_factory=list)
    done_by: list[int] = field(default_factory=list)
    # Where the remaining work of a running task begins.
    resumed: dict[int, int] = field(default_factory=dict)
    finish: int = 0

    def __post_init__(self) -> None:
        network, columns = self.network, self.network.columns
        arcs = network.arcs
        self.axes, self.calendar = columns.axes, network.calendar
        self.source, self.target = arcs.source.tolist(), arcs.target.tolist()
        self.mode, self.lag = arcs.mode.tolist(), arcs.lag.tolist()
        self.is_elapsed, self.leaving = arcs.is_elapsed.tolist(), network.leaving.tolist()
        self.nature = [*columns.nature, *[ROLL] * len(network.roll)]
        padding = [0] * len(network.roll)
        self.duration, self.remaining = [*columns.duration, *padding], [*columns.remaining, *padding]
        self.exact = {2 * task: minute for task, minute in columns.fixed_start.items()}
        self.exact |= {2 * task + 1: minute for task, minute in columns.fixed_finish.items()}
        self._bound_from_below()

    def _bound_from_below(self) -> None:
        network, columns, axes = self.network, self.network.columns, self.axes
        start, status = columns.start, columns.plan.status_date
        earliest = start if status is None else max(start, minute_of(status))
        opening = [axes.event(start, number) for number in range(len(axes.calendars))]
        resuming = [axes.event(earliest, number) for number in range(len(axes.calendars))]
        self.not_before = [resuming[number] for number in network.calendar]
        for task in columns.index.values() if status is not None else ():
            if self.nature[task] == SUMMARY:
                self.not_before[task] = opening[network.calendar[task]]
        self.done_not_before = [0] * network.count
        for task, (code, minute) in columns.constrained.items():
            event = axes.event(minute, network.calendar[task]) if code != "ALAP" else 0
            if code in ("SNET", "MSO"):
                self.not_before[task] = max(self.not_before[task], event)
            elif code in ("FNET", "MFO") and self.nature[task] != SUMMARY:
                self.done_not_before[task] = event

    # -- forward ---------------------------------------------------------------------------------------------
    def forward(self) -> None:
        """Early events of all nodes. O(nodes + arcs)."""
        early = self.early = [0] * (2 * self.network.count)
        first_in, nature, duration = self.network.first_in, self.nature, self.duration
        source, target, mode, lag = self.source, self.target, self.mode, self.lag
        not_before, done_not_before = self.not_before, self.done_not_before
        for node in self.network.order:
            start, finish = not_before[node], done_not_before[node]
            for arc in range(first_in[node], first_in[node + 1]):
                event = early[source[arc]]
                if mode[arc]:
                    event = self.carried(arc) if mode[arc] == CROSSING else moved(event, lag[arc])
                if target[arc] & 1:
                    if event > finish:
                        finish = event
                elif event > start:
                    start = event
            if nature[node]:
                self._forward_special(node, start, finish)
            elif work := duration[node]:
                position = max(start >> 1, (finish >> 1) - work)
                early[2 * node] = 2 * position + 1
                # A finish set at an opening (by the start of another task) stays there, not at the close before.
                early[2 * node + 1] = max(2 * (position + work), finish)
            else:
                early[2 * node] = early[2 * node + 1] = max(start, finish)

    def _forward_special(self, node: int, start: int, finish: int) -> None:
        early, nature = self.early, self.nature[node]
        if nature == RUNNING:
            self._forward_running(node, start, finish)
        elif nature == ROLL:
            early[2 * node], early[2 * node + 1] = self._rolled_up(node)
        elif nature == SUMMARY:
            early[2 * node] = early[2 * node + 1] = start
        else:
            for event in (2 * node, 2 * node + 1):
                early[event] = self.axes.event(self.exact[event], self.calendar[node])

    def _forward_running(self, node: int, start: int, finish: int) -> None:
        """Retained logic: the remaining work waits for the predecessors and for the status date."""
        begun = self.axes.event(self.exact[2 * node], self.calendar[node])
        left = self.remaining[node]
        worked = (begun >> 1) + max(self.duration[node] - left, 0)
        position = max(worked, start >> 1 if start > self._opening(node) else 0, (finish >> 1) - left)
        self.resumed[node] = position
        self.early[2 * node] = begun
        self.early[2 * node + 1] = max(2 * (position + left), finish)

    def _opening(self, node: int) -> int:
        """The start of the project, which does not hold back work that has begun."""
        return self.axes.event(self.network.columns.start, self.calendar[node])

    def _rolled_up(self, node: int) -> tuple[int, int]:
        starts, finishes = [], []
        for arc in range(self.network.first_in[node], self.network.first_in[node + 1]):
            event = self.early[self.source[arc]] if self.mode[arc] == SAME else self.carried(arc)
            (finishes if self.target[arc] & 1 else starts).append(event)
        return min(starts), max(finishes)

    def carried(self, arc: int) -> int:
        """Earliest target event that an arc between calendars (or with an elapsed lag) allows."""
        source, target = self.source[arc], self.target[arc]
        minute = self.exact.get(source)
        if minute is None:
            minute = self.axes.minute(self.early[source], self.calendar[source >> 1])
        calendar = self.calendar[target >> 1]
        if self.is_elapsed[arc]:
            return self.axes.event(minute + self.lag[arc], calendar)
        return moved(self.axes.event(minute, calendar), self.lag[arc])

    def carried_back(self, arc: int, events: list[int]) -> int:
        """Latest source event that keeps the target of an arc at `events`, arrays of early or late events."""
        source, target, lag = self.source[arc], self.target[arc], self.lag[arc]
        event = events[target]
        if event >= NEVER >> 1:
            return NEVER
        if self.mode[arc] != CROSSING:
            return moved(event, -lag)
        if not self.is_elapsed[arc]:
            event = moved(event, -lag)
        minute = self.axes.minute(event, self.calendar[target >> 1]) - (lag if self.is_elapsed[arc] else 0)
        node = source >> 1
        if source & 1 or not self.duration[node]:
            return self.axes.late_event(minute, self.calendar[node])
        return self.axes.late_start(minute, self.calendar[node])
