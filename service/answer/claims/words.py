"""The words of a claim, and whether a text has them: each by the rule of what it is."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from corpus.regions.names import find_mentions
from corpus.swedish import AMOUNTS, NUMBERS
from indexer.index import Index, Vectors
from indexer.words.analysis import analyse, stems_of, terms
from service.asked.asked import Asked
from service.asked.words.yes_no import is_light, is_verb, same_verbs
from service.ranking import Ranking

_NAME_BEFORE = re.compile(r"\s(?!Region\b)[A-ZÅÄÖ][\w-]* $")
_NUMBER = re.compile(r"\d[\d ,.]*\d|\d")
# What came of something is told by either word.
_OUTCOME = re.compile(r"\b(?:resultat|effekt)(?:et|en|er|erna)?\b", re.IGNORECASE)
# `2021–23` tells of 2023.
_SHORT_YEAR = re.compile(r"\b((?:19|20))\d\d\s*[–/-]\s*(\d\d)\b(?![\d-])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What has to be told.

    Attributes:
        words: Those that tell it, in order; where there are none, those that a report may say otherwise.
        loose: The others, which a report may say otherwise.
        named: Those written as names are.
        verbs: Those that say what is done.
        ranking: How near what tells them has to come.
    """

    words: tuple[str, ...]
    loose: tuple[str, ...]
    named: frozenset[str]
    verbs: frozenset[str]
    ranking: Ranking

    @property
    def head(self) -> str | None:
        """What it is about: its first word that is neither a verb nor a number."""
        return next((word for word in self.words if word not in self.verbs and not is_number(word)), None)


def claim_words(asked: Asked, ranking: Ranking, known: Sequence[str] = ()) -> Claim:
    """Read what a question wants to be told.

    Args:
        known: Names of what is asked about, which need not be told.
    """
    said = {stem for name in known for stem in terms(name)}
    text = asked.sought
    told_by_place = _place_words(text)
    told = dict.fromkeys(_whole_number(word, text) for word in asked.words)
    own = [word for word in told if not said.issuperset(terms(word)) and word not in told_by_place]
    words = tuple(word for word in own if not is_light(word) and word.casefold() not in AMOUNTS) or tuple(own)
    return Claim(
        words=words,
        loose=tuple(word for word in own if word not in words),
        named=frozenset(word for word in words if any(map(str.isupper, word)) and not text.startswith(word)),
        verbs=frozenset(word for word in words if is_verb(word)),
        ranking=ranking,
    )


def _whole_number(word: str, text: str) -> str:
    """Give the number in a text that figures are a part of: `1,5` for `5`; any other word as it is."""
    numbers = _NUMBER.findall(text) if word.isdigit() else []
    return next((number for number in numbers if word in re.split(r"[ ,.]", number)), word)


def _place_words(text: str) -> frozenset[str]:
    """Give the words of the places that a text names, but for those behind a name: `Högskolan Dalarna`."""
    places = [mention for mention in find_mentions(text) if not _NAME_BEFORE.search(text[: mention.start])]
    return frozenset(word for place in places for word in text[place.start : place.end].split())


def nearness(index: Index, claim: Claim, texts: Sequence[str]) -> Vectors:
    """Give how near each text comes to each word of a claim, 0 to 1, shape (len(texts), words).

    Numbers are there or not; what is done is told by any verb for it, a compound by its parts.
    """
    best = _best(index, claim, texts)
    found = np.zeros((len(texts), len(claim.words)), dtype=np.float32)
    for column, word in enumerate(claim.words):
        found[:, column] = _nearness(claim, word, texts, best)
    return found


def _nearness(claim: Claim, word: str, texts: Sequence[str], best: Mapping[str, Vectors]) -> Vectors:
    if is_number(word):
        return np.array([_holds_number(text, word) for text in texts], dtype=np.float32)
    found, parts, exact = best[word], _parts(word), claim.ranking.claim_exact
    if parts:
        apart = np.min([best[part] for part in parts], axis=0)
        found = np.maximum(found, np.where(apart >= exact, apart, 0.0))
    same = _OUTCOME if _OUTCOME.match(word) else same_verbs(word)
    if same is not None:
        found = np.maximum(found, [bool(same.search(text)) for text in texts])
    return np.where(found >= exact, found, 0.0) if word in claim.named else found


def _best(index: Index, claim: Claim, texts: Sequence[str]) -> dict[str, Vectors]:
    """Give how near each text comes to the words of a claim and their parts, all compared at once."""
    pieces = [piece for word in claim.words if not is_number(word) for piece in (word, *_parts(word))]
    query = ". ".join(pieces)
    near = index.text_matches(query, texts).nearness
    columns = {stem: column for column, stem in enumerate(dict.fromkeys(stems_of(query)))}
    nothing = np.zeros(len(texts), dtype=np.float32)
    return {
        piece: np.max([near[:, columns[t.stem]] for t in analyse(piece) if t.stem in columns] or [nothing], axis=0)
        for piece in pieces
    }


def _parts(word: str) -> tuple[str, ...]:
    """Give the parts of a compound; none where it is none."""
    parts = next((term.parts for term in analyse(word)), ())
    return parts if len(parts) > 1 else ()


def lacking(claim: Claim, near: Vectors) -> tuple[str, ...]:
    """Name the words that are not there; a kindred word will do only beside another that is there itself.

    Args:
        near: As `nearness` gives it of one text, shape (words,).
    """
    values = dict(zip(claim.words, near.tolist(), strict=True))
    others = [word for word in claim.words if word not in claim.verbs]
    ranking = claim.ranking
    is_told = any(values[word] >= ranking.claim_says for word in others)
    of_things = ranking.claim_near if is_told else ranking.claim_says
    least = {word: ranking.claim_done if word in claim.verbs else of_things for word in claim.words}
    return tuple(word for word in claim.words if values[word] < least[word])


def is_number(word: str) -> bool:
    """Tell whether a word of a claim is a number, in figures or in letters."""
    return word[0].isdigit() or word.casefold() in NUMBERS[2:]


def _holds_number(text: str, word: str) -> bool:
    told = {_figures(number) for number in _NUMBER.findall(text)}
    told |= {_figures(each) for each in re.findall(r"[^\W\d_]+", text) if each.casefold() in NUMBERS}
    told |= {f"{century}{year}" for century, year in _SHORT_YEAR.findall(text)}
    return _figures(word) in told


def _figures(number: str) -> str:
    word = number.casefold()
    return str(NUMBERS.index(word)) if word in NUMBERS else re.sub(r"[ .](?=\d{3})", "", word)
