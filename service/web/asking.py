"""The start page, and the answer to a question with its hits; every state has its own address."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import urlencode

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from corpus.document import Status
from corpus.regions import GROUPS, group_by_id
from service.api.parameters import CurrentBackend
from service.errors import QueryError
from service.live import Backend
from service.results import Answer, Citation, Kind, RegionAnswer, RegionStatus
from service.settings import Settings
from service.web.addresses import shorter_address, without_empty
from service.web.choices import Choices, CurrentChoices, Sort
from service.web.found import HITS_A_PAGE, Found, find, refuse_unless_known
from service.web.holdings import count_by_region, coverage, groups_telling, sources, told_once
from service.web.languages.words import Words, words_of
from service.web.map.drawing import draw_counts, draw_statuses
from service.web.rendering import render, render_late
from service.web.rephrasing import without_limits

EXAMPLES = (
    "Vilka regioner arbetar med validering?",
    "Var räcker inte elen till, och vem gör något åt det?",
    "Vad har gjorts om laddinfrastruktur?",
    "Vilka regioner stödjer lanthandel och annan service på landsbygden?",
)
# As many regions as are read at a glance; the others are folded.
REGIONS_SHOWN = 5

router = APIRouter()


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


@router.get("/", response_class=HTMLResponse)
def home(request: Request, backend: CurrentBackend, choices: CurrentChoices) -> Response:
    """The search field and, once something is asked, the answer and the hits."""
    if address := shorter_address(request):
        return RedirectResponse(address, HTTPStatus.SEE_OTHER)
    if not choices.q:
        return render(request, "start.html", _start(backend, words_of(request)))
    try:
        refuse_unless_known(backend, choices)
    except QueryError as error:
        refused = {"choices": choices, "error": str(error)}
        return render(request, "refused.html", refused, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    values = {"choices": choices, "page": choices.offset // HITS_A_PAGE + 1}
    return render_late(request, "asking.html", values, "answer.html", lambda: _answered(request, backend, choices))


def _answered(request: Request, backend: Backend, choices: Choices) -> dict[str, object]:
    """Read the reports: what the page is still waiting for when its beginning is sent."""
    found = find(backend, choices)
    answer = backend.answerer.answer(choices.q, choices.filters(backend))
    settings: Settings = request.app.state.settings
    values = {
        "choices": choices,
        "answer": answer,
        "found": found,
        "sources": sources(backend),
        "feedback": settings.feedback is not None,
        "shorter": without_limits(choices.q, backend.searcher.years),
        "groups": [group.name for group in GROUPS],
        "sorts": {order.value: order.name.lower() for order in Sort},
        "back": urlencode(_own_parameters(request, choices)),
    }
    return values | _parts(answer, found, choices, words_of(request))


def _start(backend: Backend, words: Words) -> dict[str, object]:
    told = told_once(backend)
    reported = count_by_region(each for each in told if each.status is Status.REPORTED)
    return {
        "coverage": coverage(backend),
        "counts": reported,
        "drawing": draw_counts(words["start"]["counts"], reported, words),
        "groups_telling": groups_telling(told),
        "examples": EXAMPLES,
    }


def _own_parameters(request: Request, choices: Choices) -> list[tuple[str, str]]:
    asked = without_empty(request.query_params.multi_items())
    return [*asked, ("offset", str(choices.offset))] if choices.offset else asked


def _parts(answer: Answer, found: Found, choices: Choices, words: Words) -> dict[str, object]:
    """Give an answer in the parts a page shows it in; nothing that the hits show is told twice."""
    cited, nearest = ([item.passage.id for item in items] for items in (answer.citations, answer.nearest))
    shown = [hit.passage.id for hit in found.hits]
    is_first = not choices.offset
    told = Counter(region.status for region in answer.regions)
    repeats = _begins(shown, cited) and is_first
    return {
        "by_status": _by_status(answer.regions),
        "tally": [(status, count) for status in RegionStatus if (count := told[status])],
        "drawing": draw_statuses(answer.regions, words) if told[RegionStatus.NONE] < len(answer.regions) else None,
        "group_quotes": _group_quotes(answer),
        "more_citations": answer.citations[1:] if answer.kind is Kind.FACT or not repeats else (),
        "nearest": answer.nearest if not (is_first and set(nearest) <= set(shown)) else (),
    }


def _by_status(answers: Sequence[RegionAnswer]) -> ByStatus:
    told = {status: tuple(answer for answer in answers if answer.status is status) for status in RegionStatus}
    evidence = told[RegionStatus.EVIDENCE]
    return ByStatus(
        first=evidence[:REGIONS_SHOWN],
        further=evidence[REGIONS_SHOWN:],
        mentioned=told[RegionStatus.MENTIONED],
        silent=told[RegionStatus.NONE],
        without=told[RegionStatus.NO_DOCUMENTS],
    )


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
