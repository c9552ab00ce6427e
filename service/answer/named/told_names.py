"""What is like something that only the text of an initiative calls by name: a campaign, a conference, a project."""

import re
from collections.abc import Sequence
from dataclasses import replace

from corpus.document import Initiative
from indexer.chunking import sentences as split_sentences
from indexer.index import Filters
from indexer.passage import Passage
from indexer.words.analysis import analyse, terms
from indexer.words.lexicon import lexicon
from service.answer import sentences, wording
from service.answer.draft import MAX_CITATIONS, Desk, Draft, told
from service.answer.evidence.region_evidence import is_about
from service.asked.asked import Asked
from service.asked.carrying import topic_words
from service.asked.names.named import own_words
from service.asked.understood import Kind
from service.search.query import NO_FILTERS

# Behind a name, what it is: `Next Day, en konferensdag om ...`; whatever else follows may be about anything.
_IS = re.compile(r"\s*(?:[,(–-]|är|was|is)\s+(?:en|ett|a|an)\s+", re.IGNORECASE)
EXPLAINING = 14
# `BiogasBoost` is about biogas.
_JOINED = re.compile(r"(?<=[a-zåäö])(?=[A-ZÅÄÖ])")
MIN_LETTERS = 5


def find_telling(desk: Desk, asked: Asked) -> Passage | None:
    """Give the first passage found that tells of what is called by a name of its own; None where several owners do.

    What many tell of is a topic, however it is written.
    """
    own = own_words(asked.sought)
    passages = [passage for passage in passages_with(desk, asked, own) if passage.initiative] if own else []
    return passages[0] if len({passage.region or passage.group for passage in passages}) == 1 else None


def passages_with(desk: Desk, asked: Asked, stems: frozenset[str]) -> list[Passage]:
    """Give the passages among the first found, of all there are, that have some words."""
    found = desk.searcher.candidates(asked, NO_FILTERS)[: desk.searcher.ranking.holds_depth]
    return [candidate.passage for candidate in found if stems <= set(terms(candidate.passage.text))]


def draft_like_told(desk: Desk, asked: Asked, filters: Filters, passage: Passage, teller: Initiative) -> Draft | None:
    """Give what other regions do of what a passage tells of a name; None where it does not tell enough, or none do."""
    searcher, ranking = desk.searcher, desk.searcher.ranking
    name, words = _explained(passage.text, own_words(asked.sought))
    if not words:
        return None
    question = replace(asked.of_topic(" ".join(words), words), kind=Kind.PASSAGES, places=(), excluded=())
    ranked = searcher.best_of_each_unit(searcher.candidates(question, filters))
    others = [each for each in ranked if each.passage.initiative and each.passage.region != teller.region]
    about = [candidate for candidate in others[: ranking.passage_depth] if is_about(candidate, ranking)]
    if not about:
        return None
    quotes = desk.quotes(question, [candidate.passage for candidate in about[:MAX_CITATIONS]])
    nearest = wording.quoted(*quotes[0], desk.document(quotes[0]))
    text = sentences.like_told(name, teller, words, len(about), nearest)
    return replace(told(Kind.SIMILAR, about[0].probability, text, quotes), initiative=teller.name)


def _explained(text: str, own: frozenset[str]) -> tuple[str, tuple[str, ...]]:
    """Give a name as a text writes it, and the words that say what it is: those it is made of, or those behind it."""
    for sentence in split_sentences(text):
        naming = [term for term in analyse(sentence) if term.stem in own]
        if {term.stem for term in naming} == own:
            name = sentence[naming[0].start : naming[-1].end]
            return name, _made_of(name) or _behind(sentence[naming[-1].end :])
    return "", ()


def _made_of(name: str) -> tuple[str, ...]:
    parts: Sequence[str] = _JOINED.split(name)
    known = [part for part in parts if len(part) >= MIN_LETTERS and lexicon().get(part.casefold())]
    return tuple(known) if len(parts) > 1 else ()


def _behind(rest: str) -> tuple[str, ...]:
    leading = _IS.match(rest)
    explaining = " ".join(rest[leading.end() :].split()[:EXPLAINING]) if leading else ""
    return topic_words(explaining, Kind.PASSAGES) if explaining else ()
