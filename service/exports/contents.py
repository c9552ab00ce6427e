"""The contents of a memo on an answer, on hits or on initiatives: quotes, each with the page it stands on."""

from collections.abc import Iterator, Sequence

from corpus.document import Initiative, Status
from corpus.regions import order_codes, region_by_code
from corpus.regions.speakers import speaker
from corpus.themes import find_theme
from indexer.passage import Passage
from service.answer.answer import Answer, Citation, RegionAnswer, RegionStatus
from service.answer.certainty import is_unsure, share_label
from service.answer.records import initiatives_at, listed_at
from service.answer.references import initiative_reference, reference
from service.answer.wording import quotation, under_name
from service.exports.memo import Memo, Paragraph, Part
from service.exports.sheet import Origin
from service.live import Backend
from service.search.hits import Hit

NOBODY = "Nationellt"
NOTHING_FOUND, NO_DOCUMENTS, NOT_ASKED = "Inget funnet", "Inga dokument i urvalet", "Utanför frågan"
FIELDS = (("Beskrivning:", "description"), ("Prestationer:", "outputs"), ("Effekter:", "effects"), ("Mål:", "goals"))


def answer_memo(backend: Backend, answer: Answer, origin: Origin) -> Memo:
    """Give an answer: region by region, side by side, or quote by quote, as the page shows it."""
    if answer.sides:
        parts = [
            Part(
                heading=side.label,
                paragraphs=_citations(
                    backend, [each for each in answer.citations if each.number in side.citations], heading=side.label
                ),
            )
            for side in answer.sides
        ]
    elif answer.regions:
        parts = _by_region(backend, answer)
    else:
        parts = [Part(heading="Belägg", paragraphs=_citations(backend, answer.citations))] if answer.citations else []
    if counted := _counted(backend, answer):
        told = tuple(next(initiative_paragraphs(backend, each, by=True)) for each in counted)
        parts.append(Part(heading=f"De som räknats ({len(counted)})", paragraphs=told))
    if answer.nearest:
        parts.append(Part(heading="Närmast kommer", paragraphs=_hits(backend, answer.nearest)))
    return Memo(title=answer.question, origin=origin, summary=_summary(answer), parts=tuple(parts))


def _counted(backend: Backend, answer: Answer) -> list[Initiative]:
    address = answer.count.list if answer.count else None
    return initiatives_at(backend.searcher, listed_at(backend.searcher, address)) if address else []


def _summary(answer: Answer) -> str:
    """Give what an answer says; a fact in few words first, with how sure it is, on a line of its own."""
    told = " ".join(filter(None, (answer.text, answer.missing)))
    if answer.answer is None:
        return told
    few = f"{answer.answer.text[:1].upper()}{answer.answer.text[1:]}"
    sure = f"säkerhet {share_label(answer.confidence)}"
    sure = f"osäkert svar, {sure}; läs citatet innan du använder uppgiften" if is_unsure(answer) else sure
    return f"{few} ({sure})\n{told}"


def hits_memo(backend: Backend, title: str, hits: Sequence[Hit], origin: Origin) -> Memo:
    """Give hits in their order, each with its whole passage."""
    parts = (Part(heading="Träffar", paragraphs=_hits(backend, hits)),) if hits else ()
    return Memo(title=title, origin=origin, summary="" if hits else "Inga träffar.", parts=parts)


def initiatives_memo(
    backend: Backend, title: str, initiatives: Sequence[Initiative], origin: Origin, passages: Sequence[Passage]
) -> Memo:
    """Give initiatives in their order, a heading for each stretch that one region or group tells; then passages."""
    parts: list[Part] = []
    for each in initiatives:
        heading, told = speaker(each), tuple(initiative_paragraphs(backend, each))
        if parts and parts[-1].heading == heading:
            parts[-1] = Part(heading=heading, paragraphs=(*parts[-1].paragraphs, *told))
        else:
            parts.append(Part(heading=heading, paragraphs=told))
    if passages:
        found = [
            _quoted(backend, f"{each.name or each.heading} ({speaker(each) or NOBODY})", each.text, each)
            for each in passages
        ]
        parts.append(Part(heading="Enskilda avsnitt", paragraphs=tuple(found)))
    return Memo(title=title, origin=origin, summary="" if parts else "Inga insatser.", parts=tuple(parts))


def _by_region(backend: Backend, answer: Answer) -> list[Part]:
    """Give what was found of each region; who asks which do not is given those first, and the others after them."""
    regions = (*answer.regions, *answer.other_regions)
    asked = answer.understood
    # What the question itself leaves out is not said to lack documents.
    without = NOT_ASKED if asked.regions or asked.excluded_regions else NO_DOCUMENTS
    silent = _named_only(regions, RegionStatus.NONE, NOTHING_FOUND)
    told = [*_regions(backend, answer, regions)]
    return [
        *([*silent, *told] if asked.negated else [*told, *silent]),
        *_named_only(regions, RegionStatus.NO_DOCUMENTS, without),
    ]


