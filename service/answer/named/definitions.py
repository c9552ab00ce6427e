"""What a word means: the bracket, the sentence or the text under a heading that explains it."""

from collections.abc import Iterator, Sequence

from corpus.document import Field
from indexer.index import Filters
from indexer.passage import Passage
from service.answer import wording
from service.answer.answer import AnswerStatus
from service.answer.draft import Desk, Draft, Quoted, numbered, short_answer
from service.asked.asked import Asked
from service.asked.carrying import topic_words
from service.asked.names.meanings import asked_word, find_explanation, find_meaning, is_abbreviation, is_headed_by
from service.asked.understood import Kind
from service.read.quotes import Quoter, telling_stretches
from service.spans import Span

MAX_READ = 100
MIN_WORDS = 5
DEFINED = 0.9
_NOTHING_SAID = (Field.HEADING, Field.TEMPLATE)


def draft_definition(desk: Desk, asked: Asked, filters: Filters) -> Draft | None:
    """Quote where the documents explain the word asked for; None where none is asked for or they do not."""
    word = asked_word(asked.sought) if asked.kind in (Kind.FACT, Kind.PASSAGES) else None
    if word is None or not topic_words(word, asked.kind):
        return None
    of_word = asked.of_topic(word, topic_words(word, asked.kind))
    # A bracket may stand anywhere.
    depth = desk.searcher.ranking.region_depth if is_abbreviation(word) else 0
    found = desk.searcher.candidates(of_word, filters, least_depth=depth)
    passages = [candidate.passage for candidate in found if candidate.passage.field not in _NOTHING_SAID]
    quoter = Quoter(desk.searcher.index, of_word)
    quoted, span = next(_explanations(quoter, passages, word), (None, None))
    if quoted is None:
        return None
    short = short_answer(quoted[0], span) if span else None
    return Draft(
        kind=asked.kind,
        status=AnswerStatus.ANSWERED,
        confidence=DEFINED,
        text=wording.quoted(*quoted, desk.document(quoted)),
        citations=numbered([quoted]),
        answer=short,
    )


def _explanations(quoter: Quoter, passages: Sequence[Passage], word: str) -> Iterator[tuple[Quoted, Span | None]]:
    """Give what explains a word, the surest way first, with the characters of the quote that are its meaning."""
    if is_abbreviation(word):
        for passage in passages:
            meaning = find_meaning(passage.text, word)
            if meaning is not None:
                quote, span = quoter.around(passage.text, meaning)
                yield (quote, passage), span
    for passage in passages[:MAX_READ]:
        if not passage.name and is_headed_by(passage.heading, word) and len(passage.text.split()) >= MIN_WORDS:
            yield (telling_stretches(passage.text)[0], passage), None
    for passage in passages[:MAX_READ]:
        start = find_explanation(passage.text, word)
        if start is not None:
            yield (telling_stretches(passage.text[start:])[0], passage), None
