"""What the tests of pages share: how a browser asks, and a page's text without its markup."""

import re
from html import unescape

BROWSER = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}


def text_of(html: str) -> str:
    """Give what a page says, white space made even."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())
