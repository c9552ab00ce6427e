"""A list of initiatives as a file to carry away."""

from collections.abc import Sequence
from dataclasses import replace

from fastapi import Request, Response

from corpus.document import Initiative, Status
from corpus.themes import find_theme
from indexer.passage import Passage
from service.api.formats import Format, Separator, origin_of, table, wanted, word
from service.api.tables import (
    INITIATIVE_COLUMNS,
    INITIATIVE_STATUSES,
    PASSAGE_COLUMNS,
    initiative_rows,
    links,
    passage_rows,
)
from service.exports.contents import initiatives_memo
from service.exports.memo import Grid
from service.live import Backend
from service.web.parts.choices import NO_THEME, Choices
from service.web.parts.holdings import pages_of, sources, titles


def facts_of(backend: Backend, choices: Choices) -> list[tuple[str, str]]:
    """Give what a list was narrowed to, each with its label."""
    told = titles(backend)
    sides = {
        "Region": choices.region,
        "Tema": ["Utan tema" if theme == NO_THEME else find_theme(theme).label for theme in choices.theme],
        "Status": [INITIATIVE_STATUSES[status] for status in Status if status in choices.statuses],
        "Dokument": [told[document] for document in choices.document],
        "År": choices.year,
    }
    return [("Handlar om", choices.q), *((label, ", ".join(values)) for label, values in sides.items())]


def initiatives_file(
    request: Request,
    backend: Backend,
    initiatives: Sequence[Initiative],
    *,
    title: str,
    facts: Sequence[tuple[str, str]],
    separator: Separator,
    passages: Sequence[Passage] = (),
    beside: Grid | None = None,
) -> Response:
    """Give initiatives as Word, Excel or CSV, by the suffix of the path asked for.

    Args:
        facts: What was asked for, each with its label.
        passages: Single passages that belong to the list as well; they come last.
        beside: In Word, the same side by side; it comes first, and alone where it is whole.
    """
    media_type = wanted(request)
    told = [*facts, ("Antal insatser", str(len(initiatives)))]
    told += [("Antal enskilda avsnitt", str(len(passages)))] if passages else []
    origin = origin_of(request, backend.index.version, told)
    # Of what the list was narrowed to, what the title does not say already.
    narrowed = [value for _, value in facts if not all(name in title for name in value.split(", "))]
    subject = " ".join((title, *narrowed))
    if media_type == Format.WORD:
        memo = initiatives_memo(backend, title, initiatives, origin, passages)
        if beside is not None:
            memo = replace(memo, parts=(beside, *(() if beside.is_whole else memo.parts)))
        return word(memo, subject)
    told_on = pages_of(backend, initiatives)
    documents = sources(backend)
    rows = [*initiative_rows(initiatives, documents, told_on), *passage_rows(passages, documents)]
    columns = (*INITIATIVE_COLUMNS, *PASSAGE_COLUMNS) if passages else INITIATIVE_COLUMNS
    return table(rows, columns, media_type, subject, links=links(rows), origin=origin, separator=separator)
