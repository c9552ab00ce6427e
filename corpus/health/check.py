"""A document's health report, in Swedish: figures on what was read, and what looks wrong."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise

from corpus.corrections import Corrections
from corpus.document import Content, Field, RowKind, Status
from corpus.forms.model import AnyForm
from corpus.health.account import YEAR, take_account
from corpus.health.legibility import is_unreadable, lacks_letters
from corpus.health.record import ReadingHealth
from corpus.repair import LONG_WORDS, MAX_WORD
from corpus.repair.language import detect_language

_STATUS = {Status.REPORTED: "redovisade", Status.PROPOSED: "föreslagna"}
_KIND = {
    RowKind.INITIATIVE: "insatser",
    RowKind.CROSS_REFERENCE: "hänvisningar",
    RowKind.DUPLICATE: "dubbletter",
    RowKind.FACT: "utan insats",
}


def take_health(content: Content, form: AnyForm, language: Callable[[str], str | None]) -> ReadingHealth:
    """Tell how the reading of a document went.

    Args:
        form: What the document is laid out by.
        language: Tells the language of a page's text.
    """
    return ReadingHealth(
        pages=len(content.pages),
        printed_pages=sum(page.printed_page is not None for page in content.pages),
        empty_pages=sum(not page.text for page in content.pages),
        account=take_account(content, form),
        template_words=sum(len(block.text.split()) for block in content.blocks if block.field is Field.TEMPLATE),
        repairs=tuple(_repairs(content).most_common()),
        remarks=tuple(suspicions(content, language)),
    )


def health(content: Content, corrections: Corrections) -> dict[str, str]:
    """Give what was found in a document, by what it is called in Swedish; what it has none of is left out."""
    printed = sum(page.printed_page is not None for page in content.pages)
    lines = {
        "sidor": f"{len(content.pages)}, varav {printed} med tryckt sidnummer",
        "ord": str(sum(len(page.text.split()) for page in content.pages)),
        "språk": _counts(detect_language(page.text) or "för lite text" for page in content.pages),
        "avsnitt": str(len(content.sections)),
        "insatser": _counts(_STATUS[initiative.status] for initiative in content.initiatives),
        "även i annan rapport": str(_told_elsewhere(content) or ""),
        "rader": _counts(_KIND[row.kind] for row in content.rows),
        "lagat": ", ".join(f"{name} {count}" for name, count in _repairs(content).most_common()),
        "rättelser": _counts(entry.action for entry in corrections.entries),
    }
    return {name: line for name, line in lines.items() if line}


def suspicions(content: Content, language: Callable[[str], str | None] = detect_language) -> Iterator[str]:
    """Name what a person should look at: empty, foreign, illegible or missing pages, another year than the catalogue's,
    initiatives without a name or an owner, parsers' notes.
    """
    for page in content.pages[:-1]:
        is_noted = any(note.startswith(f"sida {page.page} ") for note in content.notes)
        if not page.text and not is_noted:
            yield f"sida {page.page} är tom; kanske en bild eller en skannad sida"
    for page in content.pages:
        found = language(page.text)
        if found not in (None, content.document.language):
            yield f"sida {page.page} är på {found}; väntade {content.document.language}"
    for page in content.pages:
        if is_unreadable(page.text):
            yield f"sida {page.page} är oläslig: teckensnittet säger inte vilka bokstäver som står där"
        elif lacks_letters(page.text):
            yield f"sida {page.page} saknar å, ä och ö: teckensnittet säger inte vilka bokstäver de är"
    for page in content.pages:
        for repair in page.repairs:
            if repair.startswith(LONG_WORDS):
                yield f"sida {page.page} har ord längre än {MAX_WORD} tecken, som delades; kanske saknas mellanslag"
    yield from _missing_pages(content)
    yield from _other_year(content)
    for initiative in content.initiatives:
        if not initiative.name:
            yield f"en insats på sida {initiative.first_page} har inget namn: {initiative.text[:60]}"
    yield from _nobodys(content)
    yield from content.notes


def _nobodys(content: Content) -> Iterator[str]:
    """Tell how many initiatives are no region's nor group's, and which is the first."""
    nobodys = [one for one in content.initiatives if one.region is None and one.group is None]
    if nobodys:
        many = "1 insats räknas" if len(nobodys) == 1 else f"{len(nobodys)} insatser räknas"
        where = f"{nobodys[0].name[:60]!r} på sida {nobodys[0].first_page}"
        yield f"{many} inte till någon region{'' if len(nobodys) == 1 else ', den första'}: {where}"


def _missing_pages(content: Content) -> Iterator[str]:
    """Name the printed numbers between which the file has fewer pages than they say."""
    numbered = [(page.page, page.printed_page) for page in content.pages if page.printed_page is not None]
    for (page, printed), (next_page, next_printed) in pairwise(numbered):
        lost = (next_printed - printed) - (next_page - page)
        if lost > 0:
            many = "sida" if lost == 1 else "sidor"
            yield f"mellan sida {printed} och sida {next_printed} saknas {lost} {many} i filen"


def _other_year(content: Content) -> Iterator[str]:
    """Name the year of the heading that the first page begins with, where none of its years is the catalogue's."""
    heads = (block.text.strip() for block in content.blocks if block.field is Field.HEADING and block.page == 1)
    title = next(heads, "")
    years = [int(year) for year in YEAR.findall(title)]
    if years and not {*years} & {*content.document.years}:
        told = ", ".join(map(str, content.document.years))
        yield f"rubriken på sida 1 säger {years[0]} ({title[:60]!r}); katalogen säger {told}"


def by_rules_alone(corrected: Content, uncorrected: Content) -> str:
    """Say how many table rows the general rules get right: start, region, theme and kind as with the corrections.

    Returns:
        Swedish, for example "532 av 534 rader"; "" for a document without table rows.
    """
    if not corrected.rows:
        return ""
    found = {(row.line, row.region, row.theme, row.kind) for row in uncorrected.rows}
    right = sum((row.line, row.region, row.theme, row.kind) in found for row in corrected.rows)
    return f"{right} av {len(corrected.rows)} rader"


def _told_elsewhere(content: Content) -> int:
    return sum(any(place.document != one.document for place in one.also_in) for one in content.initiatives)


def _repairs(content: Content) -> Counter[str]:
    totals: Counter[str] = Counter()
    for repair in (repair for page in content.pages for repair in page.repairs):
        name, _, count = repair.rpartition(": ")
        totals[name] += int(count)
    return totals


def _counts(values: Iterable[str]) -> str:
    return ", ".join(f"{count} {value}" for value, count in Counter(values).most_common())
