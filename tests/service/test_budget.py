"""The time for one request: it ends, also when nobody waits any longer."""

import asyncio

import pytest

from service.budget import Budget, check_budget, set_budget
from service.errors import OverBudgetError


def test_work_goes_on_while_there_is_time_and_somebody_waits() -> None:
    budget = Budget(3600)
    budget.check()
    assert 0 < budget.left <= 3600
    budget.drop()
    with pytest.raises(OverBudgetError, match="inom 3600 s"):
        budget.check()


def test_a_time_that_is_up_is_never_less_than_none() -> None:
    budget = Budget(-1)
    assert budget.left == 0.0
    with pytest.raises(OverBudgetError):
        budget.check()


def test_what_is_done_for_no_request_has_no_end() -> None:
    async def work() -> None:
        check_budget()
        set_budget(Budget(0))
        with pytest.raises(OverBudgetError):
            check_budget()

    asyncio.run(work())
    check_budget()
