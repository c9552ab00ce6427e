"""What two initiatives have in common, in the words that tell most: nouns that few others hold, and parts of them."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import log
from threading import Lock

from corpus.document import Initiative
from corpus.regions.names import find_mentions
from indexer.words.analysis import analyse
from indexer.words.compounds import split_compound
from indexer.words.lexicon import lexicon
from indexer.words.stems import base, stem
from service.asked.words.plain_words import PLAIN
from service.budget import check_budget
from service.ranking import RANKING, Ranking

# Shorter words, and shorter parts of words, are rarely what two initiatives have in common.
MIN_LETTERS, MIN_PART = 4, 5
_ADJECTIVES = ("lig", "isk", "bar")
# What a noun ends with where it is definite, by its last letter; neither verbs nor adjectives do.
_DEFINITE = {"a": ("n",), "e": ("n", "t")}
_DEFINITE_ELSE = ("en", "et")
# Who comes while another counts goes on behind it: both at once would take each as long as two.
_taking_apart = Lock()
# How rare a word is shows in so many, spread over all; all of a large collection take seconds to read.
MOST_COUNTED = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Holders:
    """How many of all initiatives hold each stem, as a word or as a part of one."""

    counts: Mapping[str, int]
    n_initiatives: int

    def share(self, piece: str) -> float:
        """Give the share of all initiatives that hold a stem; the rarest that can be shared count as rare in any."""
        count = self.counts.get(piece, 1)
        return 0.0 if count <= 2 else count / self.n_initiatives

    def rarity(self, piece: str) -> float:
        """Give the logarithm of all initiatives over those that hold a stem."""
        return log(self.n_initiatives / self.counts.get(piece, 1))


def count_holders(initiatives: Sequence[Initiative]) -> Holders:
    """Count in how many of some initiatives each stem stands; of a large collection MOST_COUNTED tell it.

    Raises:
        OverBudgetError: The time of the request that this is done for is up; the next goes on where it was.
    """
    for _ in take_apart(initiatives):
        check_budget()
    counts = Counter(piece for initiative in initiatives for piece in _pieces(initiative.text).counts)
    return Holders(counts=counts, n_initiatives=len(initiatives))


def take_apart(initiatives: Sequence[Initiative]) -> Iterator[None]:
    """Do the long part of `count_holders` beforehand, one initiative a step; what is found of each is remembered."""
    for initiative in initiatives:
        with _taking_apart:
            _pieces(initiative.text)
        yield


@dataclass(frozen=True, slots=True, kw_only=True)
class _Pieces:
    """The stems of a text's words and of their parts: how often, as what word, and the parts of each."""

    counts: Counter[str]
    written: Mapping[str, str]
    parts: Mapping[str, tuple[str, ...]]


def shared_parts(
    source: Initiative, other: Initiative, holders: Holders, n: int, ranking: Ranking = RANKING
) -> list[str]:
    """Give at most n nouns and names that both hold, or that both have compounds of, most telling first.

    A word tells the more the fewer initiatives hold it and the more often both do. Places are left out.
    """
    own, theirs = _pieces(without_places(source.text)), _pieces(other.text)
    weights = {
        piece: holders.rarity(piece) * (1 + log(min(own.counts[piece], theirs.counts[piece])))
        for piece in own.counts.keys() & theirs.counts.keys()
    }
    ranked = sorted(weights, key=lambda piece: (-weights[piece], piece))
    for most in (ranking.shared_by, ranking.shared_at_most_by):
        telling = _nouns([piece for piece in ranked if holders.share(piece) <= most], own)
        if telling:
            return telling[:n]
    return []


def _nouns(ranked: Sequence[str], own: _Pieces) -> list[str]:
    """Give the nouns and names of what is shared, without the parts of a compound that is shared as a whole."""
    covered = {part for piece in ranked for part in own.parts.get(piece, ())}
    words = [
        own.written[piece]
        for piece in ranked
        if piece not in covered and len(own.written[piece]) >= (MIN_LETTERS if piece in own.parts else MIN_PART)
    ]
    return [word for word in dict.fromkeys(words) if _is_noun_or_name(word)]


# What is counted once is compared often: of 601 initiatives this takes some megabytes, and a fifth off a comparison.
@lru_cache(maxsize=MOST_COUNTED)
def _pieces(text: str) -> _Pieces:
    counts: Counter[str] = Counter()
    written: dict[str, str] = {}
    parts: dict[str, tuple[str, ...]] = {}
    for term in analyse(text):
        if term.word in PLAIN or not term.word.isalpha():
            continue
        halves = {stem(part): part for part in split_compound(term.word)}
        shown = text[term.start : term.end]
        counts.update({term.stem, *halves})
        written.setdefault(term.stem, shown if shown[1:] != shown[1:].lower() else base(term.word))
        parts[term.stem] = tuple(halves.keys() - {term.stem})
        for half, word in halves.items():
            written.setdefault(half, word)
    return _Pieces(counts=counts, written=written, parts=parts)


@lru_cache(maxsize=50_000)
def _is_noun_or_name(word: str) -> bool:
    """Tell whether a word has capitals inside, or whether it, or what a compound ends with, has a definite form."""
    head = (split_compound(word) or (word,))[-1]
    if word[1:] != word[1:].lower():
        return True
    endings = () if head.endswith(_ADJECTIVES) else _DEFINITE.get(head[-1], _DEFINITE_ELSE)
    return any(head + ending in lexicon() for ending in endings)


def without_places(text: str) -> str:
    """Give a text without the regions and groups it names."""
    for mention in reversed(find_mentions(text)):
        text = f"{text[: mention.start]} {text[mention.end :]}"
    return text
