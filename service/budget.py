"""The time budget of a request; whatever takes long checks it between its steps."""

import time
from contextvars import ContextVar, Token

from service.errors import OverBudgetError


class Budget:
    """The time that is left for one request, and whether anybody waits for it still."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self._ends = time.monotonic() + seconds
        self._is_dropped = False

    @property
    def left(self) -> float:
        """Seconds left, not below 0."""
        return max(0.0, self._ends - time.monotonic())

    @property
    def told(self) -> str:
        """What a reader is told when the time is up."""
        return f"svaret blev inte klart inom {self.seconds:g} s; försök igen om en stund"

    def drop(self) -> None:
        """Say that nobody waits any longer."""
        self._is_dropped = True

    def check(self) -> None:
        """Stop the work where there is no use in going on.

        Raises:
            OverBudgetError: The time is up, or nobody waits.
        """
        if self._is_dropped or not self.left:
            raise OverBudgetError(self.told)


_current: ContextVar[Budget | None] = ContextVar("budget", default=None)


def set_budget(budget: Budget) -> Token[Budget | None]:
    """Have what is done from here on, in this task and the threads it starts, keep to a budget."""
    return _current.set(budget)


def check_budget() -> None:
    """Stop what is done for a request that has no time left; without a budget there is no end.

    Raises:
        OverBudgetError: The time is up, or nobody waits.
    """
    budget = _current.get()
    if budget is not None:
        budget.check()
