"""Where an answer leads on to: what helps where it does not say, and how more of what it tells is seen."""

from collections.abc import Sequence
from urllib.parse import urlencode

from corpus.regions.names import find_place
from service.answer.answer import Answer, AnswerStatus
from service.answer.sentences import QUESTIONS
from service.asked.understood import Kind
from service.live import Backend
from service.web.families.comparing import LEAST, MOST
from service.web.languages.words import Words
from service.web.parts.choices import Choices
from service.web.parts.understood import Chip
from service.web.wording import region_label

_UNREAD = (AnswerStatus.OUTSIDE, AnswerStatus.UNCLEAR)


def next_steps(
    backend: Backend, answer: Answer, choices: Choices, chips: Sequence[Chip], words: Words
) -> dict[str, object]:
    """Give what a page offers beside an answer, by the names its template has for it."""
    names = answer.understood.regions
    return {
        "help": _help(answer, choices, chips, words),
        "questions": QUESTIONS if answer.status in _UNREAD else (),
        "pages_of_regions": [find_place(name) for name in names] if answer.status is AnswerStatus.UNCLEAR else (),
        "is_elsewhere": bool(names) and all(region_label(hit.passage.region) not in names for hit in answer.nearest),
        **_wider(answer),
        **_alike(backend, answer),
    }


def _help(answer: Answer, choices: Choices, chips: Sequence[Chip], words: Words) -> str:
    """Say what can be tried; nobody is told to remove a limit who has set none."""
    if answer.status is AnswerStatus.PARTIAL and answer.kind is Kind.COUNT:
        # Its own sentence says that there may be more.
        return ""
    is_limited = choices.is_narrowed or any(chip.question and chip.in_swedish for chip in chips)
    status = "not_found_limited" if answer.status is AnswerStatus.NOT_FOUND and is_limited else answer.status.value
    return str(words["help"].get(status, ""))


def _wider(answer: Answer) -> dict[str, str | None]:
    """Give the addresses where what one quote answers is told region by region, and counted by region and theme."""
    told = answer.understood
    is_of_some = told.regions or told.excluded_regions or told.years or told.themes or told.initiative
    if not (answer.answered and answer.kind is Kind.PASSAGES and told.topics) or is_of_some:
        return {"by_region": None, "in_matrix": None}
    topic = " och ".join(told.topics)
    return {
        "by_region": f"/?{urlencode({'q': f'Vilka regioner arbetar med {topic}?'})}",
        "in_matrix": f"/matris?{urlencode({'q': topic})}",
    }


def _alike(backend: Backend, answer: Answer) -> dict[str, str | None]:
    """Give the addresses where what is alike stands side by side, and where it is said what the initiatives share."""
    if not (answer.answered and answer.kind is Kind.SIMILAR):
        return {"side_by_side": None, "in_common": None}
    name = answer.understood.initiative or ""
    own = [each.id for each in backend.index.called(name) if each.name == name]
    # Several of one name are told apart nowhere in what was understood.
    source = own if len(own) == 1 else []
    told = dict.fromkeys([*source, *(each.passage.initiative for each in answer.citations if each.passage.initiative)])
    shown = list(told)[:MOST]
    return {
        "side_by_side": f"/jamfor?{urlencode([('id', each) for each in shown])}" if len(shown) >= LEAST else None,
        "in_common": f"/insatser/{source[0]}#liknande" if source else None,
    }
