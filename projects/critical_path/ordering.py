"""An order of the nodes in which every predecessor comes first; cycles are cut and their members named."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from projects.critical_path.columns import Columns

if TYPE_CHECKING:
    from projects.critical_path.network import Arcs

MOST_CYCLES = 200
"""Beyond this many cycles the rest of the tangle is cut at once, so that the cost stays linear."""


def in_order(count: int, arcs: Arcs, columns: Columns, task_of: list[int]) -> tuple[list[int], list[int]]:
    """All nodes, predecessors first, and the arcs cut for it. Costs O(nodes + arcs) without cycles.

    `task_of` gives the task of a node. Every cycle is reported with its tasks in the order of the links and
    the link left out: of those in the cycle, the one entered last.
    """
    sources, targets = (arcs.source >> 1), (arcs.target >> 1)
    by_source = np.argsort(sources, kind="stable")
    first = np.searchsorted(sources[by_source], np.arange(count + 1)).tolist()
    following = targets[by_source].tolist()
    waiting = np.bincount(targets, minlength=count).tolist()
    order = [node for node in range(count) if not waiting[node]]
    _release(order, 0, first, following, waiting)
    if len(order) == count:
        return order, []
    tangle = Tangle(arcs, columns, task_of, waiting)
    place_of = np.argsort(by_source).tolist()
    waiting.append(-1)
    while len(order) < count:
        done = len(order)
        for arc in tangle.cut():
            node = int(targets[arc])
            # The arc leads nowhere from now on: to a node of its own that is never released.
            following[place_of[arc]] = count
            waiting[node] -= 1
            if not waiting[node]:
                order.append(node)
        _release(order, done, first, following, waiting)
    return order, tangle.removed


def _release(order: list[int], done: int, first: list[int], following: list[int], waiting: list[int]) -> None:
    """Append to `order` every node that waits for nothing any more, from place `done` on."""
    while done < len(order):
        node = order[done]
        done += 1
        for after in following[first[node] : first[node + 1]]:
            waiting[after] -= 1
            if not waiting[after]:
                order.append(after)


class Tangle:
    """The nodes that wait for each other."""

    def __init__(self, arcs: Arcs, columns: Columns, task_of: list[int], waiting: list[int]):
        self.columns, self.task_of, self.waiting = columns, task_of, waiting
        self.source = (arcs.source >> 1).tolist()
        self.link = arcs.link.tolist()
        self.target = (arcs.target >> 1).tolist()
        self.first_in = np.searchsorted(arcs.target >> 1, np.arange(len(task_of) + 1)).tolist()
        self.removed: list[int] = []
        self.gone: set[int] = set()
        self.next_node = 0

    def cut(self) -> list[int]:
        """Arcs to leave out: one of the next cycle, or all that are left once there are too many."""
        if len(self.removed) >= MOST_CYCLES:
            arcs = [arc for arc, link in enumerate(self.link) if link >= 0 and self._is_waiting(arc)]
            self._report([self.target[arc] for arc in arcs], arcs)
        else:
            cycle = self._cycle()
            arcs = [max((arc for arc in cycle if self.link[arc] >= 0), key=lambda arc: self.link[arc])]
            self._report([self.target[arc] for arc in cycle], arcs)
        self.removed += arcs
        self.gone.update(arcs)
        return arcs

    def _is_waiting(self, arc: int) -> bool:
        return arc not in self.gone and self.waiting[self.source[arc]] > 0

    def _cycle(self) -> list[int]:
        """Arcs of one cycle in forward order, found by walking back until a node comes up twice."""
        while not self.waiting[self.next_node]:
            self.next_node += 1
        node, path, place = self.next_node, list[int](), dict[int, int]()
        while node not in place:
            place[node] = len(path)
            path.append(next(arc for arc in self._arcs_into(node) if self._is_waiting(arc)))
            node = self.source[path[-1]]
        return path[place[node] :][::-1]

    def _arcs_into(self, node: int) -> range:
        return range(self.first_in[node], self.first_in[node + 1])

    def _report(self, nodes: list[int], arcs: list[int]) -> None:
        tasks = list(dict.fromkeys(self.task_of[node] for node in nodes))
        links = self.columns.link["place"]
        left_out = [self.columns.plan.links[int(links[self.link[arc]])] for arc in arcs]
        pairs = [(link.predecessor, link.successor) for link in left_out]
        self.columns.report("cycle", *tasks, links_left_out=pairs)
