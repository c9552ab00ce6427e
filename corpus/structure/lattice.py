"""Places a sequence in columns from left to right: the likeliest path, and how certain each place in it is."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

Scores = Sequence[Sequence[float]]
_SKIP_WITHOUT_GAP, _GAP_WITHOUT_SKIP = -4.0, -1.0
_NOWHERE = -math.inf


@dataclass(frozen=True, slots=True, kw_only=True)
class Arc:
    """Scores of the step to a unit: it stays in the column before, or begins this or that column.

    Attributes:
        has_gap: Spaces tell of an empty cell before it, so that a column was probably skipped.
        needs_border_before: It can begin a column only where the unit before began one.
    """

    stays: float
    begins: tuple[float, ...]
    has_gap: bool
    needs_border_before: bool

    def begin(self, before: int, column: int) -> float:
        """Score beginning a column after another one."""
        if (column > before + 1) == self.has_gap:
            return self.begins[column]
        return self.begins[column] + (_GAP_WITHOUT_SKIP if self.has_gap else _SKIP_WITHOUT_GAP)


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A unit's column, whether it begins it, and the posterior probability that this is its column."""

    column: int
    begins: bool
    certainty: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Shares:
    """The posterior probabilities that a unit begins this or that column, and that it stays in it."""

    begins: tuple[float, ...]
    stays: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class _Sums:
    """Scores of all ways up to a unit, by its column: those that begin the column there, and those that stay in it."""

    begun: list[float]
    stayed: list[float]


class Ways:
    """All ways through a sequence at once, weighed against each other (forward-backward)."""

    def __init__(self, units: Scores, arcs: Sequence[Arc]) -> None:
        self._units, self._arcs = units, arcs
        self._forward, self._backward = _forward(units, arcs, _log_sum), _backward(units, arcs)
        self._whole = _log_sum([*self._forward[-1].begun, *self._forward[-1].stayed])

    def shares(self) -> list[Shares]:
        """Give the posterior probability of every column of every unit."""
        return [
            Shares(begins=self._share(to.begun, on.begun), stays=self._share(to.stayed, on.stayed))
            for to, on in zip(self._forward, self._backward, strict=True)
        ]

    def place(self) -> list[Placed]:
        """Give the likeliest column of each unit with its posterior probability."""
        best = _best_states(self._units, self._arcs)
        return [
            Placed(column=column, begins=begins, certainty=shares.begins[column] + shares.stays[column])
            for (column, begins), shares in zip(best, self.shares(), strict=True)
        ]

    def _share(self, forward: Sequence[float], backward: Sequence[float]) -> tuple[float, ...]:
        return tuple(math.exp(to + on - self._whole) for to, on in zip(forward, backward, strict=True))

    def parted(self, closings: Scores) -> list[float]:
        """Say for each unit but the first how much likelier two sequences are than one, the second beginning with it.

        Args:
            closings: For each unit but the first, what the first sequence scores for ending in this or that column.

        Returns:
            Differences of log-likelihoods, before anything is said of a border between the two.
        """
        return [
            _log_sum(
                [score + close for sums in (to.begun, to.stayed) for score, close in zip(sums, closing, strict=True)]
            )
            + own[0]
            + on.begun[0]
            - self._whole
            for to, own, on, closing in zip(self._forward, self._units[1:], self._backward[1:], closings, strict=False)
        ]


def _forward(units: Scores, arcs: Sequence[Arc], join: Callable[[Sequence[float]], float]) -> list[_Sums]:
    columns = range(len(units[0]))
    sums = [_Sums([units[0][0], *[_NOWHERE] * (len(columns) - 1)], [_NOWHERE] * len(columns))]
    for own, arc in zip(units[1:], arcs, strict=True):
        last = sums[-1]
        either = [join(pair) for pair in zip(last.begun, last.stayed, strict=True)]
        source = last.begun if arc.needs_border_before else either
        begun = [_NOWHERE] + [
            own[column] + join([source[before] + arc.begin(before, column) for before in range(column)])
            for column in columns[1:]
        ]
        sums.append(_Sums(begun, [own[column] + arc.stays + either[column] for column in columns]))
    return sums


def _backward(units: Scores, arcs: Sequence[Arc]) -> list[_Sums]:
    columns = range(len(units[0]))
    sums = [_Sums([0.0] * len(columns), [0.0] * len(columns))]
    for own, arc in zip(reversed(units[1:]), reversed(arcs), strict=True):
        nxt = sums[-1]
        stays = [own[column] + arc.stays + nxt.stayed[column] for column in columns]
        begun = [
            _log_sum([stays[before]] + [own[c] + arc.begin(before, c) + nxt.begun[c] for c in columns[before + 1 :]])
            for before in columns
        ]
        sums.append(_Sums(begun, stays if arc.needs_border_before else begun))
    return sums[::-1]


def _best_states(units: Scores, arcs: Sequence[Arc]) -> list[tuple[int, bool]]:
    """The likeliest columns, each with whether the unit begins it, traced back from the last."""
    sums = _forward(units, arcs, max)
    last = sums[-1]
    ends = [
        (score, c, begins)
        for begins, scores in ((True, last.begun), (False, last.stayed))
        for c, score in enumerate(scores)
    ]
    _, column, begins = max(ends)
    states = [(column, begins)]
    for before, arc in zip(reversed(sums[:-1]), reversed(arcs), strict=True):
        column, begins = states[-1]
        if begins:
            source = before.begun if arc.needs_border_before else list(map(max, before.begun, before.stayed))
            scores = [source[begin] + arc.begin(begin, column) for begin in range(column)]
            column = scores.index(max(scores))
            must_begin = arc.needs_border_before
        else:
            must_begin = False
        states.append((column, must_begin or before.begun[column] >= before.stayed[column]))
    return states[::-1]


def _log_sum(values: Sequence[float]) -> float:
    top = max(values)
    if top == _NOWHERE or len(values) == 1:
        return top
    return top + math.log(sum([math.exp(value - top) for value in values]))
