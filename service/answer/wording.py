"""The Swedish sentences of an answer, built from counts, names and quotes only."""

from collections.abc import Callable, Iterable, Sequence

from corpus.document import Document, Initiative
from corpus.regions import group_by_id, order_codes, region_by_code
from corpus.regions.speakers import speaker
from corpus.swedish import listed
from indexer.passage import Passage
from service.answer.answer import Coverage, RegionAnswer, RegionStatus
from service.asked.asked import Aspect
from service.asked.names.initiative_names import opening

NOT_SAID = "Det framgår inte av dokumenten."

STATUS_LABELS = {
    RegionStatus.EVIDENCE: "belägg",
    RegionStatus.MENTIONED: "bara omnämnd",
    RegionStatus.NONE: "inget funnet",
    RegionStatus.NO_DOCUMENTS: "inga dokument",
}
_ENDS = (".", "!", "?", ":", ")", "”", "…")
# Leads from how much was found to the best of it.
NEAREST = " Närmast: "
# Leads from whether something is told to the sentence that shows it.
SHOWN_BY = " Så står det: "


def not_said(coverage: Coverage, more: str) -> str:
    """Say that the documents do not say, what else is known, and how much was searched."""
    if not coverage.documents:
        return " ".join(filter(None, (NOT_SAID, more, "Inget dokument finns i urvalet.")))
    documents = "1 dokument" if coverage.documents == 1 else f"{coverage.documents} dokument"
    searched = f"Sökningen omfattade {documents} som gäller {years(coverage.years)}."
    return " ".join(filter(None, (NOT_SAID, more, searched)))


def regions(answers: Sequence[RegionAnswer], groups: Sequence[str]) -> str:
    """Say which regions have evidence, which are only mentioned and which groups of regions speak of the topic."""
    told = {status: [a for a in answers if a.status is status] for status in RegionStatus}
    evidence = told[RegionStatus.EVIDENCE]
    reported = years(year for answer in evidence for found in answer.evidence for year in found.passage.years)
    parts = []
    if evidence and len(answers) == 1:
        parts.append(f"{region_names(evidence)} har belägg i dokumenten ({reported}).")
    elif evidence:
        share = f"{len(evidence)} av {len(answers)} regioner"
        parts.append(f"{share} har belägg i dokumenten ({reported}): {region_names(evidence)}.")
    if told[RegionStatus.MENTIONED]:
        parts.append(f"Enbart nämnda i andras insatser: {region_names(told[RegionStatus.MENTIONED])}.")
    if groups:
        parts.append(f"Gemensamma dokument tar upp frågan för {listed([group_by_id(group).name for group in groups])}.")
    if told[RegionStatus.NONE]:
        parts.append(f"Inget funnet för {_counted(told[RegionStatus.NONE])}.")
    if told[RegionStatus.NO_DOCUMENTS]:
        parts.append(f"För {_counted(told[RegionStatus.NO_DOCUMENTS])} finns inga dokument i urvalet.")
    return " ".join(parts)


def quotation(quote: str, name: str = "") -> str:
    """Give a quote in quotation marks; one that ends inside a sentence is followed by three dots, outside the quote.

    Args:
        name: What the quote may be the whole of, and then does not go on.
    """
    return f"”{quote}”" if quote.endswith(_ENDS) or quote == name else f"”{quote}” …"


def after_name(text: str, name: str) -> int:
    """Give where a text goes on after the name it opens with, which stands above it; 0 where it does not, or ends."""
    if not name or not text.startswith(name):
        return 0
    rest = text[len(name) :].lstrip(" .:")
    is_parted = len(rest) < len(text) - len(name)
    return len(text) - len(rest) if is_parted and rest else 0


def under_name(quote: str, name: str) -> int:
    """Give where a quote begins that stands under a name: after the name, unless its first sentence needs it."""
    cut = after_name(quote, name)
    return 0 if quote[cut : cut + 1].islower() else cut


def quoted(quote: str, passage: Passage, document: Document) -> str:
    """Give a quote with where it stands."""
    return f"{quotation(quote, passage.name)} ({source(passage, document)})"


