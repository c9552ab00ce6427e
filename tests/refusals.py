"""What is refused, in the one line that says why."""

from collections.abc import Callable
from pathlib import Path

import pytest

from corpus.errors import UnreadableDocumentError
from corpus.forms.base import PageRule
from corpus.limits import Limits
from corpus.readers import read_pages

USUAL = Limits()


def refused(of: type[Exception], act: Callable[[], object]) -> str:
    """Give the one line with which an act is refused."""
    with pytest.raises(of) as error:
        act()
    assert "\n" not in str(error.value)
    return str(error.value)


def is_handled(path: Path, limits: Limits = USUAL) -> bool:
    """Whether a file is read, or refused in one line that names it."""
    try:
        pages = read_pages(path, PageRule.PLAIN, limits)
    except UnreadableDocumentError as error:
        return str(error).startswith(f"{path.name}: ") and "\n" not in str(error)
    return all("\0" not in line.text for page in pages for line in page.lines)
