"""What is refused, in the one line that says why."""

from collections.abc import Callable

import pytest


def refused(of: type[Exception], act: Callable[[], object]) -> str:
    """Give the one line with which an act is refused."""
    with pytest.raises(of) as error:
        act()
    assert "\n" not in str(error.value)
    return str(error.value)
