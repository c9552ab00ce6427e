"""What a memo shows side by side: initiatives field by field, or regions theme by theme."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from corpus.document import Initiative, Status
from corpus.regions.speakers import speaker
from corpus.themes import THEMES
from service.exports.contents import FIELDS, initiative_paragraphs
from service.exports.memo import Grid, Paragraph
from service.live import Backend

NOT_TOLD = (Paragraph(text="–"),)
WITHOUT_THEME = "Utan tema"


def initiatives_beside(backend: Backend, initiatives: Sequence[Initiative]) -> Grid:
    """Give initiatives in columns, each field in a row; nothing more of them is left to tell."""
    named = [_named(backend, each) for each in initiatives]
    rows = [("Insats", tuple(named))]
    for label, field in FIELDS:
        told = [getattr(each, field) for each in initiatives]
        if any(told):
            rows.append((label.removesuffix(":"), tuple(_told(text) for text in told)))
    if not any(getattr(each, field) for each in initiatives for _, field in FIELDS):
        rows.append(("Text", tuple(_told(each.text) for each in initiatives)))
    columns = tuple(speaker(each) for each in initiatives)
    return Grid(heading="Sida vid sida", columns=columns, rows=tuple(rows), is_whole=True)


def regions_beside(backend: Backend, regions: Mapping[str, Sequence[Initiative]]) -> Grid:
    """Give regions in columns, by name, the names of their initiatives by theme; of one theme their effects too."""
    held = {each.theme for told in regions.values() for each in told}
    themes = [(theme.label, theme.id) for theme in THEMES] + [(WITHOUT_THEME, None)]
    rows = []
    for label, theme in themes:
        cells = tuple(
            tuple(_names(backend, [each for each in told if each.theme == theme], in_short=len(held) > 1)) or NOT_TOLD
            for told in regions.values()
        )
        if any(cell != NOT_TOLD for cell in cells):
            rows.append((label, cells))
    columns = tuple(f"{name} ({len(told)})" for name, told in regions.items())
    return Grid(heading="Sida vid sida", columns=columns, rows=tuple(rows), is_whole=False)


def _names(backend: Backend, initiatives: Sequence[Initiative], *, in_short: bool) -> Iterator[Paragraph]:
    """Give the names, each with where it stands; unless in short, what came of it too, as the page has it."""
    for each in initiatives:
        [named] = _named(backend, each)
        yield replace(named, text="Föreslagen." if each.status is Status.PROPOSED else "")
        if in_short:
            continue
        if each.effects:
            yield Paragraph(lead="Effekter:", text=each.effects)
        elif each.outputs:
            yield Paragraph(lead="Prestationer:", text=each.outputs)


def _named(backend: Backend, initiative: Initiative) -> tuple[Paragraph, ...]:
    """Give an initiative's name with where it stands."""
    return (next(initiative_paragraphs(backend, initiative)),)


def _told(text: str | None) -> tuple[Paragraph, ...]:
    return (Paragraph(text=text),) if text else NOT_TOLD