def _regions(backend: Backend, answer: Answer, regions: Sequence[RegionAnswer]) -> Iterator[Part]:
    for region in _of_status(regions, RegionStatus.EVIDENCE):
        sure = Paragraph(text=f"Säkerhet {share_label(region.confidence)}")
        heading = f"{region.region.name}, belägg" if answer.understood.negated else region.region.name
        yield Part(heading=heading, paragraphs=(sure, *_evidence(backend, region)))
    shared = [each for each in answer.citations if each.passage.region is None]
    if shared:
        yield Part(heading="Gemensamma dokument", paragraphs=_citations(backend, shared))
    for region in _of_status(regions, RegionStatus.MENTIONED):
        heading = f"{region.region.name}, bara omnämnd"
        yield Part(heading=heading, paragraphs=_evidence(backend, region))


def _named_only(regions: Sequence[RegionAnswer], status: RegionStatus, heading: str) -> Iterator[Part]:
    codes = order_codes(each.region.code for each in _of_status(regions, status))
    names = [region_by_code(code).name for code in codes]
    if names:
        yield Part(heading=f"{heading} ({len(names)})", paragraphs=(Paragraph(text=", ".join(names)),))


def _of_status(regions: Sequence[RegionAnswer], status: RegionStatus) -> list[RegionAnswer]:
    return [region for region in regions if region.status is status]


def _evidence(backend: Backend, region: RegionAnswer) -> tuple[Paragraph, ...]:
    return tuple(
        _quoted(backend, each.initiative.name if each.initiative else each.passage.heading, each.quote, each.passage)
        for each in region.evidence
    )


def _citations(backend: Backend, citations: Sequence[Citation], heading: str = "") -> tuple[Paragraph, ...]:
    found = [_quoted(backend, _told_by(each.passage, heading), each.quote, each.passage) for each in citations]
    return tuple(found) or (Paragraph(text="Inget funnet."),)


def _told_by(passage: Passage, heading: str) -> str:
    """Say whose words a quote is, where the heading does not, and what it is about."""
    told = speaker(passage) or NOBODY
    parts = [passage.name if passage.name not in heading else "", told if told not in heading else ""]
    return ", ".join(filter(None, parts)) or passage.heading or told


def _hits(backend: Backend, hits: Sequence[Hit]) -> tuple[Paragraph, ...]:
    return tuple(
        _quoted(
            backend,
            f"{hit.rank}. {hit.initiative.name if hit.initiative else hit.passage.heading}"
            f" ({speaker(hit.passage) or NOBODY})",
            hit.passage.text,
            hit.passage,
        )
        for hit in hits
    )


def _quoted(backend: Backend, name: str, quote: str, passage: Passage) -> Paragraph:
    note, page = reference(backend.searcher.document(passage.document), passage), _page(passage)
    told = backend.index.initiative(passage.initiative) if passage.initiative else None
    name = f"{name}, föreslagen" if told is not None and told.status is Status.PROPOSED else name
    return Paragraph(
        lead=f"{name}:", text=quotation(quote[under_name(quote, passage.name) :], passage.name), note=note, page=page
    )


def _page(passage: Passage) -> str:
    """Give the address of the page that a passage stands on, the passage marked in it."""
    return f"/dokument/{passage.document}/sidor/{passage.page}?passage={passage.id}#passage"


def initiative_paragraphs(backend: Backend, initiative: Initiative, *, by: bool = False) -> Iterator[Paragraph]:
    """Give an initiative's name with where it stands, then what the report tells of it.

    Args:
        by: Say whose it is, where no heading does.
    """
    pages = [backend.index.page(initiative.document, page) for page in (initiative.first_page, initiative.last_page)]
    first, last = (page for page in pages if page is not None)
    document = backend.searcher.document(initiative.document)
    theme = f"Tema: {find_theme(initiative.theme).label}" if initiative.theme else "Utan tema"
    if initiative.status is Status.PROPOSED:
        theme = f"{theme}. Föreslagen."
    note = initiative_reference(initiative, document, first, last)
    page = f"/dokument/{initiative.document}/sidor/{initiative.first_page}"
    text = f"{speaker(initiative)}. {theme}" if by else theme
    ended = "" if initiative.name.endswith((".", "!", "?")) else "."
    yield Paragraph(lead=f"{initiative.name}{ended}", text=text, note=note, page=page)
    told = [(label, getattr(initiative, field)) for label, field in FIELDS if getattr(initiative, field)]
    for label, text in told or [("", initiative.text)]:
        yield Paragraph(lead=label, text=text)
