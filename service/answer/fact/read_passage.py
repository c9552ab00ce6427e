"""A passage as the reader reads it for a fact, and what is seen of it that tells how sure its words are."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from service.asked.asked import Asked
from service.asked.words.expected import holds_answer
from service.read.reader import Reading
from service.search.candidates import Scores
from service.search.reranking import Candidate
from service.spans import Span

# Beyond this many logits a reading says no more.
MAX_LOGIT = 12.0
_ASKS_OFTEN = re.compile(r"\bhur ofta\b|\bhow often\b", re.IGNORECASE)
_OFTEN = re.compile(
    r"\b(?:årlig\w*|årsvis|(?:vecko|månads|kvartals|halvårs)vis|regelbundet|återkommande|kontinuerlig\w*|löpande|dagligen"
    r"|(?:varje|var|per) (?:(?:annan|annat|tredje|fjärde|femte) )?(?:dag|vecka|månad|kvartal|halvår|år)(?:en|et)?)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadPassage:
    """A candidate with what the reader says of it for a fact question.

    Attributes:
        span: Characters of the passage's text that answer best: the reader's, in a table those of the column asked for.
        margin: How far the reader holds the span above no answer, in logits.
        is_asked_row: It is the very row of a table that the question asks for; no reader or search needs to be sure.
        counted: How near what its number counts comes to what the question wants counted, 0 to 1; None where the
            question wants nothing counted or the text does not tell.
        alone: How far the reader holds that the sentence of the span answers where it reads that alone, in logits.
        relative: The score of the best hit of its initiative over the best of all: of one that is found by its
            description its effects may tell.
    """

    candidate: Candidate
    reading: Reading
    span: Span
    margin: float
    is_asked_row: bool = False
    counted: float | None = None
    alone: float = 0.0
    relative: float = 0.0

    @property
    def answer(self) -> str:
        """The words that answer best; "" where none could."""
        return self.candidate.passage.text[slice(*self.span)]


def features(question: Asked, read: Sequence[ReadPassage]) -> Mapping[str, Scores]:
    """Give what is seen of each passage, by name, arrays of shape (len(read),).

    `margin` is how far the reader holds the words above no answer, in logits, `relative` the score of its initiative's
    best passage over the best, `holds` whether the words are of the kind asked for, `place` how far the passage is of a
    place asked about, for which `relative` has counted more than it is worth here. `counted` is how far what the number
    counts is nearer to what is asked than half, 0 where that is not known, and `length` the hundreds of characters
    marked: long words are seldom the answer. `alone` is the margin of the marked sentence read by itself, and `first`
    whether a search finds nothing better than the passage.
    """
    first = [passage.is_asked_row or passage.candidate.parts["relative"] >= 1.0 for passage in read]
    return {
        "margin": _logits(MAX_LOGIT if passage.is_asked_row else passage.margin for passage in read),
        "relative": np.array([1.0 if p.is_asked_row else p.relative for p in read], dtype=np.float32),
        "first": np.array(first, dtype=np.float32),
        "holds": np.array([holds_asked(passage.answer, question) for passage in read], dtype=np.float32),
        "place": np.array([passage.candidate.parts["place"] for passage in read], dtype=np.float32),
        "counted": np.array([0.0 if p.counted is None else p.counted - 0.5 for p in read], dtype=np.float32),
        "length": np.array([len(passage.answer) / 100 for passage in read], dtype=np.float32),
        "alone": _logits(MAX_LOGIT if passage.is_asked_row else passage.alone for passage in read),
    }


def holds_asked(answer: str, question: Asked) -> bool:
    """Tell whether words are of the kind that a question asks for; how often something is done no number need tell."""
    is_often = bool(_ASKS_OFTEN.search(question.whole) and _OFTEN.search(answer))
    return is_often or holds_answer(answer, question.expected, question.whole)


def _logits(values: Iterable[float]) -> Scores:
    return np.clip(np.array(list(values), dtype=np.float32), -MAX_LOGIT, MAX_LOGIT)
