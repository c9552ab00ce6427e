"""An answer in the parts that its page shows it in."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from corpus.regions import group_by_id, order_codes
from indexer.chunking import sentences
from service.answer.answer import Answer, AnswerStatus, Citation, RegionAnswer, RegionStatus, Side
from service.answer.certainty import is_unsure
from service.answer.sentences import NO_QUESTION
from service.answer.wording import tells_whether, without_nearest, years
from service.asked.understood import Kind
from service.web.families.comparing import LEAST, MOST
from service.web.languages.words import Words
from service.web.map.drawing import draw_statuses
from service.web.parts.choices import Choices
from service.web.parts.found import Found

# As many regions, or quotes of a list, as are read at a glance; the others are folded.
REGIONS_SHOWN, QUOTES_SHOWN = 5, 5
# As much as is read as a headline: three lines on a desk.
MAX_HEADLINE = 160
_YEARS = re.compile(r" \((?P<years>(?:19|20)\d\d[\d–, ]*)\)$")
# No headline ends with one, but for that of an abbreviation: `m.m.`.
_STOP = re.compile(r"(?<!\.\w)\.$")
# Kinds whose quotes are the answer itself, each an initiative of its own.
_LISTS = (Kind.COUNT, Kind.OVERVIEW, Kind.SIMILAR)


@dataclass(frozen=True, slots=True, kw_only=True)
class ByStatus:
    """The regions of an answer by what was found of them; those with evidence in two parts."""

    first: tuple[RegionAnswer, ...]
    further: tuple[RegionAnswer, ...]
    mentioned: tuple[RegionAnswer, ...]
    silent: tuple[RegionAnswer, ...]
    without: tuple[RegionAnswer, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupQuotes:
    """What the documents of one group say, best first."""

    name: str
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """What is read first, where an answer is not by region.

    Attributes:
        headline: The answer in a few words, "" where the text has none.
        years: Those it rests on, where its text ends with them.
        lead: What is said below it.
        folds_text: Whether the text is told in other parts of the page, so that it is folded.
        in_swedish: Whether what is said is Swedish whatever the language of the page is.
    """

    headline: str
    years: str
    lead: str
    folds_text: bool
    in_swedish: bool


def answer_parts(answer: Answer, found: Found, choices: Choices, words: Words) -> dict[str, object]:
    """Give an answer in the parts a page shows it in; nothing that the hits show is told twice."""
    cited, nearest = ([item.passage.id for item in items] for items in (answer.citations, answer.nearest))
    shown = [hit.passage.id for hit in found.hits]
    is_first = not choices.offset
    regions = (*answer.regions, *answer.other_regions)
    told = Counter(region.status for region in regions)
    repeats = _begins(shown, cited) and is_first
    names = _status_names(answer, words)
    n_asked = len(regions) - told[RegionStatus.NO_DOCUMENTS]
    # One region alone is no map.
    is_drawn = n_asked > 1 and told[RegionStatus.NONE] < len(regions)
    told_of = {year for region in answer.regions for each in region.evidence for year in each.passage.years}
    told_of |= {year for citation in answer.citations for year in citation.passage.years if answer.sides}
    return {
        "n_asked": n_asked,
        "n_regions": len(regions),
        "by_status": _by_status(regions, shown=0 if answer.understood.negated else REGIONS_SHOWN),
        "tally": [(status, count) for status in RegionStatus if (count := told[status])],
        "status_names": names,
        "drawing": draw_statuses(regions, names, words["answer"]["drawing"]) if is_drawn else None,
        "group_quotes": _group_quotes(answer),
        "years": years(told_of),
        "summary": _summary(answer, words),
        "compared": _compared(answer),
        "listed": answer.citations if answer.kind in _LISTS else (),
        "more_citations": answer.citations[1:] if answer.kind is Kind.FACT or not repeats else (),
        "is_whole": _is_whole(answer),
        "is_unsure": is_unsure(answer),
        "quotes_shown": QUOTES_SHOWN,
        "n_about": found.n_about if _counts_all(answer) else 0,
        "nearest": answer.nearest if is_first or not set(nearest) <= set(shown) else (),
    }


def _status_names(answer: Answer, words: Words) -> dict[str, str]:
    """Name the statuses; a region that the question itself leaves out is not said to lack documents."""
    names: dict[str, str] = dict(words["evidence"])
    if answer.understood.regions or answer.understood.excluded_regions:
        names[RegionStatus.NO_DOCUMENTS] = names["not_asked"]
    return names


def _by_status(answers: Sequence[RegionAnswer], shown: int) -> ByStatus:
    told = {status: tuple(answer for answer in answers if answer.status is status) for status in RegionStatus}
    evidence = told[RegionStatus.EVIDENCE]
    return ByStatus(
        first=evidence[:shown],
        further=evidence[shown:],
        mentioned=told[RegionStatus.MENTIONED],
        silent=_by_name(told[RegionStatus.NONE]),
        without=_by_name(told[RegionStatus.NO_DOCUMENTS]),
    )


def _by_name(answers: Sequence[RegionAnswer]) -> tuple[RegionAnswer, ...]:
    """Give regions that nothing sets apart in the order that lists of regions have."""
    of_code = {answer.region.code: answer for answer in answers}
    return tuple(of_code[code] for code in order_codes(of_code))


def _group_quotes(answer: Answer) -> list[GroupQuotes]:
    """Give each group once, where regions are asked for."""
    if not answer.regions:
        return []
    told: dict[str, list[Citation]] = {}
    for citation in answer.citations:
        if citation.passage.region is None and citation.passage.group is not None:
            told.setdefault(citation.passage.group, []).append(citation)
    return [GroupQuotes(name=group_by_id(group).name, citations=tuple(found)) for group, found in told.items()]


def _begins(whole: Sequence[str], part: Sequence[str]) -> bool:
    return list(part) == list(whole[: len(part)])


def _summary(answer: Answer, words: Words) -> Summary:
    if answer.status is AnswerStatus.OUTSIDE:
        return Summary(headline="", years="", lead=NO_QUESTION, folds_text=False, in_swedish=True)
    if answer.answered and answer.understood.negated and answer.regions:
        # The regions it names stand below it, each a link.
        first, *rest = sentences(answer.text)
        headline = first.partition(":")[0].removesuffix(".")
        return Summary(headline=headline, years="", lead=" ".join(rest), folds_text=False, in_swedish=True)
    if not answer.answered or not (answer.citations or answer.count):
        headline, lead = _opened(without_nearest(answer.text))
        return Summary(headline=headline, years="", lead=lead, folds_text=False, in_swedish=True)
    if answer.count is not None:
        first, *rest = sentences(answer.text)
        headline, told = _shortened(first.removesuffix("."))
        lead = " ".join([*([f"{told}."] if told else []), *rest]) if answer.kind is Kind.COUNT else ""
        folds_text = answer.kind is not Kind.COUNT
        headline, told_of = _without_years(headline)
        return Summary(headline=headline, years=told_of, lead=lead, folds_text=folds_text, in_swedish=True)
    if answer.sides:
        return Summary(headline=_sides_named(answer, words), years="", lead="", folds_text=True, in_swedish=False)
    # Of several facts asked for at once, what is not found is told in the text alone.
    is_quoted = answer.kind in (Kind.FACT, Kind.OVERVIEW) and answer.status is AnswerStatus.ANSWERED
    is_quoted = is_quoted and not tells_whether(answer.text)
    headline, lead = ("", "") if is_quoted else _opened(without_nearest(answer.text))
    return Summary(headline=headline, years="", lead=lead, folds_text=True, in_swedish=True)


def _opened(text: str) -> tuple[str, str]:
    """Part what a text says first, to be read as a headline, from the rest; "" where it quotes, asks or goes on."""
    first, *rest = sentences(text) or [""]
    if first.startswith("”") or first.endswith("?") or len(first) > MAX_HEADLINE:
        return "", text
    return _STOP.sub("", first), " ".join(rest)


def _without_years(headline: str) -> tuple[str, str]:
    """Part a headline from the years that it ends with, which are told more quietly; "" for none."""
    found = _YEARS.search(headline)
    return (headline[: found.start()], found["years"]) if found else (headline, "")


def _shortened(sentence: str) -> tuple[str, str]:
    """Part a sentence too long for a headline where it begins to list; the list is "" where nothing is parted."""
    if len(sentence) <= MAX_HEADLINE:
        return sentence, ""
    headline, _, listed = sentence.partition(": ")
    return headline, listed


def _sides_named(answer: Answer, words: Words) -> str:
    """Name regions that are compared and what on; "" for initiatives, whose names are too long for a headline."""
    told = answer.understood
    themes = [str(words["themes_named"][theme]) for theme in told.themes]
    topics = told.topics or [f"{label[:1].lower()}{label[1:]}" for label in themes]
    if not topics or not all(side.region for side in answer.sides):
        return ""
    *first, last = (side.label for side in answer.sides)
    names = f"{', '.join(first)} {words['common']['and']} {last}"
    return str(words["answer"]["sides"].format(names=names, topics=", ".join(topics)))


def _compared(answer: Answer) -> str | None:
    """Give the address where all initiatives of the sides stand side by side; None where they cannot."""
    sides: Sequence[Side] = answer.sides
    if not LEAST <= len(sides) <= MOST:
        return None
    if all(side.initiative_id for side in sides):
        return f"/jamfor?{urlencode([('id', side.initiative_id) for side in sides])}"
    if all(side.region for side in sides):
        about = [("q", " ".join(answer.understood.topics))] if answer.understood.topics else []
        themes = [("theme", theme) for theme in answer.understood.themes]
        return f"/jamfor?{urlencode([*about, *(('region', side.label) for side in sides), *themes])}"
    return None


def _is_whole(answer: Answer) -> bool:
    """Tell whether an answer tells all there is, so that hits near the question add nothing that was asked for.

    A named initiative that is summed up may be told elsewhere too. No hit tells of those that do not do what is asked.
    """
    is_counted_overview = answer.kind is Kind.OVERVIEW and answer.count is not None
    return answer.kind in (Kind.COUNT, Kind.SIMILAR, Kind.COMPARE) or is_counted_overview or answer.understood.negated


def _counts_all(answer: Answer) -> bool:
    """Tell whether an answer is about all hits alike, so that they can be counted by the same measure."""
    told = answer.understood
    of_all = not (told.regions or told.excluded_regions or told.negated)
    return answer.answered and of_all and answer.kind in (Kind.REGIONS, Kind.PASSAGES, Kind.FACT)
