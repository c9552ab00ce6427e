"""What of a topic's finds a question asks for: those that began in a year, or what came of them, and nothing else."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from corpus.document import Field, Initiative, Status
from indexer.index import Filters
from indexer.passage import Passage
from service.answer import wording
from service.answer.draft import Desk, Quoted
from service.answer.evidence.aspect_words import TELLING
from service.answer.initiative_passages import passages_of
from service.asked.asked import Asked, Aspect
from service.asked.telling import SWEDISH_CHIPS
from service.asked.words.aims import asks_what_came, tells_aim
from service.asked.words.telling_words import opens_with
from service.asked.words.times import Moment, moment_in_years, tells_moment_of
from service.read.quotes import telling_stretches, without_name
from service.search.reranking import Candidate

# By what is asked for: the cells that tell it, and where an initiative has none, the words that do.
_CELLS = {
    Aspect.EFFECTS: (Field.EFFECTS,),
    Aspect.RESULTS: (Field.OUTPUTS, Field.EFFECTS),
    Aspect.GOALS: (Field.GOALS,),
}
_WORDS = {
    Aspect.EFFECTS: re.compile(r"\beffekt(?:en|er|erna)\b|\b(?:lett|ledde|bidragit) till\b", re.IGNORECASE),
    Aspect.RESULTS: re.compile(r"\bresulta(?:t|tet|ten|de|rat)\b|\b(?:lett|ledde) till\b", re.IGNORECASE),
    Aspect.GOALS: TELLING[Aspect.GOALS],
    Aspect.LESSONS: TELLING[Aspect.LESSONS],
    Aspect.PROBLEMS: TELLING[Aspect.PROBLEMS],
    Aspect.NEXT: TELLING[Aspect.NEXT],
}
# Told by what is only meant to come about.
_MEANT = (Aspect.GOALS, Aspect.NEXT)
_TOLD = (Field.OUTPUTS, Field.EFFECTS, Field.ROW, Field.DESCRIPTION, Field.PROSE, Field.NAME)
_MOMENTS = {Moment.START: "att de började", Moment.END: "att de avslutades"}
Tells = Callable[[Passage, str], bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedPart:
    """What a question asks for of what is about its topic.

    Attributes:
        what: As it is said in a sentence: `om effekter`.
        tells: Tells whether a sentence of a passage tells it.
        cells: What tells it whatever the words.
        is_done: It asks for what has come about, which nothing proposed can tell.
    """

    what: str
    tells: Tells
    cells: tuple[Field, ...]
    is_done: bool


def asked_part(asked: Asked) -> AskedPart | None:
    """Give what a question asks for of what is about its topic; None where it asks for all of that."""
    moment = moment_in_years(asked.text) if asked.years else None
    if moment is not None:
        return AskedPart(
            what=f"{_MOMENTS[moment]} {wording.years(asked.years)}",
            tells=lambda passage, told: tells_moment_of(told, moment, asked.years, passage.years),
            cells=(),
            is_done=False,
        )
    aspect = asked.aspect
    if aspect not in _WORDS or aspect is None or not opens_with(asked.text, aspect):
        return None
    return AskedPart(
        what=f"om {SWEDISH_CHIPS[aspect]}",
        tells=lambda _, told: _tells(aspect, told),
        cells=_CELLS.get(aspect, ()),
        # Nothing is learnt yet from what is only proposed.
        is_done=aspect is Aspect.LESSONS or asks_what_came(asked.text),
    )


def quote_part(desk: Desk, part: AskedPart, found: Sequence[Candidate]) -> list[tuple[Candidate, Quoted]]:
    """Quote of each find what tells the part asked for; finds that tell nothing of it are left out."""
    ids = [each.passage.initiative for each in found if each.passage.initiative]
    initiatives = [each for each in map(desk.searcher.index.initiative, ids) if each is not None]
    tellings = _tellings(desk, found, initiatives)
    proposed = {each.id for each in initiatives if part.is_done and each.status is Status.PROPOSED}
    kept = [each for each in found if each.passage.unit not in proposed]
    quoted = ((each, _first(part, tellings[each.passage.unit])) for each in kept)
    return [(each, quote) for each, quote in quoted if quote is not None]


def _tellings(
    desk: Desk, found: Sequence[Candidate], initiatives: Sequence[Initiative]
) -> Mapping[str, Sequence[Passage]]:
    """Give all passages of each find's initiative, by its id; of prose the passage that was found."""
    return {each.passage.unit: [each.passage] for each in found} | passages_of(desk, initiatives, Filters())


def _first(part: AskedPart, passages: Sequence[Passage]) -> Quoted | None:
    """Quote the first sentences that tell a part, those of its own cells first."""
    in_cells = [(passage, True) for field in part.cells for passage in passages if passage.field is field]
    in_words = [(passage, False) for field in _TOLD for passage in passages if passage.field is field]
    for passage, is_cell in in_cells + in_words:
        text = passage.text if passage.field is Field.NAME else without_name(passage.text, passage.name)
        tells = partial(part.tells, passage)
        for stretch in telling_stretches(text, bool if is_cell else tells):
            return stretch, passage
    return None


def _tells(aspect: Aspect, told: str) -> bool:
    """Tell whether a sentence tells an aspect; what is only meant to come about is a goal, or a next step."""
    found = _WORDS[aspect].search(told)
    return found is not None and (aspect in _MEANT or not tells_aim(told, found.span(), (0, len(told))))
