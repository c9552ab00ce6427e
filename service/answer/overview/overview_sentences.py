"""The Swedish sentences of overviews and comparisons."""

from collections.abc import Callable, Sequence

from corpus.document import Document, Status
from corpus.swedish import listed
from indexer.passage import Passage
from service.answer import wording
from service.answer.sentences import labels, limits, so_many, what
from service.asked.asked import Asked

SHOWN = 3


def compared(
    told: Sequence[tuple[str, int | None, tuple[str, Passage] | None]],
    asked: Asked,
    document: Callable[[str], Document],
    *,
    by_name: bool,
    leader: str,
) -> str:
    """Set sides one after the other, each with its best quote or that nothing was found.

    Args:
        leader: The sentence that says which of them has most; "" where that is not asked for or not counted.
        told: Each side's name, how many initiatives its records hold where that is what is compared, and the quote.
    """
    quotes = [
        wording.quoted(*quoted, document(quoted[1].document)) if quoted else "inget funnet" for *_, quoted in told
    ]
    parts = [f"{label}{_of_records(n)}: {quote}." for (label, n, _), quote in zip(told, quotes, strict=True)]
    subject = labels(asked.themes) if asked.themes else listed(asked.topics) if asked.topics else ""
    about = f"Jämförelse om {subject}. " if subject and not by_name else ""
    return f"{about}{leader}{' ' if leader else ''}{' '.join(parts)}"


def _of_records(n: int | None) -> str:
    return f" ({so_many(n, 'redovisade insatser')})" if n else ""


def overview(
    asked: Asked,
    status: Status,
    n: int,
    groups: Sequence[tuple[str, int, Sequence[str]]],
    years: Sequence[int],
) -> str:
    """Say how many initiatives there are in all, and name those of each theme.

    Args:
        groups: What each theme is called, how many it has, and the names of the first of them.
    """
    parts = [
        f"{label} ({n_within}): {'; '.join(map(_short, names))}"
        + (f" och {n_within - len(names)} till" if n_within > len(names) else "")
        + "."
        for label, n_within, names in groups
    ]
    return " ".join(
        filter(None, (f"{so_many(n, what(asked, status))} ({wording.years(years)}).", *parts, limits(asked)))
    )


def _short(name: str, most: int = 80) -> str:
    return name if len(name) <= most else f"{name[:most].rsplit(' ', 1)[0]} …"
