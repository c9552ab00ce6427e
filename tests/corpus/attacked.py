"""Files made to do harm, read as the service reads them: in a child process, within limits."""

from pathlib import Path

from corpus.bounded import begin
from corpus.errors import UnreadableDocumentError
from corpus.forms.base import PageRule
from corpus.limits import Limits
from corpus.readers import read_pages
from tests.refusals import refused

# Far more than any of these files takes now, far less than each took before.
SECONDS, MEMORY = 240, 1_000_000_000
USUAL = Limits(max_seconds=SECONDS, max_memory_bytes=MEMORY)


def pages_here(path: Path, limits: Limits) -> list[str]:
    """Give the text of a file's pages; to be called in a child process."""
    pages = read_pages(path, PageRule.PLAIN, limits)
    return ["\n".join(line.text for line in page.lines if line.text) for page in pages]


def texts(path: Path, limits: Limits = USUAL) -> list[str]:
    """Give the text of a file's pages."""
    return begin(pages_here, path, limits=limits).result()


def refusal(path: Path, limits: Limits) -> str:
    return refused(UnreadableDocumentError, lambda: begin(pages_here, path, limits=limits).result())