def passages(n_hits: int, nearest: str) -> str:
    """Say how much was found and quote the best."""
    return f"{_hits(n_hits)} i dokumenten handlar om frågan.{NEAREST}{nearest}"


def passages_of(places: Sequence[str], n_hits: int, nearest: str) -> str:
    """Say how much was found that named places tell themselves, and quote the best."""
    return f"{_hits(n_hits)} från {listed(places)} handlar om frågan.{NEAREST}{nearest}"


def without_nearest(text: str) -> str:
    """Give what a text says before it quotes the nearest, or what shows it."""
    return text.partition(SHOWN_BY)[0].partition(NEAREST)[0]


def tells_whether(text: str) -> bool:
    """Tell whether a text says whether something is told, before it quotes what shows it."""
    return SHOWN_BY in text


def nothing_of(places: Sequence[str], nearest: str) -> str:
    """Say that named places tell nothing of what is asked, and quote who does."""
    return f"Inget funnet för {listed(places)}.{NEAREST}{nearest}."


def similar(source: Initiative, n_same: int, n_comparable: int, nearest: str) -> str:
    """Say how many initiatives elsewhere are like one, and quote the nearest."""
    of_one, of_other = "berättar om samma projekt", "är jämförbara" if n_comparable > 1 else "är jämförbar"
    if n_same and n_comparable:
        told = f": {n_same} {of_one} och {n_comparable} {of_other}."
    elif n_same:
        told = f". {'Den' if n_same == 1 else 'Alla'} {of_one}."
    else:
        told = "."
    return f"{_initiatives(n_same + n_comparable)} i andra regioner liknar {named(source)}{told}{NEAREST}{nearest}"


def nothing_like(source: Initiative) -> str:
    """Say that no initiative elsewhere is like one."""
    return f"Ingen insats i andra regioner är tydligt jämförbar med {named(source)}."


def _hits(n_hits: int) -> str:
    return "1 insats eller avsnitt" if n_hits == 1 else f"{n_hits} insatser eller avsnitt"


def _initiatives(count: int) -> str:
    return "1 insats" if count == 1 else f"{count} insatser"


def named(initiative: Initiative) -> str:
    """Name an initiative by what opens its name, and whose it is."""
    return f"{opening(initiative.name).strip()} ({speaker(initiative)})"


def source(passage: Passage, document: Document) -> str:
    """Name a passage's region or group, document, page and reporting year."""
    return ", ".join(filter(None, (speaker(passage), document.title, page(passage), years(passage.years))))


_OF_ASPECT = {
    Aspect.GOALS: "Mål",
    Aspect.RESULTS: "Resultat",
    Aspect.EFFECTS: "Effekter",
    Aspect.LESSONS: "Lärdomar",
    Aspect.PROBLEMS: "Hinder",
    Aspect.NEXT: "Nästa steg",
}


def of_aspect(aspect: Aspect, quotes: Sequence[tuple[str, Passage]], document: Callable[[str], Document]) -> str:
    """Quote what is told of one thing asked for, or say that nothing is."""
    if not quotes:
        return f"{_OF_ASPECT[aspect]}: det framgår inte."
    told = " ".join(quotation(quote) for quote, _ in quotes)
    return f"{_OF_ASPECT[aspect]}: {told} ({source(quotes[0][1], document(quotes[0][1].document))})."


def page(passage: Passage) -> str:
    """Name a page as officers find it: by its printed number, else by its place in the file."""
    return f"s. {passage.printed_page}" if passage.printed_page is not None else f"sida {passage.page} i filen"


def years(values: Iterable[int]) -> str:
    """Name reporting years, runs of them as a span."""
    spans: list[list[int]] = []
    for year in sorted(set(values)):
        if spans and year == spans[-1][1] + 1:
            spans[-1][1] = year
        else:
            spans.append([year, year])
    return ", ".join(str(first) if first == last else f"{first}–{last}" for first, last in spans)


def _counted(answers: Sequence[RegionAnswer]) -> str:
    return "1 region" if len(answers) == 1 else f"{len(answers)} regioner"


def region_names(answers: Sequence[RegionAnswer]) -> str:
    """List the regions of answers, in the order officers list them."""
    return listed([region_by_code(code).name for code in order_codes(answer.region.code for answer in answers)])
