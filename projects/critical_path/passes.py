"""Forward and backward pass over the network, and the placing of tasks that are to be as late as possible.

All in events (see `axes`); nothing here knows a date.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from projects.critical_path.axes import NEVER, moved_back
from projects.critical_path.columns import MANUAL, RUNNING, SUMMARY
from projects.critical_path.network import LAGGED, SAME, Network
from projects.working_time import minute_of

ROLL = 5
"""Nature of the nodes after the tasks: what the children of a summary come to."""

MUTED = 3
"""Mode of an arc that carries nothing back."""


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
    # Early events of the tasks that were then moved to be as late as possible.
    before_moving: dict[int, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        network, columns = self.network, self.network.columns
        arcs = network.arcs
        self.axes, self.calendar = columns.axes, network.calendar
        self.source, self.target = arcs.source.tolist(), arcs.target.tolist()
        self.mode, self.lag = arcs.mode.tolist(), arcs.lag.tolist()
        # What a lag adds to an event: a lead lands on an opening, unless it is a finish that it sets.
        self.shift = (2 * arcs.lag + ((arcs.lag < 0) & (arcs.target & 1 == 0))).tolist()
        self.is_elapsed, self.leaving = arcs.is_elapsed.tolist(), network.leaving.tolist()
        self.nature = [*columns.nature, *[ROLL] * len(network.roll)]
        padding = [0] * len(network.roll)
        self.duration, self.remaining = [*columns.duration, *padding], [*columns.remaining, *padding]
        self.exact = {2 * task: minute for task, minute in columns.fixed_start.items()}
        # Minutes of early events that have been asked for.
        self.clock: dict[int, int] = {}
        self.exact |= {2 * task + 1: minute for task, minute in columns.fixed_finish.items()}
        self._bound_from_below()

    def _bound_from_below(self) -> None:
        network, columns, axes = self.network, self.network.columns, self.axes
        start, status = columns.start, columns.plan.status_date
        earliest = start if status is None else max(start, minute_of(status))
        # The start of the project does not hold back work that has begun, nor does the status date a summary.
        opening = self.opening = [axes.event(start, number) for number in range(len(axes.calendars))]
        resuming = [axes.event(earliest, number) for number in range(len(axes.calendars))]
        self.not_before = [resuming[number] for number in network.calendar]
        for task in columns.index.values() if status is not None else ():
            if self.nature[task] == SUMMARY:
                self.not_before[task] = opening[network.calendar[task]]
        self.done_not_before = [0] * network.count
        for task, (code, minute) in columns.constrained.items():
            event = axes.event(minute, network.calendar[task]) if code != "ALAP" else 0
            if code in ("SNET", "MSO") and self.nature[task] != RUNNING:
                self.not_before[task] = max(self.not_before[task], event)
            elif code in ("FNET", "MFO") and self.nature[task] != SUMMARY:
                self.done_not_before[task] = event

    # -- forward ---------------------------------------------------------------------------------------------
    def forward(self) -> None:
        """Early events of all nodes. O(nodes + arcs)."""
        early = self.early = [0] * (2 * self.network.count)
        self.clock = dict(self.exact)
        first_in, nature, duration = self.network.first_in, self.nature, self.duration
        source, target, mode, shift = self.source, self.target, self.mode, self.shift
        not_before, done_not_before = self.not_before, self.done_not_before
        for node in self.network.order:
            start, finish = not_before[node], done_not_before[node]
            for arc in range(first_in[node], first_in[node + 1]):
                event = early[source[arc]]
                if mode[arc]:
                    event = (event & -2) + shift[arc] if mode[arc] == LAGGED else self.carried(arc)
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
                # A finish set at an opening (by the start of another task) stays there.
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
        opening, left = self.opening[self.calendar[node]], self.remaining[node]
        worked = (begun >> 1) + max(self.duration[node] - left, 0)
        position = max(worked, start >> 1 if start > opening else 0, (finish >> 1) - left)
        self.resumed[node] = position
        self.early[2 * node] = begun
        self.early[2 * node + 1] = max(2 * (position + left), finish)

    def _rolled_up(self, node: int) -> tuple[int, int]:
        starts, finishes = list[int](), list[int]()
        for arc in range(self.network.first_in[node], self.network.first_in[node + 1]):
            event = self.arrival(arc)
            (finishes if self.target[arc] & 1 else starts).append(event)
        return min(starts), max(finishes)

    # -- backward --------------------------------------------------------------------------------------------
    def backward(self, finish: int) -> None:
        """Late events of all nodes, counted back from the minute `finish`. O(nodes + arcs)."""
        self._bound_from_above(finish)
        late = self.late = [NEVER] * (2 * self.network.count)
        first_out, leaving, nature, duration = self.network.first_out, self.leaving, self.nature, self.duration
        source, target, mode, lag = self.source, self.target, self.mode, self.lag
        starts_by, done_by = self.starts_by, self.done_by
        for node in reversed(self.network.order):
            start, finish = starts_by[node], done_by[node]
            for arc in leaving[first_out[node] : first_out[node + 1]]:
                event = late[target[arc]]
                if mode[arc]:
                    event = moved_back(event, lag[arc]) if mode[arc] == LAGGED else self.carried_back(arc, event)
                if source[arc] & 1:
                    if event < finish:
                        finish = event
                elif event < start:
                    start = event
            if nature[node]:
                self._backward_special(node, start, finish)
            elif work := duration[node]:
                # Work cannot begin at a close: the latest opening is a minute before.
                position = min((start - 1) >> 1, (finish >> 1) - work)
                late[2 * node] = 2 * position + 1
                # An opening that limits the finish counts for the links, the close before it is shown.
                late[2 * node + 1] = min(2 * (position + work) + 1, finish)
            else:
                late[2 * node] = late[2 * node + 1] = min(start, finish)

    def _bound_from_above(self, finish: int) -> None:
        columns, axes, calendar = self.network.columns, self.axes, self.calendar
        self.closing = [axes.late_event(finish, number) for number in range(len(axes.calendars))]
        self.done_by = [self.closing[number] for number in calendar]
        self.starts_by = [NEVER] * self.network.count
        for task, (code, minute) in columns.constrained.items():
            if code in ("SNLT", "MSO") and self.nature[task] not in (RUNNING, SUMMARY):
                # Work that must start at a close starts when work opens again.
                self.starts_by[task] = axes.event(minute, calendar[task]) | (self.duration[task] > 0)
            elif code in ("FNLT", "MFO"):
                self._limit_finish(task, minute)
        for task, minute in columns.deadline.items():
            self._limit_finish(task, minute)

    def _limit_finish(self, task: int, minute: int) -> None:
        node = self.network.roll.get(task, task)
        self.done_by[node] = min(self.done_by[node], self.axes.late_event(minute, self.calendar[node]))

    def _backward_special(self, node: int, start: int, finish: int) -> None:
        late, nature = self.late, self.nature[node]
        if nature == MANUAL:
            # As MS Project counts it: what waits for the start of a manual task does not limit the task, and
            # its late finish is not pulled back from an opening to the close before.
            work = self.duration[node]
            late[2 * node] = 2 * ((finish >> 1) - work) + 1 if work else finish
            late[2 * node + 1] = finish
        elif nature == RUNNING:
            late[2 * node] = 2 * ((finish >> 1) - self.remaining[node]) + 1
            late[2 * node + 1] = finish
        elif nature == SUMMARY:
            late[2 * node] = start
        elif nature == ROLL:
            late[2 * node], late[2 * node + 1] = start, finish
            if start < NEVER:
                self._free_later_children(node)

    def _free_later_children(self, roll: int) -> None:
        """What waits for the start of a summary holds back only the children that start it."""
        for arc in range(self.network.first_in[roll], self.network.first_in[roll + 1]):
            if not self.target[arc] & 1 and self.arrival(arc) > self.early[2 * roll]:
                self.mode[arc] = MUTED

    # -- as late as possible ---------------------------------------------------------------------------------
    def moved_late(self, node: int, start: int, finish: int) -> list[int]:
        """Move a task to the latest events within these limits and its late dates; its new start and finish."""
        early, work = self.early, self.duration[node]
        self.before_moving |= {2 * node: early[2 * node], 2 * node + 1: early[2 * node + 1]}
        start, finish = min(start, self.late[2 * node]), min(finish, self.late[2 * node + 1])
        if work:
            position = max(min(start >> 1, (finish >> 1) - work), early[2 * node] >> 1)
            if position > early[2 * node] >> 1:
                early[2 * node : 2 * node + 2] = [2 * position + 1, 2 * (position + work)]
        else:
            early[2 * node : 2 * node + 2] = [max(min(start, finish), early[2 * node])] * 2
        return early[2 * node : 2 * node + 2]

    def roll_up_again(self) -> None:
        """Bring the summaries to where their children have moved."""
        self.clock = dict(self.exact)
        for node in self.network.order:
            if self.nature[node] == ROLL:
                self.early[2 * node], self.early[2 * node + 1] = self._rolled_up(node)

    # -- along an arc ----------------------------------------------------------------------------------------
    def arrival(self, arc: int) -> int:
        """Earliest target event that any arc allows."""
        return self.early[self.source[arc]] if self.mode[arc] == SAME else self.carried(arc)

    def carried(self, arc: int) -> int:
        """Earliest target event that an arc between calendars (or with an elapsed lag) allows."""
        source, target = self.source[arc], self.target[arc]
        minute = self.clock.get(source)
        if minute is None:
            minute = self.clock[source] = self.axes.minute(self.early[source], self.calendar[source >> 1])
        calendar = self.calendar[target >> 1]
        if self.is_elapsed[arc]:
            return self.axes.event(minute + self.lag[arc], calendar)
        event = self.axes.event(minute, calendar)
        return (event & -2) + self.shift[arc] if self.lag[arc] else event

    def departure(self, arc: int, event: int) -> int:
        """Latest source event that keeps the target of any arc at `event`."""
        mode = self.mode[arc]
        return moved_back(event, self.lag[arc]) if mode in (SAME, LAGGED) else self.carried_back(arc, event)

    def carried_back(self, arc: int, event: int) -> int:
        """Latest source event that keeps the target of an arc between calendars at `event`."""
        source, lag = self.source[arc], self.lag[arc]
        if event >= NEVER >> 1 or self.mode[arc] == MUTED:
            return NEVER
        if not self.is_elapsed[arc]:
            event = moved_back(event, lag)
        minute = self.axes.minute(event, self.calendar[self.target[arc] >> 1])
        if self.is_elapsed[arc]:
            minute -= lag
        node = source >> 1
        if source & 1 or not self.duration[node]:
            return self.axes.late_event(minute, self.calendar[node])
        return self.axes.late_start(minute, self.calendar[node])
