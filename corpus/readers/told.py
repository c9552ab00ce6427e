"""Swedish notes on what a file holds that no reader reads."""

import re
from collections.abc import Iterable, Iterator, Sequence

_SHOWN = 5
_FIGURES = re.compile(r"\d+")
# What stands around a page number.
_PAGE_ONLY = re.compile(r"(?:sida|sid|page|s|av|of|[\W\d_])*", re.IGNORECASE)


def told_comments(n_comments: int) -> Iterator[str]:
    """Say that comments are left out, where there are any."""
    if n_comments:
        yield f"kommentarer i marginalen som inte läses: {n_comments}"


def told_pictures(n_pictures: int, kind: str) -> Iterator[str]:
    """Say that text in pictures is not read, where there are any; `kind` is what they are called, in the plural."""
    if n_pictures:
        yield f"{kind} vars text inte läses: {n_pictures}"


def told_embedded(n_pages: int) -> Iterator[str]:
    """Say that other pages which a page shows within itself are not read."""
    if n_pages:
        yield f"inbäddade sidor som inte läses: {n_pages}; spara dem för sig"


def told_files(names: Sequence[str]) -> Iterator[str]:
    """Name files that are attached to or embedded in the document."""
    if names:
        clean = ["".join(letter for letter in name if letter.isprintable()) for name in names[:_SHOWN]]
        more = f" och {len(names) - _SHOWN} till" if len(names) > _SHOWN else ""
        yield f"bifogade filer som inte läses: {', '.join(clean)}{more}; lägg till dem för sig"


def told_running(texts: Iterable[str]) -> Iterator[str]:
    """Give what headers and footers say besides a page number: it stands on every page and is read on none."""
    # Of lines that differ in the page's number the first is shown.
    first = {_FIGURES.sub("", text): text for text in reversed([*texts])}
    found = [text for text in reversed(first.values()) if not _PAGE_ONLY.fullmatch(text)]
    if found:
        more = f" och {len(found) - _SHOWN} till" if len(found) > _SHOWN else ""
        yield f"sidhuvud och sidfot som inte läses: {'; '.join(found[:_SHOWN])}{more}"
