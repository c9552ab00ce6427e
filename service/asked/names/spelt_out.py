"""Initiatives that a question calls by a whole name of everyday words, written as any words are."""

import re
from collections.abc import Sequence
from functools import lru_cache

from corpus.document import Initiative
from corpus.regions.speakers import speaks_for
from indexer.words.analysis import analyse, stems_of
from indexer.words.lexicon import lexicon
from service.asked.names.initiative_names import name_words, opening
from service.asked.names.name_stems import opening_stems, stand_together

# So many words that carry something make a name, fewer may be a topic.
MIN_WORDS = 3
# A word that Swedish public administration writes as often is no name by itself.
RARE_WORD = 20
_QUOTED = re.compile(r"[”“\"]([^”“\"]+)[”“\"]")


def find_spelt_out(text: str, initiatives: Sequence[Initiative], codes: Sequence[str] = ()) -> list[Initiative]:
    """Give the initiative whose whole name, or what it has in quotation marks, a text holds in order and together.

    The longest such name counts; there is none where it is that of several, of the places asked about where there are.

    Args:
        codes: County codes of the places asked about.
    """
    stems = stems_of(text)
    held = [(length, initiative) for initiative in initiatives if (length := _longest_held(initiative.name, stems))]
    longest = [initiative for length, initiative in held if length == max(length for length, _ in held)]
    own = [i for i in longest if not set(codes).isdisjoint(speaks_for(i))] if codes else longest
    return own if len({initiative.id for initiative in own}) == 1 else []


def find_opened(text: str, initiatives: Sequence[Initiative]) -> list[Initiative]:
    """Give the initiatives what opens whose name a text holds, in order and together, however it is written.

    One word alone has to be rare: `när börjar molekyl?`, but not `effekt`. No question that is none to such documents,
    of 1,955 by twenty-one writers, holds one.
    """
    stems = stems_of(text)
    return [i for i in initiatives if (name := _opening(i.name)) and stand_together(name, stems)]


@lru_cache(maxsize=50_000)
def _opening(name: str) -> tuple[str, ...]:
    """Give the stems of what opens a name; none where it is no more than plain words, or one that is no name."""
    told = [term.word for term in analyse(opening(name)) if any(map(str.isalpha, term.word))]
    is_common = len(told) == 1 and lexicon().get(told[0], 0) >= RARE_WORD
    return () if is_common else opening_stems(name)


def _longest_held(name: str, stems: tuple[str, ...]) -> int:
    return max((len(each) for each in _namings(name) if stand_together(each, stems)), default=0)


@lru_cache(maxsize=50_000)
def _namings(name: str) -> tuple[tuple[str, ...], ...]:
    """Give the stems of what a name opens with and of what stands in it in quotation marks, where they are enough."""
    parts = [opening(name), *_QUOTED.findall(name)]
    return tuple(stems_of(part) for part in parts if len(name_words(part)) >= MIN_WORDS)
