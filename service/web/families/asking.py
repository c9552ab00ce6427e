"""The start page, and the answer to a question with its hits; every state has its own address."""

from collections.abc import Sequence
from dataclasses import replace
from http import HTTPStatus
from urllib.parse import urlencode

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from corpus.document import Status
from corpus.themes import THEMES
from service.answer.answer import Answer
from service.answer.records import initiatives_at, listed_at
from service.api.parameters import CurrentBackend
from service.asked.understood import Kind
from service.conversation.turns import turns
from service.errors import QueryError
from service.live import Backend
from service.search.query import MAX_TURNS
from service.settings import Settings
from service.web.addresses import address_without, shorter_address, without_empty
from service.web.languages.words import Words, words_of
from service.web.map.drawing import draw_counts
from service.web.parts.answer_parts import answer_parts
from service.web.parts.choices import NO_THEME, Choices, CurrentChoices, Sort
from service.web.parts.found import HITS_A_PAGE, find, refuse_unless_known
from service.web.parts.holdings import (
    count_by_region,
    count_by_theme,
    coverage,
    pages_of,
    shared_by_groups,
    sources,
    told_once,
)
from service.web.parts.next_steps import next_steps
from service.web.parts.understood import Chip, plain_words, understood_chips
from service.web.rendering import render, render_late

# One of every kind that an officer may not think of.
EXAMPLES = (
    "Vilka regioner arbetar med validering?",
    "Vad har gjorts om laddinfrastruktur?",
    "Jämför Dalarnas och Värmlands arbete med jämställdhet",
    "Hur många av Skånes kommuner nådde lärserien om kompetensförsörjning?",
    "Finns det något liknande Effekt4Dalarna i andra regioner?",
    "Var räcker inte elen till, och vem gör något åt det?",
)

# As many of them as help where something was asked that cannot be.
EXAMPLES_SHOWN = 3
# As many hits as the API gives at a time, and as many regions as a heading names.
AT_MOST, MAX_NAMED = "100", 3
# As many of the initiatives counted as are read at a glance; the list has them all.
COUNTED_SHOWN = 5

router = APIRouter()


@router.get("/", response_class=HTMLResponse)
def home(request: Request, backend: CurrentBackend, choices: CurrentChoices) -> Response:
    """The search field and, once something is asked, the answer and the hits."""
    if address := shorter_address(request):
        return RedirectResponse(address, HTTPStatus.SEE_OTHER)
    if not choices.q:
        return render(request, "start.html", _start(backend, words_of(request)))
    try:
        refuse_unless_known(backend, choices)
        goes_on = bool(choices.previous) and backend.answerer.needs(choices.q, *choices.previous)
    except QueryError as error:
        refused = {"choices": choices, "error": str(error), "examples": EXAMPLES[:EXAMPLES_SHOWN]}
        return render(request, "refused.html", refused, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    if "previous" in request.query_params and not goes_on:
        return RedirectResponse(address_without(request, "previous"), HTTPStatus.SEE_OTHER)
    values = {
        "choices": choices,
        "page": choices.offset // HITS_A_PAGE + 1,
        "next_goes_on_from": (*choices.previous, choices.q)[-MAX_TURNS:],
    }
    return render_late(request, "asking.html", values, "answer.html", lambda: _answered(request, backend, choices))


def _answered(request: Request, backend: Backend, choices: Choices) -> dict[str, object]:
    """Read the reports: what the page is still waiting for when its beginning is sent."""
    answer = backend.answerer.answer(choices.q, choices.filters(backend), *turns(choices.previous))
    searched = _searched(choices, answer)
    found = find(backend, searched, marked=choices)
    words = words_of(request)
    settings: Settings = request.app.state.settings
    chips = understood_chips(choices.q, answer.understood, backend.searcher.years, words["chips"])
    values = {
        "choices": choices,
        "searched": searched,
        **_hits_of(searched, choices, chips),
        "api_parameters": choices.as_parameters(backend),
        "hits_parameters": [("q", searched.q), *searched.as_parameters(backend), ("limit", AT_MOST)],
        "answer": answer,
        "found": found,
        "sources": sources(backend),
        "feedback": settings.feedback is not None,
        "chips": chips,
        "proposed": _proposed(backend, answer),
        **_counted(backend, answer),
        "sorts": {order.value: order.name.lower() for order in Sort},
        "back": urlencode(_own_parameters(request, choices)),
    }
    return values | answer_parts(answer, found, choices, words) | next_steps(backend, answer, choices, chips, words)


def _searched(choices: Choices, answer: Answer) -> Choices:
    """Give what hits are searched by: those under an answer about some regions are theirs, where none are chosen.

    A question that goes on from another has too few words to search by: its hits are those of what it was taken for.
    """
    told = answer.understood
    # What is like an initiative of one region is asked for in the others.
    regions = told.regions if told.kind is not Kind.SIMILAR else ()
    plain = plain_words(told) if choices.previous else None
    return replace(choices, q=plain or choices.q, region=choices.region or regions)


def _hits_of(searched: Choices, choices: Choices, chips: Sequence[Chip]) -> dict[str, object]:
    """Name the regions that hits are limited to by the question alone, and give it without its one region.

    What a question that goes on from another was taken for names them itself.
    """
    asked_of = () if choices.region else searched.region
    wider = next((chip.question for chip in chips if (chip.value,) == asked_of), None)
    is_named = len(asked_of) <= MAX_NAMED and not choices.previous
    return {"hits_of": asked_of if is_named else (), "wider": wider}


def _counted(backend: Backend, answer: Answer) -> dict[str, object]:
    """Give the first of the initiatives that an answer counted without quoting any, and where they stand."""
    address = answer.count.list if answer.count and not answer.citations else None
    searcher = backend.searcher
    counted = initiatives_at(searcher, listed_at(searcher, address)[:COUNTED_SHOWN]) if address else []
    return {"counted_first": counted, "pages": pages_of(backend, counted)}


def _proposed(backend: Backend, answer: Answer) -> frozenset[str]:
    """Give the ids of the initiatives quoted that are only proposed."""
    quoted = {citation.passage.initiative for citation in answer.citations}
    shown = (*answer.regions, *answer.other_regions)
    quoted |= {each.passage.initiative for region in shown for each in region.evidence}
    told = (backend.index.initiative(each) for each in quoted if each is not None)
    return frozenset(each.id for each in told if each is not None and each.status is Status.PROPOSED)


def _start(backend: Backend, words: Words) -> dict[str, object]:
    columns, reported = backend.index.initiative_columns, told_once(backend, Status.REPORTED)
    counts, of_themes = count_by_region(columns, reported), count_by_theme(columns, reported)
    return {
        "coverage": coverage(backend),
        "counts": counts,
        "themes": [(theme, of_themes[theme.id]) for theme in THEMES],
        "no_theme": NO_THEME,
        "without_theme": of_themes[None],
        "drawing": draw_counts(words["start"]["counts"], counts, words),
        "groups_telling": shared_by_groups(columns, told_once(backend)),
        "examples": EXAMPLES,
    }


def _own_parameters(request: Request, choices: Choices) -> list[tuple[str, str]]:
    asked = without_empty(request.query_params.multi_items())
    return [*asked, ("offset", str(choices.offset))] if choices.offset else asked
